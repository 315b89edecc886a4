//! Grids of labels and values: 会社概要, 調書.

use super::filling::{Filling, Scope};
use super::form_tables::Letters;
use super::grid::{self, GridRow};
use super::pieces::{self, run, sized};
use super::tables;
use super::values;
use crate::domain::form::{FormField, FormFields, FormTable};
use crate::domain::manuscript::{
    Align, Borders, Cell, HalfPoints, Item, Join, Length, Paragraph, Role, RowHeight, RowPlace, Stand, Table,
    TablePlace, TableRole,
};

const PADDING: Length = Length(150);
/// So that a label that fills its cell does not break for a rounded twip.
const SLACK: Length = Length(100);
/// ふりがな above a name.
const READING_SIZE: HalfPoints = HalfPoints(14);

/// The grid, once for each of what it is repeated for, parted by gaps.
pub(super) fn items(fields: &FormFields, filling: &mut Filling<'_>, scope: Scope) -> Vec<Item> {
    let mut items = Vec::new();
    for scope in filling.scopes(&fields.repeat, scope) {
        if !items.is_empty() {
            items.push(pieces::gap());
        }
        items.push(Item::Table(one(fields, filling, scope)));
    }
    items
}

fn one(fields: &FormFields, filling: &mut Filling<'_>, scope: Scope) -> Table {
    let letters = Letters::of(fields.size, &filling.sizes).tight();
    let width = filling.sizes.page.text_width();
    let label = filling.sizes.characters(i32::from(fields.label_width)).plus(PADDING).plus(PADDING).plus(SLACK);
    let mut maker = Maker { letters, width, label, rows: Vec::new() };
    let printed: Vec<&FormField> = fields.fields.iter().filter(|field| filling.all_hold(&field.when, scope)).collect();
    for line in printed.chunk_by(|_, next| next.beside) {
        match line {
            [field] if field.table.is_some() => {
                if let Some(table) = &field.table {
                    maker.table(&field.label, table, filling, scope);
                }
            }
            line => maker.line(line, filling, scope),
        }
    }
    grid::table(TableRole::Data, TablePlace::Left(Length(0)), PADDING, Borders::Grid, maker.rows)
}

struct Maker {
    letters: Letters,
    width: Length,
    label: Length,
    rows: Vec<GridRow>,
}

impl Maker {
    /// Fields beside each other.
    fn line(&mut self, line: &[&FormField], filling: &mut Filling<'_>, scope: Scope) {
        let weights: Vec<i32> = line.iter().map(|field| i32::from(field.weight)).collect();
        let height = line.iter().map(|field| field.height).max().unwrap_or_default();
        let mut cells = Vec::new();
        for (field, width) in line.iter().zip(tables::share_out(self.width, &weights)) {
            let value = if field.label.is_empty() { width } else { width.minus(self.label) };
            if !field.label.is_empty() {
                cells.push((self.label, self.label_cell(&field.label)));
            }
            cells.push((value, self.value(field, filling, scope)));
        }
        let height = if height.0 > 0 { RowHeight::AtLeast(height) } else { RowHeight::Auto };
        self.rows.push(GridRow { height, place: RowPlace::Body, cells });
    }

    fn label_cell(&self, label: &str) -> Cell {
        self.letters.heading(label, if label.contains('\n') { Align::Left } else { Align::Distribute })
    }

    fn value(&self, field: &FormField, filling: &mut Filling<'_>, scope: Scope) -> Cell {
        let text = values::fill(&field.text, filling, scope);
        let mut cell = self.letters.cell(&text, field.align);
        // High cells are written in from the top.
        if field.height.0 > 1500 {
            cell.stand = Stand::Top;
        }
        let reading = field.reading.as_ref().map(|reading| values::fill(reading, filling, scope));
        if let Some(reading) = reading.filter(|reading| !reading.is_empty()) {
            let line = Some(pieces::line_for(READING_SIZE));
            let inlines = vec![run(&reading, sized(READING_SIZE))];
            let small = Paragraph {
                role: Role::Cell,
                align: field.align,
                space_before: 4,
                line,
                inlines,
                ..Paragraph::default()
            };
            cell.paragraphs.insert(0, small);
            if let Some(own) = cell.paragraphs.get_mut(1) {
                own.space_before = 0;
            }
        }
        cell
    }

    /// A table in the grid, its label at the left over all rows.
    fn table(&mut self, label: &str, table: &FormTable, filling: &mut Filling<'_>, scope: Scope) {
        let own = if label.is_empty() { Length(0) } else { self.label };
        let weights: Vec<i32> = table.columns.iter().map(|column| i32::from(column.weight)).collect();
        let widths = tables::share_out(self.width.minus(own), &weights);
        let mut lines: Vec<Vec<Cell>> = Vec::new();
        if table.columns.iter().any(|column| !column.label.is_empty()) {
            lines.push(table.columns.iter().map(|column| self.letters.heading(&column.label, Align::Centre)).collect());
        }
        for scope in filling.scopes(&table.repeat, scope) {
            let mut line = Vec::new();
            for column in &table.columns {
                let text = values::fill(&column.text, filling, scope);
                line.push(self.letters.cell(&text, column.align));
            }
            lines.push(line);
        }
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let mut cells: Vec<(Length, Cell)> = Vec::new();
            if !label.is_empty() {
                let join = match (count, index) {
                    (1, _) => Join::Alone,
                    (_, 0) => Join::First,
                    _ => Join::Below,
                };
                cells.push((own, Cell { join, ..self.label_cell(label) }));
            }
            cells.extend(widths.iter().copied().zip(line));
            self.rows.push(GridRow { height: RowHeight::Auto, place: RowPlace::Body, cells });
        }
    }
}
