//! Facts of several origins: the same said once, the contradictory side by side and uncertain.

use unicode_normalization::UnicodeNormalization;

use super::Rank;
use crate::domain::notice::{Conflict, Doubt, FactName, FactValue, ProcedureKind, ProposedFact, ProposedTender};

/// Lays stated facts over those of the text.
pub fn lay(proposal: &mut ProposedTender, stated: &[ProposedFact]) {
    for fact in stated {
        let mut fact = fact.clone();
        let own: Vec<ProposedFact> = take(&mut proposal.facts, fact.name);
        let mut kept = Vec::new();
        for mut other in own {
            if agrees(&fact, &other) {
                if is_finer(&other, &fact) {
                    fact = other;
                }
            } else if is_faint(&other) && fact.certain {
                // A guess of the rules is no match for what is stated.
            } else if is_faint(&other) || is_faint(&fact) {
                kept.push(other);
            } else {
                contradict(&mut fact, &mut other, &mut proposal.conflicts);
                kept.push(other);
            }
        }
        // What is known for sure comes first.
        if kept.first().is_some_and(|other| other.certain) && !fact.certain && is_faint(&fact) {
            proposal.facts.append(&mut kept);
            continue;
        }
        proposal.facts.push(fact);
        proposal.facts.append(&mut kept);
    }
}

/// Adds the facts of a further file, which is trusted less than those before it.
pub fn add(all: &mut ProposedTender, facts: Vec<ProposedFact>, rank: Rank) {
    for mut fact in facts {
        let mut known: Vec<ProposedFact> = take(&mut all.facts, fact.name);
        let Some(first) = known.first_mut() else {
            if rank == Rank::Beside {
                doubt(&mut fact, Doubt::MayBeElsewhere);
            }
            all.facts.push(fact);
            continue;
        };
        if agrees(first, &fact) {
            // The same, and this file says it more clearly.
            if !first.certain && is_faint(first) && fact.certain {
                *first = fact;
            }
        } else if is_faint(first) && fact.certain && rank <= Rank::Common {
            *first = fact;
        } else if !is_faint(first) && !is_faint(&fact) && rank <= Rank::Specification && is_comparable(first, &fact) {
            contradict(first, &mut fact, &mut all.conflicts);
            known.push(fact);
        }
        all.facts.append(&mut known);
    }
}

fn take(facts: &mut Vec<ProposedFact>, name: FactName) -> Vec<ProposedFact> {
    let (own, others) = std::mem::take(facts).into_iter().partition(|fact| fact.name == name);
    *facts = others;
    own
}

/// Places and periods are worded in many ways; only their figures can contradict.
fn is_comparable(one: &ProposedFact, two: &ProposedFact) -> bool {
    let figures =
        |fact: &ProposedFact| -> String { plain(fact.value.as_text()).chars().filter(char::is_ascii_digit).collect() };
    match one.name {
        FactName::Title | FactName::Number | FactName::Procedure | FactName::PriceBasis => true,
        FactName::Place | FactName::Period => {
            let (one, two) = (figures(one), figures(two));
            !one.is_empty() && !two.is_empty() && one != two
        }
        FactName::Addressee | FactName::AuthorityName => false,
    }
}

/// Whether two facts say the same: one may say it with more words.
fn agrees(one: &ProposedFact, two: &ProposedFact) -> bool {
    match (&one.value, &two.value) {
        (FactValue::Text(one), FactValue::Text(two)) => {
            let (one, two) = (plain(one), plain(two));
            one.contains(&two) || two.contains(&one)
        }
        (FactValue::Procedure { kind: one, .. }, FactValue::Procedure { kind: two, .. }) => {
            one == two || is_sort_of(*one, *two) || is_sort_of(*two, *one)
        }
        (FactValue::PriceBasis(one), FactValue::PriceBasis(two)) => one == two,
        _ => false,
    }
}

/// Whether a procedure is a special sort of another: a portal knows only the few general ones.
fn is_sort_of(special: ProcedureKind, general: ProcedureKind) -> bool {
    use ProcedureKind as Kind;
    match general {
        Kind::Ippan => matches!(special, Kind::Joken | Kind::Sogo | Kind::Wto),
        Kind::Shimei => matches!(special, Kind::KoboShimei | Kind::KaniKobo),
        Kind::KoboShimei => special == Kind::KaniKobo,
        Kind::Proposal => matches!(special, Kind::ShimeiProposal | Kind::Kikaku),
        Kind::Mitsumori => special == Kind::Trial,
        _ => false,
    }
}

/// Whether the text's value says the same more exactly, and as surely.
fn is_finer(text: &ProposedFact, stated: &ProposedFact) -> bool {
    let is_special = match (&text.value, &stated.value) {
        (FactValue::Procedure { kind: text, .. }, FactValue::Procedure { kind: stated, .. }) => {
            is_sort_of(*text, *stated)
        }
        _ => false,
    };
    is_special || text.certain && !stated.certain
}

fn is_faint(fact: &ProposedFact) -> bool {
    matches!(
        fact.doubt,
        Some(
            Doubt::LabelFar
                | Doubt::NoLabel
                | Doubt::MayBeElsewhere
                | Doubt::TextDamaged
                | Doubt::LabelAmbiguous { .. }
        )
    )
}

fn contradict(first: &mut ProposedFact, second: &mut ProposedFact, conflicts: &mut Vec<Conflict>) {
    let (one, two) = (shown(first), shown(second));
    conflicts.push(Conflict::TwoValues {
        name: first.name,
        first: one.clone(),
        first_evidence: first.evidence.clone(),
        second: two.clone(),
        second_evidence: second.evidence.clone(),
    });
    doubt(first, Doubt::TwoValues { other: two });
    doubt(second, Doubt::TwoValues { other: one });
}

/// A price basis has no words of its own; its sentence shows what is said.
fn shown(fact: &ProposedFact) -> String {
    match &fact.value {
        FactValue::PriceBasis(_) => fact.evidence.sentence.clone(),
        value => value.as_text().to_owned(),
    }
}

fn doubt(fact: &mut ProposedFact, doubt: Doubt) {
    fact.certain = false;
    fact.doubt.get_or_insert(doubt);
}

fn plain(value: &str) -> String {
    value.nfkc().filter(|ch| !ch.is_whitespace() && !"・、,「」『』()".contains(*ch)).collect()
}
