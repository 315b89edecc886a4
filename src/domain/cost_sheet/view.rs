//! The page of a bid's costs, as it is sent. The other firms' build-ups are not in it, only what they share.

use serde::{Deserialize, Serialize};

use super::super::bid::{BidFirm, BidHead};
use super::super::id::OrganisationId;
use super::super::money::{TaxRate, Yen};
use super::CostSheet;
use super::findings::{Cap, CostFinding};
use super::sharing::{SharedTotal, Sharing};

/// Which sheet: the one that is printed, or the firm's own build-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The bid's: everybody with a seat sees it, papers print it.
    #[default]
    Shared,
    /// The firm's own: its people alone see it.
    Own,
}

impl Side {
    /// The code in addresses and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Own => "own",
        }
    }

    /// Reads the code; the shared sheet when there is none.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "" | "shared" => Some(Self::Shared),
            "own" => Some(Self::Own),
            _ => None,
        }
    }
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostPage {
    /// The bid.
    pub head: BidHead,
    /// Its firms.
    pub firms: Vec<BidFirm>,
    /// Which sheet is shown.
    pub side: Side,
    /// The sheet; an empty one when there is none yet.
    pub sheet: CostSheet,
    /// 0 when there is none yet.
    pub revision: i64,
    /// What the partners see of it, for the own build-up.
    pub sharing: Sharing,
    /// What the firms share of theirs, the reader's own among them.
    pub totals: Vec<FirmTotals>,
    /// What is wrong with the sheet.
    pub findings: Vec<CostFinding>,
    /// The rate of consumption tax.
    pub rate: TaxRate,
    /// The amount of the 入札書 or 見積書, where one states it.
    pub amount: Option<Yen>,
    /// The limits of the notice.
    pub caps: Vec<Cap>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may take it as a file.
    pub may_export: bool,
    /// Whether there is an own build-up for the reader: the operator belongs to no firm.
    pub has_own: bool,
}

/// What one firm shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmTotals {
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its totals.
    pub totals: Vec<SharedTotal>,
}
