//! 募集期間, 応募期限: the end of a call is the deadline of the proposal or of the interest, by what else is printed.

use super::rules::Candidate;
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::Doubt;

/// Gives the ends of calls their step; what another label says of the same day wins.
pub fn settle_calls(candidates: &mut Vec<Candidate>) {
    let (calls, mut named): (Vec<Candidate>, Vec<Candidate>) =
        std::mem::take(candidates).into_iter().partition(|candidate| candidate.is_call);
    for mut call in calls {
        if let Some(same) = named.iter_mut().find(|other| is_same(other, &call)) {
            same.from = same.from.or(call.from);
            continue;
        }
        let has = |kind: Kind| named.iter().any(|other| other.kind == kind && other.doubts.is_empty());
        if call.kind == Kind::ProposalBy && has(Kind::ProposalBy) {
            call.kind = Kind::IntentBy;
        }
        let other = if call.kind == Kind::IntentBy { Kind::ProposalBy } else { Kind::IntentBy };
        call.doubts.push(Doubt::LabelAmbiguous { other });
        named.push(call);
    }
    *candidates = named;
}

fn is_same(other: &Candidate, call: &Candidate) -> bool {
    let same_time = other.at.time == call.at.time || call.at.time.is_none();
    matches!(other.kind, Kind::ProposalBy | Kind::IntentBy | Kind::QualifyApplyBy | Kind::BidBy)
        && other.at.date == call.at.date
        && same_time
}
