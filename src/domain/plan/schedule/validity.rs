//! Since when a certificate may be issued, and which submissions one certificate serves.

use chrono::{Months, NaiveDate};

use super::Situation;
use crate::domain::deadline::MilestoneKind;
use crate::domain::plan::rules::LeadTime;
use crate::domain::plan::view::Conflict;

/// The steps with which something is handed in. With which of them a certificate is, is not always known: where one can
/// be valid at several, it is to be.
const SUBMISSIONS: [MilestoneKind; 5] = [
    MilestoneKind::QualifyApplyBy,
    MilestoneKind::JvApplyBy,
    MilestoneKind::IntentBy,
    MilestoneKind::ProposalBy,
    MilestoneKind::BidBy,
];

/// Since when a certificate may be issued.
pub(super) struct Validity {
    /// For the step that it is got for.
    first: NaiveDate,
    /// For each submission behind that.
    later: Vec<(MilestoneKind, NaiveDate)>,
}

impl Validity {
    /// Counted from the step that bounds the task: a later submission does not make a certificate too old for that one.
    /// Where nothing bounds it, from the last submission. `None` for what does not grow old.
    pub(super) fn of(rule: &LeadTime, situation: &Situation, bounding: Option<NaiveDate>) -> Option<Self> {
        let months = Months::new(u32::from(rule.valid_months?));
        let day_of = |step: MilestoneKind| Some((step, *situation.steps.get(&step)?));
        let mut submissions: Vec<(MilestoneKind, NaiveDate)> = SUBMISSIONS.into_iter().filter_map(day_of).collect();
        submissions.sort_by_key(|(_, day)| *day);
        let origin = bounding.or(submissions.last().map(|(_, day)| *day))?;
        let later = submissions.into_iter().filter(|(_, day)| *day > origin);
        Some(Self {
            first: origin.checked_sub_months(months)?,
            later: later.filter_map(|(step, day)| Some((step, day.checked_sub_months(months)?))).collect(),
        })
    }

    /// The earliest useful day to order one that is ordered on a day, so that it serves as many submissions as it can.
    /// What it cannot serve takes a second one, and moves nothing.
    pub(super) fn earliest_order(&self, ordered: NaiveDate) -> NaiveDate {
        let served = self.later.iter().map(|(_, earliest)| *earliest).filter(|earliest| *earliest <= ordered);
        served.max().unwrap_or(self.first)
    }

    /// That one that is ordered on a day is too old already when it is first handed in.
    pub(super) fn too_old(&self, ordered: NaiveDate) -> Option<Conflict> {
        (ordered < self.first).then_some(Conflict::TooOld { earliest: self.first })
    }

    /// The first submission that one that is ordered on a day does not serve.
    pub(super) fn again(&self, ordered: NaiveDate) -> Option<Conflict> {
        let (step, earliest) = self.later.iter().find(|(_, earliest)| ordered < *earliest)?;
        Some(Conflict::AgainFor { step: *step, earliest: *earliest })
    }
}
