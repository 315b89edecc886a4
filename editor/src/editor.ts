// One text being written or read: the view on its shared document, with everything that acts in it.

import { gapCursor } from 'prosemirror-gapcursor';
import type { Node } from 'prosemirror-model';
import { EditorState, Plugin } from 'prosemirror-state';
import { columnResizing } from 'prosemirror-tables';
import { EditorView, type NodeView, type NodeViewConstructor } from 'prosemirror-view';
import { initProseMirrorDoc, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';

import { ids, withIds } from './blocks/ids';
import { editing } from './blocks/tables';
import type { Desk } from './desk';
import { askFootnote, askImage, askLink, askRuby, askSelected } from './dialog/questions';
import { element } from './dom/element';
import type { HostSettings } from './host';
import { keys } from './keys';
import { clipboardSerializer, paste } from './paste/paste';
import { carets } from './presence/carets';
import type { Meta } from './provider/meta';
import type { Session } from './provider/session';
import { rules } from './rules';
import { FRAGMENT, schema } from './schema/schema';
import { ChipView, fieldWords, FootnoteView, sectionWords } from './views/chips';
import { ImageView } from './views/image';
import { numbers, renumber } from './views/numbered';
import { PlainView } from './views/plain';
import { isCaretInSight } from './views/scrolling';
import { LiveTableView } from './views/table';
import type { Words } from './wording/words';

/** Wishes that the page around the text fulfils. */
export interface Around {
  find(): void;
  toolbar(): void;
}

export class Editor {
  readonly view: EditorView;
  readonly words: Words;
  readonly bid: string;
  readonly language: string;
  private readonly chips = new Set<ChipView>();
  private readonly unfollow: () => void;

  constructor(
    place: HTMLElement,
    private readonly settings: HostSettings,
    private readonly session: Session,
    private current: Meta,
    private readonly desk: Desk,
    around: Around,
  ) {
    this.words = settings.words;
    this.bid = settings.bid;
    this.language = settings.language;
    const layer = element('div', 'carets');
    layer.setAttribute('aria-hidden', 'true');
    const hint = element('p', 'unseen', this.words.leaving);
    hint.id = `leaving-${settings.language}`;
    place.append(hint);
    const fragment = session.doc.getXmlFragment(FRAGMENT);
    const { doc: found, mapping } = initProseMirrorDoc(fragment, schema);
    // A text in which nobody has written yet has a line to begin in, which nobody else is told of before.
    const doc = found.childCount > 0 ? found : (schema.topNodeType.createAndFill() ?? found);
    this.view = new EditorView(
      { mount: place.appendChild(element('div', 'text')) },
      {
        state: EditorState.create({ doc, plugins: this.plugins(fragment, mapping, layer, around) }),
        editable: () => this.isWritable,
        attributes: () => this.attributes(),
        nodeViews: this.nodeViews(),
        clipboardSerializer: clipboardSerializer(this.bid),
        handleScrollToSelection: isCaretInSight,
        handleDoubleClickOn: (_, __, ___, ____, event) => {
          const isAnswered = askSelected(this);
          if (isAnswered) event.preventDefault();
          return isAnswered;
        },
      },
    );
    place.append(layer);
    this.unfollow = this.follow();
    desk.add(this);
  }

  get meta(): Meta {
    return this.current;
  }

  get isWritable(): boolean {
    return this.current.mayWrite;
  }

  get isComposing(): boolean {
    return this.session.gate.isHolding;
  }

  /** What the server tells beside the text has changed. */
  learn(meta: Meta): void {
    this.current = meta;
    for (const chip of this.chips) chip.draw();
    // The view asks again whether it may be written in.
    this.view.setProps({});
    this.desk.updated(this);
  }

  /** The text stays to be read, but nothing in it can be changed any more. */
  freeze(): void {
    this.learn({ ...this.current, mayWrite: false });
  }

  destroy(): void {
    this.unfollow();
    this.desk.remove(this);
    this.view.destroy();
  }

  private follow(): () => void {
    const { dom } = this.view;
    const open = this.session.gate.follow(dom);
    const focused = () => this.desk.focused(this);
    // Blocks that a composition made have waited for their ids and numbers.
    const named = () => setTimeout(() => this.nameBlocks(), NAMES_AFTER);
    dom.addEventListener('focus', focused);
    dom.addEventListener('compositionend', named);
    return () => {
      dom.removeEventListener('focus', focused);
      dom.removeEventListener('compositionend', named);
      open();
    };
  }

  private nameBlocks(): void {
    if (this.view.isDestroyed || this.isComposing) return;
    renumber(this.view);
    if (!this.isWritable) return;
    const transaction = withIds(this.view.state);
    if (transaction) this.view.dispatch(transaction);
  }

  private plugins(...[fragment, mapping, layer, around]: PluginParts): Plugin[] {
    const isComposing = () => this.isComposing;
    return [
      stillWhileComposing,
      ySyncPlugin(fragment, { mapping }),
      yUndoPlugin(),
      keys({
        ruby: () => void askRuby(this),
        link: () => void askLink(this),
        footnote: () => void askFootnote(this),
        find: () => around.find(),
        toolbar: () => around.toolbar(),
        selected: () => askSelected(this),
      }),
      rules(),
      paste(this.bid, (file) => void askImage(this, file)),
      columnResizing({ View: null, cellMinWidth: 40 }),
      editing(isComposing),
      gapCursor(),
      ids(isComposing),
      numbers(isComposing),
      carets(this.session.awareness, layer, isComposing),
      new Plugin({ view: () => ({ update: () => this.desk.updated(this) }) }),
    ];
  }

  private attributes(): Record<string, string> {
    const shown: Record<string, string> = {
      class: 'text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': this.words.area[this.settings.language],
      lang: this.language,
      tabindex: '0',
    };
    if (this.isWritable) shown['aria-describedby'] = `leaving-${this.language}`;
    else shown['aria-readonly'] = 'true';
    return shown;
  }

  private nodeViews(): NonNullable<EditorView['props']['nodeViews']> {
    const chip = (words: typeof fieldWords, className: string) => (node: Parameters<typeof fieldWords>[2]) => {
      const view = new ChipView(node, className, (shown) => words(this.words, this.current, shown), (gone) => this.chips.delete(gone));
      this.chips.add(view);
      return view;
    };
    /** An element that has just been drawn has no number yet. */
    const numbered = (make: (node: Node) => NodeView): NodeViewConstructor => (node, view) => {
      renumber(view);
      return make(node);
    };
    return {
      bid_field: chip(fieldWords, 'value'),
      section_ref: chip(sectionWords, 'value reference'),
      footnote: numbered((node) => new FootnoteView(node, this.words)),
      heading: numbered((node) => new PlainView(node)),
      list_item: numbered((node) => new PlainView(node)),
      image: (node) => new ImageView(node, this.bid, this.words),
      table: (node) => new LiveTableView(node),
    };
  }
}

type Initial = ReturnType<typeof initProseMirrorDoc>;
type PluginParts = [fragment: Parameters<typeof initProseMirrorDoc>[0], mapping: Initial['mapping'], layer: HTMLElement, around: Around];

/** A little after the gate has opened. */
const NAMES_AFTER = 80;

/** The handle of a column is drawn into its cells when the mouse passes: not while something is composed there. */
const stillWhileComposing = new Plugin({
  props: {
    handleDOMEvents: {
      mousemove: (view) => view.composing,
      mouseleave: (view) => view.composing,
    },
  },
});
