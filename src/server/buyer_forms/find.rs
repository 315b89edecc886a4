//! Walks a part from top to bottom and gathers its blanks, with labels, groups, proposals and ids.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Grid, Named};
use super::controls;
use super::found::{Candidate, Found, Recipe, place_id};
use super::inline::{Read, Reader};
use super::labels::{Group, Labels, Surroundings, fold, is_label_like, shown};
use super::line::{Inside, Line, twin};
use super::slot::Slot;
use super::story::{self, Block, Cell, Numbers, Table};
use super::tree::{Id, Tree};
use crate::domain::buyer_form::{Blank, BlankKind, Datum, Place};

/// Longest context that is shown on either side.
const CONTEXT: usize = 40;

/// The blanks of a part in the order in which they stand.
pub(super) fn find(part: &str, tree: &Tree<'_>, labels: &Labels) -> Vec<Found> {
    let numbers = Numbers::of(tree);
    let mut finder = Finder {
        part,
        tree,
        labels,
        numbers: &numbers,
        tick: tick_of(tree.text),
        found: Vec::new(),
        whose: Whose::default(),
    };
    let blocks = story::blocks(tree, &numbers, 0);
    finder.blocks(&blocks, None);
    let mut found = finder.found;
    found.sort_by_key(|one| one.order);
    number(part, &mut found);
    found
}

/// What ticks □ in this file: the mark that it shows already, else ■.
fn tick_of(text: &str) -> char {
    if text.contains('☑') { '☑' } else { '■' }
}

fn number(part: &str, found: &mut [Found]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in found {
        let stem = format!("{}-{}", place_id(part, one.blank.place), one.blank.kind.name());
        let count = counts.entry(stem.clone()).or_default();
        *count += 1;
        one.blank.id = if *count == 1 { stem } else { format!("{stem}-{count}") };
    }
}

/// Whose the labels are that come next.
#[derive(Debug, Clone, Default)]
struct Whose {
    group: Option<Group>,
    heading: String,
    members: usize,
    seen: BTreeSet<Datum>,
}

impl Whose {
    fn open(&mut self, group: Group, heading: &str) {
        self.members += usize::from(group == Group::Member);
        self.group = Some(group);
        let bare = shown(heading);
        let brackets: &[char] = &['【', '】', '（', '）', '(', ')', '＜', '＞', '<', '>', '〔', '〕', '［', '］'];
        self.heading = bare.trim_matches(brackets).to_owned();
        self.seen.clear();
    }

    fn close(&mut self) {
        self.group = None;
        self.heading.clear();
    }
}

/// The cell that a line stands in.
struct InCell<'c> {
    place: Place,
    named: &'c Named,
    row_text: &'c str,
    /// What names a box to tick: the words at its right, or the row's subject.
    right: String,
    facts: TableFacts,
}

/// What a table is about, as far as proposals go.
#[derive(Debug, Clone, Copy, Default)]
struct TableFacts {
    /// It lists other projects or other firms: the bid's own data do not fit.
    is_of_others: bool,
    names_members: bool,
}

struct Finder<'f, 'x> {
    part: &'f str,
    tree: &'f Tree<'x>,
    labels: &'f Labels,
    numbers: &'f Numbers,
    tick: char,
    found: Vec<Found>,
    whose: Whose,
}

impl Finder<'_, '_> {
    fn blocks(&mut self, blocks: &[Block], cell: Option<&InCell<'_>>) {
        let mut before = String::new();
        let mut waiting: Vec<(Candidate, &Line)> = Vec::new();
        let mut was_label = false;
        for block in blocks {
            match block {
                Block::Line(line) => {
                    let text = line.text();
                    let count = self.found.len();
                    let bare = self.line(line, cell);
                    if text.trim().is_empty() && self.found.len() == count {
                        continue;
                    }
                    let is_label = bare.is_some()
                        || self.found.get(count).is_some_and(|found| found.blank.kind == BlankKind::Line);
                    if let Some(candidate) = bare {
                        waiting.push((candidate, line));
                    } else if !is_label {
                        waiting.clear();
                    }
                    if is_label && (was_label || waiting.len() >= 2) {
                        for (candidate, line) in waiting.drain(..) {
                            self.settle(candidate, line, cell);
                        }
                    }
                    was_label = is_label;
                    before = text;
                }
                Block::Table(table) => {
                    waiting.clear();
                    was_label = false;
                    self.table(table, &before, cell.is_some());
                    before.clear();
                }
                Block::Control(node, inner) => {
                    self.control(*node, inner, &before, cell);
                    was_label = false;
                }
            }
        }
    }

    fn control(&mut self, node: Id, inner: &[Block], before: &str, cell: Option<&InCell<'_>>) {
        match controls::control(self.tree, node, 0) {
            Some(mut candidate) => {
                let first =
                    self.tree.below(node).find(|below| self.tree.tag(*below) == super::tree::Tag::P).unwrap_or(node);
                let shown_text = inner.iter().find_map(|block| match block {
                    Block::Line(line) => Some(line.text()),
                    _ => None,
                });
                if candidate.label.is_empty() && cell.is_none_or(|cell| cell.named.label.is_empty()) {
                    let near = if is_label_like(before) { before } else { shown_text.as_deref().unwrap_or_default() };
                    candidate.label = shown(near);
                }
                self.settle_at(candidate, first, "［　］", cell);
            }
            None => self.blocks(inner, cell),
        }
    }

    /// Reads a line; gives back a known label with nothing behind it.
    fn line(&mut self, line: &Line, cell: Option<&InCell<'_>>) -> Option<Candidate> {
        let text = line.text();
        if cell.is_none() {
            self.heading(&text);
        }
        let reader = Reader { tree: self.tree, labels: self.labels, tick: self.tick, in_cell: cell.is_some() };
        let Read { mut candidates, bare } = reader.read(line);
        for inside in &line.insides {
            let made = match inside {
                Inside::Control(node, at) => controls::control(self.tree, *node, *at).map(|found| (found, *at)),
                Inside::Field(node, at) => controls::field(self.tree, *node, *at).map(|found| (found, *at)),
                Inside::Box(_) => None,
            };
            let Some((mut candidate, at)) = made else { continue };
            let beside = beside(&text, at, candidate.kind);
            if candidate.label.is_empty() {
                candidate.label.clone_from(&beside);
            } else {
                candidate.hints.push(beside);
            }
            candidates.push(candidate);
        }
        candidates.sort_by_key(|candidate| candidate.from);
        for candidate in candidates {
            self.settle(candidate, line, cell);
        }
        for inside in &line.insides {
            if let Inside::Box(content) = inside {
                self.text_box(*content);
            }
        }
        bare.filter(|_| self.labels.group(text.trim()).is_none() || text.trim_end().ends_with(['：', ':']))
    }

    /// A line outside tables that opens or closes a group.
    fn heading(&mut self, text: &str) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        let first = trimmed.split(['\u{3000}', ' ', '\t', '\n']).next().unwrap_or_default();
        let bracketed = trimmed
            .strip_prefix(['（', '(', '【', '＜', '<', '〔'])
            .and_then(|rest| rest.split_once(['）', ')', '】', '＞', '>', '〕']))
            .map(|(word, _)| word);
        let found = [Some(trimmed), bracketed, Some(first).filter(|first| first.len() < trimmed.len())];
        let opened = found.into_iter().flatten().find_map(|words| Some((self.labels.group(words)?, words.to_owned())));
        match opened {
            // 代表者　　　印 is a label of its own and not a heading.
            Some((group, words))
                if !(self.labels.knows(&words)
                    && words.len() < trimmed.len()
                    && words == first
                    && group == Group::Representative) =>
            {
                self.whose.open(group, &words);
            }
            _ if fold(trimmed).chars().count() > CONTEXT || fold(trimmed) == "記" || trimmed.contains("様式") => {
                self.whose.close()
            }
            _ => {}
        }
    }

    fn text_box(&mut self, content: Id) {
        let inner = story::blocks(self.tree, self.numbers, content);
        let from = self.found.len();
        self.blocks(&inner, None);
        let Some(other) = twin(self.tree, content) else { return };
        // The other copy is read in the same way: its blanks are the same ones in the same order.
        let mut copy = Finder {
            part: self.part,
            tree: self.tree,
            labels: self.labels,
            numbers: self.numbers,
            tick: self.tick,
            found: Vec::new(),
            whose: Whose::default(),
        };
        let inner = story::blocks(self.tree, self.numbers, other);
        copy.blocks(&inner, None);
        for (index, found) in self.found.iter_mut().skip(from).enumerate() {
            let same = |twin: &&Found| twin.blank.kind == found.blank.kind && twin.blank.label == found.blank.label;
            found.twin = copy.found.get(index).filter(same).map(|twin| twin.recipe.clone());
        }
    }

    fn settle(&mut self, candidate: Candidate, line: &Line, cell: Option<&InCell<'_>>) {
        let text = line.text();
        let at = text.char_indices().nth(candidate.from).map_or(text.len(), |(at, _)| at);
        let (before, after) = text.split_at(at);
        let context = format!("{}［　］{}", last(before.trim_end()), first(after.trim_start()));
        self.settle_at(candidate, line.node, &context, cell);
    }

    fn settle_at(&mut self, candidate: Candidate, node: Id, context: &str, cell: Option<&InCell<'_>>) {
        let mut candidate = candidate;
        let mut facts = TableFacts::default();
        let mut group = self.whose.heading.clone();
        let mut around =
            Surroundings { group: self.whose.group, member: self.whose.members, has_seal: candidate.has_seal };
        let mut context = context.to_owned();
        if let Some(cell) = cell {
            if cell.named.is_kept {
                return;
            }
            if candidate.label.is_empty() {
                let names_box = candidate.kind == BlankKind::Checkbox
                    && !cell.right.is_empty()
                    && (cell.named.label.is_empty() || cell.named.is_of_column);
                candidate.label.clone_from(if names_box { &cell.right } else { &cell.named.label });
            } else if cell.named.label != candidate.label {
                candidate.hints.push(cell.named.label.clone());
            }
            if !cell.named.group.is_empty() {
                group.clone_from(&cell.named.group);
            } else if cell.named.label != candidate.label {
                group.clone_from(&cell.named.label);
            }
            facts = cell.facts;
            around = self.around_cell(cell.named, around);
            context = format!("{}｜{context}", cell.row_text);
        }
        if self.labels.is_never(&candidate.label) || self.labels.is_buyers(&candidate.label) {
            return;
        }
        let is_named = !candidate.label.is_empty();
        let place = cell.map_or_else(|| Place::Paragraph(self.numbers.paragraph(self.tree, node)), |cell| cell.place);
        let proposal = self.proposal(&candidate, around, facts);
        if !is_named && candidate.kind == BlankKind::Date {
            candidate.label = "日付".to_owned();
        }
        self.push(candidate, place, group, context, proposal, self.tree.whole(node).start);
    }

    fn push(
        &mut self,
        candidate: Candidate,
        place: Place,
        group: String,
        context: String,
        proposal: Option<Datum>,
        order: usize,
    ) {
        let digits = match &candidate.recipe {
            Recipe::Digits(slots) => Some(slots.len()),
            _ => None,
        };
        let blank = Blank {
            id: String::new(),
            part: self.part.to_owned(),
            place,
            label: candidate.label,
            group,
            kind: candidate.kind,
            proposal,
            context,
            choices: candidate.choices,
            digits,
            has_unit: candidate.has_unit,
        };
        self.found.push(Found { blank, recipe: candidate.recipe, twin: None, order });
    }

    fn around_cell(&self, named: &Named, around: Surroundings) -> Surroundings {
        match self.labels.group(&named.group) {
            // Within a group, 代表者 over 職 and 氏名 means the person.
            Some(Group::Representative) if !named.is_of_column => {
                Surroundings { group: Some(Group::RepresentativePerson), ..around }
            }
            Some(group) if around.group != Some(Group::Member) || group != Group::Representative => {
                Surroundings { group: Some(group), ..around }
            }
            _ => around,
        }
    }

    fn proposal(&mut self, candidate: &Candidate, around: Surroundings, facts: TableFacts) -> Option<Datum> {
        if candidate.kind == BlankKind::Checkbox || facts.is_of_others {
            return None;
        }
        let words = std::iter::once(&candidate.label).chain(&candidate.hints);
        let known = words.filter(|word| !word.is_empty()).find_map(|word| self.labels.datum(word, around));
        let is_dated = |datum: &Datum| matches!(datum, Datum::Date | Datum::NoticeDate);
        let datum = match candidate.kind {
            BlankKind::Date => {
                let is_own = candidate.label.is_empty() || known.as_ref().is_some_and(is_dated);
                known.filter(is_dated).or(candidate.otherwise.filter(|_| is_own))
            }
            // （　　） behind a label is its remark, not the thing itself.
            BlankKind::Brackets if !candidate.has_unit => None,
            _ => known.or(candidate.otherwise),
        }?;
        if around.group == Some(Group::Member) && matches!(datum, Datum::Member(..)) {
            let again = !self.whose.seen.insert(datum);
            if again && !facts.names_members {
                self.whose.members += 1;
                self.whose.seen.clear();
                let next = datum.of_member(self.whose.members);
                self.whose.seen.insert(next);
                return Some(next);
            }
        }
        Some(datum)
    }

    fn table(&mut self, table: &Table, before: &str, is_nested: bool) {
        if self.labels.says_buyers(before) {
            return;
        }
        let grid = Grid::of(table, self.labels);
        let facts = facts(&grid, before);
        let mut skipped: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut members = 0;
        let mut counted: BTreeMap<Datum, usize> = BTreeMap::new();
        if let Some(group) = self.labels.group(before.trim())
            && self.whose.group != Some(group)
        {
            self.whose.open(group, before.trim());
        }
        for (row, cells) in table.rows.iter().enumerate() {
            if let Some(title) = grid.title_of(row)
                && let Some(group) = self.labels.group(&title)
            {
                self.whose.open(group, &title);
            }
            let row_text = last(&row_text(cells)).to_owned();
            let row_group = cells.first().map(Cell::text).and_then(|text| self.labels.group(&text));
            members +=
                usize::from(row_group == Some(Group::Member) && !cells.first().is_some_and(|cell| cell.is_continued));
            for (index, cell) in cells.iter().enumerate() {
                if skipped.contains(&(row, index)) || cell.is_continued {
                    continue;
                }
                let mut named = grid.named(row, index);
                if named.label.is_empty()
                    && table.rows.len() == 1
                    && cells.len() == 1
                    && is_label_like(before)
                    && !is_nested
                {
                    named.label = shown(before);
                    named.is_kept = self.labels.is_buyers(before) || self.labels.is_never(before);
                }
                let boxes = if grid.is_blank(row, index) { grid.digits(row, index) } else { 0 };
                if boxes > 0 && (named.label.is_empty() || self.labels.is_digit_head(&named.label)) {
                    named.label = if named.group.is_empty() {
                        grid.name_of_digits(row).unwrap_or_else(|| "金額".to_owned())
                    } else {
                        named.group.clone()
                    };
                }
                let right = if named.is_of_column {
                    grid.subject(row, index)
                } else {
                    cells.get(index + 1).map(|right| shown(&right.text()))
                };
                let right = right.filter(|right| is_label_like(right)).unwrap_or_default();
                let in_cell = InCell { place: cell.place, named: &named, row_text: &row_text, right, facts };
                let from = self.found.len();
                if grid.is_blank(row, index) && boxes == 0 && index + 1 < cells.len() && grid.digits(row, index + 1) > 0
                {
                    continue;
                }
                if grid.is_blank(row, index) {
                    skipped.extend((0..boxes).map(|more| (row, index + more)));
                    self.blank_cell(&cells[index..index + boxes.max(1)], &in_cell, boxes > 0);
                } else if let Some(candidate) = cell.control.and_then(|node| controls::control(self.tree, node, 0)) {
                    self.settle_at(candidate, cell.node, "", Some(&in_cell));
                } else {
                    self.blocks(&cell.blocks, Some(&in_cell));
                }
                self.settle_members(from, &named, facts, row_group, members, &mut counted);
            }
        }
    }

    /// Whose a cell's data are, in a list of members; in any other list nothing of the bid repeats.
    fn settle_members(
        &mut self,
        from: usize,
        named: &Named,
        facts: TableFacts,
        row_group: Option<Group>,
        members: usize,
        counted: &mut BTreeMap<Datum, usize>,
    ) {
        for found in self.found.iter_mut().skip(from).filter(|_| named.is_of_column) {
            let Some(datum) = found.blank.proposal else { continue };
            let count = counted.entry(datum.of_member(0)).or_default();
            *count += 1;
            found.blank.proposal = match row_group {
                Some(Group::Member) => Some(datum.of_member(members)),
                Some(_) => Some(datum),
                None if *count == 1 => Some(datum),
                None if facts.names_members && matches!(datum, Datum::Member(..)) => Some(datum.of_member(*count - 1)),
                None => None,
            };
        }
    }

    fn blank_cell(&mut self, cells: &[Cell], in_cell: &InCell<'_>, is_digits: bool) {
        let lines: Vec<&Line> = cells.iter().filter_map(|cell| cell.lines().first().copied()).collect();
        let Some(first) = lines.first() else { return };
        if in_cell.named.label.is_empty() && !is_digits {
            return;
        }
        let candidate = if is_digits {
            let slots = lines.iter().map(|line| Slot::in_blank(self.tree, line)).collect();
            let mut candidate =
                Candidate::new(BlankKind::Digits, in_cell.named.label.clone(), Recipe::Digits(slots), 0);
            candidate.has_unit = true;
            candidate
        } else {
            let slot = Slot::in_blank(self.tree, first);
            Candidate::new(BlankKind::Cell, in_cell.named.label.clone(), Recipe::Text(slot), 0)
        };
        self.settle_at(candidate, first.node, "［　］", Some(in_cell));
    }
}

/// What the words of a table tell of whom it speaks.
fn facts(grid: &Grid<'_>, before: &str) -> TableFacts {
    let words: Vec<String> = grid.words().chain([before]).map(fold).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.iter().any(|one| word.contains(one)));
    TableFacts {
        is_of_others: has(&[
            "発注者",
            "発注機関",
            "再委託先",
            "協力会社",
            "下請",
            "委託先",
            "受注形態",
            "契約相手方",
            "類似業務名",
            "実績名",
            "従事した業務",
        ]),
        names_members: has(&["構成員", "構成企業", "構成団体", "構成事業者", "共同企業体"]),
    }
}

fn row_text(cells: &[Cell]) -> String {
    let texts: Vec<String> = cells.iter().map(|cell| shown(&cell.text())).filter(|text| !text.is_empty()).collect();
    texts.join("｜")
}

/// The label of a control or field within its line: of a box to tick what follows, else what stands before.
fn beside(text: &str, at: usize, kind: BlankKind) -> String {
    let split = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
    let (before, after) = text.split_at(split);
    let after = after
        .trim_start_matches(|letter: char| letter.is_whitespace() || ['☐', '☒', '□', '■', '☑', '✓'].contains(&letter));
    let follows = shown(after.split(['\n', '\u{3000}', '☐', '□', '☒', '、', '\t']).next().unwrap_or_default());
    let words = before.rsplit(['\n', '☐', '□', '☒', '。', '、', '\t']).find(|part| !part.trim().is_empty());
    let precedes = shown(words.unwrap_or_default());
    let (one, other) = if kind == BlankKind::Checkbox { (follows, precedes) } else { (precedes, follows) };
    if one.is_empty() { other } else { one }
}

fn first(text: &str) -> &str {
    text.char_indices().nth(CONTEXT).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

fn last(text: &str) -> &str {
    let count = text.chars().count();
    let skipped = count.saturating_sub(CONTEXT);
    text.char_indices().nth(skipped).map_or("", |(at, _)| text.get(at..).unwrap_or_default())
}
