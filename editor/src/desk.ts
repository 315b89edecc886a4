// The texts of the page that are being written, and the one that the tools work on: the last that had the focus.

import type { Editor } from './editor';

export class Desk {
  private readonly editors = new Set<Editor>();
  private last: Editor | null = null;
  private readonly watchers = new Set<() => void>();

  get active(): Editor | null {
    if (this.last) return this.last;
    const [first] = [...this.editors].filter((editor) => editor.isWritable);
    return first ?? [...this.editors][0] ?? null;
  }

  add(editor: Editor): void {
    this.editors.add(editor);
    this.changed();
  }

  remove(editor: Editor): void {
    this.editors.delete(editor);
    if (this.last === editor) this.last = null;
    this.changed();
  }

  focused(editor: Editor): void {
    if (this.last === editor) return;
    this.last = editor;
    this.changed();
  }

  /** The text or the selection of an editor changed. */
  updated(editor: Editor): void {
    if (editor === this.active) this.changed();
  }

  watch(watcher: () => void): void {
    this.watchers.add(watcher);
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }
}
