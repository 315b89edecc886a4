//! The words of a line; letters that are set apart (所　在　地) are one word.

use std::ops::Range;

use super::super::labels::fold;
use super::super::line::is_space;
use super::words::{is_honorific, is_money};
use super::{Reading, SEALS};

/// A word of a line.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

impl Reading<'_, '_> {
    /// The words of a stretch; letters set apart (所　在　地) are one word.
    pub(super) fn pieces(&self, stretch: Range<usize>) -> Vec<Piece> {
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut at = stretch.start;
        while at < stretch.end {
            let spaces = (at..stretch.end).take_while(|index| self.letter(*index).is_some_and(is_space)).count();
            at += spaces;
            let length = (at..stretch.end)
                .take_while(|index| self.letter(*index).is_some_and(|letter| !is_space(letter)))
                .count();
            if length > 0 {
                words.push(at..at + length);
            }
            at += length;
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let last = self.last_of_label(&words, index);
            let range = words[index].start..words[last].end;
            pieces.push(Piece { text: self.text(range.clone()), range });
            index = last + 1;
        }
        pieces
    }

    /// The last word that belongs to the label beginning at `first`.
    fn last_of_label(&self, words: &[Range<usize>], first: usize) -> usize {
        let furthest = (first + 8).min(words.len() - 1);
        let text = |last: usize| self.text(words[first].start..words[last].end);
        let gap = |before: usize| self.room(words[before].end..words[before + 1].start);
        let is_single = |word: &Range<usize>| word.len() <= 2;
        let spread = |last: usize| {
            (first..last).all(|before| {
                gap(before) <= 2 || is_single(&words[before]) && is_single(&words[before + 1]) && gap(before) <= 8
            })
        };
        if let Some(last) =
            (first + 1..=furthest).rev().find(|last| spread(*last) && self.reader.labels.knows(&text(*last)))
        {
            return last;
        }
        if self.reader.labels.knows(&text(first)) || is_money(&text(first)) {
            return first;
        }
        // 構成員１　所在地: whose it is stands before the label.
        let is_label_behind = (first + 1..=furthest)
            .any(|last| self.reader.labels.knows(&self.text(words[first + 1].start..words[last].end)));
        if is_label_behind && self.reader.labels.group(&text(first)).is_some() {
            return first;
        }
        let joins = |before: usize| {
            let is_seal = SEALS.iter().any(|seal| fold(&self.text(words[before + 1].clone())) == fold(seal));
            let next = self.text(words[before + 1].clone());
            let ends = is_seal || is_money(&next) || is_honorific(&next) || self.reader.labels.is_unit(&next);
            !ends && (gap(before) <= 2 || words[before].len() == 1 && words[before + 1].len() == 1 && gap(before) <= 4)
        };
        (first..words.len() - 1).find(|before| !joins(*before)).unwrap_or(words.len() - 1)
    }
}
