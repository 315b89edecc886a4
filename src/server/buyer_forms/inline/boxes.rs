//! □ to tick, with the words that name it.

use super::super::found::{Candidate, Recipe, Tick};
use super::super::labels::shown;
use super::super::line::{OBJECT, is_space, width};
use super::super::slot::Edit;
use super::{BOXES, OPENING, Reading};
use crate::domain::buyer_form::BlankKind;

impl Reading<'_, '_> {
    pub(super) fn boxes(&mut self) {
        let is_behind = self.has_words_before_boxes();
        for at in 0..self.line.atoms.len() {
            let Some(letter) = self.letter(at).filter(|letter| BOXES.contains(letter)) else { continue };
            let is_beside = |other: Option<char>| other.is_some_and(|other| BOXES.contains(&other));
            let is_row = is_beside(self.letter(at + 1)) || at > 0 && is_beside(self.letter(at - 1));
            if is_row || !self.line.atoms[at].is_free || self.used[at] {
                continue;
            }
            let mut end = at + 1;
            let mut gap = 0;
            let mut words = String::new();
            while let Some(next) = self.letter(end) {
                let is_end = BOXES.contains(&next) || ['■', '☑', '☒', '\n', OBJECT].contains(&next);
                gap = if is_space(next) { gap + width(next) } else { 0 };
                if is_end || gap >= 4 && !words.trim().is_empty() {
                    break;
                }
                words.push(next);
                end += 1;
            }
            // □ that a sentence speaks of, and □ that stands for a word that is not known yet.
            let follows = words.trim_start();
            let is_spoken_of =
                ["欄", "に", "の", "内", "を", "は", "印", "には", "へ"].iter().any(|word| follows.starts_with(word));
            let before = at.checked_sub(1).and_then(|index| self.letter(index));
            let is_quoted = before.is_some_and(|before| matches!(before, '「' | '｢' | '〒' | '-' | '－' | '株'));
            if is_spoken_of && !follows.starts_with("内容") && !follows.starts_with("はい") || is_quoted {
                continue;
            }
            let label = if is_behind { String::new() } else { shown(words_of_box(follows)) };
            let label = if label.is_empty() { self.words_before(at) } else { label };
            let mark = if letter == '□' { self.reader.tick } else { '☑' };
            let edit = Edit { bytes: self.line.atoms[at].bytes.clone(), text: mark.to_string() };
            let tick = Tick { is_ticked: false, edits: vec![edit] };
            self.take(at..at + 1, Candidate::new(BlankKind::Checkbox, label, Recipe::Tick(tick), at));
        }
    }

    /// 有□　無□: whether every box follows its word.
    fn has_words_before_boxes(&self) -> bool {
        let is_box = |at: &usize| self.letter(*at).is_some_and(|letter| BOXES.contains(&letter));
        let boxes: Vec<usize> = (0..self.line.atoms.len()).filter(is_box).collect();
        let (Some(first), Some(last)) = (boxes.first(), boxes.last()) else { return false };
        let is_beside = |at: &usize| {
            let before = self.text(0..*at);
            before.trim_end_matches(is_space).ends_with(char::is_alphabetic)
        };
        boxes.len() >= 2
            && *first > 0
            && boxes.iter().all(is_beside)
            && self.text(last + 1..self.line.atoms.len()).trim().is_empty()
    }
}

/// The words behind a box, up to a stop; brackets that are opened in them are closed.
fn words_of_box(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '（' | '(' => depth += 1,
            '）' | ')' if depth == 0 => return &text[..at],
            '）' | ')' => depth -= 1,
            '、' | '，' | '／' | '/' if depth == 0 => return &text[..at],
            _ => {}
        }
    }
    text.trim_end_matches(|letter: char| OPENING.contains(&letter) || is_space(letter))
}
