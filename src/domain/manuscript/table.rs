//! A table and its rows.

use super::cell::Cell;
use super::measure::Length;
use super::paragraph::Paragraph;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is; becomes the class in the preview.
    pub role: TableRole,
    /// Where it stands in the line.
    pub place: TablePlace,
    /// Widths of the columns.
    pub widths: Vec<Length>,
    /// Space at the left and right of the text in each cell.
    pub padding: Length,
    /// Lines drawn around the cells.
    pub borders: Borders,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableRole {
    /// A table of data.
    Data,
    /// The sender block, 差出人: lines without borders.
    Sender,
    /// The digit boxes of the amount.
    DigitBoxes,
    /// The box of the person to ask, 連絡先.
    Contact,
    /// Squares for seals.
    Seals,
    /// Boxes with lines between, 体制図.
    Chart,
    /// 工程表.
    Schedule,
    /// A frame with vertical lines.
    Vertical,
}

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TablePlace {
    /// This far from the left edge of the text.
    Left(Length),
    /// In the middle.
    Centre,
    /// At the right edge of the text.
    Right,
}

/// Lines around cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borders {
    /// None.
    None,
    /// 0.5 pt around every cell.
    Grid,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How high.
    pub height: RowHeight,
    /// Whether it repeats on each page.
    pub place: RowPlace,
    /// The cells; their spans fill the columns exactly.
    pub cells: Vec<Cell>,
}

/// How high a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowHeight {
    /// As the text needs.
    Auto,
    /// At least this.
    AtLeast(Length),
    /// Exactly this.
    Exact(Length),
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowPlace {
    /// Repeated on each page.
    Heading,
    /// Once.
    Body,
}

impl Row {
    /// The words alone, cells parted by tabs.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let cell = |cell: &Cell| cell.paragraphs.iter().map(Paragraph::plain_text).collect::<Vec<_>>().join(" ");
        self.cells.iter().map(cell).collect::<Vec<_>>().join("\t")
    }
}
