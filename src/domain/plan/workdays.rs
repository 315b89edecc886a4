//! On which days each side of a bid works, and counting in them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::abroad::{Abroad, HolidaysAbroad};
use super::rules::{Side, Unit};
use super::view::DayName;
use crate::domain::days::{DayOff, Office};

/// Farthest that is walked for a day on which a side works: two countries that never work on the same day do not exist.
const FARTHEST: usize = 400;

/// The calendars of a bid's firms.
#[derive(Debug, Clone)]
pub struct Workdays<'c> {
    japan: &'c Office,
    abroad: Vec<(String, Option<&'c Abroad>)>,
}

impl<'c> Workdays<'c> {
    /// Japan's offices, and the partners' countries as far as they are known.
    #[must_use]
    pub fn new(japan: &'c Office, known: &'c HolidaysAbroad, countries: &[String]) -> Self {
        let mut abroad: Vec<(String, Option<&Abroad>)> = Vec::new();
        for country in countries.iter().filter(|country| *country != "JP") {
            if abroad.iter().all(|(code, _)| code != country) {
                abroad.push((country.clone(), known.find(country)));
            }
        }
        Self { japan, abroad }
    }

    /// Whether a side works on a day. Where no partner is abroad, Japan's days count.
    #[must_use]
    pub fn is_open(&self, side: Side, date: NaiveDate) -> bool {
        let in_japan = || self.japan.is_open(date);
        match side {
            Side::Japan => in_japan(),
            Side::Abroad if self.abroad.is_empty() => in_japan(),
            Side::Abroad => self.is_open_abroad(date),
            Side::Both => in_japan() && self.is_open_abroad(date),
        }
    }

    fn is_open_abroad(&self, date: NaiveDate) -> bool {
        self.abroad.iter().all(|(_, country)| match country {
            Some(country) => !country.is_weekend(date) && country.holiday(date).is_none(),
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        })
    }

    /// The day itself when the side works, else the last day before on which it does.
    #[must_use]
    pub fn open_until(&self, side: Side, date: NaiveDate) -> NaiveDate {
        walk(date, |day| self.is_open(side, day), NaiveDate::pred_opt)
    }

    /// The day itself when the side works, else the next day on which it does.
    #[must_use]
    pub fn open_from(&self, side: Side, date: NaiveDate) -> NaiveDate {
        walk(date, |day| self.is_open(side, day), NaiveDate::succ_opt)
    }

    /// The last day on which a side works before another.
    #[must_use]
    pub fn before(&self, side: Side, date: NaiveDate) -> NaiveDate {
        self.open_until(side, date.pred_opt().unwrap_or(date))
    }

    /// The next day on which a side works after another.
    #[must_use]
    pub fn after(&self, side: Side, date: NaiveDate) -> NaiveDate {
        self.open_from(side, date.succ_opt().unwrap_or(date))
    }

    /// When something begins at the latest that ends on a day and takes this many days, that day among them.
    #[must_use]
    pub fn start_of(&self, side: Side, unit: Unit, end: NaiveDate, days: u16) -> NaiveDate {
        match unit {
            Unit::Business => (1..days).fold(end, |day, _| self.before(side, day)),
            Unit::Calendar => self.open_until(side, (1..days).fold(end, |day, _| day.pred_opt().unwrap_or(day))),
        }
    }

    /// When something ends at the earliest that begins on a day.
    #[must_use]
    pub fn end_of(&self, side: Side, unit: Unit, start: NaiveDate, days: u16) -> NaiveDate {
        match unit {
            Unit::Business => (1..days).fold(start, |day, _| self.after(side, day)),
            Unit::Calendar => self.open_from(side, (1..days).fold(start, |day, _| day.succ_opt().unwrap_or(day))),
        }
    }

    /// Days on which a side works after the first day up to and with the second; below zero when that is earlier.
    #[must_use]
    pub fn between(&self, side: Side, from: NaiveDate, to: NaiveDate) -> i64 {
        let (early, late) = (from.min(to), from.max(to));
        let days = early.iter_days().skip(1).take_while(|day| *day <= late);
        let count = i64::try_from(days.filter(|day| self.is_open(side, *day)).count()).unwrap_or(i64::MAX);
        if to < from { -count } else { count }
    }

    /// How many days of a span, both ends among them, count in a unit.
    #[must_use]
    pub fn length(&self, side: Side, unit: Unit, start: NaiveDate, end: NaiveDate) -> i64 {
        match (end < start, unit) {
            (true, _) => 0,
            (_, Unit::Business) => self.between(side, start, end) + i64::from(self.is_open(side, start)),
            (_, Unit::Calendar) => end.signed_duration_since(start).num_days() + 1,
        }
    }

    /// The days off within a span on which the side would otherwise work, by country. Weekends are no news.
    #[must_use]
    pub fn days_off(&self, side: Side, start: NaiveDate, end: NaiveDate) -> Vec<(String, Vec<DayName>)> {
        let mut found = Vec::new();
        let span = || start.iter_days().take_while(move |day| *day <= end);
        if side != Side::Abroad || self.abroad.is_empty() {
            let days: Vec<DayName> = span().filter_map(|date| self.name_in_japan(date)).collect();
            found.push(("JP".to_owned(), days));
        }
        if side != Side::Japan {
            for (code, country) in &self.abroad {
                let name = |date: NaiveDate| {
                    let name = country.filter(|country| !country.is_weekend(date))?.holiday(date)?;
                    Some(DayName { date, ja: String::new(), en: name.to_owned() })
                };
                found.push((code.clone(), span().filter_map(name).collect()));
            }
        }
        found.retain(|(_, days)| !days.is_empty());
        found
    }

    fn name_in_japan(&self, date: NaiveDate) -> Option<DayName> {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let (ja, en) = match self.japan.day_off(date).filter(|_| !weekend)? {
            DayOff::Weekend => return None,
            DayOff::Holiday(holiday) => (holiday.japanese(), holiday.english()),
            DayOff::YearEnd => ("年末年始", "Turn of the year"),
            DayOff::Own => ("発注者の休日", "The buyer's own day off"),
        };
        let ja = self.japan.given_name(date).unwrap_or(ja);
        Some(DayName { date, ja: ja.to_owned(), en: en.to_owned() })
    }
}

fn walk(
    mut date: NaiveDate,
    is_open: impl Fn(NaiveDate) -> bool,
    step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
) -> NaiveDate {
    for _ in 0..FARTHEST {
        if is_open(date) {
            return date;
        }
        let Some(next) = step(&date) else { return date };
        date = next;
    }
    date
}
