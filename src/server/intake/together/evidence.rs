//! Every place of evidence in a proposal, for moving all of them at once.

use crate::domain::notice::{Conflict, Evidence, ProposedTender};

/// Changes every piece of evidence.
pub fn of_all(proposal: &mut ProposedTender, mut change: impl FnMut(&mut Evidence)) {
    proposal.facts.iter_mut().for_each(|fact| change(&mut fact.evidence));
    proposal.milestones.iter_mut().for_each(|step| change(&mut step.evidence));
    proposal.unreadable.iter_mut().for_each(|date| change(&mut date.evidence));
    proposal.other_dates.iter_mut().for_each(|date| change(&mut date.evidence));
    proposal.relative.iter_mut().for_each(|date| change(&mut date.evidence));
    proposal.requirements.iter_mut().for_each(|requirement| change(&mut requirement.evidence));
    for conflict in &mut proposal.conflicts {
        match conflict {
            Conflict::Weekday { evidence, .. } => change(evidence),
            Conflict::TwoDates { first_evidence, second_evidence, .. }
            | Conflict::TwoValues { first_evidence, second_evidence, .. } => {
                change(first_evidence);
                change(second_evidence);
            }
            Conflict::Order { .. } => {}
        }
    }
}
