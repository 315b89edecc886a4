// A table with its column widths and heading rows, in a frame that scrolls sideways where the page is narrow.

import type { Node } from 'prosemirror-model';
import { TableView } from 'prosemirror-tables';

import { headRows } from '../blocks/tables';

const CELL_LEAST = 60;
/** Heading rows that the style sheet has rules for. */
const HEAD_MOST = 5;
/** A table that needs no more room is never wider than the text, on no screen. A frame that scrolls costs with every key. */
const FITS_MOST = 280;

export class LiveTableView extends TableView {
  constructor(node: Node) {
    super(node, CELL_LEAST);
    this.dom.className = 'scrolls';
    this.mark(node);
  }

  override update(node: Node): boolean {
    if (!super.update(node)) return false;
    this.mark(node);
    return true;
  }

  private mark(node: Node): void {
    const rows = Math.min(headRows(node.attrs['header_rows']), HEAD_MOST);
    this.table.className = rows > 0 ? `head-${rows}` : '';
    const { minWidth, width } = this.table.style;
    this.dom.classList.toggle('wide', parseFloat(minWidth || width) > FITS_MOST);
  }
}
