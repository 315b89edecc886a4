//! The dates of a tender on one bid: who answers for them, and which are done.

use serde::{Deserialize, Serialize};

use super::deadline::Deadline;
use super::source::TenderSource;
use crate::domain::days::Office;
use crate::domain::id::{BidId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::domain::plan::DecisionOutcome;

/// Someone who can answer for a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatedPerson {
    /// The account.
    pub id: UserId,
    /// Name as shown.
    pub name: String,
    /// The firm's name.
    pub organisation: String,
}

/// A date of a tender on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidDate {
    /// The step.
    pub deadline: Deadline,
    /// Who answers for it on this bid.
    pub owner: Option<SeatedPerson>,
    /// That it is done on this bid.
    pub done: Option<StepDone>,
}

/// That a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The dates of a bid's tender, for the dates page and the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidDates {
    /// The bid.
    pub bid: BidId,
    /// Its tender.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// The steps, earliest first.
    pub dates: Vec<BidDate>,
    /// Who can answer for a date.
    pub people: Vec<SeatedPerson>,
    /// The zones shown beside Japan's.
    pub zones: Vec<String>,
    /// When the buyer's office is open.
    pub office: Office,
    /// The texts and files that the tender was read from.
    pub read_from: Vec<TenderSource>,
    /// Whether it is decided to bid.
    pub outcome: DecisionOutcome,
    /// Whether the reader may change dates and who answers for them.
    pub may_edit: bool,
}
