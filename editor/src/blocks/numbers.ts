// The numbers that headings, items and notes are printed with: (1), ア and (ア); 1, (1), ア and (ア); ※1. They are in
// no document: they follow from the order of its blocks, and only from what is remembered here of each block.

import type { Node } from 'prosemirror-model';

import { schema } from '../schema/schema';
import { changedBlocks } from './changes';

const { heading, ordered_list: ordered, list_item: item, footnote } = schema.nodes;

/** What of a node is counted. Places are counted from the start of its top-level block. */
type Counted =
  | { is: 'heading'; level: number; at: number }
  | { is: 'item'; number: string; at: number }
  | { is: 'note'; at: number };

/** A number, and the place of the node that it belongs to. */
export interface Numbered {
  at: number;
  number: string;
}

/** Blocks never change: a changed one is another. */
const known = new WeakMap<Node, Counted[]>();

function countedIn(block: Node): Counted[] {
  const held = known.get(block);
  if (held) return held;
  const found: Counted[] = [];
  if (block.type === heading) found.push({ is: 'heading', level: levelOf(block), at: 0 });
  collect(block, 0, 0, found);
  known.set(block, found);
  return found;
}

function collect(node: Node, at: number, depth: number, found: Counted[]): void {
  let count = 0;
  // A block's content begins behind its opening.
  node.forEach((child, offset) => {
    const place = at + 1 + offset;
    if (child.type === footnote) found.push({ is: 'note', at: place });
    if (child.type === item && node.type === ordered) {
      count += 1;
      found.push({ is: 'item', number: itemNumber(count, depth), at: place });
    }
    if (!child.isLeaf) collect(child, place, child.type === item ? depth + 1 : depth, found);
  });
}

function levelOf(block: Node): number {
  const level = Number(block.attrs['level']);
  return level === 2 || level === 3 ? level : 1;
}

/** Whether the same numbers stand in both texts, in the same order: nothing has to be counted again. */
export function areNumbersEqual(before: Node, after: Node): boolean {
  const { from, ends } = changedBlocks(before, after);
  const numbers = (doc: Node, to: number) => doc.children.slice(from, to).flatMap(countedIn);
  const [old, now] = [numbers(before, ends[0]), numbers(after, ends[1])];
  return old.length === now.length && old.every((one, index) => isSame(one, now[index] as Counted));
}

function isSame(one: Counted, other: Counted): boolean {
  if (one.is === 'heading') return other.is === 'heading' && one.level === other.level;
  if (one.is === 'item') return other.is === 'item' && one.number === other.number;
  return other.is === 'note';
}

/** Every number of a text, in its order. */
export function numbersOf(doc: Node): Numbered[] {
  const counts: [number, number, number] = [0, 0, 0];
  let notes = 0;
  const found: Numbered[] = [];
  doc.forEach((block, place) => {
    for (const counted of countedIn(block)) {
      const at = place + counted.at;
      if (counted.is === 'heading') found.push({ at, number: headingNumber(counts, counted.level) });
      else if (counted.is === 'item') found.push({ at, number: counted.number });
      else found.push({ at, number: `※${(notes += 1)}` });
    }
  });
  return found;
}

function headingNumber(counts: [number, number, number], level: number): string {
  const count = ((counts[level - 1] as number) += 1);
  counts.fill(0, level);
  if (level === 1) return `(${count})`;
  return level === 2 ? katakana(count) : `(${katakana(count)})`;
}

function itemNumber(count: number, depth: number): string {
  if (depth === 0) return String(count);
  if (depth === 1) return `(${count})`;
  return depth === 2 ? katakana(count) : `(${katakana(count)})`;
}

const KANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン';

/** As the style `katakana` of style sheets counts: behind ン comes アア. */
export function katakana(count: number): string {
  let letters = '';
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / KANA.length)) {
    letters = (KANA[(rest - 1) % KANA.length] as string) + letters;
  }
  return letters;
}
