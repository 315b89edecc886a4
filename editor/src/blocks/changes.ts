// Which blocks differ between two states of a text. Blocks that did not change are the same objects, so that none of
// them has to be looked into.

import type { Node } from 'prosemirror-model';

interface Changed {
  from: number;
  ends: [number, number];
}

/** The last answer: several ask the same of every key, and the blocks of a long text are many. */
let last: { before: Node; after: Node; changed: Changed } | null = null;

/** The first top-level block that differs, and the place behind the last one, in either text. */
export function changedBlocks(before: Node, after: Node): Changed {
  if (last?.before === before && last.after === after) return last.changed;
  const changed = compared(before, after);
  last = { before, after, changed };
  return changed;
}

function compared(before: Node, after: Node): Changed {
  const [old, now] = [before.children, after.children];
  const least = Math.min(old.length, now.length);
  let from = 0;
  while (from < least && old[from] === now[from]) from += 1;
  let behind = 0;
  while (behind < least - from && old[old.length - 1 - behind] === now[now.length - 1 - behind]) behind += 1;
  return { from, ends: [old.length - behind, now.length - behind] };
}
