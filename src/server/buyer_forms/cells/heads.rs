//! Which rows are the heads of columns, and when 有・無 or 年　月　日 is such a head and no blank.

use super::super::inline::is_bare_date;
use super::super::labels::{fold, is_ordinal};
use super::{Grid, LONGEST_HEAD, is_name};

impl Grid<'_> {
    /// 有・無 and 年　月　日 are filled in where they stand, unless they head a column of blank cells.
    pub(super) fn find_choices_and_dates(&mut self) {
        for row in 0..self.texts.len() {
            for cell in 0..self.texts[row].len() {
                let text = &self.texts[row][cell];
                if is_bare_date(text) || self.labels.choices.is_choice(text) {
                    self.fields[row][cell] = !self.heads_column(row, cell);
                }
            }
        }
    }

    /// Whether a cell stands over a blank one that nothing at its left names.
    fn heads_column(&self, row: usize, cell: usize) -> bool {
        let (column, span) = (self.table.rows[row][cell].column, self.table.rows[row][cell].span);
        let is_blank_at = |row: usize| {
            self.at(row, column).is_some_and(|below| {
                let cell = &self.table.rows[row][below];
                self.blank[row][below] && cell.column == column && cell.span == span
            })
        };
        if row + 1 >= self.table.rows.len() {
            return false;
        }
        // A head stays one when what stands below it was written: 備考 at its end says that it is one.
        let is_remarked = row == 0 && self.texts[row].last().is_some_and(|last| self.labels.is_remark(last));
        let is_choice_below =
            self.at(row + 1, column).is_some_and(|below| self.labels.choices.is_choice(&self.texts[row + 1][below]));
        if is_remarked && !is_choice_below {
            return true;
        }
        if !is_blank_at(row + 1) {
            return false;
        }
        let Some(left) = cell.checked_sub(1) else { return true };
        let text = &self.texts[row][left];
        let below = self.at(row + 1, self.table.rows[row][left].column);
        let is_named_below = below.is_some_and(|below| is_name(&self.texts[row + 1][below]));
        let is_list = row + 2 < self.table.rows.len() && is_blank_at(row + 2);
        !is_name(text) || !is_named_below || is_list || self.labels.is_generic(text)
    }

    /// Whether the choice or date that a cell prints is the head of its column.
    pub(in super::super) fn is_head_cell(&self, row: usize, cell: usize) -> bool {
        let text = &self.texts[row][cell];
        !self.fields[row][cell] && (is_bare_date(text) || self.labels.choices.is_choice(text))
    }

    /// Whether a row of a head's shape stands below it with nothing but written rows between: an entry, no further head.
    pub(super) fn is_first_entry(&self, row: usize) -> bool {
        let Some(head) = self.heads.last().copied() else { return false };
        let shape = |row: usize| self.table.rows[row].iter().map(|cell| (cell.column, cell.span)).collect::<Vec<_>>();
        let is_digits =
            self.texts[row].iter().any(|text| text.len() <= LONGEST_HEAD && self.labels.is_digit_head(text));
        let of_head = shape(head);
        !is_digits
            && !self.table.rows[row].iter().any(|cell| cell.is_continued)
            && (head + 1..=row).all(|between| self.words_in(between) >= 2 && shape(between) == of_head)
    }

    /// Whether every printed cell of a row has blank cells under it.
    pub(super) fn is_head(&self, row: usize) -> bool {
        let cells = &self.table.rows[row];
        let printed: Vec<usize> = (0..cells.len()).filter(|cell| !self.text(row, *cell).is_empty()).collect();
        if self.table.is_header[row] && printed.len() >= 2 {
            return true;
        }
        if printed.len() < 2 || cells.len() > printed.len() + 1 || row + 1 >= self.table.rows.len() {
            return false;
        }
        let can_head = |cell: &usize| {
            let text = &self.texts[row][*cell];
            is_name(text) || is_ordinal(text) || self.labels.knows(text) || self.labels.is_digit_head(text)
        };
        if !printed.iter().all(can_head) {
            return false;
        }
        let blank_below = printed.iter().filter(|cell| {
            let column = cells[**cell].column;
            self.at(row + 1, column).is_some_and(|below| self.blank[row + 1][below] || self.fields[row + 1][below])
        });
        let count = blank_below.count();
        let is_list = printed.len() >= 3
            && printed.len() == cells.len()
            && printed.iter().all(|cell| {
                (is_name(&self.texts[row][*cell]) || is_ordinal(&self.texts[row][*cell]))
                    && fold(&self.texts[row][*cell]).chars().count() <= 15
            });
        let all_blank_row = (row + 1..self.table.rows.len()).any(|lower| {
            let covered = printed
                .iter()
                .filter(|cell| self.at(lower, cells[**cell].column).is_some_and(|below| self.blank[lower][below]));
            covered.count() * 2 > printed.len()
        });
        let is_first = (0..row).all(|above| self.table.rows[above].len() == 1);
        let any_below = (row + 1..self.table.rows.len())
            .any(|lower| self.blank[lower].iter().chain(&self.fields[lower]).any(|is_open| *is_open));
        if is_list && (all_blank_row || is_first && any_below) {
            return true;
        }
        let first = self.at(row + 1, cells[printed[0]].column);
        let first_is_printed = first.is_some_and(|below| !self.text(row + 1, below).is_empty());
        count * 2 > printed.len() || count + 1 == printed.len() && count >= 1 && first_is_printed
    }
}
