// Where the others are writing. Drawn over the text, never in it: the text's own elements stay untouched, so that no
// caret can disturb a composition; none is drawn in the block that is being composed.

import { Plugin, PluginKey } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { element } from '../dom/element';
import { colourOf, personOf } from './people';

const key = new PluginKey('carets');

/** A selection drawn in more pieces than this is shown by its caret alone. */
const PIECES_MOST = 60;

/** Nearer to the right edge, the name stands to the left of its caret. */
const NAME_ROOM = 120;

interface Cursor {
  anchor: unknown;
  head: unknown;
}

export function carets(awareness: Awareness, layer: HTMLElement, isComposing: () => boolean): Plugin {
  return new Plugin({
    key,
    view: (view) => {
      const drawing = new Drawing(view, awareness, layer, isComposing);
      const redraw = () => drawing.soon();
      awareness.on('change', redraw);
      const resized = new ResizeObserver(redraw);
      resized.observe(view.dom);
      const tell = () => drawing.tell();
      view.dom.addEventListener('focus', tell);
      view.dom.addEventListener('blur', tell);
      return {
        update: () => {
          drawing.tell();
          drawing.soon();
        },
        destroy: () => {
          awareness.off('change', redraw);
          resized.disconnect();
          view.dom.removeEventListener('focus', tell);
          view.dom.removeEventListener('blur', tell);
          drawing.end();
        },
      };
    },
  });
}

class Drawing {
  private frame = 0;
  private told = '';

  constructor(
    private readonly view: EditorView,
    private readonly awareness: Awareness,
    private readonly layer: HTMLElement,
    private readonly isComposing: () => boolean,
  ) {}

  /** Tells the others where the own caret is. */
  tell(): void {
    const cursor = this.view.hasFocus() ? this.own() : null;
    // A composed text is not sent yet: a place in it means nothing to others.
    if (this.isComposing()) return;
    const told = JSON.stringify(cursor);
    if (told === this.told) return;
    this.told = told;
    this.awareness.setLocalStateField('cursor', cursor);
  }

  soon(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  end(): void {
    cancelAnimationFrame(this.frame);
    this.layer.replaceChildren();
  }

  private own(): Cursor | null {
    const { type, binding } = ySyncPluginKey.getState(this.view.state);
    const { anchor, head } = this.view.state.selection;
    const relative = (place: number) => absolutePositionToRelativePosition(place, type, binding.mapping);
    // A place is looked for among all blocks: for a caret that is no selection, once.
    const to = relative(head);
    return { anchor: anchor === head ? to : relative(anchor), head: to };
  }

  private draw(): void {
    this.frame = 0;
    if (this.view.isDestroyed) return;
    const isAlone = this.awareness.getStates().size <= 1;
    // Alone, as most of the time: nothing is measured, which would make the browser lay the text out.
    if (isAlone && this.layer.childElementCount === 0) return;
    const pieces: HTMLElement[] = [];
    const origin = this.layer.getBoundingClientRect();
    for (const [client, state] of this.awareness.getStates()) {
      if (client === this.awareness.clientID) continue;
      const person = personOf(state);
      const cursor = (state as { cursor?: Cursor | null }).cursor;
      if (person && cursor) pieces.push(...this.drawn(person.name, colourOf(person.user), cursor, origin));
    }
    this.layer.replaceChildren(...pieces);
  }

  private drawn(name: string, colour: number, cursor: Cursor, origin: DOMRect): HTMLElement[] {
    const head = this.absolute(cursor.head);
    const anchor = this.absolute(cursor.anchor);
    if (head === null || anchor === null || this.isHidden(head)) return [];
    try {
      const at = this.view.coordsAtPos(head);
      const caret = place(element('span', `caret caret-${colour}`), at.left, at.top, 0, at.bottom - at.top, origin);
      if (at.left - origin.left > origin.width - NAME_ROOM) caret.classList.add('at-end');
      caret.append(element('span', 'caret-name', name));
      return [...this.selected(anchor, head, colour, origin), caret];
    } catch {
      // The text under the caret is just being drawn anew; the next frame has it.
      return [];
    }
  }

  private selected(anchor: number, head: number, colour: number, origin: DOMRect): HTMLElement[] {
    if (anchor === head) return [];
    const range = document.createRange();
    const [from, to] = [this.view.domAtPos(Math.min(anchor, head)), this.view.domAtPos(Math.max(anchor, head))];
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    if (rects.length > PIECES_MOST) return [];
    return rects.map((rect) =>
      place(element('span', `others-selection caret-${colour}`), rect.left, rect.top, rect.width, rect.height, origin),
    );
  }

  private isHidden(head: number): boolean {
    if (!this.isComposing()) return false;
    const { doc, selection } = this.view.state;
    return doc.resolve(head).index(0) === selection.$from.index(0);
  }

  private absolute(relative: unknown): number | null {
    const { doc, type, binding } = ySyncPluginKey.getState(this.view.state);
    try {
      const found = relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(relative), binding.mapping);
      return found === null || found > this.view.state.doc.content.size ? null : found;
    } catch {
      // Awareness is not judged by anybody on its way here.
      return null;
    }
  }
}

/** Sets measures by script: the page's policy allows no style written in markup. */
function place(dom: HTMLElement, left: number, top: number, width: number, height: number, origin: DOMRect): HTMLElement {
  dom.style.left = `${left - origin.left}px`;
  dom.style.top = `${top - origin.top}px`;
  if (width > 0) dom.style.width = `${width}px`;
  dom.style.height = `${height}px`;
  return dom;
}
