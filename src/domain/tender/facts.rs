//! The facts of a tender, the codes under which they are kept, and the sentences behind them.

use serde::{Deserialize, Serialize};

use super::Origin;
use crate::domain::notice::{FactName, PriceBasis, ProcedureKind};

/// The facts of a tender; empty where the notice says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderFacts {
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先: the office.
    pub addressee: String,
    /// The holder of the office.
    pub addressee_name: String,
    /// The type of the procedure.
    pub procedure: Option<ProcedureKind>,
    /// The type as printed.
    pub procedure_term: String,
    /// 履行場所
    pub place: String,
    /// 履行期間, as printed.
    pub period: String,
    /// 税抜・税込 of the price.
    pub price_basis: Option<PriceBasis>,
}

impl TenderFacts {
    /// The value of one fact as kept beside its sentence.
    #[must_use]
    pub fn value(&self, name: FactName) -> String {
        match name {
            FactName::Title => self.title.clone(),
            FactName::Number => self.number.clone(),
            FactName::Addressee => self.addressee.clone(),
            FactName::AuthorityName => self.addressee_name.clone(),
            FactName::Procedure => self.procedure.map_or_else(String::new, |kind| kind.code().to_owned()),
            FactName::Place => self.place.clone(),
            FactName::Period => self.period.clone(),
            FactName::PriceBasis => {
                self.price_basis.map_or_else(String::new, |basis| price_basis_code(basis).to_owned())
            }
        }
    }
}

/// The code of a price basis in rows and forms.
#[must_use]
pub const fn price_basis_code(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::TaxExclusive => "exclusive",
        PriceBasis::TaxInclusive => "inclusive",
    }
}

/// Reads the code of a price basis.
#[must_use]
pub fn price_basis_of(code: &str) -> Option<PriceBasis> {
    [PriceBasis::TaxExclusive, PriceBasis::TaxInclusive].into_iter().find(|basis| price_basis_code(*basis) == code)
}

/// The code of a fact in rows, also the name of its field in forms.
#[must_use]
pub const fn fact_code(name: FactName) -> &'static str {
    match name {
        FactName::Title => "title",
        FactName::Number => "number",
        FactName::Addressee => "addressee",
        FactName::AuthorityName => "addressee_name",
        FactName::Procedure => "procedure",
        FactName::Place => "place",
        FactName::Period => "period",
        FactName::PriceBasis => "price_basis",
    }
}

/// Reads the code of a fact.
#[must_use]
pub fn fact_of(code: &str) -> Option<FactName> {
    FactName::ALL.into_iter().find(|name| fact_code(*name) == code)
}

/// The sentence behind a confirmed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSource {
    /// Which fact.
    pub name: FactName,
    /// The sentence, as printed; empty when a person typed the value.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_fact_is_read_back() {
        for name in FactName::ALL {
            assert_eq!(fact_of(fact_code(name)), Some(name));
        }
        for basis in [PriceBasis::TaxExclusive, PriceBasis::TaxInclusive] {
            assert_eq!(price_basis_of(price_basis_code(basis)), Some(basis));
        }
    }
}
