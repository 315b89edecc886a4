//! Dated steps of several origins: the same moment once, in its best wording; contradictory ones side by side, none
//! of them certain.

use super::Rank;
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::notice::{Conflict, Doubt, ProposedMilestone, ProposedTender};
use crate::server::intake::conflicts::ORDER;

/// Lays stated steps over those of the text.
pub fn lay(proposal: &mut ProposedTender, stated: &[ProposedMilestone]) {
    let own = std::mem::take(&mut proposal.milestones);
    proposal.milestones = stated.to_vec();
    // A stated date that may be the beginning of bidding, and that the text calls so, is said by the text.
    proposal.milestones.retain(|step| !own.iter().any(|text| is_said_otherwise(step, text)));
    add(proposal, own);
}

/// Whether a step of doubtful name is another step of the text.
fn is_said_otherwise(step: &ProposedMilestone, text: &ProposedMilestone) -> bool {
    let Some(Doubt::LabelAmbiguous { other }) = step.doubt else { return false };
    let begins = text.from.filter(|_| text.kind == step.kind).map(|from| from.date);
    text.kind == other && text.at.date == step.at.date || begins == Some(step.at.date)
}

/// How far the dates of a file can be trusted.
pub fn weigh(steps: &mut [ProposedMilestone], rank: Rank) {
    for step in steps {
        let is_of_work =
            matches!(step.kind, MilestoneKind::Start | MilestoneKind::Delivery | MilestoneKind::Inspection);
        if rank == Rank::Beside || rank == Rank::Specification && !is_of_work {
            doubt(step, Doubt::MayBeElsewhere);
        }
    }
}

/// Adds steps to those that are known.
pub fn add(all: &mut ProposedTender, steps: Vec<ProposedMilestone>) {
    let known = all.milestones.len();
    for mut step in steps {
        let (before, added) = all.milestones.split_at_mut(known);
        if let Some(same) = before.iter_mut().find(|known| agree(known, &step)) {
            merge(same, step);
            continue;
        }
        // Two dates of one origin have been set against each other by its own reading.
        let rival = before.iter_mut().find(|known| known.kind == step.kind && !is_faint(known));
        if let Some(rival) = rival.filter(|_| !is_faint(&step)) {
            all.conflicts.push(Conflict::TwoDates {
                kind: step.kind,
                first: rival.at,
                first_evidence: rival.evidence.clone(),
                second: step.at,
                second_evidence: step.evidence.clone(),
            });
            doubt(rival, Doubt::TwoDates { other: step.at });
            let other = rival.at;
            doubt(&mut step, Doubt::TwoDates { other });
        }
        if !added.iter().any(|known| known.kind == step.kind && known.at == step.at) {
            all.milestones.push(step);
        }
    }
}

/// Steps that must come first and lie later, between what came from different origins.
pub fn in_order(proposal: &mut ProposedTender) {
    for (earlier, later) in ORDER {
        let is_said = proposal.conflicts.iter().any(|conflict| {
            matches!(conflict, Conflict::Order { earlier: first, later: second, .. } if (first, second) == (earlier, later))
        });
        let find =
            |kind: MilestoneKind| proposal.milestones.iter().filter(move |step| step.kind == kind && !is_faint(step));
        let first = find(*earlier).max_by_key(|step| step.at.to_utc_millis()).map(|step| step.at);
        let second = find(*later).min_by_key(|step| step.at.to_utc_millis()).map(|step| step.at);
        let (Some(first), Some(second)) = (first, second) else { continue };
        if is_said || !is_after(first, second) {
            continue;
        }
        for step in &mut proposal.milestones {
            if step.kind == *earlier && is_after(step.at, second) {
                doubt(step, Doubt::OutOfOrder { with: *later, at: second });
            } else if step.kind == *later && is_after(first, step.at) {
                doubt(step, Doubt::OutOfOrder { with: *earlier, at: first });
            }
        }
        proposal.conflicts.push(Conflict::Order {
            earlier: *earlier,
            earlier_at: first,
            later: *later,
            later_at: second,
        });
    }
}

/// Whether two steps say the same: one may leave out the time or the beginning.
fn agree(one: &ProposedMilestone, two: &ProposedMilestone) -> bool {
    let same_time = one.at.time == two.at.time || one.at.time.is_none() || two.at.time.is_none();
    let same_from = match (one.from, two.from) {
        (Some(one), Some(two)) => one.date == two.date,
        _ => true,
    };
    one.kind == two.kind && one.at.date == two.at.date && same_time && same_from
}

/// Keeps the better wording, with what only the other says.
fn merge(known: &mut ProposedMilestone, step: ProposedMilestone) {
    let rank = |step: &ProposedMilestone| (step.certain, step.at.time.is_some(), !is_faint(step));
    let contradicted = [&*known, &step].into_iter().find(|one| is_contradicted(one)).and_then(|one| one.doubt.clone());
    let is_better = rank(&step) > rank(known);
    let (better, other) = if is_better { (step, known.clone()) } else { (known.clone(), step) };
    let methods = if better.methods.is_empty() { other.methods } else { better.methods.clone() };
    *known =
        ProposedMilestone { from: better.from.or(other.from), basis: better.basis.or(other.basis), methods, ..better };
    // What one origin found contradictory does not become certain by being said again.
    if let Some(contradiction) = contradicted {
        doubt(known, contradiction);
    }
}

fn is_contradicted(step: &ProposedMilestone) -> bool {
    matches!(
        step.doubt,
        Some(
            Doubt::TwoDates { .. }
                | Doubt::WeekdayDisagrees { .. }
                | Doubt::EraDisagrees { .. }
                | Doubt::OutOfOrder { .. }
        )
    )
}

fn is_after(first: Moment, second: Moment) -> bool {
    match (first.time, second.time) {
        (Some(_), Some(_)) => first.to_utc_millis() > second.to_utc_millis(),
        _ => first.date > second.date,
    }
}

fn is_faint(step: &ProposedMilestone) -> bool {
    matches!(step.doubt, Some(Doubt::LabelFar | Doubt::MayBeElsewhere | Doubt::LabelAmbiguous { .. } | Doubt::NoLabel))
}

fn doubt(step: &mut ProposedMilestone, doubt: Doubt) {
    step.certain = false;
    step.doubt.get_or_insert(doubt);
}
