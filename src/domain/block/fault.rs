//! What can be wrong with the blocks of a section, told all at once and with its place.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::list::lines;
use super::rich::{InlineContent, RichText};
use super::table::Grid;
use super::{
    BLOCKS_MOST, Block, BlockBody, COLUMNS_MOST, DEEPEST_HEADING, DEEPEST_LIST, ID_LONGEST, ITEMS_MOST, LINK_LONGEST,
    ListItem, NOTE_LONGEST, READING_LONGEST, ROWS_MOST, TEXT_LONGEST, TableCell, WIDTH_NARROWEST, is_unprintable,
};

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
    /// A text is longer than [`TEXT_LONGEST`], a footnote, caption or description than [`NOTE_LONGEST`].
    TooLong,
    /// A heading consists of more than one line.
    HeadingLines,
    /// A character that no document can carry (a control character other than tab and line feed).
    Character,
    /// More than [`ITEMS_MOST`] items, [`ROWS_MOST`] rows, [`COLUMNS_MOST`] columns or [`BLOCKS_MOST`] blocks.
    TooMany,
    /// A table without a row or a column, or a list without an item.
    Empty,
    /// The rows of a table differ in length, or there are widths for other columns.
    Ragged,
    /// More heading rows than rows.
    HeaderRows,
    /// A list is deeper than [`DEEPEST_LIST`].
    Depth,
    /// A cell covers no place, another cell's, or one outside the table.
    Span,
    /// A link leads elsewhere than to http, https or mailto, or is longer than [`LINK_LONGEST`].
    Link,
    /// A reading is empty, has several lines, or is longer than [`READING_LONGEST`].
    Reading,
    /// A picture without a file, or wider or narrower than the text allows.
    Picture,
}

/// Gives the blocks back if all of them hold.
///
/// # Errors
/// Every problem found, in the order of the blocks.
pub fn parse(blocks: Vec<Block>) -> Result<Vec<Block>, Vec<BlockProblem>> {
    let problems = validate(&blocks);
    if problems.is_empty() { Ok(blocks) } else { Err(problems) }
}

/// Every problem of a section's blocks, in their order. Whether files and sections that are named exist is
/// another's question.
#[must_use]
pub fn validate(blocks: &[Block]) -> Vec<BlockProblem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut faults = body_faults(&block.body);
        if !is_id(&block.id) {
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

/// Whether a text can lead where it says: http, https or mailto, without a space or a control character.
#[must_use]
pub fn is_link(address: &str) -> bool {
    let is_scheme = |scheme: &str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && address.len() > scheme.len()
    };
    ["http://", "https://", "mailto:"].into_iter().any(is_scheme)
        && address.chars().count() <= LINK_LONGEST
        && !address.chars().any(|c| c.is_whitespace() || is_unprintable(c))
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().count() <= ID_LONGEST
}

fn body_faults(body: &BlockBody) -> Vec<BlockFault> {
    let mut faults = Vec::new();
    match body {
        BlockBody::Heading { level, text } => {
            if !(1..=DEEPEST_HEADING).contains(level) {
                faults.push(BlockFault::Level);
            }
            if text.inlines().iter().any(|inline| inline.words().contains('\n')) {
                faults.push(BlockFault::HeadingLines);
            }
            faults.extend(rich_fault(text));
        }
        BlockBody::Paragraph { text } => faults.extend(rich_fault(text)),
        BlockBody::List { ordered, items } => list_faults(*ordered, items, &mut faults),
        BlockBody::Table { header_rows, widths, rows } => table_faults(*header_rows, widths, rows, &mut faults),
        BlockBody::Image { file, alt, caption, width } => {
            if !is_id(file) || !(WIDTH_NARROWEST..=100).contains(width) {
                faults.push(BlockFault::Picture);
            }
            faults.extend([alt, caption].into_iter().find_map(|text| text_fault(text, NOTE_LONGEST)));
        }
        BlockBody::PageBreak => {}
    }
    faults
}

fn list_faults(ordered: bool, items: &[ListItem], faults: &mut Vec<BlockFault>) {
    let lines = lines(ordered, items);
    if lines.is_empty() || items.iter().any(has_empty_list) {
        faults.push(BlockFault::Empty);
    }
    if lines.len() > ITEMS_MOST {
        faults.push(BlockFault::TooMany);
    }
    if lines.iter().any(|line| line.depth > DEEPEST_LIST) {
        faults.push(BlockFault::Depth);
    }
    faults.extend(lines.iter().find_map(|line| rich_fault(line.text)));
}

fn has_empty_list(item: &ListItem) -> bool {
    item.below.as_ref().is_some_and(|below| below.items.is_empty() || below.items.iter().any(has_empty_list))
}

fn table_faults(header_rows: usize, widths: &[u16], rows: &[Vec<TableCell>], faults: &mut Vec<BlockFault>) {
    let asked = rows.iter().map(|row| row.iter().map(|cell| cell.columns).fold(0, usize::saturating_add));
    let is_wide = asked.max().unwrap_or(0) > COLUMNS_MOST;
    let grid = Grid::of(rows);
    if grid.columns == 0 {
        faults.push(BlockFault::Empty);
    }
    if rows.len() > ROWS_MOST || is_wide {
        faults.push(BlockFault::TooMany);
    }
    if !grid.is_whole && !is_wide {
        let is_joined = rows.iter().flatten().any(TableCell::is_joined);
        faults.push(if is_joined { BlockFault::Span } else { BlockFault::Ragged });
    } else if !widths.is_empty() && widths.len() != grid.columns {
        faults.push(BlockFault::Ragged);
    }
    if header_rows > rows.len() {
        faults.push(BlockFault::HeaderRows);
    }
    faults.extend(rows.iter().flatten().find_map(|cell| rich_fault(&cell.text)));
}

fn rich_fault(text: &RichText) -> Option<BlockFault> {
    let length: usize = text.inlines().iter().map(|inline| inline.words().chars().count()).sum();
    if length > TEXT_LONGEST {
        return Some(BlockFault::TooLong);
    }
    text.inlines().iter().find_map(|inline| {
        let own = match &inline.content {
            InlineContent::Text(text) => text_fault(text, TEXT_LONGEST),
            InlineContent::Footnote(text) => text_fault(text, NOTE_LONGEST),
            InlineContent::SectionRef(_) | InlineContent::BidField(_) => None,
        };
        let reading = inline.marks.ruby.as_deref().filter(|reading| !is_reading(reading)).map(|_| BlockFault::Reading);
        let link = inline.marks.link.as_deref().filter(|link| !is_link(link)).map(|_| BlockFault::Link);
        own.or(reading).or(link)
    })
}

fn is_reading(reading: &str) -> bool {
    !reading.trim().is_empty()
        && reading.chars().count() <= READING_LONGEST
        && !reading.chars().any(|c| c == '\n' || is_unprintable(c))
}

fn text_fault(text: &str, longest: usize) -> Option<BlockFault> {
    if text.chars().count() > longest {
        return Some(BlockFault::TooLong);
    }
    text.chars().any(is_unprintable).then_some(BlockFault::Character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::block::{Marks, RichInline, SubList};

    fn paragraph(id: &str, text: &str) -> Block {
        Block::new(id, BlockBody::Paragraph { text: text.into() })
    }

    fn faults(body: BlockBody) -> Vec<BlockFault> {
        validate(&[Block::new("a", body)]).into_iter().map(|problem| problem.fault).collect()
    }

    #[test]
    fn sound_blocks_pass() {
        let table = BlockBody::Table {
            header_rows: 1,
            widths: vec![],
            rows: vec![vec!["役割".into(), "氏名".into()], vec!["担当".into(), "甲".into()]],
        };
        let blocks =
            vec![paragraph("a", "本文\n二行目"), Block::new("b", table), Block::new("c", BlockBody::PageBreak)];
        assert_eq!(parse(blocks.clone()), Ok(blocks.clone()));
    }

    #[test]
    fn every_fault_is_named_with_its_place() {
        let bad = vec![
            paragraph("a", "\u{0}"),
            paragraph("a", "二つ目"),
            Block::new("", BlockBody::Heading { level: 4, text: "一\n二".into() }),
            Block::new("d", BlockBody::List { ordered: true, items: vec![] }),
            Block::new("e", BlockBody::Table { header_rows: 3, widths: vec![], rows: vec![vec!["1".into()], vec![]] }),
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

    #[test]
    fn marks_are_held_to_what_can_be_printed() {
        let marked =
            |marks: Marks| BlockBody::Paragraph { text: [RichInline::marked("語", marks)].into_iter().collect() };
        let ruby = |reading: &str| marked(Marks { ruby: Some(reading.to_owned()), ..Marks::default() });
        let link = |to: &str| marked(Marks { link: Some(to.to_owned()), ..Marks::default() });
        assert_eq!(faults(ruby("ご")), []);
        for reading in ["", "一\n二", &"あ".repeat(101)] {
            assert_eq!(faults(ruby(reading)), [BlockFault::Reading], "{reading}");
        }
        for address in ["https://example.org/", "HTTP://example.org", "mailto:a@example.org"] {
            assert_eq!(faults(link(address)), [], "{address}");
        }
        for address in ["javascript:alert(1)", "https://", "https://a b", "data:text/html,x", "//example.org", "h"] {
            assert_eq!(faults(link(address)), [BlockFault::Link], "{address}");
        }
        let note = RichInline { content: InlineContent::Footnote("注".repeat(2_001)), marks: Marks::default() };
        assert_eq!(faults(BlockBody::Paragraph { text: [note].into_iter().collect() }), [BlockFault::TooLong]);
    }

    #[test]
    fn lists_end_at_the_fourth_level() {
        let deeper =
            |item: ListItem| ListItem { text: "上".into(), below: Some(SubList { ordered: true, items: vec![item] }) };
        let three = (0..3).fold(ListItem::from("底"), |item, _| deeper(item));
        assert_eq!(faults(BlockBody::List { ordered: true, items: vec![three.clone()] }), []);
        assert_eq!(faults(BlockBody::List { ordered: true, items: vec![deeper(three)] }), [BlockFault::Depth]);
        let hollow = ListItem { text: "上".into(), below: Some(SubList { ordered: true, items: vec![] }) };
        assert_eq!(faults(BlockBody::List { ordered: true, items: vec![hollow] }), [BlockFault::Empty]);
    }

    #[test]
    fn joined_cells_fill_the_table_exactly() {
        let cell = |columns, rows| TableCell { text: "x".into(), columns, rows };
        let table = |widths: &[u16], rows| faults(BlockBody::Table { header_rows: 0, widths: widths.to_vec(), rows });
        assert_eq!(table(&[80, 0, 120], vec![vec![cell(1, 2), cell(2, 1)], vec![cell(1, 1), cell(1, 1)]]), []);
        assert_eq!(table(&[80], vec![vec![cell(2, 1)]]), [BlockFault::Ragged]);
        assert_eq!(table(&[], vec![vec![cell(1, 2)]]), [BlockFault::Span]);
        assert_eq!(table(&[], vec![vec![cell(0, 1)]]), [BlockFault::Span]);
        assert_eq!(table(&[], vec![vec![cell(21, 1)]]), [BlockFault::TooMany]);
        assert_eq!(table(&[], vec![vec![cell(usize::MAX, 1), cell(usize::MAX, 1)]]), [BlockFault::TooMany]);
    }

    #[test]
    fn a_picture_has_a_file_and_a_width() {
        let picture = |file: &str, width| {
            faults(BlockBody::Image { file: file.into(), alt: String::new(), caption: String::new(), width })
        };
        assert_eq!(picture("f", 10), []);
        assert_eq!(picture("", 50), [BlockFault::Picture]);
        assert_eq!(picture("f", 101), [BlockFault::Picture]);
    }
}
