//! Notices in: text or PDF becomes a proposed tender, each value with the sentence behind it and every doubt.
//! Proposes only; a person confirms. Sources differ, the rules for the language of notices are one set.

mod authority;
mod binding;
mod calls;
mod citations;
mod conflicts;
pub mod correction;
mod damage;
mod dates;
mod facts;
mod footnotes;
mod headings;
mod hours;
pub mod keys;
mod labels;
mod numbers;
pub mod outcome;
mod outline;
pub mod pdf;
mod procedures;
mod relative;
mod requirements;
mod rows;
mod rules;
mod sides;
mod sorts;
pub mod source;
pub mod sources;
mod spans;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod times;
pub mod together;
mod ways;
mod years;

pub use source::{
    Candidate, Incoming, IntakeProblem, SourceKind, SourceText, Stated, StatedChange, Tools, open, open_paste,
    text_of_paste, text_of_upload,
};
pub use together::{name_by_place, read_source, read_together};

use crate::domain::notice::{Doubt, FactName, FactValue, ProposedMilestone, ProposedTender, TextKind};
use outline::Outline;
use rules::Family;
use text::NormalText;

/// More dates than any notice has; beyond them nothing is read and nothing is certain.
const MOST_DATES: usize = 1_000;

/// What sort of text this is, without reading its steps.
pub fn kind_of_text(original: &str) -> TextKind {
    let text = NormalText::of(original);
    let has_dates = dates::scan(&text).iter().any(|date| date.date.is_ok());
    sorts::kind_of_text(&text, has_dates)
}

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
    let sort = sorts::kind_of_text(&text, spans.iter().any(|span| span.at.is_ok()));
    let rows = rows::Rows::of(&text, &spans);
    let page = binding::Page { text: &text, outline: &outline, spans: &spans, rows: &rows, sort };
    let family_or_bids = family.unwrap_or(Family::Bidding);
    let reading = rules::read_steps(&page, family_or_bids);
    let (mut milestones, mut conflicts) = conflicts::settle(&text, reading.candidates);
    conflicts.extend(fact_conflicts);
    if too_many || !dates_an_open_tender(sort) {
        doubt_all(&mut milestones, &Doubt::MayBeElsewhere);
    } else if damage::is_damaged(&text, &spans) {
        doubt_all(&mut milestones, &Doubt::TextDamaged);
    }
    let missing = FactName::ALL.into_iter().filter(|name| !facts.iter().any(|fact| fact.name == *name)).collect();
    let expected = family.map_or(&[][..], Family::expected);
    let missing_milestones =
        expected.iter().copied().filter(|kind| !milestones.iter().any(|milestone| milestone.kind == *kind)).collect();
    let requirements = requirements::read(original, &text, &outline, sort);
    ProposedTender {
        facts,
        milestones,
        conflicts,
        missing,
        missing_milestones,
        unreadable: reading.unreadable,
        other_dates: reading.other_dates,
        relative: relative::read_relative(&page, family_or_bids),
        requirements,
        kind_of_text: sort,
    }
}

/// Answers, results, plans and rules date other tenders, or this one's past: a person must say which.
const fn dates_an_open_tender(sort: TextKind) -> bool {
    matches!(
        sort,
        TextKind::Notice
            | TextKind::ProposalGuideline
            | TextKind::Correction
            | TextKind::Specification
            | TextKind::Unknown
    )
}

fn doubt_all(milestones: &mut [ProposedMilestone], doubt: &Doubt) {
    for milestone in milestones.iter_mut().filter(|milestone| milestone.certain) {
        milestone.certain = false;
        milestone.doubt = Some(doubt.clone());
    }
}
