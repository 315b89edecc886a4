//! Rules by the hundred against dateutil, which the judge of calendars follows rules with.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

use super::super::dates::{self, Stamp};
use super::{MOST, Reach, Repeats};
use crate::server::ics::tests::judges;

/// Rules that are compared.
const RULES: usize = 600;
/// Times that the judge tells of each.
const TOLD: usize = 50;
const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The same numbers in the same order each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    fn one_in(&mut self, most: u64) -> bool {
        self.below(most) == 0
    }

    fn from<'t>(&mut self, these: &[&'t str]) -> &'t str {
        these[self.below(these.len() as u64) as usize]
    }

    /// One to three numbers up to one, some from the end.
    fn numbers(&mut self, most: u64, is_from_end: bool) -> String {
        let count = 1 + self.below(3);
        let one = |dice: &mut Self| {
            let number = 1 + dice.below(most);
            if is_from_end && dice.one_in(3) { format!("-{number}") } else { number.to_string() }
        };
        (0..count).map(|_| one(self)).collect::<Vec<_>>().join(",")
    }

    /// Days of the week; with a number all of them, since dateutil wants both where some have none.
    fn weekdays(&mut self, most: u64) -> String {
        let is_counted = most > 0 && self.one_in(2);
        let count = 1 + self.below(3);
        let one = |dice: &mut Self| {
            let name = dice.from(&NAMES);
            match is_counted {
                true if dice.one_in(3) => format!("-{}{name}", 1 + dice.below(most)),
                true => format!("{}{name}", 1 + dice.below(most)),
                false => name.to_owned(),
            }
        };
        (0..count).map(|_| one(self)).collect::<Vec<_>>().join(",")
    }

    /// A rule without its end.
    fn rule(&mut self) -> String {
        let frequency = self.from(&["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "YEARLY"]);
        let is_yearly = frequency == "YEARLY";
        let mut rule = format!("FREQ={frequency}");
        let mut say = |name: &str, value: String| write!(rule, ";{name}={value}").unwrap();
        let interval = if self.one_in(2) { 1 + self.below(4) } else { 1 };
        say("INTERVAL", interval.to_string());
        say("WKST", self.from(&NAMES).to_owned());
        let has_months = self.one_in(3);
        if has_months {
            say("BYMONTH", self.numbers(12, false));
        }
        // What dateutil reads otherwise than the standard: a week without a day of the week is all of it, and no week that
        // is counted from the end is the first of the next year.
        let has_weeks = is_yearly && self.one_in(4);
        if has_weeks {
            let number = match interval {
                1 => 1 + self.below(53),
                _ => 2 + self.below(50),
            };
            let sign = if (2..52).contains(&number) && self.one_in(3) { "-" } else { "" };
            say("BYWEEKNO", format!("{sign}{number}"));
        }
        let has_year_days = is_yearly && self.one_in(4);
        if has_year_days {
            say("BYYEARDAY", self.numbers(366, true));
        }
        let has_month_days = frequency != "WEEKLY" && self.one_in(3);
        if has_month_days {
            say("BYMONTHDAY", self.numbers(31, true));
        }
        let most = match frequency {
            "YEARLY" if has_weeks => 0,
            "YEARLY" if !has_months => 53,
            "YEARLY" | "MONTHLY" => 5,
            _ => 0,
        };
        let has_weekdays = has_weeks || self.one_in(2);
        if has_weekdays {
            say("BYDAY", self.weekdays(most));
        }
        // Of the first week dateutil counts only what is left of it.
        let may_place = (has_weekdays || has_month_days || has_year_days) && !has_weeks && frequency != "WEEKLY";
        if may_place && self.one_in(3) {
            say("BYSETPOS", self.numbers(4, true));
        }
        rule
    }

    /// An event that repeats: the line of its beginning, when that is, and the rule with its end.
    fn event(&mut self) -> (String, Stamp, String) {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(self.below(3_000));
        let last = first + Days::new(self.below(2_500));
        let (day, until) = (first.format("%Y%m%d"), last.format("%Y%m%d"));
        let whole = dates::stamp(&day.to_string(), None).0.unwrap();
        let rule = self.living_rule(whole, last);
        if self.one_in(2) {
            return (format!("DTSTART;VALUE=DATE:{day}"), whole, format!("{rule};UNTIL={until}"));
        }
        let zone = self.from(&["Asia/Tokyo", "Europe/Oslo", "America/New_York"]);
        let from = dates::stamp(&format!("{day}T093000"), Some(zone)).0.unwrap();
        let end = if self.one_in(2) { "T003000Z" } else { "T150000Z" };
        (format!("DTSTART;TZID={zone}:{day}T093000"), from, format!("{rule};UNTIL={until}{end}"))
    }

    /// A rule that names a day behind its end as well: dateutil looks for one until the year 9999.
    fn living_rule(&mut self, from: Stamp, last: NaiveDate) -> String {
        loop {
            let rule = self.rule();
            let bounded = format!("{rule};UNTIL={}", (last + Days::new(7_000)).format("%Y%m%d"));
            let repeats = Reach::new(Some(last)).expand(&bounded, from).unwrap_or_else(|| panic!("{rule} is not read"));
            if repeats.starts.last().is_some_and(|start| start.day() > last) {
                return rule;
            }
        }
    }
}

#[test]
fn rules_by_the_hundred_are_followed_as_dateutil_follows_them() {
    let mut dice = Dice(0x5545_2026_1127);
    let events: Vec<_> = (0..RULES).map(|_| dice.event()).collect();
    let mut file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nX-WR-CALNAME:test\r\n".to_owned();
    for (number, (start, _, rule)) in events.iter().enumerate() {
        write!(
            file,
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20261101T000000Z\r\nSEQUENCE:0\r\nSUMMARY:s\r\n\
STATUS:CONFIRMED\r\n{start}\r\nRRULE:{rule}\r\nEND:VEVENT\r\n"
        )
        .unwrap();
    }
    file.push_str("END:VCALENDAR\r\n");
    let Some(told) = judges::read_by(judges::ICALENDAR, file.as_bytes()) else { return };
    let mut count = 0;
    for ((start, from, rule), told) in events.iter().zip(told["events"].as_array().unwrap()) {
        let mut theirs: Vec<&str> =
            told["times"].as_array().unwrap().iter().map(|time| time.as_str().unwrap()).collect();
        let read = Reach::new(None).expand(rule, *from).unwrap_or_else(|| panic!("{rule} is not read"));
        let Repeats { starts, is_cut, names_first } = read;
        let ours: Vec<String> = starts.iter().map(|start| in_utc(*start)).collect();
        // The first stands by itself; dateutil leaves it out where the rule does not name it.
        let first = told["start"].as_str().unwrap();
        assert_eq!(names_first, theirs.first() == Some(&first), "{start} {rule}");
        if theirs.first() != Some(&first) {
            theirs.insert(0, first);
        }
        theirs.truncate(TOLD);
        assert_eq!(&ours[..ours.len().min(TOLD)], &theirs[..], "{start} {rule}");
        assert!(!is_cut || ours.len() == MOST, "{start} {rule}");
        count += ours.len();
    }
    assert!(count > 10 * RULES, "rules that name something: {count}");
}

fn in_utc(start: Stamp) -> String {
    let there = start.in_japan();
    match there.time {
        None => there.date.to_string(),
        Some(time) => (there.date.and_time(time) - chrono::Duration::hours(9)).format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }
}
