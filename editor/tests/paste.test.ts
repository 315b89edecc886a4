// Pasting from Word, Excel, Google Docs and pages: structure stays, looks go. The HTML is what these programs put on
// the clipboard, shortened where it repeats itself.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { JSDOM } from 'jsdom';
import { DOMParser as SchemaParser } from 'prosemirror-model';

import { clean } from '../src/paste/clean';
import { schema } from '../src/schema/schema';
import { outline } from './support/document';

const { window } = new JSDOM('<!doctype html>');
Object.assign(globalThis, { document: window.document, DOMParser: window.DOMParser, NodeFilter: window.NodeFilter });

function pasted(html: string): string {
  const cleaned = clean(html, 'b1');
  assert.doesNotMatch(cleaned, /style=|data-style|<style|<script|<!--/i);
  const body = new window.DOMParser().parseFromString(cleaned, 'text/html').body;
  const doc = SchemaParser.fromSchema(schema).parse(body);
  doc.check();
  return doc.children.map((block) => outline(block)).join('\n');
}

const fixture = (name: string): string => readFileSync(`tests/fixtures/${name}.html`, 'utf8');

test('Word: headings, text, lists with levels, notes, ruby, dots, a table', () => {
  assert.equal(
    pasted(fixture('word')),
    `heading level=1
  "配信基盤"
paragraph
  "本業務では、避難指示等の緊急情報を市内に在住・滞在するすべての市民へ、発令から"
  "30秒以内"+strong
  "に"
  "必ず"+underline
  "届けます。Our platform has served 14 coastal municipalities."
  footnote text=実施要領 7頁を参照。
paragraph
  "躊躇"+ruby(ちゅうちょ)
  "なく、"
  "一斉に"+emphasis_dots
  "。"
ordered_list
  list_item
    paragraph
      "平常時の運用"
    ordered_list
      list_item
        paragraph
          "窓口"
      list_item
        paragraph
          "訓練"
  list_item
    paragraph
      "災害時の運用"
bullet_list
  list_item
    paragraph
      "無線"
  list_item
    paragraph
      "携帯アプリ"
table header_rows=1
  table_row
    table_cell colspan=2 colwidth=106,106
      paragraph
        "手段"+strong
    table_cell colwidth=106
      paragraph
        "目標"+strong
  table_row
    table_cell colwidth=106
      paragraph
        "無線"
    table_cell colwidth=106
      paragraph
        "全域"
    table_cell colwidth=106
      paragraph
        "10秒"`,
  );
});

test('Google Docs: its bold wrapper is none, inner lists belong to their item, notes come into the line', () => {
  assert.equal(
    pasted(fixture('google_docs')),
    `heading level=2
  "Multilingual delivery"
paragraph
  "Our goal is "
  "30 seconds"+strong
  ", see "
  "the site"+link(https://www.city.example.jp/)
  "."
  footnote text=Guideline, page 7.
bullet_list
  list_item
    paragraph
      "Radio"
    bullet_list
      list_item
        paragraph
          "whole city"
  list_item
    paragraph
      "App"`,
  );
});

test('Excel: a table with its merged cells', () => {
  assert.equal(
    pasted(fixture('excel')),
    `table
  table_row
    table_cell colspan=2 colwidth=72,72
      paragraph
        "費目"
    table_cell colwidth=72
      paragraph
        "金額"
  table_row
    table_cell rowspan=2 colwidth=72
      paragraph
        "人件費"
    table_cell colwidth=72
      paragraph
        "主任技師"
    table_cell colwidth=72
      paragraph
        "1,200,000"
  table_row
    table_cell colwidth=72
      paragraph
        "技師"
    table_cell colwidth=72
      paragraph
        "800,000"`,
  );
});

test('a page: scripts, styles, pictures and unsafe links leave nothing behind', () => {
  assert.equal(
    pasted(
      '<style>p{color:red}</style><h4 onclick="x()">題</h4><p style="background:url(x)">本文<script>x()</script>' +
        '<a href="javascript:x()">押す</a><img src="https://x.example/a.png" onerror="x()"></p><iframe src="x"></iframe>',
    ),
    'heading level=3\n  "題"\nparagraph\n  "本文押す"',
  );
});

test('lists deeper than ours keep their items', () => {
  const deep = Array.from({ length: 6 }, (_, index) => `<ul><li>段${index + 1}`).join('') + '</li></ul>'.repeat(6);
  const result = pasted(deep);
  for (let level = 1; level <= 6; level += 1) assert.match(result, new RegExp(`段${level}`));
  assert.equal(Math.max(...result.split('\n').filter((line) => line.includes('bullet_list')).map((line) => line.search(/\S/) / 4)), 3);
});

test('cells hold paragraphs, whatever was in them', () => {
  assert.equal(
    pasted('<table><tr><td><h2>題</h2><ol><li>一</li><li><p>二</p></li></ol><table><tr><td>内</td><td>側</td></tr></table></td></tr></table>'),
    `table
  table_row
    table_cell
      paragraph
        "題"
      paragraph
        "1. 一"
      paragraph
        "2. 二"
      paragraph
        "内　側"`,
  );
});

test('our own copy keeps what nothing else can say, and pictures of another bid leave their caption', () => {
  const own = (bid: string) =>
    `<figure data-file="f1" data-alt="構成" data-caption="図1" data-width="60" data-bid="${bid}">図1</figure>` +
    '<p><span data-bid-field="amount"></span><span data-section-ref="s2"></span><ruby data-reading="みなと">湊</ruby></p>';
  const line = 'paragraph\n  bid_field field=amount\n  section_ref section=s2\n  "湊"+ruby(みなと)';
  assert.equal(pasted(own('b1')), `image file=f1 alt=構成 caption=図1 width=60\n${line}`);
  assert.equal(pasted(own('b2')), `paragraph\n  "図1"\n${line}`);
});

test('columns are as wide as Word says of cells, Google Docs of columns, and our limits allow', () => {
  const widths = (html: string) => [...pasted(html).matchAll(/table_cell(?: (?:colspan|rowspan)=\d)*(?: colwidth=([\d,]+))?\n/g)].map(([, own]) => own ?? '');
  const word = '<table><tr><td colspan=2 width=212 style="width:159.3pt">甲</td></tr><tr><td width=106 style=\'border:none;width:79.5pt\'>乙</td><td width=300>丙</td></tr></table>';
  assert.deepEqual(widths(word), ['106,300', '106', '300']);
  const docs = '<table><colgroup><col width="301"/><col style="width:4cm"/><col/></colgroup><tbody><tr><td rowspan=2>甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></tbody></table>';
  assert.deepEqual(widths(docs), ['301', '151', '', '151', '']);
  const odd = '<table width="100%"><tr><td width="5">甲</td><td style="max-width:10px;width:9000px">乙</td><td width="20%">丙</td><td style="min-width:70px">丁</td></tr></table>';
  assert.deepEqual(widths(odd), ['40', '800', '', '']);
  const head = '<table><thead><tr><td width="60">甲</td></tr></thead><tr><td>乙</td></tr></table>';
  assert.deepEqual(widths(head), ['60', '60']);
  const own = '<table><tr><td data-colwidth="77" width="90">甲</td></tr></table>';
  assert.deepEqual(widths(own), ['77']);
});
