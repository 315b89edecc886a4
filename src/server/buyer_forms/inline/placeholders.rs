//! `{{name}}`, also where it is split over runs.

use super::super::found::{Candidate, Recipe};
use super::Reading;
use crate::domain::buyer_form::{BlankKind, Datum};

impl Reading<'_, '_> {
    pub(super) fn placeholders(&mut self) {
        let mut at = 0;
        while at + 4 < self.line.atoms.len() {
            if self.letter(at) == Some('{') && self.letter(at + 1) == Some('{') {
                let rest = self.text(at + 2..self.line.atoms.len());
                if let Some(length) = rest.find("}}").map(|bytes| rest[..bytes].chars().count()) {
                    let range = at..at + 2 + length + 2;
                    let name = self.text(at + 2..at + 2 + length).trim().to_owned();
                    let is_name = !name.is_empty() && name.chars().count() <= 60 && !name.contains(['\n', '{', '%']);
                    if let Some(slot) = self.slot(range.clone()).filter(|_| is_name) {
                        let mut candidate =
                            Candidate::new(BlankKind::Placeholder, name.clone(), Recipe::Text(slot), at);
                        candidate.otherwise = Datum::parse(&name.to_lowercase());
                        candidate.hints = vec![name.replace(['_', '-', '.'], "")];
                        self.take(range.clone(), candidate);
                    }
                    at = range.end;
                    continue;
                }
            }
            at += 1;
        }
    }
}
