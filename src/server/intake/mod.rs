//! Notices in: text or PDF becomes a proposed tender, each value with the sentence behind it and every doubt.
//! Proposes only; a person confirms. Sources differ, the rules for the language of notices are one set.

mod authority;
mod binding;
mod citations;
mod conflicts;
pub mod correction;
mod dates;
mod facts;
pub mod keys;
mod labels;
mod numbers;
pub mod outcome;
mod outline;
pub mod pdf;
mod procedures;
mod requirements;
mod rules;
mod sides;
pub mod source;
pub mod sources;
mod spans;
#[cfg(test)]
mod tests;
mod text;
mod times;
pub mod together;

pub use source::{
    Candidate, Incoming, IntakeProblem, SourceKind, SourceText, Stated, StatedChange, Tools, open, open_paste,
    text_of_paste, text_of_upload,
};
pub use together::{read_source, read_together};

use crate::domain::notice::{Doubt, FactName, FactValue, ProposedTender};
use outline::Outline;
use rules::Family;
use text::NormalText;

/// More dates than any notice has; beyond them nothing is read and nothing is certain.
const MOST_DATES: usize = 1_000;

/// Reads a notice. Any text is taken, nothing panics; what is not found is listed as missing.
/// Byte offsets in the result point into `original`; form feeds in it separate pages.
pub fn read(original: &str) -> ProposedTender {
    let text = NormalText::of(original);
    let outline = Outline::of(&text);
    let mut spans = spans::join(&text, &dates::scan(&text));
    let too_many = spans.len() > MOST_DATES;
    spans.truncate(MOST_DATES);
    let (facts, fact_conflicts) = facts::read_facts(&text, &outline, &spans);
    let family = facts.iter().find_map(|fact| match fact.value {
        FactValue::Procedure { kind, .. } => Some(Family::of(kind)),
        _ => None,
    });
    let page = binding::Page { text: &text, outline: &outline, spans: &spans };
    let reading = rules::read_steps(&page, family.unwrap_or(Family::Bidding));
    let (mut milestones, mut conflicts) = conflicts::settle(&text, reading.candidates);
    conflicts.extend(fact_conflicts);
    if too_many {
        milestones.iter_mut().filter(|milestone| milestone.certain).for_each(|milestone| {
            milestone.certain = false;
            milestone.doubt = Some(Doubt::MayBeElsewhere);
        });
    }
    let missing = FactName::ALL.into_iter().filter(|name| !facts.iter().any(|fact| fact.name == *name)).collect();
    let expected = family.map_or(&[][..], Family::expected);
    let missing_milestones =
        expected.iter().copied().filter(|kind| !milestones.iter().any(|milestone| milestone.kind == *kind)).collect();
    let kind_of_text = procedures::kind_of_text(&text);
    let requirements = requirements::read(original, &text, &outline, kind_of_text);
    ProposedTender {
        facts,
        milestones,
        conflicts,
        missing,
        missing_milestones,
        unreadable: reading.unreadable,
        other_dates: reading.other_dates,
        relative: Vec::new(),
        requirements,
        kind_of_text,
    }
}
