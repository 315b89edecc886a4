//! The readers of notices and of strangers' files, compiled alone, and what must hold of everything they make.

pub mod server;

#[path = "../../src/domain/mod.rs"]
pub mod domain;

use domain::notice::{Evidence, ProposedTender};
use server::intake::{Incoming, SourceText, read_source};

/// Reads every notice of what a reader made, and checks that all evidence lies in its text.
///
/// # Panics
/// When it does not.
pub fn check(incoming: Vec<Incoming>) {
    for one in incoming {
        match one {
            Incoming::Notice(source) => check_source(&source),
            Incoming::Feed { candidates, .. } => {
                assert!(candidates.iter().all(|one| one.link.is_empty() || one.link.starts_with("http")));
            }
        }
    }
}

fn check_source(source: &SourceText) {
    if let Some(stated) = &source.stated {
        assert!(source.text.is_char_boundary(stated.body));
    }
    // The rules take a while over long texts; whatever breaks them does so in a short one as well.
    if source.text.len() <= 20_000 {
        check_evidence(&source.text, &read_source(source));
    }
}

/// Checks a proposal against the text it was read from.
///
/// # Panics
/// When evidence lies outside.
pub fn check_evidence(text: &str, proposal: &ProposedTender) {
    let inside = |evidence: &Evidence| text.get(evidence.start..evidence.end).is_some();
    assert!(proposal.facts.iter().all(|fact| inside(&fact.evidence)));
    assert!(proposal.milestones.iter().all(|step| inside(&step.evidence)));
    assert!(proposal.unreadable.iter().all(|date| inside(&date.evidence)));
    assert!(proposal.other_dates.iter().all(|date| inside(&date.evidence)));
    assert!(proposal.relative.iter().all(|date| inside(&date.evidence)));
    assert!(proposal.requirements.iter().all(|requirement| inside(&requirement.evidence)));
}
