// Which blocks differ between two states of a text. Blocks that did not change are the same objects, so that none of
// them has to be looked into.

import type { Node } from 'prosemirror-model';

/** The first top-level block that differs, and the place behind the last one, in either text. */
export function changedBlocks(before: Node, after: Node): { from: number; ends: [number, number] } {
  const [old, now] = [before.children, after.children];
  const least = Math.min(old.length, now.length);
  let from = 0;
  while (from < least && old[from] === now[from]) from += 1;
  let behind = 0;
  while (behind < least - from && old[old.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
  return { from, ends: [old.length - behind, now.length - behind] };
}
