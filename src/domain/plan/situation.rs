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
        Situation { today, steps: next_steps(&self.steps, today), holds, demands: self.demands }
    }
}

/// Of several dates of a kind the next one counts, and the first notice.
fn next_steps(steps: &[StepDate], today: NaiveDate) -> BTreeMap<MilestoneKind, NaiveDate> {
    let mut next: BTreeMap<MilestoneKind, NaiveDate> = BTreeMap::new();
    for step in steps {
        let is_next = |kept: &NaiveDate| *kept < today && step.kind != MilestoneKind::Notice;
        if next.get(&step.kind).is_none_or(is_next) {
            next.insert(step.kind, step.date);
        }
    }
    next
}
