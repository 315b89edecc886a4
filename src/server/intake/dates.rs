//! Finds days and times of day in a notice, in every notation, each with its place. Binds nothing to a meaning.

use super::numbers::{NumberAt, number_at, torn_number};
use super::text::{Gap, NormalText};
use super::times::time_after;
use super::years::{LAST_OF_HEISEI, YearAt, may_begin_year, year_at};
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
    /// 平成33年: counted on beyond the era, as was printed while it lasted.
    CountedOn,
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

/// More days than are read; a period has two.
const MOST: usize = 2 * super::MOST_DATES + 1;

/// Every day in the text, in order, as far as days are read at all.
pub fn scan(text: &NormalText<'_>) -> Vec<DateToken> {
    let mut found: Vec<DateToken> = Vec::new();
    let mut i = 0;
    while i < text.len() && found.len() < MOST {
        match token_at(text, i, found.last()) {
            Some(token) => {
                i = token.tail.max(i + 1);
                found.push(token);
            }
            None => i += 1,
        }
    }
    drop_counted_on(&mut found);
    assume_years(&mut found);
    found
}

/// 平成33年 is a day in a text of that era only; in a later one it is a slip.
fn drop_counted_on(tokens: &mut [DateToken]) {
    let is_of_heisei = |token: &DateToken| {
        token.year == YearSource::Printed
            && token.date.is_ok_and(|date| date.year() >= 2012 && Some(date) <= LAST_OF_HEISEI)
    };
    let is_later = |token: &DateToken| {
        token.year == YearSource::Printed && token.date.is_ok_and(|date| Some(date) > LAST_OF_HEISEI)
    };
    if tokens.iter().any(is_of_heisei) && !tokens.iter().any(is_later)
        || tokens.iter().all(|token| token.year == YearSource::CountedOn || token.date.is_err())
    {
        return;
    }
    for token in tokens.iter_mut().filter(|token| token.year == YearSource::CountedOn) {
        token.date = Err(UnreadableReason::NoSuchDay);
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

fn with_year(text: &NormalText<'_>, start: usize, year: YearAt) -> Option<DateToken> {
    let kanji = year.separator == '年';
    // Between 年, 月 and 日 digits may be torn apart; between points a blank ends the number (R8.6.1 7時).
    let number: fn(&NormalText<'_>, usize) -> Option<NumberAt> = if kanji { torn_number } else { number_at };
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
    let printed = year.reading.date(month.value, day.value);
    let counted_on = year.reading.counted_on(month.value, day.value).filter(|_| printed.is_err());
    let date = counted_on.map_or(printed, Ok);
    let source = if counted_on.is_some() { YearSource::CountedOn } else { YearSource::Printed };
    let other = year.other.and_then(|other| other.date(month.value, day.value).ok()).filter(|other| date != Ok(*other));
    Some(token(text, start, end, date, source, other))
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
    if let Some(days) = whole_day(text, i, last) {
        let date = base.checked_add_days(chrono::Days::new(days)).ok_or(UnreadableReason::NoSuchDay);
        return Some(token(text, i, i + 2, date, carry(last), None));
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

/// 同日午後3時, 翌日午前10時 soon behind a day; not 開札日の翌日, which hangs on another step.
fn whole_day(text: &NormalText<'_>, i: usize, last: &DateToken) -> Option<u64> {
    let days = match (text.has(i, "同日"), text.has(i, "翌日")) {
        (true, _) => 0,
        (_, true) => 1,
        _ => return None,
    };
    let near = i.saturating_sub(last.tail) <= 24 && !(last.tail..i).any(|at| text.ends_sentence(at));
    let hangs = i.checked_sub(1).and_then(|before| text.get(before)) == Some('の');
    (near && !hangs && time_after(text, i + 2).is_some()).then_some(days)
}

/// A year that is carried over is no better known than the one it came from.
fn carry(last: &DateToken) -> YearSource {
    match last.year {
        YearSource::Assumed => YearSource::Assumed,
        YearSource::Printed | YearSource::Carried | YearSource::CountedOn => YearSource::Carried,
    }
}

fn without_year(text: &NormalText<'_>, i: usize, last: Option<&DateToken>) -> Option<DateToken> {
    if i > 0 && text.get(i - 1).is_some_and(NumberAt::may_begin) && text.gap(i) == Gap::None {
        return None;
    }
    let behind_connector = last.filter(|last| connects(text, last.tail, i));
    let torn = behind_connector.and_then(|_| torn_number(text, i)).filter(|number| text.get(number.end) == Some('日'));
    let first = torn.or_else(|| spaced_month(text, i)).or_else(|| number_at(text, i))?;
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

/// `1 1 月1 3 日` in a text that sets every letter apart; `1 1月5日` may be an item and a day.
fn spaced_month(text: &NormalText<'_>, i: usize) -> Option<NumberAt> {
    let number = torn_number(text, i).filter(|number| number.end == i + 2 && number.value <= 12)?;
    let apart = text.gap(i + 1) == Gap::Space && text.gap(number.end) == Gap::Space;
    (apart && text.get(number.end) == Some('月')).then_some(number)
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
                if known.is_some_and(|known| is_confirmed(known, token)) {
                    token.year = YearSource::Carried;
                }
            }
            (YearSource::Printed | YearSource::CountedOn, Ok(date)) => known = Some(date),
            _ => {}
        }
    }
}

/// A printed weekday that fits, soon behind a day with a year, leaves no other year within five: nothing is assumed.
fn is_confirmed(known: NaiveDate, token: &DateToken) -> bool {
    let (Ok(date), Some(weekday)) = (token.date, token.weekday) else { return false };
    date.weekday() == weekday && (0..=CARRIES_DAYS).contains(&(date - known).num_days())
}

/// How far behind the last printed year a row of the same calendar lies.
const CARRIES_DAYS: i64 = 150;

/// The year next to the known one in which the printed weekday fits; none where it fits in no year around.
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
        .ok_or(UnreadableReason::NoYear)
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
