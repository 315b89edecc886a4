//! One fact of a tender beside what a newer text says of it: how it stands, and how it is taken over.

use serde::{Deserialize, Serialize};

use super::row_key::RowKey;
use super::{Caution, Held, Movement, Newer, Scope, of_reading, plain};
use crate::domain::notice::{FactName, FactValue, ProposedFact};
use crate::domain::tender::{FactSource, Origin, TenderFacts, price_basis_code};

/// One fact in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactDifference {
    /// Which fact.
    pub name: FactName,
    /// How it stands.
    pub movement: Movement,
    /// The present value as kept; empty when there is none.
    pub held: String,
    /// The sentence behind the present value.
    pub source: Option<FactSource>,
    /// What the newer text says.
    pub newer: Option<ProposedFact>,
    /// Why to look twice.
    pub cautions: Vec<Caution>,
}

impl FactDifference {
    /// Its key in the form.
    #[must_use]
    pub const fn key(&self) -> RowKey {
        RowKey::Fact(self.name)
    }

    /// What the person saw as the present value, to be compared when the choice arrives.
    #[must_use]
    pub fn seen(&self) -> String {
        self.held.clone()
    }

    /// The value as it would be kept.
    #[must_use]
    pub fn value(&self) -> String {
        self.newer.as_ref().map(kept_value).unwrap_or_default()
    }
}

/// The value of a proposed fact as it is kept beside its sentence.
#[must_use]
pub fn kept_value(fact: &ProposedFact) -> String {
    match &fact.value {
        FactValue::Text(text) => text.clone(),
        FactValue::Procedure { kind, .. } => kind.code().to_owned(),
        FactValue::PriceBasis(basis) => price_basis_code(*basis).to_owned(),
    }
}

/// Puts what a newer text says into the facts; nothing said empties the fact. A title cannot be emptied.
pub fn take_over(facts: &mut TenderFacts, name: FactName, fact: Option<&ProposedFact>) {
    let text = || fact.map(|fact| fact.value.as_text().to_owned()).unwrap_or_default();
    match name {
        FactName::Title if fact.is_none() => {}
        FactName::Title => facts.title = text(),
        FactName::Number => facts.number = text(),
        FactName::Addressee => facts.addressee = text(),
        FactName::AuthorityName => facts.addressee_name = text(),
        FactName::Place => facts.place = text(),
        FactName::Period => facts.period = text(),
        FactName::Procedure => {
            facts.procedure_term = text();
            facts.procedure = fact.and_then(|fact| match &fact.value {
                FactValue::Procedure { kind, .. } => Some(*kind),
                _ => None,
            });
        }
        FactName::PriceBasis => {
            facts.price_basis = fact.and_then(|fact| match &fact.value {
                FactValue::PriceBasis(basis) => Some(*basis),
                _ => None,
            });
        }
    }
}

pub(super) fn fact_difference(name: FactName, held: &Held<'_>, newer: &Newer) -> Option<FactDifference> {
    let value = held.facts.value(name);
    let source = held.sources.iter().find(|source| source.name == name).cloned();
    let proposed = newer.proposal.fact(name).cloned();
    let (movement, mut cautions) = match (&proposed, value.is_empty()) {
        (None, true) => return None,
        (None, false) => {
            let is_printed = source.as_ref().is_some_and(|source| !source.sentence.is_empty());
            // A tender without a title does not exist.
            if newer.scope == Scope::Part || !is_printed || name == FactName::Title {
                return None;
            }
            (Movement::Gone, vec![Caution::OnlyUnsaid])
        }
        (Some(fact), true) => (Movement::Added, of_reading(fact.certain, fact.doubt.as_ref())),
        (Some(fact), false) if plain(&kept_value(fact)) == plain(&value) => (Movement::Same, Vec::new()),
        (Some(fact), false) => (Movement::Changed, of_reading(fact.certain, fact.doubt.as_ref())),
    };
    if movement == Movement::Changed || movement == Movement::Added {
        let before = newer.before.as_ref().and_then(|before| before.fact(name)).map(kept_value);
        if let Some(printed) = before.filter(|printed| plain(printed) != plain(&value)) {
            cautions.push(Caution::BeforeDiffers { printed });
        }
    }
    let is_persons = !value.is_empty() && source.as_ref().is_none_or(|source| source.origin == Origin::Person);
    if is_persons && movement != Movement::Same {
        cautions.push(Caution::PersonsWord);
    }
    Some(FactDifference { name, movement, held: value, source, newer: proposed, cautions })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::difference::compare;
    use crate::domain::difference::fixtures::{evidence, text};

    #[test]
    fn width_and_blanks_are_no_difference_of_a_fact() {
        let fact = |value: &str| ProposedFact {
            name: FactName::Title,
            value: FactValue::Text(value.to_owned()),
            evidence: evidence("件名"),
            certain: true,
            doubt: None,
        };
        let facts = TenderFacts { title: "第２期　水道台帳整備".to_owned(), ..TenderFacts::default() };
        let held = Held { facts: &facts, sources: &[], deadlines: &[], requirements: &[] };
        let mut proposal = text(Vec::new());
        proposal.facts = vec![fact("第2期 水道台帳整備")];
        let newer = Newer { scope: Scope::Part, proposal, before: None };
        assert_eq!(compare(&held, &newer).facts[0].movement, Movement::Same);
        let mut proposal = text(Vec::new());
        proposal.facts = vec![fact("第3期 水道台帳整備")];
        let mut before = text(Vec::new());
        before.facts = vec![fact("第1期 水道台帳整備")];
        let rows = compare(&held, &Newer { scope: Scope::Part, proposal, before: Some(before) }).facts;
        assert_eq!(rows[0].movement, Movement::Changed);
        let printed = "第1期 水道台帳整備".to_owned();
        assert_eq!(rows[0].cautions, [Caution::BeforeDiffers { printed }, Caution::PersonsWord]);
    }
}
