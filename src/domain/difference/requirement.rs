//! The demands of a tender beside those of a newer text: which is the same, which has changed.

use serde::{Deserialize, Serialize};

use super::row_key::RowKey;
use super::{Caution, Movement, Newer, Scope, of_reading, plain};
use crate::domain::notice::ProposedRequirement;
use crate::domain::requirement::{RequirementKind, RequirementValue};
use crate::domain::tender::{Origin, Requirement, RequirementState};

/// One demand in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementDifference {
    /// How it stands.
    pub movement: Movement,
    /// The present demand.
    pub held: Option<Requirement>,
    /// What the newer text says, and its number in the proposal.
    pub newer: Option<(usize, ProposedRequirement)>,
    /// Why to look twice.
    pub cautions: Vec<Caution>,
}

impl RequirementDifference {
    /// Its key in the form; a demand that stayed has one, too, and no choice.
    #[must_use]
    pub fn key(&self) -> Option<RowKey> {
        match (&self.newer, &self.held) {
            (Some((number, _)), _) => Some(RowKey::Requirement(*number)),
            (None, Some(held)) => Some(RowKey::GoneRequirement(held.id)),
            (None, None) => None,
        }
    }

    /// What the person saw as the present value, to be compared when the choice arrives.
    #[must_use]
    pub fn seen(&self) -> String {
        self.held.as_ref().map_or_else(String::new, |held| format!("{} {}", held.id, held.revision))
    }

    /// Its sort.
    #[must_use]
    pub fn kind(&self) -> RequirementKind {
        let newer = self.newer.as_ref().map(|(_, newer)| newer.value.kind());
        newer.or_else(|| self.held.as_ref().map(Requirement::kind)).unwrap_or(RequirementKind::Other)
    }
}

/// The demands of one sort. Of some sorts a notice has one: that one has changed. Of the others each stands
/// for itself, and only what is called by the same name has changed.
pub(super) fn requirement_differences(
    kind: RequirementKind,
    held: &[Requirement],
    newer: &Newer,
    found: &mut Vec<RequirementDifference>,
) {
    let mut open: Vec<&Requirement> = held.iter().filter(|demand| demand.kind() == kind).collect();
    let proposed = newer.proposal.requirements.iter().enumerate();
    let mut left: Vec<(usize, &ProposedRequirement)> =
        proposed.filter(|(_, demand)| demand.value.kind() == kind).collect();
    let mut take = |fits: &dyn Fn(&Requirement, &ProposedRequirement) -> bool,
                    movement: Movement,
                    open: &mut Vec<&Requirement>| {
        left.retain(|(number, demand)| {
            let Some(at) = open.iter().position(|held| fits(held, demand)) else { return true };
            let held = open.remove(at);
            let mut cautions = Vec::new();
            if movement == Movement::Changed {
                cautions = of_reading(demand.certain, demand.doubt.as_ref());
                cautions.extend((held.origin == Origin::Person).then_some(Caution::PersonsWord));
            }
            let newer = Some((*number, (*demand).clone()));
            found.push(RequirementDifference { movement, held: Some(held.clone()), newer, cautions });
            false
        });
    };
    take(&demands_the_same, Movement::Same, &mut open);
    open.retain(|demand| demand.state == RequirementState::Held);
    take(&is_called_the_same, Movement::Changed, &mut open);
    if is_single(kind) {
        take(&|_, _| true, Movement::Changed, &mut open);
    }
    found.extend(left.into_iter().map(|(number, demand)| RequirementDifference {
        movement: Movement::Added,
        held: None,
        newer: Some((number, demand.clone())),
        cautions: of_reading(demand.certain, demand.doubt.as_ref()),
    }));
    if newer.scope == Scope::Whole {
        let printed = open.into_iter().filter(|demand| !demand.sentence.is_empty());
        found.extend(printed.map(|demand| {
            let mut cautions = vec![Caution::OnlyUnsaid];
            cautions.extend((demand.origin == Origin::Person).then_some(Caution::PersonsWord));
            RequirementDifference { movement: Movement::Gone, held: Some(demand.clone()), newer: None, cautions }
        }));
    }
}

/// Equal values, and equal words where the words are all that there is.
fn demands_the_same(held: &Requirement, newer: &ProposedRequirement) -> bool {
    held.value == newer.value && (says_it_all(&held.value) || plain(&held.ja) == plain(&newer.ja))
}

const fn says_it_all(value: &RequirementValue) -> bool {
    !matches!(
        value,
        RequirementValue::Register
            | RequirementValue::Region
            | RequirementValue::Licence
            | RequirementValue::Experience
            | RequirementValue::Personnel
            | RequirementValue::Standing
            | RequirementValue::Language
            | RequirementValue::Other
    )
}

fn is_called_the_same(held: &Requirement, newer: &ProposedRequirement) -> bool {
    match (&held.value, &newer.value) {
        (
            RequirementValue::Form { number, title },
            RequirementValue::Form { number: newer_number, title: newer_title },
        ) => (!number.is_empty() && plain(number) == plain(newer_number)) || plain(title) == plain(newer_title),
        (RequirementValue::Contact { name, .. }, RequirementValue::Contact { name: newer_name, .. }) => {
            plain(name) == plain(newer_name)
        }
        _ => false,
    }
}

/// Of these sorts a notice has one.
const fn is_single(kind: RequirementKind) -> bool {
    matches!(
        kind,
        RequirementKind::SubmissionMethod
            | RequirementKind::Copies
            | RequirementKind::PageLimit
            | RequirementKind::TypeSize
            | RequirementKind::FileLimit
            | RequirementKind::Anonymity
            | RequirementKind::PlannedPrice
            | RequirementKind::MinimumPrice
            | RequirementKind::PriceCap
            | RequirementKind::BidBond
            | RequirementKind::ContractBond
            | RequirementKind::JointVenture
            | RequirementKind::Grade
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::difference::fixtures::{evidence, text};
    use crate::domain::difference::{Held, compare};
    use crate::domain::id::RequirementId;
    use crate::domain::tender::TenderFacts;

    fn demand(value: RequirementValue, ja: &str) -> ProposedRequirement {
        ProposedRequirement { value, ja: ja.to_owned(), evidence: evidence(ja), certain: true, doubt: None }
    }

    fn held_demand(value: RequirementValue, ja: &str) -> Requirement {
        Requirement {
            id: RequirementId::parse("018f3c1e-0000-7000-8000-000000000002").unwrap(),
            value,
            ja: ja.to_owned(),
            en: String::new(),
            sentence: ja.to_owned(),
            source: Some(0),
            page: None,
            origin: Origin::Notice,
            state: RequirementState::Held,
            revision: 1,
        }
    }

    fn demands(held: &[Requirement], scope: Scope, newer: Vec<ProposedRequirement>) -> Vec<Movement> {
        let facts = TenderFacts::default();
        let mut proposal = text(Vec::new());
        proposal.requirements = newer;
        let held = Held { facts: &facts, sources: &[], deadlines: &[], requirements: held };
        let rows = compare(&held, &Newer { scope, proposal, before: None }).requirements;
        rows.iter().map(|row| row.movement).collect()
    }

    #[test]
    fn the_one_demand_of_its_sort_changes_and_others_stand_for_themselves() {
        let copies = |copies| RequirementValue::Copies { originals: 1, copies };
        let held = [held_demand(copies(8), "正本1部、副本8部")];
        assert_eq!(demands(&held, Scope::Part, vec![demand(copies(5), "正本1部、副本5部")]), [Movement::Changed]);
        assert_eq!(demands(&held, Scope::Part, vec![demand(copies(8), "正副計9部")]), [Movement::Same]);
        assert_eq!(demands(&held, Scope::Whole, Vec::new()), [Movement::Gone]);
        let tax = RequirementValue::Certificate { title: "納税証明書".to_owned() };
        let seal = RequirementValue::Certificate { title: "印鑑証明書".to_owned() };
        let held = [held_demand(tax, "納税証明書")];
        assert_eq!(demands(&held, Scope::Part, vec![demand(seal, "印鑑証明書")]), [Movement::Added]);
        let form = |title: &str| RequirementValue::Form { number: "様式第3号".to_owned(), title: title.to_owned() };
        let held = [held_demand(form("業務実績書"), "様式第3号 業務実績書")];
        assert_eq!(
            demands(&held, Scope::Part, vec![demand(form("実績調書"), "様式第3号 実績調書")]),
            [Movement::Changed]
        );
    }

    #[test]
    fn what_a_person_left_out_is_not_proposed_anew() {
        let mut out = held_demand(RequirementValue::Anonymity, "副本には社名を記載しない");
        out.state = RequirementState::LeftOut;
        let again = vec![demand(RequirementValue::Anonymity, "副本には社名を記載しない")];
        assert_eq!(demands(&[out.clone()], Scope::Whole, again), [Movement::Same]);
        assert!(demands(&[out], Scope::Whole, Vec::new()).is_empty());
    }
}
