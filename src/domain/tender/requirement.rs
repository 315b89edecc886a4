//! The demands of a tender.

use serde::{Deserialize, Serialize};

use super::Origin;
use super::source::TenderSource;
use crate::domain::id::{RequirementId, TenderId};
use crate::domain::question::Concerned;
use crate::domain::requirement::{RequirementKind, RequirementValue};

/// Whether a demand of the notice counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementState {
    /// It counts.
    Held,
    /// A person left it out; it is kept so that it is not proposed anew.
    LeftOut,
}

impl RequirementState {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::LeftOut => "left_out",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Held, Self::LeftOut].into_iter().find(|state| state.code() == code)
    }
}

/// One demand of a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its identity.
    pub id: RequirementId,
    /// What is demanded.
    pub value: RequirementValue,
    /// In Japanese.
    pub ja: String,
    /// In English; empty where nobody has written it.
    pub en: String,
    /// The sentence behind it; empty when a person typed it.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
    /// Whether it counts.
    pub state: RequirementState,
    /// Counts changes.
    pub revision: i64,
}

impl Requirement {
    /// Its sort.
    #[must_use]
    pub const fn kind(&self) -> RequirementKind {
        self.value.kind()
    }
}

/// The demands of a tender, for their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderRequirements {
    /// Which tender.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// All of them, in the order that people gave them; those left out as well.
    pub requirements: Vec<Requirement>,
    /// What the sentences stand in.
    pub read_from: Vec<TenderSource>,
    /// The buyer's answers that concern them, of the bids that the reader sees.
    pub concerned: Vec<Concerned>,
    /// Whether the reader may change them.
    pub may_edit: bool,
}
