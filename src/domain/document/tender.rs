//! What papers print of the tender, and the ways of its buyer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the notice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderFacts {
    /// 件名, to the character.
    pub title: String,
    /// 番号; empty when the buyer gives none.
    pub number: String,
    /// 宛先: the contracting authority's office, such as みなと市長.
    pub addressee: String,
    /// The name of the person who holds that office; may be empty.
    pub addressee_name: String,
    /// 履行場所.
    pub place: String,
    /// 履行期間, as the notice words it.
    pub period: String,
    /// 公告日.
    pub notice_date: Option<NaiveDate>,
    /// The buyer's name, such as みなと市.
    #[serde(default)]
    pub buyer: String,
    /// 開札日.
    #[serde(default)]
    pub opening_date: Option<NaiveDate>,
    /// 工事, not 委託.
    #[serde(default)]
    pub is_works: bool,
    /// Whether the amount includes consumption tax; never assumed.
    pub price_basis: PriceBasis,
    /// Consumption tax in per cent on the paper's day.
    #[serde(default)]
    pub tax_percent: Option<u8>,
}

/// Whether an amount includes consumption tax (dossier §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PriceBasis {
    /// 税抜: 契約希望金額の110分の100.
    TaxExclusive,
    /// 税込.
    TaxInclusive,
}

/// What follows the addressee (dossier §4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Honorific {
    /// 様
    Sama,
    /// 殿
    Dono,
    /// Nothing: the addressee already ends with it, or with 宛て.
    None,
}

/// What the buyer wants beside a name (dossier §4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealPolicy {
    /// 実印.
    Registered,
    /// 使用印.
    InUse,
    /// No seal; the buyer telephones the person named instead.
    NoneWithContact,
}

/// The order in which the head of a paper stands (dossier §0, consequence 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Date, addressee, sender, title.
    A,
    /// Title, date, addressee, sender.
    B,
}
