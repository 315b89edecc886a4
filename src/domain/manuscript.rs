//! The neutral tree that can be printed: what `server::docx` turns into a .docx and into the preview.
//! Pure data without a word of its own; lengths are exact, so that equal input gives equal bytes.

mod cell;
mod face;
mod inline;
mod measure;
mod page;
mod paragraph;
mod table;

use crate::domain::instant::Instant;
use crate::domain::language::Language;

pub use cell::{Cell, Dash, Flow, Ground, Join, Sides, Stand};
pub use face::{BodyFace, Face, Font, Ink, Stress};
pub use inline::{Inline, Picture, Run};
pub use measure::{HalfPoints, Length};
pub use page::PageSetup;
pub use paragraph::{Align, Heading, Indent, Paragraph, Role};
pub use table::{Borders, Row, RowHeight, RowPlace, Table, TablePlace, TableRole};

/// A document ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// Title in the file's properties.
    pub title: String,
    /// Author in the file's properties; empty for a blind copy.
    pub author: String,
    /// Language of the text; Japanese for every paper a Japanese office receives.
    pub language: Language,
    /// When the data were last changed: the file's dates.
    pub revised: Instant,
    /// The face of everything that names no other.
    pub body: BodyFace,
    /// The parts, each with its own page setup; a part begins on a new page.
    pub parts: Vec<Part>,
}

/// A run of pages with one setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Paper, margins and grid.
    pub page: PageSetup,
    /// Printed above the text of every page.
    pub header: Vec<Paragraph>,
    /// Printed below the text of every page.
    pub footer: Vec<Paragraph>,
    /// Page numbers begin anew at this number.
    pub numbering_from: Option<u32>,
    /// The content.
    pub items: Vec<Item>,
}

/// Something that stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// The contents, made of the headings of the whole manuscript down to a level.
    Contents {
        /// Deepest heading level listed.
        deepest: u8,
    },
    /// What follows begins on a new page.
    PageBreak,
}

impl Manuscript {
    /// The headings in order: level, number, text, bookmark, measured page.
    pub fn headings(&self) -> impl Iterator<Item = Heading<'_>> {
        self.parts.iter().flat_map(|part| &part.items).filter_map(|item| match item {
            Item::Paragraph(paragraph) => Heading::of(paragraph),
            _ => None,
        })
    }

    /// The paragraphs of the text in their order, those in tables among them.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.parts.iter().flat_map(|part| &part.items).flat_map(Item::paragraphs)
    }

    /// Every word that is printed, one line per paragraph, tables row by row: for checks of wording.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines = Vec::new();
        for item in self.parts.iter().flat_map(|part| &part.items) {
            match item {
                Item::Paragraph(paragraph) => lines.push(paragraph.plain_text()),
                Item::Table(table) => lines.extend(table.rows.iter().map(Row::plain_text)),
                Item::Contents { .. } | Item::PageBreak => {}
            }
        }
        lines.join("\n")
    }
}

impl Item {
    /// The paragraphs that it consists of.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let (own, rows) = match self {
            Self::Paragraph(paragraph) => (Some(paragraph), [].as_slice()),
            Self::Table(table) => (None, table.rows.as_slice()),
            Self::Contents { .. } | Self::PageBreak => (None, [].as_slice()),
        };
        let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.join != Join::Below);
        own.into_iter().chain(cells.flat_map(|cell| &cell.paragraphs))
    }
}
