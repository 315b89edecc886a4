//! A form and a bid's facts become a manuscript. Pure: reads nothing, measures nothing.
//! What a paper lacks prints as a blank and is told as a finding; nothing is guessed. Each family of blocks has a file of
//! its own; here they are put in order.

use super::blanks;
use super::chart;
use super::costs;
use super::fields;
use super::filling::{Filling, Scope};
use super::form_tables;
use super::gantt;
use super::head;
use super::lists;
use super::pieces::{self, Sizes, run};
use super::seals;
use super::sections;
use super::tables;
use super::values;
use super::vertical;
use crate::domain::cost_sheet::facts::CostFacts;
use crate::domain::document::{BidFacts, CopyKind, DocumentFinding, Fact, Order};
use crate::domain::form::{
    Each, Form, FormBlock, FormBlockBody, FormParagraph, Layout, Repeat, SenderFirms, Text, TextSize,
};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::manuscript::{
    Align, BodyFace, Borders, Face, HalfPoints, Item, Length, Manuscript, PageSetup, Paragraph, Part, Role, Stress,
    Table,
};

/// A size between text and title.
const LARGE: HalfPoints = HalfPoints(28);

/// Between a table and the text below it, in half points.
const BELOW_TABLE: u16 = 6;

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
    let layout = layout_of_variant(form, facts).unwrap_or(layout);
    let filling = Filling::of(form, facts, layout);
    let mut composer = Composer {
        filling,
        page: layout.page,
        scope: Scope::default(),
        parts: Vec::new(),
        items: Vec::new(),
        is_booklet: false,
        first_of_copy: 0,
    };
    for scope in composer.copies() {
        composer.copy(scope);
    }
    let mut ledger = composer.filling.ledger;
    let title = match buyers_title(facts) {
        None => form.title_ja.clone(),
        Some(title) => ledger.optional_line(Fact::Title, title),
    };
    let subject = ledger.optional_line(Fact::Title, facts.tender.title.trim());
    let mut manuscript = Manuscript {
        title: if subject.is_empty() { title } else { format!("{title}　{subject}") },
        author: String::new(),
        language: Language::Japanese,
        revised,
        body: BodyFace { font: layout.font, size: layout.size },
        parts: composer.parts,
    };
    blanks::underline(&mut manuscript);
    Composed { manuscript, findings: ledger.into_findings() }
}

fn layout_of_variant<'f>(form: &'f Form, facts: &BidFacts) -> Option<&'f Layout> {
    let chosen = form.variants.iter().find(|variant| Some(&variant.code) == facts.variant.as_ref());
    chosen.or(form.variants.first())?.layout.as_ref()
}

/// The title that the buyer gives the paper.
fn buyers_title(facts: &BidFacts) -> Option<&str> {
    facts.title.as_deref().map(str::trim).filter(|title| !title.is_empty())
}

/// Where a block of the head stands in an order; none for the other blocks (dossier §0, consequence 2).
fn head_place(body: &FormBlockBody, order: Order) -> Option<usize> {
    let rank = match (body, order) {
        (FormBlockBody::Label { .. }, _) => 0,
        (FormBlockBody::Title { .. }, Order::B) => 1,
        (FormBlockBody::Date, _) => 2,
        (FormBlockBody::Addressee { .. }, _) => 3,
        (FormBlockBody::Sender(_), _) => 4,
        (FormBlockBody::Title { .. }, Order::A) => 5,
        _ => return None,
    };
    Some(rank)
}

struct Composer<'b> {
    filling: Filling<'b>,
    page: PageSetup,
    scope: Scope,
    parts: Vec<Part>,
    items: Vec<Item>,
    /// Whether a cover went before: the pages behind it are numbered.
    is_booklet: bool,
    /// The first part of this copy.
    first_of_copy: usize,
}

impl Composer<'_> {
    /// For what the paper is printed; once at least, so that no paper is without a page.
    fn copies(&mut self) -> Vec<Scope> {
        let form = self.filling.form;
        let repeat = Repeat { over: form.each.over(), only: form.each_only.clone(), least: 0 };
        let mut copies = self.filling.scopes(&repeat, Scope::default());
        for scope in &mut copies {
            scope.is_member_copy = form.each != Each::Once && scope.member.is_some();
        }
        if copies.is_empty() {
            copies.push(Scope { is_blank: form.each != Each::Once, ..Scope::default() });
        }
        copies
    }

    fn copy(&mut self, scope: Scope) {
        self.scope = scope;
        self.first_of_copy = self.parts.len();
        self.is_booklet = false;
        let form = self.filling.form;
        self.name_articles();
        self.head();
        for block in form.blocks.iter().filter(|block| head_place(&block.body, Order::A).is_none()) {
            self.block(block);
        }
        self.close_part();
    }

    fn name_articles(&mut self) {
        let form = self.filling.form;
        for block in &form.blocks {
            let FormBlockBody::Articles(articles) = &block.body else { continue };
            if !self.filling.all_hold(&block.when, self.scope) {
                continue;
            }
            for (article, number) in lists::article_numbers(articles, &self.filling, self.scope) {
                self.filling.articles.insert(article.name.clone(), number);
            }
        }
    }

    fn head(&mut self) {
        let form = self.filling.form;
        let own = form.orders.first().copied().unwrap_or(Order::A);
        let order = self.filling.facts.order.filter(|order| form.orders.contains(order)).unwrap_or(own);
        let mut head: Vec<(usize, &FormBlock)> =
            form.blocks.iter().filter_map(|block| Some((head_place(&block.body, order)?, block))).collect();
        head.sort_by_key(|(place, _)| *place);
        for (_, block) in &head {
            self.block(block);
        }
        if let Some(Item::Table(_)) = self.items.last() {
            self.items.push(pieces::blank_line());
        }
    }

    fn block(&mut self, block: &FormBlock) {
        if !self.filling.all_hold(&block.when, self.scope) {
            return;
        }
        let (scope, sizes) = (self.scope, self.filling.sizes);
        let filling = &mut self.filling;
        match &block.body {
            FormBlockBody::Label { align } => self.label(*align),
            FormBlockBody::Date => {
                let date = head::date(filling.facts, &mut filling.ledger);
                self.push(date);
            }
            FormBlockBody::Addressee { text } => self.addressee(text.as_ref()),
            FormBlockBody::Sender(firms) => {
                let table = head::firms(firms, filling, scope);
                self.items.push(pieces::blank_line());
                self.push_table(table);
            }
            FormBlockBody::Signatures(firms) => {
                let table = head::firms(firms, filling, scope);
                self.push_table(table);
            }
            FormBlockBody::Title { text, size } => self.title(text, *size),
            FormBlockBody::Paragraph(paragraph) => self.paragraphs(paragraph),
            FormBlockBody::Heading { text } => {
                let text = values::fill(text, filling, scope);
                self.push(pieces::form_heading(&text, &sizes));
            }
            FormBlockBody::Ki => self.push(pieces::ki(&sizes)),
            FormBlockBody::Items { label_width, items } => {
                let items = lists::numbered(*label_width, items, filling, scope);
                self.extend(items);
            }
            FormBlockBody::Checks { options, across, left } => {
                let items = lists::checks(options, *across, *left, filling, scope);
                self.extend(items);
            }
            FormBlockBody::Articles(articles) => {
                let items = lists::articles(articles, filling, scope);
                self.extend(items);
            }
            FormBlockBody::AmountBoxes { label, cells } => {
                let table = tables::amount_boxes(label, *cells, filling.facts, &mut filling.ledger);
                self.push_table(table);
            }
            FormBlockBody::AmountLine { label, text } => {
                let text = values::fill(text, filling, scope);
                self.push(pieces::amount_line(label, &text, LARGE, &sizes));
            }
            FormBlockBody::Table(table) => {
                let table = form_tables::table(table, Length(0), filling, scope);
                self.push_table(table);
            }
            FormBlockBody::Fields(fields) => {
                let items = fields::items(fields, filling, scope);
                self.extend(items);
            }
            FormBlockBody::CostBreakdown => {
                let is_blind = filling.facts.copy == CopyKind::Blind;
                let costs = filling.facts.costs.as_ref();
                let blind = costs.filter(|_| is_blind).map(CostFacts::without_members);
                let items = costs::items(blind.as_ref().or(costs), &sizes, &mut filling.ledger);
                self.extend(items);
            }
            FormBlockBody::SealBoxes(boxes) => {
                let items = seals::items(boxes, filling, scope);
                self.extend(items);
            }
            FormBlockBody::Gantt(gantt) => {
                let chart = gantt::item(gantt, filling, scope);
                self.extend([chart]);
            }
            FormBlockBody::OrgChart(levels) => {
                let chart = chart::item(levels, filling, scope);
                self.extend(chart);
            }
            FormBlockBody::Vertical(vertical) => {
                let frame = vertical::item(vertical, filling, scope);
                self.extend([frame]);
            }
            FormBlockBody::ContactBox { firms, label, boxed } => self.contact(*firms, label, *boxed),
            FormBlockBody::End => self.push(pieces::end()),
            FormBlockBody::Note { label, text } => {
                let text = values::fill(text, filling, scope);
                self.push(pieces::note(label, &text, &sizes));
            }
            FormBlockBody::PageBreak { layout } => match layout {
                None => self.items.push(Item::PageBreak),
                Some(layout) => {
                    self.close_part();
                    self.page = layout.page;
                    self.filling.sizes = Sizes::of(layout);
                }
            },
            FormBlockBody::Cover { text } => self.cover(text),
            FormBlockBody::Contents { deepest } => {
                self.push(pieces::contents_title(&sizes));
                self.items.push(Item::Contents { deepest: *deepest });
            }
            FormBlockBody::Sections => {
                let items = sections::compose(filling.facts, &sizes, &mut filling.ledger);
                self.items.extend(items);
            }
            FormBlockBody::Spacer { lines } => self.items.extend((0..*lines).map(|_| pieces::blank_line())),
        }
    }

    fn label(&mut self, align: Align) {
        let filling = &mut self.filling;
        let own = filling.facts.label.as_deref().unwrap_or(&filling.form.label);
        let label = filling.ledger.optional_line(Fact::Label, own.trim());
        if !label.is_empty() {
            let label = pieces::label(&label, align, &self.filling.sizes);
            self.push(label);
        }
    }

    /// The form's title, or the buyer's; that is spaced as the form's own is.
    fn titled(&mut self, text: &Text) -> String {
        let own = values::fill(text, &mut self.filling, self.scope);
        match buyers_title(self.filling.facts) {
            None => own,
            Some(title) => {
                let title = self.filling.ledger.optional_line(Fact::Title, title);
                pieces::spaced_like(&title, &own)
            }
        }
    }

    fn title(&mut self, text: &Text, size: TextSize) {
        let title = self.titled(text);
        let size = self.half_points(size);
        self.push(pieces::title(&title, size, &self.filling.sizes));
    }

    fn addressee(&mut self, text: Option<&Text>) {
        let text = match text {
            Some(text) => values::fill(text, &mut self.filling, self.scope),
            None => values::addressee(self.filling.facts, &mut self.filling.ledger),
        };
        if !self.items.is_empty() {
            self.items.push(pieces::blank_line());
        }
        let mut paragraph = Paragraph::of(Role::Addressee, Align::Left, &text);
        paragraph.indent.left = 100;
        self.push(paragraph);
    }

    fn paragraphs(&mut self, own: &FormParagraph) {
        let size = self.half_points(own.size);
        for scope in self.filling.scopes(&own.repeat, self.scope) {
            let text = values::fill(&own.text, &mut self.filling, scope);
            let stress = Stress { bold: own.bold, underline: own.underline, dots: false };
            let face = Face { size: Some(size), stress, ..Face::default() };
            let is_body = size == self.filling.sizes.body;
            let mut paragraph = Paragraph {
                role: if own.size == TextSize::Note { Role::Note } else { Role::Body },
                align: own.align,
                line: (!is_body && own.size != TextSize::Note).then(|| pieces::line_for(size)),
                inlines: vec![run(&text, if is_body && stress == Stress::default() { Face::default() } else { face })],
                ..Paragraph::default()
            };
            paragraph.indent.left = own.left * 100;
            paragraph.indent.first = own.first * 100;
            // A centred or right line begins nowhere in particular.
            if matches!(own.align, Align::Centre | Align::Right) {
                paragraph.indent.first = 0;
            }
            self.push(paragraph);
        }
    }

    fn half_points(&self, size: TextSize) -> HalfPoints {
        let sizes = &self.filling.sizes;
        match size {
            TextSize::Note => sizes.note,
            TextSize::Body => sizes.body,
            TextSize::Large => LARGE,
            TextSize::Title => sizes.title,
        }
    }

    fn contact(&mut self, firms: SenderFirms, label: &str, boxed: bool) {
        let filling = &mut self.filling;
        let count = filling.facts.members.len();
        let members: Vec<usize> = match (self.scope.member.filter(|_| self.scope.is_member_copy), firms) {
            (Some(own), _) => vec![own],
            (None, SenderFirms::All) => (0..count.max(1)).collect(),
            (None, SenderFirms::Partners) => (1..count).collect(),
            (None, SenderFirms::Representative | SenderFirms::Agent) => vec![0],
        };
        let borders = if boxed { Borders::Grid } else { Borders::None };
        keep_last_item(&mut self.items);
        for member in members {
            let filling = &mut self.filling;
            let sizes = filling.sizes;
            let table = tables::contact_box(member, label, borders, filling.facts, &sizes, &mut filling.ledger);
            self.push_table(table);
        }
    }

    fn cover(&mut self, text: &Text) {
        let word = self.titled(text);
        let filling = &mut self.filling;
        self.items.extend(sections::cover(&word, filling.facts, &filling.sizes, &mut filling.ledger));
        let items = std::mem::take(&mut self.items);
        let page = self.page;
        self.parts.push(Part { page, header: Vec::new(), footer: Vec::new(), numbering_from: None, items });
        self.is_booklet = true;
    }

    /// Ends a part. A paper with a cover has numbered pages and its task above them (dossier §3.9); others what the form says.
    fn close_part(&mut self) {
        let items = std::mem::take(&mut self.items);
        let filling = &mut self.filling;
        let form = filling.form;
        let above = if filling.facts.is_blind() { &form.header_blind } else { &form.header };
        let mut header = pieces::edge(above, filling, self.scope, Role::Header);
        let mut footer = pieces::edge(&form.footer, filling, self.scope, Role::Footer);
        if self.is_booklet {
            if header.is_empty() {
                let title = filling.ledger.line(Fact::Title, &filling.facts.tender.title);
                header.push(pieces::header(&title, &filling.sizes));
            }
            if footer.is_empty() {
                footer.push(pieces::footer());
            }
        }
        let is_first = self.parts.len() == self.first_of_copy;
        let begins_anew = self.is_booklet || (!footer.is_empty() && (is_first || form.footer != Text::default()));
        let numbering_from = begins_anew.then_some(1);
        self.parts.push(Part { page: self.page, header, footer, numbering_from, items });
    }

    /// Text does not touch the line of a table above it.
    fn push(&mut self, mut paragraph: Paragraph) {
        let is_text = matches!(paragraph.role, Role::Body | Role::Note | Role::ListItem);
        if let Some(Item::Table(Table { borders: Borders::Grid, .. })) = self.items.last()
            && is_text
            && paragraph.space_before == 0
        {
            paragraph.space_before = BELOW_TABLE;
        }
        self.items.push(Item::Paragraph(paragraph));
    }

    fn extend(&mut self, items: impl IntoIterator<Item = Item>) {
        for item in items {
            match item {
                Item::Table(table) => self.push_table(table),
                Item::Paragraph(paragraph) => self.push(paragraph),
                other => self.items.push(other),
            }
        }
    }

    /// Two tables in a row would be read as one.
    fn push_table(&mut self, table: Table) {
        if let Some(Item::Table(_)) = self.items.last() {
            self.items.push(pieces::gap());
        }
        self.items.push(Item::Table(table));
    }
}

/// Most lines of a list that go to the next page along with what follows them.
const LAST_ITEM_MOST: usize = 12;

/// Keeps the last item of a paper with the box of contacts behind it: where there is no room for the box, it does not stand
/// on a page alone. The item begins with the line that stays with its list.
fn keep_last_item(items: &mut [Item]) {
    let lines = items.iter().rev().take(LAST_ITEM_MOST).take_while(|item| matches!(item, Item::Paragraph(_))).count();
    let last = items.len() - lines;
    let is_head = |item: &Item| matches!(item, Item::Paragraph(paragraph) if paragraph.keep_next);
    let begins = items[last..].iter().rposition(is_head).map_or(items.len().saturating_sub(1), |at| last + at);
    for item in &mut items[begins..] {
        if let Item::Paragraph(paragraph) = item {
            paragraph.keep_next = true;
        }
    }
}
