//! The written sections of a proposal, and its cover (dossier §3.9, §4.2).

use super::ledger::Ledger;
use super::pieces::{self, Sizes, run, sized};
use super::tables;
use super::values;
use crate::domain::block::{Block, BlockBody};
use crate::domain::document::{BidFacts, Fact, MemberFact, SectionFacts};
use crate::domain::era::Digits;
use crate::domain::manuscript::{
    Align, Borders, Face, HalfPoints, Indent, Item, Length, Paragraph, Role, Row, RowHeight, RowPlace, Table,
    TablePlace, TableRole,
};

/// Cell padding of written tables.
const PADDING: Length = Length(150);
/// A column of a written table is reckoned between these widths, in half-width characters.
const COLUMN_NARROWEST: usize = 6;
const COLUMN_WIDEST: usize = 200;

/// The cover: task, word, date, proposer. It bears no page number.
pub(super) fn cover(word: &str, facts: &BidFacts, sizes: &Sizes, ledger: &mut Ledger) -> Vec<Item> {
    let line = |text: &str, size: u16| {
        let size = HalfPoints(size);
        let paragraph = Paragraph {
            role: Role::Cover,
            align: Align::Centre,
            line: Some(pieces::line_for(size)),
            ..Paragraph::default()
        };
        Item::Paragraph(Paragraph { inlines: vec![run(text, sized(size))], ..paragraph })
    };
    let mut items: Vec<Item> = (0..7).map(|_| pieces::blank_line()).collect();
    items.push(line(&ledger.line(Fact::Title, &facts.tender.title), 36));
    let number = ledger.optional_line(Fact::Number, facts.tender.number.trim());
    if !number.is_empty() {
        items.push(line(&format!("（{number}）"), sizes.heading.0));
    }
    items.extend((0..3).map(|_| pieces::blank_line()));
    items.push(line(word, 52));
    items.extend((0..11).map(|_| pieces::blank_line()));
    items.push(line(&values::paper_date(facts, ledger), 28));
    items.push(pieces::blank_line());
    items.push(line(&values::proposer(facts, ledger), 32));
    if facts.is_joint_venture() {
        items.push(pieces::gap());
        for (index, member) in facts.members.iter().enumerate() {
            let name = ledger.line(Fact::Member(index, MemberFact::Name), &member.name);
            items.push(line(&format!("{}　{name}", values::member_kind(index)), 24));
        }
    }
    items
}

/// All sections, one after another.
pub(super) fn compose(facts: &BidFacts, sizes: &Sizes, ledger: &mut Ledger) -> Vec<Item> {
    if facts.sections.is_empty() {
        ledger.missing(Fact::Sections);
    }
    let mut writer =
        SectionWriter { items: Vec::new(), sizes, ledger, section: 0, bookmarks: 0, counts: [0; 5], level: 1 };
    for (index, section) in facts.sections.iter().enumerate() {
        writer.section(index, section);
    }
    writer.items
}

struct SectionWriter<'w> {
    items: Vec<Item>,
    sizes: &'w Sizes,
    ledger: &'w mut Ledger,
    section: usize,
    bookmarks: usize,
    /// How many headings of each level there were since the last one above it.
    counts: [usize; 5],
    /// Level of the last heading: text below it stands one character deeper with each level.
    level: u8,
}

impl SectionWriter<'_> {
    fn section(&mut self, index: usize, section: &SectionFacts) {
        self.section = index;
        self.counts = [0; 5];
        let title = self.ledger.line(Fact::Section(index), &section.title);
        self.heading(1, Digits::Office.print(section.number), &title);
        if section.blocks.is_empty() {
            self.ledger.missing(Fact::Section(index));
        }
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.body {
            BlockBody::Heading { level, text } => {
                let level = (*level).clamp(1, 3) + 1;
                let number = self.next_number(level);
                let text = self.ledger.optional_line(Fact::Section(self.section), text.trim());
                self.heading(level, number, &text);
            }
            BlockBody::Paragraph { text } => {
                let text = self.ledger.text(Fact::Section(self.section), text);
                let indent = Indent { left: self.depth(), right: 0, first: 100 };
                self.items
                    .push(Item::Paragraph(Paragraph { indent, ..Paragraph::of(Role::Body, Align::Justify, &text) }));
            }
            BlockBody::List { ordered, items } => self.list(*ordered, items),
            BlockBody::Table { header_rows, rows } => self.table(*header_rows, rows),
            BlockBody::PageBreak => self.items.push(Item::PageBreak),
        }
    }

    fn heading(&mut self, level: u8, number: String, text: &str) {
        self.level = level;
        self.bookmarks += 1;
        let bookmark = format!("_Toc{:08}", self.bookmarks);
        let (size, before) = if level == 1 {
            (self.sizes.heading, self.sizes.pitch())
        } else {
            (self.sizes.body, self.sizes.pitch() / 2)
        };
        let face = Face { size: Some(size), font: Some(self.sizes.heading_font), ..Face::default() };
        let left = self.depth();
        let hang = i32::from(pieces::length_in_characters(&number)) * 100 + 100;
        let paragraph = Paragraph {
            role: Role::Heading { level, number, bookmark, page: None },
            align: Align::Left,
            indent: Indent { left: left + hang, right: 0, first: -hang },
            space_before: if self.items.is_empty() { 0 } else { before },
            space_after: if level == 1 { self.sizes.pitch() / 3 } else { 0 },
            line: Some(HalfPoints(self.sizes.pitch())),
            keep_next: true,
            inlines: vec![run(text, face)],
        };
        self.items.push(Item::Paragraph(paragraph));
    }

    fn list(&mut self, ordered: bool, items: &[String]) {
        for (index, text) in items.iter().enumerate() {
            let text = self.ledger.text(Fact::Section(self.section), text);
            let mark = if ordered { enclosed(self.level + 1, index + 1) } else { "・".to_owned() };
            let space = if ordered { "　" } else { "" };
            let hang = i32::try_from(pieces::half_widths(&mark) * 50 + space.chars().count() * 100).unwrap_or(200);
            let indent = Indent { left: self.depth() + 100 + hang, right: 0, first: -hang };
            let text = format!("{mark}{space}{text}");
            self.items
                .push(Item::Paragraph(Paragraph { indent, ..Paragraph::of(Role::ListItem, Align::Justify, &text) }));
        }
    }

    fn table(&mut self, header_rows: usize, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        if let Some(Item::Table(_)) = self.items.last() {
            self.items.push(pieces::gap());
        }
        let indent = Length(0);
        let widths =
            tables::fit_columns(self.sizes.page.text_width().minus(indent), &column_needs(rows, columns, self.sizes));
        let rows = rows.iter().enumerate().map(|(index, row)| self.row(index < header_rows, row, columns)).collect();
        self.items.push(Item::Table(Table {
            role: TableRole::Data,
            place: TablePlace::Left(indent),
            widths,
            padding: PADDING,
            borders: Borders::Grid,
            rows,
        }));
        self.items.push(pieces::gap());
    }

    fn row(&mut self, is_heading: bool, row: &[String], columns: usize) -> Row {
        let mut cells = Vec::with_capacity(columns);
        for index in 0..columns {
            let text = self.ledger.text(Fact::Section(self.section), row.get(index).map_or("", String::as_str));
            let align = if is_figure(&text) { Align::Right } else { Align::Left };
            cells.push(if is_heading {
                tables::heading_cell(&text, self.sizes)
            } else {
                tables::text_cell(&text, align, self.sizes)
            });
        }
        Row { height: RowHeight::Auto, place: if is_heading { RowPlace::Heading } else { RowPlace::Body }, cells }
    }

    fn next_number(&mut self, level: u8) -> String {
        let depth = usize::from(level);
        for (index, count) in self.counts.iter_mut().enumerate() {
            if index == depth {
                *count += 1;
            } else if index > depth {
                *count = 0;
            }
        }
        enclosed(level, self.counts.get(depth).copied().unwrap_or(1))
    }

    fn depth(&self) -> i32 {
        i32::from(self.level.saturating_sub(1)) * 100
    }
}

/// The number of a heading or item of a level: １, (1), ア, (ア), a (dossier §4.2).
fn enclosed(level: u8, number: usize) -> String {
    match level {
        0 | 1 => Digits::Office.print(u32::try_from(number).unwrap_or(u32::MAX)),
        2 => format!("({number})"),
        3 => kana(number),
        4 => format!("({})", kana(number)),
        _ => u8::try_from(number)
            .ok()
            .filter(|n| (1..=26).contains(n))
            .map_or_else(|| number.to_string(), |n| char::from(b'a' + n - 1).to_string()),
    }
}

/// ア, イ … ン in the order of the syllabary; figures beyond it.
fn kana(number: usize) -> String {
    const SYLLABARY: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    SYLLABARY.chars().nth(number.saturating_sub(1)).map_or_else(|| number.to_string(), String::from)
}

/// Whether a cell holds a figure, which lines up at the right.
fn is_figure(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['円', '%', '％']);
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '△' | '▲' | '¥'))
}

/// The width of the longest line of each column, with its padding and a hair.
fn column_needs(rows: &[Vec<String>], columns: usize, sizes: &Sizes) -> Vec<i32> {
    let half_character = sizes.characters(1).0 / 2 + 1;
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.flat_map(|cell| cell.lines()).map(pieces::half_widths).max().unwrap_or(0)
    };
    let need = |column| {
        i32::try_from(widest(column).clamp(COLUMN_NARROWEST, COLUMN_WIDEST)).unwrap_or(0) * half_character
            + 2 * PADDING.0
            + 50
    };
    (0..columns).map(need).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_numbered_as_offices_do() {
        let numbers: Vec<String> = (1..=5).map(|level| enclosed(level, 2)).collect();
        assert_eq!(numbers, ["２", "(2)", "イ", "(イ)", "b"]);
        assert_eq!(enclosed(1, 12), "12");
        assert_eq!(kana(47), "47");
    }

    #[test]
    fn figures_line_up_at_the_right() {
        assert!(is_figure("1,234,000円"));
        assert!(is_figure("△500"));
        assert!(!is_figure("3か月"));
        assert!(!is_figure(""));
    }
}
