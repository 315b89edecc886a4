//! An instant in the reader's own zone, in the words of `wording::deadline`.

use chrono::NaiveDateTime;

use super::deadline;
use crate::domain::deadline::Moment;
use crate::domain::instant::{Instant, MINUTE};
use crate::ui::app::frame;

/// Day, weekday and time in the reader's zone, to the minute.
#[must_use]
pub fn in_zone_of_reader(instant: Instant) -> String {
    let whole = Instant(instant.0 - instant.0.rem_euclid(MINUTE));
    let clock = wall_clock(whole, &frame().zone);
    deadline::moment(Moment { date: clock.date(), time: Some(clock.time()) })
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
