//! Dates and times of a file, in the wall clock of their zone and in Japan's.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::{Asia, Tz};

use super::lengths::Length;
use crate::domain::deadline::Moment;

/// Years that a date may have: what lies outside is no date of a tender, and nothing overflows.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// Zones that Windows names otherwise.
const WINDOWS: [(&str, &str); 8] = [
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("China Standard Time", "Asia/Shanghai"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Romance Standard Time", "Europe/Paris"),
    ("GMT Standard Time", "Europe/London"),
    ("Eastern Standard Time", "America/New_York"),
    ("Pacific Standard Time", "America/Los_Angeles"),
];

/// Seconds of a day on which no clock is changed.
const SECONDS_OF_DAY: i64 = 86_400;

/// A day, or a moment in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// A whole day.
    Day(NaiveDate),
    /// A wall clock in a zone.
    At(NaiveDateTime, Tz),
}

impl Stamp {
    /// As Japan sees it.
    pub fn in_japan(self) -> Moment {
        match self {
            Self::Day(day) => Moment::day(day),
            Self::At(at, zone) => {
                let there = japan(at, zone);
                Moment::at(there.date(), there.time())
            }
        }
    }

    /// What is behind it by so much. Days are those of its own calendar, at the same time of day; what is counted in
    /// seconds passes as it is, whatever is done to the clock meanwhile (RFC 5545, 3.3.6). Of a whole day only whole days.
    pub fn plus(self, length: Length) -> Option<Self> {
        let days = Duration::try_days(length.days)?;
        let more = Duration::try_seconds(length.seconds)?;
        match self {
            Self::Day(day) if length.seconds % SECONDS_OF_DAY == 0 => {
                within(day.checked_add_signed(days)?.checked_add_signed(more)?).map(Self::Day)
            }
            Self::Day(_) => None,
            Self::At(at, zone) => {
                let at = at.checked_add_signed(days)?;
                // In Japan no clock is changed: an hour that a zone has twice is told apart there.
                let (end, zone) = match length.seconds {
                    0 => (at, zone),
                    _ => (japan(at, zone).checked_add_signed(more)?, Tz::Asia__Tokyo),
                };
                within(end.date()).map(|_| Self::At(end, zone))
            }
        }
    }

    /// How long it is from here to an end of the same sort: in whole days, or in seconds.
    pub fn length_to(self, end: Self) -> Option<Length> {
        match (self, end) {
            (Self::Day(first), Self::Day(last)) => {
                Some(Length { days: last.signed_duration_since(first).num_days(), seconds: 0 })
            }
            (Self::At(begin, of), Self::At(end, zone)) => {
                let lasts = japan(end, zone).signed_duration_since(japan(begin, of));
                Some(Length { days: 0, seconds: lasts.num_seconds() })
            }
            _ => None,
        }
    }

    /// What it becomes when `from` is moved to `to` and it moves along: by as much on the clock of its own zone. Where
    /// what was a whole day gets a time of day, or loses it, so does this.
    pub fn moved(self, from: Self, to: Self) -> Option<Self> {
        if let (Self::At(here, zone), Self::At(from, of), Self::At(to, there)) = (self, from, to) {
            let by = local(to, there, zone).signed_duration_since(local(from, of, zone));
            let at = here.checked_add_signed(by)?;
            return within(at.date()).map(|_| Self::At(at, zone));
        }
        let day = within(self.day().checked_add_signed(to.day().signed_duration_since(from.day()))?)?;
        Some(match to {
            Self::Day(_) => Self::Day(day),
            Self::At(at, zone) => Self::At(day.and_time(at.time()), zone),
        })
    }

    /// The last day or moment of something that begins at `from` and ends here: the end of whole days is the day after
    /// the last. `None` when it ends before it begins, or is of another sort.
    pub fn last_after(self, from: Self) -> Option<Self> {
        match (from, self) {
            (Self::Day(first), Self::Day(end)) if end > first => end.pred_opt().map(Self::Day),
            (Self::Day(first), Self::Day(end)) if end == first => Some(Self::Day(first)),
            (Self::At(..), Self::At(..)) => {
                let (begin, end) = (from.in_japan(), self.in_japan());
                (end.to_utc_millis() >= begin.to_utc_millis()).then_some(self)
            }
            _ => None,
        }
    }

    /// The day in its own zone.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::At(at, _) => at.date(),
        }
    }

    /// Whether an exception names this time: the same instant in whichever zone. A bare day names what begins on it, as
    /// some programs write exceptions.
    pub fn is_named_by(self, named: Self) -> bool {
        match (self, named) {
            (Self::At(..), Self::At(..)) => self.in_japan() == named.in_japan(),
            // A whole day is written as the midnight at which it begins, told in UTC.
            (Self::Day(day), Self::At(_, Tz::UTC)) => named.in_japan().date == day,
            _ => self.day() == named.day(),
        }
    }

    /// The wall clock in its own zone; of a whole day its midnight.
    pub fn clock(self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::At(at, _) => at,
        }
    }

    /// The wall clock in the zone of another of the same sort.
    pub fn clock_beside(self, other: Self) -> Option<NaiveDateTime> {
        match (self, other) {
            (Self::Day(_), Self::Day(_)) => Some(self.clock()),
            (Self::At(at, zone), Self::At(_, there)) => Some(local(at, zone, there)),
            _ => None,
        }
    }

    /// The same sort at another time of its zone.
    pub fn at(self, at: NaiveDateTime) -> Option<Self> {
        let day = within(at.date())?;
        match self {
            Self::Day(_) => Some(Self::Day(day)),
            // A repetition at an hour that daylight saving skips is left out.
            Self::At(_, zone) => instant(at, zone).map(|_| Self::At(at, zone)),
        }
    }
}

/// The wall clock of Japan; `None` at an hour that daylight saving skips.
fn instant(at: NaiveDateTime, zone: Tz) -> Option<NaiveDateTime> {
    zone.from_local_datetime(&at).earliest().map(|there| there.with_timezone(&Asia::Tokyo).naive_local())
}

/// The wall clock of Japan. An end at an hour that daylight saving skips is told by the clock of the day before, as the
/// format says (RFC 5545, 3.3.5).
fn japan(at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    let day = Duration::days(1);
    let by_the_day_before = || instant(at.checked_sub_signed(day)?, zone)?.checked_add_signed(day);
    instant(at, zone).or_else(by_the_day_before).unwrap_or(at)
}

/// A wall clock of one zone on that of another.
pub fn local(at: NaiveDateTime, zone: Tz, other: Tz) -> NaiveDateTime {
    if zone == other {
        return at;
    }
    let there = Asia::Tokyo.from_local_datetime(&japan(at, zone)).earliest();
    there.map_or(at, |there| there.with_timezone(&other).naive_local())
}

fn within(day: NaiveDate) -> Option<NaiveDate> {
    YEARS.contains(&day.year()).then_some(day)
}

/// Reads `20261210`, `20261210T170000` and `20261210T080000Z`; beside it the zone's name when it is not known. A time
/// without a zone, or in an unknown one, is taken as Japan's.
pub fn stamp(value: &str, zone: Option<&str>) -> (Option<Stamp>, Option<String>) {
    if let Some(day) = day(value) {
        return (Some(Stamp::Day(day)), None);
    }
    let (text, is_utc) = match value.strip_suffix(['Z', 'z']) {
        Some(text) => (text, true),
        None => (value, false),
    };
    let at = text.split_once(['T', 't']).and_then(|(date, time)| Some(day(date)?.and_time(clock(time)?)));
    let (known, unknown) = match (is_utc, zone) {
        (true, _) => (Tz::UTC, None),
        (false, None) => (Tz::Asia__Tokyo, None),
        (false, Some(name)) => match zone_of(name) {
            Some(zone) => (zone, None),
            None => (Tz::Asia__Tokyo, Some(name.chars().take(80).collect())),
        },
    };
    // An hour that does not exist is no time.
    (at.filter(|at| instant(*at, known).is_some()).map(|at| Stamp::At(at, known)), unknown)
}

/// By its own name, the end of a path of names, or Windows' name.
fn zone_of(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('/');
    if let Ok(zone) = name.parse() {
        return Some(zone);
    }
    if let Some((_, ours)) = WINDOWS.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(name)) {
        return ours.parse().ok();
    }
    if name.contains("Tokyo") {
        return Some(Tz::Asia__Tokyo);
    }
    let mut parts = name.rsplitn(3, '/');
    let (place, area) = (parts.next()?, parts.next()?);
    format!("{area}/{place}").parse().ok()
}

fn day(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)?;
    within(date)
}

fn clock(text: &str) -> Option<NaiveTime> {
    if !matches!(text.len(), 4 | 6) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: u32 = if text.len() == 6 { text[4..].parse().ok()? } else { 0 };
    // A leap second is told as the one before it.
    NaiveTime::from_hms_opt(text[..2].parse().ok()?, text[2..4].parse().ok()?, seconds.min(59))
}

/// So many days after a day.
pub fn days_after(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days)).and_then(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn japan(value: &str, zone: Option<&str>) -> String {
        stamp(value, zone).0.map(|stamp| stamp.in_japan().to_string()).unwrap_or_default()
    }

    #[test]
    fn every_zone_is_told_in_japan() {
        assert_eq!(japan("20261210T080000Z", None), "2026-12-10T17:00");
        assert_eq!(japan("20261210T170000", None), "2026-12-10T17:00");
        assert_eq!(japan("20261210T170000", Some("Tokyo Standard Time")), "2026-12-10T17:00");
        assert_eq!(japan("20260710T090000", Some("Europe/Oslo")), "2026-07-10T16:00");
        assert_eq!(japan("20261210T090000", Some("/freeassociation.sourceforge.net/Europe/Oslo")), "2026-12-10T17:00");
        assert_eq!(japan("20261210", Some("Europe/Oslo")), "2026-12-10");
        let (stamp, unknown) = stamp("20261210T170000", Some("Somewhere"));
        assert!(stamp.is_some() && unknown.as_deref() == Some("Somewhere"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in [
            "",
            "2026",
            "20261310",
            "20261210T256000",
            "20261210T17",
            "20260329T023000x",
            "99991231",
            "２０２６１２１０",
        ] {
            assert_eq!(stamp(value, None).0, None, "{value}");
        }
        assert_eq!(stamp("20260329T023000", Some("Europe/Oslo")).0, None, "daylight saving skips it");
    }

    fn at(value: &str, zone: Option<&str>) -> Stamp {
        stamp(value, zone).0.unwrap()
    }

    /// What begins there and lasts so long, in Japan.
    fn end(value: &str, zone: &str, length: &str) -> String {
        at(value, Some(zone)).plus(Length::parse(length).unwrap()).unwrap().in_japan().to_string()
    }

    #[test]
    fn an_end_that_daylight_saving_skips_is_not_before_its_beginning() {
        let begin = at("20260329T013000", Some("Europe/Oslo"));
        let end = begin.plus(Length::parse("PT1H").unwrap()).unwrap();
        assert_eq!(begin.in_japan().to_string(), "2026-03-29T09:30");
        assert_eq!(end.in_japan().to_string(), "2026-03-29T10:30");
        assert_eq!(end.last_after(begin), Some(end));
    }

    #[test]
    fn days_are_those_of_the_calendar_and_hours_pass_as_they_are() {
        // Oslo's night of 23 hours: noon there is 20:00 in Japan before it and 19:00 after it.
        assert_eq!(end("20260328T120000", "Europe/Oslo", "P1D"), "2026-03-29T19:00");
        assert_eq!(end("20260328T120000", "Europe/Oslo", "PT24H"), "2026-03-29T20:00");
        assert_eq!(end("20260327T120000", "Europe/Oslo", "P1DT24H"), "2026-03-29T20:00");
        assert_eq!(end("20260322T120000", "Europe/Oslo", "P1W"), "2026-03-29T19:00");
        // The night of 25 hours, in which the hour from two to three comes twice.
        assert_eq!(end("20261024T120000", "Europe/Oslo", "P1D"), "2026-10-25T20:00");
        assert_eq!(end("20261024T120000", "Europe/Oslo", "PT24H"), "2026-10-25T19:00");
        assert_eq!(end("20261025T023000", "Europe/Oslo", "PT1H"), "2026-10-25T10:30");
        assert_eq!(end("20261025T013000", "Europe/Oslo", "PT2H"), "2026-10-25T10:30");
        // Two o'clock of the 29th of March does not exist: it is told by the clock of the day before.
        assert_eq!(end("20260328T023000", "Europe/Oslo", "P1D"), "2026-03-29T10:30");
        let day = at("20260328", None);
        assert_eq!(day.plus(Length::parse("PT48H").unwrap()), Some(at("20260330", None)));
        assert_eq!(day.plus(Length::parse("PT36H").unwrap()), None, "no whole days");
    }

    #[test]
    fn a_time_that_ends_by_another_clock_keeps_its_length_in_winter() {
        let (from, to) = (at("20260701T100000", Some("Europe/Oslo")), at("20260701T083000Z", None));
        let winter = at("20261201T100000", Some("Europe/Oslo"));
        assert_eq!(winter.in_japan().to_string(), "2026-12-01T18:00");
        let end = from.length_to(to).and_then(|length| winter.plus(length)).map(|end| end.in_japan().to_string());
        assert_eq!(end.as_deref(), Some("2026-12-01T18:30"));
    }

    #[test]
    fn what_moves_along_keeps_to_the_clock_of_its_zone() {
        let oslo = Some("Europe/Oslo");
        let (from, to) = (at("20260302T090000Z", None), at("20260303T113000", oslo));
        // By a day and an hour and a half, in summer as in winter.
        assert_eq!(at("20260309T100000", oslo).moved(from, to), Some(at("20260310T113000", oslo)));
        assert_eq!(at("20260330T100000", oslo).moved(from, to), Some(at("20260331T113000", oslo)));
        let (monday, tuesday) = (at("20260302", None), at("20260303", None));
        assert_eq!(at("20260309", None).moved(monday, tuesday), Some(at("20260310", None)));
        assert_eq!(at("20260310", None).moved(tuesday, monday), Some(at("20260309", None)));
        assert_eq!(at("20260309", None).moved(monday, to), Some(at("20260310T113000", oslo)));
        assert_eq!(at("20260309T100000", oslo).moved(from, tuesday), Some(at("20260310", None)));
        assert_eq!(at("22001231", None).moved(monday, tuesday), None, "beyond the calendar");
    }

    #[test]
    fn an_exception_to_whole_days_is_found_by_its_midnight_in_utc() {
        let monday = at("20261214", None);
        assert!(monday.is_named_by(at("20261213T150000Z", None)));
        assert!(!monday.is_named_by(at("20261214T150000Z", None)));
        assert!(monday.is_named_by(at("20261214T000000", Some("Europe/Oslo"))));
    }
}
