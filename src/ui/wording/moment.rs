//! An instant as the reader writes it, in the reader's own zone. Deadlines have their own words.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::deadline::MONTHS_EN;
use super::say_with;
use crate::domain::instant::Instant;
use crate::ui::app::frame;

/// Day, weekday and time in the reader's zone.
#[must_use]
pub fn in_zone_of_reader(instant: Instant) -> String {
    let clock = wall_clock(instant, &frame().zone);
    let weekday = clock.weekday().num_days_from_monday() as usize;
    let time = format!("{}:{:02}", clock.hour(), clock.minute());
    say_with(
        format!(
            "{}年{}月{}日（{}）{time}",
            clock.year(),
            clock.month(),
            clock.day(),
            ["月", "火", "水", "木", "金", "土", "日"][weekday]
        ),
        format!(
            "{} {} {} {}, {time}",
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday],
            clock.day(),
            MONTHS_EN[clock.month0() as usize],
            clock.year()
        ),
    )
}

#[cfg(feature = "ssr")]
fn wall_clock(instant: Instant, zone: &str) -> NaiveDateTime {
    use chrono::{DateTime, Offset, TimeZone};

    let utc = DateTime::from_timestamp_millis(instant.0).unwrap_or_default().naive_utc();
    match zone.parse::<chrono_tz::Tz>() {
        Ok(zone) => instant.at_offset(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()),
        Err(_) => instant.in_japan(),
    }
}

/// The browser carries no table of zones; pages are rendered on the server.
#[cfg(not(feature = "ssr"))]
fn wall_clock(instant: Instant, _: &str) -> NaiveDateTime {
    instant.in_japan()
}
