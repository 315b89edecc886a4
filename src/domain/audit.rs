//! The audit trail of a bid as its page shows it.

use serde::{Deserialize, Serialize};

use super::bid::BidHead;
use super::block::Block;
use super::engagement::EntryState;
use super::instant::Instant;
use super::language::Language;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// 1, 2, 3 …
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Who; `None` is the operator at the command line.
    pub who: Option<String>,
    /// What, as `noun.verb`.
    pub action: String,
    /// Whom or what it concerns: names and titles, Japanese and English.
    pub subject: Option<(String, String)>,
    /// The text that the deed replaced.
    pub replaced: Replaced,
    /// What became of an entry of the log, where the reader's own firm corrected it.
    pub corrected: Option<Corrected>,
}

/// An entry of the log before and after its correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// As it was.
    pub was: EntryState,
    /// As it is.
    pub is: EntryState,
}

/// The text that a deed replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Replaced {
    /// None.
    Nothing,
    /// The text itself.
    Text(Language, Vec<Block>),
    /// A long one, which is shown on a page of its own: its size in bytes.
    Long(i64),
}

/// What is known of the chain of hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chain {
    /// It holds from the first entry to the last.
    Unbroken,
    /// The first entry at which it does not hold.
    BrokenAt(i64),
    /// It is so long that it is verified only when somebody asks: its size in bytes.
    NotVerified(i64),
}

/// Which entries are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Those older than this number; the newest without it.
    #[serde(default)]
    pub before: Option<i64>,
    /// This one alone, with all that it replaced.
    #[serde(default)]
    pub entry: Option<i64>,
    /// Whether the chain is verified however long it is.
    #[serde(default)]
    pub verify: Verify,
}

/// Whether the chain is verified however long it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verify {
    /// Where that is quick.
    #[default]
    Quick,
    /// In any case.
    Always,
}

/// A page of the trail, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditTrail {
    /// The head.
    pub head: BidHead,
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// Number before which the next page begins.
    pub next: Option<i64>,
    /// What is known of the chain.
    pub chain: Chain,
}
