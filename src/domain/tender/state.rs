//! How far a tender has come, and how its procedure ended.

use serde::{Deserialize, Serialize};

/// How far a tender has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderState {
    /// Read from a notice; nobody has confirmed it.
    Proposed,
    /// A person confirmed what holds.
    Confirmed,
    /// A proposal that nobody wants; it can be taken back.
    Discarded,
}

impl TenderState {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Discarded => "discarded",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Proposed, Self::Confirmed, Self::Discarded].into_iter().find(|state| state.code() == code)
    }
}

/// How a procedure ended, as the buyer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderOutcome {
    /// 中止・取止め
    Cancelled,
    /// 落札決定・契約
    Awarded,
    /// 不調・不落
    Unsuccessful,
}

impl TenderOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Cancelled, Self::Awarded, Self::Unsuccessful];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Awarded => "awarded",
            Self::Unsuccessful => "unsuccessful",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}
