// Whether the caret has to be scrolled to at all. The view by itself measures every element around the caret for that,
// with each key.

import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/** Whether the caret stands in the window, and in nothing that scrolls by itself: there is nowhere to scroll to. */
export function isCaretInSight(view: EditorView): boolean {
  const { selection } = view.state;
  if (!(selection instanceof TextSelection)) return false;
  const { node } = view.domAtPos(selection.head);
  const dom = node instanceof Element ? node : node.parentElement;
  // A table that needs more room than the page has is the one thing in a text that scrolls, and around it is only the page.
  if (!dom || dom.closest('.wide')) return false;
  const { top, right, bottom, left } = view.coordsAtPos(selection.head, 1);
  // What the keyboard of a telephone leaves of the window.
  const { width, height } = visualViewport ?? { width: innerWidth, height: innerHeight };
  return top >= 0 && left >= 0 && bottom <= height && right <= width;
}
