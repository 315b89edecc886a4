//! A part's text line by line, with its blanks between the words.

use std::collections::{BTreeMap, BTreeSet};

use super::Part;
use super::by_hand::is_open;
use super::find::ground;
use super::found::Found;
use super::line::OBJECT;
use super::spots::{self, Spot};
use super::tree::Tree;
use crate::domain::buyer_form::{OutlineLine, Piece};

/// Longest line that is shown, in characters.
const LONGEST: usize = 600;

/// The lines of a part, at most so many.
pub(super) fn lines(part: &Part<'_>, spots: &[Spot], most: usize) -> Vec<OutlineLine> {
    let mut marks = marks(&part.tree, spots, &part.found);
    let lines = spots.iter().enumerate().take(most).map(|(index, spot)| {
        let blanks = marks.remove(&index).unwrap_or_default();
        OutlineLine {
            address: spot.address.clone(),
            part: part.name.to_owned(),
            place: spot.place,
            is_open: is_open(part, spot, !blanks.is_empty()),
            pieces: pieces(spot, &blanks),
            label: spot.label.clone(),
        }
    });
    lines.collect()
}

/// The blanks of each line: the character before which each begins, and its label. A blank of several lines, such as boxes
/// for digits, is marked in each.
fn marks<'f>(tree: &Tree<'_>, spots: &[Spot], found: &'f [Found]) -> BTreeMap<usize, Vec<(usize, &'f str)>> {
    let mut marks: BTreeMap<usize, Vec<(usize, &str)>> = BTreeMap::new();
    for one in found {
        let mut bytes = ground::written(&one.recipe);
        bytes.sort_by_key(|range| range.start);
        let mut seen = BTreeSet::new();
        for (index, at) in bytes.into_iter().filter_map(|range| spots::find(tree, spots, range.start)) {
            if seen.insert(index) {
                marks.entry(index).or_default().push((at, &one.blank.label));
            }
        }
    }
    for blanks in marks.values_mut() {
        blanks.sort_by_key(|(at, _)| *at);
    }
    marks
}

fn pieces(spot: &Spot, blanks: &[(usize, &str)]) -> Vec<Piece> {
    let text = |from: usize, to: usize| -> Option<Piece> {
        let atoms = spot.line.atoms.get(from..to.min(LONGEST)).unwrap_or_default();
        let text: String = atoms.iter().map(|atom| atom.letter).filter(|letter| *letter != OBJECT).collect();
        (!text.is_empty()).then_some(Piece::Text(text))
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, label) in blanks {
        pieces.extend(text(from, *at));
        pieces.push(Piece::Blank((*label).to_owned()));
        from = *at;
    }
    pieces.extend(text(from, spot.line.atoms.len()));
    pieces
}
