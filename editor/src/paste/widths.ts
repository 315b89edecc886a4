// How wide the columns of a pasted table are: Excel and Google Docs say it of columns, Word of cells, each as a number
// of pixels or as a style. Every cell is told, as the schema keeps it; a column of which nothing is said stays free.

import { styleOf } from './clean';

/** As narrow as the tools make a column, and as wide as any screen needs it. */
const LEAST = 40;
const MOST = 800;
const SPAN_MOST = 100;

export function columnWidths(body: HTMLElement): void {
  for (const table of body.querySelectorAll<HTMLTableElement>('table')) {
    const placed = places(table);
    const widths = widthsOf(table, placed);
    for (const { cell, column, span } of placed) {
      // Our own clipboard has said it already.
      if (cell.hasAttribute(WIDTHS)) continue;
      const own = widths.slice(column, column + span);
      if (own.length === span && own.every((width) => width !== undefined)) cell.setAttribute(WIDTHS, own.join(','));
    }
  }
}

/** Where a cell keeps the widths of its columns. */
export const WIDTHS = 'data-colwidth';

interface Place {
  cell: HTMLTableCellElement;
  column: number;
  span: number;
}

/** The first column of each cell, past those that reach down from rows above. */
function places(table: HTMLTableElement): Place[] {
  /** For each column, the rows that a cell above still covers. */
  const covered: number[] = [];
  const found: Place[] = [];
  for (const row of table.rows) {
    let column = 0;
    const reaching = covered.map((rows) => rows > 0);
    for (let index = 0; index < covered.length; index += 1) covered[index] = Math.max((covered[index] ?? 0) - 1, 0);
    for (const cell of row.cells) {
      while (reaching[column]) column += 1;
      const span = Math.min(Math.max(cell.colSpan, 1), SPAN_MOST);
      for (let index = column; index < column + span; index += 1) covered[index] = Math.max(cell.rowSpan, 1) - 1;
      found.push({ cell, column, span });
      column += span;
    }
  }
  return found;
}

function widthsOf(table: HTMLTableElement, placed: Place[]): (number | undefined)[] {
  const widths: (number | undefined)[] = [];
  let column = 0;
  for (const col of table.querySelectorAll('col')) {
    const width = widthOf(col);
    const span = Math.min(Math.max(col.span, 1), SPAN_MOST);
    for (const end = column + span; column < end; column += 1) widths[column] = width;
  }
  // What a column does not say, a cell that is in it alone may.
  for (const { cell, column, span } of placed) if (span === 1) widths[column] ??= widthOf(cell);
  return widths;
}

const PIXELS: Record<string, number> = { px: 1, pt: 96 / 72, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 };

/** Pixels; nothing for shares of a width that is known nowhere. */
function widthOf(dom: Element): number | undefined {
  const styled = /(?:^|[;\s])width:\s*([\d.]+)\s*(px|pt|pc|in|cm|mm)/.exec(styleOf(dom));
  const plain = /^\s*([\d.]+)\s*(?:px)?\s*$/.exec(dom.getAttribute('width') ?? '');
  const pixels = styled ? Number(styled[1]) * (PIXELS[styled[2] ?? 'px'] ?? 1) : Number(plain?.[1] ?? 0);
  return pixels > 0 ? Math.min(Math.max(Math.round(pixels), LEAST), MOST) : undefined;
}
