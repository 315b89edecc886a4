//! Rules by the hundred against dateutil, which the judge of calendars follows rules with.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

use super::super::dates::{self, Stamp};
use super::{MOST, Reach, Repeats};
use crate::domain::deadline::Moment;
use crate::server::ics::read;
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

    /// Hours and minutes of the day, none of which any clock skips.
    fn times(&mut self) -> String {
        let count = 1 + self.below(3);
        let hours: Vec<String> = (0..count).map(|_| (5 + self.below(18)).to_string()).collect();
        let minutes = self.from(&["", ";BYMINUTE=0", ";BYMINUTE=30,0", ";BYSECOND=0,30;BYMINUTE=15"]);
        format!(";BYHOUR={}{minutes}", hours.join(","))
    }

    /// A rule without its end.
    fn rule(&mut self, is_timed: bool) -> String {
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
        // is counted from the end is the first of the next year; of the last week of a year it loses the days in the next
        // one (the tests beside this hold one).
        let has_weeks = is_yearly && self.one_in(4);
        if has_weeks {
            let number = match interval {
                1 => 1 + self.below(51),
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
        let times = if is_timed && self.one_in(2) { self.times() } else { String::new() };
        let may_place = (has_weekdays || has_month_days || has_year_days) && !has_weeks && frequency != "WEEKLY";
        if may_place && self.one_in(3) {
            say("BYSETPOS", self.numbers(4, true));
        }
        rule.push_str(&times);
        rule
    }

    /// An event that repeats: the line of its beginning, when that is, and so many rules with their ends.
    fn event(&mut self, rules: usize) -> (String, Stamp, Vec<String>) {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(self.below(3_000));
        let day = first.format("%Y%m%d");
        let is_timed = self.one_in(2);
        let (start, from) = if is_timed {
            let zone = self.from(&["Asia/Tokyo", "Europe/Oslo", "America/New_York"]);
            let from = dates::stamp(&format!("{day}T093000"), Some(zone)).0.unwrap();
            (format!("DTSTART;TZID={zone}:{day}T093000"), from)
        } else {
            (format!("DTSTART;VALUE=DATE:{day}"), dates::stamp(&day.to_string(), None).0.unwrap())
        };
        let one = |dice: &mut Self| {
            let last = first + Days::new(dice.below(2_500));
            let end = if is_timed { dice.from(&["T003000Z", "T150000Z"]) } else { "" };
            format!("{};UNTIL={}{end}", dice.living_rule(from, last), last.format("%Y%m%d"))
        };
        (start, from, (0..rules).map(|_| one(self)).collect())
    }

    /// A rule that names a day behind its end as well: dateutil looks for one until the year 9999.
    fn living_rule(&mut self, from: Stamp, last: NaiveDate) -> String {
        loop {
            let rule = self.rule(matches!(from, Stamp::At(..)));
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
    let events: Vec<_> = (0..RULES).map(|_| dice.event(1)).collect();
    let lines = events.iter().map(|(start, _, rules)| format!("{start}\r\nRRULE:{}", rules[0]));
    let file = calendar(&lines.collect::<Vec<_>>());
    let Some(told) = judges::read_by(judges::ICALENDAR, file.as_bytes()) else { return };
    let mut count = 0;
    for ((start, from, rules), told) in events.iter().zip(told["events"].as_array().unwrap()) {
        let rule = &rules[0];
        let mut theirs = times(told);
        let read = Reach::new(None).expand(rule, *from).unwrap_or_else(|| panic!("{rule} is not read"));
        let Repeats { starts, is_cut, names_first, .. } = read;
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

/// Two rules and one that takes out what it names, by the hundred.
#[test]
fn rules_beside_one_another_are_followed_as_dateutil_follows_them() {
    let mut dice = Dice(0x2445_2026_1127);
    let events: Vec<_> = (0..RULES / 2).map(|_| dice.event(3)).collect();
    let lines: Vec<String> = events
        .iter()
        .map(|(start, _, rules)| format!("{start}\r\nRRULE:{}\r\nRRULE:{}\r\nEXRULE:{}", rules[0], rules[1], rules[2]))
        .collect();
    let file = calendar(&lines);
    let Some(told) = judges::read_by(judges::ICALENDAR, file.as_bytes()) else { return };
    let (mut count, mut out) = (0, 0);
    for (((_, from, rules), lines), told) in events.iter().zip(&lines).zip(told["events"].as_array().unwrap()) {
        let read = read::read(calendar(std::slice::from_ref(lines)).as_bytes()).unwrap();
        let ours: Vec<String> = read.events.iter().map(|event| of_moment(event.from)).collect();
        let each: Vec<Repeats> = rules.iter().map(|rule| Reach::new(None).expand(rule, *from).unwrap()).collect();
        // How far both rules were followed; dateutil follows them to their ends.
        let horizon =
            each[..2].iter().filter(|rule| rule.is_cut).map(|rule| in_utc(*rule.starts.last().unwrap())).min();
        let mut theirs = times(told);
        let told = theirs.len();
        let first = in_utc(*from);
        if theirs.first() != Some(&first.as_str()) && !each[2].names_first {
            theirs.insert(0, &first);
        }
        let is_told = |time: &str| {
            horizon.as_deref().is_none_or(|horizon| time <= horizon)
                && (told < TOLD || theirs.last().is_some_and(|last| time <= *last))
        };
        let [ours, theirs]: [Vec<&str>; 2] = [
            ours.iter().map(String::as_str).filter(|time| is_told(time)).collect(),
            theirs.iter().copied().filter(|time| is_told(time)).collect(),
        ];
        assert_eq!(ours, theirs, "{lines}");
        let all = each[..2].iter().flat_map(|rule| &rule.starts).map(|start| in_utc(*start));
        let all: std::collections::BTreeSet<String> = all.filter(|time| is_told(time)).collect();
        count += ours.len();
        out += all.len() - ours.len();
    }
    assert!(count > 5 * RULES && out > RULES / 4, "times that are named, and taken out: {count}, {out}");
}

/// A calendar of events, each with these lines.
fn calendar(events: &[String]) -> String {
    let mut file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nX-WR-CALNAME:test\r\n".to_owned();
    for (number, lines) in events.iter().enumerate() {
        write!(
            file,
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTAMP:20261101T000000Z\r\nSEQUENCE:0\r\nSUMMARY:s\r\n\
STATUS:CONFIRMED\r\n{lines}\r\nEND:VEVENT\r\n"
        )
        .unwrap();
    }
    file.push_str("END:VCALENDAR\r\n");
    file
}

/// The first times of an event as the judge tells them.
fn times(event: &serde_json::Value) -> Vec<&str> {
    event["times"].as_array().unwrap().iter().map(|time| time.as_str().unwrap()).collect()
}

fn in_utc(start: Stamp) -> String {
    of_moment(start.in_japan())
}

fn of_moment(there: Moment) -> String {
    match there.time {
        None => there.date.to_string(),
        Some(time) => (there.date.and_time(time) - chrono::Duration::hours(9)).format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }
}
