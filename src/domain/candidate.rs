//! An entry of a buyer's feed that may become a tender. Nothing behind its link has been fetched.

use serde::{Deserialize, Serialize};

use super::deadline::Moment;
use super::id::{CandidateId, TenderId};
use super::instant::Instant;

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateState {
    /// Nobody has decided.
    New,
    /// A tender is being made of it.
    Taken,
    /// Nobody wants it.
    Dismissed,
}

impl CandidateState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::New, Self::Taken, Self::Dismissed];

    /// The code kept in rows and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Taken => "taken",
            Self::Dismissed => "dismissed",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateLine {
    /// Its identity.
    pub id: CandidateId,
    /// Its title, as the feed has it.
    pub title: String,
    /// Its address; http or https.
    pub link: String,
    /// When it was published, in Japan.
    pub published: Option<Moment>,
    /// Title of the feed.
    pub feed: String,
    /// What became of it.
    pub state: CandidateState,
    /// The tender made of it.
    pub tender: Option<TenderId>,
    /// When it came in first.
    pub first_seen_at: Instant,
}

/// The candidates of a firm, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateList {
    /// Which are shown.
    pub shown: CandidateState,
    /// The candidates.
    pub candidates: Vec<CandidateLine>,
    /// How many wait for a decision.
    pub waiting: i64,
    /// From where to continue, when there are more.
    pub more: Option<String>,
}

/// What became of a feed that was brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedTaken {
    /// Entries that were not there before.
    pub fresh: usize,
    /// Entries that were known.
    pub known: usize,
}
