// The tools over both texts: one stop of the Tab key, arrows within, Escape back to the text.

import { isInTable } from 'prosemirror-tables';

import { heading, insertInline, type Level, levelAt, paragraph } from '../blocks/commands';
import type { Desk } from '../desk';
import { element } from '../dom/element';
import { FindPanel } from '../find/panel';
import { FIELDS } from '../provider/meta';
import { schema } from '../schema/schema';
import { fieldName } from '../views/chips';
import type { Words } from '../wording/words';
import { GROUPS, TABLE_GROUP, type ToolAction } from './tools';

export class Toolbar {
  readonly dom = element('div', 'editor-tools');
  private readonly bar = element('div', 'tool-bar');
  private readonly style = element('select');
  private readonly field = element('select');
  private readonly table = element('div', 'tool-group');
  private readonly finding: FindPanel;
  private readonly buttons: { dom: HTMLButtonElement; action: ToolAction }[] = [];
  private frame = 0;

  constructor(
    private readonly words: Words,
    private readonly desk: Desk,
  ) {
    this.finding = new FindPanel(words, desk);
    this.bar.setAttribute('role', 'toolbar');
    this.bar.setAttribute('aria-label', words.toolbar);
    this.fillStyle();
    this.fillField();
    const groups = GROUPS.map((actions) => this.group(element('div', 'tool-group'), actions));
    const [first, ...rest] = groups as [HTMLElement, ...HTMLElement[]];
    this.table.setAttribute('role', 'group');
    this.table.setAttribute('aria-label', words.tableTools);
    this.bar.append(first, this.style, ...rest, this.field, this.findButton(), this.group(this.table, TABLE_GROUP));
    this.dom.append(this.bar, this.finding.dom);
    this.bar.addEventListener('keydown', (event) => this.key(event));
    this.bar.addEventListener('focusin', (event) => this.rove(event.target));
    desk.watch(() => this.soon());
    this.refresh();
    this.rove(this.stops()[0] ?? null);
  }

  focus(): void {
    (this.stops().find((stop) => stop.tabIndex === 0) ?? this.stops()[0])?.focus();
  }

  find(): void {
    this.finding.open();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.finding.close();
    this.dom.remove();
  }

  private fillStyle(): void {
    const { styles, style } = this.words;
    for (const level of ['0', '1', '2', '3'] as const) this.style.add(new Option(styles[level], level));
    this.style.setAttribute('aria-label', style);
    this.style.addEventListener('change', () => {
      const editor = this.desk.active;
      if (!editor?.isWritable) return;
      const level = this.style.value;
      const apply = level === '0' ? paragraph : heading(level as Level);
      if (level !== levelAt(editor.view.state)) apply(editor.view.state, editor.view.dispatch, editor.view);
      editor.view.focus();
    });
  }

  private fillField(): void {
    this.field.add(new Option(this.words.field, ''));
    for (const name of FIELDS) this.field.add(new Option(fieldName(this.words, name), name));
    this.field.setAttribute('aria-label', this.words.field);
    this.field.addEventListener('change', () => {
      const editor = this.desk.active;
      const field = this.field.value;
      this.field.value = '';
      if (!editor?.isWritable || !field) return;
      insertInline(schema.nodes.bid_field, { field })(editor.view.state, editor.view.dispatch, editor.view);
      editor.view.focus();
    });
  }

  private group(dom: HTMLElement, actions: ToolAction[]): HTMLElement {
    for (const action of actions) {
      const { short, long } = this.words.tools[action.name];
      const button = toolButton(short, action.key ? `${long} (${action.key})` : long);
      button.dataset['tool'] = action.name;
      button.addEventListener('click', () => this.use(action, button));
      if (action.isPressed) button.setAttribute('aria-pressed', 'false');
      this.buttons.push({ dom: button, action });
      dom.append(button);
    }
    return dom;
  }

  private findButton(): HTMLElement {
    const { short, long } = this.words.tools.find;
    const button = toolButton(short, `${long} (Ctrl+F)`);
    button.dataset['tool'] = 'find';
    button.addEventListener('click', () => this.find());
    return button;
  }

  private use(action: ToolAction, button: HTMLButtonElement): void {
    const editor = this.desk.active;
    if (!editor?.isWritable || editor.isComposing || button.getAttribute('aria-disabled') === 'true') return;
    action.act(editor);
  }

  private soon(): void {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.refresh();
      });
    }
  }

  private refresh(): void {
    const editor = this.desk.active;
    this.finding.refresh();
    const isWritable = editor?.isWritable ?? false;
    const state = editor?.view.state;
    for (const choice of [this.style, this.field]) if (choice.disabled === isWritable) choice.disabled = !isWritable;
    const level = state && levelAt(state);
    if (level !== undefined && this.style.value !== level) this.style.value = level;
    const isBesideTable = !state || !isInTable(state);
    // Also what is set to what it is has the browser look at it anew.
    if (this.table.hidden !== isBesideTable) this.table.hidden = isBesideTable;
    for (const { dom, action } of this.buttons) {
      if (this.table.hidden && dom.parentElement === this.table) continue;
      const isUseful = isWritable && editor !== null && (action.isUseful?.(editor) ?? true);
      set(dom, 'aria-disabled', String(!isUseful));
      if (action.isPressed) set(dom, 'aria-pressed', String(!!state && action.isPressed(state)));
    }
  }

  private stops(): HTMLElement[] {
    const all = [...this.bar.querySelectorAll<HTMLElement>('button, select')];
    return all.filter((stop) => !stop.closest('[hidden]'));
  }

  /** Only one of the tools is a stop of the Tab key: the one used last. */
  private rove(target: EventTarget | null): void {
    for (const stop of this.bar.querySelectorAll<HTMLElement>('button, select')) stop.tabIndex = stop === target ? 0 : -1;
  }

  private key(event: KeyboardEvent): void {
    const stops = this.stops();
    const at = stops.indexOf(event.target as HTMLElement);
    // Up and down choose within a list of choices.
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      stops[(next + stops.length) % stops.length]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.desk.active?.view.focus();
    }
  }
}

function toolButton(short: string, long: string): HTMLButtonElement {
  const button = element('button', 'tool', short);
  button.type = 'button';
  button.title = long;
  // Whoever speaks the visible word must hit the button.
  button.setAttribute('aria-label', long.includes(short) ? long : `${short} ${long}`);
  // The text keeps its selection.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  return button;
}

function set(dom: HTMLElement, name: string, value: string): void {
  if (dom.getAttribute(name) !== value) dom.setAttribute(name, value);
}
