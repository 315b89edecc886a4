//! The audit trail of a bid as its page shows it.

use serde::{Deserialize, Serialize};

use super::bid::BidHead;
use super::block::Block;
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
    pub replaced: Option<(Language, Vec<Block>)>,
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
    /// The first entry at which the chain does not hold.
    pub broken_at: Option<i64>,
}
