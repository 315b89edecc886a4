//! The list of tenders.

use serde::{Deserialize, Serialize};

use super::state::TenderState;
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::TenderId;
use crate::domain::notice::ProcedureKind;

/// A line of the list of tenders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderSummary {
    /// Which tender.
    pub id: TenderId,
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先
    pub addressee: String,
    /// 履行場所
    pub place: String,
    /// Type of the procedure.
    pub procedure: Option<ProcedureKind>,
    /// How far it has come.
    pub state: TenderState,
    /// Whether the reader's own firm keeps it.
    pub is_own: bool,
    /// The next dated step.
    pub next: Option<(MilestoneKind, Moment)>,
}

/// Which tenders a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderFilter {
    /// All that are not put away.
    #[default]
    All,
    /// Read from a notice; nobody has confirmed them.
    ToConfirm,
    /// Confirmed, with a date ahead or without any.
    Open,
    /// Confirmed, with all dates behind.
    Past,
    /// Put away.
    Discarded,
}

impl TenderFilter {
    /// Every filter, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::ToConfirm, Self::Open, Self::Past, Self::Discarded];

    /// The code in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::ToConfirm => "to_confirm",
            Self::Open => "open",
            Self::Past => "past",
            Self::Discarded => "discarded",
        }
    }

    /// Reads the code; what is unknown shows all.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.code() == code).unwrap_or_default()
    }
}

/// A page of the list of tenders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderList {
    /// Newest first.
    pub tenders: Vec<TenderSummary>,
    /// From where to continue, when there are more.
    pub more: Option<String>,
    /// Which part of them is shown.
    pub which: TenderFilter,
    /// The words that were sought; empty for all.
    pub words: String,
}
