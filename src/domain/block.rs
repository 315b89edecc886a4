//! The neutral blocks of which a written section consists, with the ids by which comments and locks hold on to them.
//! Knows nothing of the editor (`server::rooms` projects into this) and nothing of paper (`manuscript`).

mod fault;
mod list;
mod rich;
mod table;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use fault::{BlockFault, BlockProblem, is_link, parse, validate};
pub use list::{ListItem, ListLine, SubList, lines};
pub use rich::{BidField, BidFieldValues, InlineContent, Marks, RichInline, RichText};
pub use table::{Grid, Place, TableCell};

/// One block of a section. In JSON: `{"id":"…","kind":"paragraph","text":"…"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Stable for the life of the block; unique in its section.
    pub id: String,
    /// What it is.
    #[serde(flatten)]
    pub body: BlockBody,
}

/// What a block can be. A line feed inside a text is a line break, never a new paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BlockBody {
    /// A heading below the section's own: 1 prints as (1), 2 as ア, 3 as (ア).
    Heading {
        /// 1 to [`DEEPEST_HEADING`].
        level: u8,
        /// One line, without its number.
        text: RichText,
    },
    /// A paragraph of running text.
    Paragraph {
        /// May contain line feeds.
        text: RichText,
    },
    /// A list.
    List {
        /// Numbered 1, (1), ア, (ア) by depth, or 箇条書き with ・.
        ordered: bool,
        /// The items, without their numbers.
        items: Vec<ListItem>,
    },
    /// A table of texts; the cells of every row, with those that reach down from above, fill the same columns.
    Table {
        /// How many rows at the top are headings, repeated on each page.
        header_rows: usize,
        /// Widths of the columns as they were drawn, in pixels; 0 for one never touched, empty for none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        widths: Vec<u16>,
        /// The rows.
        rows: Vec<Vec<TableCell>>,
    },
    /// A picture on a line of its own.
    Image {
        /// The file of the bid that holds it.
        file: String,
        /// What it shows, for who does not see it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        alt: String,
        /// Printed below it; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        caption: String,
        /// Per cent of the text's width, from [`WIDTH_NARROWEST`] to 100.
        width: u8,
    },
    /// What follows begins on a new page.
    PageBreak,
}

/// Deepest heading inside a section.
pub const DEEPEST_HEADING: u8 = 3;
/// Deepest list: 1, (1), ア, (ア).
pub const DEEPEST_LIST: usize = 4;
/// Longest id of a block or a file, in characters.
pub const ID_LONGEST: usize = 64;
/// Longest text of one paragraph, heading, item or cell, in characters.
pub const TEXT_LONGEST: usize = 20_000;
/// Longest reading over a word, in characters.
pub const READING_LONGEST: usize = 100;
/// Longest address of a link, in characters.
pub const LINK_LONGEST: usize = 2_000;
/// Longest footnote, caption or description of a picture, in characters.
pub const NOTE_LONGEST: usize = 2_000;
/// Narrowest picture, in per cent of the text's width.
pub const WIDTH_NARROWEST: u8 = 10;
/// Most items of a list, those of the lists below them included.
pub const ITEMS_MOST: usize = 500;
/// Most rows of a table.
pub const ROWS_MOST: usize = 1_000;
/// Most columns of a table: what A4 can hold legibly.
pub const COLUMNS_MOST: usize = 20;
/// Most blocks of a section.
pub const BLOCKS_MOST: usize = 5_000;

impl Block {
    /// A block with its id.
    #[must_use]
    pub fn new(id: &str, body: BlockBody) -> Self {
        Self { id: id.to_owned(), body }
    }

    /// The file that a picture names.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match &self.body {
            BlockBody::Image { file, .. } => Some(file),
            _ => None,
        }
    }

    /// The words alone, one line per paragraph, item or row; cells are parted by tabs.
    #[must_use]
    pub fn plain_text(&self) -> String {
        match &self.body {
            BlockBody::Heading { text, .. } | BlockBody::Paragraph { text } => text.plain_text(),
            BlockBody::List { ordered, items } => {
                lines(*ordered, items).iter().map(|line| line.text.plain_text()).collect::<Vec<_>>().join("\n")
            }
            BlockBody::Table { rows, .. } => {
                let row = |row: &Vec<TableCell>| row.iter().map(|cell| cell.text.plain_text()).collect::<Vec<_>>();
                rows.iter().map(|cells| row(cells).join("\t")).collect::<Vec<_>>().join("\n")
            }
            BlockBody::Image { caption, .. } => caption.clone(),
            BlockBody::PageBreak => String::new(),
        }
    }
}

/// The words of a whole section, one line per paragraph, item or row.
#[must_use]
pub fn plain_text(blocks: &[Block]) -> String {
    blocks.iter().map(Block::plain_text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The files that the pictures of a section name, each once.
#[must_use]
pub fn files(blocks: &[Block]) -> BTreeSet<&str> {
    blocks.iter().filter_map(Block::file).collect()
}

/// Whether a character cannot stand in a document: XML 1.0 forbids it, or it has no shape on paper.
#[must_use]
pub fn is_unprintable(character: char) -> bool {
    match character {
        '\t' | '\n' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_before_marks_read_and_are_written_as_they_were() {
        let kept = r#"[{"id":"a","kind":"heading","level":1,"text":"体制"},{"id":"b","kind":"paragraph","text":"本文\n二行目"},{"id":"c","kind":"list","ordered":true,"items":["一","二"]},{"id":"d","kind":"table","header_rows":1,"rows":[["役割","氏名"],["担当","甲"]]},{"id":"e","kind":"page_break"}]"#;
        let blocks: Vec<Block> = serde_json::from_str(kept).unwrap();
        assert!(validate(&blocks).is_empty());
        assert_eq!(serde_json::to_string(&blocks).unwrap(), kept);
        assert_eq!(plain_text(&blocks), "体制\n本文\n二行目\n一\n二\n役割\t氏名\n担当\t甲");
    }
}
