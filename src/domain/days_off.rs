//! A buyer's own days off as a firm enters them: single days, and those that come every year (慰霊の日, 06-23).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::days::{Office, OwnDays, YearlyDay};
use super::era;
use super::id::TenderId;
use super::problem::{Problem, Problems};
use super::text::{Line, half_width};

/// Most days off of one buyer.
pub const MOST_DAYS_OFF: usize = 400;
/// A leap year, in which every day of a year exists.
const LEAP: i32 = 2024;

/// Which day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOffDay {
    /// One day.
    Single(NaiveDate),
    /// The same day every year.
    Yearly {
        /// Month, from 1.
        month: u32,
        /// Day of the month.
        day: u32,
    },
}

/// A day on which a buyer alone is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDayOff {
    /// Which day.
    pub day: DayOffDay,
    /// What it is called, as the buyer says.
    pub name: String,
}

/// The days off of a tender's buyer, for their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerDaysOff {
    /// Which tender.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// 宛先
    pub buyer: String,
    /// In the order of the calendar; those of every year behind.
    pub days: Vec<OwnDayOff>,
    /// When its office is open.
    pub office: Office,
    /// Whether the reader may change them.
    pub may_edit: bool,
}

/// The fields of a day off as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayOffForm {
    /// The day; of a yearly one 06-23 is enough.
    pub day: String,
    /// `yearly`, or empty for one day.
    pub repeats: String,
    /// Its name.
    pub name: String,
}

/// What a form sends for a day that comes every year.
pub const YEARLY: &str = "yearly";

impl DayOffDay {
    /// The day as it is kept: 2026-11-27, or 06-23.
    #[must_use]
    pub fn kept(self) -> String {
        match self {
            Self::Single(date) => date.to_string(),
            Self::Yearly { month, day } => format!("{month:02}-{day:02}"),
        }
    }

    /// Back from what is kept.
    #[must_use]
    pub fn of_kept(text: &str) -> Option<Self> {
        if let Ok(date) = text.parse() {
            return Some(Self::Single(date));
        }
        let (month, day) = text.split_once('-')?;
        Self::yearly(month.parse().ok()?, day.parse().ok()?)
    }

    fn yearly(month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(LEAP, month, day).map(|_| Self::Yearly { month, day })
    }

    /// A day of every year as people write it: 06-23, 6/23, 6月23日, or with the year of one of them.
    fn parse_yearly(text: &str) -> Option<Self> {
        let plain: String = text.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
        let parts = plain.trim_end_matches('日').split_once(['-', '/', '月']);
        let short = parts.and_then(|(month, day)| Self::yearly(month.parse().ok()?, day.parse().ok()?));
        let whole = || era::parse(text).ok().and_then(|date| Self::yearly(date.month(), date.day()));
        short.or_else(whole)
    }
}

impl DayOffForm {
    /// Parses the fields; `name` makes the name of a field in the whole form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<OwnDayOff> {
        let day = match self.repeats.as_str() {
            "" => problems.take(&name("day"), era::parse(&self.day)).map(DayOffDay::Single),
            YEARLY => {
                let day = DayOffDay::parse_yearly(&self.day);
                if day.is_none() {
                    problems.add(&name("day"), Problem::DayOfYearUnreadable);
                }
                day
            }
            _ => {
                problems.add(&name("repeats"), Problem::NotOffered);
                None
            }
        };
        let called = problems.take(&name("name"), Line::<80>::parse(&self.name)).map(String::from);
        Some(OwnDayOff { day: day?, name: called? })
    }
}

/// The days as an office counts them.
#[must_use]
pub fn own_days(days: Vec<OwnDayOff>) -> OwnDays {
    let mut own = OwnDays::default();
    for OwnDayOff { day, name } in days {
        match day {
            DayOffDay::Single(date) => {
                own.single.insert(date, name);
            }
            DayOffDay::Yearly { month, day } => own.yearly.push(YearlyDay { month, day, name }),
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(day: &str, repeats: &str) -> Option<DayOffDay> {
        let form = DayOffForm { day: day.to_owned(), repeats: repeats.to_owned(), name: "慰霊の日".to_owned() };
        form.parse(&mut Problems::default(), str::to_owned).map(|off| off.day)
    }

    #[test]
    fn a_day_of_every_year_is_read_as_people_write_it() {
        let memorial = Some(DayOffDay::Yearly { month: 6, day: 23 });
        for text in ["06-23", "6/23", "６月２３日", "2026-06-23", "令和8年6月23日"] {
            assert_eq!(read(text, YEARLY), memorial, "{text}");
        }
        assert_eq!(read("2-29", YEARLY), Some(DayOffDay::Yearly { month: 2, day: 29 }));
        for text in ["", "13-01", "2-30", "夏"] {
            assert_eq!(read(text, YEARLY), None, "{text}");
        }
    }

    #[test]
    fn a_day_survives_its_row() {
        for day in [read("2026-11-27", ""), read("06-23", YEARLY)] {
            assert!(day.is_some());
            assert_eq!(day.and_then(|day| DayOffDay::of_kept(&day.kept())), day);
        }
        assert_eq!(read("06-23", ""), None, "one day needs its year");
        assert_eq!(DayOffDay::of_kept("13-01"), None);
    }
}
