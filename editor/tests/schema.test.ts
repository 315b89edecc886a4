// The schema and its form in the shared document.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as Y from 'yjs';

import { bringsOnlyKnown, isKnown } from '../src/schema/foreign';
import { parseAddress } from '../src/schema/address';
import { FRAGMENT, schema } from '../src/schema/schema';
import { cell, doc, h, leaf, li, ol, p, read, row, share, table, ul } from './support/document';

const everything = doc(
  h('1', '配信基盤', 'a1'),
  schema.node('paragraph', { id: 'a2' }, [
    schema.text('発令から'),
    schema.text('30秒以内', [schema.mark('strong'), schema.mark('underline')]),
    schema.text('躊躇', [schema.mark('ruby', { reading: 'ちゅうちょ' })]),
    schema.text('必ず', [schema.mark('emphasis_dots')]),
    schema.text('市の頁', [schema.mark('link', { href: 'https://www.city.example.jp/' })]),
    leaf('hard_break'),
    leaf('footnote', { text: '実施要領 7頁' }),
    leaf('section_ref', { section: 's2' }),
    leaf('bid_field', { field: 'amount' }),
  ]),
  ol({ id: 'a3' }, li(p('一'), ol(null, li(p('一の一')))), li(p('二'))),
  ul({ id: 'a4' }, li(p('点'))),
  table(
    { id: 'a5', header_rows: '1' },
    row(cell('手段', { colspan: 2, colwidth: [120, 80] }), cell('時間')),
    row(cell('無線', { rowspan: 2 }), cell('全域'), cell('10秒')),
    row(cell('登録者'), cell('30秒')),
  ),
  leaf('image', { id: 'a6', file: 'f1', alt: '構成図', caption: '図1', width: '60' }),
  leaf('page_break', { id: 'a7' }),
);

test('a document comes back from its shared form as it was', () => {
  everything.check();
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(share(everything)));
  assert.deepEqual(read(copy).toJSON(), everything.toJSON());
});

test('attributes of the shared form are texts, and defaults are left out', () => {
  const shared = share(everything);
  const seen: [string, string, unknown][] = [];
  const walk = (type: Y.XmlFragment) => {
    for (const child of type.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      for (const [key, item] of child._map) seen.push([child.nodeName, key, item.content.getContent()[0]]);
      walk(child);
    }
  };
  walk(shared.getXmlFragment(FRAGMENT));
  for (const [name, key, value] of seen) assert.equal(typeof value, 'string', `${name} ${key}`);
  const cells = seen.filter(([name]) => name === 'table_cell');
  assert.deepEqual(cells.map(([, key, value]) => `${key}=${String(value)}`).sort(), ['colspan=2', 'colwidth=120,80', 'rowspan=2']);
});

test('writing the same cell again changes nothing in the shared form', () => {
  const shared = share(everything);
  let changes = 0;
  shared.on('update', () => (changes += 1));
  share(schema.nodeFromJSON(everything.toJSON()), shared);
  assert.equal(changes, 0);
});

test('marks stand in the shared form under their own names', () => {
  const text = share(everything).getXmlFragment(FRAGMENT).get(1) as Y.XmlElement;
  const delta = (text.get(0) as Y.XmlText).toDelta() as { attributes?: object }[];
  assert.equal(JSON.stringify(delta[1]?.attributes), '{"strong":{},"underline":{}}');
  assert.equal(JSON.stringify(delta[2]?.attributes), '{"ruby":{"reading":"ちゅうちょ"}}');
});

test('lists that met in a form nobody made are kept', () => {
  const shared = share(doc(ol({ id: 'a' }, li(p('一')))));
  const item = (shared.getXmlFragment(FRAGMENT).get(0) as Y.XmlElement).get(0) as Y.XmlElement;
  for (const text of ['甲', '乙']) {
    const list = new Y.XmlElement('ordered_list');
    const inner = new Y.XmlElement('list_item');
    const line = new Y.XmlElement('paragraph');
    line.insert(0, [new Y.XmlText(text)]);
    inner.insert(0, [line]);
    list.insert(0, [inner]);
    item.insert(item.length, [list]);
  }
  assert.match(read(shared).textContent, /一甲乙/);
});

test('what a newer client wrote is recognised before it is bound', () => {
  const shared = share(everything);
  assert.equal(isKnown(shared.getXmlFragment(FRAGMENT)), true);
  const verdicts: boolean[] = [];
  shared.on('beforeObserverCalls', (transaction: Y.Transaction) => verdicts.push(bringsOnlyKnown(transaction)));
  const fragment = shared.getXmlFragment(FRAGMENT);
  fragment.insert(0, [new Y.XmlElement('paragraph')]);
  fragment.insert(0, [new Y.XmlElement('chart')]);
  ((fragment.get(3) as Y.XmlElement).get(0) as Y.XmlText).format(0, 2, { blink: {} });
  assert.deepEqual(verdicts, [true, false, false]);
  assert.equal(isKnown(fragment), false);
});

test('only addresses of the web and of mail become links', () => {
  assert.equal(parseAddress(' www.city.example.jp/a '), 'https://www.city.example.jp/a');
  assert.equal(parseAddress('sato@minato.example.jp'), 'mailto:sato@minato.example.jp');
  assert.equal(parseAddress('javascript:alert(1)'), null);
  assert.equal(parseAddress('避難'), null);
});
