//! The neutral blocks of which a written section consists, with the ids by which comments and locks hold on to them.
//! Knows nothing of the editor (`server::rooms` projects into this) and nothing of paper (`manuscript`).

use serde::{Deserialize, Serialize};

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
        text: String,
    },
    /// A paragraph of running text.
    Paragraph {
        /// May contain line feeds.
        text: String,
    },
    /// A list.
    List {
        /// Numbered, or 箇条書き with ・.
        ordered: bool,
        /// The items, without their numbers.
        items: Vec<String>,
    },
    /// A table of texts; every row has the same number of cells.
    Table {
        /// How many rows at the top are headings, repeated on each page.
        header_rows: usize,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// What follows begins on a new page.
    PageBreak,
}

/// Deepest heading inside a section.
pub const DEEPEST_HEADING: u8 = 3;
/// Longest id, in characters.
pub const ID_LONGEST: usize = 64;
/// Longest text of one paragraph, heading, item or cell, in characters.
pub const TEXT_LONGEST: usize = 20_000;
/// Most items of a list.
pub const ITEMS_MOST: usize = 500;
/// Most rows of a table.
pub const ROWS_MOST: usize = 1_000;
/// Most columns of a table: what A4 can hold legibly.
pub const COLUMNS_MOST: usize = 20;
/// Most blocks of a section.
pub const BLOCKS_MOST: usize = 5_000;

/// What is wrong with which block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockProblem {
    /// Position of the block in the section, from 0.
    pub index: usize,
    /// What is wrong.
    pub fault: BlockFault,
}

/// What can be wrong with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockFault {
    /// The id is empty or longer than [`ID_LONGEST`].
    Id,
    /// An earlier block has the same id.
    IdTwice,
    /// The heading's level is not 1 to [`DEEPEST_HEADING`].
    Level,
    /// A text is longer than [`TEXT_LONGEST`].
    TooLong,
    /// A heading consists of more than one line.
    HeadingLines,
    /// A character that no document can carry (a control character other than tab and line feed).
    Character,
    /// More than [`ITEMS_MOST`] items, [`ROWS_MOST`] rows, [`COLUMNS_MOST`] columns or [`BLOCKS_MOST`] blocks.
    TooMany,
    /// A table without a row or a column, or a list without an item.
    Empty,
    /// The rows of a table differ in length.
    Ragged,
    /// More heading rows than rows.
    HeaderRows,
}

impl Block {
    /// A block with its id.
    #[must_use]
    pub fn new(id: &str, body: BlockBody) -> Self {
        Self { id: id.to_owned(), body }
    }

    /// The words alone, one line per paragraph, item or row; cells are parted by tabs.
    #[must_use]
    pub fn plain_text(&self) -> String {
        match &self.body {
            BlockBody::Heading { text, .. } | BlockBody::Paragraph { text } => text.clone(),
            BlockBody::List { items, .. } => items.join("\n"),
            BlockBody::Table { rows, .. } => rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n"),
            BlockBody::PageBreak => String::new(),
        }
    }
}

/// The words of a whole section, one line per paragraph, item or row.
#[must_use]
pub fn plain_text(blocks: &[Block]) -> String {
    blocks.iter().map(Block::plain_text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Gives the blocks back if all of them hold.
///
/// # Errors
/// Every problem found, in the order of the blocks.
pub fn parse(blocks: Vec<Block>) -> Result<Vec<Block>, Vec<BlockProblem>> {
    let problems = validate(&blocks);
    if problems.is_empty() { Ok(blocks) } else { Err(problems) }
}

/// Every problem of a section's blocks, in their order.
#[must_use]
pub fn validate(blocks: &[Block]) -> Vec<BlockProblem> {
    let mut seen = std::collections::BTreeSet::new();
    let mut problems = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut faults = body_faults(&block.body);
        if block.id.is_empty() || block.id.chars().count() > ID_LONGEST {
            faults.push(BlockFault::Id);
        } else if !seen.insert(block.id.as_str()) {
            faults.push(BlockFault::IdTwice);
        }
        if index == BLOCKS_MOST {
            faults.push(BlockFault::TooMany);
        }
        problems.extend(faults.into_iter().map(|fault| BlockProblem { index, fault }));
    }
    problems
}

fn body_faults(body: &BlockBody) -> Vec<BlockFault> {
    let mut faults = Vec::new();
    match body {
        BlockBody::Heading { level, text } => {
            if !(1..=DEEPEST_HEADING).contains(level) {
                faults.push(BlockFault::Level);
            }
            if text.contains('\n') {
                faults.push(BlockFault::HeadingLines);
            }
            faults.extend(text_fault(text));
        }
        BlockBody::Paragraph { text } => faults.extend(text_fault(text)),
        BlockBody::List { items, .. } => {
            if items.is_empty() {
                faults.push(BlockFault::Empty);
            }
            if items.len() > ITEMS_MOST {
                faults.push(BlockFault::TooMany);
            }
            faults.extend(items.iter().find_map(|item| text_fault(item)));
        }
        BlockBody::Table { header_rows, rows } => table_faults(*header_rows, rows, &mut faults),
        BlockBody::PageBreak => {}
    }
    faults
}

fn table_faults(header_rows: usize, rows: &[Vec<String>], faults: &mut Vec<BlockFault>) {
    let columns = rows.first().map_or(0, Vec::len);
    if columns == 0 {
        faults.push(BlockFault::Empty);
    }
    if rows.len() > ROWS_MOST || columns > COLUMNS_MOST {
        faults.push(BlockFault::TooMany);
    }
    if rows.iter().any(|row| row.len() != columns) {
        faults.push(BlockFault::Ragged);
    }
    if header_rows > rows.len() {
        faults.push(BlockFault::HeaderRows);
    }
    faults.extend(rows.iter().flatten().find_map(|cell| text_fault(cell)));
}

fn text_fault(text: &str) -> Option<BlockFault> {
    if text.chars().count() > TEXT_LONGEST {
        return Some(BlockFault::TooLong);
    }
    text.chars().any(is_unprintable).then_some(BlockFault::Character)
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

    fn paragraph(id: &str, text: &str) -> Block {
        Block::new(id, BlockBody::Paragraph { text: text.to_owned() })
    }

    #[test]
    fn sound_blocks_pass() {
        let table = BlockBody::Table {
            header_rows: 1,
            rows: vec![vec!["役割".into(), "氏名".into()], vec!["担当".into(), "甲".into()]],
        };
        let blocks =
            vec![paragraph("a", "本文\n二行目"), Block::new("b", table), Block::new("c", BlockBody::PageBreak)];
        assert_eq!(parse(blocks.clone()), Ok(blocks.clone()));
        assert_eq!(plain_text(&blocks), "本文\n二行目\n役割\t氏名\n担当\t甲");
    }

    #[test]
    fn every_fault_is_named_with_its_place() {
        let bad = vec![
            paragraph("a", "\u{0}"),
            paragraph("a", "二つ目"),
            Block::new("", BlockBody::Heading { level: 4, text: "一\n二".into() }),
            Block::new("d", BlockBody::List { ordered: true, items: vec![] }),
            Block::new("e", BlockBody::Table { header_rows: 3, rows: vec![vec!["1".into()], vec![]] }),
        ];
        let found: Vec<_> = validate(&bad).into_iter().map(|p| (p.index, p.fault)).collect();
        assert_eq!(
            found,
            [
                (0, BlockFault::Character),
                (1, BlockFault::IdTwice),
                (2, BlockFault::Level),
                (2, BlockFault::HeadingLines),
                (2, BlockFault::Id),
                (3, BlockFault::Empty),
                (4, BlockFault::Ragged),
                (4, BlockFault::HeaderRows),
            ]
        );
    }
}
