//! How fast a channel may be: a bucket of permits that fills up with time.

use std::time::{Duration, Instant};

/// Most edits at once, and the most a second.
const EDITS: u32 = 200;

/// Permits of one channel.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    left: u32,
    counted: Instant,
}

impl Pace {
    /// A full bucket.
    #[must_use]
    pub const fn from(now: Instant) -> Self {
        Self { left: EDITS, counted: now }
    }

    /// Takes one permit; `false` when none is left.
    pub fn take(&mut self, now: Instant) -> bool {
        let each = Duration::from_secs(1) / EDITS;
        let gained = now.saturating_duration_since(self.counted).as_nanos() / each.as_nanos();
        if gained > 0 {
            self.left = self.left.saturating_add(u32::try_from(gained).unwrap_or(EDITS)).min(EDITS);
            self.counted = if self.left == EDITS {
                now
            } else {
                // What is over of a part of a permit counts for the next one.
                self.counted + each * u32::try_from(gained).unwrap_or(EDITS)
            };
        }
        let may = self.left > 0;
        self.left = self.left.saturating_sub(1);
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_through_and_a_flood_is_not() {
        let start = Instant::now();
        let mut pace = Pace::from(start);
        assert!((0..EDITS).all(|_| pace.take(start)));
        assert!(!pace.take(start));
        let later = start + Duration::from_millis(101);
        assert_eq!((0..100).filter(|_| pace.take(later)).count(), 20);
        assert_eq!((0..1_000).filter(|_| pace.take(later + Duration::from_secs(60))).count(), 200);
    }
}
