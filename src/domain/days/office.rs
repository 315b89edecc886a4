//! When an office is open: weekends, national holidays, the turn of the year, and a buyer's own days off.
//! Counting in business days, both ways.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{DayOff, Exceptions};

/// Days on end without an open one, after which an office is taken never to open: a whole year and more.
const LONGEST_CLOSED: u16 = 800;

/// A buyer's own days off, each with its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDays {
    /// Single days.
    pub single: BTreeMap<NaiveDate, String>,
    /// Those that come every year, such as 慰霊の日 (06-23).
    pub yearly: Vec<YearlyDay>,
}

/// A day off that comes every year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearlyDay {
    /// Month, from 1.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
    /// Its name.
    pub name: String,
}

impl OwnDays {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.yearly.is_empty()
    }

    /// The name of a day that is the buyer's own.
    #[must_use]
    pub fn name(&self, date: NaiveDate) -> Option<&str> {
        let yearly = || self.yearly.iter().find(|day| (day.month, day.day) == (date.month(), date.day()));
        self.single.get(&date).or_else(|| yearly().map(|day| &day.name)).map(String::as_str)
    }
}

/// Which way a day that is no business day gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// To the next business day.
    Later,
    /// To the business day before.
    Earlier,
}

/// When the counter of an office is open (行政機関の休日に関する法律1条; municipalities follow it by ordinance).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    exceptions: Exceptions,
    own: OwnDays,
}

impl Office {
    /// An office without days off of its own.
    #[must_use]
    pub const fn national() -> Self {
        let own = OwnDays { single: BTreeMap::new(), yearly: Vec::new() };
        Self { exceptions: Exceptions::none(), own }
    }

    /// An office that is closed on further days, whose names do not matter.
    #[must_use]
    pub fn with_own(closed: BTreeSet<NaiveDate>) -> Self {
        let single = closed.into_iter().map(|date| (date, String::new())).collect();
        Self::of(Exceptions::none(), OwnDays { single, yearly: Vec::new() })
    }

    /// An office with all that is known of its days off.
    #[must_use]
    pub const fn of(exceptions: Exceptions, own: OwnDays) -> Self {
        Self { exceptions, own }
    }

    /// Why the office is closed on a day; `None` on a business day.
    #[must_use]
    pub fn day_off(&self, date: NaiveDate) -> Option<DayOff> {
        if let Some(holiday) = self.exceptions.holiday(date) {
            return Some(DayOff::Holiday(holiday));
        }
        match (date.weekday(), date.month(), date.day()) {
            (_, 12, 29..=31) | (_, 1, 1..=3) => Some(DayOff::YearEnd),
            _ if self.own.name(date).is_some() => Some(DayOff::Own),
            (Weekday::Sat | Weekday::Sun, _, _) => Some(DayOff::Weekend),
            _ => None,
        }
    }

    /// The name that somebody gave to a day off: a buyer's own, or a holiday of its own law; Japanese.
    #[must_use]
    pub fn given_name(&self, date: NaiveDate) -> Option<&str> {
        self.exceptions.name(date).or_else(|| self.own.name(date)).filter(|name| !name.is_empty())
    }

    /// Whether the office is open.
    #[must_use]
    pub fn is_open(&self, date: NaiveDate) -> bool {
        self.day_off(date).is_none()
    }

    /// The `count`th business day after a day, which itself is not counted (民法140条). Stops at the calendar's end.
    #[must_use]
    pub fn add(&self, date: NaiveDate, count: u16) -> NaiveDate {
        self.walk(date, count, |day| day.succ_opt())
    }

    /// The `count`th business day before a day, which itself is not counted. Stops at the calendar's beginning.
    #[must_use]
    pub fn minus(&self, date: NaiveDate, count: u16) -> NaiveDate {
        self.walk(date, count, |day| day.pred_opt())
    }

    /// The day itself when the office is open, else the next or last one on which it is.
    #[must_use]
    pub fn open_day(&self, date: NaiveDate, turn: Turn) -> NaiveDate {
        match turn {
            _ if self.is_open(date) => date,
            Turn::Later => self.add(date, 1),
            Turn::Earlier => self.minus(date, 1),
        }
    }

    /// How many business days there are after the first day, up to and with the last; 0 when that is not later.
    #[must_use]
    pub fn open_between(&self, after: NaiveDate, until: NaiveDate) -> u32 {
        let days = after.iter_days().skip(1).take_while(|day| *day <= until);
        u32::try_from(days.filter(|day| self.is_open(*day)).count()).unwrap_or(u32::MAX)
    }

    /// An office that never opens again ends the walk where that is plain.
    fn walk(&self, mut date: NaiveDate, mut count: u16, step: impl Fn(NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let mut closed = 0;
        while count > 0 && closed < LONGEST_CLOSED {
            let Some(next) = step(date) else {
                return date;
            };
            date = next;
            if self.is_open(date) {
                count -= 1;
                closed = 0;
            } else {
                closed += 1;
            }
        }
        date
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::days::Holiday;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn okinawa() -> Office {
        let single = BTreeMap::from([(day("2026-11-27"), "庁舎停電".to_owned())]);
        let yearly = vec![YearlyDay { month: 6, day: 23, name: "慰霊の日".to_owned() }];
        Office::of(Exceptions::none(), OwnDays { single, yearly })
    }

    #[test]
    fn offices_are_closed_at_weekends_holidays_and_the_turn_of_the_year() {
        let office = Office::national();
        assert_eq!(office.day_off(day("2026-12-05")), Some(DayOff::Weekend));
        assert_eq!(office.day_off(day("2026-11-23")), Some(DayOff::Holiday(Holiday::LabourThanksgiving)));
        assert_eq!(office.day_off(day("2026-12-28")), None);
        assert_eq!(office.day_off(day("2026-12-29")), Some(DayOff::YearEnd));
        assert_eq!(office.day_off(day("2027-01-01")), Some(DayOff::Holiday(Holiday::NewYear)));
        assert_eq!(office.day_off(day("2027-01-04")), None);
    }

    #[test]
    fn business_days_are_counted_from_the_day_after() {
        let office = Office::national();
        assert_eq!(office.add(day("2026-12-28"), 1), day("2027-01-04"));
        assert_eq!(office.minus(day("2027-01-04"), 1), day("2026-12-28"));
        assert_eq!(office.add(day("2026-09-18"), 1), day("2026-09-24"));
        assert_eq!(office.add(day("2026-12-05"), 0), day("2026-12-05"));
        assert_eq!(office.add(NaiveDate::MAX, 3), NaiveDate::MAX);
        assert_eq!(office.minus(NaiveDate::MIN, 3), NaiveDate::MIN);
        assert_eq!(office.open_between(day("2026-12-28"), day("2027-01-05")), 2);
        assert_eq!(office.open_between(day("2027-01-05"), day("2026-12-28")), 0);
    }

    #[test]
    fn a_buyers_own_days_off_are_counted_and_named() {
        let office = okinawa();
        assert_eq!(office.day_off(day("2026-06-23")), Some(DayOff::Own));
        assert_eq!(office.given_name(day("2027-06-23")), Some("慰霊の日"));
        assert_eq!(office.add(day("2026-06-22"), 1), day("2026-06-24"));
        assert_eq!(office.minus(day("2026-11-30"), 1), day("2026-11-26"));
        assert_eq!(Office::national().minus(day("2026-11-30"), 1), day("2026-11-27"));
        let closed = Office::with_own(BTreeSet::from([day("2026-12-01")]));
        assert_eq!((closed.is_open(day("2026-12-01")), closed.given_name(day("2026-12-01"))), (false, None));
    }

    #[test]
    fn a_day_off_gives_way_in_the_direction_that_is_asked_for() {
        let office = Office::national();
        assert_eq!(office.open_day(day("2026-05-03"), Turn::Later), day("2026-05-07"));
        assert_eq!(office.open_day(day("2026-05-06"), Turn::Earlier), day("2026-05-01"));
        assert_eq!(office.open_day(day("2026-05-07"), Turn::Later), day("2026-05-07"));
    }

    proptest! {
        #[test]
        fn going_there_and_back_ends_on_the_same_business_day(offset in 0_u64..30_000, count in 0_u16..200) {
            let office = okinawa();
            let start = office.add(day("2022-01-01") + Days::new(offset), 1);
            prop_assert!(office.is_open(start));
            let end = office.add(start, count);
            prop_assert!(office.is_open(end));
            prop_assert_eq!(office.minus(end, count), start);
            prop_assert_eq!(office.open_between(start, end), u32::from(count));
        }

        #[test]
        fn a_later_day_and_more_days_never_end_earlier(offset in 0_u64..30_000, later in 0_u64..60, count in 1_u16..60) {
            let office = okinawa();
            let start = day("2022-01-01") + Days::new(offset);
            prop_assert!(office.add(start + Days::new(later), count) >= office.add(start, count));
            prop_assert!(office.minus(start + Days::new(later), count) >= office.minus(start, count));
            prop_assert!(office.add(start, count + 1) > office.add(start, count));
            prop_assert!(office.minus(start, count + 1) < office.minus(start, count));
            prop_assert!(office.is_open(office.minus(start, count)));
        }
    }
}
