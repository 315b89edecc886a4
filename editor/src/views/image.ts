// A picture in the text: as wide as it will be printed, its caption below.

import type { Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';

import { element } from '../dom/element';
import { imageAddress } from '../images/upload';
import type { Words } from '../wording/words';

export class ImageView implements NodeView {
  readonly dom = element('figure', 'image');
  private readonly picture = element('img');
  private readonly caption = element('figcaption');
  private readonly lost = element('p', 'hint');

  constructor(
    private node: Node,
    private readonly bid: string,
    words: Words,
  ) {
    this.lost.textContent = words.imageLost;
    this.lost.hidden = true;
    this.picture.addEventListener('error', () => (this.lost.hidden = false));
    this.picture.addEventListener('load', () => (this.lost.hidden = true));
    this.picture.loading = 'lazy';
    this.dom.append(this.picture, this.lost, this.caption);
    this.draw(null);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const before = this.node;
    this.node = node;
    this.draw(before);
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  private draw(before: Node | null): void {
    const { file, alt, caption, width } = this.node.attrs as Record<string, string | null>;
    if (file !== before?.attrs['file'] && file) this.picture.src = imageAddress(this.bid, file);
    this.picture.alt = alt ?? '';
    this.caption.textContent = caption ?? '';
    this.caption.hidden = !caption;
    const share = Math.min(Math.max(Number(width ?? 100) || 100, 10), 100);
    this.picture.style.width = `${share}%`;
  }
}
