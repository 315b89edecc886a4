//! Settles candidates against each other: the same step twice, steps in the wrong order, weekdays that do not fit.
//! Whatever contradicts anything is shown, and none of it is called certain.

use super::rules::Candidate;
use super::spans::Reference;
use super::text::NormalText;
use crate::domain::deadline::{MilestoneKind as Kind, Precision};
use crate::domain::notice::{Conflict, Doubt, Evidence, ProposedMilestone};

/// Pairs of steps of which the first may not lie after the second.
pub(super) const ORDER: &[(Kind, Kind)] = &[
    (Kind::QuestionBy, Kind::AnswerOn),
    (Kind::QuestionBy, Kind::BidBy),
    (Kind::QuestionBy, Kind::ProposalBy),
    (Kind::AnswerOn, Kind::BidBy),
    (Kind::AnswerOn, Kind::ProposalBy),
    (Kind::AnswerOn, Kind::OpenAt),
    (Kind::Briefing, Kind::BidBy),
    (Kind::Briefing, Kind::ProposalBy),
    (Kind::SiteVisit, Kind::BidBy),
    (Kind::SiteVisit, Kind::ProposalBy),
    (Kind::QualifyApplyBy, Kind::QualifyResult),
    (Kind::IntentBy, Kind::ProposalBy),
    (Kind::IntentBy, Kind::OpenAt),
    (Kind::DocsTo, Kind::OpenAt),
    (Kind::BidFrom, Kind::BidBy),
    (Kind::BidBy, Kind::OpenAt),
    (Kind::BidBy, Kind::AwardNotice),
    (Kind::ProposalBy, Kind::HearingAt),
    (Kind::ProposalBy, Kind::AwardNotice),
    (Kind::ScreeningResult, Kind::AwardNotice),
    (Kind::HearingAt, Kind::AwardNotice),
    (Kind::OpenAt, Kind::AwardNotice),
    (Kind::OpenAt, Kind::ContractSign),
    (Kind::OpenAt, Kind::Delivery),
    (Kind::ProposalBy, Kind::Delivery),
    (Kind::ContractSign, Kind::Delivery),
    (Kind::Start, Kind::Delivery),
];

/// A step before the opening that lies further than this behind the notice has a slip in its year.
const LONGEST_PROCEDURE_DAYS: i64 = 400;

/// Makes proposals of candidates and names every contradiction.
pub fn settle(text: &NormalText<'_>, candidates: Vec<Candidate>) -> (Vec<ProposedMilestone>, Vec<Conflict>) {
    let mut steps = merge(candidates);
    resolve_references(&mut steps);
    let mut conflicts = weekdays(text, &steps);
    conflicts.extend(two_dates(text, &mut steps));
    conflicts.extend(against_notice(&mut steps));
    conflicts.extend(order(&mut steps));
    steps.sort_by_key(|step| (step.at.to_utc_millis(), step.kind));
    (steps.iter().map(|step| proposal(text, step)).collect(), conflicts)
}

/// The same moment for the same step is said once, in its best wording.
fn merge(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        match kept.iter_mut().find(|other| agree(other, &candidate)) {
            Some(other) if is_better(&candidate, other) => {
                let from = candidate.from.or(other.from);
                let basis = candidate.basis.or(other.basis);
                *other = Candidate { from, basis, ..candidate };
            }
            Some(other) => {
                other.from = other.from.or(candidate.from.filter(|_| candidate.doubts.is_empty()));
                other.basis = other.basis.or(candidate.basis);
            }
            None => kept.push(candidate),
        }
    }
    kept
}

/// Whether two candidates say the same: one may leave out the time or the beginning.
fn agree(one: &Candidate, two: &Candidate) -> bool {
    let same_time = one.at.time == two.at.time || one.at.time.is_none() || two.at.time.is_none();
    let same_from = match (one.from, two.from) {
        (Some(one), Some(two)) => one.date == two.date,
        _ => true,
    };
    one.kind == two.kind && one.at.date == two.at.date && same_time && same_from
}

/// The wording with a time wins, then the one with fewer doubts.
fn is_better(one: &Candidate, two: &Candidate) -> bool {
    let rank =
        |step: &Candidate| (step.at.precision() == Precision::Minute, step.doubts.is_empty(), step.from.is_some());
    rank(one) > rank(two)
}

/// 入札開始時刻まで: the time of the other step is filled in, and stays a doubt.
fn resolve_references(steps: &mut [Candidate]) {
    let bid = steps.iter().find(|step| step.kind == Kind::BidBy && step.doubts.is_empty()).cloned();
    let opening = steps.iter().find(|step| step.kind == Kind::OpenAt && step.doubts.is_empty()).cloned();
    for step in steps.iter_mut() {
        let time = match step.reference {
            Some(Reference::BidStart) => bid.as_ref().and_then(|bid| bid.from).and_then(|from| from.time),
            Some(Reference::BidEnd) => bid.as_ref().and_then(|bid| bid.at.time),
            Some(Reference::Opening) => opening.as_ref().and_then(|opening| opening.at.time),
            None => None,
        };
        step.at.time = step.at.time.or(time);
    }
}

fn weekdays(text: &NormalText<'_>, steps: &[Candidate]) -> Vec<Conflict> {
    let wrong = |step: &Candidate| {
        step.doubts.iter().find_map(|doubt| match doubt {
            Doubt::WeekdayDisagrees { printed, actual } => Some((*printed, *actual)),
            _ => None,
        })
    };
    steps
        .iter()
        .filter_map(|step| {
            let (printed, actual) = wrong(step)?;
            let evidence = evidence(text, step);
            Some(Conflict::Weekday { kind: step.kind, date: step.at.date, printed, actual, evidence })
        })
        .collect()
}

/// Whether a doubt is so strong that the candidate contradicts nobody.
fn is_faint(step: &Candidate) -> bool {
    step.doubts.iter().any(|doubt| {
        matches!(doubt, Doubt::LabelFar | Doubt::MayBeElsewhere | Doubt::LabelAmbiguous { .. } | Doubt::NoLabel)
    })
}

/// Every further date of a step is set against the first.
fn two_dates(text: &NormalText<'_>, steps: &mut [Candidate]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for n in 0..steps.len() {
        let (head, tail) = steps.split_at_mut(n);
        let Some(second) = tail.first_mut().filter(|step| !is_faint(step)) else { continue };
        let Some(first) = head.iter_mut().find(|first| first.kind == second.kind && !is_faint(first)) else { continue };
        conflicts.push(Conflict::TwoDates {
            kind: first.kind,
            first: first.at,
            first_evidence: evidence(text, first),
            second: second.at,
            second_evidence: evidence(text, second),
        });
        first.doubts.push(Doubt::TwoDates { other: second.at });
        second.doubts.push(Doubt::TwoDates { other: first.at });
    }
    conflicts
}

/// Nothing happens before the notice, and no procedure lasts for years.
fn against_notice(steps: &mut [Candidate]) -> Vec<Conflict> {
    let Some(notice) = steps
        .iter()
        .filter(|step| step.kind == Kind::Notice && !is_faint(step))
        .map(|step| step.at)
        .max_by_key(|at| at.date)
    else {
        return Vec::new();
    };
    let mut conflicts = Vec::new();
    for step in steps.iter_mut().filter(|step| step.kind != Kind::Notice) {
        let days = (step.at.date - notice.date).num_days();
        let is_long = days > LONGEST_PROCEDURE_DAYS && step.kind < Kind::ContractSign;
        let begins_early = step.from.is_some_and(|from| from.date < notice.date) && step.kind < Kind::ContractSign;
        if days < 0 || is_long || begins_early {
            step.doubts.push(Doubt::OutOfOrder { with: Kind::Notice, at: notice });
            conflicts.push(Conflict::Order {
                earlier: Kind::Notice,
                earlier_at: notice,
                later: step.kind,
                later_at: step.at,
            });
        }
    }
    conflicts
}

fn order(steps: &mut [Candidate]) -> Vec<Conflict> {
    ORDER.iter().filter_map(|(earlier, later)| wrong_order(steps, *earlier, *later)).collect()
}

/// Marks every step of the two kinds that lies on the wrong side; one conflict for the pair.
fn wrong_order(steps: &mut [Candidate], earlier: Kind, later: Kind) -> Option<Conflict> {
    let all = |kind| steps.iter().filter(move |step: &&Candidate| step.kind == kind && !is_faint(step));
    let first = all(earlier).max_by_key(|step| step.at.to_utc_millis())?.clone();
    let second = all(later).min_by_key(|step| step.at.to_utc_millis())?.clone();
    if !is_after(&first, &second) {
        return None;
    }
    for step in steps.iter_mut().filter(|step| step.kind == earlier && is_after(step, &second)) {
        step.doubts.push(Doubt::OutOfOrder { with: later, at: second.at });
    }
    for step in steps.iter_mut().filter(|step| step.kind == later && is_after(&first, step)) {
        step.doubts.push(Doubt::OutOfOrder { with: earlier, at: first.at });
    }
    Some(Conflict::Order { earlier, earlier_at: first.at, later, later_at: second.at })
}

fn is_after(first: &Candidate, second: &Candidate) -> bool {
    match (first.at.time, second.at.time) {
        (Some(_), Some(_)) => first.at.to_utc_millis() > second.at.to_utc_millis(),
        _ => first.at.date > second.at.date,
    }
}

fn evidence(text: &NormalText<'_>, step: &Candidate) -> Evidence {
    text.evidence(step.place.0, step.place.1, Some(step.place.2))
}

fn proposal(text: &NormalText<'_>, step: &Candidate) -> ProposedMilestone {
    let doubt = step.doubts.iter().min_by_key(|doubt| gravity(doubt)).cloned();
    ProposedMilestone {
        kind: step.kind,
        at: step.at,
        from: step.from,
        certainty: step.certainty,
        basis: step.basis,
        methods: Vec::new(),
        evidence: evidence(text, step),
        certain: doubt.is_none(),
        doubt,
    }
}

/// The gravest doubt is shown first.
fn gravity(doubt: &Doubt) -> u8 {
    match doubt {
        Doubt::WeekdayDisagrees { .. } => 0,
        Doubt::EraDisagrees { .. } => 1,
        Doubt::TwoDates { .. } | Doubt::TwoValues { .. } => 2,
        Doubt::PeriodReversed => 3,
        Doubt::OutOfOrder { .. } => 4,
        Doubt::ReferenceToOtherTime => 5,
        Doubt::YearAssumed => 6,
        Doubt::TimeNotation => 7,
        Doubt::TimeUnclear => 8,
        Doubt::TextDamaged => 9,
        Doubt::MayBeElsewhere => 10,
        Doubt::LabelAmbiguous { .. } => 11,
        Doubt::LabelFar => 12,
        Doubt::NoLabel => 13,
        Doubt::Planned => 14,
    }
}
