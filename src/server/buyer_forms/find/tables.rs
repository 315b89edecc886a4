//! Walks a table row by row and cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cells::{Grid, Named};
use super::super::controls;
use super::super::labels::{Group, is_label_like, shown};
use super::super::story::{Block, Cell, Table};
use super::Finder;
use super::cells::{InCell, own_label};
use super::dates::{DateCells, date_cells};
use super::proposal::{TableFacts, facts};
use super::settle::last;
use crate::domain::buyer_form::Datum;

/// Width of a cell that has room for a value behind its label, in twentieths of a point.
const WIDE_CELL: u32 = 3_000;

/// A table while it is read.
struct Walk<'t> {
    table: &'t Table,
    grid: Grid<'t>,
    /// The paragraph over it.
    before: &'t str,
    is_nested: bool,
    facts: TableFacts,
    /// Cells that were read together with one before them.
    skipped: BTreeSet<(usize, usize)>,
    /// How many members were listed so far.
    members: usize,
    /// How often each datum was proposed below the head of a column.
    counted: BTreeMap<Datum, usize>,
}

/// What a row tells of its cells.
struct RowFacts {
    text: String,
    group: Option<Group>,
    /// Whether each of its cells holds a label over its own room.
    is_of_tops: bool,
}

impl Finder<'_, '_> {
    pub(super) fn table(&mut self, table: &Table, before: &str, is_nested: bool) {
        if self.labels.says_buyers(before) {
            return;
        }
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
        let grid = Grid::of(table, self.labels, self.asker);
        let facts = facts(&grid, before);
        let (skipped, counted) = (BTreeSet::new(), BTreeMap::new());
        let mut walk = Walk { table, grid, before, is_nested, facts, skipped, members: 0, counted };
        for row in 0..table.rows.len() {
            self.row(&mut walk, row);
        }
    }

    fn row(&mut self, walk: &mut Walk<'_>, row: usize) {
        let cells = &walk.table.rows[row];
        if let Some(title) = walk.grid.title_of(row)
            && let Some(group) = self.group(&title)
        {
            self.whose.open(group, &title);
        }
        let facts = RowFacts {
            text: last(&row_text(cells)).to_owned(),
            group: cells.first().map(Cell::text).and_then(|text| self.group(&text)),
            is_of_tops: walk.grid.is_row_of_tops(row),
        };
        let is_next_member = facts.group == Some(Group::Member) && !cells.first().is_some_and(|cell| cell.is_continued);
        walk.members += usize::from(is_next_member);
        for (index, cell) in cells.iter().enumerate() {
            let is_left_over = walk.grid.is_blank(row, index) && walk.grid.is_gap(row, index);
            if walk.skipped.contains(&(row, index)) || cell.is_continued || cell.is_barred {
                continue;
            }
            if let Some(date) = date_cells(cells, index) {
                self.date(walk, &facts, row, index, &date);
                walk.skipped.extend((index..date.end).map(|at| (row, at)));
                continue;
            }
            if is_left_over {
                continue;
            }
            self.cell(walk, &facts, row, index);
        }
    }

    fn cell(&mut self, walk: &mut Walk<'_>, facts: &RowFacts, row: usize, index: usize) {
        let cells = &walk.table.rows[row];
        let cell = &cells[index];
        let is_blank = walk.grid.is_blank(row, index);
        let boxes = if is_blank { walk.grid.digits(row, index) } else { 0 };
        let named = if facts.is_of_tops { Named::default() } else { self.named(walk, row, index, boxes) };
        let right = if named.is_of_column {
            walk.grid.subject(row, index)
        } else {
            cells.get(index + 1).map(|right| shown(&right.text()))
        };
        let in_cell = InCell {
            place: cell.place,
            named: &named,
            row_text: &facts.text,
            right: right.filter(|right| is_label_like(right)).unwrap_or_default(),
            has_unit: cells.get(index + 1).is_some_and(|right| self.labels.is_unit(&right.text())),
            facts: walk.facts,
            member: walk.members,
            entry: walk.grid.entry(row),
            names_others: walk.grid.names_others(row, index) || walk.grid.is_label_of_value(row, index),
            is_head: walk.grid.is_head_cell(row, index),
            is_bare_unit: walk.grid.is_bare_unit(row, index),
            takes_bare: index > 0
                && index + 1 == cells.len()
                && cell.width >= WIDE_CELL
                && cell.lines().len() == 1
                && (self.group(&cells[index - 1].text()).is_some() || cells[index - 1].is_continued),
            own: own_label(cell, self.labels, facts.is_of_tops),
        };
        let printed = walk.grid.printed_digits(row, index);
        if printed > 0 {
            walk.skipped.extend((0..printed).map(|more| (row, index + more)));
            self.printed_digits(&cells[index..index + printed], &in_cell);
            return;
        }
        let from = self.found.len();
        if is_blank && boxes == 0 && index + 1 < cells.len() && walk.grid.digits(row, index + 1) > 0 {
            return;
        }
        if is_blank {
            walk.skipped.extend((0..boxes).map(|more| (row, index + more)));
            self.blank_cell(&cells[index..index + boxes.max(1)], &in_cell, boxes > 0);
        } else if let Some(candidate) = cell.control.and_then(|node| controls::control(self.tree, node, 0)) {
            self.settle_at(candidate, cell.node, "", Some(&in_cell));
        } else if walk.grid.is_sample(row, index) && !holds_control(cell) {
            self.sample(cell, &in_cell);
        } else {
            self.blocks(&cell.blocks, Some(&in_cell));
            if self.found.len() == from && (facts.is_of_tops || walk.grid.stands_alone(row, index)) {
                self.room_below(cell, &in_cell, facts.is_of_tops);
            }
            if self.found.len() == from {
                self.room_above(&cell.blocks, Some(&in_cell));
            }
        }
        if named.is_of_column {
            self.settle_members(from, walk, facts.group, row);
        }
    }

    /// A date that begins at a cell and goes on over those behind it.
    fn date(&mut self, walk: &Walk<'_>, facts: &RowFacts, row: usize, index: usize, date: &DateCells) {
        let cells = &walk.table.rows[row];
        let named = walk.grid.named(row, index);
        let nobody = Named::default();
        let in_cell = InCell {
            place: cells[index].place,
            named: &nobody,
            row_text: &facts.text,
            right: String::new(),
            has_unit: false,
            facts: walk.facts,
            member: walk.members,
            entry: walk.grid.entry(row),
            names_others: false,
            is_head: false,
            is_bare_unit: false,
            takes_bare: false,
            own: String::new(),
        };
        let is_whole = walk.table.rows.len() == 1 && index == 0 && date.end == cells.len() && !walk.is_nested;
        self.flat_date(cells, date, named, is_whole, &in_cell);
    }

    /// The labels of a cell, of which `boxes` are boxes for one digit each.
    fn named(&self, walk: &Walk<'_>, row: usize, index: usize, boxes: usize) -> Named {
        let mut named = walk.grid.named(row, index);
        let is_alone = walk.table.rows.len() == 1 && walk.table.rows[row].len() == 1 && !walk.is_nested;
        if named.label.is_empty() && is_alone && is_label_like(walk.before) {
            named.label = shown(walk.before);
            named.is_kept = self.labels.is_buyers(walk.before) || self.labels.is_never(walk.before);
        }
        if boxes > 0 && (named.label.is_empty() || self.labels.is_digit_head(&named.label)) {
            named.label = if named.group.is_empty() {
                walk.grid.name_of_digits(row).unwrap_or_else(|| "金額".to_owned())
            } else {
                named.group.clone()
            };
        }
        named
    }

    /// Whose a cell's data are, in a list of members; in any other list nothing of the bid repeats.
    fn settle_members(&mut self, from: usize, walk: &mut Walk<'_>, group: Option<Group>, row: usize) {
        let is_of_several = walk.grid.entry(row).is_some();
        for found in self.found.iter_mut().skip(from) {
            let Some(datum) = found.blank.proposal else { continue };
            let count = walk.counted.entry(datum.of_member(0)).or_default();
            *count += 1;
            // The bid's amount is none of several, and the firm's own data are none of the people in a list.
            if is_of_several && (datum == Datum::Amount || walk.facts.is_of_persons) {
                found.blank.proposal = None;
                continue;
            }
            let is_next = walk.facts.names_members && matches!(datum, Datum::Member(..));
            found.blank.proposal = match group {
                Some(Group::Member) => Some(datum.of_member(walk.members)),
                Some(_) => Some(datum),
                None if *count == 1 => Some(datum),
                None if is_next => Some(datum.of_member(*count - 1)),
                None => None,
            };
        }
    }
}

/// Whether a content control stands in a cell: its prompt is no sample to write over.
fn holds_control(cell: &Cell) -> bool {
    cell.blocks.iter().any(|block| matches!(block, Block::Control(..)))
}

fn row_text(cells: &[Cell]) -> String {
    let texts: Vec<String> = cells.iter().map(|cell| shown(&cell.text())).filter(|text| !text.is_empty()).collect();
    texts.join("｜")
}
