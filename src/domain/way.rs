//! Which way something moves in a list that people put in order.

/// Which way it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl Way {
    /// Reads `up` and `down`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            _ => None,
        }
    }

    /// The place with which one of so many changes; none at an end.
    #[must_use]
    pub fn neighbour(self, at: usize, count: usize) -> Option<usize> {
        match self {
            Self::Up => at.checked_sub(1),
            Self::Down => Some(at + 1).filter(|below| *below < count),
        }
    }
}
