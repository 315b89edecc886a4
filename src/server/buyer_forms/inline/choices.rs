//! 有・無 within a line: which words are a choice, what it is about, and the ○ that marks one of them.

use std::ops::Range;

use super::super::choices::{Stand, is_separator, word_of};
use super::super::found::{Candidate, Offer, Recipe};
use super::super::labels::{fold, is_ordinal};
use super::super::line::{OBJECT, is_space};
use super::super::slot::Edit;
use super::{CLOSING, OPENING, Reading};
use crate::domain::buyer_form::BlankKind;

/// Marks a choice. Offices take ○ around a word or before it; before it every program and every reader shows it.
const MARK: &str = "○";
/// Most room between two words of a choice, in halves.
const WIDEST_GAP: usize = 16;
/// Least room for the name of a bank before the words that say what it is, in halves.
const LEAST_NAME: usize = 12;
/// Longest word of a choice.
const LONGEST_WORD: usize = 14;

struct Word {
    range: Range<usize>,
    key: String,
}

impl Reading<'_, '_> {
    pub(super) fn choices(&mut self) {
        let words = self.words_of_choices();
        let stand = if self.reader.in_cell { Stand::Cell } else { Stand::Paragraph };
        let mut first = 0;
        while first < words.len() {
            let joined = 1 + words[first..].windows(2).take_while(|pair| self.are_joined(&pair[0], &pair[1])).count();
            if joined < 2 {
                first += 1;
                continue;
            }
            let keys: Vec<String> = words[first..first + joined].iter().map(|word| word.key.clone()).collect();
            let count = self.reader.labels.choices.count(&keys, stand);
            let Some(chosen) = words.get(first..first + count).filter(|_| count >= 2) else {
                first += 1;
                continue;
            };
            first += count;
            // Words that go on before or behind make it a list of something else: 氏名・男・女.
            let is_listed = self.is_listed_on(chosen);
            let offers: Vec<Offer> = chosen.iter().filter_map(|word| self.offer(word)).collect();
            if is_listed || offers.len() < count {
                continue;
            }
            self.take_choice(chosen[0].range.start..chosen[count - 1].range.end, offers);
        }
    }

    fn take_choice(&mut self, range: Range<usize>, offers: Vec<Offer>) {
        let names: Vec<String> = offers.iter().map(|offer| offer.shown.clone()).collect();
        let label = self.words_before(range.start);
        let label = label.trim_end_matches(OPENING).trim_end_matches(['：', ':']).to_owned();
        let label = if label.chars().any(char::is_alphabetic) { label } else { String::new() };
        let mut candidate = Candidate::new(BlankKind::Choice, label, Recipe::Choice(offers, None), range.start);
        self.name_before(range.start, &names);
        candidate.choices = names;
        self.take(range, candidate);
    }

    /// 　　　　　銀行・信用金庫: the name of the bank or branch goes before the words that say what it is.
    fn name_before(&mut self, end: usize, names: &[String]) {
        let is_of_bank = names.iter().any(|name| ["銀行", "支店"].contains(&fold(name).as_str()));
        let is_room = |at: &usize| {
            self.line.atoms[*at].is_free && is_space(self.line.atoms[*at].letter) && self.letter(*at) != Some('\n')
        };
        let from = (0..end).rev().take_while(is_room).last().unwrap_or(end);
        // The last space parts the name from the words, or takes the mark.
        let room = from..end.saturating_sub(1).max(from);
        if !self.reader.in_cell || !is_of_bank || self.room(room.clone()) < LEAST_NAME || !self.is_free(room.clone()) {
            return;
        }
        if let Some(slot) = self.slot(room.clone()) {
            let label = names.join("・");
            self.take(room, Candidate::new(BlankKind::Line, label, Recipe::Text(slot), from));
        }
    }

    /// The words of a line, parted by room, brackets and signs.
    fn words_of_choices(&self) -> Vec<Word> {
        let is_end = |at: usize| {
            self.letter(at).is_none_or(|letter| {
                is_space(letter)
                    || is_separator(letter)
                    || letter == OBJECT
                    || matches!(letter, '：' | ':')
                    || OPENING.contains(&letter)
                    || CLOSING.contains(&letter)
            }) || self.used[at]
        };
        let mut words: Vec<Word> = Vec::new();
        let mut at = 0;
        while at < self.line.atoms.len() {
            let length = (at..self.line.atoms.len()).take_while(|index| !is_end(*index)).count();
            let range = at..at + length;
            at += length.max(1);
            let text = self.text(range.clone());
            // １　有　　２　無: the numbers are signs.
            if length == 0 || is_ordinal(&text) {
                continue;
            }
            let key = if length <= LONGEST_WORD { word_of(&text) } else { String::new() };
            let number = length - key.chars().count().min(length);
            let is_numbered = !key.is_empty() && text.starts_with(char::is_numeric);
            let start = if is_numbered { range.start + number } else { range.start };
            words.push(Word { range: start..range.end, key });
        }
        words
    }

    /// Whether only room and signs of a choice stand between two words.
    fn are_joined(&self, one: &Word, other: &Word) -> bool {
        let between = one.range.end..other.range.start;
        let text = self.text(between.clone());
        self.room(between.clone()) <= WIDEST_GAP
            && !text.contains('\n')
            && !self.used[between].contains(&true)
            && !text.is_empty()
            && text.chars().all(|letter| {
                is_space(letter) || is_separator(letter) || letter.is_numeric() || matches!(letter, '.' | '．')
            })
    }

    /// Whether a sign of a list joins a further word to the choice.
    fn is_listed_on(&self, chosen: &[Word]) -> bool {
        let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else { return true };
        let before = (0..first.range.start).rev().find_map(|at| self.letter(at).filter(|letter| !is_space(*letter)));
        let after =
            (last.range.end..self.line.atoms.len()).find_map(|at| self.letter(at).filter(|letter| !is_space(*letter)));
        let is_list = |letter: char| {
            is_separator(letter) || matches!(letter, '、' | '，' | '。' | '「' | '」' | '○' | '〇' | '◯')
        };
        let is_marked = before.is_some_and(|letter| matches!(letter, '○' | '〇' | '◯' | '●'));
        let begins_at_line = first.range.start == 0 || self.letter(first.range.start - 1) == Some('\n');
        is_marked || !begins_at_line && before.is_some_and(is_list) || after.is_some_and(is_list)
    }

    fn offer(&self, word: &Word) -> Option<Offer> {
        let shown = self.text(word.range.clone());
        Some(Offer { value: word.key.clone(), shown, edits: vec![self.mark(word.range.start)?] })
    }

    /// The ○ before a word. It takes the place of a full-width space where another one still parts the words.
    pub(super) fn mark(&self, at: usize) -> Option<Edit> {
        let atom = self.line.atoms.get(at).filter(|atom| atom.is_free)?;
        let inserted = || Edit { bytes: atom.bytes.start..atom.bytes.start, text: MARK.to_owned() };
        let Some(before) = at.checked_sub(1).and_then(|index| self.line.atoms.get(index)) else {
            return Some(inserted());
        };
        let parted = at.checked_sub(2).and_then(|index| self.letter(index));
        let is_room = before.letter == '\u{3000}' && before.is_free && before.holder == atom.holder;
        let is_spare = parted.is_none_or(|letter| is_space(letter) || is_separator(letter));
        Some(if is_room && is_spare { Edit { bytes: before.bytes.clone(), text: MARK.to_owned() } } else { inserted() })
    }
}
