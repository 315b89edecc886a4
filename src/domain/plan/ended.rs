//! Which tasks are done although nobody said so: what they are counted back from is done, or whether to bid is decided.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rules::{Anchor, LeadTime, TaskEnd};
use super::schedule::Situation;
use crate::domain::deadline::MilestoneKind;

/// The task that is done by deciding whether to bid.
pub const DECISION_TASK: &str = "go_no_go";

/// With what a task is done that nobody marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoneWith {
    /// A step of the tender is done.
    Step(MilestoneKind),
    /// It is decided whether to bid.
    Decision,
}

/// That a task has nothing to lead to any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ended {
    /// With what.
    pub with: DoneWith,
    /// On which day.
    pub on: NaiveDate,
}

/// Whether a task is counted back from a step of the tender: then it is done with that step, and not with what waits
/// for it.
pub(super) fn is_counted_back(rule: &LeadTime, situation: &Situation) -> bool {
    let is_here = |end: &&TaskEnd| end.steps.iter().any(|step| situation.steps.contains_key(step));
    rule.ends.iter().find(is_here).is_some_and(|end| end.anchor == Anchor::Before)
}

/// Whether a task is done with the first step of the tender that it is counted back from, or with the decision.
pub(super) fn ended(rule: &LeadTime, situation: &Situation) -> Option<Ended> {
    let decided = situation.decided_on.filter(|_| rule.code == DECISION_TASK);
    if let Some(on) = decided {
        return Some(Ended { with: DoneWith::Decision, on });
    }
    let before = rule.ends.iter().filter(|end| end.anchor == Anchor::Before);
    let step = before.flat_map(|end| &end.steps).find(|step| situation.steps.contains_key(step))?;
    situation.done.get(step).map(|on| Ended { with: DoneWith::Step(*step), on: *on })
}
