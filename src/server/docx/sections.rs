//! The written sections of a proposal, and its cover (dossier §3.9, §4.2).

mod pictures;
mod written_table;

use super::ledger::Ledger;
use super::pieces::{self, Sizes, run, sized};
use super::texts::{self, Quotable};
use super::values;
use crate::domain::block::{self, Block, BlockBody, ListLine, RichText, TableCell};
use crate::domain::document::{BidFacts, DocumentProblem, DocumentRule, Fact, MemberFact, SectionFacts, Severity};
use crate::domain::era::Digits;
use crate::domain::manuscript::{Align, Face, HalfPoints, Indent, Inline, Item, Paragraph, Role};
use crate::domain::numbering::{HeadingNumbers, number};

/// Lists deeper than this stand no further in: the line has to have room for words.
const DEEPEST_INDENT: usize = 8;

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
    if facts.is_joint_venture() && !facts.is_blind() {
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
    let mut writer = SectionWriter {
        items: Vec::new(),
        facts,
        quotable: Quotable::of(facts),
        sizes,
        ledger,
        section: 0,
        bookmarks: 0,
        numbers: HeadingNumbers::default(),
        level: 1,
    };
    for (index, section) in facts.sections.iter().enumerate() {
        writer.section(index, section);
    }
    writer.items
}

struct SectionWriter<'w> {
    items: Vec<Item>,
    facts: &'w BidFacts,
    quotable: Quotable<'w>,
    sizes: &'w Sizes,
    ledger: &'w mut Ledger,
    section: usize,
    bookmarks: usize,
    numbers: HeadingNumbers,
    /// Level of the last heading: text below it stands one character deeper with each level.
    level: u8,
}

impl SectionWriter<'_> {
    fn section(&mut self, index: usize, section: &SectionFacts) {
        self.section = index;
        self.numbers = HeadingNumbers::default();
        let title = self.ledger.line(self.fact(), &section.title);
        self.heading(1, Digits::Office.print(section.number), &title.into());
        if section.blocks.is_empty() {
            self.ledger.missing(self.fact());
        }
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.body {
            BlockBody::Heading { level, text } => {
                let level = (*level).clamp(1, 3) + 1;
                let number = self.numbers.next(level);
                self.heading(level, number, text);
            }
            BlockBody::Paragraph { text } => {
                let indent = Indent { left: self.depth(), right: 0, first: 100 };
                let inlines = self.inlines(text, Face::default());
                self.push(Paragraph { indent, inlines, ..Paragraph::default() });
            }
            BlockBody::List { ordered, items } => {
                for line in block::lines(*ordered, items) {
                    self.list_line(&line);
                }
            }
            BlockBody::Table { header_rows, widths, rows } => self.table(*header_rows, widths, rows),
            BlockBody::Image { file, alt, caption, width } => self.picture(file, alt, caption, *width),
            BlockBody::PageBreak => self.items.push(Item::PageBreak),
        }
    }

    fn heading(&mut self, level: u8, number: String, text: &RichText) {
        self.level = level;
        self.bookmarks += 1;
        let (size, before) = if level == 1 {
            (self.sizes.heading, self.sizes.pitch())
        } else {
            (self.sizes.body, self.sizes.pitch() / 2)
        };
        let face = Face { size: Some(size), font: Some(self.sizes.heading_font), ..Face::default() };
        let left = self.depth();
        let hang = i32::from(pieces::length_in_characters(&number)) * 100 + 100;
        let mut inlines = self.inlines(text, face);
        inlines.iter_mut().for_each(on_one_line);
        let paragraph = Paragraph {
            role: Role::Heading { level, number, bookmark: texts::bookmark(self.bookmarks), page: None },
            align: Align::Left,
            indent: Indent { left: left + hang, right: 0, first: -hang },
            space_before: if self.items.is_empty() { 0 } else { before },
            space_after: if level == 1 { self.sizes.pitch() / 3 } else { 0 },
            line: Some(HalfPoints(self.sizes.pitch())),
            keep_next: true,
            inlines,
        };
        self.push(paragraph);
    }

    fn list_line(&mut self, line: &ListLine<'_>) {
        let level = u8::try_from(line.depth).unwrap_or(u8::MAX);
        let (mark, space) = if line.ordered { (number(level, line.number), "　") } else { ("・".to_owned(), "") };
        let hang = i32::try_from(pieces::half_widths(&mark) * 50 + space.chars().count() * 100).unwrap_or(200);
        let depth = 100 * i32::try_from(line.depth.min(DEEPEST_INDENT)).unwrap_or(1);
        let indent = Indent { left: self.depth() + depth + hang, right: 0, first: -hang };
        let mut inlines = vec![Inline::text(&format!("{mark}{space}"))];
        inlines.extend(self.inlines(line.text, Face::default()));
        self.push(Paragraph { role: Role::ListItem, indent, inlines, ..Paragraph::default() });
    }

    fn table(&mut self, header_rows: usize, widths: &[u16], rows: &[Vec<TableCell>]) {
        let fact = self.fact();
        let mut text = |text: &RichText, face| self.quotable.inlines(text, face, fact, self.ledger);
        let Some(table) = written_table::table(header_rows, widths, rows, self.sizes, &mut text) else { return };
        if let Some(Item::Table(_)) = self.items.last() {
            self.items.push(pieces::gap());
        }
        self.items.push(Item::Table(table));
        self.items.push(pieces::gap());
    }

    /// A picture that is not there leaves its caption, and is told.
    fn picture(&mut self, file: &str, alt: &str, caption: &str, width: u8) {
        let fact = self.fact();
        let caption = self.ledger.text(fact, caption.trim());
        let alt = self.ledger.optional_line(fact, alt.trim());
        match pictures::picture(self.facts.pictures.get(file), file, alt, width, &self.sizes.page) {
            Some(picture) => {
                let keep_next = !caption.is_empty();
                let inlines = vec![Inline::Picture(picture)];
                let role = Role::Picture;
                let space_before = self.sizes.pitch() / 3;
                self.push(Paragraph {
                    role,
                    align: Align::Centre,
                    space_before,
                    keep_next,
                    inlines,
                    ..Paragraph::default()
                });
            }
            None => self.ledger.note(DocumentRule::Attachments, Severity::Error, DocumentProblem::PictureLost(fact)),
        }
        if !caption.is_empty() {
            let space_after = self.sizes.pitch() / 3;
            let inlines = vec![run(&caption, sized(self.sizes.note))];
            self.push(Paragraph {
                role: Role::Caption,
                align: Align::Centre,
                space_after,
                inlines,
                ..Paragraph::default()
            });
        }
    }

    fn inlines(&mut self, text: &RichText, face: Face) -> Vec<Inline> {
        self.quotable.inlines(text, face, Fact::Section(self.section), self.ledger)
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.items.push(Item::Paragraph(paragraph));
    }

    const fn fact(&self) -> Fact {
        Fact::Section(self.section)
    }

    fn depth(&self) -> i32 {
        i32::from(self.level.saturating_sub(1)) * 100
    }
}

/// A line feed in a heading would part it in the contents too.
fn on_one_line(inline: &mut Inline) {
    match inline {
        Inline::Text(run) => run.text = pieces::line(&run.text),
        Inline::Link { inlines, .. } => inlines.iter_mut().for_each(on_one_line),
        _ => {}
    }
}
