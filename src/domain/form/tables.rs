//! Tables and grids.

use super::TextSize;
use super::condition::Condition;
use super::repeat::Repeat;
use super::text::Text;
use crate::domain::manuscript::{Align, Length};

/// A table whose rows come from the bid, or are fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTable {
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// Rows that are always there, before the others.
    pub fixed: Vec<FormRow>,
    /// One row for what; with [`super::Over::Once`] and fixed rows: no others.
    pub repeat: Repeat,
    /// The last row; may be empty.
    pub total: Vec<RowText>,
    /// How large.
    pub size: TextSize,
    /// Least height of a row.
    pub height: Length,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Its heading.
    pub label: String,
    /// A word that it shares with its neighbours, above their headings; may be empty.
    pub group: String,
    /// Its width against the other columns.
    pub weight: u16,
    /// How its cells are set.
    pub align: Align,
    /// The text of a cell.
    pub text: Text,
    /// Whether equal cells below each other become one.
    pub merges: bool,
    /// Whether its cells are shaded.
    pub is_heading: bool,
}

/// A fixed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// One for each column.
    pub cells: Vec<RowText>,
}

/// What stands in a cell of a fixed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowText {
    /// A text.
    Text(Text),
    /// ↑: it is one with the cell above.
    Above,
    /// ←: it is one with the cell at its left.
    Left,
}

/// A grid of labels and values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFields {
    /// The labels are so many characters wide.
    pub label_width: u16,
    /// The fields in order.
    pub fields: Vec<FormField>,
    /// Printed once, or once for each of several.
    pub repeat: Repeat,
    /// How large.
    pub size: TextSize,
}

/// One field of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// Its label; empty for none.
    pub label: String,
    /// Its value.
    pub text: Text,
    /// ふりがな, small above the value.
    pub reading: Option<Text>,
    /// How its value is set.
    pub align: Align,
    /// Least height.
    pub height: Length,
    /// Whether it stands right of the one before.
    pub beside: bool,
    /// Its share of the line.
    pub weight: u16,
    /// A table in the grid, instead of a value.
    pub table: Option<FormTable>,
}
