//! The one place that reads the clock. Everything else is given `now`.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::instant::Instant;

/// The present instant.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the edge where time enters")]
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
