//! Japanese era dates (和暦): printing, and reading what a person types or a notice prints.
//! Holds no calendar of holidays (see `days`) and knows no time of day.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::text::{half_width, hyphen};

/// The Japanese eras since the calendar reform (dossier §4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Era {
    /// 明治, from 1868-10-23; usable from 1873-01-01 only.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

/// The width in which numbers are printed (dossier §4.3, §4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Digits {
    /// 半角: `12`.
    Half,
    /// 全角: `１２`.
    Full,
    /// The city-office habit: one digit full-width, two or more half-width.
    Office,
}

/// A day as it is written with an era. [`EraDate::of`] makes only days that exist; [`EraDate::to_date`] checks the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EraDate {
    /// The era.
    pub era: Era,
    /// The year within the era; 1 prints as 元.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Why a date was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EraProblem {
    /// Before 1873-01-01, when Japan did not use the Gregorian calendar.
    TooEarly,
    /// The month has no such day, or the year no such month.
    NoSuchDay,
    /// The era has no such year (昭和65年), or it lies beyond [`LAST_REIWA_YEAR`].
    NoSuchYear,
    /// The era's last year, but a day before which the era had ended (平成31年5月1日).
    AfterEra {
        /// The era that was written.
        era: Era,
    },
    /// The era's first year, but a day on which the era had not begun (令和元年4月30日).
    BeforeEra {
        /// The era that was written.
        era: Era,
    },
    /// The weekday written behind the date is not that day's.
    WrongWeekday {
        /// What was written.
        found: char,
        /// What the calendar says.
        expected: char,
    },
    /// Not a date in any form that is read here.
    Unreadable,
}

/// The last year that is read and printed; a bound against slips of the finger, not a forecast.
pub const LAST_REIWA_YEAR: u16 = 99;

const ERAS: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];
const FIRST_GREGORIAN_YEAR: i32 = 1873;

impl Era {
    /// The two characters of its name.
    #[must_use]
    pub const fn kanji(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The letter of its short form (R8.11.20).
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// The day on which it began (dossier §4.5).
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let (year, month, day) = match self {
            Self::Meiji => (1868, 10, 23),
            Self::Taisho => (1912, 7, 30),
            Self::Showa => (1926, 12, 25),
            Self::Heisei => (1989, 1, 8),
            Self::Reiwa => (2019, 5, 1),
        };
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    /// The Gregorian year before its year 1.
    fn offset(self) -> i32 {
        self.first_day().year() - 1
    }

    fn next(self) -> Option<Self> {
        ERAS.into_iter().find(|later| *later > self)
    }

    fn last_year(self) -> u16 {
        self.next().map_or(LAST_REIWA_YEAR, |next| {
            u16::try_from(next.first_day().year() - self.offset()).unwrap_or(LAST_REIWA_YEAR)
        })
    }

    /// One character each: the square ligature and the single kanji of short forms.
    const fn ligature_and_kanji(self) -> (char, char) {
        match self {
            Self::Meiji => ('㍾', '明'),
            Self::Taisho => ('㍽', '大'),
            Self::Showa => ('㍼', '昭'),
            Self::Heisei => ('㍻', '平'),
            Self::Reiwa => ('㋿', '令'),
        }
    }
}

impl Digits {
    /// Prints a number in this width.
    #[must_use]
    pub fn print(self, number: u32) -> String {
        let half = number.to_string();
        match self {
            Self::Half => half,
            Self::Office if half.len() > 1 => half,
            Self::Full | Self::Office => half.chars().map(full_width).collect(),
        }
    }
}

impl EraDate {
    /// The era date of a day, from 1873-01-01 to the end of 令和99年.
    ///
    /// # Errors
    /// `TooEarly` and `NoSuchYear` outside those bounds.
    pub fn of(date: NaiveDate) -> Result<Self, EraProblem> {
        if date.year() < FIRST_GREGORIAN_YEAR {
            return Err(EraProblem::TooEarly);
        }
        let era = ERAS.into_iter().rev().find(|era| era.first_day() <= date).ok_or(EraProblem::TooEarly)?;
        let year = u16::try_from(date.year() - era.offset()).map_err(|_| EraProblem::NoSuchYear)?;
        if year > era.last_year() {
            return Err(EraProblem::NoSuchYear);
        }
        let month = u8::try_from(date.month()).map_err(|_| EraProblem::NoSuchDay)?;
        let day = u8::try_from(date.day()).map_err(|_| EraProblem::NoSuchDay)?;
        Ok(Self { era, year, month, day })
    }

    /// The day it names.
    ///
    /// # Errors
    /// Every `EraProblem` except `WrongWeekday` and `Unreadable`.
    pub fn to_date(self) -> Result<NaiveDate, EraProblem> {
        if self.year == 0 || self.year > self.era.last_year() {
            return Err(EraProblem::NoSuchYear);
        }
        let year = self.era.offset() + i32::from(self.year);
        if year < FIRST_GREGORIAN_YEAR {
            return Err(EraProblem::TooEarly);
        }
        let date = NaiveDate::from_ymd_opt(year, self.month.into(), self.day.into()).ok_or(EraProblem::NoSuchDay)?;
        if date < self.era.first_day() {
            return Err(EraProblem::BeforeEra { era: self.era });
        }
        match self.era.next() {
            Some(next) if date >= next.first_day() => Err(EraProblem::AfterEra { era: self.era }),
            _ => Ok(date),
        }
    }

    /// 令和元年5月1日, 令和8年12月10日.
    #[must_use]
    pub fn print(self, digits: Digits) -> String {
        let year = if self.year == 1 { "元".to_owned() } else { digits.print(self.year.into()) };
        let month = digits.print(self.month.into());
        let day = digits.print(self.day.into());
        format!("{}{year}年{month}月{day}日", self.era.kanji())
    }
}

/// Reads what a person types or a notice prints: 令和８年１２月１０日, 令和 8 年 12 月 10 日（木）, 令和元年5月1日,
/// ㋿8年12月10日, R8.11.20, R8/11/20, 2026-12-10, 2026/12/10, 2026年12月10日.
///
/// # Errors
/// `Unreadable` when it is no date, else what is wrong with the date that was read.
pub fn parse(text: &str) -> Result<NaiveDate, EraProblem> {
    let characters: Vec<char> = text.trim().chars().map(plain).collect();
    let mut rest = Reader { chars: &characters };
    let era = rest.era();
    let year = rest.year(era.is_some()).ok_or(EraProblem::Unreadable)?;
    let separator = rest.one_of(&['年', '-', '/', '.']).ok_or(EraProblem::Unreadable)?;
    let month = rest.number(2).ok_or(EraProblem::Unreadable)?;
    let second = if separator == '年' { '月' } else { separator };
    rest.one_of(&[second]).ok_or(EraProblem::Unreadable)?;
    let day = rest.number(2).ok_or(EraProblem::Unreadable)?;
    if separator == '年' {
        rest.one_of(&['日']).ok_or(EraProblem::Unreadable)?;
    }
    let weekday = rest.weekday();
    if !rest.is_at_end() {
        return Err(EraProblem::Unreadable);
    }
    let date = resolve(era, year, month, day)?;
    match weekday {
        Some(found) if found != weekday_ja(date) => Err(EraProblem::WrongWeekday { found, expected: weekday_ja(date) }),
        _ => Ok(date),
    }
}

/// The weekday's one character: 日月火水木金土.
#[must_use]
pub fn weekday_ja(date: NaiveDate) -> char {
    match date.weekday() {
        Weekday::Sun => '日',
        Weekday::Mon => '月',
        Weekday::Tue => '火',
        Weekday::Wed => '水',
        Weekday::Thu => '木',
        Weekday::Fri => '金',
        Weekday::Sat => '土',
    }
}

/// 会計年度, 1 April to 31 March, by the year in which it begins (地方自治法 208条; dossier §4.5).
#[must_use]
pub fn fiscal_year(date: NaiveDate) -> i32 {
    if date.month() < 4 { date.year() - 1 } else { date.year() }
}

/// 令和8年12月10日（木）.
///
/// # Errors
/// Those of [`EraDate::of`].
pub fn print_weekday(date: NaiveDate, digits: Digits) -> Result<String, EraProblem> {
    Ok(format!("{}（{}）", EraDate::of(date)?.print(digits), weekday_ja(date)))
}

fn resolve(era: Option<Era>, year: u16, month: u16, day: u16) -> Result<NaiveDate, EraProblem> {
    let Some(era) = era else {
        if i32::from(year) < FIRST_GREGORIAN_YEAR {
            return Err(EraProblem::TooEarly);
        }
        let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into()).ok_or(EraProblem::NoSuchDay)?;
        return EraDate::of(date).map(|_| date);
    };
    let month = u8::try_from(month).map_err(|_| EraProblem::NoSuchDay)?;
    let day = u8::try_from(day).map_err(|_| EraProblem::NoSuchDay)?;
    EraDate { era, year, month, day }.to_date()
}

fn full_width(digit: char) -> char {
    digit.to_digit(10).and_then(|value| char::from_u32('０' as u32 + value)).unwrap_or(digit)
}

/// ASCII for full-width forms, one hyphen, and a full stop for the middle dot of R8・11・20.
fn plain(c: char) -> char {
    match c {
        '・' => '.',
        'ー' => c,
        other => half_width(hyphen(other)),
    }
}

/// What is left to read. Blanks may stand between the parts of a date, never inside a number.
struct Reader<'a> {
    chars: &'a [char],
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        while let [' ' | '\t' | '\u{3000}' | '\u{a0}', rest @ ..] = self.chars {
            self.chars = rest;
        }
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_blanks();
        self.chars.is_empty()
    }

    fn one_of(&mut self, wanted: &[char]) -> Option<char> {
        self.skip_blanks();
        let (first, rest) = self.chars.split_first()?;
        wanted.contains(first).then(|| {
            self.chars = rest;
            *first
        })
    }

    fn word(&mut self, wanted: &str) -> bool {
        self.skip_blanks();
        let length = wanted.chars().count();
        let found = self.chars.len() >= length && self.chars.iter().zip(wanted.chars()).all(|(a, b)| *a == b);
        if found {
            self.chars = self.chars.get(length..).unwrap_or_default();
        }
        found
    }

    fn era(&mut self) -> Option<Era> {
        if self.word("西暦") {
            return None;
        }
        ERAS.into_iter().find(|era| {
            let (ligature, kanji) = era.ligature_and_kanji();
            self.word(era.kanji())
                || self.one_of(&[ligature, kanji, era.letter(), era.letter().to_ascii_lowercase()]).is_some()
        })
    }

    /// 元 only within an era; four digits without one, one to four (to be told "no such year") within.
    fn year(&mut self, in_era: bool) -> Option<u16> {
        if in_era && self.one_of(&['元']).is_some() {
            return Some(1);
        }
        let before = self.chars.len();
        let year = self.number(4)?;
        (in_era || before - self.chars.len() >= 4).then_some(year)
    }

    /// One to `most` digits, and no digit behind them.
    fn number(&mut self, most: usize) -> Option<u16> {
        self.skip_blanks();
        let length = self.chars.iter().take_while(|c| c.is_ascii_digit()).count();
        if length == 0 || length > most {
            return None;
        }
        let (digits, rest) = self.chars.split_at_checked(length)?;
        self.chars = rest;
        digits.iter().collect::<String>().parse().ok()
    }

    /// （木）, (木), （木曜日）or 木曜日; none is no problem.
    fn weekday(&mut self) -> Option<char> {
        const NAMES: [char; 7] = ['日', '月', '火', '水', '木', '金', '土'];
        let start = self.chars;
        let bracket = self.one_of(&['(']).is_some();
        let found = self.one_of(&NAMES);
        let long = self.word("曜日") || self.word("曜");
        let closed = if bracket { self.one_of(&[')']).is_some() } else { long };
        if found.is_none() || !closed {
            self.chars = start;
            return None;
        }
        found
    }
}

#[cfg(test)]
mod tests;
