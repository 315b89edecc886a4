//! Of which sort contacts are looked for and taken along: one, any, or none yet.

use serde::{Deserialize, Serialize};

use super::ContactKind;

/// Of which sort contacts are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindSought {
    /// Of any, or of none.
    #[default]
    All,
    /// Of one.
    Of(ContactKind),
    /// Those whom nobody sorted.
    Unsorted,
}

impl KindSought {
    /// The code in addresses for those whom nobody sorted.
    pub const UNSORTED: &'static str = "unsorted";

    /// The code in addresses; empty for all.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Of(kind) => kind.code(),
            Self::Unsorted => Self::UNSORTED,
        }
    }

    /// Reads the code; what is none asks for all.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        if code == Self::UNSORTED {
            return Self::Unsorted;
        }
        ContactKind::parse(code).map_or(Self::All, Self::Of)
    }

    /// What rows hold whose sort it is; none where all are asked for.
    #[must_use]
    pub const fn kept(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Of(kind) => Some(kind.code()),
            Self::Unsorted => Some(""),
        }
    }
}
