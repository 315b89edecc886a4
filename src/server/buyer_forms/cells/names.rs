//! The label of a blank cell: at its left, above it, or at the head of its column.

use super::super::labels::{Group, fold, is_ordinal, shown};
use super::{Asker, Grid, Named, is_name};

impl Grid<'_> {
    /// What stands over a cell: the next printed one above, through blank ones.
    fn above(&self, row: usize, cell: usize) -> Option<String> {
        let column = self.table.rows[row][cell].column;
        for higher in (0..row).rev() {
            let over = self.at(higher, column)?;
            let text = self.text(higher, over);
            // （右詰め） tells how to write, not what.
            if !text.is_empty() && !is_hint(&text) {
                return Some(text);
            }
            if is_hint(&text) {
                continue;
            }
            if !self.blank[higher][over] {
                return None;
            }
        }
        None
    }

    /// The head of a cell's column.
    pub(super) fn head_of(&self, row: usize, cell: usize) -> Option<String> {
        let head = self.heads.iter().rev().find(|head| **head < row).copied()?;
        let over = self.at(head, self.table.rows[row][cell].column)?;
        Some(self.text(head, over)).filter(|text| !text.is_empty())
    }

    /// The printed cells left of a cell, the nearest first, and whether the nearest is beside it.
    pub(super) fn left(&self, row: usize, cell: usize) -> (Vec<String>, bool) {
        let texts: Vec<String> = (0..cell).rev().map(|at| self.text(row, at)).collect();
        let is_beside = texts.first().is_some_and(|text| !text.is_empty());
        (texts.into_iter().filter(|text| !text.is_empty()).collect(), is_beside)
    }

    /// The labels of a cell that is blank or holds blanks.
    pub(in super::super) fn named(&self, row: usize, cell: usize) -> Named {
        let (left, is_beside) = self.left(row, cell);
        if let Some(named) = self.of_member_column(row, cell) {
            return named;
        }
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
        let answers = [Some(&named.label), head.as_ref()].into_iter().flatten().any(|text| is_answer(text));
        let head_row = self.heads.iter().rev().find(|head| **head < row).copied();
        let is_signed_off = row.checked_sub(1).into_iter().chain(head_row).any(|row| self.is_of_offices(row));
        named.is_kept = kept_by_left
            || outer
            || is_signed_off
            || answers && (self.asker == Asker::Bidder || self.is_asked_here(row))
            || self.labels.is_buyers(&named.label)
            || self.labels.is_never(&named.label);
        if !is_name(&named.label) && !self.labels.knows(&named.label) {
            named.label = String::new();
        }
        if is_reading(&named.label) && !named.is_of_column {
            named.reads = self.label_below(row, &named.label).unwrap_or_default();
        }
        let is_summed = named.label.contains(['額', '金', '数', '率', '合', '計', '円'])
            && !["数量", "単価"].iter().any(|word| named.label.contains(word));
        let of_years = self.of_years(row).filter(|_| named.is_of_column && self.blank[row][cell]);
        if is_sum(&self.text(row, 0)) && !is_summed && of_years.is_none_or(|years| !years.takes_sum(&named.label)) {
            named.label = String::new();
        }
        if named.label.is_empty() && cell > 0 && self.blank[row][cell] && self.has_choice_at(row, cell + 1) {
            named.label.clone_from(&self.texts[row][cell + 1]);
        }
        named.label = shown(&named.label);
        named.group = shown(&named.group);
        if of_years.is_some() && !named.label.is_empty() {
            named.is_of_years = true;
            // 合計 令和５年度: neither of the two says alone which number it is.
            let first = shown(&self.text(row, 0));
            let item = if is_total(&first) { &first } else { &named.group };
            if !item.is_empty() && (is_total(item) || is_total(&named.label)) {
                named.label = format!("{item} {}", named.label);
            }
        }
        if named.label.is_empty() && !named.is_kept && !is_beside {
            named = self.label_under(row, cell).unwrap_or(named);
        }
        named
    }

    /// Whether a row heads the boxes in which the buyer's officers sign: 課長, 係長, 係.
    fn is_of_offices(&self, row: usize) -> bool {
        let offices = ["部長", "次長", "局長", "課長", "課長補佐", "係長", "係", "係員", "課員", "主査", "主任"];
        self.texts[row].iter().filter(|text| offices.contains(&fold(text).as_str())).count() >= 2
    }

    /// Whether a cell is a choice to mark: 銀行・信用金庫 behind the room for its name.
    fn has_choice_at(&self, row: usize, cell: usize) -> bool {
        self.texts[row].get(cell).is_some_and(|text| self.fields[row][cell] && self.labels.choices.is_choice(text))
    }

    /// Whether the bidder asks in this row or the one above it, so that the answer is the buyer's.
    fn is_asked_here(&self, row: usize) -> bool {
        let is_question = |text: &str| fold(text).contains("質問");
        let is_open_at = |row: usize, column: usize| self.at(row, column).is_some_and(|cell| self.blank[row][cell]);
        let is_asked_below = |head: usize| {
            let mut cells = self.table.rows[head].iter().zip(&self.texts[head]);
            cells.any(|(cell, text)| is_question(text) && is_open_at(row, cell.column))
        };
        let is_asked_above = |above: usize| {
            self.texts[above].first().is_some_and(|text| is_question(text)) && self.blank[above].contains(&true)
        };
        let head = self.heads.iter().rev().find(|head| **head < row).copied();
        head.is_some_and(is_asked_below) || row.checked_sub(1).is_some_and(is_asked_above)
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
        // Each with a label of its own: the head is that of a list further up.
        let is_named = |at: usize| self.blank[row][at] && self.can_name(&self.text(row, at - 1));
        let is_of_pairs = blanks >= 2 && (1..self.blank[row].len()).filter(|at| is_named(*at)).count() == blanks;
        if is_of_pairs && !is_ordinal(&beside) {
            return Named { label: beside, ..Named::default() };
        }
        let opens = (0..self.blank[row].len()).filter(|at| self.is_open(row, *at)).count();
        let is_total = ["合計", "小計", "総計"]
            .iter()
            .any(|word| fold(&beside).strip_prefix(word).is_some_and(|rest| !rest.is_empty()));
        if is_total && opens == 1 {
            return Named { label: beside, ..Named::default() };
        }
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

    /// A cell of a table with a column for each member: the row's label, and whose column it is.
    fn of_member_column(&self, row: usize, cell: usize) -> Option<Named> {
        let head = self.heads.iter().rev().find(|head| **head < row).copied()?;
        let column = self.table.rows[row][cell].column;
        let over = self.at(head, column)?;
        let is_firm =
            |at: usize| matches!(self.labels.group(&self.text(head, at)), Some(Group::Member | Group::Representative));
        let firms: Vec<usize> = (0..self.table.rows[head].len()).filter(|at| is_firm(*at)).collect();
        let label = (0..cell).map(|at| self.text(row, at)).find(|text| !text.is_empty())?;
        if firms.len() < 2 || !self.labels.knows(&label) || self.labels.is_never(&label) {
            return None;
        }
        let member = firms.iter().position(|at| *at == over)?;
        Some(Named {
            label: shown(&label),
            group: shown(&self.text(head, over)),
            member: Some(member),
            ..Named::default()
        })
    }

    /// Whether a printed cell may name the one at its right.
    fn can_name(&self, text: &str) -> bool {
        let folded = fold(text);
        let unit = folded.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_quantity = unit.len() < folded.len() && self.labels.is_unit(unit);
        !is_quantity && (is_name(text) || is_ordinal(text) || self.labels.knows(text))
    }

    /// The printed cells of a row that do not only count, the first one first.
    pub(in super::super) fn subject(&self, row: usize, before: usize) -> Option<String> {
        let texts = (0..before).map(|cell| self.text(row, cell));
        texts.into_iter().find(|text| is_name(text) && !is_ordinal(text)).map(|text| shown(&text))
    }
}

/// Whether a text stands in brackets as a whole.
fn is_hint(text: &str) -> bool {
    let folded = fold(text);
    let inner = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['(', ')']))
}

fn is_reading(text: &str) -> bool {
    ["ふりがな", "フリガナ", "よみがな", "ヨミガナ", "読み仮名", "読みがな"]
        .contains(&fold(text).trim_matches(['(', ')']))
}

/// Whether a head asks for an answer.
fn is_answer(text: &str) -> bool {
    ["回答", "回答内容", "回答欄", "回答日", "回答者", "ご回答"].contains(&fold(text).as_str())
}

/// Whether a row or column is made of others: their sum or their mean.
fn is_total(text: &str) -> bool {
    is_sum(text) || ["平均", "平均値", "年平均", "total", "average"].contains(&fold(text).as_str())
}

fn is_sum(text: &str) -> bool {
    ["合計", "計", "小計", "総計", "総合計"].contains(&fold(text).as_str())
}
