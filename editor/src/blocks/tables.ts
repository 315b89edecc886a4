// Commands on tables beside those that the table package has: making one, heading rows, column widths by keyboard.

import { type EditorState, Plugin, type Command } from 'prosemirror-state';
import { CellSelection, isInTable, selectedRect, tableEditing } from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';

import { schema } from '../schema/schema';
import { insertBlock } from './commands';
import { isRemote } from './ids';

const { nodes } = schema;

const WIDTH_LEAST = 40;
const WIDTH_STEP = 20;

/** A new table whose first row is its head. */
export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch, view) => {
    if (isInTable(state)) return false;
    const cell = () => nodes.table_cell.create(null, nodes.paragraph.create());
    const row = () => nodes.table_row.create(null, Array.from({ length: columns }, cell));
    const table = nodes.table.create({ header_rows: '1' }, Array.from({ length: rows }, row));
    return insertBlock(table)(state, dispatch, view);
  };
}

/** Makes the rows down to the selection the table's head, or takes the selection's rows out of it. */
export const toggleHead: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  const held = headRows(rect.table.attrs['header_rows']);
  const rows = held >= rect.bottom ? rect.top : rect.bottom;
  // A table that is all head has no rows to read.
  const most = Math.min(rows, rect.map.height - 1);
  dispatch?.(state.tr.setNodeAttribute(rect.tableStart - 1, 'header_rows', most > 0 ? String(most) : null));
  return true;
};

/** How many rows a table's attribute makes its head. */
export function headRows(attribute: unknown): number {
  const rows = Number(attribute ?? 0);
  return Number.isInteger(rows) && rows > 0 ? rows : 0;
}

/** Makes the selected columns wider or narrower by a step, for those who have no mouse. */
export function resizeColumns(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    if (!isInTable(state)) return false;
    const { table, tableStart, map, left, right } = selectedRect(state);
    const transaction = state.tr;
    const done = new Set<number>();
    for (let column = left; column < right; column += 1) {
      const width = widthOf(state, view, column) + direction * WIDTH_STEP;
      for (let row = 0; row < map.height; row += 1) {
        const place = map.map[row * map.width + column] as number;
        const key = place * map.width + column;
        if (done.has(key)) continue;
        done.add(key);
        const cell = transaction.doc.nodeAt(tableStart + place) ?? table.nodeAt(place);
        if (!cell) continue;
        const first = map.colCount(place);
        const widths = (cell.attrs['colwidth'] as number[] | null)?.slice() ?? new Array<number>(cell.attrs['colspan']).fill(0);
        widths[column - first] = Math.max(width, WIDTH_LEAST);
        const full = widths.map((known, index) => known || widthOf(state, view, first + index));
        transaction.setNodeAttribute(tableStart + place, 'colwidth', full);
      }
    }
    dispatch?.(transaction);
    return true;
  };
}

/** A column's width: as set, else as drawn. */
function widthOf(state: EditorState, view: EditorView | undefined, column: number): number {
  const { table, tableStart, map } = selectedRect(state);
  const places = Array.from({ length: map.height }, (_, row) => map.map[row * map.width + column] as number);
  for (const place of places) {
    const cell = table.nodeAt(place);
    const set = (cell?.attrs['colwidth'] as number[] | null)?.[column - map.colCount(place)];
    if (set) return set;
  }
  const alone = places.find((place) => table.nodeAt(place)?.attrs['colspan'] === 1) ?? places[0] ?? 0;
  const dom = view?.nodeDOM(tableStart + alone);
  return dom instanceof HTMLElement ? Math.round(dom.offsetWidth) : 120;
}

/** Selects the whole column or row of the caret. */
export function selectLine(line: 'row' | 'column'): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const { map, tableStart, top, left, bottom, right } = selectedRect(state);
    const cell = (row: number, column: number) =>
      state.doc.resolve(tableStart + (map.map[row * map.width + column] as number));
    const [from, to] =
      line === 'row' ? [cell(top, 0), cell(bottom - 1, map.width - 1)] : [cell(0, left), cell(map.height - 1, right - 1)];
    dispatch?.(state.tr.setSelection(new CellSelection(from, to)));
    return true;
  };
}

/** Whether the selection is in the last cell of its table. */
export function isInLastCell(state: EditorState): boolean {
  if (!isInTable(state)) return false;
  const { map, bottom, right } = selectedRect(state);
  return bottom === map.height && right === map.width;
}

/**
 * The table package's editing, without its mending of tables that others changed: every client would mend the same
 * table at once, each in its own way. The next local change in the table mends it.
 */
export function editing(isComposing: () => boolean): Plugin {
  const { spec } = tableEditing();
  const mend = spec.appendTransaction;
  return new Plugin({
    ...spec,
    appendTransaction(transactions, old, state) {
      return transactions.some(isRemote) || isComposing() ? null : mend?.call(this, transactions, old, state);
    },
  });
}
