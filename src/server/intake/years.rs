//! Years as notices print them: by era or Western, short or long, in one calendar or in both.

use super::numbers::{NumberAt, number_at, torn_number};
use super::text::{Gap, NormalText};
use crate::domain::era::{Era, EraDate};
use crate::domain::notice::UnreadableReason;
use chrono::NaiveDate;

/// The last day of 平成 (元号を改める政令, 平成31年政令第143号).
pub const LAST_OF_HEISEI: Option<NaiveDate> = NaiveDate::from_ymd_opt(2019, 4, 30);

/// A year as printed, in one calendar or in two.
#[derive(Clone, Copy)]
pub struct YearAt {
    /// The year.
    pub reading: Reading,
    /// The same year in the other calendar, when it is printed too.
    pub other: Option<Reading>,
    /// Behind the separator.
    pub end: usize,
    /// 年, a point, a stroke or a hyphen.
    pub separator: char,
}

/// A year in one calendar.
#[derive(Clone, Copy)]
pub enum Reading {
    /// Of an era.
    Era(Era, u32),
    /// Western.
    Western(u32),
}

impl Reading {
    /// The day of this year.
    ///
    /// # Errors
    /// [`UnreadableReason::NoSuchDay`] where the calendar has none.
    pub fn date(self, month: u32, day: u32) -> Result<NaiveDate, UnreadableReason> {
        let date = match self {
            Self::Western(year) => i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)),
            Self::Era(era, year) => match (u16::try_from(year), u8::try_from(month), u8::try_from(day)) {
                (Ok(year), Ok(month), Ok(day)) => EraDate { era, year, month, day }.to_date().ok(),
                _ => None,
            },
        };
        date.ok_or(UnreadableReason::NoSuchDay)
    }

    /// 平成33年3月31日 as it was meant before the era ended.
    pub fn counted_on(self, month: u32, day: u32) -> Option<NaiveDate> {
        let Self::Era(Era::Heisei, year @ 31..=50) = self else { return None };
        NaiveDate::from_ymd_opt(1988 + i32::try_from(year).ok()?, month, day)
            .filter(|date| Some(*date) > LAST_OF_HEISEI)
    }
}

/// Whether a year can begin with this character.
pub fn may_begin_year(ch: char) -> bool {
    matches!(ch, '令' | '平' | '昭' | '大' | '明' | 'R' | 'H' | 'S' | 'r' | '\'' | '’' | '二') || ch.is_ascii_digit()
}

/// The year that begins at `i`.
pub fn year_at(text: &NormalText<'_>, i: usize) -> Option<YearAt> {
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
    if let Some(year) = short_year(text, i) {
        return Some(year);
    }
    let letters = [('R', Era::Reiwa), ('r', Era::Reiwa), ('H', Era::Heisei), ('S', Era::Showa)];
    if let Some((_, era)) = letters.into_iter().find(|(letter, _)| text.get(i) == Some(*letter)) {
        let alone = i == 0 || !text.get(i - 1).is_some_and(|ch| ch.is_ascii_alphanumeric());
        return if alone { era_year(text, i + 1, era, number_at) } else { None };
    }
    western_year(text, i)
}

/// 令8年, 令8.8.21 and '26年, '26.8.21: the short forms of a table.
fn short_year(text: &NormalText<'_>, i: usize) -> Option<YearAt> {
    let before = i.checked_sub(1).and_then(|before| text.get(before)).filter(|_| text.gap(i) == Gap::None);
    let kanji = [('令', Era::Reiwa), ('平', Era::Heisei), ('昭', Era::Showa)];
    if let Some((_, era)) = kanji.into_iter().find(|(name, _)| text.get(i) == Some(*name)) {
        // 政令8, 法令8
        let is_inside = before.is_some_and(|ch| ('\u{4e00}'..='\u{9fff}').contains(&ch));
        return if is_inside { None } else { era_year(text, i + 1, era, number_at) };
    }
    if !matches!(text.get(i), Some('\'' | '’')) {
        return None;
    }
    let year = number_at(text, i + 1).filter(|year| year.end == i + 3)?;
    let separator = text.get(year.end).filter(|ch| matches!(ch, '年' | '.' | '/' | '-'))?;
    Some(YearAt { reading: Reading::Western(2000 + year.value), other: None, end: year.end + 1, separator })
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
    // 令和3(2021)年 and a table's rule between the number and 年.
    let western = bracketed_year(text, end);
    let end = western.map_or(end, |(_, behind)| behind);
    let end = if text.get(end) == Some('|') && text.get(end + 1) == Some('年') { end + 1 } else { end };
    let separator = text.get(end)?;
    (matches!(separator, '年' | '.' | '/' | '-') && year <= 999).then_some(YearAt {
        reading: Reading::Era(era, year),
        other: western.map(|(reading, _)| reading),
        end: end + 1,
        separator,
    })
}

/// (2021) before 年.
fn bracketed_year(text: &NormalText<'_>, i: usize) -> Option<(Reading, usize)> {
    let year = number_at(text, i + 1).filter(|_| text.get(i) == Some('('))?;
    let closes = text.get(year.end) == Some(')') && text.get(year.end + 1) == Some('年');
    (closes && (1900..2100).contains(&year.value)).then_some((Reading::Western(year.value), year.end + 1))
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
