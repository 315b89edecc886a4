//! Boxes for one digit each.

use super::super::labels::shown;
use super::{Grid, LONGEST_HEAD, is_name};

impl Grid<'_> {
    /// How many cells of a row, from this one on, are boxes for one digit each that print their own 億, 千 and so on, with
    /// no boxes below them; 0 for none.
    pub(in super::super) fn printed_digits(&self, row: usize, cell: usize) -> usize {
        let cells = &self.table.rows[row];
        let is_box = |at: usize| {
            let has_room_below = row + 1 < self.table.rows.len()
                && self.at(row + 1, cells[at].column).is_some_and(|below| {
                    // A digit that was written already is no less a box of the head above it.
                    self.is_open(row + 1, below) || self.texts[row + 1][below].trim().chars().count() <= 1
                });
            self.texts[row][at].len() <= LONGEST_HEAD
                && self.labels.is_digit_head(&self.texts[row][at])
                && !has_room_below
        };
        if cell > 0 && is_box(cell - 1) {
            return 0;
        }
        let count = (cell..cells.len()).take_while(|at| is_box(*at)).count();
        if count >= 4 { count } else { 0 }
    }

    /// How many blank cells in a row, from this one on, are boxes for one digit each; 0 for none.
    pub(in super::super) fn digits(&self, row: usize, cell: usize) -> usize {
        let cells = &self.table.rows[row];
        let is_box = |at: usize| self.blank[row][at] && cells[at].span <= 2;
        let count = (cell..cells.len()).take_while(|at| is_box(*at)).count();
        if count < 3 {
            return 0;
        }
        let is_headed = |at: usize| {
            let above = row.checked_sub(1);
            let text = above.and_then(|above| self.at(above, cells[at].column).map(|cell| self.text(above, cell)));
            text.is_some_and(|text| self.labels.is_digit_head(&text))
        };
        let goes_on = cell > 0 && is_box(cell - 1) && is_headed(cell - 1) == is_headed(cell);
        if goes_on {
            return 0;
        }
        let headed = (cell..cell + count).filter(|at| is_headed(*at)).count();
        if headed * 2 > count {
            return if is_headed(cell) { count } else { 0 };
        }
        let widths: Vec<u32> = (cell..cell + count).map(|at| cells[at].width).collect();
        let (Some(least), Some(most)) = (widths.iter().min(), widths.iter().max()) else { return 0 };
        let is_narrow = *most > 0 && *most <= 700 && most - least <= 60;
        let has_head = (cell..cell + count).any(|at| self.head_of(row, at).is_some_and(|text| !text.is_empty()));
        let (_, is_beside) = self.left(row, cell);
        if count >= 4 && is_narrow && is_beside && !has_head { count } else { 0 }
    }

    /// What names the boxes of a row whose heads are 億, 千万 and so on: the word beside those heads.
    pub(in super::super) fn name_of_digits(&self, row: usize) -> Option<String> {
        let above = row.checked_sub(1)?;
        let texts = (0..self.table.rows[above].len()).map(|cell| self.text(above, cell));
        texts.into_iter().find(|text| is_name(text) && !self.labels.is_digit_head(text)).map(|text| shown(&text))
    }
}
