//! Blocks as a plain form writes them: one item per line, a deeper one set in; one table row per line. A block that was
//! not changed stays as it was, with everything in it that a form cannot show.

use serde::{Deserialize, Serialize};

use super::graft::{graft, matches};
use super::tokens::form_text;
use crate::domain::block::{
    self, Block, BlockBody, COLUMNS_MOST, DEEPEST_LIST, ListItem, ROWS_MOST, RichText, SubList, TableCell,
};

/// A block as a plain form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockInput {
    /// The stable id; empty for a new block.
    #[serde(default)]
    pub id: String,
    /// One of [`BLOCK_KINDS`], or of [`KEPT_KINDS`] for a block that was there.
    #[serde(default)]
    pub kind: String,
    /// The text: one item or row per line.
    #[serde(default)]
    pub text: String,
}

/// The kinds that a plain form offers.
pub const BLOCK_KINDS: [&str; 9] =
    ["paragraph", "heading1", "heading2", "heading3", "unordered", "ordered", "table", "plain_table", "page_break"];

/// The kinds that a plain form shows, moves and removes, and cannot change.
pub const KEPT_KINDS: [&str; 2] = ["joined_table", "image"];

/// Stands for a line break inside an item or a cell, where a line feed begins the next one.
pub const BREAK_MARK: char = '↵';

/// Sets a line of a list one level in.
const STEP: char = '　';
/// Begins a line of a list with ・ below a numbered one, and of a numbered list below one with ・.
const BULLET: &str = "・";
const NUMBER: &str = "1. ";

impl BlockInput {
    /// The blocks as the form shows them: an empty text has one empty paragraph to begin in.
    #[must_use]
    pub fn of_all(blocks: &[Block]) -> Vec<Self> {
        if blocks.is_empty() {
            return vec![Self { kind: "paragraph".to_owned(), ..Self::default() }];
        }
        blocks.iter().map(Self::of).collect()
    }

    /// A block as the form shows it.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        let (kind, text) = shown(&block.body);
        Self { id: block.id.clone(), kind: kind.to_owned(), text }
    }

    /// What the form means where nothing was before; `None` for a kind that is not offered.
    #[must_use]
    pub fn body(&self) -> Option<BlockBody> {
        self.body_over(None)
    }

    /// What the form means where a block was: itself when nothing was changed; otherwise with its marks where the
    /// words around them are the same. `None` for a kind that is not offered. Line ends of browsers become line feeds.
    #[must_use]
    pub fn body_over(&self, base: Option<&BlockBody>) -> Option<BlockBody> {
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        let unchanged = base.filter(|base| {
            let (kind, shown) = shown(base);
            kind == self.kind && (shown == text || KEPT_KINDS.contains(&kind))
        });
        if let Some(base) = unchanged {
            return Some(base.clone());
        }
        Some(match self.kind.as_str() {
            "paragraph" => BlockBody::Paragraph { text: graft(line_of(base), text.trim_end()) },
            "heading1" => heading(1, &text, base),
            "heading2" => heading(2, &text, base),
            "heading3" => heading(3, &text, base),
            "ordered" => list(true, &text, base),
            "unordered" => list(false, &text, base),
            "table" => table(1, &text, base),
            "plain_table" => table(0, &text, base),
            "page_break" => BlockBody::PageBreak,
            _ => return None,
        })
    }
}

fn shown(body: &BlockBody) -> (&'static str, String) {
    match body {
        BlockBody::Heading { level, text } => (heading_kind(*level), form_text(text)),
        BlockBody::Paragraph { text } => ("paragraph", form_text(text)),
        BlockBody::List { ordered, items } => {
            (if *ordered { "ordered" } else { "unordered" }, list_lines(*ordered, items).join("\n"))
        }
        BlockBody::Table { header_rows, rows, .. } => {
            let is_joined = rows.iter().flatten().any(TableCell::is_joined);
            let kind = match header_rows {
                _ if is_joined => "joined_table",
                0 => "plain_table",
                _ => "table",
            };
            (kind, table_text(rows))
        }
        BlockBody::Image { caption, .. } => ("image", caption.clone()),
        BlockBody::PageBreak => ("page_break", String::new()),
    }
}

const fn heading_kind(level: u8) -> &'static str {
    match level {
        1 => "heading1",
        2 => "heading2",
        _ => "heading3",
    }
}

/// The text of a block that consists of one.
fn line_of(base: Option<&BlockBody>) -> &RichText {
    static NOTHING: RichText = RichText::nothing();
    match base {
        Some(BlockBody::Heading { text, .. } | BlockBody::Paragraph { text }) => text,
        _ => &NOTHING,
    }
}

fn heading(level: u8, text: &str, base: Option<&BlockBody>) -> BlockBody {
    let line = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    BlockBody::Heading { level, text: graft(line_of(base), line.trim()) }
}

fn marked(text: &RichText) -> String {
    form_text(text).replace('\n', &BREAK_MARK.to_string())
}

fn unmarked(text: &str) -> String {
    text.trim().replace(BREAK_MARK, "\n")
}

/// The lines of a list, each as the form shows it.
fn list_lines(ordered: bool, items: &[ListItem]) -> Vec<String> {
    let line = |line: &block::ListLine<'_>| {
        let step = STEP.to_string().repeat(line.depth.saturating_sub(1));
        let sign = match line.ordered {
            own if own == ordered => "",
            true => NUMBER,
            false => BULLET,
        };
        format!("{step}{sign}{}", marked(line.text))
    };
    block::lines(ordered, items).iter().map(line).collect()
}

fn list(ordered: bool, text: &str, base: Option<&BlockBody>) -> BlockBody {
    let (old_lines, old_texts) = match base {
        Some(BlockBody::List { ordered, items }) => {
            let texts = block::lines(*ordered, items).into_iter().map(|line| line.text).collect();
            (list_lines(*ordered, items), texts)
        }
        _ => (Vec::new(), Vec::new()),
    };
    let written: Vec<String> =
        text.split('\n').filter(|line| !line.trim().is_empty()).map(|line| line.trim_end().to_owned()).collect();
    let mut root = Vec::new();
    for (line, old) in written.iter().zip(matches(&old_lines, &written)) {
        let (depth, sub_ordered, words) = read_line(line, ordered);
        let old: Option<&&RichText> = old.and_then(|place| old_texts.get(place));
        let nothing = RichText::default();
        let item = ListItem::of(graft(old.copied().unwrap_or(&nothing), &unmarked(words)));
        put(&mut root, depth.min(DEEPEST_LIST), sub_ordered, item);
    }
    if root.is_empty() {
        root.push(ListItem::from(""));
    }
    BlockBody::List { ordered, items: root }
}

/// Depth from 1, whether the list of that depth is numbered, and the words.
fn read_line(line: &str, ordered: bool) -> (usize, bool, &str) {
    let words = line.trim_start();
    let space = line.get(..line.len() - words.len()).unwrap_or_default();
    let halves: usize = space.chars().map(|c| if matches!(c, STEP | '\t') { 2 } else { 1 }).sum();
    let depth = halves / 2 + 1;
    if depth == 1 {
        return (depth, ordered, words);
    }
    match words.strip_prefix(if ordered { BULLET } else { NUMBER }) {
        Some(rest) => (depth, !ordered, rest),
        None => (depth, ordered, words),
    }
}

/// Puts an item behind the others, as deep as there is an item above it.
fn put(items: &mut Vec<ListItem>, depth: usize, ordered: bool, item: ListItem) {
    match items.last_mut() {
        Some(above) if depth > 1 => {
            let below = above.below.get_or_insert_with(|| SubList { ordered, items: Vec::new() });
            put(&mut below.items, depth - 1, ordered, item);
        }
        _ => items.push(item),
    }
}

fn table_text(rows: &[Vec<TableCell>]) -> String {
    let has_bar = rows.iter().flatten().any(|cell| form_text(&cell.text).contains(['|', '｜']));
    let between = if has_bar { "\t" } else { " | " };
    let text = rows.iter().map(|row| row_text(row).join(between)).collect::<Vec<_>>().join("\n");
    // One column leaves nothing to part by: the tab says that a bar belongs to the cell.
    if has_bar && !text.contains('\t') { format!("{text}\t") } else { text }
}

fn row_text(row: &[TableCell]) -> Vec<String> {
    row.iter().map(|cell| marked(&cell.text)).collect()
}

fn table(header_rows: usize, text: &str, base: Option<&BlockBody>) -> BlockBody {
    let written = rows(text);
    let (old_header, old_widths, old_rows) = match base {
        Some(BlockBody::Table { header_rows, widths, rows }) => (*header_rows, widths.as_slice(), rows.as_slice()),
        _ => (0, [].as_slice(), [].as_slice()),
    };
    let trimmed = |row: &Vec<TableCell>| row.iter().map(|cell| form_text(&cell.text).trim().to_owned()).collect();
    let old_texts: Vec<Vec<String>> = old_rows.iter().map(trimmed).collect();
    let columns = written.first().map_or(0, Vec::len);
    let rows: Vec<Vec<TableCell>> = written
        .iter()
        .zip(matches(&old_texts, &written))
        .map(|(row, old)| {
            let old = old.and_then(|place| old_rows.get(place)).filter(|old| old.len() == row.len());
            cells_over(row, old.map_or(&[], Vec::as_slice))
        })
        .collect();
    let header_rows = if header_rows == 0 { 0 } else { old_header.clamp(header_rows, rows.len().max(1)) };
    let widths = if old_widths.len() == columns { old_widths.to_vec() } else { Vec::new() };
    BlockBody::Table { header_rows, widths, rows }
}

fn cells_over(row: &[String], old: &[TableCell]) -> Vec<TableCell> {
    let nothing = RichText::default();
    let cell = |(index, text): (usize, &String)| {
        TableCell::of(graft(old.get(index).map_or(&nothing, |cell| &cell.text), text))
    };
    row.iter().enumerate().map(cell).collect()
}

/// Rows by line, cells by tab or, where the text has no tab, by a bar; short rows are filled up.
fn rows(text: &str) -> Vec<Vec<String>> {
    let by_tab = text.contains('\t');
    let mut rows: Vec<Vec<String>> = text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| if by_tab { cells(line, &['\t']) } else { cells(bare(line), &['|', '｜']) })
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    // What is beyond the limits is refused as it is: filling it up could take the whole memory.
    if rows.len() > ROWS_MOST || width > COLUMNS_MOST {
        return rows;
    }
    for row in &mut rows {
        row.resize(width, String::new());
    }
    if by_tab {
        trim_empty_last_column(&mut rows);
    }
    if rows.is_empty() { vec![vec![String::new()]] } else { rows }
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

    fn over(base: &BlockBody, change: impl FnOnce(&mut BlockInput)) -> Option<BlockBody> {
        let mut input = BlockInput::of(&Block::new("a", base.clone()));
        change(&mut input);
        input.body_over(Some(base))
    }

    fn json(text: &str) -> BlockBody {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_a_form_cannot_show_stays_while_nothing_is_changed() {
        for kept in [
            r#"{"kind":"heading","level":2,"text":["見",{"text":"出","dots":true}]}"#,
            r#"{"kind":"paragraph","text":[{"text":"語","ruby":"ご"},{"section_ref":"018f3c5e-7b1a-7c3d-9e4f-0123456789ab"},"　"]}"#,
            r#"{"kind":"list","ordered":true,"items":[{"text":[{"text":"一","strong":true}],"below":{"ordered":false,"items":["・あ"]}}]}"#,
            r#"{"kind":"table","header_rows":2,"widths":[10,20],"rows":[["a","b"],[{"text":"c","columns":2,"rows":1}]]}"#,
            r#"{"kind":"table","header_rows":2,"widths":[10,20],"rows":[["a",[{"text":"b","strong":true}]],["c","d"],["e","f"]]}"#,
            r#"{"kind":"image","file":"f","alt":"図","caption":"図１","width":50}"#,
        ] {
            let base = json(kept);
            assert_eq!(over(&base, |_| ()), Some(base.clone()), "{kept}");
            assert_eq!(over(&base, |input| input.text = input.text.replace('\n', "\r\n")), Some(base), "{kept}");
        }
    }

    #[test]
    fn a_picture_and_a_joined_table_cannot_be_made_or_changed_in_a_form() {
        let base = json(r#"{"kind":"image","file":"f","caption":"図１","width":50}"#);
        assert_eq!(over(&base, |input| input.text = "別の題".into()), Some(base));
        for kind in KEPT_KINDS {
            assert_eq!(input(kind, "x").body(), None);
            assert_eq!(input(kind, "x").body_over(Some(&BlockBody::PageBreak)), None);
        }
    }

    #[test]
    fn deeper_items_are_lines_set_in() {
        let list = r#"{"kind":"list","ordered":true,"items":[{"text":"一","below":{"ordered":true,"items":[{"text":"甲","below":{"ordered":false,"items":["い","ろ"]}},"乙"]}},"二"]}"#;
        let base = json(list);
        assert_eq!(BlockInput::of(&Block::new("a", base.clone())).text, "一\n　甲\n　　・い\n　　・ろ\n　乙\n二");
        assert_eq!(input("ordered", "一\n  甲\n    ・い\n　　・ろ\n\t乙\n二").body(), Some(base.clone()));
        let deep = input("unordered", "　　始め\n　　　　　　　　　深い\n　1. 番号").body().unwrap();
        let wanted = r#"{"kind":"list","ordered":false,"items":[{"text":"始め","below":{"ordered":false,"items":["深い","番号"]}}]}"#;
        assert_eq!(serde_json::to_string(&deep).unwrap(), wanted);
    }

    #[test]
    fn a_changed_line_leaves_the_marks_of_the_others() {
        let base = json(
            r#"{"kind":"list","ordered":true,"items":[[{"text":"一","strong":true}],"二",[{"text":"三","dots":true}]]}"#,
        );
        let wanted = r#"{"kind":"list","ordered":false,"items":[[{"text":"一","strong":true},"つ"],"新","二",[{"text":"三","dots":true}]]}"#;
        let changed = over(&base, |input| {
            input.kind = "unordered".into();
            input.text = "一つ\n新\n二\n三".into();
        });
        assert_eq!(changed, Some(json(wanted)));
        let base = json(
            r#"{"kind":"table","header_rows":2,"widths":[9,8],"rows":[[[{"text":"a","strong":true}],"b"],["c","d"]]}"#,
        );
        let changed = over(&base, |input| input.text = "a | b\nc | x\ne | f".into());
        let wanted = r#"{"kind":"table","header_rows":2,"widths":[9,8],"rows":[[[{"text":"a","strong":true}],"b"],["c","x"],["e","f"]]}"#;
        assert_eq!(changed, Some(json(wanted)));
    }

    #[test]
    fn a_paragraph_made_a_heading_keeps_its_marks() {
        let base = json(r#"{"kind":"paragraph","text":["見",{"text":"出し","underline":true}]}"#);
        let wanted = r#"{"kind":"heading","level":1,"text":["見",{"text":"出し","underline":true}]}"#;
        assert_eq!(over(&base, |input| input.kind = "heading1".into()), Some(json(wanted)));
    }

    #[test]
    fn an_unknown_kind_is_not_offered() {
        assert_eq!(input("script", "x").body(), None);
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
            let faults = block::validate(&[Block::new("a", body)]);
            prop_assert!(faults.is_empty(), "{faults:?}");
        }
    }
}
