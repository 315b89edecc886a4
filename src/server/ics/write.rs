//! A calendar as a file: the same bytes for the same calendar, whoever asks and whenever.

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::domain::instant::Instant;
use crate::domain::language::Language;

use super::line::{escaped, put};

/// Names the program that made the file.
const PRODUCT: &str = "-//Musubi//Musubi//EN";
/// The zone of every time of day.
const ZONE: &str = "Asia/Tokyo";

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its name, as programs list it.
    pub name: String,
    /// The language of its texts.
    pub language: Language,
    /// Its events, in the order in which they are written.
    pub events: Vec<Event>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its identity, the same for as long as it is told of.
    pub uid: String,
    /// Counts its changes.
    pub sequence: i64,
    /// When it last changed.
    pub changed_at: Instant,
    /// When it is, in Japan.
    pub when: When,
    /// Its title.
    pub summary: String,
    /// All the rest in words; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub place: String,
    /// The page on which it is kept.
    pub url: Option<String>,
    /// How sure it is.
    pub status: Status,
    /// Words to sort it by.
    pub categories: Vec<String>,
    /// When it reminds, before what.
    pub alarms: Vec<Lead>,
    /// From which end alarms count.
    pub related: Related,
    /// On which morning alarms of whole days go off.
    pub morning: Morning,
}

/// When an event is; wall clock in Japan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whole days, both included.
    Days {
        /// The first.
        from: NaiveDate,
        /// The last.
        to: NaiveDate,
    },
    /// One moment.
    At(NaiveDateTime),
    /// From one moment to a later one.
    Span {
        /// The first.
        from: NaiveDateTime,
        /// The last.
        to: NaiveDateTime,
    },
}

/// How sure an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It stands.
    Confirmed,
    /// It is planned.
    Tentative,
    /// It will not be.
    Cancelled,
}

/// How long before an event an alarm goes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Days before. Before whole days it goes off at nine in the morning, not at midnight.
    Days(u32),
    /// Hours before. Of whole days nobody knows the hour: it goes off at nine in the morning of the day itself.
    Hours(u32),
}

/// From which end of an event alarms count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Related {
    /// Something to be at.
    Start,
    /// Something to be done by then.
    End,
}

/// On which morning an alarm of whole days goes off: programs take nine o'clock by their reader's clock, and what it warns
/// of is done by Japan's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Morning {
    /// Of the day itself: nine o'clock comes to the reader no later than to Japan.
    Same,
    /// Of the day before: by nine o'clock of the day itself counters in Japan may be closed.
    Before,
}

/// The calendar as a file.
#[must_use]
pub fn write(calendar: &Calendar) -> Vec<u8> {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0"] {
        put(&mut out, line);
    }
    put(&mut out, &format!("PRODID:{PRODUCT}"));
    put(&mut out, "CALSCALE:GREGORIAN");
    let name = escaped(&calendar.name);
    put(&mut out, &format!("NAME:{name}"));
    put(&mut out, &format!("X-WR-CALNAME:{name}"));
    put(&mut out, &format!("X-WR-TIMEZONE:{ZONE}"));
    put(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    put(&mut out, "X-PUBLISHED-TTL:PT1H");
    zone(&mut out);
    for event in &calendar.events {
        put_event(&mut out, event, calendar.language);
    }
    put(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

/// Japan has had no daylight saving since 1951.
fn zone(out: &mut String) {
    put(out, "BEGIN:VTIMEZONE");
    put(out, &format!("TZID:{ZONE}"));
    for line in [
        "BEGIN:STANDARD",
        "DTSTART:19520101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:JST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        put(out, line);
    }
}

fn put_event(out: &mut String, event: &Event, language: Language) {
    let text = |out: &mut String, name: &str, value: &str| {
        if !value.is_empty() {
            put(out, &format!("{name};LANGUAGE={}:{}", language.tag(), escaped(value)));
        }
    };
    put(out, "BEGIN:VEVENT");
    put(out, &format!("UID:{}", escaped(&event.uid)));
    let changed = utc(event.changed_at);
    put(out, &format!("DTSTAMP:{changed}"));
    put(out, &format!("LAST-MODIFIED:{changed}"));
    put(out, &format!("SEQUENCE:{}", event.sequence));
    put_when(out, event.when);
    text(out, "SUMMARY", &event.summary);
    text(out, "DESCRIPTION", &event.description);
    text(out, "LOCATION", &event.place);
    put(out, &format!("STATUS:{}", status(event.status)));
    put(out, "TRANSP:TRANSPARENT");
    if !event.categories.is_empty() {
        let words: Vec<String> = event.categories.iter().map(|word| escaped(word)).collect();
        put(out, &format!("CATEGORIES;LANGUAGE={}:{}", language.tag(), words.join(",")));
    }
    if let Some(url) = &event.url {
        put(out, &format!("URL:{}", address(url)));
    }
    for lead in &event.alarms {
        put_alarm(out, event, *lead);
    }
    put(out, "END:VEVENT");
}

fn put_when(out: &mut String, when: When) {
    match when {
        When::Days { from, to } => {
            put(out, &format!("DTSTART;VALUE=DATE:{}", from.format("%Y%m%d")));
            // The end of whole days is the day after the last.
            let after = to.checked_add_days(Days::new(1)).unwrap_or(to);
            put(out, &format!("DTEND;VALUE=DATE:{}", after.format("%Y%m%d")));
        }
        // Without an end it ends when it begins: a deadline has no length.
        When::At(at) => put(out, &format!("DTSTART;TZID={ZONE}:{}", local(at))),
        When::Span { from, to } => {
            put(out, &format!("DTSTART;TZID={ZONE}:{}", local(from)));
            put(out, &format!("DTEND;TZID={ZONE}:{}", local(to)));
        }
    }
}

fn put_alarm(out: &mut String, event: &Event, lead: Lead) {
    let is_whole = matches!(event.when, When::Days { .. });
    let duration = match (lead, event.related) {
        (Lead::Hours(hours), _) if !is_whole => format!("-PT{hours}H"),
        (Lead::Days(days), _) if !is_whole => format!("-P{days}D"),
        (Lead::Hours(_), related) => morning(0, event.morning, related),
        (Lead::Days(days), related) => morning(days, event.morning, related),
    };
    // What has no end may not be counted from it (RFC 5545, 3.8.6.3), and a moment begins when it ends.
    let related = match (event.related, event.when) {
        (Related::Start, _) | (Related::End, When::At(_)) => "",
        (Related::End, When::Days { .. } | When::Span { .. }) => ";RELATED=END",
    };
    put(out, "BEGIN:VALARM");
    put(out, "ACTION:DISPLAY");
    put(out, &format!("DESCRIPTION:{}", escaped(&event.summary)));
    put(out, &format!("TRIGGER{related}:{duration}"));
    put(out, "END:VALARM");
}

/// Nine o'clock so many days before whole days. They begin at midnight and end at the midnight after: nine o'clock is
/// fifteen hours before that.
fn morning(days: u32, morning: Morning, related: Related) -> String {
    let days = match morning {
        Morning::Same => days,
        Morning::Before => days.saturating_add(1),
    };
    match (days, related) {
        (0, Related::Start) => "PT9H".to_owned(),
        (days, Related::Start) => since_midnight(days - 1),
        (days, Related::End) => since_midnight(days),
    }
}

fn since_midnight(days: u32) -> String {
    if days == 0 { "-PT15H".to_owned() } else { format!("-P{days}DT15H") }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    }
}

/// An address is no TEXT: nothing is escaped, and what could end its line is left out.
fn address(url: &str) -> String {
    url.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect()
}

fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn utc(instant: Instant) -> String {
    format!("{}Z", local(instant.at_offset(0)))
}
