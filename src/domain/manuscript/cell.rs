//! A cell of a table: how it is joined, what is behind its text, which lines it has of its own.

use super::paragraph::Paragraph;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How many columns it covers.
    pub columns: usize,
    /// Whether it continues the cell above.
    pub join: Join,
    /// Shaded as a heading (F2F2F2).
    pub ground: Ground,
    /// Where its text stands.
    pub stand: Stand,
    /// Lines of its own, beside the table's.
    pub rule: Sides,
    /// The dashes of those lines.
    pub dash: Dash,
    /// Which way its text runs.
    pub flow: Flow,
    /// The text; an empty list prints an empty cell.
    pub paragraphs: Vec<Paragraph>,
}

/// How a cell is joined downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Join {
    /// Alone.
    #[default]
    Alone,
    /// The first of several.
    First,
    /// One of the others: its text is not printed.
    Below,
}

/// What is behind the text of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Paper.
    #[default]
    Plain,
    /// The grey of headings.
    Shaded,
    /// The grey of bars, which a copier keeps.
    Dark,
}

/// The sides of a cell that have a line of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides(u8);

/// How lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dash {
    /// Through.
    #[default]
    Solid,
    /// In dashes: what stands outside.
    Dashed,
}

/// Which way text runs in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// From left to right.
    #[default]
    Across,
    /// From top to bottom, lines from right to left (縦書き).
    Down,
}

/// Where text stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    /// At the top.
    Top,
    /// In the middle.
    #[default]
    Middle,
    /// At the bottom.
    Bottom,
}

impl Sides {
    /// None.
    pub const NONE: Self = Self(0);
    /// Above.
    pub const ABOVE: Self = Self(1);
    /// At the right.
    pub const RIGHT: Self = Self(2);
    /// Below, to write on.
    pub const BELOW: Self = Self(4);
    /// At the left.
    pub const LEFT: Self = Self(8);
    /// All around.
    pub const AROUND: Self = Self(15);

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether these sides are among them.
    #[must_use]
    pub const fn has(self, sides: Self) -> bool {
        self.0 & sides.0 == sides.0 && sides.0 != 0
    }
}

impl Cell {
    /// A plain cell of one column.
    #[must_use]
    pub fn of(paragraphs: Vec<Paragraph>) -> Self {
        Self {
            columns: 1,
            join: Join::Alone,
            ground: Ground::Plain,
            stand: Stand::Middle,
            rule: Sides::NONE,
            dash: Dash::Solid,
            flow: Flow::Across,
            paragraphs,
        }
    }
}
