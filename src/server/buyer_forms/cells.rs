//! Which cell names which: the label of a blank cell stands at its left, above it, or at the head of its column.

use std::collections::BTreeSet;

use super::inline::is_bare_date;
use super::labels::{Labels, fold, is_label_like, is_ordinal, shown};
use super::story::{Cell, Table};

/// Longest head of a box for one digit, in bytes.
const LONGEST_HEAD: usize = 24;

/// What a cell's neighbours say of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// The buyer's word for it; empty for none.
    pub(super) label: String,
    /// The words over or before that one.
    pub(super) group: String,
    /// Whether it is one of several cells below the same head.
    pub(super) is_of_column: bool,
    /// Whether a heading says that the buyer keeps it, or that a seal goes there.
    pub(super) is_kept: bool,
    /// Of フリガナ: the label below it, whose reading it is.
    pub(super) reads: String,
}

/// The texts of a table by row and cell, read once.
pub(super) struct Grid<'g> {
    table: &'g Table,
    labels: &'g Labels,
    texts: Vec<Vec<String>>,
    blank: Vec<Vec<bool>>,
    /// Cells that hold blanks and units only, such as 　　円 or 令和　年　月　日: no labels.
    fields: Vec<Vec<bool>>,
    /// The rows that hold the heads of the columns.
    heads: Vec<usize>,
    /// How many cells of each row hold an entry's words; numbers that only count do not.
    written: Vec<usize>,
    /// Heads and columns in which a written entry below has words.
    written_columns: BTreeSet<(usize, usize)>,
    /// The number of each row among the entries below its head, where there are several.
    entries: Vec<Option<usize>>,
}

impl<'g> Grid<'g> {
    pub(super) fn of(table: &'g Table, labels: &'g Labels) -> Self {
        let texts: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        let is_blank = |cell: &Cell| cell.is_blank() && !cell.is_continued;
        let blank = table.rows.iter().map(|row| row.iter().map(is_blank).collect()).collect();
        let fields = texts.iter().map(|row| row.iter().map(|text| is_field(text, labels)).collect()).collect();
        let mut grid = Self {
            table,
            labels,
            texts,
            blank,
            fields,
            heads: Vec::new(),
            written: Vec::new(),
            written_columns: BTreeSet::new(),
            entries: Vec::new(),
        };
        grid.find_choices_and_dates();
        for row in 0..table.rows.len() {
            if grid.is_head(row) && !grid.is_first_entry(row) {
                grid.heads.push(row);
            }
        }
        grid.count_entries();
        grid
    }

    /// 有・無 and 年　月　日 are filled in where they stand, unless they head a column of blank cells.
    fn find_choices_and_dates(&mut self) {
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
    pub(super) fn is_head_cell(&self, row: usize, cell: usize) -> bool {
        let text = &self.texts[row][cell];
        !self.fields[row][cell] && (is_bare_date(text) || self.labels.choices.is_choice(text))
    }

    /// Whether a blank cell is left over in an entry that is written already: what its column asks for stands in other
    /// written entries, or it is a remark and the entry lacks nothing else.
    pub(super) fn is_gap(&self, row: usize, cell: usize) -> bool {
        let Some(head) = self.heads.iter().rev().find(|head| **head < row).copied() else { return false };
        let column = self.table.rows[row][cell].column;
        let Some(over) = self.at(head, column) else { return false };
        if self.written[row] < 2 {
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

    /// What is written in each row, and which rows are entries of a list.
    fn count_entries(&mut self) {
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

    fn words_in(&self, row: usize) -> usize {
        let cells = (0..self.table.rows[row].len()).filter(|cell| !self.table.rows[row][*cell].is_continued);
        cells.map(|cell| self.text(row, cell)).filter(|text| !text.is_empty() && !is_ordinal(text)).count()
    }

    fn is_open(&self, row: usize, cell: usize) -> bool {
        self.blank[row][cell] || self.fields[row][cell]
    }

    fn is_to_write(&self, row: usize, cell: usize) -> bool {
        let text = self.texts[row][cell].trim();
        let is_marked = !text.is_empty() && text.chars().all(|letter| "□☐☑■".contains(letter))
            || self.labels.choices.is_choice(text);
        self.is_open(row, cell) && !is_marked
    }

    /// The number of a row among the entries below its head; none where there is only one.
    pub(super) fn entry(&self, row: usize) -> Option<usize> {
        self.entries.get(row).copied().flatten()
    }

    /// Whether the cell at the right or the one below is what a cell's words name.
    pub(super) fn names_others(&self, row: usize, cell: usize) -> bool {
        let column = self.table.rows[row][cell].column;
        let right = cell + 1 < self.table.rows[row].len() && self.is_open(row, cell + 1);
        right
            || row + 1 < self.table.rows.len()
                && self.at(row + 1, column).is_some_and(|below| self.blank[row + 1][below])
    }

    /// Whether nothing beside a cell or below it can be what its label asks for.
    pub(super) fn stands_alone(&self, row: usize, cell: usize) -> bool {
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

    /// How many cells of a row, from this one on, are boxes for one digit each that print their own 億, 千 and so on, with
    /// no boxes below them; 0 for none.
    pub(super) fn printed_digits(&self, row: usize, cell: usize) -> usize {
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

    /// Whether a row of a head's shape stands below it with nothing but written rows between: an entry, no further head.
    fn is_first_entry(&self, row: usize) -> bool {
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
    fn is_head(&self, row: usize) -> bool {
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

    /// The text of a cell; of one that goes on with those above, the text of the first.
    fn text(&self, row: usize, cell: usize) -> String {
        let mut row = row;
        let mut at = cell;
        while self.table.rows[row][at].is_continued && row > 0 {
            let column = self.table.rows[row][at].column;
            let Some(above) = self.at(row - 1, column) else { break };
            row -= 1;
            at = above;
        }
        if self.fields[row][at] { String::new() } else { self.texts[row][at].trim().to_owned() }
    }

    /// The cell of a row that covers a column.
    fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.table.rows.get(row)?.iter().position(|cell| (cell.column..cell.column + cell.span).contains(&column))
    }

    pub(super) fn is_blank(&self, row: usize, cell: usize) -> bool {
        self.blank[row][cell]
    }

    /// What stands over a cell: the next printed one above, through blank ones.
    fn above(&self, row: usize, cell: usize) -> Option<String> {
        let column = self.table.rows[row][cell].column;
        for higher in (0..row).rev() {
            let over = self.at(higher, column)?;
            let text = self.text(higher, over);
            if !text.is_empty() {
                return Some(text);
            }
            if !self.blank[higher][over] {
                return None;
            }
        }
        None
    }

    /// The head of a cell's column.
    fn head_of(&self, row: usize, cell: usize) -> Option<String> {
        let head = self.heads.iter().rev().find(|head| **head < row).copied()?;
        let over = self.at(head, self.table.rows[row][cell].column)?;
        Some(self.text(head, over)).filter(|text| !text.is_empty())
    }

    /// The printed cells left of a cell, the nearest first, and whether the nearest is beside it.
    fn left(&self, row: usize, cell: usize) -> (Vec<String>, bool) {
        let texts: Vec<String> = (0..cell).rev().map(|at| self.text(row, at)).collect();
        let is_beside = texts.first().is_some_and(|text| !text.is_empty());
        (texts.into_iter().filter(|text| !text.is_empty()).collect(), is_beside)
    }

    /// The labels of a cell that is blank or holds blanks.
    pub(super) fn named(&self, row: usize, cell: usize) -> Named {
        let (left, is_beside) = self.left(row, cell);
        let beside = left.first().filter(|text| is_beside && self.can_name(text)).cloned();
        let head = self.head_of(row, cell);
        let above = self.above(row, cell).filter(|text| is_name(text) || self.labels.knows(text));
        let is_kept = |text: &String| self.labels.is_buyers(text);
        let kept_by_left = left.iter().any(|text| self.labels.is_buyers(text));
        let mut named = match (beside, head.clone()) {
            (Some(beside), Some(head)) => self.of_both(row, beside, head),
            (Some(label), None) => Named { label, ..Named::default() },
            (None, Some(head)) => {
                let group = left.first().cloned().unwrap_or_default();
                Named { label: head, group, is_of_column: true, ..Named::default() }
            }
            (None, None) => {
                Named { label: above.clone().filter(|_| !is_beside).unwrap_or_default(), ..Named::default() }
            }
        };
        if named.group.is_empty() {
            let of_whom = left.iter().skip(1).find(|text| self.labels.group(text).is_some());
            named.group = of_whom.or(left.get(1)).cloned().unwrap_or_default();
        }
        let outer = [head.as_ref(), above.as_ref().filter(|_| named.is_of_column || row == 1)]
            .into_iter()
            .flatten()
            .any(is_kept);
        named.is_kept =
            kept_by_left || outer || self.labels.is_buyers(&named.label) || self.labels.is_never(&named.label);
        if !is_name(&named.label) && !self.labels.knows(&named.label) {
            named.label = String::new();
        }
        if is_reading(&named.label) && !named.is_of_column {
            named.reads = self.label_below(row, &named.label).unwrap_or_default();
        }
        let is_summed = named.label.contains(['額', '金', '数', '率', '合', '計', '円'])
            && !["数量", "単価"].iter().any(|word| named.label.contains(word));
        if is_sum(&self.text(row, 0)) && !is_summed {
            named.label = String::new();
        }
        named.label = shown(&named.label);
        named.group = shown(&named.group);
        named
    }

    /// The label in the row below, under a label of this row.
    fn label_below(&self, row: usize, label: &str) -> Option<String> {
        let cell = (0..self.table.rows[row].len()).find(|cell| self.text(row, *cell) == label)?;
        let below = self.at(row + 1, self.table.rows[row][cell].column)?;
        Some(shown(&self.text(row + 1, below)))
    }

    /// Row and column both name it: the one that says more.
    fn of_both(&self, row: usize, beside: String, head: String) -> Named {
        let blanks = self.blank[row].iter().filter(|blank| **blank).count();
        let is_list = is_ordinal(&beside) || self.labels.group(&beside).is_some();
        let of_row = Named { label: beside.clone(), ..Named::default() };
        let of_column = Named { label: head.clone(), group: beside.clone(), is_of_column: true, ..Named::default() };
        if is_list && !self.labels.is_generic(&head) {
            return of_column;
        }
        if self.labels.is_generic(&head)
            || blanks == 1 && !self.labels.knows(&head)
            || blanks == 1 && self.labels.knows(&beside)
        {
            return of_row;
        }
        of_column
    }

    /// Whether a printed cell may name the one at its right.
    fn can_name(&self, text: &str) -> bool {
        let folded = fold(text);
        let unit = folded.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_quantity = unit.len() < folded.len() && self.labels.is_unit(unit);
        !is_quantity && (is_name(text) || is_ordinal(text) || self.labels.knows(text))
    }

    /// How many blank cells in a row, from this one on, are boxes for one digit each; 0 for none.
    pub(super) fn digits(&self, row: usize, cell: usize) -> usize {
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
    pub(super) fn name_of_digits(&self, row: usize) -> Option<String> {
        let above = row.checked_sub(1)?;
        let texts = (0..self.table.rows[above].len()).map(|cell| self.text(above, cell));
        texts.into_iter().find(|text| is_name(text) && !self.labels.is_digit_head(text)).map(|text| shown(&text))
    }

    /// The printed cells of a row that do not only count, the first one first.
    pub(super) fn subject(&self, row: usize, before: usize) -> Option<String> {
        let texts = (0..before).map(|cell| self.text(row, cell));
        texts.into_iter().find(|text| is_name(text) && !is_ordinal(text)).map(|text| shown(&text))
    }

    /// All printed words, to tell what the table is about.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().flatten().map(String::as_str)
    }

    /// A row with one printed cell only and nothing blank in it.
    pub(super) fn title_of(&self, row: usize) -> Option<String> {
        let cells = &self.table.rows[row];
        let is_one = cells.len() == 1 && !self.blank[row].iter().any(|blank| *blank);
        is_one.then(|| self.text(row, 0)).filter(|text| !text.is_empty())
    }
}

/// Whether a printed cell reads like a label: short, no date, no sentence.
fn is_name(text: &str) -> bool {
    let folded = fold(text);
    let is_dated = folded.char_indices().any(|(at, letter)| {
        matches!(letter, '年' | '月') && folded[..at].ends_with(|before: char| before.is_ascii_digit())
    });
    let ends_as_sentence = ["こと", "する", "した", "ます", "ある", "いる"].iter().any(|end| folded.ends_with(end));
    is_label_like(text) && !is_dated && !(ends_as_sentence && folded.chars().count() > 12)
}

/// Whether a text is room with units, signs of a date or boxes around it, and no label.
fn is_field(text: &str, labels: &Labels) -> bool {
    let folded = fold(text);
    let is_open =
        text.starts_with(super::line::is_space) || ["令和", "平成", "昭和"].iter().any(|era| folded.contains(era));
    if folded.is_empty() || labels.knows(text) && !is_open {
        return false;
    }
    let signs = "印㊞様殿年月日令和平成昭和大正西暦円千万人名歳才%~自至から間まで()〒-−ー第号時分回部枚社件か□■☐☑・.,@";
    if folded.chars().all(|letter| signs.contains(letter))
        && (text.chars().count() > 1 || ["□", "☐", "〒"].contains(&folded.as_str()))
    {
        let has_room = text.trim().contains(super::line::is_space);
        return folded.contains(['年', '□', '☐', '〒'])
            || text.starts_with(super::line::is_space)
            || has_room && folded.contains(['(', '-', '@']);
    }
    let mut gap = 0;
    let mut has_room = false;
    for letter in text.chars() {
        gap = if super::line::is_space(letter) { gap + super::line::width(letter) } else { 0 };
        has_room |= gap >= 4;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_spread = words.len() <= 6 && words.iter().all(|word| word.chars().count() == 1);
    has_room && !is_spread && folded.chars().count() <= 16
}

fn is_reading(text: &str) -> bool {
    ["ふりがな", "フリガナ", "よみがな", "ヨミガナ", "読み仮名", "読みがな"]
        .contains(&fold(text).trim_matches(['(', ')']))
}

fn is_sum(text: &str) -> bool {
    ["合計", "計", "小計", "総計", "総合計"].contains(&fold(text).as_str())
}
