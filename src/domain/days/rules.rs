//! Which day is a national holiday: the law as in force from 2022, what single laws and the almanac decide otherwise, and
//! for earlier years the official list.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Holiday, listed};

/// A holiday that is on another day in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which one.
    pub holiday: Holiday,
    /// Where the rules put it.
    pub from: NaiveDate,
    /// Where it is.
    pub to: NaiveDate,
}

/// What is decided otherwise than the rules say, such as an equinox that the official almanac (暦要項) puts on another
/// day, or a holiday that a law of its own makes or moves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exceptions {
    moved: Vec<Moved>,
    extra: BTreeMap<NaiveDate, String>,
}

impl Exceptions {
    /// No exceptions: the rules alone.
    #[must_use]
    pub const fn none() -> Self {
        Self { moved: Vec::new(), extra: BTreeMap::new() }
    }

    /// Adds a day that is a holiday once, with its Japanese name.
    pub fn add(&mut self, date: NaiveDate, name: String) {
        self.extra.insert(date, name);
    }

    /// Moves a holiday in one year; false when the rules do not put it on that day.
    pub fn move_holiday(&mut self, moved: Moved) -> bool {
        let is_there = !listed::covers(moved.from) && by_rule(moved.from) == Some(moved.holiday);
        if is_there {
            self.moved.push(moved);
        }
        is_there
    }

    /// The name of a day that is a holiday once, or was one by an earlier law.
    #[must_use]
    pub fn name(&self, date: NaiveDate) -> Option<&str> {
        self.extra.get(&date).map(String::as_str).or_else(|| listed::name(date))
    }

    /// The holiday on a day.
    #[must_use]
    pub fn holiday(&self, date: NaiveDate) -> Option<Holiday> {
        if listed::covers(date) && !self.extra.contains_key(&date) {
            return listed::holiday(date);
        }
        let named = self.named(date);
        if named.is_some() {
            return named;
        }
        let before = date.pred_opt()?;
        if self.follows_a_sunday_holiday(before) {
            return Some(Holiday::Substitute);
        }
        let between = self.named(before).is_some() && self.named(date.succ_opt()?).is_some();
        between.then_some(Holiday::Between)
    }

    /// Whether the unbroken run of holidays that ends here holds a Sunday.
    fn follows_a_sunday_holiday(&self, mut day: NaiveDate) -> bool {
        while self.named(day).is_some() {
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

    fn named(&self, date: NaiveDate) -> Option<Holiday> {
        if self.extra.contains_key(&date) {
            return Some(Holiday::Extra);
        }
        if let Some(moved) = self.moved.iter().find(|moved| moved.to == date) {
            return Some(moved.holiday);
        }
        by_rule(date).filter(|_| !self.moved.iter().any(|moved| moved.from == date))
    }
}

fn by_rule(date: NaiveDate) -> Option<Holiday> {
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

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_2022_to_2027_equal_the_official_list() {
        let list: Vec<(NaiveDate, &str)> = include_str!("../fixtures/holidays_2022_2027.csv")
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
            .filter_map(|date| Exceptions::none().holiday(date).map(|holiday| (date, official(holiday))))
            .collect();
        assert_eq!(found, list);
    }

    #[test]
    fn extra_days_off_until_2033_are_those_of_the_dossier() {
        let extra: Vec<String> = day("2025-01-01")
            .iter_days()
            .take_while(|date| *date <= day("2033-12-31"))
            .filter(|date| matches!(Exceptions::none().holiday(*date), Some(Holiday::Substitute | Holiday::Between)))
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
            "2033-03-21",
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

    /// As the law on the Olympic Games moved three holidays of 2021, in a year with the same weekdays to which the rules
    /// apply; a substitute comes of it.
    #[test]
    fn moved_holidays_count_where_they_are_and_bring_their_substitute() {
        let mut exceptions = Exceptions::none();
        for (holiday, from, to) in [
            (Holiday::Marine, "2027-07-19", "2027-07-22"),
            (Holiday::Sports, "2027-10-11", "2027-07-23"),
            (Holiday::Mountain, "2027-08-11", "2027-08-08"),
        ] {
            assert!(exceptions.move_holiday(Moved { holiday, from: day(from), to: day(to) }));
        }
        let found = |date: &str| exceptions.holiday(day(date));
        assert_eq!(found("2027-07-19"), None);
        assert_eq!(found("2027-07-22"), Some(Holiday::Marine));
        assert_eq!(found("2027-07-23"), Some(Holiday::Sports));
        assert_eq!(found("2027-08-08"), Some(Holiday::Mountain));
        assert_eq!(found("2027-08-09"), Some(Holiday::Substitute));
        assert_eq!(found("2027-08-11"), None);
        assert_eq!(found("2027-10-11"), None);
        let wrong = Moved { holiday: Holiday::Marine, from: day("2027-07-20"), to: day("2027-07-22") };
        assert!(!exceptions.move_holiday(wrong));
    }

    /// As the accession on 1 May 2019 did: the days on both sides become holidays.
    #[test]
    fn a_holiday_of_its_own_law_makes_holidays_of_days_between() {
        let mut exceptions = Exceptions::none();
        exceptions.add(day("2030-05-01"), "即位の日".to_owned());
        assert_eq!(exceptions.holiday(day("2030-04-30")), Some(Holiday::Between));
        assert_eq!(exceptions.holiday(day("2030-05-01")), Some(Holiday::Extra));
        assert_eq!(exceptions.holiday(day("2030-05-02")), Some(Holiday::Between));
        assert_eq!(exceptions.name(day("2030-05-01")), Some("即位の日"));
    }
}
