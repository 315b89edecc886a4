// Puts the numbers on the elements of headings, items and notes, for the style sheet to show and for whoever reads
// with the ears: what a style sheet counts by itself is in no name of a heading. It happens in the frame after a
// change of the order, not with every key, and never while something is composed.

import { Plugin } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { areNumbersEqual, numbersOf } from '../blocks/numbers';

const NUMBER = 'data-number';

/** The plugin that keeps the numbers right. */
export function numbers(isComposing: () => boolean): Plugin {
  return new Plugin({
    view: (view) => {
      const numbering = new Numbering(view, isComposing);
      drawings.set(view, numbering);
      numbering.soon();
      return {
        update: (_, { doc }) => {
          if (doc !== view.state.doc && !areNumbersEqual(doc, view.state.doc)) numbering.soon();
        },
        destroy: () => numbering.end(),
      };
    },
  });
}

const drawings = new WeakMap<EditorView, Numbering>();

/** An element was drawn anew, or a composition has ended. */
export function renumber(view: EditorView): void {
  drawings.get(view)?.soon();
}

class Numbering {
  private frame = 0;

  constructor(
    private readonly view: EditorView,
    private readonly isComposing: () => boolean,
  ) {}

  soon(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  end(): void {
    cancelAnimationFrame(this.frame);
  }

  private draw(): void {
    this.frame = 0;
    const { view } = this;
    // The end of the composition asks again.
    if (view.isDestroyed || this.isComposing()) return;
    for (const { at, number } of numbersOf(view.state.doc)) {
      const dom = view.nodeDOM(at);
      if (dom instanceof HTMLElement && dom.getAttribute(NUMBER) !== number) dom.setAttribute(NUMBER, number);
    }
  }
}
