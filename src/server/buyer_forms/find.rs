//! Walks a part from top to bottom and gathers its blanks, with labels, groups, proposals and ids.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Grid, Named};
use super::controls;
use super::found::{Candidate, Found, Recipe, place_id};
use super::inline::{POSTAL_CODE, Read, Reader};
use super::labels::{Group, Labels, Surroundings, fold, is_label_like, shown};
use super::line::{Inside, Line, twin};
use super::slot::Slot;
use super::story::{self, Block, Cell, Numbers, Table};
use super::tree::{Id, Tree};
use crate::domain::buyer_form::{Blank, BlankKind, Datum, Place};

/// Longest context that is shown on either side.
const CONTEXT: usize = 40;
/// Widest box for one digit, in twentieths of a point.
const WIDEST_BOX: u32 = 800;

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
        is_of_venture: ["構成員", "企業体", "共同体", "コンソーシアム"].iter().any(|word| tree.text.contains(word)),
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
    /// Which member the row speaks of, where it speaks of one.
    member: usize,
    /// Its number among the entries of a list.
    entry: Option<usize>,
    /// Whether its words name a blank cell beside or below it, and are no labels of their own lines.
    names_others: bool,
    /// Whether it prints 有・無 or 年　月　日 as the head of a column.
    is_head: bool,
}

/// What a table is about, as far as proposals go.
#[derive(Debug, Clone, Copy, Default)]
struct TableFacts {
    /// It lists other projects or other firms: the bid's own data do not fit.
    is_of_others: bool,
    names_members: bool,
}

/// What a row of a list is.
#[derive(Debug, Clone, Copy)]
struct RowFacts {
    group: Option<Group>,
    /// How many members were listed up to it.
    members: usize,
    is_of_several: bool,
}

struct Finder<'f, 'x> {
    part: &'f str,
    tree: &'f Tree<'x>,
    labels: &'f Labels,
    numbers: &'f Numbers,
    tick: char,
    found: Vec<Found>,
    whose: Whose,
    /// Whether the file speaks of a joint venture.
    is_of_venture: bool,
}

impl Finder<'_, '_> {
    fn blocks(&mut self, blocks: &[Block], cell: Option<&InCell<'_>>) {
        let mut before = String::new();
        let mut waiting: Vec<(Candidate, &Line)> = Vec::new();
        let mut was_label = false;
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Line(line) => {
                    let text = line.text();
                    let count = self.found.len();
                    let below = match blocks.get(at + 1) {
                        Some(Block::Line(below)) if cell.is_some() && below.is_blank() => Some(below),
                        _ => None,
                    };
                    // A label right over a table is the table's.
                    let heads_table = matches!(blocks.get(at + 1), Some(Block::Table(_)));
                    let bare = self.line(line, below, cell);
                    let bare = bare.filter(|_| !heads_table && !cell.is_some_and(|cell| cell.names_others));
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

    /// Reads a line; gives back a known label with nothing behind it. `below` is the blank line that follows.
    fn line(&mut self, line: &Line, below: Option<&Line>, cell: Option<&InCell<'_>>) -> Option<Candidate> {
        let text = line.text();
        if cell.is_none() {
            self.heading(&text);
        }
        let reader = Reader {
            tree: self.tree,
            labels: self.labels,
            tick: self.tick,
            in_cell: cell.is_some(),
            label: cell.map_or("", |cell| cell.named.label.as_str()),
        };
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
            if candidate.is_address {
                self.address(candidate, line, below, cell);
            } else if !cell.is_some_and(|cell| cell.is_head && candidate.label.is_empty()) {
                self.settle(candidate, line, cell);
            }
        }
        for inside in &line.insides {
            if let Inside::Box(content) = inside {
                self.text_box(*content);
            }
        }
        bare.filter(|_| self.group(text.trim()).is_none() || text.trim_end().ends_with(['：', ':']))
    }

    /// The room behind 〒　－, where the cell's label or its own asks for an address: the blank line below, if there is one.
    fn address(&mut self, mut candidate: Candidate, line: &Line, below: Option<&Line>, cell: Option<&InCell<'_>>) {
        if candidate.label.is_empty() && !cell.is_some_and(|cell| self.labels.is_address(&cell.named.label)) {
            return;
        }
        match below {
            Some(below) => {
                candidate.recipe = Recipe::Text(Slot::in_blank(self.tree, below));
                candidate.from = 0;
                self.settle(candidate, below, cell);
            }
            None => self.settle(candidate, line, cell),
        }
    }

    /// The group that a heading opens. Where no joint venture is spoken of, 委任者 is the bidder and not another member.
    fn group(&self, text: &str) -> Option<Group> {
        let group = self.labels.group(text)?;
        let is_bidder = group == Group::Member && !self.is_of_venture && fold(text).contains("委任者");
        Some(if is_bidder { Group::Representative } else { group })
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
        let opened = found.into_iter().flatten().find_map(|words| Some((self.group(words)?, words.to_owned())));
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
            is_of_venture: self.is_of_venture,
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
            if group.is_empty() && cell.named.is_of_column {
                group = cell.entry.map(|entry| entry.to_string()).unwrap_or_default();
            }
            if !cell.named.reads.is_empty() {
                candidate.hints.push(format!("{}フリガナ", cell.named.reads));
            }
            facts = cell.facts;
            around = self.around_cell(cell, around);
            context = format!("{}｜{context}", cell.row_text);
        }
        if self.labels.is_never(&candidate.label) || self.labels.is_buyers(&candidate.label) {
            return;
        }
        if candidate.label.is_empty() && candidate.kind == BlankKind::Choice {
            candidate.label = candidate.choices.join("・");
        }
        candidate.has_unit |= self.labels.ends_in_unit(&candidate.label);
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

    fn around_cell(&self, cell: &InCell<'_>, around: Surroundings) -> Surroundings {
        let named = cell.named;
        match self.group(&named.group) {
            // Within a group, 代表者 over 職 and 氏名 means the person.
            Some(Group::Representative) if !named.is_of_column => {
                Surroundings { group: Some(Group::RepresentativePerson), ..around }
            }
            Some(Group::Member) if cell.member > 0 => {
                Surroundings { group: Some(Group::Member), member: cell.member, ..around }
            }
            Some(group) if around.group != Some(Group::Member) || group != Group::Representative => {
                Surroundings { group: Some(group), ..around }
            }
            _ => around,
        }
    }

    fn proposal(&mut self, candidate: &Candidate, around: Surroundings, facts: TableFacts) -> Option<Datum> {
        if matches!(candidate.kind, BlankKind::Checkbox | BlankKind::Choice) || facts.is_of_others {
            return None;
        }
        // Within the cell of an address the number is not the address.
        let hints = if candidate.label == POSTAL_CODE { &[][..] } else { candidate.hints.as_slice() };
        let words = std::iter::once(&candidate.label).chain(hints);
        let known = words.filter(|word| !word.is_empty()).find_map(|word| self.labels.datum(word, around));
        let is_dated = |datum: &Datum| matches!(datum, Datum::Date | Datum::NoticeDate);
        let datum = match candidate.kind {
            BlankKind::Date => {
                let is_own = candidate.label.is_empty() || known.as_ref().is_some_and(is_dated);
                known.filter(is_dated).or(candidate.otherwise.filter(|_| is_own))
            }
            // （　　） behind a label is its remark, not the thing itself.
            BlankKind::Brackets if !candidate.has_unit => None,
            _ => known
                .or(candidate.otherwise.filter(|datum| *datum != Datum::Amount || self.is_of_bid(&candidate.label))),
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

    /// Whether the sum behind 金 is the bid's: not its tax, a deposit, or what a firm earned elsewhere.
    fn is_of_bid(&self, label: &str) -> bool {
        let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
        label.is_empty()
            || !self.labels.knows(label)
                && has(&["入札", "見積", "提案", "応札", "金額", "総額", "合計", "価格"])
                && !has(&["税", "うち", "保証", "違約", "前払", "単価", "売上", "資本", "実績", "契約"])
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
        if let [cells] = table.rows.as_slice()
            && self.lone_boxes(cells, before, is_nested)
        {
            return;
        }
        if let Some(group) = self.group(before.trim())
            && self.whose.group != Some(group)
        {
            self.whose.open(group, before.trim());
        }
        for (row, cells) in table.rows.iter().enumerate() {
            if let Some(title) = grid.title_of(row)
                && let Some(group) = self.group(&title)
            {
                self.whose.open(group, &title);
            }
            let row_text = last(&row_text(cells)).to_owned();
            let row_group = cells.first().map(Cell::text).and_then(|text| self.group(&text));
            members +=
                usize::from(row_group == Some(Group::Member) && !cells.first().is_some_and(|cell| cell.is_continued));
            for (index, cell) in cells.iter().enumerate() {
                if skipped.contains(&(row, index)) || cell.is_continued {
                    continue;
                }
                if grid.is_blank(row, index) && grid.is_gap(row, index) {
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
                let in_cell = InCell {
                    place: cell.place,
                    named: &named,
                    row_text: &row_text,
                    right,
                    facts,
                    member: members,
                    entry: grid.entry(row),
                    names_others: grid.names_others(row, index),
                    is_head: grid.is_head_cell(row, index),
                };
                let printed = grid.printed_digits(row, index);
                if printed > 0 {
                    skipped.extend((0..printed).map(|more| (row, index + more)));
                    self.printed_digits(&cells[index..index + printed], &in_cell);
                    continue;
                }
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
                    if self.found.len() == from && grid.stands_alone(row, index) {
                        self.room_below(cell, &in_cell);
                    }
                }
                let row = RowFacts { group: row_group, members, is_of_several: grid.entry(row).is_some() };
                self.settle_members(from, &named, facts, row, &mut counted);
            }
        }
    }

    /// Whose a cell's data are, in a list of members; in any other list nothing of the bid repeats.
    fn settle_members(
        &mut self,
        from: usize,
        named: &Named,
        facts: TableFacts,
        row: RowFacts,
        counted: &mut BTreeMap<Datum, usize>,
    ) {
        let RowFacts { group: row_group, members, is_of_several } = row;
        for found in self.found.iter_mut().skip(from).filter(|_| named.is_of_column) {
            let Some(datum) = found.blank.proposal else { continue };
            let count = counted.entry(datum.of_member(0)).or_default();
            *count += 1;
            // The bid's amount is none of several.
            if datum == Datum::Amount && is_of_several {
                found.blank.proposal = None;
                continue;
            }
            found.blank.proposal = match row_group {
                Some(Group::Member) => Some(datum.of_member(members)),
                Some(_) => Some(datum),
                None if *count == 1 => Some(datum),
                None if facts.names_members && matches!(datum, Datum::Member(..)) => Some(datum.of_member(*count - 1)),
                None => None,
            };
        }
    }

    /// A cell that holds a label and blank lines below it, for a longer text.
    fn room_below(&mut self, cell: &Cell, in_cell: &InCell<'_>) {
        let is_plain = cell.blocks.iter().all(|block| matches!(block, Block::Line(_)));
        let lines = cell.lines();
        let Some((head, rest)) = lines.split_first().filter(|_| is_plain) else { return };
        let text = head.text();
        let is_label = self.labels.knows(&text) || text.trim_end().ends_with(['：', ':']);
        let is_refused = self.labels.is_never(&text) || self.labels.is_buyers(&text) || in_cell.named.is_kept;
        let least = if is_label { 2 } else { 3 };
        if rest.len() < least || !rest.iter().all(|line| line.is_blank()) || !is_label_like(&text) || is_refused {
            return;
        }
        let Some(first) = rest.first() else { return };
        let slot = Slot::in_blank(self.tree, first);
        let candidate = Candidate::new(BlankKind::Cell, shown(&text), Recipe::Text(slot), 0);
        // Its own words name it, and not those of its neighbours.
        let (named, right) = (Named::default(), String::new());
        let own = InCell { named: &named, right, names_others: false, is_head: false, ..*in_cell };
        self.settle(candidate, first, Some(&own));
    }

    /// One row of equal narrow boxes below its label: くじ番号. Whether it is such.
    fn lone_boxes(&mut self, cells: &[Cell], before: &str, is_nested: bool) -> bool {
        let is_narrow = cells.iter().all(|cell| cell.width > 0 && cell.width <= WIDEST_BOX);
        let is_named = is_label_like(before) && !self.labels.is_never(before) && !self.labels.is_buyers(before);
        if cells.len() < 3 || !is_narrow || !is_named || is_nested || !cells.iter().all(Cell::is_blank) {
            return false;
        }
        let lines: Vec<&Line> = cells.iter().filter_map(|cell| cell.lines().first().copied()).collect();
        let (Some(first), Some(cell)) = (lines.first(), cells.first()) else { return false };
        let slots = lines.iter().map(|line| Slot::in_blank(self.tree, line)).collect();
        let candidate = Candidate::new(BlankKind::Digits, shown(before), Recipe::Digits(slots), 0);
        let (group, order) = (self.whose.heading.clone(), self.tree.whole(first.node).start);
        self.push(candidate, cell.place, group, "［　］".to_owned(), None, order);
        true
    }

    /// Boxes that print what their digit counts: the digit goes below it.
    fn printed_digits(&mut self, cells: &[Cell], in_cell: &InCell<'_>) {
        let slot = |cell: &Cell| {
            let lines = cell.lines();
            let below = lines.get(1).filter(|line| line.is_blank()).map(|line| Slot::in_blank(self.tree, line));
            below.or_else(|| lines.first().map(|line| Slot::on_new_line(self.tree, line.node)))
        };
        let slots: Vec<Slot> = cells.iter().filter_map(slot).collect();
        let node = cells.first().and_then(|cell| cell.lines().first().map(|line| line.node));
        let (Some(node), true) = (node, slots.len() == cells.len()) else { return };
        let label = if in_cell.named.label.is_empty() { "金額".to_owned() } else { in_cell.named.label.clone() };
        let mut candidate = Candidate::new(BlankKind::Digits, label, Recipe::Digits(slots), 0);
        candidate.has_unit = true;
        self.settle_at(candidate, node, "［　］", Some(in_cell));
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
            let mut candidate = Candidate::new(BlankKind::Cell, in_cell.named.label.clone(), Recipe::Text(slot), 0);
            candidate.has_unit = self.labels.is_unit(&in_cell.right);
            candidate
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
