// Pasting: what comes from elsewhere is brought into the form of the schema before the schema reads it; pictures are
// sent to the server; what was copied here is a copy, with ids of its own.

import { DOMSerializer, Fragment, type Node, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';

import { schema } from '../schema/schema';
import { clean } from './clean';

export function paste(bid: string, insertImage: (file: File) => void): Plugin {
  return new Plugin({
    props: {
      transformPastedHTML: (html) => clean(html, bid),
      transformPasted: withoutIds,
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        // Word and Excel add a picture of what they give as text.
        if (!data || data.types.includes('text/html') || data.types.includes('text/plain')) return false;
        const file = [...data.files].find(isImage);
        if (!file || !view.editable) return false;
        insertImage(file);
        return true;
      },
      handleDrop: (view, event) => {
        const file = [...(event.dataTransfer?.files ?? [])].find(isImage);
        if (!file || !view.editable) return false;
        event.preventDefault();
        insertImage(file);
        return true;
      },
    },
  });
}

function isImage(file: File): boolean {
  return file.type.startsWith('image/');
}

/** The ids of a copy would be those of the original. */
export function withoutIds(slice: Slice): Slice {
  const strip = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const content = strip(node.content);
      nodes.push(node.isText || node.attrs['id'] == null ? node.copy(content) : bare(node, content));
    });
    return Fragment.from(nodes);
  };
  return new Slice(strip(slice.content), slice.openStart, slice.openEnd);
}

function bare(node: Node, content: Fragment): Node {
  return node.type.create({ ...node.attrs, id: null }, content, node.marks);
}

/** Pictures say of which bid they are: in another one there is no such file. */
export function clipboardSerializer(bid: string): DOMSerializer {
  const nodes = DOMSerializer.nodesFromSchema(schema);
  const drawn = schema.nodes.image.spec.toDOM;
  return new DOMSerializer(
    {
      ...nodes,
      image: (node) => {
        const spec = drawn?.(node) as [string, Record<string, string>, ...unknown[]];
        return [spec[0], { ...spec[1], 'data-bid': bid }, ...spec.slice(2)] as unknown as ReturnType<NonNullable<typeof drawn>>;
      },
    },
    DOMSerializer.marksFromSchema(schema),
  );
}
