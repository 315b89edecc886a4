// Numbers of headings, items and notes; and that a key looks into the block that it is in, however long the text is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';

import { ids, newId } from '../src/blocks/ids';
import { areNumbersEqual, katakana, numbersOf } from '../src/blocks/numbers';
import { matches } from '../src/find/matches';
import { schema } from '../src/schema/schema';
import { cell, doc, h, leaf, li, ol, p, row, table, ul } from './support/document';

/** The numbers with the text that they stand before. */
function read(text: Node): string[] {
  return numbersOf(text).map(({ at, number }) => `${number}${text.nodeAt(at)?.textContent.slice(0, 1) ?? ''}`);
}

const noted = (text: string): Node =>
  schema.node('paragraph', null, [schema.text(text), leaf('footnote', { text: '注' }), leaf('footnote', { text: '注' })]);

test('headings are counted within the heading above, items within their list, notes through the text', () => {
  const text = doc(
    h('2', '零'),
    h('1', '甲'),
    h('2', '乙'),
    h('2', '丙'),
    h('3', '丁'),
    noted('文'),
    h('1', '戊'),
    h('3', '己'),
    ol(null, li(p('一'), ol(null, li(p('二'), ol(null, li(p('三'), ol(null, li(p('四')), li(p('五'))))))))),
    ul(null, li(p('点'), ol(null, li(p('六'))))),
    ol(null, li(p('七')), li(noted('八'))),
  );
  assert.deepEqual(read(text), [
    ...['ア零', '(1)甲', 'ア乙', 'イ丙', '(ア)丁', '※1', '※2', '(2)戊', '(ア)己'],
    ...['1一', '(1)二', 'ア三', '(ア)四', '(イ)五', '(1)六', '1七', '2八', '※3', '※4'],
  ]);
});

test('kana count as style sheets count them', () => {
  assert.deepEqual([1, 5, 44, 48, 49, 96, 97].map(katakana), ['ア', 'オ', 'ワ', 'ン', 'アア', 'アン', 'イア']);
});

test('only what is counted makes numbers change', () => {
  const before = doc(h('1', '甲'), p('文'), ol(null, li(p('一'))));
  const [first, second, third] = before.children as [Node, Node, Node];
  const isSame = (...blocks: Node[]) => areNumbersEqual(before, doc(...blocks));
  assert.ok(isSame(first, p('文文'), third));
  assert.ok(isSame(first, p('文'), p('文'), third));
  assert.ok(isSame(h('1', '甲甲'), second, ol(null, li(p('一一')))));
  assert.ok(!isSame(h('2', '甲'), second, third));
  assert.ok(!isSame(first, noted('文'), third));
  assert.ok(!isSame(first, second, ol(null, li(p('一')), li(p('二')))));
  assert.ok(!isSame(second, third));
  assert.ok(!isSame(first, second, ul(null, li(p('一')))));
});

/** Counts the nodes whose content or attributes somebody looks at. */
function watched(text: Node): Set<Node> {
  const seen = new Set<Node>();
  const watch = (node: Node) => {
    for (const name of ['attrs', 'content'] as const) {
      const value = node[name];
      Object.defineProperty(node, name, { get: () => (seen.add(node), value) });
    }
  };
  const all: Node[] = [];
  text.descendants((node) => void all.push(node));
  all.forEach(watch);
  return seen;
}

/** How many nodes a key in the middle of so many pages has looked into. */
function lookedInto(pages: number): number {
  const page = () => [
    h('1', '題', newId()),
    ...Array.from({ length: 5 }, () => p('本文', newId())),
    ol({ id: newId() }, li(p('一')), li(p('二'))),
    table({ id: newId() }, row(cell('甲'), cell('乙'))),
  ];
  let state = EditorState.create({ doc: doc(...Array.from({ length: pages }, page).flat()), plugins: [ids(() => false)] });
  const type = () => {
    const before = state.doc;
    let place = 0;
    before.forEach((_, offset, index) => {
      if (index === 8 * Math.floor(pages / 2) + 3) place = offset + 1;
    });
    return { before, transaction: state.tr.insertText('あ', place) };
  };
  // The first key after opening looks at everything once.
  const first = type();
  state = state.apply(first.transaction);
  areNumbersEqual(first.before, state.doc);
  const { before, transaction } = type();
  const seen = watched(before);
  state = state.apply(transaction);
  assert.ok(areNumbersEqual(before, state.doc));
  return seen.size;
}

test('a key looks into as many nodes of two hundred pages as of two', () => {
  const [short, long] = [lookedInto(2), lookedInto(200)];
  assert.ok(long > 0);
  assert.equal(long, short);
});

test('what is looked for is folded once in a paragraph that stays', () => {
  const text = doc(...Array.from({ length: 20 }, (_, index) => p(`本文${index}`)));
  assert.equal(matches(text, '本文').length, 20);
  const changed = doc(p('本文と本文'), ...text.children.slice(1));
  const { textBetween } = text.firstChild as Node;
  let folded = 0;
  const prototype = Object.getPrototypeOf(text.firstChild) as { textBetween: typeof textBetween };
  prototype.textBetween = function (this: Node, ...parameters: Parameters<typeof textBetween>) {
    folded += 1;
    return textBetween.apply(this, parameters);
  };
  try {
    assert.equal(matches(changed, '本文').length, 21);
  } finally {
    prototype.textBetween = textBetween;
  }
  assert.equal(folded, 1);
});
