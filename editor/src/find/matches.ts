// Where a text stands in a document. A match never goes beyond its paragraph.

import type { Node } from 'prosemirror-model';

import { fold, type Folded } from './fold';

export interface Match {
  from: number;
  to: number;
}

/** All matches in reading order. */
export function matches(doc: Node, sought: string): Match[] {
  const { text: needle } = fold(sought);
  const found: Match[] = [];
  if (needle === '') return found;
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true;
    const { text, places } = folded(node);
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      const from = places[at] as number;
      const to = places[at + needle.length] as number;
      if (to > from) found.push({ from: place + 1 + from, to: place + 1 + to });
    }
    return false;
  });
  return found;
}

/** Paragraphs never change, a changed one is another: each is folded once, however often is looked for something. */
const known = new WeakMap<Node, Folded>();

function folded(node: Node): Folded {
  const held = known.get(node);
  if (held) return held;
  // Leaves count as one character that nobody looks for, so that places stay right.
  const made = fold(node.textBetween(0, node.content.size, undefined, '\uFFFC'));
  known.set(node, made);
  return made;
}
