// What a newer client may have written and this schema does not know. The binding would delete it, so that a text
// with something foreign in it is not bound at all.

import * as Y from 'yjs';

import { schema } from './schema';

/** Whether everything in a fragment or element is known. */
export function isKnown(type: Y.XmlFragment | Y.XmlElement): boolean {
  return type.toArray().every((child) => isKnownChild(child));
}

function isKnownChild(child: unknown): boolean {
  if (child instanceof Y.XmlText) return isKnownText(child);
  if (!(child instanceof Y.XmlElement)) return false;
  return child.nodeName in schema.nodes && isKnown(child);
}

function isKnownText(text: Y.XmlText): boolean {
  return text.toDelta().every((piece: { insert: unknown; attributes?: object }) => {
    const names = Object.keys(piece.attributes ?? {});
    return typeof piece.insert === 'string' && names.every((name) => name.replace(/--.{8}$/, '') in schema.marks);
  });
}

/** Whether a transaction brought nothing foreign; called before anybody is told of it. */
export function bringsOnlyKnown(transaction: Y.Transaction): boolean {
  for (const type of transaction.changed.keys()) {
    if (type._item?.deleted) continue;
    if (type instanceof Y.XmlText) {
      if (!isKnownText(type)) return false;
    } else if (type instanceof Y.XmlFragment) {
      if (!type.toArray().every((child) => isOld(child, transaction) || isKnownChild(child))) return false;
    }
  }
  return true;
}

function isOld(child: { _item: Y.Item | null }, transaction: Y.Transaction): boolean {
  const id = child._item?.id;
  return id !== undefined && id.clock < (transaction.beforeState.get(id.client) ?? 0);
}
