// Every top-level block has an id that it keeps. Given by local edits only, so that opening a text changes nothing,
// and never while something is being composed.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';

import { changedBlocks } from './changes';

/** A new id: time first, so that ids of a text sort as they were made (UUID v7 as plain hex). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a transaction came from the shared document. */
export function isRemote(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

/** Gives ids after each local change, unless `isComposing`. */
export function ids(isComposing: () => boolean): Plugin {
  /** The last text of which every block was seen to have its own id. */
  let named: Node | null = null;
  return new Plugin({
    appendTransaction: (transactions, old, state) => {
      if (!transactions.some((transaction) => transaction.docChanged)) return null;
      // A key within a block costs no look at the others.
      if (named === old.doc && areIdsEqual(old.doc, state.doc)) {
        named = state.doc;
        return null;
      }
      const isLocal = transactions.some((transaction) => transaction.docChanged && !isRemote(transaction));
      if (!isLocal || isComposing()) return null;
      const transaction = withIds(state);
      if (!transaction) named = state.doc;
      return transaction;
    },
  });
}

function areIdsEqual(before: Node, after: Node): boolean {
  const { from, ends } = changedBlocks(before, after);
  if (ends[0] !== ends[1]) return false;
  const [old, now] = [before.children.slice(from, ends[0]), after.children.slice(from, ends[1])];
  return old.every((block, index) => block.attrs['id'] === now[index]?.attrs['id']);
}

/** The transaction that gives missing ids and parts equal ones; `null` when every block has its own. */
export function withIds(state: EditorState): Transaction | null {
  const places = blocksToName(state);
  if (places.length === 0) return null;
  const transaction = state.tr;
  for (const place of places) transaction.setNodeAttribute(place, 'id', newId());
  return transaction;
}

function blocksToName(state: EditorState): number[] {
  const first = new Map<string, { place: number; isEmpty: boolean }>();
  const places: number[] = [];
  state.doc.forEach((block, place) => {
    const id = block.attrs['id'] as string | null;
    const earlier = id === null ? undefined : first.get(id);
    const isEmpty = block.content.size === 0;
    if (id !== null && !earlier) {
      first.set(id, { place, isEmpty });
    } else if (id !== null && earlier?.isEmpty && !isEmpty) {
      // Split before the first letter: the id stays with the words, which comments speak of.
      places.push(earlier.place);
      first.set(id, { place, isEmpty });
    } else {
      places.push(place);
    }
  });
  return places;
}
