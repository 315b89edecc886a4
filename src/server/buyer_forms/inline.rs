//! Blanks within a line of text: boxes to tick, brackets, underlined room, `{{name}}`, and the room behind a label; dates,
//! choices and numbers in files of their own.

mod choices;
mod dates;
mod numbers;

use std::ops::Range;

pub(super) use dates::is_bare_date;
pub(super) use numbers::POSTAL_CODE;

use super::found::{Candidate, Recipe};
use super::labels::{Labels, fold, is_label_like, shown};
use super::line::{Line, OBJECT, is_space, width};
use super::slot::{Edit, Slot};
use super::tree::Tree;
use crate::domain::buyer_form::{BlankKind, Datum};

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
const SEALS: [&str; 6] = ["印", "㊞", "(印)", "(実印)", "実印", "(使用印)"];

impl Reader<'_, '_> {
    /// Reads a line.
    pub(super) fn read(&self, line: &Line) -> Read {
        let mut reading = Reading { reader: self, line, used: vec![false; line.atoms.len()], found: Vec::new() };
        reading.placeholders();
        reading.boxes();
        reading.postal_codes();
        reading.numbers();
        reading.dates();
        reading.choices();
        reading.low_lines();
        reading.brackets();
        let mut bare = None;
        for stretch in reading.stretches() {
            if let Some(candidate) = reading.labels(stretch) {
                bare = Some(candidate);
            }
        }
        let has_any = !reading.found.is_empty();
        reading.found.sort_by_key(|candidate| candidate.from);
        Read { candidates: reading.found, bare: bare.filter(|_| !has_any) }
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

    fn placeholders(&mut self) {
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

    fn boxes(&mut self) {
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
            self.take(at..at + 1, Candidate::new(BlankKind::Checkbox, label, Recipe::Tick(vec![edit]), at));
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

    /// Underlined room, and rows of low lines.
    fn low_lines(&mut self) {
        let mut at = 0;
        while at < self.line.atoms.len() {
            let run = |is: &dyn Fn(usize) -> bool| (at..self.line.atoms.len()).take_while(|index| is(*index)).count();
            let underlined = run(&|index| {
                let atom = &self.line.atoms[index];
                atom.is_underlined && atom.is_free && is_space(atom.letter) && atom.letter != '\n' && !self.used[index]
            });
            let low = run(&|index| matches!(self.letter(index), Some('_' | '＿')) && self.line.atoms[index].is_free);
            let length = underlined.max(low);
            let range = at..at + length;
            let is_room = if low > 0 { self.room(range.clone()) >= 3 } else { self.room(range.clone()) >= 4 };
            if length == 0 || !is_room {
                at += length.max(1);
                continue;
            }
            let label = self.words_before(at);
            let (after, has_unit, has_seal) = self.behind(range.end);
            let is_sentence_end = after.is_empty() && label.is_empty() && !self.reader.in_cell && low == 0;
            let is_refused = self.reader.labels.is_never(&label) || self.reader.labels.is_buyers(&label);
            if let Some(slot) =
                self.slot(range.clone()).filter(|_| !is_sentence_end && !is_refused && !self.is_padding(at))
            {
                let slot = slot.keeping_width(low == 0);
                let mut candidate = Candidate::new(BlankKind::Underline, label.clone(), Recipe::Text(slot), at);
                (candidate.has_unit, candidate.has_seal) = (has_unit, has_seal);
                candidate.otherwise = is_money(&label).then_some(Datum::Amount);
                self.take(range.clone(), candidate);
            }
            at = range.end;
        }
    }

    /// Whether underlined room follows an underlined value that was written before it.
    fn is_padding(&self, at: usize) -> bool {
        let is_value =
            |index: &usize| self.line.atoms[*index].is_underlined && !is_space(self.line.atoms[*index].letter);
        let from = (0..at).rev().take_while(is_value).last();
        from.is_some_and(|from| !self.reader.labels.knows(&self.text(from..at)))
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

    fn brackets(&mut self) {
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
            let label = self.words_before(open);
            let is_refused = self.reader.labels.is_never(&label) || self.reader.labels.is_buyers(&label);
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

    /// Room behind labels. Returns a known label that ends its line with nothing behind it.
    fn labels(&mut self, stretch: Range<usize>) -> Option<Candidate> {
        let pieces = self.pieces(stretch.clone());
        let mut bare = None;
        for (index, piece) in pieces.iter().enumerate() {
            let next = pieces.get(index + 1);
            let gap = piece.range.end..next.map_or(stretch.end, |next| next.range.start);
            let ends_line = next.is_none() && stretch.end == self.line.atoms.len()
                || next.is_none() && self.letter(stretch.end) == Some('\n');
            if next.is_none() && !ends_line {
                continue;
            }
            let room = self.room(gap.clone());
            let is_refused = self.reader.labels.is_never(&piece.text) || self.reader.labels.is_buyers(&piece.text);
            if is_refused || self.is_padding(gap.start) || is_written_sum(&piece.text) {
                continue;
            }
            let (_, has_unit, has_seal) =
                next.map_or((String::new(), false, false), |next| self.behind(next.range.start));
            let is_known = self.reader.labels.knows(&piece.text) || is_money(&piece.text);
            let has_colon = piece.text.trim_end().ends_with(['：', ':']);
            let is_first = index == 0 || index == 1 && self.reader.labels.knows(&pieces[0].text);
            let is_open = piece.text.ends_with(['、', '，']) && room >= 8;
            let is_wide_enough = match next {
                None if is_known => room >= 4 || has_colon,
                None => has_colon && room >= 4 && is_label_like(&piece.text) || room >= 8 && self.is_lone_label(piece),
                // In a cell of its own that is somebody written down, and their seal.
                Some(_) if has_seal => {
                    room >= 2 && (is_known || !self.reader.in_cell && index == 0 && is_label_like(&piece.text))
                }
                // ¥　　　　－
                Some(next) if is_money(&piece.text) && is_end_of_sum(&next.text) => room >= 4,
                Some(_) if has_unit => {
                    let is_next_unit = self.reader.in_cell && self.reader.labels.is_unit(&piece.text);
                    room >= 6
                        || room >= 2
                            && (is_known || is_next_unit || self.is_lone_label(piece) || piece.text.ends_with('第'))
                }
                // 入札者　　住所: whose address it is, and no blank.
                Some(next) if self.reader.labels.knows(&next.text) => {
                    let least = if self.reader.labels.names_bidder(&piece.text) { 10 } else { 4 };
                    room >= least && (is_known || has_colon)
                }
                Some(next) if is_honorific(&next.text) => room >= 6 && is_office(&piece.text),
                Some(next) if next.text.starts_with(['）', ')']) => has_colon || is_known && room >= 4,
                Some(_) => is_open,
            };
            if !is_wide_enough {
                if next.is_none() && is_known && room < 4 && is_first && !is_money(&piece.text) {
                    bare = self.behind_label(piece, gap, false);
                }
                continue;
            }
            let keeps_width = next.is_some();
            if let Some(mut candidate) = self.behind_label(piece, gap.clone(), keeps_width) {
                (candidate.has_unit, candidate.has_seal) = (has_unit, has_seal);
                // 約　　　人, 第　　　号: the label stands before.
                if is_prefix(&piece.text) {
                    candidate.label = self.words_before(piece.range.start);
                }
                // 　　年　　か月: of several numbers in a cell each is the cell's.
                if self.reader.in_cell && !piece.text.contains(OPENING) && self.reader.labels.is_unit(&piece.text) {
                    candidate.label = String::new();
                }
                if is_money(&piece.text) {
                    candidate.otherwise = Some(Datum::Amount);
                    candidate.label =
                        if index > 0 { shown(&pieces[index - 1].text) } else { self.words_before(piece.range.start) };
                    candidate.has_unit |= next.is_none_or(|next| is_end_of_sum(&next.text));
                }
                if next.is_some_and(|next| is_honorific(&next.text)) {
                    candidate.otherwise = Some(Datum::AddresseeName);
                }
                self.take(gap, candidate);
            }
        }
        self.unit_alone(&pieces, stretch);
        bare
    }

    fn behind_label(&self, piece: &Piece, gap: Range<usize>, keeps_width: bool) -> Option<Candidate> {
        let has_colon = piece.text.trim_end().ends_with(['：', ':']);
        let mut slot = self.slot(gap.clone())?;
        // What parts label and value stays: the first space of the room.
        let is_parted = has_colon || is_money(&piece.text);
        slot.parted_by = if is_parted || piece.text.ends_with('第') { "" } else { "　" };
        slot.keeps_width = keeps_width;
        // Of 人（うち技術者　　人） the words in the open bracket are the label.
        let words =
            piece.text.rsplit(['（', '(']).next().filter(|last| !last.contains(['）', ')'])).unwrap_or(&piece.text);
        Some(Candidate::new(BlankKind::Line, shown(words), Recipe::Text(slot), gap.start))
    }

    /// In a cell: room with nothing but a unit or a seal behind it.
    fn unit_alone(&mut self, pieces: &[Piece], stretch: Range<usize>) {
        let Some(first) = pieces.first().filter(|_| self.reader.in_cell && pieces.len() <= 2) else { return };
        let gap = stretch.start..first.range.start;
        let (_, has_unit, has_seal) = self.behind(first.range.start);
        if self.room(gap.clone()) < 2 || !(has_unit || has_seal) || !self.is_free(gap.clone()) {
            return;
        }
        if let Some(slot) = self.slot(gap.clone()) {
            let slot = slot.keeping_width(has_seal);
            let mut candidate = Candidate::new(BlankKind::Line, String::new(), Recipe::Text(slot), gap.start);
            (candidate.has_unit, candidate.has_seal) = (has_unit, has_seal);
            self.take(gap, candidate);
        }
    }

    /// A label that stands alone in its line and is none of a sentence, a date or an address.
    fn is_lone_label(&self, piece: &Piece) -> bool {
        let folded = fold(&piece.text);
        let length = folded.chars().count();
        let ends_badly = ["様", "殿", "御中", "宛", "宛て", "以上", "記", "長", "す", "る", "た", "日"]
            .iter()
            .any(|end| folded.ends_with(end));
        let is_number = folded.chars().any(|letter| letter.is_ascii_digit())
            && folded.chars().filter(char::is_ascii_digit).count() * 2 > length;
        is_label_like(&piece.text)
            && (2..=12).contains(&length)
            && !ends_badly
            && !is_number
            && !folded.contains(['、', ',', '。'])
    }

    /// The words of a stretch; letters set apart (所　在　地) are one word.
    fn pieces(&self, stretch: Range<usize>) -> Vec<Piece> {
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
        let joins = |before: usize| {
            let is_seal = SEALS.iter().any(|seal| fold(&self.text(words[before + 1].clone())) == fold(seal));
            let next = self.text(words[before + 1].clone());
            let ends = is_seal || is_money(&next) || is_honorific(&next) || self.reader.labels.is_unit(&next);
            !ends && (gap(before) <= 2 || words[before].len() == 1 && words[before + 1].len() == 1 && gap(before) <= 4)
        };
        (first..words.len() - 1).find(|before| !joins(*before)).unwrap_or(words.len() - 1)
    }
}

struct Piece {
    text: String,
    range: Range<usize>,
}

fn is_money(text: &str) -> bool {
    let folded = fold(text);
    ["金", "一金", "¥", "\\"].contains(&folded.as_str()) || folded.ends_with("金¥")
}

/// 金 or ¥ with a number behind it: nothing more is asked for.
fn is_written_sum(text: &str) -> bool {
    let word = text.rsplit(is_space).next().unwrap_or_default();
    word.starts_with(['金', '¥', '￥']) && word.contains(char::is_numeric)
}

/// What closes a sum that ¥ begins.
fn is_end_of_sum(text: &str) -> bool {
    text.starts_with(['－', '-', '―', 'ー', '−', '.', '．'])
}

/// A word before a number, and no label.
fn is_prefix(text: &str) -> bool {
    ["約", "計", "延べ", "延", "満", "第", "のべ", "およそ", "各", "全"].contains(&fold(text).as_str())
}

fn is_honorific(text: &str) -> bool {
    let folded = fold(text);
    ["様", "殿", "宛て", "宛", "あて"].contains(&folded.as_str())
}

fn is_office(text: &str) -> bool {
    let folded = fold(text);
    ["長", "者", "会", "宛先", "先"].iter().any(|end| folded.trim_start_matches("(宛先)").ends_with(end))
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
