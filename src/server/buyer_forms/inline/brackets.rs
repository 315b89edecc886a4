//! （　　　）, with the unit in it or behind it.

use super::super::found::{Candidate, Recipe};
use super::super::labels::{is_label_like, shown};
use super::super::line::{OBJECT, is_space, width};
use super::{CLOSING, OPENING, Reading};
use crate::domain::buyer_form::{BlankKind, Datum};

impl Reading<'_, '_> {
    pub(super) fn brackets(&mut self) {
        let follows = self.words_follow_brackets();
        for open in 0..self.line.atoms.len() {
            if !self.letter(open).is_some_and(|letter| OPENING.contains(&letter)) || self.used[open] {
                continue;
            }
            let spaces = self.spaces(open + 1);
            let range = open + 1..open + 1 + spaces;
            let room = self.room(range.clone());
            let closes = |at: usize| self.letter(at).is_some_and(|letter| CLOSING.contains(&letter));
            let unit_end = (range.end..range.end + 6).find(|at| closes(*at));
            let unit = unit_end.map(|end| self.text(range.end..end)).unwrap_or_default();
            let is_unit = !unit.trim().is_empty() && self.reader.labels.is_unit(&unit);
            let is_blank = room >= 2 && (closes(range.end) || is_unit);
            if !is_blank || !self.is_free(range.clone()) {
                continue;
            }
            let label = if follows { self.words_behind(range.end + 1) } else { self.words_before(open) };
            let is_spoken_of = follows && label.starts_with(['内', 'の', 'に', 'は', 'を', '書']);
            let is_refused =
                self.reader.labels.is_never(&label) || self.reader.labels.is_buyers(&label) || is_spoken_of;
            // （　　　）円: the unit may stand behind the bracket too.
            let is_unit = is_unit || closes(range.end) && self.has_unit_at(range.end + 1);
            let of_sum = self.label_of_sum(open, &label);
            let is_sum = of_sum.is_some();
            let label = of_sum.unwrap_or(label);
            if let Some(slot) = self.slot(range.clone()).filter(|_| !is_refused) {
                let mut candidate = Candidate::new(BlankKind::Brackets, label, Recipe::Text(slot), open + 1);
                candidate.has_unit = is_unit;
                candidate.otherwise = is_sum.then_some(Datum::Amount);
                self.take(range, candidate);
            }
        }
    }

    /// （　）希望する　（　）希望しない: whether a line begins with a bracket to mark and its words stand behind.
    fn words_follow_brackets(&self) -> bool {
        let open = self.spaces(0);
        let close = open + 1 + self.spaces(open + 1);
        let is_bracket = self.letter(open).is_some_and(|letter| OPENING.contains(&letter))
            && self.letter(close).is_some_and(|letter| CLOSING.contains(&letter));
        let words = self.words_behind(close + 1);
        is_bracket && close > open + 1 && is_label_like(&words) && !self.reader.labels.is_unit(&words)
    }

    /// The words right behind a place, up to wide room, a break or a bracket with room in it.
    fn words_behind(&self, from: usize) -> String {
        let mut gap = 0;
        let mut words = String::new();
        for at in from..self.line.atoms.len() {
            let Some(letter) = self.letter(at).filter(|letter| *letter != '\n' && *letter != OBJECT) else { break };
            gap = if is_space(letter) { gap + width(letter) } else { 0 };
            let is_next = OPENING.contains(&letter) && self.spaces(at + 1) > 0;
            if is_next || gap >= 4 && !words.trim().is_empty() {
                break;
            }
            words.push(letter);
        }
        shown(&words)
    }

    /// Whether a unit stands right at a place, with nothing else behind it in its word.
    fn has_unit_at(&self, at: usize) -> bool {
        let word: String =
            self.text(at..self.line.atoms.len()).chars().take_while(|letter| !is_space(*letter)).collect();
        word.chars().count() <= 6 && self.reader.labels.is_unit(&word)
    }

    /// The label of a sum whose 金 or ¥ stands before a place; none where no such sign stands there.
    fn label_of_sum(&self, at: usize, label: &str) -> Option<String> {
        let rest = label.strip_suffix(['金', '¥', '￥'])?;
        if !rest.is_empty() {
            return self.reader.labels.knows(rest).then(|| rest.to_owned());
        }
        let sign = (0..at).rev().find(|at| self.letter(*at).is_some_and(|letter| "金¥￥".contains(letter)))?;
        Some(self.words_before(sign))
    }
}
