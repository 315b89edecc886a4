//! The tables of a produced paper, row by row, with their headings: what stands in which column.

use super::read::Print;
use crate::domain::document::PrintPart;

/// A table.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its number in the paper, from 0.
    pub(super) table: usize,
    /// Its rows.
    pub(super) rows: Vec<Vec<SheetCell>>,
}

/// What a cell is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    /// It holds a value, or room for one.
    #[default]
    Value,
    /// A heading.
    Heading,
    /// It goes on from the cell above.
    Continued,
}

/// A cell with its lines.
#[derive(Debug, Default, Clone)]
pub(super) struct SheetCell {
    /// What it is.
    pub(super) kind: CellKind,
    /// Its lines, blank ones left out.
    pub(super) lines: Vec<String>,
}

impl SheetCell {
    /// Its words without blanks.
    pub(super) fn squeezed(&self) -> String {
        self.lines.iter().flat_map(|line| line.chars()).filter(|letter| !letter.is_whitespace()).collect()
    }
}

/// All tables in their order.
pub(super) fn of(print: &Print) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in print.lines.iter().filter(|line| line.part == PrintPart::Text) {
        let Some((table, row, cell)) = line.cell else { continue };
        let place = sheets.iter().position(|sheet| sheet.table == table).unwrap_or_else(|| {
            sheets.push(Sheet { table, rows: Vec::new() });
            sheets.len() - 1
        });
        let Some(sheet) = sheets.get_mut(place) else { continue };
        if sheet.rows.len() <= row {
            sheet.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = sheet.rows.get_mut(row) else { continue };
        if cells.len() <= cell {
            cells.resize_with(cell + 1, SheetCell::default);
        }
        if let Some(own) = cells.get_mut(cell) {
            own.kind = match line.style.as_str() {
                "TableHeading" => CellKind::Heading,
                // A cell that goes on has one paragraph without a style.
                "" => CellKind::Continued,
                _ => CellKind::Value,
            };
            own.lines.extend(line.text.lines().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned));
        }
    }
    sheets
}

impl Sheet {
    /// The cells of a column by its heading, below the headings, empty ones among them; none where it has no such column.
    pub(super) fn column(&self, labels: &[&str]) -> Option<Vec<&SheetCell>> {
        let is_head = |row: &&Vec<SheetCell>| {
            row.iter().any(|cell| cell.kind == CellKind::Heading) && row.iter().all(|cell| cell.kind != CellKind::Value)
        };
        let heads: Vec<&Vec<SheetCell>> = self.rows.iter().take_while(is_head).collect();
        let place = |row: &&Vec<SheetCell>| row.iter().position(|cell| labels.contains(&cell.squeezed().as_str()));
        // The lower row of two names the columns one by one; above, what stands right of a group is moved.
        let at = heads.iter().rev().find_map(place)?;
        Some(self.rows.iter().skip(heads.len()).filter_map(|row| row.get(at)).collect())
    }

    /// What stands behind a label that is the heading of a line.
    pub(super) fn labelled<'s>(&'s self, label: &'s str) -> impl Iterator<Item = &'s SheetCell> {
        let pairs = self.rows.iter().flat_map(|row| row.windows(2));
        pairs.filter_map(move |pair| {
            let (head, value) = (pair.first()?, pair.get(1)?);
            let is_pair = head.kind == CellKind::Heading && value.kind == CellKind::Value;
            (is_pair && head.squeezed() == label).then_some(value)
        })
    }

    /// A column of the small table that stands in a grid right of its own label.
    pub(super) fn inner_column(&self, label: &str, column: &str) -> Vec<&SheetCell> {
        let mut found = Vec::new();
        let mut at = None;
        for row in &self.rows {
            match row.first() {
                Some(first) if first.kind == CellKind::Continued => found.extend(at.and_then(|at| row.get(at))),
                Some(first) if first.kind == CellKind::Heading && first.squeezed() == label => {
                    at = row.iter().position(|cell| cell.kind == CellKind::Heading && cell.squeezed() == column);
                }
                _ => at = None,
            }
        }
        found
    }
}
