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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_day_from_1873_to_2100_reads_back_in_every_width() {
        let mut date = day(1873, 1, 1);
        while date <= day(2100, 12, 31) {
            let era_date = EraDate::of(date).unwrap();
            assert_eq!(era_date.to_date(), Ok(date));
            for digits in [Digits::Half, Digits::Full, Digits::Office] {
                assert_eq!(parse(&era_date.print(digits)), Ok(date));
                assert_eq!(parse(&print_weekday(date, digits).unwrap()), Ok(date));
            }
            date = date.succ_opt().unwrap();
        }
    }

    #[test]
    fn days_before_1873_are_refused() {
        for date in [day(1872, 12, 31), day(1868, 10, 23), day(1, 1, 1), day(-5, 3, 3), NaiveDate::MIN] {
            assert_eq!(EraDate::of(date), Err(EraProblem::TooEarly));
        }
        for text in ["1872-12-31", "0001-01-01", "明治5年12月31日", "明治元年10月23日", "M1.10.23"] {
            assert_eq!(parse(text), Err(EraProblem::TooEarly), "{text}");
        }
        assert_eq!(parse("明治6年1月1日"), Ok(day(1873, 1, 1)));
    }

    #[test]
    fn each_era_begins_and_ends_on_its_day() {
        let edges = [
            (day(1912, 7, 29), "明治45年7月29日"),
            (day(1912, 7, 30), "大正元年7月30日"),
            (day(1926, 12, 24), "大正15年12月24日"),
            (day(1926, 12, 25), "昭和元年12月25日"),
            (day(1989, 1, 7), "昭和64年1月7日"),
            (day(1989, 1, 8), "平成元年1月8日"),
            (day(2019, 4, 30), "平成31年4月30日"),
            (day(2019, 5, 1), "令和元年5月1日"),
        ];
        for (date, text) in edges {
            assert_eq!(EraDate::of(date).unwrap().print(Digits::Half), text);
        }
    }

    #[test]
    fn widths_are_printed_as_offices_print_them() {
        let date = EraDate::of(day(2026, 12, 8)).unwrap();
        assert_eq!(date.print(Digits::Half), "令和8年12月8日");
        assert_eq!(date.print(Digits::Full), "令和８年１２月８日");
        assert_eq!(date.print(Digits::Office), "令和８年12月８日");
        assert_eq!(print_weekday(day(2026, 12, 10), Digits::Half).unwrap(), "令和8年12月10日（木）");
    }

    #[test]
    fn all_usual_ways_of_writing_one_day_are_read() {
        let ways = [
            "令和８年１２月１０日",
            "令和 8 年 12 月 10 日",
            "令和　８年　１２月　１０日",
            "  令和8年12月10日\n",
            "R8.12.10",
            "R8/12/10",
            "R8-12-10",
            "r8.12.10",
            "Ｒ８．１２．１０",
            "R08.12.10",
            "令8.12.10",
            "㋿8年12月10日",
            "㋿８．１２．１０",
            "2026-12-10",
            "2026/12/10",
            "2026.12.10",
            "2026年12月10日",
            "２０２６年１２月１０日",
            "２０２６－１２－１０",
            "西暦2026年12月10日",
            "令和8年12月10日（木）",
            "令和8年12月10日(木)",
            "令和8年12月10日（木曜日）",
            "令和8年12月10日木曜日",
            "2026/12/10 (木)",
        ];
        for text in ways {
            assert_eq!(parse(text), Ok(day(2026, 12, 10)), "{text}");
        }
        for text in ["令和元年5月1日", "令和1年5月1日", "R元.5.1", "R1.5.1", "2019-5-1"] {
            assert_eq!(parse(text), Ok(day(2019, 5, 1)), "{text}");
        }
    }

    #[test]
    fn a_date_that_does_not_exist_says_why() {
        let cases = [
            ("令和108年1月1日", EraProblem::NoSuchYear),
            ("令和100年1月1日", EraProblem::NoSuchYear),
            ("令和0年5月1日", EraProblem::NoSuchYear),
            ("昭和65年1月1日", EraProblem::NoSuchYear),
            ("2118-01-01", EraProblem::NoSuchYear),
            ("平成31年5月1日", EraProblem::AfterEra { era: Era::Heisei }),
            ("昭和64年1月8日", EraProblem::AfterEra { era: Era::Showa }),
            ("令和元年4月30日", EraProblem::BeforeEra { era: Era::Reiwa }),
            ("令和8年2月29日", EraProblem::NoSuchDay),
            ("令和8年13月1日", EraProblem::NoSuchDay),
            ("令和8年4月31日", EraProblem::NoSuchDay),
            ("令和8年0月0日", EraProblem::NoSuchDay),
            ("令和8年12月10日（金）", EraProblem::WrongWeekday { found: '金', expected: '木' }),
        ];
        for (text, problem) in cases {
            assert_eq!(parse(text), Err(problem), "{text}");
        }
        assert_eq!(parse("令和99年12月31日"), Ok(day(2117, 12, 31)));
    }

    #[test]
    fn what_is_no_date_is_unreadable() {
        let texts = [
            "",
            " ",
            "令和",
            "令和8年",
            "令和8年12月",
            "令和8年12月10",
            "令和8年12月10日まで",
            "令和8年12月10日 17時",
            "2026-12/10",
            "2026-12-10-1",
            "26-12-10",
            "20261210",
            "令和8.12月10日",
            "元年5月1日",
            "2026年元月1日",
            "慶応3年1月1日",
            "令和8年12月1 0日",
            "令和8年123月1日",
            "X8.11.20",
            "R8.11.20.",
            "令和8年12月10日（木",
            "令和-8年1月1日",
            "12026-12-10",
        ];
        for text in texts {
            assert_eq!(parse(text), Err(EraProblem::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_runs_from_april_to_march() {
        assert_eq!(fiscal_year(day(2026, 3, 31)), 2025);
        assert_eq!(fiscal_year(day(2026, 4, 1)), 2026);
        assert_eq!(fiscal_year(day(2027, 3, 31)), 2026);
    }

    proptest! {
        #[test]
        fn no_text_whatever_panics(text in any::<String>()) {
            let _ = parse(&text);
        }

        #[test]
        fn no_text_of_date_characters_panics(text in "[明治大正昭和平成令和㋿RHSrh0-9０-９元年月日./（）木 　-]{0,24}") {
            if let Ok(date) = parse(&text) {
                prop_assert!(EraDate::of(date).is_ok());
            }
        }

        #[test]
        fn no_era_date_whatever_panics(era in 0_usize..5, year: u16, month: u8, day: u8) {
            let date = EraDate { era: ERAS[era], year, month, day };
            let _ = date.print(Digits::Office);
            if let Ok(day) = date.to_date() {
                prop_assert_eq!(EraDate::of(day), Ok(date));
            }
        }
    }
}
