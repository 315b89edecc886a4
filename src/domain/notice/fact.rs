//! The facts that intake looks for in a notice, and their values as proposed.

use serde::{Deserialize, Serialize};

use super::Evidence;
use super::doubt::Doubt;
use super::procedure_kind::ProcedureKind;

/// The facts that intake looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// 件名・業務名・工事名
    Title,
    /// 公告番号・工事番号・業務番号
    Number,
    /// 宛先: the contracting authority by office (鴨川市長)
    Addressee,
    /// The holder of that office by name (佐々木 久之)
    AuthorityName,
    /// 入札方式
    Procedure,
    /// 履行場所・工事場所
    Place,
    /// 履行期間・工期, as printed
    Period,
    /// 税抜・税込 of the price to be written
    PriceBasis,
}

impl FactName {
    /// Every fact, in reading order.
    pub const ALL: [FactName; 8] = [
        Self::Title,
        Self::Number,
        Self::Addressee,
        Self::AuthorityName,
        Self::Procedure,
        Self::Place,
        Self::Period,
        Self::PriceBasis,
    ];
}

/// Whether the amount to be written into the bid contains consumption tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// 税抜 (100/110)
    TaxExclusive,
    /// 税込
    TaxInclusive,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// As printed, spaces put right.
    Text(String),
    /// The printed term and the type it stands for.
    Procedure {
        /// The type; the most special one named.
        kind: ProcedureKind,
        /// As printed.
        printed: String,
    },
    /// The price basis.
    PriceBasis(PriceBasis),
}

impl FactValue {
    /// The text as a person would read it; empty for a price basis.
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Procedure { printed: text, .. } => text,
            Self::PriceBasis(_) => "",
        }
    }
}

/// One proposed fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedFact {
    /// Which fact.
    pub name: FactName,
    /// Its value.
    pub value: FactValue,
    /// Where it was read.
    pub evidence: Evidence,
    /// False as soon as there is any doubt.
    pub certain: bool,
    /// The first doubt, when there is one.
    pub doubt: Option<Doubt>,
}
