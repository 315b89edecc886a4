//! Where something stands on a produced paper.

use serde::{Deserialize, Serialize};

/// Where something stands on a produced paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPlace {
    /// In which part.
    pub part: PrintPart,
    /// Whether it stands in a table.
    pub in_table: bool,
    /// The number of the line or cell in that part, from 1, empty ones not counted.
    pub line: u32,
    /// How it begins.
    pub excerpt: String,
}

/// The parts of a produced paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintPart {
    /// The text.
    #[default]
    Text,
    /// Above it.
    Header,
    /// Below it.
    Footer,
    /// 脚注.
    Note,
}

/// The sides of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSide {
    /// Where upright sheets are bound.
    Left,
    /// Right.
    Right,
    /// Above.
    Top,
    /// Below.
    Bottom,
}
