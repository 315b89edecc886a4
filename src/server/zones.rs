//! Wall clocks outside Japan. The browser carries no zone tables; times are worked out here and sent.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::{Asia, Tz};

use crate::domain::deadline::Moment;
use crate::domain::instant::{DAY, Instant};
use crate::domain::problem::{Problem, Problems};
use crate::domain::tender::{Deadline, ElsewhereTime};

/// The wall clock of a zone at a moment in Japan; `None` without a time of day, in an unknown zone, and
/// where the clocks agree.
#[must_use]
pub fn elsewhere(at: Moment, zone: &str) -> Option<ElsewhereTime> {
    let tz: Tz = zone.parse().ok()?;
    let here = Asia::Tokyo.from_local_datetime(&at.date.and_time(at.time?)).single()?;
    let there = here.with_timezone(&tz).naive_local();
    if there == here.naive_local() {
        return None;
    }
    Some(ElsewhereTime { zone: zone.to_owned(), at: Moment::at(there.date(), there.time()) })
}

/// The wall clock of a zone at an instant; Japan's in an unknown zone.
#[must_use]
pub fn wall_clock(at: Instant, zone: &str) -> NaiveDateTime {
    let utc = DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    let tz: Tz = zone.parse().unwrap_or(Asia::Tokyo);
    utc.with_timezone(&tz).naive_local()
}

/// The first instant from `now` on, and not at it, at which a zone's wall clock shows so many minutes after midnight. A
/// time that daylight saving leaves out is taken an hour later.
#[must_use]
pub fn next_at(now: Instant, minute: i64, zone: &str) -> Instant {
    let tz: Tz = zone.parse().unwrap_or(Asia::Tokyo);
    let today = wall_clock(now, zone).date();
    let on = |date: NaiveDate| {
        let clock = date.and_time(NaiveTime::MIN) + Duration::minutes(minute);
        let at = tz.from_local_datetime(&clock).earliest();
        let at = at.or_else(|| tz.from_local_datetime(&(clock + Duration::hours(1))).earliest());
        at.map(|at| Instant(at.timestamp_millis()))
    };
    let later = today.iter_days().take(3).filter_map(on).find(|at| *at > now);
    later.unwrap_or_else(|| now.plus(DAY))
}

/// Adds the clocks of some zones to every date.
pub fn add(deadlines: &mut [Deadline], zones: &[String]) {
    for deadline in deadlines {
        deadline.elsewhere = zones.iter().filter_map(|zone| elsewhere(deadline.at, zone)).collect();
    }
}

/// The zones whose clocks may differ from Japan's, each once.
#[must_use]
pub fn abroad(zones: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for zone in zones {
        let is_japan = zone.parse::<Tz>().map_or(true, |tz| tz == Asia::Tokyo || tz == Tz::Japan);
        if !is_japan && !kept.contains(&zone) {
            kept.push(zone);
        }
    }
    kept
}

/// The IANA zones that can be chosen: those named by area and place, and UTC.
#[must_use]
pub fn zones() -> Vec<String> {
    const AREAS: [&str; 10] =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| *name == "UTC" || name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area)))
        .map(str::to_owned)
        .collect()
}

/// Whether a zone exists; notes the problem otherwise.
pub fn known_zone(problems: &mut Problems, zone: &str) -> bool {
    let is_known = zone.trim().parse::<chrono_tz::Tz>().is_ok();
    if !is_known {
        problems.add("zone", Problem::NotOffered);
    }
    is_known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oslo(at: &str) -> Option<String> {
        elsewhere(Moment::parse(at).unwrap(), "Europe/Oslo").map(|there| there.at.to_string())
    }

    #[test]
    fn five_in_the_afternoon_in_japan_is_morning_in_oslo_in_winter_and_in_summer() {
        assert_eq!(oslo("2026-12-10T17:00").as_deref(), Some("2026-12-10T09:00"));
        assert_eq!(oslo("2026-07-10T17:00").as_deref(), Some("2026-07-10T10:00"));
        assert_eq!(oslo("2026-12-10T07:30").as_deref(), Some("2026-12-09T23:30"));
    }

    #[test]
    fn a_day_without_a_time_has_no_other_clock() {
        assert_eq!(oslo("2026-12-10"), None);
    }

    #[test]
    fn the_next_eight_in_the_morning_is_found_over_both_changes_of_the_clock() {
        let at = |text: &str| Instant(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
        let next = |now: &str, minute: i64| next_at(at(now), minute, "Europe/Oslo");
        assert_eq!(next("2026-12-01T06:59:00Z", 480), at("2026-12-01T07:00:00Z"));
        assert_eq!(next("2026-12-01T07:00:00Z", 480), at("2026-12-02T07:00:00Z"));
        assert_eq!(next("2027-03-27T08:00:00Z", 480), at("2027-03-28T06:00:00Z"), "summer begins");
        assert_eq!(next("2027-03-28T00:00:00Z", 150), at("2027-03-28T01:30:00Z"), "02:30 is left out");
    }

    #[test]
    fn japan_is_not_abroad() {
        let zones = ["Asia/Tokyo", "Europe/Oslo", "Japan", "Europe/Oslo"].map(str::to_owned);
        assert_eq!(abroad(zones), vec!["Europe/Oslo".to_owned()]);
    }
}
