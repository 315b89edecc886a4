//! What the tests of a difference begin with.

use crate::domain::notice::{Evidence, ProposedMilestone, ProposedTender, TextKind};

pub(super) fn evidence(sentence: &str) -> Evidence {
    Evidence { start: 0, end: 1, sentence: sentence.to_owned(), page: None, file: 0 }
}

pub(super) fn text(milestones: Vec<ProposedMilestone>) -> ProposedTender {
    ProposedTender {
        facts: Vec::new(),
        milestones,
        conflicts: Vec::new(),
        missing: Vec::new(),
        missing_milestones: Vec::new(),
        unreadable: Vec::new(),
        other_dates: Vec::new(),
        relative: Vec::new(),
        requirements: Vec::new(),
        kind_of_text: TextKind::Correction,
    }
}
