//! Numbers whose signs are printed: 〒　　－　　　, 電話（　　）　　－　　　, and the ＠ of an address.

use std::ops::Range;

use super::super::found::{Candidate, Recipe};
use super::super::line::{is_space, width};
use super::super::slot::Slot;
use super::{BOXES, OPENING, Reading};
use crate::domain::buyer_form::BlankKind;

/// What the room behind 〒 takes.
pub(in super::super) const POSTAL_CODE: &str = "郵便番号";
/// Room that a postal code and its hyphen take at most, in halves.
const WIDEST_CODE: usize = 16;
/// Room that the four letters behind the hyphen take at most, in halves.
const WIDEST_END: usize = 8;

impl Reading<'_, '_> {
    /// 〒　　　－　　　　: one blank from the sign on, hyphen and all, as people write the number with its hyphen.
    /// What is left of the line, or the line below, is the address's.
    pub(super) fn postal_codes(&mut self) {
        for sign in 0..self.line.atoms.len() {
            if self.letter(sign) != Some('〒') || !self.stands_apart(sign) {
                continue;
            }
            let Some(range) = self.postal_code(sign + 1).filter(|range| self.is_free(range.clone())) else { continue };
            let Some(slot) = self.slot(range.clone()) else { continue };
            let next = self.letter(range.end + self.spaces(range.end));
            let slot = slot.keeping_width(next.is_some_and(|next| next != '\n'));
            let candidate = Candidate::new(BlankKind::Line, POSTAL_CODE.to_owned(), Recipe::Text(slot), range.start);
            let end = range.end;
            self.take(range, candidate);
            self.address_behind(sign, end);
        }
    }

    /// Whether the sign begins a line, or stands behind a label.
    fn stands_apart(&self, sign: usize) -> bool {
        let before = sign.checked_sub(1).and_then(|at| self.letter(at));
        before.is_none_or(|before| is_space(before) || matches!(before, '：' | ':') || OPENING.contains(&before))
            || self.reader.labels.knows(&self.words_before(sign))
    }

    fn postal_code(&self, from: usize) -> Option<Range<usize>> {
        let boxes =
            |at: usize| (at..).take_while(|at| self.letter(*at).is_some_and(|one| BOXES.contains(&one))).count();
        if boxes(from) == 3 && self.letter(from + 3).is_some_and(is_hyphen) && boxes(from + 4) == 4 {
            return Some(from..from + 8);
        }
        let hyphen = from + self.spaces(from);
        let is_end = |letter: Option<char>| letter.is_none_or(|letter| letter == '\n');
        if self.letter(hyphen).is_some_and(is_hyphen) {
            let room = self.spaces(hyphen + 1);
            let next = self.letter(hyphen + 1 + room);
            let is_blank = hyphen > from && room > 0 || is_end(next);
            if !is_blank || next.is_some_and(char::is_numeric) {
                return None;
            }
            return self.no_wider(from, hyphen + 1..hyphen + 1 + room, WIDEST_END);
        }
        if is_end(self.letter(hyphen)) { self.no_wider(from, from..hyphen, WIDEST_CODE) } else { None }
    }

    /// From `from` to as far into the room as the number may reach.
    fn no_wider(&self, from: usize, room: Range<usize>, most: usize) -> Option<Range<usize>> {
        let end = (room.start..=room.end).rev().find(|end| self.room(room.start..*end) <= most)?;
        Some(from..end)
    }

    fn address_behind(&mut self, sign: usize, end: usize) {
        let rest = end..self.line.atoms.len();
        let label = self.words_before(sign);
        let is_asked = if label.is_empty() { self.reader.in_cell } else { self.reader.labels.is_address(&label) };
        if !is_asked || !self.text(rest.clone()).trim_matches(is_space).is_empty() {
            return;
        }
        let (tree, paragraph) = (self.reader.tree, self.line.node);
        let below = rest.clone().find(|at| self.letter(*at) == Some('\n')).map(|at| at + 1);
        let slot = match below {
            Some(below) => self.slot(below..below + self.spaces(below)),
            None if self.reader.in_cell => None,
            None => {
                let slot = if self.room(rest.clone()) >= 4 { self.slot(rest.clone()) } else { None };
                slot.map(|slot| slot.parted_by("　"))
            }
        };
        let is_beside = below.is_none() && !self.reader.in_cell;
        let slot = slot.unwrap_or_else(|| {
            if is_beside {
                Slot::at_end(tree, paragraph).parted_by("　")
            } else if below.is_some() {
                Slot::at_end(tree, paragraph)
            } else {
                Slot::on_new_line(tree, paragraph)
            }
        });
        let mut candidate = Candidate::new(BlankKind::Line, label, Recipe::Text(slot), rest.end);
        candidate.is_address = true;
        self.take(rest, candidate);
    }

    /// 電話　（　　）　　－　　　: one blank over room and signs. A label must ask for such a number, or the cell hold
    /// nothing else.
    pub(super) fn numbers(&mut self) {
        let mut at = 0;
        while at < self.line.atoms.len() {
            let length = (at..self.line.atoms.len()).take_while(|index| self.is_of_number(*index)).count();
            let range = at..at + length;
            at += length.max(1);
            let Some((range, label)) = self.number_in(range) else { continue };
            if let Some(slot) = self.slot(range.clone()) {
                let is_whole = self.text(range.end..self.line.atoms.len()).trim().is_empty();
                let has_colon =
                    range.start.checked_sub(1).and_then(|at| self.letter(at)).is_none_or(|c| "：:".contains(c));
                let parted_by = if label.is_empty() || has_colon { "" } else { "　" };
                let slot = slot.keeping_width(!is_whole).parted_by(parted_by);
                self.take(range.clone(), Candidate::new(BlankKind::Line, label, Recipe::Text(slot), range.start));
            }
        }
    }

    fn is_of_number(&self, at: usize) -> bool {
        let is_sign =
            |letter| is_room(letter) || is_hyphen(letter) || is_at(letter) || matches!(letter, '（' | '(' | '）' | ')');
        self.line.atoms.get(at).is_some_and(|atom| atom.letter != '\n' && atom.is_free && is_sign(atom.letter))
            && !self.used[at]
    }

    /// The stretch of signs and room that is a number's, with its label; none where it is something else.
    fn number_in(&self, range: Range<usize>) -> Option<(Range<usize>, String)> {
        let range = self.balanced(range);
        let letters: Vec<char> = self.text(range.clone()).chars().collect();
        let count = |is: &dyn Fn(char) -> bool| letters.iter().filter(|letter| is(**letter)).count();
        let (hyphens, ats) = (count(&is_hyphen), count(&is_at));
        let brackets = count(&|letter| matches!(letter, '（' | '('));
        let room: usize = letters.iter().filter(|letter| is_room(**letter)).map(|letter| width(*letter)).sum();
        let behind = letters.iter().rev().take_while(|letter| is_room(**letter)).count();
        if hyphens > 2 || brackets > 1 || ats > 1 || ats == 1 && hyphens > 0 || room < 2 {
            return None;
        }
        if hyphens + ats + brackets == 0 {
            return None;
        }
        let label = self.words_before(range.start);
        if self.reader.labels.is_of_number(&label) {
            // 電話　　　（　　　）: the brackets hold the middle of the number.
            let front: usize = letters.iter().take_while(|letter| is_room(**letter)).map(|letter| width(*letter)).sum();
            let is_number = hyphens > 0
                || ats == 1
                || brackets == 1 && (behind >= 2 || front >= 4 && self.reader.labels.knows(&label));
            return is_number.then_some((range, label));
        }
        let own = self.text(range.clone());
        let is_alone =
            self.reader.in_cell && self.segment(range.start).trim_matches(is_space) == own.trim_matches(is_space);
        let is_asked = room >= 4 && self.reader.labels.is_of_number(self.reader.label);
        let is_number = is_asked
            || hyphens == 2 && room >= 4
            || hyphens == 1 && brackets == 1
            || hyphens == 1 && room >= 8 && letters.first().is_some_and(|letter| is_room(*letter)) && behind > 0
            || ats == 1 && room >= 4;
        (is_alone && is_number).then_some((range, String::new()))
    }

    /// What of a stretch lies outside brackets that are opened or closed elsewhere; a hyphen or bracket that ends a word is
    /// not of it.
    fn balanced(&self, range: Range<usize>) -> Range<usize> {
        let mut from = range.start;
        let ends_word = |letter: char| is_hyphen(letter) || is_at(letter) || matches!(letter, '）' | ')');
        while from < range.end && self.letter(from).is_some_and(ends_word) {
            from += 1;
        }
        let mut open = None;
        for at in from..range.end {
            match self.letter(at) {
                Some('（' | '(') if open.is_some() => return from..at,
                Some('（' | '(') => open = Some(at),
                Some('）' | ')') if open.is_none() => return from..at,
                Some('）' | ')') => open = None,
                _ => {}
            }
        }
        from..open.unwrap_or(range.end)
    }

    /// The text between the breaks around a place.
    fn segment(&self, at: usize) -> String {
        let from = (0..at).rev().find(|index| self.letter(*index) == Some('\n')).map_or(0, |index| index + 1);
        let end = (at..self.line.atoms.len()).find(|index| self.letter(*index) == Some('\n'));
        self.text(from..end.unwrap_or(self.line.atoms.len()))
    }
}

fn is_room(letter: char) -> bool {
    is_space(letter) || matches!(letter, '_' | '＿')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '－' | '−' | 'ー' | '‐' | '‑' | '―' | '─' | '–')
}

fn is_at(letter: char) -> bool {
    matches!(letter, '@' | '＠')
}
