//! The days on which offices are closed: weekends, national holidays, the turn of the year.
//! A buyer's own days off and the official list's exceptions are added by the callers that know them.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A national holiday (国民の祝日に関する法律, as in force from 2022).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holiday {
    /// 元日
    NewYear,
    /// 成人の日
    ComingOfAge,
    /// 建国記念の日
    Foundation,
    /// 天皇誕生日
    EmperorsBirthday,
    /// 春分の日
    VernalEquinox,
    /// 昭和の日
    Showa,
    /// 憲法記念日
    Constitution,
    /// みどりの日
    Greenery,
    /// こどもの日
    Children,
    /// 海の日
    Marine,
    /// 山の日
    Mountain,
    /// 敬老の日
    RespectForTheAged,
    /// 秋分の日
    AutumnalEquinox,
    /// スポーツの日
    Sports,
    /// 文化の日
    Culture,
    /// 勤労感謝の日
    LabourThanksgiving,
    /// 振替休日: in place of a holiday on a Sunday (3条2項).
    Substitute,
    /// 国民の休日: between two holidays (3条3項).
    Between,
}

/// Why an office is closed (行政機関の休日に関する法律1条; municipalities follow it by ordinance).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A national holiday.
    Holiday(Holiday),
    /// 29 December to 3 January.
    YearEnd,
}

impl Holiday {
    /// Its name; the official list calls the last two only 休日.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::NewYear => "元日",
            Self::ComingOfAge => "成人の日",
            Self::Foundation => "建国記念の日",
            Self::EmperorsBirthday => "天皇誕生日",
            Self::VernalEquinox => "春分の日",
            Self::Showa => "昭和の日",
            Self::Constitution => "憲法記念日",
            Self::Greenery => "みどりの日",
            Self::Children => "こどもの日",
            Self::Marine => "海の日",
            Self::Mountain => "山の日",
            Self::RespectForTheAged => "敬老の日",
            Self::AutumnalEquinox => "秋分の日",
            Self::Sports => "スポーツの日",
            Self::Culture => "文化の日",
            Self::LabourThanksgiving => "勤労感謝の日",
            Self::Substitute => "振替休日",
            Self::Between => "国民の休日",
        }
    }

    /// Its usual English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::NewYear => "New Year's Day",
            Self::ComingOfAge => "Coming of Age Day",
            Self::Foundation => "National Foundation Day",
            Self::EmperorsBirthday => "Emperor's Birthday",
            Self::VernalEquinox => "Vernal Equinox Day",
            Self::Showa => "Showa Day",
            Self::Constitution => "Constitution Memorial Day",
            Self::Greenery => "Greenery Day",
            Self::Children => "Children's Day",
            Self::Marine => "Marine Day",
            Self::Mountain => "Mountain Day",
            Self::RespectForTheAged => "Respect for the Aged Day",
            Self::AutumnalEquinox => "Autumnal Equinox Day",
            Self::Sports => "Sports Day",
            Self::Culture => "Culture Day",
            Self::LabourThanksgiving => "Labour Thanksgiving Day",
            Self::Substitute => "Substitute holiday",
            Self::Between => "Holiday between two holidays",
        }
    }
}

/// The holiday on a day, by the rules in force from 2022; they equal the official list 2022–2027 (dossier §5.1).
#[must_use]
pub fn holiday(date: NaiveDate) -> Option<Holiday> {
    let named = named_holiday(date);
    if named.is_some() {
        return named;
    }
    let before = date.pred_opt()?;
    if follows_a_sunday_holiday(before) {
        return Some(Holiday::Substitute);
    }
    let between = named_holiday(before).is_some() && named_holiday(date.succ_opt()?).is_some();
    between.then_some(Holiday::Between)
}

/// Why offices are closed on a day; `None` on a business day.
#[must_use]
pub fn day_off(date: NaiveDate) -> Option<DayOff> {
    if let Some(holiday) = holiday(date) {
        return Some(DayOff::Holiday(holiday));
    }
    match (date.weekday(), date.month(), date.day()) {
        (_, 12, 29..=31) | (_, 1, 1..=3) => Some(DayOff::YearEnd),
        (Weekday::Sat | Weekday::Sun, _, _) => Some(DayOff::Weekend),
        _ => None,
    }
}

/// Whether offices are open.
#[must_use]
pub fn is_business_day(date: NaiveDate) -> bool {
    day_off(date).is_none()
}

/// The `count`th business day after a day, which itself is not counted (民法140条).
#[must_use]
pub fn add_business_days(date: NaiveDate, count: u16) -> NaiveDate {
    walk(date, count, |day| day.succ_opt())
}

/// The `count`th business day before a day, which itself is not counted.
#[must_use]
pub fn minus_business_days(date: NaiveDate, count: u16) -> NaiveDate {
    walk(date, count, |day| day.pred_opt())
}

/// Stops at the calendar's own ends.
fn walk(mut date: NaiveDate, mut count: u16, step: impl Fn(NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
    while count > 0 {
        let Some(next) = step(date) else {
            return date;
        };
        date = next;
        if is_business_day(date) {
            count -= 1;
        }
    }
    date
}

/// Whether the unbroken run of holidays that ends here holds a Sunday.
fn follows_a_sunday_holiday(mut day: NaiveDate) -> bool {
    while named_holiday(day).is_some() {
        if day.weekday() == Weekday::Sun {
            return true;
        }
        let Some(before) = day.checked_sub_days(Days::new(1)) else {
            return false;
        };
        day = before;
    }
    false
}

fn named_holiday(date: NaiveDate) -> Option<Holiday> {
    let monday = if date.weekday() == Weekday::Mon { date.day().div_ceil(7) } else { 0 };
    match (date.month(), date.day(), monday) {
        (1, 1, _) => Some(Holiday::NewYear),
        (1, _, 2) => Some(Holiday::ComingOfAge),
        (2, 11, _) => Some(Holiday::Foundation),
        (2, 23, _) => Some(Holiday::EmperorsBirthday),
        (3, day, _) if day == equinox(date.year(), 208_431) => Some(Holiday::VernalEquinox),
        (4, 29, _) => Some(Holiday::Showa),
        (5, 3, _) => Some(Holiday::Constitution),
        (5, 4, _) => Some(Holiday::Greenery),
        (5, 5, _) => Some(Holiday::Children),
        (7, _, 3) => Some(Holiday::Marine),
        (8, 11, _) => Some(Holiday::Mountain),
        (9, _, 3) => Some(Holiday::RespectForTheAged),
        (9, day, _) if day == equinox(date.year(), 232_488) => Some(Holiday::AutumnalEquinox),
        (10, _, 2) => Some(Holiday::Sports),
        (11, 3, _) => Some(Holiday::Culture),
        (11, 23, _) => Some(Holiday::LabourThanksgiving),
        _ => None,
    }
}

/// Day of the month by the formula that holds 1980–2099 (dossier §5.1); `base` in 0.0001 days, 1980's equinox.
fn equinox(year: i32, base: i64) -> u32 {
    let years = i64::from(year) - 1980;
    let day = (base * 100 + years * 242_194).div_euclid(1_000_000) - years.div_euclid(4);
    u32::try_from(day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_2022_to_2027_equal_the_official_list() {
        let list: Vec<(NaiveDate, &str)> = include_str!("fixtures/holidays_2022_2027.csv")
            .lines()
            .map(|line| line.split_once(',').map(|(date, name)| (day(date), name)).unwrap())
            .collect();
        let official = |holiday: Holiday| match holiday {
            Holiday::Substitute | Holiday::Between => "休日",
            named => named.japanese(),
        };
        let found: Vec<(NaiveDate, &str)> = day("2022-01-01")
            .iter_days()
            .take_while(|date| *date <= day("2027-12-31"))
            .filter_map(|date| holiday(date).map(|holiday| (date, official(holiday))))
            .collect();
        assert_eq!(found, list);
    }

    #[test]
    fn extra_days_off_until_2032_are_those_of_the_dossier() {
        let extra: Vec<String> = day("2025-01-01")
            .iter_days()
            .take_while(|date| *date <= day("2032-12-31"))
            .filter(|date| matches!(holiday(*date), Some(Holiday::Substitute | Holiday::Between)))
            .map(|date| date.to_string())
            .collect();
        let expected = [
            "2025-02-24",
            "2025-05-06",
            "2025-11-24",
            "2026-05-06",
            "2026-09-22",
            "2027-03-22",
            "2029-02-12",
            "2029-04-30",
            "2029-09-24",
            "2030-05-06",
            "2030-08-12",
            "2030-11-04",
            "2031-02-24",
            "2031-05-06",
            "2031-11-24",
            "2032-09-21",
        ];
        assert_eq!(extra, expected);
    }

    #[test]
    fn equinoxes_are_those_of_the_dossier() {
        let days = [(20, 23), (20, 23), (21, 23), (20, 22), (20, 23), (20, 23), (21, 23), (20, 22), (20, 23)];
        for (year, (spring, autumn)) in (2025..).zip(days) {
            assert_eq!((equinox(year, 208_431), equinox(year, 232_488)), (spring, autumn), "{year}");
        }
    }

    #[test]
    fn offices_are_closed_at_weekends_holidays_and_the_turn_of_the_year() {
        assert_eq!(day_off(day("2026-12-05")), Some(DayOff::Weekend));
        assert_eq!(day_off(day("2026-11-23")), Some(DayOff::Holiday(Holiday::LabourThanksgiving)));
        assert_eq!(day_off(day("2026-12-28")), None);
        assert_eq!(day_off(day("2026-12-29")), Some(DayOff::YearEnd));
        assert_eq!(day_off(day("2027-01-01")), Some(DayOff::Holiday(Holiday::NewYear)));
        assert_eq!(day_off(day("2027-01-04")), None);
    }

    #[test]
    fn business_days_are_counted_from_the_day_after() {
        assert_eq!(add_business_days(day("2026-12-28"), 1), day("2027-01-04"));
        assert_eq!(minus_business_days(day("2027-01-04"), 1), day("2026-12-28"));
        assert_eq!(add_business_days(day("2026-09-18"), 1), day("2026-09-24"));
        assert_eq!(add_business_days(day("2026-12-05"), 0), day("2026-12-05"));
        assert_eq!(add_business_days(NaiveDate::MAX, 3), NaiveDate::MAX);
        assert_eq!(minus_business_days(NaiveDate::MIN, 3), NaiveDate::MIN);
    }

    proptest! {
        #[test]
        fn going_there_and_back_ends_on_the_same_business_day(offset in 0_u64..30_000, count in 0_u16..200) {
            let start = add_business_days(day("2022-01-01") + Days::new(offset), 1);
            prop_assert!(is_business_day(start));
            prop_assert_eq!(minus_business_days(add_business_days(start, count), count), start);
        }
    }
}
