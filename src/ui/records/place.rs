//! Where entries are kept and changed: by the reader's firm, or in a bid. Names the addresses of both.

use crate::domain::id::BidId;
use crate::ui::paths;

/// Where entries are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordPlace {
    /// By the reader's firm.
    Firm,
    /// In a bid.
    Bid(BidId),
}

impl RecordPlace {
    /// The page of a kind.
    #[must_use]
    pub fn page(self, kind: &str) -> String {
        match self {
            Self::Firm => paths::firm_records(kind),
            Self::Bid(bid) => paths::bid_records(bid, kind),
        }
    }

    /// Where something is done: `add`, `change`, `remove`, `move`.
    #[must_use]
    pub fn address(self, deed: &str) -> String {
        match self {
            Self::Firm => format!("/api/records/{deed}"),
            Self::Bid(_) => format!("/api/bid-records/{deed}"),
        }
    }

    /// The fields that name an entry, and the bid where there is one.
    #[must_use]
    pub fn fields(self, kind: &str, record: String) -> Vec<(&'static str, String)> {
        let mut fields = vec![("id", record), ("kind", kind.to_owned())];
        if let Self::Bid(bid) = self {
            fields.push(("bid", bid.to_string()));
        }
        fields
    }
}
