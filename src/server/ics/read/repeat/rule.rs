//! What a rule says: its parts, read within bounds, and whether they are followed together.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;

use super::super::dates::{self, Stamp};

/// Days, weeks, months or places that a rule names.
const NAMED_MOST: usize = 62;
/// Times of day that a rule names together.
const TIMES_MOST: usize = 96;
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
    /// The last moment at which it may begin, in its own zone.
    pub until: Option<NaiveDateTime>,
    pub weekdays: Vec<NamedDay>,
    /// Days of the month, from the end where they are negative; so are those below.
    pub month_days: Vec<i32>,
    pub year_days: Vec<i32>,
    /// Weeks of the year as ISO 8601 numbers them, from whichever day they begin.
    pub weeks: Vec<i32>,
    pub months: Vec<u32>,
    /// Which of the times of a step.
    pub places: Vec<i32>,
    /// The times of a day at which it begins, in their order; of whole days midnight.
    pub times: Vec<NaiveTime>,
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
        let [mut hours, mut minutes, mut seconds] = [const { Vec::new() }; 3];
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
                "BYHOUR" => hours = list(value, |hour| part_of_day(hour, 23))?,
                "BYMINUTE" => minutes = list(value, |minute| part_of_day(minute, 59))?,
                // A leap second is told as the one before it.
                "BYSECOND" => seconds = list(value, |second| part_of_day(second, 60).map(|second| second.min(59)))?,
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
        let names_times = match from {
            // Whole days have no times, and a rule that names some is followed without them (RFC 5545, 3.3.10).
            Stamp::Day(_) => {
                rule.times = vec![NaiveTime::MIN];
                false
            }
            Stamp::At(first, _) => {
                rule.times = times(&hours, &minutes, &seconds, first.time())?;
                [hours, minutes, seconds].iter().any(|named| !named.is_empty())
            }
        };
        if !rule.is_followed(names_times) {
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
            times: Vec::new(),
            week_begins: Weekday::Mon,
        }
    }

    /// Whether its parts together are followed here: what the format forbids is not, nor what may be read in two ways.
    fn is_followed(&self, names_times: bool) -> bool {
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
            && (self.places.is_empty() || names_days || names_weeks_or_days || names_times || !self.months.is_empty())
    }

    /// Whether a moment lies behind the last one.
    pub fn is_over(&self, at: NaiveDateTime) -> bool {
        self.until.is_some_and(|until| at > until)
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

/// The last moment at which something that first begins at `from` may begin, in its own zone: of a day its last second.
fn until(value: &str, from: Stamp) -> Option<NaiveDateTime> {
    let last_second = NaiveTime::from_hms_opt(23, 59, 59)?;
    let (zone, is_day) = match from {
        Stamp::Day(_) => (Tz::Asia__Tokyo, true),
        Stamp::At(_, zone) => (zone, false),
    };
    let at = match dates::stamp(value, None).0? {
        Stamp::Day(day) => return Some(day.and_time(last_second)),
        Stamp::At(at, _) => at,
    };
    let is_utc = value.ends_with(['Z', 'z']);
    let there = dates::local(at, if is_utc { Tz::UTC } else { zone }, zone);
    Some(match is_day {
        // Some programs tell the last of whole days by its midnight, in UTC; others by the last second of the day, whatever
        // the zone.
        true if at.time() == last_second => at,
        true => there.date().and_time(last_second),
        false => there,
    })
}

/// The times of day that hours, minutes and seconds name together; what is not named is that of the first time.
fn times(hours: &[u32], minutes: &[u32], seconds: &[u32], first: NaiveTime) -> Option<Vec<NaiveTime>> {
    let or = |named: &[u32], first: u32| if named.is_empty() { vec![first] } else { named.to_vec() };
    let (hours, minutes) = (or(hours, first.hour()), or(minutes, first.minute()));
    let seconds = or(seconds, first.second());
    let mut times = std::collections::BTreeSet::new();
    for hour in hours {
        for minute in &minutes {
            for second in &seconds {
                times.insert(NaiveTime::from_hms_opt(hour, *minute, *second)?);
            }
        }
    }
    (times.len() <= TIMES_MOST).then(|| times.into_iter().collect())
}

/// An hour, minute or second.
fn part_of_day(text: &str, most: u32) -> Option<u32> {
    text.parse().ok().filter(|part| *part <= most)
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
            let until = until(value, from).unwrap();
            let is_later = matches!(from, Stamp::At(first, _) if until.time() < first.time());
            let day = if is_later { until.date().pred_opt().unwrap() } else { until.date() };
            assert_eq!(day.to_string(), last, "{value}");
        }
        assert_eq!(until("soon", whole), None);
    }

    #[test]
    fn times_of_day_are_named_together_and_bounded() {
        let told = |rule: &str, from: Stamp| -> Option<Vec<String>> {
            Some(Rule::parse(rule, from)?.times.iter().map(ToString::to_string).collect())
        };
        let from = at("20261201T093015", None);
        assert_eq!(told("FREQ=DAILY", from).unwrap(), ["09:30:15"]);
        assert_eq!(told("FREQ=DAILY;BYHOUR=17,9,17", from).unwrap(), ["09:30:15", "17:30:15"]);
        assert_eq!(told("FREQ=DAILY;BYMINUTE=0;BYSECOND=0,60", from).unwrap(), ["09:00:00", "09:00:59"]);
        for rule in ["BYHOUR=24", "BYHOUR=", "BYHOUR=-1", "BYMINUTE=60", "BYSECOND=61"] {
            assert_eq!(told(&format!("FREQ=DAILY;{rule}"), from), None, "{rule}");
        }
        let all = |most: u32| (0..most).map(|one| one.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(
            told(&format!("FREQ=DAILY;BYHOUR={};BYMINUTE=0,15,30,45", all(24)), from).map(|all| all.len()),
            Some(96)
        );
        assert_eq!(told(&format!("FREQ=DAILY;BYHOUR={};BYMINUTE=0,10,20,30,45", all(24)), from), None);
    }
}
