//! Blanks within a line of text: boxes to tick, brackets, underlined room, `{{name}}`, dates, choices, numbers and the room
//! behind a label, each in a file of its own.

mod boxes;
mod brackets;
mod choices;
mod dates;
mod numbers;
mod pieces;
mod placeholders;
mod rooms;
mod underlines;
mod words;

use std::ops::Range;

pub(super) use dates::{CENTURY, is_bare_date};
pub(super) use numbers::POSTAL_CODE;

use super::found::Candidate;
use super::labels::{Labels, fold, shown};
use super::line::{Line, OBJECT, is_space, width};
use super::slot::Slot;
use super::tree::Tree;
use crate::domain::buyer_form::BlankKind;

/// What a line is read with.
pub(super) struct Reader<'r, 'x> {
    pub(super) tree: &'r Tree<'x>,
    pub(super) labels: &'r Labels,
    /// What ticks □ in this file.
    pub(super) tick: char,
    /// Whether the line stands in a cell, where a unit alone makes a blank of the room before it.
    pub(super) in_cell: bool,
    /// The label of that cell.
    pub(super) label: &'r str,
    /// Whether the cell prints only what follows a value.
    pub(super) is_bare_unit: bool,
    /// Whether the cell's words name another cell.
    pub(super) names_others: bool,
    /// Whether the line below prints what the room of this one is for.
    pub(super) is_over_label: bool,
}

/// What a line holds.
pub(super) struct Read {
    pub(super) candidates: Vec<Candidate>,
    /// A known label with nothing behind it: a blank only where its neighbours are such labels too.
    pub(super) bare: Option<Candidate>,
}

const BOXES: [char; 4] = ['□', '☐', '◻', '❏'];
const OPENING: [char; 4] = ['（', '(', '［', '〔'];
const CLOSING: [char; 4] = ['）', ')', '］', '〕'];
pub(super) const SEALS: [&str; 6] = ["印", "㊞", "(印)", "(実印)", "実印", "(使用印)"];

impl Reader<'_, '_> {
    /// Reads a line.
    pub(super) fn read(&self, line: &Line) -> Read {
        let mut reading = Reading { reader: self, line, used: vec![false; line.atoms.len()], found: Vec::new() };
        reading.placeholders();
        reading.offices();
        reading.boxes();
        reading.postal_codes();
        reading.numbers();
        reading.dates();
        reading.choices();
        reading.low_lines();
        reading.brackets();
        let mut bares: Vec<Candidate> = Vec::new();
        for stretch in reading.stretches() {
            bares.extend(reading.labels(stretch));
        }
        // Labels under each other in one paragraph are blanks as they are in several.
        let labelled = reading.found.iter().filter(|candidate| candidate.kind == BlankKind::Line).count();
        let has_break = line.atoms.iter().any(|atom| atom.letter == '\n');
        if has_break && !self.names_others && bares.len() + labelled >= 2 {
            reading.found.append(&mut bares);
        }
        let has_any = !reading.found.is_empty();
        reading.found.sort_by_key(|candidate| candidate.from);
        Read { candidates: reading.found, bare: bares.pop().filter(|_| !has_any) }
    }
}

struct Reading<'r, 'x> {
    reader: &'r Reader<'r, 'x>,
    line: &'r Line,
    used: Vec<bool>,
    found: Vec<Candidate>,
}

impl Reading<'_, '_> {
    fn letter(&self, at: usize) -> Option<char> {
        self.line.atoms.get(at).map(|atom| atom.letter)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.line.atoms.get(range).unwrap_or_default().iter().map(|atom| atom.letter).collect()
    }

    fn slot(&self, range: Range<usize>) -> Option<Slot> {
        Slot::replacing(self.reader.tree, self.line, range)
    }

    fn take(&mut self, range: Range<usize>, candidate: Candidate) {
        if let Some(used) = self.used.get_mut(range) {
            used.fill(true);
        }
        self.found.push(candidate);
    }

    fn is_free(&self, range: Range<usize>) -> bool {
        self.used.get(range).is_some_and(|used| used.iter().all(|used| !used))
    }

    /// From `at` on while a character is room.
    fn spaces(&self, at: usize) -> usize {
        let rest = self.line.atoms.get(at..).unwrap_or_default();
        rest.iter().take_while(|atom| is_space(atom.letter) && atom.letter != '\n' && atom.is_free).count()
    }

    fn room(&self, range: Range<usize>) -> usize {
        self.line.atoms.get(range).unwrap_or_default().iter().map(|atom| width(atom.letter)).sum()
    }

    /// The words before a place in its line, back to the last break, blank or wide room.
    fn words_before(&self, at: usize) -> String {
        let mut from = at;
        let mut gap = 0;
        while from > 0 {
            let atom = &self.line.atoms[from - 1];
            if atom.letter == '\n' || atom.letter == OBJECT || self.used[from - 1] {
                break;
            }
            gap = if is_space(atom.letter) { gap + width(atom.letter) } else { 0 };
            if gap >= 4
                && !self.text(from - 1..at).trim().is_empty()
                && self.text(from - 1..at).trim().chars().count() > 2
            {
                break;
            }
            from -= 1;
        }
        shown(&self.text(from..at))
    }

    /// The next words behind a place, and whether they are a unit or a seal.
    fn behind(&self, at: usize) -> (String, bool, bool) {
        let from = at + self.spaces(at);
        let rest = self.text(from..self.line.atoms.len());
        let word: String = rest.chars().take_while(|letter| !is_space(*letter)).take(12).collect();
        let unit: String =
            word.chars().take_while(|letter| !OPENING.contains(letter) && !CLOSING.contains(letter)).collect();
        let has_unit = self.reader.labels.is_unit(&unit);
        let has_seal = SEALS.iter().any(|seal| fold(&word) == fold(seal));
        (word, has_unit, has_seal)
    }

    /// The stretches between breaks and between what was found.
    fn stretches(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        for at in 0..=self.line.atoms.len() {
            let is_end = at == self.line.atoms.len() || self.letter(at) == Some('\n') || self.used[at];
            if is_end {
                if at > from {
                    found.push(from..at);
                }
                from = at + 1;
            }
        }
        found
    }
}
