//! Rules of repetition: every so many days, weeks, months or years, on the days that they name, so often or until a day.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::dates::{self, Stamp};

/// Repetitions that are read of one rule.
const MOST: usize = 100;
/// Days, weeks, months or years that are gone through for them: the 31st does not come every month.
const STEPS_MOST: u32 = 1_000;
/// Days, months or places that a rule names.
const NAMED_MOST: usize = 62;

/// When something repeats.
pub struct Repeats {
    /// Its beginnings in their order, the first one included where the rule has it.
    pub starts: Vec<Stamp>,
    /// Whether there are more than are read.
    pub is_cut: bool,
}

/// Follows a rule; `None` when it says more than is read here.
pub fn expand(rule: &str, from: Stamp) -> Option<Repeats> {
    let rule = Rule::parse(rule, from)?;
    let most = rule.count.unwrap_or(usize::MAX).min(MOST);
    let (mut starts, mut is_over) = (Vec::new(), false);
    'steps: for number in 0..STEPS_MOST {
        let Some(days) = rule.days(from.day(), number) else { break };
        for day in days.into_iter().filter(|day| *day >= from.day()) {
            if rule.until.is_some_and(|until| day > until) {
                is_over = true;
                break 'steps;
            }
            if starts.len() >= most {
                break 'steps;
            }
            starts.extend(from.on(day));
        }
    }
    let is_whole = is_over || rule.count.is_some_and(|count| starts.len() >= count);
    Some(Repeats { starts, is_cut: !is_whole })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the week.
#[derive(Clone, Copy)]
struct NamedDay {
    weekday: Weekday,
    /// Which one of its month, from the end where it is negative; 0 for every one.
    nth: i32,
}

struct Rule {
    frequency: Frequency,
    interval: u32,
    count: Option<usize>,
    /// The last day on which it may begin.
    until: Option<NaiveDate>,
    weekdays: Vec<NamedDay>,
    /// Days of the month, from the end where they are negative.
    month_days: Vec<i32>,
    months: Vec<u32>,
    /// Which of the days of a step, from the end where they are negative.
    places: Vec<i32>,
    week_begins: Weekday,
}

impl Frequency {
    fn parse(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            "DAILY" => Some(Self::Daily),
            "WEEKLY" => Some(Self::Weekly),
            "MONTHLY" => Some(Self::Monthly),
            "YEARLY" => Some(Self::Yearly),
            _ => None,
        }
    }
}

impl NamedDay {
    fn parse(text: &str) -> Option<Self> {
        let at = text.len().checked_sub(2)?;
        let (nth, name) = (text.get(..at)?, text.get(at..)?);
        let nth = if nth.is_empty() { 0 } else { numbered(nth, 5)? };
        Some(Self { weekday: weekday(name)?, nth })
    }

    /// Whether a day of a month with so many days is meant.
    fn names(self, day: NaiveDate, length: i32) -> bool {
        let number = day_of(day);
        let is_nth = match self.nth {
            0 => true,
            nth if nth > 0 => (number - 1) / 7 + 1 == nth,
            nth => (length - number) / 7 + 1 == -nth,
        };
        day.weekday() == self.weekday && is_nth
    }
}

impl Rule {
    fn parse(text: &str, from: Stamp) -> Option<Self> {
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            places: Vec::new(),
            week_begins: Weekday::Mon,
        };
        for part in text.trim().trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => frequency = Some(Frequency::parse(value)?),
                "INTERVAL" => rule.interval = value.parse().ok().filter(|number| (1..=1_000).contains(number))?,
                "COUNT" => rule.count = Some(value.parse().ok().filter(|number| *number > 0)?),
                "UNTIL" => rule.until = Some(until_of(value, from)?),
                "BYDAY" => rule.weekdays = list(value, NamedDay::parse)?,
                "BYMONTHDAY" => rule.month_days = list(value, |day| numbered(day, 31))?,
                "BYMONTH" => rule.months = list(value, month)?,
                "BYSETPOS" => rule.places = list(value, |place| numbered(place, 366))?,
                "WKST" => rule.week_begins = weekday(value)?,
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        rule.is_followed().then_some(rule)
    }

    /// Whether its parts together are followed here: days of the month within months only, places among named days only.
    fn is_followed(&self) -> bool {
        let names_days = !self.weekdays.is_empty() || !self.month_days.is_empty();
        let is_by_month = self.weekdays.iter().any(|day| day.nth != 0) || !self.month_days.is_empty();
        let fits = match self.frequency {
            Frequency::Daily | Frequency::Weekly => !is_by_month,
            Frequency::Monthly => true,
            Frequency::Yearly => !self.months.is_empty() || !names_days,
        };
        fits && (self.places.is_empty() || (names_days && self.frequency != Frequency::Daily))
    }

    /// The days of one step in their order; `None` beyond the calendar.
    fn days(&self, first: NaiveDate, number: u32) -> Option<Vec<NaiveDate>> {
        let steps = self.interval.checked_mul(number)?;
        let mut days = match self.frequency {
            Frequency::Daily => {
                let day = dates::days_after(first, u64::from(steps))?;
                let is_named = self.weekdays.is_empty() || self.weekdays.iter().any(|named| named.names(day, 0));
                if is_named { vec![day] } else { Vec::new() }
            }
            Frequency::Weekly => self.week(first, dates::days_after(first, u64::from(steps) * 7)?)?,
            Frequency::Monthly => {
                let begin = first.with_day(1)?.checked_add_months(Months::new(steps))?;
                self.month(dates::days_after(begin, 0)?, first.day())
            }
            Frequency::Yearly => {
                let year = first.year().checked_add(i32::try_from(steps).ok()?)?;
                dates::days_after(NaiveDate::from_ymd_opt(year, 1, 1)?, 0)?;
                let own = [first.month()];
                let months = if self.months.is_empty() { own.as_slice() } else { &self.months };
                let begins = months.iter().filter_map(|month| NaiveDate::from_ymd_opt(year, *month, 1));
                begins.flat_map(|begin| self.month(begin, first.day())).collect()
            }
        };
        days.retain(|day| self.months.is_empty() || self.months.contains(&day.month()));
        days.sort_unstable();
        days.dedup();
        Some(self.placed(days))
    }

    /// The days of the week in which a day lies.
    fn week(&self, first: NaiveDate, day: NaiveDate) -> Option<Vec<NaiveDate>> {
        let into = |weekday: Weekday| {
            let (of, begin) = (weekday.num_days_from_monday(), self.week_begins.num_days_from_monday());
            Days::new(u64::from((of + 7 - begin) % 7))
        };
        let begin = day.checked_sub_days(into(first.weekday()))?;
        if self.weekdays.is_empty() {
            return Some(vec![day]);
        }
        self.weekdays.iter().map(|named| begin.checked_add_days(into(named.weekday))).collect()
    }

    /// The days of the month that begins on a day; where the rule names none, the one with a number.
    fn month(&self, begin: NaiveDate, number: u32) -> Vec<NaiveDate> {
        let days: Vec<NaiveDate> = begin.iter_days().take(31).take_while(|day| day.month() == begin.month()).collect();
        let length = i32::try_from(days.len()).unwrap_or(31);
        let is_named = |day: &NaiveDate| {
            if self.weekdays.is_empty() && self.month_days.is_empty() {
                return day.day() == number;
            }
            let has_name = self.weekdays.is_empty() || self.weekdays.iter().any(|named| named.names(*day, length));
            let of = day_of(*day);
            let has_number =
                self.month_days.is_empty() || self.month_days.iter().any(|one| *one == of || *one == of - length - 1);
            has_name && has_number
        };
        days.into_iter().filter(is_named).collect()
    }

    fn placed(&self, days: Vec<NaiveDate>) -> Vec<NaiveDate> {
        if self.places.is_empty() {
            return days;
        }
        let length = i32::try_from(days.len()).unwrap_or(i32::MAX);
        let is_wanted = |at: i32| self.places.iter().any(|place| *place == at + 1 || *place == at - length);
        (0..).zip(days).filter(|(at, _)| is_wanted(*at)).map(|(_, day)| day).collect()
    }
}

/// The last day on which it may begin, in the zone of the event.
fn until_of(value: &str, from: Stamp) -> Option<NaiveDate> {
    let last = dates::stamp(value, None).0?;
    match (last, from) {
        (Stamp::At(at, zone), Stamp::At(first, of)) => {
            let there = chrono::TimeZone::from_local_datetime(&zone, &at).earliest()?.with_timezone(&of).naive_local();
            // What begins later on that day is over.
            if there.time() < first.time() { there.date().pred_opt() } else { Some(there.date()) }
        }
        (last, _) => Some(last.day()),
    }
}

fn list<T>(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    if text.split(',').count() > NAMED_MOST {
        return None;
    }
    text.split(',').map(|part| one(part.trim())).collect()
}

/// A number that is not 0 and no farther from it than `most`.
fn numbered(text: &str, most: i32) -> Option<i32> {
    text.parse::<i32>().ok().filter(|number| *number != 0 && (-most..=most).contains(number))
}

fn month(text: &str) -> Option<u32> {
    text.parse().ok().filter(|month| (1..=12).contains(month))
}

fn weekday(name: &str) -> Option<Weekday> {
    match name.to_ascii_uppercase().as_str() {
        "MO" => Some(Weekday::Mon),
        "TU" => Some(Weekday::Tue),
        "WE" => Some(Weekday::Wed),
        "TH" => Some(Weekday::Thu),
        "FR" => Some(Weekday::Fri),
        "SA" => Some(Weekday::Sat),
        "SU" => Some(Weekday::Sun),
        _ => None,
    }
}

fn day_of(day: NaiveDate) -> i32 {
    i32::try_from(day.day()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
