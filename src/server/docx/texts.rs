//! Written texts with their marks become what stands in lines: faces, ruby, links, footnotes, the values of the bid,
//! references to other sections.

use std::collections::BTreeMap;

use super::blanks;
use super::ledger::Ledger;
use super::pieces;
use super::values;
use crate::domain::block::{BidField, Block, BlockBody, InlineContent, Marks, RichInline, RichText, is_link};
use crate::domain::document::{BidFacts, DocumentProblem, DocumentRule, Fact, Severity};
use crate::domain::era::Digits;
use crate::domain::id::SectionId;
use crate::domain::manuscript::{Face, Inline, Run, Stress};

/// The widest ruby, in half-width characters: it never parts at the end of a line, so a wider one would leave the page.
const RUBY_WIDEST: usize = 40;

/// What texts can quote.
pub(super) struct Quotable<'f> {
    facts: &'f BidFacts,
    sections: BTreeMap<SectionId, SectionHead>,
}

/// What a reference to a section says, and where it leads.
struct SectionHead {
    text: String,
    bookmark: String,
}

impl<'f> Quotable<'f> {
    pub(super) fn of(facts: &'f BidFacts) -> Self {
        let mut headings = 0;
        let mut sections = BTreeMap::new();
        for section in &facts.sections {
            let number = Digits::Office.print(section.number);
            let head = SectionHead {
                text: format!("{number}　{}", pieces::line(section.title.trim())),
                bookmark: bookmark(headings + 1),
            };
            sections.insert(section.id, head);
            headings += 1 + section.blocks.iter().filter(|block| is_heading(block)).count();
        }
        Self { facts, sections }
    }

    /// A text of a fact in a face.
    pub(super) fn inlines(&self, text: &RichText, face: Face, fact: Fact, ledger: &mut Ledger) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(text.inlines().len());
        for piece in text.inlines() {
            let made = self.inline(piece, face, fact, ledger);
            let Some(made) = made else { continue };
            match &piece.marks.link {
                Some(address) => link(address, made, &mut inlines),
                None => inlines.push(made),
            }
        }
        inlines
    }

    fn inline(&self, piece: &RichInline, face: Face, fact: Fact, ledger: &mut Ledger) -> Option<Inline> {
        let face = Face { stress: stress(&piece.marks, face.stress), ..face };
        let face = if piece.marks.link.as_deref().is_some_and(is_link) { underlined(face) } else { face };
        let words = match &piece.content {
            InlineContent::Text(text) => ledger.text(fact, text),
            InlineContent::BidField(field) => match self.value(*field, ledger) {
                // Its finding is told already.
                lacking if lacking.is_empty() => return Some(blanks::run(face)),
                words => words,
            },
            InlineContent::Footnote(text) => {
                let text = ledger.text(fact, text.trim());
                return (!text.is_empty()).then_some(Inline::Footnote(text));
            }
            InlineContent::SectionRef(section) => return self.reference(*section, face, fact, ledger),
        };
        Some(match piece.marks.ruby.as_deref().map(str::trim).filter(|reading| !reading.is_empty()) {
            Some(reading) => ruby(&words, &ledger.optional_line(fact, reading), face),
            None => Inline::Text(Run { text: words, face }),
        })
    }

    fn value(&self, field: BidField, ledger: &mut Ledger) -> String {
        let tender = &self.facts.tender;
        match field {
            BidField::Subject => ledger.line(Fact::Title, &tender.title),
            BidField::JointVenture => values::proposer(self.facts, ledger),
            BidField::Amount => values::amount(self.facts, ledger),
            BidField::Period => ledger.line(Fact::Period, &tender.period),
        }
    }

    fn reference(&self, section: SectionId, face: Face, fact: Fact, ledger: &mut Ledger) -> Option<Inline> {
        let Some(head) = self.sections.get(&section) else {
            ledger.note(DocumentRule::Leftover, Severity::Error, DocumentProblem::ReferenceLost(fact));
            return None;
        };
        Some(Inline::Reference { bookmark: head.bookmark.clone(), text: head.text.clone(), face })
    }
}

/// The bookmark of a heading, counted from 1 through the whole paper.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{number:08}")
}

fn is_heading(block: &Block) -> bool {
    matches!(block.body, BlockBody::Heading { .. })
}

fn stress(marks: &Marks, own: Stress) -> Stress {
    Stress { bold: own.bold || marks.strong, underline: own.underline || marks.underline, dots: own.dots || marks.dots }
}

/// A link is known by its line.
fn underlined(face: Face) -> Face {
    Face { stress: Stress { underline: true, ..face.stress }, ..face }
}

/// Ruby over words that fit on a line; behind longer ones the reading stands in brackets.
fn ruby(words: &str, reading: &str, face: Face) -> Inline {
    let is_narrow = pieces::half_widths(words) <= RUBY_WIDEST && pieces::half_widths(reading) <= 2 * RUBY_WIDEST;
    if is_narrow && !words.trim().is_empty() && !words.contains(['\n', '\t']) {
        return Inline::Ruby { base: words.to_owned(), reading: reading.to_owned(), face };
    }
    Inline::Text(Run { text: format!("{words}（{reading}）"), face })
}

/// Pieces that lead to one place are one link.
fn link(address: &str, made: Inline, inlines: &mut Vec<Inline>) {
    if !is_link(address) {
        return inlines.push(made);
    }
    match inlines.last_mut() {
        Some(Inline::Link { address: own, inlines }) if own == address => inlines.push(made),
        _ => inlines.push(Inline::Link { address: address.to_owned(), inlines: vec![made] }),
    }
}
