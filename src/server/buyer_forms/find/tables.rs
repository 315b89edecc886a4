//! The blanks of a table: cell by cell, rows of boxes for digits, room below a label in its own cell.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cells::{Grid, Named};
use super::super::controls;
use super::super::found::{Candidate, Recipe};
use super::super::labels::{Group, Labels, is_label_like, shown};
use super::super::line::Line;
use super::super::slot::Slot;
use super::super::story::{Block, Cell, Table};
use super::Finder;
use super::proposal::{TableFacts, facts};
use super::settle::last;
use crate::domain::buyer_form::{BlankKind, Datum, Place};

/// Widest box for one digit, in twentieths of a point.
const WIDEST_BOX: u32 = 800;

/// The cell that a line stands in.
pub(super) struct InCell<'c> {
    pub(super) place: Place,
    pub(super) named: &'c Named,
    pub(super) row_text: &'c str,
    /// What names a box to tick: the words at its right, or the row's subject.
    pub(super) right: String,
    /// Whether the cell at its right prints the unit of what goes into it.
    pub(super) has_unit: bool,
    pub(super) facts: TableFacts,
    /// Which member the row speaks of, where it speaks of one.
    pub(super) member: usize,
    /// Its number among the entries of a list.
    pub(super) entry: Option<usize>,
    /// Whether its words name a blank cell beside or below it, and are no labels of their own lines.
    pub(super) names_others: bool,
    /// Whether it prints 有・無 or 年　月　日 as the head of a column.
    pub(super) is_head: bool,
    /// The label in its own first row, over the room of the others.
    pub(super) own: String,
}

/// What a row of a list is.
#[derive(Debug, Clone, Copy)]
struct RowFacts {
    group: Option<Group>,
    /// How many members were listed up to it.
    members: usize,
    is_of_several: bool,
}

impl Finder<'_, '_> {
    pub(super) fn table(&mut self, table: &Table, before: &str, is_nested: bool) {
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
                if skipped.contains(&(row, index)) || cell.is_continued || cell.is_barred {
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
                let is_top = grid.is_row_of_tops(row);
                let own = own_label(cell, self.labels, is_top);
                if is_top {
                    named = Named::default();
                }
                let right = if named.is_of_column {
                    grid.subject(row, index)
                } else {
                    cells.get(index + 1).map(|right| shown(&right.text()))
                };
                let has_unit = cells.get(index + 1).is_some_and(|right| self.labels.is_unit(&right.text()));
                let right = right.filter(|right| is_label_like(right)).unwrap_or_default();
                let in_cell = InCell {
                    place: cell.place,
                    named: &named,
                    row_text: &row_text,
                    right,
                    has_unit,
                    facts,
                    member: members,
                    entry: grid.entry(row),
                    names_others: grid.names_others(row, index),
                    is_head: grid.is_head_cell(row, index),
                    own,
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
                } else if grid.is_sample(row, index) {
                    self.sample(cell, &in_cell);
                } else {
                    self.blocks(&cell.blocks, Some(&in_cell));
                    if self.found.len() == from && (is_top || grid.stands_alone(row, index)) {
                        self.room_below(cell, &in_cell, is_top);
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
            // The bid's amount is none of several, and the firm's own data are none of the people in a list.
            if is_of_several && (datum == Datum::Amount || facts.is_of_persons) {
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

    /// A cell that holds a label and blank lines below it, for a longer text; for a short one where the whole row is drawn
    /// that way.
    fn room_below(&mut self, cell: &Cell, in_cell: &InCell<'_>, is_top: bool) {
        let is_plain = cell.blocks.iter().all(|block| matches!(block, Block::Line(_)));
        let lines = cell.lines();
        let Some((head, rest)) = lines.split_first().filter(|_| is_plain) else { return };
        let whole = head.text();
        let (text, below) = whole.split_once('\n').unwrap_or((&whole, ""));
        let count = whole.matches('\n').count() + rest.len();
        let is_label = self.labels.knows(text) || text.trim_end().ends_with(['：', ':']);
        let is_refused = self.labels.is_never(text) || self.labels.is_buyers(text) || in_cell.named.is_kept;
        let least = if is_top {
            1
        } else if is_label {
            2
        } else {
            3
        };
        let is_blank = below.trim().is_empty() && rest.iter().all(|line| line.is_blank());
        if count < least || !is_blank || !is_label_like(text) || is_refused {
            return;
        }
        let slot = match rest.first() {
            Some(first) => Slot::in_blank(self.tree, first),
            None => Slot::below_break(self.tree, head),
        };
        let candidate = Candidate::new(BlankKind::Cell, shown(text), Recipe::Text(slot), 0);
        // Its own words name it, and not those of its neighbours.
        let (named, right, own) = (Named::default(), String::new(), String::new());
        let alone = InCell { named: &named, right, names_others: false, is_head: false, own, ..*in_cell };
        self.settle(candidate, rest.first().unwrap_or(head), Some(&alone));
    }

    /// A cell that prints what is to be written over.
    fn sample(&mut self, cell: &Cell, in_cell: &InCell<'_>) {
        let lines = cell.lines();
        let (Some(first), false) = (lines.first(), in_cell.named.label.is_empty()) else { return };
        if in_cell.named.is_of_column {
            return;
        }
        let Some(slot) = Slot::over(self.tree, &lines) else { return };
        let candidate = Candidate::new(BlankKind::Cell, in_cell.named.label.clone(), Recipe::Text(slot), 0);
        self.settle_at(candidate, first.node, "［　］", Some(in_cell));
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
            candidate.has_unit = in_cell.has_unit;
            candidate
        };
        self.settle_at(candidate, first.node, "［　］", Some(in_cell));
    }
}

fn row_text(cells: &[Cell]) -> String {
    let texts: Vec<String> = cells.iter().map(|cell| shown(&cell.text())).filter(|text| !text.is_empty()).collect();
    texts.join("｜")
}

/// The label in a cell's first row, where rows with room of its own follow.
fn own_label(cell: &Cell, labels: &Labels, is_top: bool) -> String {
    let rows = cell.rows();
    match rows.split_first() {
        Some((head, rest)) if !rest.is_empty() && (is_top || labels.knows(head) && labels.group(head).is_none()) => {
            shown(head)
        }
        _ => String::new(),
    }
}
