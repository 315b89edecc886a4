// Where a text stands in a document. A match never goes beyond its paragraph.

import type { Node } from 'prosemirror-model';

import { fold } from './fold';

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
    // Leaves count as one character that nobody looks for, so that places stay right.
    const { text, places } = fold(node.textBetween(0, node.content.size, undefined, '\uFFFC'));
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      const from = places[at] as number;
      const to = places[at + needle.length] as number;
      if (to > from) found.push({ from: place + 1 + from, to: place + 1 + to });
    }
    return false;
  });
  return found;
}
