//! A moment exactly as a notice prints it, in Japan Standard Time.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// Japan Standard Time is UTC+9 all year round (no daylight saving since 1951).
const JST_MILLIS: i64 = 9 * 3_600_000;
/// 23:59:59 as milliseconds after midnight: a deadline that names only a day ends with that day.
const END_OF_DAY_MILLIS: i64 = 86_399_000;

/// How exactly the notice names the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A time of day is printed.
    Minute,
    /// Only the day is printed.
    Day,
}

/// A moment exactly as printed, in Japan Standard Time; never rounded, never shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day as printed.
    pub date: NaiveDate,
    /// The time of day, when one is printed.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// A day without a time.
    pub const fn day(date: NaiveDate) -> Self {
        Self { date, time: None }
    }

    /// A day with a time.
    pub const fn at(date: NaiveDate, time: NaiveTime) -> Self {
        Self { date, time: Some(time) }
    }

    /// Whether a time was printed.
    pub const fn precision(self) -> Precision {
        match self.time {
            Some(_) => Precision::Minute,
            None => Precision::Day,
        }
    }

    /// The instant in milliseconds UTC; a day without a time counts to its last second in Japan.
    pub fn to_utc_millis(self) -> i64 {
        self.midnight_utc_millis() + self.time.map_or(END_OF_DAY_MILLIS, millis_of_day)
    }

    /// The instant at which something *begins*: a day without a time counts from midnight in Japan.
    pub fn start_utc_millis(self) -> i64 {
        self.midnight_utc_millis() + self.time.map_or(0, millis_of_day)
    }

    /// Back from milliseconds UTC; `None` outside the calendar.
    pub fn from_utc_millis(millis: i64, precision: Precision) -> Option<Self> {
        let local = DateTime::from_timestamp_millis(millis.checked_add(JST_MILLIS)?)?.naive_utc();
        let time = match precision {
            Precision::Minute => Some(local.time()),
            Precision::Day => None,
        };
        Some(Self { date: local.date(), time })
    }

    /// Reads `2026-08-21`, `2026-08-21T13:00` and `2026-08-21T13:00:00`.
    pub fn parse(iso: &str) -> Option<Self> {
        let (day, time) = match iso.split_once('T') {
            Some((day, time)) => (day, Some(time)),
            None => (iso, None),
        };
        let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
        match time {
            None => Some(Self::day(date)),
            Some(text) => NaiveTime::parse_from_str(text, "%H:%M")
                .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
                .ok()
                .map(|time| Self::at(date, time)),
        }
    }

    fn midnight_utc_millis(self) -> i64 {
        self.date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() - JST_MILLIS
    }
}

impl fmt::Display for Moment {
    /// ISO 8601 without a zone: `2026-08-21` or `2026-08-21T13:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some(time) if time.second() == 0 => {
                write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute())
            }
            Some(time) => write!(f, "{}T{:02}:{:02}:{:02}", self.date, time.hour(), time.minute(), time.second()),
        }
    }
}

fn millis_of_day(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_without_time_lasts_to_its_last_second_in_japan() {
        let day = Moment::parse("2026-07-29").unwrap();
        let last = Moment::parse("2026-07-29T23:59:59").unwrap();
        assert_eq!(day.to_utc_millis(), last.to_utc_millis());
        assert_eq!(day.start_utc_millis(), Moment::parse("2026-07-29T00:00").unwrap().to_utc_millis());
    }

    #[test]
    fn five_in_the_afternoon_in_japan_is_eight_in_the_morning_utc() {
        let moment = Moment::parse("2026-09-16T17:00").unwrap();
        assert_eq!(moment.to_utc_millis(), 1_789_545_600_000);
        assert_eq!(moment.to_string(), "2026-09-16T17:00");
    }

    proptest! {
        #[test]
        fn any_moment_survives_the_way_through_utc(days in 0i64..40_000, secs in 0u32..86_400) {
            let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Duration::days(days);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(secs, 0).unwrap();
            let moment = Moment::at(date, time);
            prop_assert_eq!(Moment::from_utc_millis(moment.to_utc_millis(), Precision::Minute), Some(moment));
            prop_assert_eq!(Moment::from_utc_millis(Moment::day(date).to_utc_millis(), Precision::Day), Some(Moment::day(date)));
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
    }
}
