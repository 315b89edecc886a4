//! A section of the proposal: its line in the outline, its two texts, and the blocks of a text as a
//! plain form writes them (one item per line, one table row per line).

use serde::{Deserialize, Serialize};

use super::bid::{BidHead, SeatLine};
use super::block::{self, Block, BlockBody, COLUMNS_MOST, ListItem, ROWS_MOST, TableCell};
use super::id::{SectionId, UserId};
use super::instant::Instant;
use super::language::Language;

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionState {
    /// 未着手
    Empty,
    /// 下書き
    Draft,
    /// 確認中
    Review,
    /// 承認
    Approved,
}

impl SectionState {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Empty, Self::Draft, Self::Review, Self::Approved];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after its text was written: what was approved is not what is there now.
    #[must_use]
    pub const fn after_writing(self) -> Self {
        match self {
            Self::Empty | Self::Approved => Self::Draft,
            other => other,
        }
    }
}

/// A section as a line of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLine {
    /// The section.
    pub id: SectionId,
    /// 1, 2, 3 …
    pub position: i64,
    /// Code of the outline's chapter.
    pub code: String,
    /// 見出し
    pub title_ja: String,
    /// Heading in English.
    pub title_en: String,
    /// Who writes it.
    pub assignee: Option<UserId>,
    /// Name of who writes it.
    pub assignee_name: Option<String>,
    /// ISO date, or empty.
    pub due_on: String,
    /// How far it is.
    pub state: SectionState,
    /// Revision of the line.
    pub revision: i64,
    /// Characters of the Japanese text.
    pub characters_ja: i64,
    /// Characters of the English text.
    pub characters_en: i64,
}

/// The outline of a bid's proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The head.
    pub head: BidHead,
    /// The sections.
    pub sections: Vec<SectionLine>,
    /// Who can be given a section.
    pub seats: Vec<SeatLine>,
}

/// What a chapter of the outline template says to its writer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// 書き方
    pub ja: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

/// One text of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionText {
    /// Its language.
    pub language: Language,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Revision of this text.
    pub revision: i64,
    /// Who saved it last.
    pub saved_by: Option<String>,
    /// When.
    pub saved_at: Option<Instant>,
}

/// Everything on the page of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionPageView {
    /// The head.
    pub head: BidHead,
    /// The outline at the left; a contributor's own section alone.
    pub sections: Vec<SectionLine>,
    /// This section.
    pub line: SectionLine,
    /// What to write here.
    pub guidance: Guidance,
    /// Japanese, English.
    pub texts: Vec<SectionText>,
    /// Whether the reader may write it.
    pub may_write: bool,
}

/// A block as a plain form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockInput {
    /// The stable id; empty for a new block.
    #[serde(default)]
    pub id: String,
    /// One of [`BLOCK_KINDS`].
    #[serde(default)]
    pub kind: String,
    /// The text: one item or row per line.
    #[serde(default)]
    pub text: String,
}

/// The kinds that a plain form offers.
pub const BLOCK_KINDS: [&str; 9] =
    ["paragraph", "heading1", "heading2", "heading3", "unordered", "ordered", "table", "plain_table", "page_break"];

/// Stands for a line break inside an item or a cell, where a line feed begins the next one.
pub const BREAK_MARK: char = '↵';

impl BlockInput {
    /// A block as the form shows it.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        let (kind, text) = match &block.body {
            BlockBody::Heading { level, text } => (heading_kind(*level), text.plain_text()),
            BlockBody::Paragraph { text } => ("paragraph", text.plain_text()),
            BlockBody::List { ordered, items } => {
                let lines = block::lines(*ordered, items);
                let text = lines.iter().map(|line| marked(&line.text.plain_text())).collect::<Vec<_>>().join("\n");
                (if *ordered { "ordered" } else { "unordered" }, text)
            }
            BlockBody::Table { header_rows, rows, .. } => {
                (if *header_rows == 0 { "plain_table" } else { "table" }, table_text(rows))
            }
            BlockBody::Image { caption, .. } => ("image", caption.clone()),
            BlockBody::PageBreak => ("page_break", String::new()),
        };
        Self { id: block.id.clone(), kind: kind.to_owned(), text }
    }

    /// What the form means; `None` for a kind that is not offered. Line ends of browsers become line feeds.
    #[must_use]
    pub fn body(&self) -> Option<BlockBody> {
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        Some(match self.kind.as_str() {
            "paragraph" => BlockBody::Paragraph { text: text.trim_end().into() },
            "heading1" => heading(1, &text),
            "heading2" => heading(2, &text),
            "heading3" => heading(3, &text),
            "ordered" => BlockBody::List { ordered: true, items: items(&text) },
            "unordered" => BlockBody::List { ordered: false, items: items(&text) },
            "table" => BlockBody::Table { header_rows: 1, widths: Vec::new(), rows: rows(&text) },
            "plain_table" => BlockBody::Table { header_rows: 0, widths: Vec::new(), rows: rows(&text) },
            "page_break" => BlockBody::PageBreak,
            _ => return None,
        })
    }
}

const fn heading_kind(level: u8) -> &'static str {
    match level {
        1 => "heading1",
        2 => "heading2",
        _ => "heading3",
    }
}

fn heading(level: u8, text: &str) -> BlockBody {
    let line = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    BlockBody::Heading { level, text: line.trim().into() }
}

fn marked(text: &str) -> String {
    text.replace('\n', &BREAK_MARK.to_string())
}

fn unmarked(text: &str) -> String {
    text.trim().replace(BREAK_MARK, "\n")
}

fn items(text: &str) -> Vec<ListItem> {
    let items: Vec<ListItem> =
        text.split('\n').map(unmarked).filter(|item| !item.is_empty()).map(ListItem::from).collect();
    if items.is_empty() { vec![ListItem::from("")] } else { items }
}

fn table_text(rows: &[Vec<TableCell>]) -> String {
    let has_bar = rows.iter().flatten().any(|cell| cell.text.plain_text().contains(['|', '｜']));
    let between = if has_bar { "\t" } else { " | " };
    let line =
        |row: &Vec<TableCell>| row.iter().map(|cell| marked(&cell.text.plain_text())).collect::<Vec<_>>().join(between);
    let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
    // One column leaves nothing to part by: the tab says that a bar belongs to the cell.
    if has_bar && !text.contains('\t') { format!("{text}\t") } else { text }
}

/// Rows by line, cells by tab or, where the text has no tab, by a bar; short rows are filled up.
fn rows(text: &str) -> Vec<Vec<TableCell>> {
    let by_tab = text.contains('\t');
    let mut rows: Vec<Vec<String>> = text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| if by_tab { cells(line, &['\t']) } else { cells(bare(line), &['|', '｜']) })
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    // What is beyond the limits is refused as it is: filling it up could take the whole memory.
    if rows.len() <= ROWS_MOST && width <= COLUMNS_MOST {
        for row in &mut rows {
            row.resize(width, String::new());
        }
        if by_tab {
            trim_empty_last_column(&mut rows);
        }
        if rows.is_empty() {
            rows.push(vec![String::new()]);
        }
    }
    rows.into_iter().map(|row| row.into_iter().map(TableCell::from).collect()).collect()
}

fn cells(line: &str, between: &[char]) -> Vec<String> {
    line.split(between).map(unmarked).collect()
}

/// A row written `| a | b |` without its outer bars.
fn bare(line: &str) -> &str {
    let line = line.trim();
    line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).unwrap_or(line)
}

fn trim_empty_last_column(rows: &mut [Vec<String>]) {
    let is_spare = rows.iter().all(|row| row.len() > 1 && row.last().is_some_and(String::is_empty));
    if is_spare {
        for row in rows {
            row.pop();
        }
    }
}

/// What a button beside a block asks for, with the block's place from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockMove {
    /// Save as it is.
    Save,
    /// One place up.
    Up(usize),
    /// One place down.
    Down(usize),
    /// A new paragraph below.
    AddBelow(usize),
    /// A new paragraph at the end.
    AddLast,
    /// Take the block out.
    Remove(usize),
}

impl BlockMove {
    /// Reads `up:2`, `down:2`, `add:2`, `add`, `remove:2`; everything else saves.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (verb, place) = text.split_once(':').map_or((text, None), |(verb, place)| (verb, place.parse().ok()));
        match (verb, place) {
            ("up", Some(place)) => Self::Up(place),
            ("down", Some(place)) => Self::Down(place),
            ("add", Some(place)) => Self::AddBelow(place),
            ("add", None) => Self::AddLast,
            ("remove", Some(place)) => Self::Remove(place),
            _ => Self::Save,
        }
    }

    /// Applies it and tells the place that the eye should return to.
    pub fn apply(self, blocks: &mut Vec<BlockInput>) -> Option<usize> {
        let fresh = || BlockInput { kind: "paragraph".to_owned(), ..BlockInput::default() };
        match self {
            Self::Save => None,
            Self::Up(place) if place > 0 && place < blocks.len() => {
                blocks.swap(place, place - 1);
                Some(place - 1)
            }
            Self::Down(place) if place.saturating_add(1) < blocks.len() => {
                blocks.swap(place, place + 1);
                Some(place + 1)
            }
            Self::AddBelow(place) if place < blocks.len() => {
                blocks.insert(place + 1, fresh());
                Some(place + 1)
            }
            Self::AddLast => {
                blocks.push(fresh());
                Some(blocks.len() - 1)
            }
            Self::Remove(place) if place < blocks.len() => {
                blocks.remove(place);
                (!blocks.is_empty()).then(|| place.min(blocks.len() - 1))
            }
            Self::Up(place) | Self::Down(place) | Self::AddBelow(place) | Self::Remove(place) => Some(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn input(kind: &str, text: &str) -> BlockInput {
        BlockInput { id: "a".into(), kind: kind.into(), text: text.into() }
    }

    fn there_and_back(body: BlockBody) {
        let block = Block::new("a", body);
        assert_eq!(BlockInput::of(&block).body().as_ref(), Some(&block.body));
    }

    #[test]
    fn every_kind_survives_the_plain_form() {
        there_and_back(BlockBody::Paragraph { text: "一行目\n二行目".into() });
        for level in 1..=3 {
            there_and_back(BlockBody::Heading { level, text: "見出し".into() });
        }
        there_and_back(BlockBody::List { ordered: true, items: vec!["一".into(), "二\n三".into()] });
        there_and_back(BlockBody::Table {
            header_rows: 1,
            widths: vec![],
            rows: vec![vec!["a".into(), "".into()], vec!["b\nc".into(), "d".into()]],
        });
        there_and_back(BlockBody::Table { header_rows: 0, widths: vec![], rows: vec![vec!["a|b".into(), "c".into()]] });
        there_and_back(BlockBody::Table { header_rows: 0, widths: vec![], rows: vec![vec!["a|b".into()]] });
        there_and_back(BlockBody::PageBreak);
    }

    #[test]
    fn rows_are_parted_by_tab_or_bar_and_filled_up() {
        let wanted: Vec<Vec<TableCell>> = vec![vec!["役割".into(), "氏名".into()], vec!["統括".into(), "".into()]];
        for text in ["役割|氏名\n統括", "役割\t氏名\r\n統括", "| 役割 | 氏名 |\n| 統括 | |", "役割｜氏名\n\n統括"]
        {
            let BlockBody::Table { rows, .. } = input("table", text).body().unwrap() else { panic!() };
            assert_eq!(rows, wanted, "{text}");
        }
    }

    #[test]
    fn an_unknown_kind_is_not_offered() {
        assert_eq!(input("script", "x").body(), None);
    }

    #[test]
    fn moving_beyond_the_ends_changes_nothing() {
        let start = vec![input("paragraph", "1"), input("paragraph", "2")];
        for text in ["up:0", "down:1", "remove:9", "add:7", "up:99999999999999999999999", "save", "x:1"] {
            let mut blocks = start.clone();
            BlockMove::parse(text).apply(&mut blocks);
            assert_eq!(blocks, start, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tables_of_any_cells_survive(rows in proptest::collection::vec(proptest::collection::vec("[a-z|｜ 漢\n]{0,6}", 3), 1..5)) {
            let rows: Vec<Vec<TableCell>> = rows.into_iter().map(|row| row.into_iter().map(|cell| format!("x{}x", cell).into()).collect()).collect();
            let block = Block::new("a", BlockBody::Table { header_rows: 1, widths: vec![], rows });
            prop_assert_eq!(BlockInput::of(&block).body(), Some(block.body));
        }

        #[test]
        fn any_text_of_any_kind_is_a_sound_block(kind in 0_usize..9, text in "[^\\p{Cc}]{0,60}") {
            let body = input(BLOCK_KINDS[kind], &text).body().unwrap();
            let faults = super::super::block::validate(&[Block::new("a", body)]);
            prop_assert!(faults.is_empty(), "{faults:?}");
        }
    }
}
