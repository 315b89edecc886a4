//! How long before a task must begin its owner is told.

/// How long before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StartLead {
    /// Three days.
    Day3,
    /// One day.
    Day1,
    /// On the day.
    Day0,
}

impl StartLead {
    /// What is due when so many days are left; of several that have passed only the nearest, and nothing when the day is
    /// over: the plan itself shows what is late.
    #[must_use]
    pub const fn due(days_left: i64) -> Option<Self> {
        match days_left {
            0 => Some(Self::Day0),
            1 => Some(Self::Day1),
            2 | 3 => Some(Self::Day3),
            _ => None,
        }
    }

    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day3 => "day3",
            Self::Day1 => "day1",
            Self::Day0 => "day0",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_that_has_passed_is_due() {
        let due: Vec<Option<&str>> = (-1..5).map(|days| StartLead::due(days).map(StartLead::code)).collect();
        assert_eq!(due, [None, Some("day0"), Some("day1"), Some("day3"), Some("day3"), None]);
    }
}
