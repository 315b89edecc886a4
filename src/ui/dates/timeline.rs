//! The steps of a tender in a row, with today between them.

use leptos::prelude::*;

use crate::domain::deadline::{Certainty, MilestoneKind};
use crate::domain::id::DeadlineId;
use crate::domain::instant::Instant;
use crate::domain::tender::Deadline;
use crate::ui::app::frame;
use crate::ui::kit::{Milestone, MilestoneState, Timeline};
use crate::ui::wording::{deadline as words, say};

/// Most steps that can be read side by side.
const MOST: usize = 8;

/// Whether a step is still ours to do in time, as long as nobody marks it as done.
#[must_use]
pub fn waits_for_us(kind: MilestoneKind, at: Instant, now: Instant) -> bool {
    at.0 >= now.0 && kind.is_ours()
}

/// Our next step: a missed 参加表明 ends a bid as surely as a missed proposal.
#[must_use]
pub fn critical_of(dates: &[Deadline], now: Instant) -> Option<&Deadline> {
    dates.iter().find(|date| waits_for_us(date.kind, Instant(date.at.to_utc_millis()), now))
}

/// The row of steps, at most eight of them, with today.
#[component]
pub fn TenderTimeline(
    /// The dates, earliest first.
    dates: Vec<Deadline>,
    /// Those that are done.
    #[prop(optional)]
    done: Vec<DeadlineId>,
) -> impl IntoView {
    let now = Instant(frame().now);
    let ahead: Vec<Deadline> = dates.iter().filter(|date| !done.contains(&date.id)).cloned().collect();
    let critical = critical_of(&ahead, now).map(|date| date.id);
    let mut steps = Vec::new();
    let mut is_today_shown = false;
    for date in shown(&dates, now) {
        let is_past = date.at.to_utc_millis() < now.0;
        if !is_past && !is_today_shown {
            steps.push(today(now));
            is_today_shown = true;
        }
        let is_done = done.contains(&date.id);
        let state = match (is_past || is_done, critical == Some(date.id)) {
            (true, _) => MilestoneState::Done,
            (false, true) => MilestoneState::Critical,
            (false, false) => MilestoneState::Ahead,
        };
        steps.push(step(date, state, is_done));
    }
    if !is_today_shown && !steps.is_empty() {
        steps.push(today(now));
    }
    (!steps.is_empty()).then(|| view! { <Timeline label=words::DATES steps/> })
}

fn step(date: &Deadline, state: MilestoneState, is_done: bool) -> Milestone {
    let name = if date.title.is_empty() { say(words::kind(date.kind)).to_owned() } else { date.title.clone() };
    // The Japanese term in brackets stands in the table; the row has no room for it.
    let name = name.split(" (").next().unwrap_or_default().to_owned();
    let is_confirmed = date.certainty == Certainty::Fixed;
    let note = match (is_confirmed, date.basis) {
        _ if is_done => Some(words::DONE),
        (false, _) => Some(words::certainty(date.certainty)),
        (true, Some(basis)) => Some(words::basis(basis)),
        (true, None) => None,
    };
    Milestone { name: name.into(), when: words::short(date.at).into(), note: note.into(), state, is_confirmed }
}

fn today(now: Instant) -> Milestone {
    let day = crate::domain::deadline::Moment::day(now.in_japan().date());
    Milestone {
        name: words::TODAY.into(),
        when: words::short(day).into(),
        note: String::new().into(),
        state: MilestoneState::Today,
        is_confirmed: true,
    }
}

/// The steps that matter most when there are more than fit: the last one past and what comes next,
/// the main steps before the small ones.
fn shown(dates: &[Deadline], now: Instant) -> Vec<&Deadline> {
    if dates.len() <= MOST {
        return dates.iter().collect();
    }
    let mut kept: Vec<&Deadline> = dates.iter().filter(|date| is_main(date.kind)).collect();
    if kept.is_empty() {
        kept = dates.iter().collect();
    }
    let past = kept.iter().filter(|date| date.at.to_utc_millis() < now.0).count();
    let skip = past.saturating_sub(2).min(kept.len().saturating_sub(MOST));
    kept.into_iter().skip(skip).take(MOST).collect()
}

const fn is_main(kind: MilestoneKind) -> bool {
    matches!(
        kind,
        MilestoneKind::Notice
            | MilestoneKind::QuestionBy
            | MilestoneKind::IntentBy
            | MilestoneKind::QualifyApplyBy
            | MilestoneKind::JvApplyBy
            | MilestoneKind::ProposalBy
            | MilestoneKind::BidBy
            | MilestoneKind::OpenAt
            | MilestoneKind::HearingAt
            | MilestoneKind::AwardNotice
            | MilestoneKind::ContractSign
    )
}
