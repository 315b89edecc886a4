//! `{{name}}` and «name», also where they are split over runs, and ○○市長, the office whose name is left open.

use super::super::found::{Candidate, Recipe};
use super::super::labels::fold;
use super::super::line::is_space;
use super::Reading;
use super::words::is_honorific;
use crate::domain::buyer_form::{BlankKind, Datum};

/// What stands around a name.
const SIGNS: [(&str, &str); 2] = [("{{", "}}"), ("«", "»")];
/// Longest name, in characters.
const LONGEST_NAME: usize = 60;
/// Longest office behind its open name.
const LONGEST_OFFICE: usize = 12;
/// What ○○市長 is called where it stands alone.
const ADDRESSEE: &str = "宛先";

impl Reading<'_, '_> {
    pub(super) fn placeholders(&mut self) {
        let mut at = 0;
        while at < self.line.atoms.len() {
            at = self.placeholder(at).unwrap_or(at + 1);
        }
    }

    /// The end of the placeholder at a place; none where there is none.
    fn placeholder(&mut self, at: usize) -> Option<usize> {
        let first = self.letter(at).filter(|letter| matches!(letter, '{' | '«'))?;
        let (open, close) = SIGNS.iter().find(|(open, _)| open.starts_with(first))?;
        let inside = at + open.chars().count();
        if self.text(at..inside) != *open {
            return None;
        }
        let rest = self.text(inside..(inside + 4 * LONGEST_NAME).min(self.line.atoms.len()));
        let name = rest.get(..rest.find(*close)?)?;
        let range = at..inside + name.chars().count() + close.chars().count();
        let name = name.trim().to_owned();
        let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(['\n', '{', '%', '«']);
        if let Some(slot) = self.slot(range.clone()).filter(|_| is_name) {
            let mut candidate = Candidate::new(BlankKind::Placeholder, name.clone(), Recipe::Text(slot), at);
            candidate.otherwise = Datum::parse(&name.to_lowercase());
            candidate.hints = vec![name.replace(['_', '-', '.'], "")];
            self.take(range.clone(), candidate);
        }
        Some(range.end)
    }

    /// ○○市長　様 alone in its line, with its honorific: the bid knows both.
    pub(super) fn offices(&mut self) {
        let is_sign = |letter: char| matches!(letter, '○' | '〇' | '◯');
        let signs = (0..self.line.atoms.len()).find(|at| self.letter(*at).is_some_and(is_sign));
        let Some(at) = signs.filter(|_| !self.reader.in_cell) else { return };
        let before = fold(&self.text(0..at));
        let is_first =
            before.is_empty() || ["(宛先)", "(あて先)", "(宛て先)", "宛先", "あて先"].contains(&before.as_str());
        let behind = self.text(at..self.line.atoms.len());
        let trimmed = behind.trim_end_matches(is_space);
        let words: Vec<&str> = trimmed.split(is_space).filter(|word| !word.is_empty()).collect();
        let is_office = |word: &str| {
            let bare = word.trim_end_matches(['様', '殿', '宛']);
            let name = bare.trim_start_matches(is_sign);
            let signs = bare.chars().count() - name.chars().count();
            let is_held = ["長", "知事", "管理者", "委員会", "委員長"].iter().any(|end| name.ends_with(end));
            signs >= 2 && is_held && name.chars().count() <= LONGEST_OFFICE
        };
        let is_alone = match words.as_slice() {
            [office] => is_office(office),
            [office, honorific] => is_office(office) && is_honorific(honorific),
            _ => false,
        };
        let range = at..at + trimmed.chars().count();
        if let Some(slot) = self.slot(range.clone()).filter(|_| is_first && is_alone && self.is_free(range.clone())) {
            let mut candidate = Candidate::new(BlankKind::Placeholder, ADDRESSEE.to_owned(), Recipe::Text(slot), at);
            candidate.otherwise = Some(Datum::Addressee);
            self.take(range, candidate);
        }
    }
}
