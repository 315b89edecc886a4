// The row for finding and replacing below the tools. It works on the text that was written in last.

import { TextSelection } from 'prosemirror-state';

import type { Desk } from '../desk';
import { element } from '../dom/element';
import type { Editor } from '../editor';
import type { Words } from '../wording/words';
import { light, unlight } from './marks';
import { type Match, matches } from './matches';

export class FindPanel {
  readonly dom = element('form', 'find');
  private readonly sought = element('input');
  private readonly replacement = element('input');
  private readonly result = element('span', 'num');

  constructor(
    private readonly words: Words,
    private readonly desk: Desk,
  ) {
    this.dom.hidden = true;
    this.dom.setAttribute('role', 'search');
    this.dom.noValidate = true;
    this.result.setAttribute('role', 'status');
    const button = (label: string, act: () => void) => {
      const made = element('button', 'tool', label);
      made.type = 'button';
      made.addEventListener('click', act);
      return made;
    };
    this.dom.append(
      labelled(words.find, this.sought),
      button(words.previous, () => this.step(-1)),
      button(words.next, () => this.step(1)),
      this.result,
      labelled(words.replaceBy, this.replacement),
      button(words.replace, () => this.replace()),
      button(words.replaceAll, () => this.replaceAll()),
      button(words.close, () => this.close()),
    );
    this.sought.addEventListener('input', () => this.refresh());
    this.dom.addEventListener('submit', (event) => event.preventDefault());
    this.dom.addEventListener('keydown', (event) => this.key(event));
  }

  open(): void {
    const editor = this.desk.active;
    this.dom.hidden = false;
    const selected = editor?.view.state.selection;
    if (editor && selected instanceof TextSelection && !selected.empty && selected.$from.sameParent(selected.$to)) {
      this.sought.value = editor.view.state.doc.textBetween(selected.from, selected.to);
    }
    this.sought.select();
    this.sought.focus();
    this.refresh();
  }

  close(): void {
    this.dom.hidden = true;
    unlight();
    this.desk.active?.view.focus();
  }

  /** The text changed: what is lit follows, but not while something is composed. */
  refresh(): void {
    const editor = this.desk.active;
    if (this.dom.hidden || !editor || editor.isComposing) return;
    const found = this.found(editor);
    light(editor.view, found);
    const at = found.findIndex((match) => isSelected(editor, match));
    if (this.sought.value === '') this.result.textContent = '';
    else if (found.length === 0) this.result.textContent = this.words.foundNone;
    else this.result.textContent = this.words.found(at + 1, found.length);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Enter' && event.target === this.sought) {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Enter' && event.target === this.replacement) {
      event.preventDefault();
      this.replace();
    }
  }

  private found(editor: Editor): Match[] {
    return matches(editor.view.state.doc, this.sought.value);
  }

  private step(direction: 1 | -1): void {
    const editor = this.desk.active;
    if (!editor) return;
    const found = this.found(editor);
    const { from, to } = editor.view.state.selection;
    const next =
      direction === 1
        ? (found.find((match) => match.from >= to) ?? found[0])
        : (found.findLast((match) => match.to <= from) ?? found.at(-1));
    if (next) select(editor, next);
    this.refresh();
  }

  private replace(): void {
    const editor = this.desk.active;
    if (!editor?.isWritable) return;
    const match = this.found(editor).find((candidate) => isSelected(editor, candidate));
    if (match) editor.view.dispatch(editor.view.state.tr.insertText(this.replacement.value, match.from, match.to));
    this.step(1);
  }

  private replaceAll(): void {
    const editor = this.desk.active;
    if (!editor?.isWritable) return;
    const found = this.found(editor);
    const transaction = editor.view.state.tr;
    // From behind, so that the places before stay right.
    for (const { from, to } of found.toReversed()) transaction.insertText(this.replacement.value, from, to);
    if (found.length > 0) editor.view.dispatch(transaction);
    this.refresh();
    this.result.textContent = this.words.replaced(found.length);
  }
}

function isSelected(editor: Editor, match: Match): boolean {
  const { from, to } = editor.view.state.selection;
  return from === match.from && to === match.to;
}

function select(editor: Editor, { from, to }: Match): void {
  const { state } = editor.view;
  editor.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
  // The selection is not shown while the focus is in the panel; the page still has to be where it is.
  const { node } = editor.view.domAtPos(from);
  (node instanceof HTMLElement ? node : node.parentElement)?.scrollIntoView({ block: 'nearest' });
}

function labelled(label: string, input: HTMLInputElement): HTMLElement {
  const dom = element('label', '', label);
  input.type = 'text';
  dom.append(input);
  return dom;
}
