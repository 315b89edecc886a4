//! Points in time: milliseconds since 1970-01-01T00:00Z, and how they are shown in a zone.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A point in time, in milliseconds UTC. Given from outside (`call.now`); nothing here reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// One minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;
/// Offset of Japan Standard Time in seconds; Japan has no daylight saving.
pub const JST_SECONDS: i32 = 9 * 3600;

impl Instant {
    /// This instant moved by milliseconds.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The wall clock at an offset from UTC in seconds.
    #[must_use]
    pub fn at_offset(self, seconds: i32) -> NaiveDateTime {
        let utc = DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        FixedOffset::east_opt(seconds).map_or(utc.naive_utc(), |zone| utc.with_timezone(&zone).naive_local())
    }

    /// The wall clock in Japan.
    #[must_use]
    pub fn in_japan(self) -> NaiveDateTime {
        self.at_offset(JST_SECONDS)
    }
}
