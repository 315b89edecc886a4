// Ids of top-level blocks.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { splitBlock } from 'prosemirror-commands';
import { EditorState, TextSelection } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';

import { ids, newId } from '../src/blocks/ids';
import { heading } from '../src/blocks/commands';
import { withoutIds } from '../src/paste/paste';
import { doc, li, ol, p } from './support/document';

let isComposing = false;
const start = (...blocks: Parameters<typeof doc>): EditorState =>
  EditorState.create({ doc: doc(...blocks), plugins: [ids(() => isComposing)] });
const idsOf = (state: EditorState): (string | null)[] => state.doc.children.map((block) => block.attrs['id'] as string | null);

function splitAt(state: EditorState, place: number): EditorState {
  let next = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place)));
  splitBlock(next, (transaction) => (next = next.apply(transaction)));
  return next;
}

test('an id is 32 hexadecimal digits, and later ones sort behind', () => {
  const [first, second] = [newId(), newId()];
  assert.match(first, /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  assert.ok(first.slice(0, 12) <= second.slice(0, 12));
});

test('a split gives the second half an id of its own', () => {
  const [first, second] = idsOf(splitAt(start(p('前半後半', 'a')), 3));
  assert.equal(first, 'a');
  assert.match(second ?? '', /^[0-9a-f]{32}$/);
});

test('a split before the first letter leaves the id with the words', () => {
  const [first, second] = idsOf(splitAt(start(p('本文', 'a')), 1));
  assert.equal(second, 'a');
  assert.notEqual(first, 'a');
});

test('nothing is given while something is being composed', () => {
  isComposing = true;
  assert.deepEqual(idsOf(splitAt(start(p('前半後半', 'a')), 3)), ['a', 'a']);
  isComposing = false;
});

test('a change that came from others gives no ids', () => {
  const state = start(p('', null));
  const next = state.apply(state.tr.insertText('外', 1).setMeta(ySyncPluginKey, { isChangeOrigin: true }));
  assert.deepEqual(idsOf(next), [null]);
});

test('blocks in lists need none, and a block that changes its kind keeps its own', () => {
  const state = start(ol({ id: 'l' }, li(p('一')), li(p('二'))), p('題', 'a'));
  let next = state.apply(state.tr.setSelection(TextSelection.atEnd(state.doc)));
  heading('2')(next, (transaction) => (next = next.apply(transaction)));
  assert.deepEqual(idsOf(next), ['l', 'a']);
  assert.equal(next.doc.child(1).attrs['level'], '2');
  assert.equal(next.doc.firstChild?.firstChild?.firstChild?.attrs['id'], null);
});

test('a copy has no ids', () => {
  const slice = doc(p('本文', 'a'), ol({ id: 'b' }, li(p('一', 'c')))).slice(0);
  assert.doesNotMatch(JSON.stringify(withoutIds(slice).toJSON()), /"id":"/);
});
