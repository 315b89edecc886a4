//! How fast a channel may be: a bucket of permits that fills up with time.

use std::time::{Duration, Instant};

/// Most edits at once, and the most a second.
const EDITS: u32 = 200;
/// Most texts opened at once: all that a window may have open.
const OPENINGS: u32 = 64;
/// Texts opened a second after that.
const OPENINGS_A_SECOND: u32 = 10;

/// Permits of one channel.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    most: u32,
    a_second: u32,
    left: u32,
    counted: Instant,
}

impl Pace {
    /// A full bucket of edits.
    #[must_use]
    pub const fn from(now: Instant) -> Self {
        Self { most: EDITS, a_second: EDITS, left: EDITS, counted: now }
    }

    /// A full bucket of openings: each sends a whole text.
    #[must_use]
    pub const fn of_openings(now: Instant) -> Self {
        Self { most: OPENINGS, a_second: OPENINGS_A_SECOND, left: OPENINGS, counted: now }
    }

    /// Takes one permit; `false` when none is left.
    pub fn take(&mut self, now: Instant) -> bool {
        let each = Duration::from_secs(1) / self.a_second;
        let gained = now.saturating_duration_since(self.counted).as_nanos() / each.as_nanos();
        if gained > 0 {
            self.left = self.left.saturating_add(u32::try_from(gained).unwrap_or(self.most)).min(self.most);
            self.counted = if self.left == self.most {
                now
            } else {
                // What is over of a part of a permit counts for the next one.
                self.counted + each * u32::try_from(gained).unwrap_or(self.most)
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
    fn a_window_opens_all_its_texts_at_once_and_then_ten_a_second() {
        let start = Instant::now();
        let mut pace = Pace::of_openings(start);
        assert_eq!((0..100).filter(|_| pace.take(start)).count(), 64);
        assert_eq!((0..100).filter(|_| pace.take(start + Duration::from_secs(1))).count(), 10);
    }

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
