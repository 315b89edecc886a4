//! A tender (案件) as it is sent to the pages: its facts, its dates, its files, and what intake proposed.
//! Knows nothing of how a notice is read or where it is kept.

mod bid_dates;
mod deadline;
mod facts;
mod list;
mod reading;
mod requirement;
mod source;
mod state;

use serde::{Deserialize, Serialize};

use crate::domain::days::Office;
use crate::domain::id::{BidId, TenderId};

pub use bid_dates::{BidDate, BidDates, SeatedPerson, StepDone};
pub use deadline::{Deadline, ElsewhereTime, RelativeDeadline};
pub use facts::{FactSource, TenderFacts, fact_code, fact_of, price_basis_code, price_basis_of};
pub use list::{TenderFilter, TenderList, TenderSummary};
pub use reading::{Beyond, ReadText, Reading, TenderProposal};
pub use requirement::{Requirement, RequirementState, TenderRequirements};
pub use source::{TenderFile, TenderSource, file_behind};
pub use state::{TenderOutcome, TenderState};

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// As the notice says.
    Notice,
    /// A person typed or changed it.
    Person,
}

impl Origin {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Person => "person",
        }
    }

    /// Reads the code; what is unknown was a person's.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        if code == Self::Notice.code() { Self::Notice } else { Self::Person }
    }
}

/// One tender with all that is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderDetail {
    /// Which tender.
    pub id: TenderId,
    /// Counts changes.
    pub revision: i64,
    /// How far it has come.
    pub state: TenderState,
    /// Its facts.
    pub facts: TenderFacts,
    /// The sentences behind them.
    pub sources: Vec<FactSource>,
    /// Its dates, earliest first.
    pub deadlines: Vec<Deadline>,
    /// Dates that hang on other dates, in the order of the notice.
    pub relative: Vec<RelativeDeadline>,
    /// Its demands, in order; those left out as well.
    pub requirements: Vec<Requirement>,
    /// The texts and files it was read from.
    pub read_from: Vec<TenderSource>,
    /// Bids of the reader that answer it.
    pub bids: Vec<BidId>,
    /// When the buyer's office is open.
    pub office: Office,
    /// Whether the reader may change the facts and start a bid.
    pub is_own: bool,
    /// Whether the reader may change the dates.
    pub may_edit_dates: bool,
}
