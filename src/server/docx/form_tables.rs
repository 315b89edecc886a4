//! The tables of the form language: columns and rows, groups of columns, cells that are one.

use super::filling::{Filling, Scope};
use super::pieces::{self, Sizes, run, sized};
use super::tables;
use super::values;
use crate::domain::form::{FormColumn, FormTable, Over, RowText, TextSize};
use crate::domain::manuscript::{
    Align, Borders, Cell, Ground, HalfPoints, Join, Length, Paragraph, Role, Row, RowHeight, RowPlace, Table,
    TablePlace, TableRole,
};

const PADDING: Length = Length(150);
/// The line of tight cells, in half points: 10.5 pt still stands in it.
const TIGHT_LINE: u16 = 30;

/// A table this far from the left edge.
pub(super) fn table(table: &FormTable, indent: Length, filling: &mut Filling<'_>, scope: Scope) -> Table {
    let width = filling.sizes.page.text_width().minus(indent);
    let weights: Vec<i32> = table.columns.iter().map(|column| i32::from(column.weight)).collect();
    let letters = Letters::of(table.size, &filling.sizes);
    let mut rows = headings(&table.columns, letters);
    let start = rows.len();
    rows.extend(body(table, letters, filling, scope));
    for (index, column) in table.columns.iter().enumerate() {
        if column.merges {
            merge(rows.get_mut(start..).unwrap_or_default(), index);
        }
    }
    Table {
        role: TableRole::Data,
        place: TablePlace::Left(indent),
        widths: tables::share_out(width, &weights),
        padding: PADDING,
        borders: Borders::Grid,
        rows,
    }
}

/// How large cells are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    size: HalfPoints,
    line: HalfPoints,
    air: u16,
}

impl Letters {
    pub(super) fn of(size: TextSize, sizes: &Sizes) -> Self {
        let own = tables::cell_size(sizes);
        match size {
            TextSize::Note => {
                let size = HalfPoints(sizes.note.0.min(own.0));
                Self { size, line: pieces::line_for(size), air: 2 }
            }
            TextSize::Body => Self { size: own, line: tables::CELL_LINE, air: tables::CELL_AIR },
            TextSize::Large | TextSize::Title => {
                let size = HalfPoints(28);
                Self { size, line: pieces::line_for(size), air: tables::CELL_AIR }
            }
        }
    }

    /// With less air: grids have many rows.
    pub(super) fn tight(self) -> Self {
        Self { air: self.air.min(2), line: HalfPoints(self.line.0.min(TIGHT_LINE)), ..self }
    }

    /// A cell of text.
    pub(super) fn cell(self, text: &str, align: Align) -> Cell {
        Cell::of(vec![self.paragraph(Role::Cell, text, align)])
    }

    /// A shaded cell.
    pub(super) fn heading(self, text: &str, align: Align) -> Cell {
        Cell { ground: Ground::Shaded, ..Cell::of(vec![self.paragraph(Role::CellHeading, text, align)]) }
    }

    fn paragraph(self, role: Role, text: &str, align: Align) -> Paragraph {
        let inlines = if text.is_empty() { Vec::new() } else { vec![run(text, sized(self.size))] };
        Paragraph {
            role,
            align,
            space_before: self.air,
            space_after: self.air,
            line: Some(self.line),
            inlines,
            ..Paragraph::default()
        }
    }
}

/// One heading row; two where columns share a word.
fn headings(columns: &[FormColumn], letters: Letters) -> Vec<Row> {
    if columns.iter().all(|column| column.label.is_empty() && column.group.is_empty()) {
        return Vec::new();
    }
    let row = |cells| Row { height: RowHeight::Auto, place: RowPlace::Heading, cells };
    let heading = |text: &str| letters.heading(text, Align::Centre);
    if columns.iter().all(|column| column.group.is_empty()) {
        return vec![row(columns.iter().map(|column| heading(&column.label)).collect())];
    }
    let (mut above, mut below): (Vec<Cell>, Vec<Cell>) = (Vec::new(), Vec::new());
    let mut last = "";
    for column in columns {
        if column.group.is_empty() {
            above.push(Cell { join: Join::First, ..heading(&column.label) });
            below.push(Cell { join: Join::Below, ..heading(&column.label) });
        } else {
            match above.last_mut() {
                Some(group) if last == column.group => group.columns += 1,
                _ => above.push(heading(&column.group)),
            }
            below.push(heading(&column.label));
        }
        last = &column.group;
    }
    vec![row(above), row(below)]
}

fn body(table: &FormTable, letters: Letters, filling: &mut Filling<'_>, scope: Scope) -> Vec<Row> {
    let height = if table.height.0 > 0 { RowHeight::AtLeast(table.height) } else { RowHeight::Auto };
    let row = |cells| Row { height, place: RowPlace::Body, cells };
    let mut rows: Vec<Row> = Vec::new();
    for fixed in &table.fixed {
        if filling.all_hold(&fixed.when, scope) {
            rows.push(row(fixed_cells(&fixed.cells, &table.columns, letters, filling, scope)));
            join_above(&mut rows);
        }
    }
    let is_repeated = table.repeat.over != Over::Once || (table.fixed.is_empty() && table.repeat.least > 0);
    if is_repeated {
        for scope in filling.scopes(&table.repeat, scope) {
            let cell = |column: &FormColumn| {
                let text = values::fill(&column.text, filling, scope);
                own_cell(&text, column, letters)
            };
            rows.push(row(table.columns.iter().map(cell).collect()));
        }
    }
    if !table.total.is_empty() {
        let cells = fixed_cells(&table.total, &table.columns, letters, filling, scope);
        rows.push(row(cells));
        join_above(&mut rows);
    }
    rows
}

fn own_cell(text: &str, column: &FormColumn, letters: Letters) -> Cell {
    if column.is_heading { letters.heading(text, column.align) } else { letters.cell(text, column.align) }
}

/// The cells of a fixed row; one that goes on from above is marked as such, see [`join_above`].
fn fixed_cells(
    texts: &[RowText],
    columns: &[FormColumn],
    letters: Letters,
    filling: &mut Filling<'_>,
    scope: Scope,
) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for (text, column) in texts.iter().zip(columns) {
        match text {
            RowText::Text(text) => {
                let text = values::fill(text, filling, scope);
                cells.push(own_cell(&text, column, letters));
            }
            RowText::Above => cells.push(Cell { join: Join::Below, ..own_cell("", column, letters) }),
            RowText::Left => {
                if let Some(cell) = cells.last_mut() {
                    cell.columns += 1;
                }
            }
        }
    }
    cells
}

/// Makes the cells above those that go on the first of several; a cell with nothing of its width above stands alone.
fn join_above(rows: &mut [Row]) {
    let Some((last, above)) = rows.split_last_mut() else { return };
    let mut column = 0;
    for cell in &mut last.cells {
        let at = column;
        column += cell.columns;
        if cell.join != Join::Below {
            continue;
        }
        let head = above.last_mut().and_then(|row| cell_at(row, at)).filter(|head| head.columns == cell.columns);
        match head {
            Some(head) if head.join == Join::Alone => head.join = Join::First,
            Some(_) => {}
            None => cell.join = Join::Alone,
        }
    }
}

fn cell_at(row: &mut Row, column: usize) -> Option<&mut Cell> {
    let mut at = 0;
    row.cells.iter_mut().find(|cell| {
        let is_it = at == column;
        at += cell.columns;
        is_it
    })
}

/// Equal cells below each other become one.
fn merge(rows: &mut [Row], column: usize) {
    let mut above = String::new();
    for index in 0..rows.len() {
        let Some(cell) = rows.get_mut(index).and_then(|row| cell_at(row, column)) else { continue };
        let text = Row { height: RowHeight::Auto, place: RowPlace::Body, cells: vec![cell.clone()] }.plain_text();
        let is_same = index > 0 && cell.columns == 1 && !text.is_empty() && text == above;
        if is_same {
            cell.join = Join::Below;
            let head = rows.get_mut(index - 1).and_then(|row| cell_at(row, column));
            if let Some(head) = head.filter(|head| head.join == Join::Alone) {
                head.join = Join::First;
            }
        }
        above = text;
    }
}
