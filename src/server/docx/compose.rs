//! A form and a bid's facts become a manuscript. Pure: reads nothing, measures nothing.
//! What a paper lacks prints as a blank and is told as a finding; nothing is guessed.

use super::head;
use super::ledger::Ledger;
use super::pieces::{self, Sizes};
use super::sections;
use super::tables;
use super::values::{self, Scope};
use crate::domain::document::{BidFacts, DocumentFinding, Fact, Order};
use crate::domain::era::Digits;
use crate::domain::form::{Below, Form, FormBlock, FormBlockBody, FormItem, Layout, Repeat, Text};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::manuscript::{Align, BodyFace, Item, Length, Manuscript, Paragraph, Part, Role};

/// A manuscript, and what is wrong with the facts that it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The manuscript.
    pub manuscript: Manuscript,
    /// The findings, in the order of the paper.
    pub findings: Vec<DocumentFinding>,
}

/// Makes the manuscript of one form for one bid. `revised` is when the bid's data last changed.
#[must_use]
pub fn compose(form: &Form, facts: &BidFacts, layout: &Layout, revised: Instant) -> Composed {
    let mut composer = Composer {
        facts,
        form,
        layout,
        sizes: Sizes::of(layout),
        ledger: Ledger::default(),
        parts: Vec::new(),
        items: Vec::new(),
    };
    composer.head();
    for block in form.blocks.iter().filter(|block| head_place(&block.body, Order::A).is_none()) {
        composer.block(block);
    }
    composer.close_part();
    let title = form.title_ja.clone();
    let subject = composer.ledger.optional_line(Fact::Title, facts.tender.title.trim());
    let manuscript = Manuscript {
        title: if subject.is_empty() { title } else { format!("{title}　{subject}") },
        author: String::new(),
        language: Language::Japanese,
        revised,
        body: BodyFace { font: layout.font, size: layout.size },
        parts: composer.parts,
    };
    Composed { manuscript, findings: composer.ledger.into_findings() }
}

/// Where a block of the head stands in an order; none for the other blocks (dossier §0, consequence 2).
fn head_place(body: &FormBlockBody, order: Order) -> Option<usize> {
    let rank = match (body, order) {
        (FormBlockBody::Label { .. }, _) => 0,
        (FormBlockBody::Title { .. }, Order::B) => 1,
        (FormBlockBody::Date, _) => 2,
        (FormBlockBody::Addressee, _) => 3,
        (FormBlockBody::Sender { .. }, _) => 4,
        (FormBlockBody::Title { .. }, Order::A) => 5,
        _ => return None,
    };
    Some(rank)
}

struct Composer<'b> {
    facts: &'b BidFacts,
    form: &'b Form,
    layout: &'b Layout,
    sizes: Sizes,
    ledger: Ledger,
    parts: Vec<Part>,
    items: Vec<Item>,
}

impl Composer<'_> {
    fn head(&mut self) {
        let own = self.form.orders.first().copied().unwrap_or(Order::A);
        let order = self.facts.order.filter(|order| self.form.orders.contains(order)).unwrap_or(own);
        let mut head: Vec<(usize, &FormBlock)> =
            self.form.blocks.iter().filter_map(|block| Some((head_place(&block.body, order)?, block))).collect();
        head.sort_by_key(|(place, _)| *place);
        for (_, block) in &head {
            self.block(block);
        }
        if let Some(Item::Table(_)) = self.items.last() {
            self.items.push(pieces::blank_line());
        }
    }

    fn block(&mut self, block: &FormBlock) {
        if !values::all_hold(&block.when, self.facts) {
            return;
        }
        match &block.body {
            FormBlockBody::Label { align } => self.label(*align),
            FormBlockBody::Date => {
                let date = head::date(self.facts, &mut self.ledger);
                self.push(date);
            }
            FormBlockBody::Addressee => self.addressee(),
            FormBlockBody::Sender { firms, agent } => {
                let table = head::sender(*firms, *agent, self.facts, &self.sizes, &mut self.ledger);
                self.items.push(pieces::blank_line());
                self.push_table(table);
            }
            FormBlockBody::Title { text } => {
                let text = self.fill(text, Scope::Once);
                self.push(pieces::title(&text, &self.sizes));
            }
            FormBlockBody::Paragraph { text, align, first, repeat } => self.paragraphs(text, *align, *first, *repeat),
            FormBlockBody::Ki => self.push(pieces::ki(&self.sizes)),
            FormBlockBody::Items { label_width, items } => self.numbered(*label_width, items),
            FormBlockBody::AmountBoxes { label, cells } => {
                let table = tables::amount_boxes(label, *cells, self.facts, &mut self.ledger);
                self.push_table(table);
            }
            FormBlockBody::Table(table) => {
                let table = tables::from_form(table, Length(0), self.facts, &self.sizes, &mut self.ledger);
                self.push_table(table);
            }
            FormBlockBody::ContactBox => {
                let table = tables::contact_box(self.facts, &self.sizes, &mut self.ledger);
                self.push_table(table);
            }
            FormBlockBody::End => self.push(pieces::end()),
            FormBlockBody::Note { label, text } => {
                let text = self.fill(text, Scope::Once);
                self.push(pieces::note(label, &text, &self.sizes));
            }
            FormBlockBody::PageBreak => self.items.push(Item::PageBreak),
            FormBlockBody::Cover { text } => self.cover(text),
            FormBlockBody::Contents { deepest } => self.contents(*deepest),
            FormBlockBody::Sections => self.items.extend(sections::compose(self.facts, &self.sizes, &mut self.ledger)),
            FormBlockBody::Spacer { lines } => self.items.extend((0..*lines).map(|_| pieces::blank_line())),
        }
    }

    fn label(&mut self, align: Align) {
        let own = self.facts.label.as_deref().unwrap_or(&self.form.label);
        let label = self.ledger.optional_line(Fact::Label, own.trim());
        if !label.is_empty() {
            self.push(pieces::label(&label, align, &self.sizes));
        }
    }

    fn addressee(&mut self) {
        let text = values::addressee(self.facts, &mut self.ledger);
        if !self.items.is_empty() {
            self.items.push(pieces::blank_line());
        }
        let mut paragraph = Paragraph::of(Role::Addressee, Align::Left, &text);
        paragraph.indent.left = 100;
        self.push(paragraph);
    }

    fn paragraphs(&mut self, text: &Text, align: Align, first: i32, repeat: Repeat) {
        for scope in scopes(repeat, self.facts) {
            let words = self.fill(text, scope);
            let mut paragraph = Paragraph::of(Role::Body, align, &words);
            paragraph.indent.first = first * 100;
            self.push(paragraph);
        }
    }

    fn numbered(&mut self, label_width: u16, items: &[FormItem]) {
        let printed = items.iter().filter(|item| values::all_hold(&item.when, self.facts));
        let printed: Vec<&FormItem> = printed.collect();
        for (index, item) in printed.into_iter().enumerate() {
            let number = Digits::Office.print(u32::try_from(index + 1).unwrap_or(u32::MAX));
            let text = self.fill(&item.text, Scope::Once);
            let line = pieces::item(&number, &item.label, label_width, &text);
            self.push(Paragraph { keep_next: item.below != Below::Nothing, ..line });
            self.below(&item.below);
        }
    }

    fn below(&mut self, below: &Below) {
        match below {
            Below::Nothing => {}
            Below::Attachments => {
                for index in 0..self.facts.attachments.len() {
                    let name = self.facts.attachments.get(index).map_or("", String::as_str);
                    let name = self.ledger.line(Fact::Attachments, name);
                    self.push(pieces::enclosed_item(index + 1, &name));
                }
            }
            Below::Table(table) => {
                let indent = self.sizes.characters(2);
                let table = tables::from_form(table, indent, self.facts, &self.sizes, &mut self.ledger);
                self.push_table(table);
                self.items.push(pieces::gap());
            }
        }
    }

    fn cover(&mut self, text: &Text) {
        let word = self.fill(text, Scope::Once);
        self.items.extend(sections::cover(&word, self.facts, &self.sizes, &mut self.ledger));
        let items = std::mem::take(&mut self.items);
        self.parts.push(Part {
            page: self.layout.page,
            header: Vec::new(),
            footer: Vec::new(),
            numbering_from: None,
            items,
        });
    }

    fn contents(&mut self, deepest: u8) {
        self.push(pieces::contents_title(&self.sizes));
        self.items.push(Item::Contents { deepest });
    }

    /// Ends the last part. Only a paper with a cover has numbered pages and a header (dossier §3.9).
    fn close_part(&mut self) {
        let items = std::mem::take(&mut self.items);
        let is_booklet = !self.parts.is_empty();
        let (header, footer, numbering_from) = if is_booklet {
            let title = self.ledger.line(Fact::Title, &self.facts.tender.title);
            (vec![pieces::header(&title, &self.sizes)], vec![pieces::footer()], Some(1))
        } else {
            (Vec::new(), Vec::new(), None)
        };
        self.parts.push(Part { page: self.layout.page, header, footer, numbering_from, items });
    }

    fn fill(&mut self, text: &Text, scope: Scope) -> String {
        values::fill(text, self.facts, scope, &mut self.ledger)
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.items.push(Item::Paragraph(paragraph));
    }

    /// Two tables in a row would be read as one.
    fn push_table(&mut self, table: crate::domain::manuscript::Table) {
        if let Some(Item::Table(_)) = self.items.last() {
            self.items.push(pieces::gap());
        }
        self.items.push(Item::Table(table));
    }
}

/// What a block is printed for.
pub(super) fn scopes(repeat: Repeat, facts: &BidFacts) -> Vec<Scope> {
    match repeat {
        Repeat::Once => vec![Scope::Once],
        Repeat::Member => (0..facts.members.len()).map(Scope::Member).collect(),
        Repeat::Attachment => (0..facts.attachments.len()).map(Scope::Attachment).collect(),
    }
}
