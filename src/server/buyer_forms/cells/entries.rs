//! The entries of a list: which are written already, what is left over in them, and what stands beside a label of its own.

use std::collections::BTreeSet;

use super::super::labels::is_ordinal;
use super::super::story::{Block, Cell};
use super::fields::is_field;
use super::{Grid, is_name};

impl Grid<'_> {
    /// Whether the lines of a cell are the label of what is written at its right, and no entries of its own:
    /// 業務名（契約番号） beside a 件名 that the buyer has printed.
    pub(in super::super) fn is_label_of_value(&self, row: usize, cell: usize) -> bool {
        let lines = self.table.rows[row][cell].rows();
        let is_entry = |line: &String| line.trim_end().ends_with(['：', ':']);
        let Some(right) = self.texts[row].get(cell + 1).filter(|_| lines.len() > 1 && !lines.iter().any(is_entry))
        else {
            return false;
        };
        let is_printed = !right.trim().is_empty() && !self.fields[row][cell + 1];
        is_printed && !self.labels.knows(right) && !self.labels.is_unit(right) && !self.labels.is_never(right)
    }

    /// Whether a blank cell is left over in an entry that is written already: what its column asks for stands in other
    /// written entries, or it is a remark and the entry lacks nothing else.
    pub(in super::super) fn is_gap(&self, row: usize, cell: usize) -> bool {
        let Some(head) = self.heads.iter().rev().find(|head| **head < row).copied() else { return false };
        let column = self.table.rows[row][cell].column;
        let Some(over) = self.at(head, column) else { return false };
        if self.written[row] < 2 || self.is_alone_beside_label(row, cell) {
            return false;
        }
        if self.labels.is_remark(&self.text(head, over)) {
            let cells = 0..self.table.rows[row].len();
            // A box to tick beside it is no entry that is still to be written.
            return cells.filter(|at| *at != cell && self.is_to_write(row, *at)).all(|at| {
                let over = self.at(head, self.table.rows[row][at].column);
                over.is_some_and(|over| self.labels.is_remark(&self.text(head, over)))
            });
        }
        let cells = self.table.rows[row].len()
            - (0..self.table.rows[row].len()).filter(|at| is_ordinal(&self.texts[row][*at])).count();
        self.written[row] * 2 > cells && self.written_columns.contains(&(head, column))
    }

    /// Whether a cell is the only blank of its row, right of a label of its own: no entry of the list further up.
    fn is_alone_beside_label(&self, row: usize, cell: usize) -> bool {
        let is_lone = self.blank[row].iter().filter(|blank| **blank).count() == 1;
        let left = cell.checked_sub(1).map(|left| &self.texts[row][left]);
        is_lone && left.is_some_and(|left| self.labels.knows(left))
    }

    /// What is written in each row, and which rows are entries of a list.
    pub(super) fn count_entries(&mut self) {
        let rows = 0..self.table.rows.len();
        self.written = rows.clone().map(|row| self.words_in(row)).collect();
        self.entries = vec![None; self.table.rows.len()];
        let mut columns = BTreeSet::new();
        let ends = self.heads.iter().skip(1).copied().chain([self.table.rows.len()]);
        for (head, end) in self.heads.clone().into_iter().zip(ends.collect::<Vec<_>>()) {
            let blanks = |row: &usize| self.blank[*row].iter().filter(|blank| **blank).count();
            let entries: Vec<usize> = (head + 1..end).filter(|row| blanks(row) >= 2).collect();
            for (index, row) in entries.iter().enumerate().filter(|_| entries.len() > 1) {
                self.entries[*row] = Some(index + 1);
            }
            for row in (head + 1..end).filter(|row| self.written[*row] >= 2) {
                let cells = &self.table.rows[row];
                let is_written = |cell: &usize| !self.is_open(row, *cell) && !self.text(row, *cell).is_empty();
                columns.extend((0..cells.len()).filter(is_written).map(|cell| (head, cells[cell].column)));
            }
        }
        self.written_columns = columns;
    }

    pub(super) fn words_in(&self, row: usize) -> usize {
        let cells = (0..self.table.rows[row].len()).filter(|cell| !self.table.rows[row][*cell].is_continued);
        cells.map(|cell| self.text(row, cell)).filter(|text| !text.is_empty() && !is_ordinal(text)).count()
    }

    pub(super) fn is_open(&self, row: usize, cell: usize) -> bool {
        self.blank[row][cell] || self.fields[row][cell]
    }

    fn is_to_write(&self, row: usize, cell: usize) -> bool {
        let text = self.texts[row][cell].trim();
        let is_marked = !text.is_empty() && text.chars().all(|letter| "□☐☑■".contains(letter))
            || self.labels.choices.is_choice(text);
        self.is_open(row, cell) && !is_marked
    }

    /// The number of a row among the entries below its head; none where there is only one.
    pub(in super::super) fn entry(&self, row: usize) -> Option<usize> {
        self.entries.get(row).copied().flatten()
    }

    /// Whether the cell at the right or the one below is what a cell's words name.
    pub(in super::super) fn names_others(&self, row: usize, cell: usize) -> bool {
        let column = self.table.rows[row][cell].column;
        let right = cell + 1 < self.table.rows[row].len() && self.is_open(row, cell + 1);
        right
            || row + 1 < self.table.rows.len()
                && self.at(row + 1, column).is_some_and(|below| self.blank[row + 1][below])
    }

    /// Whether nothing beside a cell or below it can be what its label asks for.
    pub(in super::super) fn stands_alone(&self, row: usize, cell: usize) -> bool {
        let column = self.table.rows[row][cell].column;
        let is_open_below = row + 1 < self.table.rows.len()
            && self.at(row + 1, column).is_some_and(|below| self.is_open(row + 1, below));
        let others = (0..self.table.rows[row].len()).filter(|other| *other != cell);
        !is_open_below
            && others.into_iter().all(|other| {
                let lines = self.table.rows[row][other].lines();
                lines.len() >= 3 && lines.iter().skip(1).all(|line| line.is_blank()) && !self.blank[row][other]
            })
    }

    /// Whether all cells of a row hold a label over their own room, and no blank ones below: there one line of room is
    /// enough, and none of the labels is the head of a column.
    pub(in super::super) fn is_row_of_tops(&self, row: usize) -> bool {
        let cells = &self.table.rows[row];
        let is_over_blank = |cell: &Cell| {
            row + 1 < self.table.rows.len()
                && self.at(row + 1, cell.column).is_some_and(|below| self.blank[row + 1][below])
        };
        cells.len() >= 2
            && cells.iter().all(|cell| self.holds_label_over_room(cell) && !is_over_blank(cell))
            && cells.iter().any(|cell| cell.rows().first().is_some_and(|head| self.labels.knows(head)))
    }

    fn holds_label_over_room(&self, cell: &Cell) -> bool {
        let rows = cell.rows();
        let Some((head, rest)) = rows.split_first() else { return false };
        let room = rest.concat();
        let is_label = (self.labels.knows(head) || is_name(head)) && !self.labels.is_never(head);
        !rest.is_empty()
            && is_label
            && cell.blocks.iter().all(|block| matches!(block, Block::Line(_)))
            && (room.trim().is_empty() || is_field(&room, self.labels))
    }
}
