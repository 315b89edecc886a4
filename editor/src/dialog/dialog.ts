// A small form in a dialog of the browser: it keeps the focus, closes by Escape and gives the focus back.

import { element } from '../dom/element';
import type { Words } from '../wording/words';

export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'lines' | 'number' | 'choice' | 'file';
  value?: string;
  hint?: string;
  isNeeded?: boolean;
  options?: { value: string; label: string }[];
  accept?: string;
  /** Language of what is typed. */
  lang?: string;
}

export interface Values {
  texts: Record<string, string>;
  files: Record<string, File>;
}

/** What is wrong, by field. */
export type Problems = Record<string, string>;

export interface Question {
  title: string;
  fields: Field[];
  submit: string;
  /** The word on the button that takes away what is being changed. */
  remove?: string;
  /** Files that are there already, as when they were pasted. */
  files?: Record<string, File>;
  /** Judges, and does what may fail, while the dialog is still there. */
  check?: (values: Values) => Problems | null | Promise<Problems | null>;
}

export type Answer = { is: 'given'; values: Values } | { is: 'removed' } | null;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let opened = 0;

/** Asks; `null` when the person takes the question back. */
export function ask(words: Words, question: Question): Promise<Answer> {
  opened += 1;
  const prefix = `dialog-${opened}`;
  const dialog = element('dialog', 'editor-dialog');
  const form = element('form', 'stack-fields');
  form.method = 'dialog';
  form.noValidate = true;
  const title = element('h2', '', question.title);
  title.id = `${prefix}-title`;
  dialog.setAttribute('aria-labelledby', title.id);
  const rows = question.fields.map((field) => new Row(field, `${prefix}-${field.name}`));
  const busy = element('p', 'hint');
  busy.setAttribute('role', 'status');
  const submit = element('button', 'button primary', question.submit);
  const cancel = element('button', 'button', words.cancel);
  cancel.type = 'button';
  const actions = element('div', 'actions');
  actions.append(submit, cancel);
  form.append(title, ...rows.map((row) => row.dom), busy, actions);
  dialog.append(form);
  document.body.append(dialog);

  return new Promise((resolve) => {
    let answer: Answer = null;
    const close = (given: Answer) => {
      answer = given;
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    cancel.addEventListener('click', () => close(null));
    if (question.remove) {
      const remove = element('button', 'button danger', question.remove);
      remove.type = 'button';
      remove.addEventListener('click', () => close({ is: 'removed' }));
      actions.append(remove);
    }
    // Enter that ends a composition must not send the form.
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.isComposing) event.preventDefault();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (submit.disabled) return;
      void judge();
    });
    const judge = async () => {
      const values = valuesOf(rows, question.files ?? {});
      const missing = rows.filter((row) => row.isMissing(values));
      let problems: Problems | null = Object.fromEntries(missing.map((row) => [row.field.name, words.needed]));
      if (missing.length === 0) {
        submit.disabled = true;
        busy.textContent = Object.keys(values.files).length > 0 ? words.uploading : '';
        problems = (await question.check?.(values)) ?? null;
        submit.disabled = false;
        busy.textContent = '';
      }
      for (const row of rows) row.show(problems?.[row.field.name]);
      if (problems === null) close({ is: 'given', values });
      else rows.find((row) => problems[row.field.name])?.control.focus();
    };
    dialog.showModal();
    rows[0]?.control.focus();
  });
}

class Row {
  readonly dom = element('div', 'field');
  readonly control: Control;
  private readonly problem = element('p', 'problem');

  constructor(
    readonly field: Field,
    id: string,
  ) {
    const label = element('label', '', field.label);
    label.htmlFor = id;
    this.control = controlOf(field);
    this.control.id = id;
    if (field.lang) this.control.lang = field.lang;
    this.problem.id = `${id}-problem`;
    this.problem.hidden = true;
    this.dom.append(label);
    const described = [this.problem.id];
    if (field.hint) {
      const hint = element('p', 'hint', field.hint);
      hint.id = `${id}-hint`;
      described.unshift(hint.id);
      this.dom.append(hint);
    }
    this.control.setAttribute('aria-describedby', described.join(' '));
    this.dom.append(this.control, this.problem);
  }

  isMissing(values: Values): boolean {
    if (!this.field.isNeeded) return false;
    const { name, kind } = this.field;
    return kind === 'file' ? !values.files[name] : (values.texts[name] ?? '').trim() === '';
  }

  show(problem: string | undefined): void {
    this.problem.hidden = problem === undefined;
    this.problem.replaceChildren(...(problem ? [element('span', '', problem)] : []));
    if (problem) this.control.setAttribute('aria-invalid', 'true');
    else this.control.removeAttribute('aria-invalid');
  }
}

function controlOf(field: Field): Control {
  if (field.kind === 'choice') {
    const select = element('select');
    for (const { value, label } of field.options ?? []) select.add(new Option(label, value, false, value === field.value));
    return select;
  }
  if (field.kind === 'lines') {
    const area = element('textarea');
    area.value = field.value ?? '';
    return area;
  }
  const input = element('input');
  input.type = field.kind === 'file' ? 'file' : 'text';
  if (field.kind === 'number') input.inputMode = 'numeric';
  if (field.accept) input.accept = field.accept;
  if (field.kind !== 'file') input.value = field.value ?? '';
  return input;
}

function valuesOf(rows: Row[], given: Record<string, File>): Values {
  const values: Values = { texts: {}, files: { ...given } };
  for (const { field, control } of rows) {
    if (field.kind !== 'file') values.texts[field.name] = control.value;
    else if (control instanceof HTMLInputElement && control.files?.[0]) values.files[field.name] = control.files[0];
  }
  return values;
}
