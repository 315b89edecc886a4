//! 令和　年　月　日 with blank parts, ranges of such dates, and eras of which one is marked.

use std::ops::Range;

use super::super::found::{Candidate, DateSlots, Recipe};
use super::super::labels::fold;
use super::super::line::is_space;
use super::Reading;
use super::words::clause;
use crate::domain::buyer_form::{BlankKind, Datum};

/// 20　　年: the century of a western year, printed before the room for the rest.
pub(in super::super) const CENTURY: &str = "20";
const ERAS: [&str; 6] = ["令和", "平成", "昭和", "大正", "西暦", "明治"];
/// Eras as they are printed to be circled, in full and by their first letter.
const CIRCLED: [(&str, &str); 10] = [
    ("令和", "令和"),
    ("平成", "平成"),
    ("昭和", "昭和"),
    ("大正", "大正"),
    ("明治", "明治"),
    ("令", "令和"),
    ("平", "平成"),
    ("昭", "昭和"),
    ("大", "大正"),
    ("明", "明治"),
];
/// What stands between, before and behind the days of a range.
const RANGES: [&str; 9] = ["～", "〜", "~", "から", "より", "至", "自", "まで", "―"];

struct DatePart {
    blank: Option<Range<usize>>,
    /// Whether there is no room at all between the signs.
    is_shut: bool,
    end: usize,
}

impl Reading<'_, '_> {
    /// 令和　年　月　日, in which each part may be blank.
    pub(super) fn dates(&mut self) {
        let mut at = 0;
        let mut last: Option<(usize, String)> = None;
        while at < self.line.atoms.len() {
            match self.date_at(at) {
                Some((range, mut candidate)) if self.is_free(range.clone()) => {
                    at = range.end;
                    let before = self.text(last.as_ref().map_or(0, |(end, _)| *end)..range.start);
                    let after = self.text(range.end..self.line.atoms.len());
                    let before = before.trim_end_matches(is_space);
                    let after = after.trim_start_matches(is_space);
                    let is_of_range = RANGES.iter().any(|mark| before.ends_with(mark) || after.starts_with(mark));
                    // A day of a range is not the day of the paper.
                    candidate.otherwise = candidate.otherwise.filter(|_| !is_of_range);
                    if after.starts_with('付') {
                        candidate.otherwise = is_of_notice(after).then_some(Datum::NoticeDate);
                    }
                    if RANGES.contains(&candidate.label.as_str()) {
                        candidate.label.clear();
                    }
                    if let Some((_, label)) = last.take().filter(|_| is_of_range && candidate.label.is_empty()) {
                        candidate.label = label;
                    }
                    last = Some((range.end, candidate.label.clone()));
                    self.take(range, candidate);
                }
                _ => at += 1,
            }
        }
    }

    fn date_at(&self, at: usize) -> Option<(Range<usize>, Candidate)> {
        let first = self.letter(at)?;
        if !is_space(first) && !is_circle(first) && !"令平昭大西明年2２".contains(first) {
            return None;
        }
        // A date begins with its era or century, or with the room before 年.
        let before = at.checked_sub(1).and_then(|index| self.letter(index));
        let printed = self.text(at..(at + 2).min(self.line.atoms.len()));
        let is_century = fold(&printed) == CENTURY && before.is_none_or(|before| !before.is_numeric());
        let era = ERAS.into_iter().find(|era| printed == *era).or_else(|| is_century.then_some(CENTURY));
        let begins = before
            .is_none_or(|before| before == '\n' || !is_space(before) && !is_circle(before) && !before.is_numeric());
        let from = if era.is_some() { at + 2 } else { at };
        let year = self.part(from, '年')?;
        let is_wide = year.blank.as_ref().is_some_and(|range| self.room(range.clone()) >= 1);
        let month = self.part(year.end, '月')?;
        let day = self.part(month.end, '日');
        let end = day.as_ref().map_or(month.end, |day| day.end);
        if is_century && year.blank.is_some() && year.is_shut {
            return None;
        }
        if era.is_none() {
            let is_open = at == 0 || self.spaces(at) > 0 || is_circle(self.letter(at)?);
            let is_bare = first == '年' && self.is_bare(before, &month, day.as_ref());
            if !(begins && is_wide && is_open || is_bare) || self.is_spread_label(at, &year, &month, day.as_ref()) {
                return None;
            }
        }
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
                self.slot(wide.unwrap_or(range.end)..range.end)
            }
            _ => slot(&year),
        };
        let (eras_from, eras) = self.circled_eras(from);
        let slots = DateSlots {
            era: if eras.is_empty() { era.map_or_else(String::new, str::to_owned) } else { "*".to_owned() },
            eras: eras.into_iter().filter_map(|(name, letter)| Some((name, self.mark(letter)?))).collect(),
            year: year_slot,
            month: slot(&month),
            day: day.as_ref().and_then(slot),
        };
        let start = if era.is_some() { at } else { year.blank.as_ref().map_or(at, |range| range.start) };
        let label = clause(&self.words_before(at.min(eras_from)));
        let label = label.trim_end_matches(['（', '(', '［', '【', '・']).to_owned();
        let label = if label.chars().any(char::is_alphabetic) { label } else { String::new() };
        let mut candidate = Candidate::new(BlankKind::Date, label, Recipe::Date(Box::new(slots)), start);
        candidate.otherwise = Some(Datum::Date);
        Some((start..end, candidate))
    }

    /// 年　月　日 without room before 年, where nothing but a label or a sign of a range can stand before it.
    fn is_bare(&self, before: Option<char>, month: &DatePart, day: Option<&DatePart>) -> bool {
        let is_apart = before.is_none_or(|before| {
            is_space(before)
                || matches!(before, '～' | '〜' | '~' | '-' | '－' | '―' | '（' | '(' | '：' | ':' | '自' | '至')
        });
        let has_room = |part: &DatePart| part.blank.as_ref().is_some_and(|range| self.room(range.clone()) >= 1);
        is_apart && has_room(month) && day.is_some_and(has_room)
    }

    /// 生　年　月　日: a label whose letters are set apart.
    fn is_spread_label(&self, at: usize, year: &DatePart, month: &DatePart, day: Option<&DatePart>) -> bool {
        let Some(day) = day else { return false };
        let sign = year.end - 1;
        let gap = (0..sign).rev().take_while(|at| self.letter(*at).is_some_and(is_space)).last().unwrap_or(sign);
        let rooms: Vec<usize> = [Some(gap..sign), month.blank.clone(), day.blank.clone()]
            .into_iter()
            .flatten()
            .map(|range| self.room(range))
            .collect();
        let is_even = rooms.len() == 3 && rooms.iter().all(|room| *room == rooms[0]);
        let before = self.words_before(at);
        let is_spread = is_even && (rooms[0] <= 2 || before.chars().count() == 1);
        is_spread
            && before.chars().all(char::is_alphabetic)
            && !before.is_empty()
            && self.reader.labels.knows(&format!("{before}年月日"))
    }

    /// 昭和・平成・令和, （明・大・昭・平・令）: eras before a year of which one is marked, with where they begin.
    fn circled_eras(&self, year: usize) -> (usize, Vec<(String, usize)>) {
        let mut found: Vec<(String, usize)> = Vec::new();
        let mut from = year;
        loop {
            let mut end = from;
            let is_between = |letter: char| is_space(letter) || "・･/／（）()、,．.".contains(letter);
            while end > 0 && self.letter(end - 1).is_some_and(is_between) && self.letter(end - 1) != Some('\n') {
                end -= 1;
            }
            let is_era = |word: &&(&str, &str)| {
                let length = word.0.chars().count();
                end.checked_sub(length).is_some_and(|start| self.text(start..end) == word.0)
            };
            let Some((word, era)) = CIRCLED.iter().find(is_era) else { break };
            from = end - word.chars().count();
            found.push(((*era).to_owned(), from));
        }
        if found.len() < 2 { (year, Vec::new()) } else { (from, found) }
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
}

/// 年　月　日 and nothing else, with room between: a date to fill in, or the head of a column of dates.
pub(in super::super) fn is_bare_date(text: &str) -> bool {
    text.len() <= 60 && fold(text) == "年月日" && text.trim().chars().any(is_space)
}

/// Whether the day of a notice is meant: 　年　月　日付けで公告のあった.
fn is_of_notice(after: &str) -> bool {
    let next: String = after.chars().take(24).collect();
    ["公告", "公示", "公表", "公募", "通知", "指名"].iter().any(|word| next.contains(word))
}

fn is_circle(letter: char) -> bool {
    matches!(letter, '○' | '〇' | '◯' | '●' | '＊' | '×')
}
