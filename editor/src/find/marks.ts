// Lights matches up without touching the text's elements, where the browser can do that.

import type { EditorView } from 'prosemirror-view';

import type { Match } from './matches';

const NAME = 'found';
/** More would slow down every frame and help nobody. */
const MARKED_MOST = 500;

export function light(view: EditorView, matches: Match[]): void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) return;
  const ranges = matches.slice(0, MARKED_MOST).map(({ from, to }) => {
    const range = new Range();
    const [start, end] = [view.domAtPos(from), view.domAtPos(to)];
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  });
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

export function unlight(): void {
  if (typeof CSS !== 'undefined') CSS.highlights?.delete(NAME);
}
