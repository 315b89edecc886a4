//! Who is writing a text, for the trail: one entry when a person begins, one every ten minutes while they go on, one
//! when they leave. Never one for a key.

use std::collections::HashMap;

use crate::domain::id::UserId;
use crate::domain::instant::Instant;

/// Between two entries of one sitting.
const BETWEEN: i64 = 10 * 60 * 1000;

/// The sittings of one text.
#[derive(Debug, Default)]
pub struct Sittings(HashMap<UserId, Sitting>);

#[derive(Debug, Default)]
struct Sitting {
    /// Edits since the last entry.
    edits: usize,
    entered: Option<Instant>,
}

impl Sittings {
    /// Whether an entry is due when a person has made so many more edits: how many it tells.
    #[must_use]
    pub fn due(&self, user: UserId, more: usize, now: Instant) -> Option<usize> {
        let sitting = self.0.get(&user);
        let is_due = sitting.and_then(|sitting| sitting.entered).is_none_or(|last| now.0 - last.0 >= BETWEEN);
        is_due.then(|| sitting.map_or(0, |sitting| sitting.edits) + more)
    }

    /// They are on disk; with an entry, or without.
    pub fn note(&mut self, user: UserId, edits: usize, entered: Option<Instant>) {
        let sitting = self.0.entry(user).or_default();
        sitting.edits += edits;
        if entered.is_some() {
            *sitting = Sitting { edits: 0, entered };
        }
    }

    /// The edits of which no entry tells yet, when a person leaves.
    #[must_use]
    pub fn open(&self, user: UserId) -> usize {
        self.0.get(&user).map_or(0, |sitting| sitting.edits)
    }

    /// Ends a sitting.
    pub fn end(&mut self, user: UserId) {
        self.0.remove(&user);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitting_has_an_entry_at_its_beginning_every_ten_minutes_and_at_its_end() {
        let (user, mut sittings) = (UserId::fresh(), Sittings::default());
        let at = |minute: i64| Instant(minute * 60_000);
        assert_eq!(sittings.due(user, 1, at(0)), Some(1));
        sittings.note(user, 1, Some(at(0)));
        assert_eq!(sittings.due(user, 5, at(9)), None);
        sittings.note(user, 5, None);
        assert_eq!(sittings.due(user, 2, at(10)), Some(7));
        sittings.note(user, 2, Some(at(10)));
        assert_eq!(sittings.open(user), 0);
        sittings.note(user, 3, None);
        assert_eq!(sittings.open(user), 3);
        sittings.end(user);
        assert_eq!(sittings.due(user, 1, at(11)), Some(1), "a new sitting");
    }
}
