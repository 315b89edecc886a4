//! Dates, times and durations of a file, in the wall clock of their zone and in Japan's.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::{Asia, Tz};

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

    /// The same so many seconds later.
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        let more = Duration::try_seconds(seconds)?;
        match self {
            Self::Day(day) => {
                let end = day.and_time(NaiveTime::MIN).checked_add_signed(more)?;
                if seconds % 86_400 == 0 { within(end.date()).map(Self::Day) } else { None }
            }
            Self::At(at, zone) => {
                let end = at.checked_add_signed(more)?;
                within(end.date()).map(|_| Self::At(end, zone))
            }
        }
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

    /// The end of something that begins here and lasts as long as from `from` to `to`.
    pub fn with_length_of(self, from: Self, to: Self) -> Option<Self> {
        match (self, from, to) {
            (Self::Day(here), Self::Day(from), Self::Day(to)) => {
                within(here.checked_add_signed(to.signed_duration_since(from))?).map(Self::Day)
            }
            (Self::At(here, _), Self::At(from, begun), Self::At(to, zone)) if begun == zone => {
                Some(Self::At(here.checked_add_signed(to.signed_duration_since(from))?, zone))
            }
            // Two clocks do not change to daylight saving together: what is kept is how long it lasts.
            (Self::At(here, zone), Self::At(from, begun), Self::At(to, ended)) => {
                let lasts = japan(to, ended).signed_duration_since(japan(from, begun));
                Some(Self::At(japan(here, zone).checked_add_signed(lasts)?, Tz::Asia__Tokyo))
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
            _ => self.day() == named.day(),
        }
    }

    /// The same time of day on another day.
    pub fn on(self, day: NaiveDate) -> Option<Self> {
        let day = within(day)?;
        match self {
            Self::Day(_) => Some(Self::Day(day)),
            // A repetition at an hour that daylight saving skips is left out.
            Self::At(at, zone) => {
                let at = day.and_time(at.time());
                instant(at, zone).map(|_| Self::At(at, zone))
            }
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

/// Seconds of `P1D`, `PT1H30M`, `P2W`; `None` for what goes backward or cannot be read.
pub fn duration(text: &str) -> Option<i64> {
    let mut rest = text.trim().trim_start_matches('+').strip_prefix('P')?;
    let (mut seconds, mut is_time, mut count) = (0_i64, false, 0);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            (rest, is_time) = (time, true);
            continue;
        }
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let number: i64 = rest[..end].parse().ok().filter(|number| *number < 1_000_000)?;
        let mut letters = rest[end..].chars();
        let unit = match (letters.next()?, is_time) {
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        rest = letters.as_str();
        count += 1;
    }
    (count > 0).then_some(seconds)
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

    #[test]
    fn an_end_that_daylight_saving_skips_is_not_before_its_beginning() {
        let begin = stamp("20260329T013000", Some("Europe/Oslo")).0.unwrap();
        let end = begin.plus_seconds(3_600).unwrap();
        assert_eq!(begin.in_japan().to_string(), "2026-03-29T09:30");
        assert_eq!(end.in_japan().to_string(), "2026-03-29T10:30");
        assert_eq!(end.last_after(begin), Some(end));
    }

    #[test]
    fn a_time_that_ends_by_another_clock_keeps_its_length_in_winter() {
        let at = |value: &str, zone: Option<&str>| stamp(value, zone).0.unwrap();
        let (from, to) = (at("20260701T100000", Some("Europe/Oslo")), at("20260701T083000Z", None));
        let winter = at("20261201T100000", Some("Europe/Oslo"));
        assert_eq!(winter.in_japan().to_string(), "2026-12-01T18:00");
        let end = winter.with_length_of(from, to).map(|end| end.in_japan().to_string());
        assert_eq!(end.as_deref(), Some("2026-12-01T18:30"));
    }

    #[test]
    fn durations_are_counted_in_seconds() {
        assert_eq!(duration("P1DT2H"), Some(93_600));
        assert_eq!(duration("PT15M"), Some(900));
        assert_eq!(duration("P2W"), Some(1_209_600));
        for text in ["P", "PT", "-P1D", "P1H", "1D", "PT99999999H", "Pé"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
