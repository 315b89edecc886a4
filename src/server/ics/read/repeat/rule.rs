//! What a rule says: its parts, read within bounds, and whether they are followed together.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::super::dates::{self, Stamp};

/// Days, weeks, months or places that a rule names.
const NAMED_MOST: usize = 62;
/// Weeks of which some lie in two years.
const WEEKS_OF_TWO_YEARS: [i32; 3] = [1, 52, 53];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the week.
#[derive(Clone, Copy)]
pub struct NamedDay {
    pub weekday: Weekday,
    /// Which one of its month or year, from the end where it is negative; 0 for every one.
    pub nth: i32,
}

/// A rule whose parts are followed together. Lists that are empty name nothing, and leave every day.
pub struct Rule {
    pub frequency: Frequency,
    pub interval: u32,
    pub count: Option<usize>,
    /// The last day on which it may begin.
    pub until: Option<NaiveDate>,
    pub weekdays: Vec<NamedDay>,
    /// Days of the month, from the end where they are negative; so are those below.
    pub month_days: Vec<i32>,
    pub year_days: Vec<i32>,
    /// Weeks of the year as ISO 8601 numbers them, from whichever day they begin.
    pub weeks: Vec<i32>,
    pub months: Vec<u32>,
    /// Which of the days of a step.
    pub places: Vec<i32>,
    pub week_begins: Weekday,
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
        let nth = if nth.is_empty() { 0 } else { numbered(nth, 53)? };
        Some(Self { weekday: weekday(name)?, nth })
    }
}

impl Rule {
    /// Reads a rule of something that first begins at `from`; what the rule leaves open is taken from there.
    pub fn parse(text: &str, from: Stamp) -> Option<Self> {
        let (mut rule, mut frequency, mut said) = (Self::plain(), None, Vec::new());
        for part in text.trim().trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim());
            match name.as_str() {
                "FREQ" => frequency = Some(Frequency::parse(value)?),
                "INTERVAL" => rule.interval = value.parse().ok().filter(|number| (1..=1_000).contains(number))?,
                "COUNT" => rule.count = Some(value.parse().ok().filter(|number| *number > 0)?),
                "UNTIL" => rule.until = Some(until(value, from)?),
                "BYDAY" => rule.weekdays = list(value, NamedDay::parse)?,
                "BYMONTHDAY" => rule.month_days = list(value, |day| numbered(day, 31))?,
                "BYYEARDAY" => rule.year_days = list(value, |day| numbered(day, 366))?,
                "BYWEEKNO" => rule.weeks = list(value, |week| numbered(week, 53))?,
                "BYMONTH" => rule.months = list(value, month)?,
                "BYSETPOS" => rule.places = list(value, |place| numbered(place, 366))?,
                "WKST" => rule.week_begins = weekday(value)?,
                _ => return None,
            }
            // Which of two is meant, nobody knows.
            if said.contains(&name) {
                return None;
            }
            said.push(name);
        }
        rule.frequency = frequency?;
        if !rule.is_followed() {
            return None;
        }
        rule.complete(from.day());
        Some(rule)
    }

    const fn plain() -> Self {
        Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            year_days: Vec::new(),
            weeks: Vec::new(),
            months: Vec::new(),
            places: Vec::new(),
            week_begins: Weekday::Mon,
        }
    }

    /// Whether its parts together are followed here: what the format forbids is not, nor what may be read in two ways.
    fn is_followed(&self) -> bool {
        let is_yearly = self.frequency == Frequency::Yearly;
        let names_days = !self.weekdays.is_empty() || !self.month_days.is_empty();
        let names_weeks_or_days = !self.weeks.is_empty() || !self.year_days.is_empty();
        // So many of one day of the week are in what it is counted in.
        let most = match self.frequency {
            Frequency::Daily | Frequency::Weekly => 0,
            Frequency::Yearly if !self.weeks.is_empty() => 0,
            Frequency::Yearly if self.months.is_empty() => 53,
            Frequency::Monthly | Frequency::Yearly => 5,
        };
        // To which year such a week belongs counts only where years are left out, or days are counted in a year.
        let is_of_two_years = self.weeks.iter().any(|week| WEEKS_OF_TWO_YEARS.contains(&week.abs()))
            && (self.interval > 1 || !self.places.is_empty());
        self.weekdays.iter().all(|day| day.nth.abs() <= most)
            && (self.month_days.is_empty() || self.frequency != Frequency::Weekly)
            && (is_yearly || !names_weeks_or_days)
            && !is_of_two_years
            && (self.places.is_empty() || names_days || names_weeks_or_days || !self.months.is_empty())
    }

    /// Takes from the first day what the rule leaves open.
    fn complete(&mut self, first: NaiveDate) {
        let names_days = !self.weekdays.is_empty() || !self.month_days.is_empty() || !self.year_days.is_empty();
        if names_days {
            return;
        }
        match self.frequency {
            Frequency::Daily => {}
            Frequency::Weekly => self.weekdays.push(NamedDay { weekday: first.weekday(), nth: 0 }),
            Frequency::Yearly if !self.weeks.is_empty() => {
                self.weekdays.push(NamedDay { weekday: first.weekday(), nth: 0 });
            }
            Frequency::Monthly | Frequency::Yearly => {
                self.month_days.push(i32::try_from(first.day()).unwrap_or(0));
                if self.frequency == Frequency::Yearly && self.months.is_empty() {
                    self.months.push(first.month());
                }
            }
        }
    }
}

/// The last day on which something that first begins at `from` may begin, in its own zone.
fn until(value: &str, from: Stamp) -> Option<NaiveDate> {
    let (zone, first) = match from {
        Stamp::Day(_) => (Tz::Asia__Tokyo, None),
        Stamp::At(first, zone) => (zone, Some(first.time())),
    };
    let at = match dates::stamp(value, None).0? {
        Stamp::Day(day) => return Some(day),
        Stamp::At(at, _) => at,
    };
    let is_utc = value.ends_with(['Z', 'z']);
    let there = dates::local(at, if is_utc { Tz::UTC } else { zone }, zone);
    match first {
        // What begins later on that day is over.
        Some(first) if there.time() < first => there.date().pred_opt(),
        // Some programs tell the last of whole days by its midnight, in UTC; others by the last second of the day, whatever
        // the zone.
        None if at.time() == NaiveTime::from_hms_opt(23, 59, 59)? => Some(at.date()),
        _ => Some(there.date()),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(value: &str, zone: Option<&str>) -> Stamp {
        dates::stamp(value, zone).0.unwrap()
    }

    #[test]
    fn the_end_of_a_rule_is_told_in_the_zone_of_what_begins() {
        let oslo = at("20261201T100000", Some("Europe/Oslo"));
        let tokyo = at("20261201T170000", None);
        let whole = at("20261201", None);
        for (value, from, last) in [
            ("20261231", whole, "2026-12-31"),
            ("20261231", tokyo, "2026-12-31"),
            ("20261231T080000Z", tokyo, "2026-12-31"),
            ("20261231T075959Z", tokyo, "2026-12-30"),
            ("20261231T100000", oslo, "2026-12-31"),
            ("20261231T095959", oslo, "2026-12-30"),
            ("20261231T090000Z", oslo, "2026-12-31"),
            // Midnight of the 28th in Tokyo and in Oslo, and three ways to say the end of that day.
            ("20261227T150000Z", whole, "2026-12-28"),
            ("20261227T230000Z", whole, "2026-12-28"),
            ("20261228T000000", whole, "2026-12-28"),
            ("20261228T145959Z", whole, "2026-12-28"),
            ("20261228T235959Z", whole, "2026-12-28"),
        ] {
            assert_eq!(until(value, from).map(|day| day.to_string()).as_deref(), Some(last), "{value}");
        }
        assert_eq!(until("soon", whole), None);
    }
}
