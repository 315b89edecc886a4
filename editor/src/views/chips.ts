// Leaves in the line that show what the server says: a bid's value, another section's number and title, a note.

import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';

import { element } from '../dom/element';
import { type Field, FIELDS, type Meta } from '../provider/meta';
import type { Words } from '../wording/words';

/** A leaf whose words may change without a change of the text. */
export class ChipView implements NodeView {
  readonly dom: HTMLElement;

  constructor(
    private node: Node,
    className: string,
    private readonly words: (node: Node) => string,
    private readonly gone: (view: ChipView) => void,
  ) {
    this.dom = element('span', className);
    this.draw();
  }

  draw(): void {
    const words = this.words(this.node);
    if (this.dom.textContent !== words) this.dom.textContent = words;
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.gone(this);
  }
}

/** A note is a number in the line; what it says is its name and shown when pointed at. */
export class FootnoteView implements NodeView {
  readonly dom = element('span', 'footnote');

  constructor(
    private node: Node,
    private readonly words: Words,
  ) {
    this.dom.setAttribute('role', 'note');
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  private draw(): void {
    const text = String(this.node.attrs['text']);
    this.dom.title = text;
    this.dom.setAttribute('aria-label', this.words.footnote(text));
  }
}

export function fieldWords(words: Words, meta: Meta, node: Node): string {
  const field = FIELDS.find((name) => name === node.attrs['field']);
  if (!field) return String(node.attrs['field']);
  return meta.fields[field] || words.noValue(fieldName(words, field));
}

export function fieldName(words: Words, field: Field): string {
  return words.fields[field];
}

export function sectionWords(words: Words, meta: Meta, node: Node): string {
  const section = meta.sections.find(({ id }) => id === node.attrs['section']);
  return section ? `${section.number}　${section.title}` : words.noSection;
}
