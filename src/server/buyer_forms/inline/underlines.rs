//! Underlined room, and rows of low lines.

use super::super::found::{Candidate, Recipe};
use super::super::line::is_space;
use super::Reading;
use super::words::is_money;
use crate::domain::buyer_form::{BlankKind, Datum};

/// Fewest dots that are room, in halves of a full-width character: fewer are a sentence that breaks off.
const LEAST_DOTS: usize = 10;

impl Reading<'_, '_> {
    /// Underlined room, and rows of low lines or dots.
    pub(super) fn low_lines(&mut self) {
        let mut at = 0;
        while at < self.line.atoms.len() {
            let run = |is: &dyn Fn(usize) -> bool| (at..self.line.atoms.len()).take_while(|index| is(*index)).count();
            let underlined = run(&|index| {
                let atom = &self.line.atoms[index];
                atom.is_underlined && atom.is_free && is_space(atom.letter) && atom.letter != '\n' && !self.used[index]
            });
            let low = run(&|index| matches!(self.letter(index), Some('_' | '＿')) && self.line.atoms[index].is_free);
            let dots = run(&|index| matches!(self.letter(index), Some('.' | '…')) && self.line.atoms[index].is_free);
            let length = underlined.max(low).max(dots);
            let range = at..at + length;
            // Behind the dots of a contents table stands the page.
            let is_contents = || {
                let behind =
                    self.line.atoms[range.end..].iter().map(|atom| atom.letter).find(|letter| !is_space(*letter));
                behind.is_some_and(char::is_numeric)
            };
            let is_room = match (low, dots) {
                (0, 0) => self.room(range.clone()) >= 4,
                (0, _) => self.room(range.clone()) >= LEAST_DOTS && !is_contents(),
                _ => self.room(range.clone()) >= 3,
            };
            if length == 0 || !is_room {
                at += length.max(1);
                continue;
            }
            // 金　　　円, all of it underlined: the words before say of what.
            let money = self.underlined_before(at).filter(|from| underlined > 0 && is_money(&self.text(*from..at)));
            let label = self.words_before(money.unwrap_or(at));
            let (after, has_unit, has_seal) = self.behind(range.end);
            let is_sentence_end = after.is_empty()
                && label.is_empty()
                && !self.reader.in_cell
                && !self.reader.is_over_label
                && low + dots == 0;
            let is_written = low > 0 && self.is_behind_value(at);
            let is_refused = self.reader.labels.is_never(&label) || self.reader.labels.is_buyers(&label);
            if let Some(slot) = self
                .slot(range.clone())
                .filter(|_| !is_sentence_end && !is_refused && !self.is_padding(at) && !is_written)
            {
                let slot = slot.keeping_width(low + dots == 0);
                let mut candidate = Candidate::new(BlankKind::Underline, label.clone(), Recipe::Text(slot), at);
                (candidate.has_unit, candidate.has_seal) = (has_unit, has_seal);
                candidate.otherwise = (money.is_some() || is_money(&label)).then_some(Datum::Amount);
                self.take(range.clone(), candidate);
            }
            at = range.end;
        }
    }

    /// Whether the rest of a row of low lines follows a value that was written behind its label and a colon.
    fn is_behind_value(&self, at: usize) -> bool {
        let before = self.text(0..at);
        let value = before.rsplit_once(['：', ':']).map(|(_, value)| value).unwrap_or_default();
        !value.is_empty() && !value.contains(|letter| is_space(letter) || matches!(letter, '_' | '＿' | '（' | '('))
    }

    /// Where the underlined words begin that end here.
    fn underlined_before(&self, at: usize) -> Option<usize> {
        let is_value =
            |index: &usize| self.line.atoms[*index].is_underlined && !is_space(self.line.atoms[*index].letter);
        (0..at).rev().take_while(is_value).last()
    }

    /// Whether underlined room follows an underlined value that was written before it.
    pub(super) fn is_padding(&self, at: usize) -> bool {
        self.underlined_before(at).is_some_and(|from| {
            let before = self.text(from..at);
            !self.reader.labels.knows(&before) && !is_money(&before)
        })
    }
}
