//! A form's text by place, as its page shows it to whoever looks for a blank that was not found.

use serde::{Deserialize, Serialize};

use super::Place;

/// Most lines that are shown.
pub const MOST_LINES: usize = 1_500;

/// One line of a form: a paragraph, or a paragraph of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineLine {
    /// Its address; see [`super::AddedBlank`].
    pub address: String,
    /// The part of the package, such as `word/document.xml`.
    pub part: String,
    /// Where it stands in the part.
    pub place: Place,
    /// What is printed in it, with its blanks between the words.
    pub pieces: Vec<Piece>,
    /// What names it: the words at its left, or over it; empty for none.
    pub label: String,
    /// Whether a blank may be added in it.
    pub is_open: bool,
}

impl OutlineLine {
    /// What is printed in it, with its blanks as ［label］.
    #[must_use]
    pub fn text(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.replace(['\n', '\t'], "　"),
            Piece::Blank(label) => format!("［{label}］"),
        });
        pieces.collect()
    }
}

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// What is printed.
    Text(String),
    /// A blank, by its label.
    Blank(String),
}
