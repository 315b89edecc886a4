// Finding in a text.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fold } from '../src/find/fold';
import { matches } from '../src/find/matches';
import { cell, doc, leaf, li, ol, p, row, table } from './support/document';
import { schema } from '../src/schema/schema';

test('full and half width are the same, and so are cases', () => {
  assert.equal(fold('ＡＢＣ１２３').text, 'abc123');
  assert.equal(fold('ｶﾞｲﾄﾞ').text, 'ガイド');
  assert.deepEqual(fold('ｶﾞイ').places, [0, 2, 3]);
});

test('matches are found everywhere, at the places of the original', () => {
  const text = doc(
    p('配信ｶﾞｲﾄﾞと配信ガイド'),
    ol(null, li(p('ガイド'))),
    table(null, row(cell('ガイド'))),
    schema.node('paragraph', null, [schema.text('ガ'), leaf('footnote', { text: 'x' }), schema.text('イドのガイド')]),
  );
  const found = matches(text, 'がいど'.replace(/./g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 96)));
  assert.deepEqual(found.map(({ from, to }) => text.textBetween(from, to)), ['ｶﾞｲﾄﾞ', 'ガイド', 'ガイド', 'ガイド', 'ガイド']);
});

test('nothing is sought, nothing is found', () => {
  assert.deepEqual(matches(doc(p('本文')), ''), []);
});
