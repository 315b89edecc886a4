//! Blanks within a line of text: dates, boxes to tick, brackets, underlined room, `{{name}}`, and the room behind a label.

use std::ops::Range;

use super::found::{Candidate, DateSlots, Recipe};
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
}

/// What a line holds.
pub(super) struct Read {
    pub(super) candidates: Vec<Candidate>,
    /// A known label with nothing behind it: a blank only where its neighbours are such labels too.
    pub(super) bare: Option<Candidate>,
}

const ERAS: [&str; 6] = ["令和", "平成", "昭和", "大正", "西暦", "明治"];
const BOXES: [char; 4] = ['□', '☐', '◻', '❏'];
const OPENING: [char; 4] = ['（', '(', '［', '〔'];
const CLOSING: [char; 4] = ['）', ')', '］', '〕'];
const SEALS: [&str; 6] = ["印", "㊞", "(印)", "(実印)", "実印", "(使用印)"];

impl Reader<'_, '_> {
    /// Reads a line.
    pub(super) fn read(&self, line: &Line) -> Read {
        let mut reading = Reading { reader: self, line, used: vec![false; line.atoms.len()], found: Vec::new() };
        reading.placeholders();
        reading.dates();
        reading.boxes();
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

    /// 令和　年　月　日, in which each part may be blank.
    fn dates(&mut self) {
        let mut at = 0;
        while at < self.line.atoms.len() {
            match self.date_at(at) {
                Some((range, candidate)) if self.is_free(range.clone()) => {
                    at = range.end;
                    self.take(range, candidate);
                }
                _ => at += 1,
            }
        }
    }

    fn date_at(&self, at: usize) -> Option<(Range<usize>, Candidate)> {
        let first = self.letter(at)?;
        if !is_space(first) && !is_circle(first) && !"令平昭大西明年".contains(first) {
            return None;
        }
        // A date begins with its era, or with the room before 年.
        let era = ERAS.iter().find(|era| self.text(at..(at + 2).min(self.line.atoms.len())) == **era);
        let before = at.checked_sub(1).and_then(|index| self.letter(index));
        let begins = before.is_none_or(|before| !is_space(before) && !is_circle(before) && !before.is_numeric());
        let from = if era.is_some() { at + 2 } else { at };
        let year = self.part(from, '年')?;
        let is_wide = year.blank.as_ref().is_some_and(|range| self.room(range.clone()) >= 1);
        if era.is_none() && !(begins && is_wide && (at == 0 || self.spaces(at) > 0 || is_circle(self.letter(at)?))) {
            return None;
        }
        let month = self.part(year.end, '月')?;
        let day = self.part(month.end, '日');
        let end = day.as_ref().map_or(month.end, |day| day.end);
        let parts = [Some(&year), Some(&month), day.as_ref()];
        if parts.iter().flatten().all(|part| part.blank.is_none()) {
            return None;
        }
        if era.is_some()
            && self.room(at + 2..end) <= 6
            && parts.iter().flatten().all(|part| part.is_shut)
            && !self.is_alone(at..end)
        {
            return None;
        }
        let slot = |part: &DatePart| part.blank.clone().and_then(|range| self.slot(range));
        // Room left of the year is mostly the line's own when no era stands before it.
        let year_slot = match (era, &year.blank) {
            (None, Some(range)) => {
                let wide = range.clone().rev().take_while(|index| self.room(*index..range.end) <= 8).last();
                self.slot(wide.unwrap_or(range.start)..range.end)
            }
            _ => slot(&year),
        };
        let before_era = self.text(at.saturating_sub(3)..at);
        let is_choice = era.is_some()
            && before_era.ends_with(['・', '/', '／', '、'])
            && ERAS.iter().any(|one| before_era.contains(one));
        let slots = DateSlots {
            // 昭和・平成　年: a person circles the era.
            era: if is_choice { "*".to_owned() } else { era.map_or_else(String::new, |era| (*era).to_owned()) },
            year: year_slot,
            month: slot(&month),
            day: day.as_ref().and_then(slot),
        };
        let start = if era.is_some() { at } else { year.blank.as_ref().map_or(at, |range| range.start) };
        let label = self.words_before(at);
        let bare = ERAS.iter().fold(label.clone(), |text, era| text.replace(era, ""));
        let label = if bare.chars().any(char::is_alphabetic) { label } else { String::new() };
        let mut candidate = Candidate::new(BlankKind::Date, label, Recipe::Date(Box::new(slots)), start);
        candidate.otherwise = Some(Datum::Date);
        Some((start..end, candidate))
    }

    /// Whether nothing but room stands beside a stretch.
    fn is_alone(&self, range: Range<usize>) -> bool {
        let text = format!("{}{}", self.text(0..range.start), self.text(range.end..self.line.atoms.len()));
        text.trim().chars().count() <= 12
    }

    /// Room, circles or digits, then the sign.
    fn part(&self, from: usize, sign: char) -> Option<DatePart> {
        let mut at = from;
        let mut digits = 0;
        let mut rooms = 0;
        while let Some(letter) = self.letter(at) {
            if letter == sign {
                break;
            }
            let atom = &self.line.atoms[at];
            if is_space(letter) && letter != '\n' && atom.is_free || is_circle(letter) {
                rooms += 1;
            } else if letter.is_ascii_digit() || ('０'..='９').contains(&letter) || letter == '元' {
                digits += 1;
            } else {
                return None;
            }
            at += 1;
            if at - from > 24 {
                return None;
            }
        }
        self.letter(at)?;
        Some(DatePart { blank: (digits == 0).then_some(from..at), is_shut: rooms == 0, end: at + 1 })
    }

    fn boxes(&mut self) {
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
            if is_spoken_of && !follows.starts_with("内容") || is_quoted {
                continue;
            }
            let label = shown(words_of_box(follows));
            let label = if label.is_empty() { self.words_before(at) } else { label };
            let mark = if letter == '□' { self.reader.tick } else { '☑' };
            let edit = Edit { bytes: self.line.atoms[at].bytes.clone(), text: mark.to_string() };
            self.take(at..at + 1, Candidate::new(BlankKind::Checkbox, label, Recipe::Tick(vec![edit]), at));
        }
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
            if let Some(slot) = self.slot(range.clone()).filter(|_| !is_refused) {
                let mut candidate = Candidate::new(BlankKind::Brackets, label, Recipe::Text(slot), open + 1);
                candidate.has_unit = is_unit;
                self.take(range, candidate);
            }
        }
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
            if is_refused || self.is_padding(gap.start) {
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
                Some(_) if has_seal => room >= 2 && (is_known || index == 0 && is_label_like(&piece.text)),
                Some(_) if has_unit => {
                    room >= 6 || room >= 2 && (is_known || self.is_lone_label(piece) || piece.text.ends_with('第'))
                }
                Some(next) if self.reader.labels.knows(&next.text) => room >= 4 && (is_known || has_colon),
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
                if is_money(&piece.text) {
                    candidate.otherwise = Some(Datum::Amount);
                    candidate.label =
                        if index > 0 { shown(&pieces[index - 1].text) } else { self.words_before(piece.range.start) };
                    candidate.has_unit |= next.is_none();
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
            let ends = is_seal || is_honorific(&next) || self.reader.labels.is_unit(&next);
            !ends && (gap(before) <= 2 || words[before].len() == 1 && words[before + 1].len() == 1 && gap(before) <= 4)
        };
        (first..words.len() - 1).find(|before| !joins(*before)).unwrap_or(words.len() - 1)
    }
}

struct DatePart {
    blank: Option<Range<usize>>,
    /// Whether there is no room at all between the signs.
    is_shut: bool,
    end: usize,
}

struct Piece {
    text: String,
    range: Range<usize>,
}

fn is_circle(letter: char) -> bool {
    matches!(letter, '○' | '〇' | '◯' | '●' | '＊' | '×')
}

fn is_money(text: &str) -> bool {
    let folded = fold(text);
    ["金", "¥", "\\"].contains(&folded.as_str()) || folded.ends_with("金¥")
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
