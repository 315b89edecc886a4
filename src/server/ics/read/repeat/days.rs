//! Which days and times a rule names: those of one of its steps that every part of it leaves.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

use super::super::dates;
use super::rule::{Frequency, NamedDay, Rule};

impl Rule {
    /// All days of one step in their order, counted from that of the first day; `None` beyond the calendar.
    pub fn days(&self, first: NaiveDate, number: u32) -> Option<Vec<NaiveDate>> {
        let steps = self.interval.checked_mul(number)?;
        match self.frequency {
            Frequency::Daily => Some(vec![dates::days_after(first, u64::from(steps))?]),
            Frequency::Weekly => {
                let day = dates::days_after(first, u64::from(steps) * 7)?;
                let begin = day.checked_sub_days(Days::new(into_week(day.weekday(), self.week_begins)))?;
                Some(begin.iter_days().take(7).collect())
            }
            Frequency::Monthly => {
                let begin = first.with_day(1)?.checked_add_months(Months::new(steps))?;
                Some(month(dates::days_after(begin, 0)?).collect())
            }
            Frequency::Yearly => {
                let year = first.year().checked_add(i32::try_from(steps).ok()?)?;
                let begin = dates::days_after(NaiveDate::from_ymd_opt(year, 1, 1)?, 0)?;
                Some(match self.months.as_slice() {
                    [] => begin.iter_days().take_while(|day| day.year() == year).collect(),
                    // What is in no month that the rule names need not be looked at.
                    months => (1..=12)
                        .filter(|number| months.contains(number))
                        .filter_map(|number| begin.with_month(number))
                        .flat_map(month)
                        .collect(),
                })
            }
        }
    }

    /// In which step a day lies that is none before the first; none when it lies between two of them.
    pub fn step_of(&self, first: NaiveDate, day: NaiveDate) -> Option<u32> {
        let days_between = |first: NaiveDate, day: NaiveDate| day.signed_duration_since(first).num_days();
        let steps = match self.frequency {
            Frequency::Daily => days_between(first, day),
            Frequency::Weekly => {
                let begin =
                    |day: NaiveDate| day.checked_sub_days(Days::new(into_week(day.weekday(), self.week_begins)));
                days_between(begin(first)?, begin(day)?) / 7
            }
            Frequency::Monthly => {
                i64::from(day.year() - first.year()) * 12 + i64::from(day.month()) - i64::from(first.month())
            }
            Frequency::Yearly => i64::from(day.year() - first.year()),
        };
        let steps = u32::try_from(steps).ok()?;
        (steps % self.interval == 0).then_some(steps / self.interval)
    }

    /// The times of a step's days that the rule names.
    pub fn chosen(&self, days: &[NaiveDate]) -> Vec<NaiveDateTime> {
        let named = days.iter().copied().filter(|day| self.names(*day));
        let named: Vec<NaiveDateTime> =
            named.flat_map(|day| self.times.iter().map(move |time| day.and_time(*time))).collect();
        if self.places.is_empty() {
            return named;
        }
        let length = i32::try_from(named.len()).unwrap_or(i32::MAX);
        (1..).zip(named).filter(|(number, _)| has(&self.places, *number, length)).map(|(_, at)| at).collect()
    }

    fn names(&self, day: NaiveDate) -> bool {
        let of_month = || (number(day.day()), number(month_length(day)));
        let of_year = || (number(day.ordinal()), number(year_length(day.year())));
        let is_counted_in_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let is_on = |named: &NamedDay| {
            named.weekday == day.weekday()
                && (named.nth == 0 || is_nth(named.nth, if is_counted_in_year { of_year() } else { of_month() }))
        };
        let leaves = |named: &[i32], (number, length): (i32, i32)| has(named, number, length);
        (self.months.is_empty() || self.months.contains(&day.month()))
            && (self.weekdays.is_empty() || self.weekdays.iter().any(is_on))
            && (self.month_days.is_empty() || leaves(&self.month_days, of_month()))
            && (self.year_days.is_empty() || leaves(&self.year_days, of_year()))
            && (self.weeks.is_empty() || week(day, self.week_begins).is_some_and(|week| leaves(&self.weeks, week)))
    }
}

/// Whether a number of so many is named, from the beginning or from the end.
fn has(named: &[i32], number: i32, length: i32) -> bool {
    named.iter().any(|one| *one == number || *one == number - length - 1)
}

/// Whether a day is the nth of its day of the week in a stretch of days.
fn is_nth(nth: i32, (number, length): (i32, i32)) -> bool {
    if nth > 0 { (number - 1) / 7 + 1 == nth } else { (length - number) / 7 + 1 == -nth }
}

/// The number of the week in which a day lies, and how many its year has. The first one of a year is the first that has four
/// days in it (RFC 5545, 3.3.10), so that a week belongs to the year of its fourth day.
fn week(day: NaiveDate, begins: Weekday) -> Option<(i32, i32)> {
    let begin = day.checked_sub_days(Days::new(into_week(day.weekday(), begins)))?;
    let fourth = begin.checked_add_days(Days::new(3))?;
    let days_behind = year_length(fourth.year()).checked_sub(fourth.ordinal())?;
    let week = (fourth.ordinal() - 1) / 7 + 1;
    Some((number(week), number(week + days_behind / 7)))
}

/// How many days of a week lie before a day of it.
fn into_week(weekday: Weekday, begins: Weekday) -> u64 {
    u64::from((weekday.num_days_from_monday() + 7 - begins.num_days_from_monday()) % 7)
}

/// The days of the month that begins on a day.
fn month(begin: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    begin.iter_days().take_while(move |day| day.month() == begin.month())
}

fn month_length(day: NaiveDate) -> u32 {
    match day.month() {
        2 if day.leap_year() => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn year_length(year: i32) -> u32 {
    NaiveDate::from_ymd_opt(year, 12, 31).map_or(365, |last| last.ordinal())
}

fn number(of: u32) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}
