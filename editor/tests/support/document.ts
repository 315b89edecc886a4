// Documents of the schema, written shortly, and their shared form.

import { Node } from 'prosemirror-model';
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import * as Y from 'yjs';

import { FRAGMENT, schema } from '../../src/schema/schema';
import { translate } from '../../src/schema/wire';

translate();

type Content = (Node | string)[];

const made =
  (name: string) =>
  (attributes: Record<string, unknown> | null, ...content: Content): Node =>
    schema.node(name, attributes, content.map((part) => (typeof part === 'string' ? schema.text(part) : part)));

export const doc = (...blocks: Node[]): Node => schema.node('doc', null, blocks);
export const p = (text = '', id: string | null = null): Node => made('paragraph')({ id }, ...(text ? [text] : []));
export const h = (level: '1' | '2' | '3', text: string, id: string | null = null): Node => made('heading')({ level, id }, text);
export const ol = made('ordered_list');
export const ul = made('bullet_list');
export const li = (...content: Content): Node => made('list_item')(null, ...content);
export const table = made('table');
export const row = (...cells: Node[]): Node => made('table_row')(null, ...cells);
export const cell = (text: string, attributes: Record<string, unknown> = {}): Node => made('table_cell')(attributes, p(text));
export const leaf = (name: string, attributes: Record<string, unknown> = {}): Node => made(name)(attributes);

/** Writes a document into a shared one, as the binding does. */
export function share(node: Node, shared = new Y.Doc()): Y.Doc {
  updateYFragment(shared, shared.getXmlFragment(FRAGMENT), node, { mapping: new Map(), isOMark: new Map() });
  return shared;
}

/** Reads a shared document, as the binding does. */
export function read(shared: Y.Doc): Node {
  return yXmlFragmentToProseMirrorRootNode(shared.getXmlFragment(FRAGMENT), schema);
}

/** A document as lines to compare. */
export function outline(node: Node, depth = 0): string {
  const name = node.isText ? JSON.stringify(node.text) : node.type.name;
  const shown = Object.entries(node.attrs).filter(([key, value]) => key !== 'id' && value !== null && !(value === 1 && key.endsWith('span')));
  const attributes = shown.map(([key, value]) => ` ${key}=${String(value)}`).join('');
  const marks = node.marks.map((mark) => `+${mark.type.name}${Object.values(mark.attrs).map((value) => `(${String(value)})`).join('')}`);
  const own = `${'  '.repeat(depth)}${name}${attributes}${marks.join('')}`;
  return [own, ...node.children.map((child) => outline(child, depth + 1))].join('\n');
}
