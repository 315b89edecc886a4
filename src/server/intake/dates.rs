//! Finds days and times of day in a notice, in every notation, each with its place. Binds nothing to a meaning.

use super::numbers::{NumberAt, number_at, torn_number};
use super::text::{Gap, NormalText};
use crate::domain::era::{Era, EraDate};
use crate::domain::notice::UnreadableReason;
use chrono::{Datelike, NaiveDate, Weekday};

/// Where the year of a day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearSource {
    /// Printed with the day.
    Printed,
    /// Carried over in words that leave no choice (同年, the first day of the same period).
    Carried,
    /// Taken from the dates around.
    Assumed,
}

/// Something printed as a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateToken {
    /// First character.
    pub start: usize,
    /// Behind the last character of the day itself.
    pub end: usize,
    /// Behind the weekday, when one is printed.
    pub tail: usize,
    /// The day, or why there is none.
    pub date: Result<NaiveDate, UnreadableReason>,
    /// Where its year comes from.
    pub year: YearSource,
    /// The weekday as printed.
    pub weekday: Option<Weekday>,
    /// The day by the other calendar, when both are printed and disagree.
    pub other: Option<NaiveDate>,
}

/// Every day in the text, in order.
pub fn scan(text: &NormalText<'_>) -> Vec<DateToken> {
    let mut found: Vec<DateToken> = Vec::new();
    let mut i = 0;
    while i < text.len() {
        match token_at(text, i, found.last()) {
            Some(token) => {
                i = token.tail.max(i + 1);
                found.push(token);
            }
            None => i += 1,
        }
    }
    assume_years(&mut found);
    found
}

/// A year as printed, in one calendar or in two.
#[derive(Clone, Copy)]
struct YearAt {
    reading: Reading,
    other: Option<Reading>,
    end: usize,
    separator: char,
}

#[derive(Clone, Copy)]
enum Reading {
    Era(Era, u32),
    Western(u32),
}

impl Reading {
    fn date(self, month: u32, day: u32) -> Result<NaiveDate, UnreadableReason> {
        let date = match self {
            Self::Western(year) => i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)),
            Self::Era(era, year) => match (u16::try_from(year), u8::try_from(month), u8::try_from(day)) {
                (Ok(year), Ok(month), Ok(day)) => EraDate { era, year, month, day }.to_date().ok(),
                _ => None,
            },
        };
        date.ok_or(UnreadableReason::NoSuchDay)
    }
}

fn token_at(text: &NormalText<'_>, i: usize, last: Option<&DateToken>) -> Option<DateToken> {
    let ch = text.get(i)?;
    if may_begin_year(ch)
        && let Some(token) = year_at(text, i).and_then(|year| with_year(text, i, year))
    {
        return Some(token);
    }
    match ch {
        '同' | '翌' => carried(text, i, last?),
        _ if NumberAt::may_begin(ch) => without_year(text, i, last),
        _ => None,
    }
}

fn may_begin_year(ch: char) -> bool {
    matches!(ch, '令' | '平' | '昭' | '大' | '明' | 'R' | 'H' | 'S' | 'r') || ch.is_ascii_digit() || ch == '二'
}

fn year_at(text: &NormalText<'_>, i: usize) -> Option<YearAt> {
    let first = one_year(text, i)?;
    // 令和8年(2026年)8月5日 and the other way round
    if first.separator == '年'
        && text.get(first.end) == Some('(')
        && let Some(second) = one_year(text, first.end + 1)
        && text.get(second.end) == Some(')')
    {
        return Some(YearAt { other: Some(second.reading), end: second.end + 1, ..first });
    }
    Some(first)
}

fn one_year(text: &NormalText<'_>, i: usize) -> Option<YearAt> {
    let eras = [
        ("令和", Era::Reiwa),
        ("平成", Era::Heisei),
        ("昭和", Era::Showa),
        ("大正", Era::Taisho),
        ("明治", Era::Meiji),
    ];
    if let Some((_, era)) = eras.into_iter().find(|(name, _)| text.has(i, name)) {
        return era_year(text, i + 2, era, torn_number);
    }
    let letters = [('R', Era::Reiwa), ('r', Era::Reiwa), ('H', Era::Heisei), ('S', Era::Showa)];
    if let Some((_, era)) = letters.into_iter().find(|(letter, _)| text.get(i) == Some(*letter)) {
        let alone = i == 0 || !text.get(i - 1).is_some_and(|ch| ch.is_ascii_alphanumeric());
        return if alone { era_year(text, i + 1, era, number_at) } else { None };
    }
    western_year(text, i)
}

/// How a number is looked for: torn apart or not.
type Digits = fn(&NormalText<'_>, usize) -> Option<NumberAt>;

fn era_year(text: &NormalText<'_>, i: usize, era: Era, digits: Digits) -> Option<YearAt> {
    let (year, end) = if text.get(i) == Some('元') {
        (1, i + 1)
    } else {
        let number = digits(text, i)?;
        (number.value, number.end)
    };
    let separator = text.get(end)?;
    (matches!(separator, '年' | '.' | '/' | '-') && year <= 99).then_some(YearAt {
        reading: Reading::Era(era, year),
        other: None,
        end: end + 1,
        separator,
    })
}

fn western_year(text: &NormalText<'_>, i: usize) -> Option<YearAt> {
    if i > 0 && text.gap(i) == Gap::None && text.get(i - 1).is_some_and(|ch| ch.is_ascii_digit()) {
        return None;
    }
    let number = number_at(text, i).or_else(|| torn_number(text, i))?;
    let number = if number.value < 100 { torn_number(text, i)? } else { number };
    let separator = text.get(number.end)?;
    (matches!(separator, '年' | '.' | '/' | '-') && (1900..2100).contains(&number.value)).then_some(YearAt {
        reading: Reading::Western(number.value),
        other: None,
        end: number.end + 1,
        separator,
    })
}

fn with_year(text: &NormalText<'_>, start: usize, year: YearAt) -> Option<DateToken> {
    let kanji = year.separator == '年';
    // Between 年, 月 and 日 digits may be torn apart; between points a blank ends the number (R8.6.1 7時).
    let number: Digits = if kanji { torn_number } else { number_at };
    let Some(month) = number(text, year.end) else {
        return if kanji { blank_date(text, start, year.end) } else { None };
    };
    let second = text.get(month.end)?;
    if second != if kanji { '月' } else { year.separator } {
        return if kanji { blank_date(text, start, month.end) } else { None };
    }
    let Some(day) = number(text, month.end + 1) else {
        return if kanji { day_missing(text, start, month.end + 1) } else { None };
    };
    let end = if kanji {
        match text.get(day.end) {
            Some('日') => day.end + 1,
            _ => return day_missing(text, start, month.end + 1),
        }
    } else {
        day.end
    };
    let date = year.reading.date(month.value, day.value);
    let other = year.other.and_then(|other| other.date(month.value, day.value).ok()).filter(|other| date != Ok(*other));
    Some(token(text, start, end, date, YearSource::Printed, other))
}

/// 令和8年10月 without a day: 上旬, 末日, or only the month.
fn day_missing(text: &NormalText<'_>, start: usize, after_month: usize) -> Option<DateToken> {
    if let Some(token) = blank_date(text, start, after_month) {
        return Some(token);
    }
    let end = ["上旬", "中旬", "下旬", "末日", "末", "初旬", "頃", "ころ"]
        .into_iter()
        .find(|word| text.has(after_month, word))
        .map_or(after_month, |word| after_month + word.chars().count());
    Some(token(text, start, end, Err(UnreadableReason::NoDay), YearSource::Printed, None))
}

/// 令和 年 月 日, 令和8年〇月〇日, 令和5年 10 yx 11 日: a date whose characters are lost or still to be filled in.
fn blank_date(text: &NormalText<'_>, start: usize, from: usize) -> Option<DateToken> {
    let reach = (from..text.len().min(from + 9)).take_while(|i| text.gap(*i) < Gap::Line || *i == from);
    for i in reach {
        match text.get(i)? {
            '日' if i > from => {
                return Some(token(text, start, i + 1, Err(UnreadableReason::Blank), YearSource::Printed, None));
            }
            '月' | '〇' | '○' | '●' | '◯' | '*' | '_' | 'X' | 'x' | '-' => {}
            ch if ch.is_ascii_alphanumeric() => {}
            _ => return None,
        }
    }
    None
}

/// 同年8月5日, 同月5日, 翌年3月31日: words that point at the date before.
fn carried(text: &NormalText<'_>, i: usize, last: &DateToken) -> Option<DateToken> {
    let base = last.date.ok()?;
    if i.saturating_sub(last.tail) > 60 {
        return None;
    }
    let year = if text.has(i, "翌年") { base.year() + 1 } else { base.year() };
    let (month, at) = if text.has(i, "同年") || text.has(i, "翌年") {
        let month = torn_number(text, i + 2)?;
        (month.value, (text.get(month.end) == Some('月')).then_some(month.end + 1)?)
    } else if text.has(i, "同月") {
        (base.month(), i + 2)
    } else {
        return None;
    };
    let day = torn_number(text, at)?;
    if text.get(day.end) != Some('日') {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year, month, day.value).ok_or(UnreadableReason::NoSuchDay);
    Some(token(text, i, day.end + 1, date, carry(last), None))
}

/// A year that is carried over is no better known than the one it came from.
fn carry(last: &DateToken) -> YearSource {
    match last.year {
        YearSource::Assumed => YearSource::Assumed,
        YearSource::Printed | YearSource::Carried => YearSource::Carried,
    }
}

fn without_year(text: &NormalText<'_>, i: usize, last: Option<&DateToken>) -> Option<DateToken> {
    if i > 0 && text.get(i - 1).is_some_and(NumberAt::may_begin) && text.gap(i) == Gap::None {
        return None;
    }
    let first = number_at(text, i)?;
    let behind_connector = last.filter(|last| connects(text, last.tail, i));
    match text.get(first.end)? {
        '月' => {
            let day = torn_number(text, first.end + 1)?;
            if text.get(day.end) != Some('日') {
                return None;
            }
            month_day(text, i, day.end + 1, (first.value, day.value), behind_connector)
        }
        '/' => {
            let day = number_at(text, first.end + 1)?;
            weekday_at(text, day.end)?;
            month_day(text, i, day.end, (first.value, day.value), behind_connector)
        }
        '日' => {
            let base = behind_connector?.date.ok()?;
            let date = base.with_day(first.value).ok_or(UnreadableReason::NoSuchDay);
            Some(token(text, i, first.end + 1, date, carry(behind_connector?), None))
        }
        _ => None,
    }
}

fn month_day(
    text: &NormalText<'_>,
    start: usize,
    end: usize,
    (month, day): (u32, u32),
    period: Option<&DateToken>,
) -> Option<DateToken> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    if let Some((base, first)) = period.and_then(|first| Some((first.date.ok()?, first))) {
        let same = NaiveDate::from_ymd_opt(base.year(), month, day).ok_or(UnreadableReason::NoSuchDay);
        if same.is_err() || same.is_ok_and(|date| date >= base) {
            return Some(token(text, start, end, same, carry(first), None));
        }
    }
    // 2000 was a leap year: the day is kept until the year is known.
    let date = NaiveDate::from_ymd_opt(2000, month, day).ok_or(UnreadableReason::NoSuchDay);
    Some(token(text, start, end, date, YearSource::Assumed, None))
}

/// Whether only a weekday, a time and から or ~ stand between two places.
fn connects(text: &NormalText<'_>, from: usize, to: usize) -> bool {
    if to < from || to - from > 24 || (from..=to).any(|i| text.gap(i) == Gap::Block) {
        return false;
    }
    let between = text.string(from, to);
    let bare: String = between.chars().filter(|ch| !"0123456789:時分半午前後正()、,の".contains(*ch)).collect();
    matches!(bare.as_str(), "から" | "~" | "より" | "-" | "ー" | "から~" | "~至" | "至")
}

fn token(
    text: &NormalText<'_>,
    start: usize,
    end: usize,
    date: Result<NaiveDate, UnreadableReason>,
    year: YearSource,
    other: Option<NaiveDate>,
) -> DateToken {
    let (weekday, tail) = match weekday_at(text, end) {
        Some((weekday, tail)) => (Some(weekday), tail),
        None => (None, end),
    };
    DateToken { start, end, tail, date, year, weekday, other }
}

/// （金）, (金曜日), (火・祝), 金曜日 right behind a date.
pub fn weekday_at(text: &NormalText<'_>, i: usize) -> Option<(Weekday, usize)> {
    let open = text.get(i) == Some('(');
    let at = if open { i + 1 } else { i };
    let weekday = match text.get(at)? {
        '月' => Weekday::Mon,
        '火' => Weekday::Tue,
        '水' => Weekday::Wed,
        '木' => Weekday::Thu,
        '金' => Weekday::Fri,
        '土' => Weekday::Sat,
        '日' => Weekday::Sun,
        _ => return None,
    };
    let named = ["曜日", "曜"].into_iter().find(|word| text.has(at + 1, word));
    let end = at + 1 + named.map_or(0, |word| word.chars().count());
    if !open {
        return named.map(|_| (weekday, end));
    }
    let holiday = ["・祝日", "・祝", "祝", "・休", ",祝"].into_iter().find(|word| text.has(end, word));
    let close = end + holiday.map_or(0, |word| word.chars().count());
    match text.get(close)? {
        ')' => Some((weekday, close + 1)),
        // (金 午後5時まで), (金)の代わりに
        _ if named.is_some() || text.get(close).is_some_and(|ch| ch.is_ascii_digit() || ch == '午' || ch == '、') => {
            Some((weekday, close))
        }
        _ => None,
    }
}

/// Gives days without a year the year that follows from the last day whose year is printed.
fn assume_years(tokens: &mut [DateToken]) {
    let mut known: Option<NaiveDate> = tokens
        .iter()
        .find(|token| token.year == YearSource::Printed && token.date.is_ok())
        .and_then(|token| token.date.ok())
        .filter(|date| date.year() >= 2000);
    for token in tokens {
        match (token.year, token.date) {
            (YearSource::Assumed, Ok(date)) => {
                token.date = known.map_or(Err(UnreadableReason::NoYear), |known| year_for(known, date, token.weekday));
            }
            (YearSource::Printed, Ok(date)) => known = Some(date),
            _ => {}
        }
    }
}

/// The year next to the known one in which the printed weekday fits, else the one that follows.
fn year_for(known: NaiveDate, day: NaiveDate, weekday: Option<Weekday>) -> Result<NaiveDate, UnreadableReason> {
    let follows = next_after(known, day);
    let fits = |date: &NaiveDate| weekday.is_none_or(|weekday| date.weekday() == weekday);
    if follows.as_ref().is_ok_and(fits) {
        return follows;
    }
    [0, -1, 1]
        .into_iter()
        .filter_map(|step| NaiveDate::from_ymd_opt(known.year() + step, day.month(), day.day()))
        .find(fits)
        .map_or(follows, Ok)
}

/// The first such day not more than three months before the known one.
fn next_after(known: NaiveDate, day: NaiveDate) -> Result<NaiveDate, UnreadableReason> {
    let in_year = |year| NaiveDate::from_ymd_opt(year, day.month(), day.day());
    let same = in_year(known.year());
    match same {
        Some(date) if (known - date).num_days() > 92 => in_year(known.year() + 1).ok_or(UnreadableReason::NoSuchDay),
        Some(date) => Ok(date),
        None => Err(UnreadableReason::NoSuchDay),
    }
}
