//! The bytes that blanks stand on. No two blanks share one, so that any of them can be filled beside any other; odd trees
//! could else be read in two ways at once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::found::{Found, Recipe};
use super::super::slot::Edit;

/// What is taken so far.
#[derive(Default)]
struct Ground {
    /// Ends of the stretches that are taken away, by their starts.
    stretches: BTreeMap<usize, usize>,
    /// Where something is put in.
    points: BTreeSet<usize>,
}

/// The blanks that stand on ground of their own; of two on the same, the first.
pub(super) fn apart(found: Vec<Found>) -> Vec<Found> {
    let mut ground = Ground::default();
    found.into_iter().filter(|one| ground.takes(&bytes(&one.recipe))).collect()
}

impl Ground {
    /// Takes these bytes, if all of them are free.
    fn takes(&mut self, bytes: &[Range<usize>]) -> bool {
        let is_free = bytes.iter().all(|range| self.is_free(range));
        if is_free {
            for range in bytes {
                if range.is_empty() {
                    self.points.insert(range.start);
                } else {
                    self.stretches.insert(range.start, range.end);
                }
            }
        }
        is_free
    }

    fn is_free(&self, range: &Range<usize>) -> bool {
        let before = self.stretches.range(..range.end).next_back();
        let is_over = before.is_some_and(|(_, end)| *end > range.start);
        let holds_point = !range.is_empty() && self.points.range(range.start + 1..range.end).next().is_some();
        !is_over && !holds_point
    }
}

/// The bytes that a recipe takes away, and where it puts something in.
pub(in super::super) fn bytes(recipe: &Recipe) -> Vec<Range<usize>> {
    edits(recipe).into_iter().map(|edit| edit.bytes).collect()
}

/// The same without the marks by which a text keeps its spaces: several blanks of one text ask for the same one.
pub(in super::super) fn written(recipe: &Recipe) -> Vec<Range<usize>> {
    let is_mark = |edit: &Edit| edit.text.starts_with(" xml:space");
    edits(recipe).into_iter().filter(|edit| !is_mark(edit)).map(|edit| edit.bytes).collect()
}

fn edits(recipe: &Recipe) -> Vec<Edit> {
    match recipe {
        Recipe::Text(slot) | Recipe::NumberField(slot, _) | Recipe::DateField(slot, _) => slot.edits(""),
        Recipe::DateText(control) => control.slot.edits(""),
        Recipe::Digits(slots) => slots.iter().flat_map(|slot| slot.edits("")).collect(),
        Recipe::Tick(tick) => tick.edits.clone(),
        Recipe::Date(slots) => {
            let parts = [&slots.year, &slots.month, &slots.day].into_iter().flatten();
            let eras = slots.eras.iter().map(|(_, edit)| edit.clone());
            parts.flat_map(|slot| slot.edits("")).chain(eras).collect()
        }
        Recipe::Choice(offers, slot) => {
            let marks = offers.iter().flat_map(|offer| offer.edits.clone());
            marks.chain(slot.iter().flat_map(|slot| slot.edits(""))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_taken_once() {
        let mut ground = Ground::default();
        assert!(ground.takes(&[5..9, 12..12]));
        for taken in [4..6, 8..10, 6..7, 0..20, 7..7, 11..13] {
            assert!(!ground.takes(std::slice::from_ref(&taken)), "{taken:?}");
        }
        // Beside each other, and twice at the same point.
        assert!(ground.takes(&[9..12, 5..5, 9..9, 12..12]));
    }
}
