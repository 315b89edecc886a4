//! What a bid's plan hangs on, gathered from its rows: its steps, who takes part, what the notice demands.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rules::PlanWhen;
use super::schedule::{Demand, Situation};
use crate::domain::deadline::{Basis, Method, MilestoneKind};

/// A date of the bid's tender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDate {
    /// The step.
    pub kind: MilestoneKind,
    /// Its day.
    pub date: NaiveDate,
    /// What counts as in time.
    pub basis: Option<Basis>,
    /// The ways of handing in.
    pub methods: Vec<Method>,
    /// When it was marked as done on the bid.
    pub done_on: Option<NaiveDate>,
}

impl StepDate {
    fn is_electronic_submission(&self) -> bool {
        let hands_in =
            matches!(self.kind, MilestoneKind::BidBy | MilestoneKind::ProposalBy | MilestoneKind::QualifyApplyBy);
        hands_in && (self.basis == Some(Basis::Electronic) || self.methods.contains(&Method::Electronic))
    }
}

/// What the rows of a bid say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanFacts {
    /// The dates of its tender, the earliest first.
    pub steps: Vec<StepDate>,
    /// Whether several firms bid together.
    pub is_joint: bool,
    /// Whether one of them is foreign.
    pub has_foreign: bool,
    /// What the notice demands.
    pub demands: Vec<Demand>,
    /// When it was decided whether to bid.
    pub decided_on: Option<NaiveDate>,
}

impl PlanFacts {
    /// What is known of the bid on a day.
    #[must_use]
    pub fn situation(self, today: NaiveDate) -> Situation {
        let is_electronic = self.steps.iter().any(StepDate::is_electronic_submission)
            || self.demands.iter().any(|demand| demand.methods.contains(&Method::Electronic));
        let held = [
            (PlanWhen::JointVenture, self.is_joint),
            (PlanWhen::ForeignMember, self.has_foreign),
            (PlanWhen::Domestic, !self.has_foreign),
            (PlanWhen::Electronic, is_electronic),
        ];
        let holds = held.into_iter().filter(|(_, holds)| *holds).map(|(when, _)| when).collect();
        let next = next_steps(&self.steps, today);
        Situation {
            today,
            steps: next.iter().map(|(kind, step)| (*kind, step.date)).collect(),
            done: next.iter().filter_map(|(kind, step)| Some((*kind, step.done_on?))).collect(),
            decided_on: self.decided_on,
            holds,
            demands: self.demands,
        }
    }
}

/// Of several dates of a kind the next one counts that is not done, and the first notice.
fn next_steps(steps: &[StepDate], today: NaiveDate) -> BTreeMap<MilestoneKind, &StepDate> {
    let mut next: BTreeMap<MilestoneKind, &StepDate> = BTreeMap::new();
    for step in steps {
        let is_over = |kept: &&StepDate| kept.date < today || kept.done_on.is_some();
        if next.get(&step.kind).is_none_or(|kept| is_over(kept) && step.kind != MilestoneKind::Notice) {
            next.insert(step.kind, step);
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_gives_way_to_the_next_of_its_kind() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let step = |on: &str, done: Option<&str>| StepDate {
            kind: MilestoneKind::QuestionBy,
            date: day(on),
            basis: None,
            methods: Vec::new(),
            done_on: done.map(day),
        };
        let of = |steps: Vec<StepDate>| {
            let facts = PlanFacts { steps, ..PlanFacts::default() };
            let situation = facts.situation(day("2026-12-01"));
            (situation.steps[&MilestoneKind::QuestionBy], situation.done.get(&MilestoneKind::QuestionBy).copied())
        };
        let (first, second) = ("2026-12-04", "2026-12-18");
        assert_eq!(of(vec![step(first, None), step(second, None)]), (day(first), None));
        assert_eq!(of(vec![step(first, Some("2026-11-30")), step(second, None)]), (day(second), None));
        let both = vec![step(first, Some("2026-11-29")), step(second, Some("2026-11-30"))];
        assert_eq!(of(both), (day(second), Some(day("2026-11-30"))));
    }
}
