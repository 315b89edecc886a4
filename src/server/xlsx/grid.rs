//! The cells of a table as texts, by row: what is read of a file, and what a foreign table is understood from.

/// Rows that hold anything, each with its number in the file, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    pub(super) rows: Vec<GridRow>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GridRow {
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
}

impl GridRow {
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn put(&mut self, column: usize, text: String) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
    }
}

impl Grid {
    /// Puts a text; rows come in their order.
    pub(super) fn put(&mut self, row: u32, column: usize, text: String) {
        let number = row + 1;
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.rows.push(GridRow { number, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            last.put(column, text);
        }
    }
}
