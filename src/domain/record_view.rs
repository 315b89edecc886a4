//! Records as their pages show them. Values only; who may see them is decided in `server::services::records`.

use serde::{Deserialize, Serialize};

use super::bid::BidHead;
use super::demanded_period::DemandedPeriod;
use super::id::{OrganisationId, RecordId};
use super::record::{RecordForm, RecordKind};

/// An entry as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which.
    pub id: RecordId,
    /// Its values.
    pub form: RecordForm,
    /// Counts changes.
    pub revision: i64,
    /// For how many bids its firm has chosen it; told to that firm only.
    pub bids: i64,
}

/// A kind with the number of its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCount {
    /// The kind.
    pub kind: RecordKind,
    /// How many entries there are.
    pub count: usize,
}

/// What a firm keeps of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmRecords {
    /// The kind.
    pub kind: RecordKind,
    /// The entries in their order.
    pub records: Vec<Record>,
}

/// The kinds that a bid's papers print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidRecordKinds {
    /// The head.
    pub head: BidHead,
    /// The kinds, each with what the bid has of it.
    pub kinds: Vec<BidKind>,
}

/// What a bid has of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidKind {
    /// The kind.
    pub kind: RecordKind,
    /// How many entries the bid itself has.
    pub count: usize,
    /// How many each firm has chosen, in the order of the firms.
    pub chosen: Vec<(String, usize)>,
}

/// What a firm has chosen of one kind for a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmPart {
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether it is a Japanese firm.
    pub is_japanese: bool,
    /// Whether it is the reader's own.
    pub is_own: bool,
    /// What it has chosen, in the order of the papers.
    pub chosen: Vec<Record>,
}

/// One kind in a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidRecords {
    /// The head.
    pub head: BidHead,
    /// The kind.
    pub kind: RecordKind,
    /// The bid's own entries; empty for kinds that firms keep.
    pub records: Vec<Record>,
    /// What each firm has chosen; empty for kinds that belong to the bid.
    pub firms: Vec<FirmPart>,
    /// What the reader's firm has not chosen.
    pub offered: Vec<Record>,
    /// In which past years the notice wants what is chosen, where it says so.
    pub period: Option<DemandedPeriod>,
    /// Whether the reader may change the bid's own entries, and choose among those of their firm.
    pub may_edit: bool,
}
