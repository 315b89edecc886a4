//! What is made of one cell: a blank one, one that prints a sample, boxes for digits, room below a label of its own.

use super::super::cells::Named;
use super::super::controls;
use super::super::found::{Candidate, Recipe};
use super::super::labels::{Labels, is_label_like, shown};
use super::super::line::Line;
use super::super::slot::Slot;
use super::super::story::{Block, Cell};
use super::Finder;
use super::proposal::TableFacts;
use crate::domain::buyer_form::{BlankKind, Place};

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
    /// Whether it prints only what follows a value.
    pub(super) is_bare_unit: bool,
    /// Whether a label that ends in room is a blank although it stands alone: the last cell of its row, behind whose it is.
    pub(super) takes_bare: bool,
    /// The label in its own first row, over the room of the others.
    pub(super) own: String,
}

impl Finder<'_, '_> {
    /// A cell that holds a label and blank lines below it, for a longer text; for a short one where the whole row is drawn
    /// that way.
    pub(super) fn room_below(&mut self, cell: &Cell, in_cell: &InCell<'_>, is_top: bool) {
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
        let alone =
            InCell { named: &named, right, names_others: false, is_head: false, takes_bare: false, own, ..*in_cell };
        self.settle(candidate, rest.first().unwrap_or(head), Some(&alone));
    }

    /// A cell that prints what is to be written over.
    pub(super) fn sample(&mut self, cell: &Cell, in_cell: &InCell<'_>) {
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
    pub(super) fn lone_boxes(&mut self, cells: &[Cell], before: &str, is_nested: bool) -> bool {
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
    pub(super) fn printed_digits(&mut self, cells: &[Cell], in_cell: &InCell<'_>) {
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

    pub(super) fn blank_cell(&mut self, cells: &[Cell], in_cell: &InCell<'_>, is_digits: bool) {
        let lines: Vec<&Line> = cells.iter().filter_map(|cell| cell.lines().first().copied()).collect();
        let Some(first) = lines.first() else { return };
        if in_cell.named.label.is_empty() && !is_digits {
            return;
        }
        let control = match cells {
            [cell] if !is_digits => cell.blocks.iter().find_map(|block| match block {
                Block::Control(node, _) => controls::control(self.tree, *node, 0),
                _ => None,
            }),
            _ => None,
        };
        let candidate = if let Some(control) = control {
            Candidate { label: in_cell.named.label.clone(), has_unit: in_cell.has_unit, ..control }
        } else if is_digits {
            let slots = lines.iter().map(|line| Slot::in_blank(self.tree, line)).collect();
            let mut candidate =
                Candidate::new(BlankKind::Digits, in_cell.named.label.clone(), Recipe::Digits(slots), 0);
            candidate.has_unit = true;
            candidate
        } else {
            let slot = Slot::in_blank(self.tree, first);
            let mut candidate = Candidate::new(BlankKind::Cell, in_cell.named.label.clone(), Recipe::Text(slot), 0);
            candidate.has_unit = in_cell.has_unit;
            (candidate.is_over_label, candidate.has_seal) = (in_cell.named.is_over_label, in_cell.named.has_seal);
            candidate
        };
        self.settle_at(candidate, first.node, "［　］", Some(in_cell));
    }
}

/// The label in a cell's first row, where rows with room of its own follow.
pub(super) fn own_label(cell: &Cell, labels: &Labels, is_top: bool) -> String {
    let rows = cell.rows();
    match rows.split_first() {
        Some((head, rest)) if !rest.is_empty() && (is_top || labels.knows(head) && labels.group(head).is_none()) => {
            shown(head)
        }
        _ => String::new(),
    }
}
