//! Pieces of home, overview and people: dates with days left, the row of steps, states.

mod orphaned;
mod table;

pub use orphaned::OrphanedBids;
pub use table::BidTable;

use leptos::prelude::*;

use crate::domain::bid::{BidDeadline, BidHead};
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::plan::DecisionOutcome;
use crate::domain::section::SectionState;
use crate::ui::app::frame;
use crate::ui::dates::waits_for_us;
use crate::ui::frame::BidNavigation;
use crate::ui::kit::{
    Countdown, Milestone, MilestoneState, Notice, NoticeKind, Tag, TagKind, Timeline, Urgency, Words,
};
use crate::ui::wording::{bid as words, deadline as date_words, decision, language, say, section as section_words};

/// Days at which a date begins to press.
const SOON: i64 = 14;
/// Most steps that are shown in a row.
const STEPS: usize = 8;

/// The navigation of a bid.
#[must_use]
pub fn navigation(head: &BidHead) -> BidNavigation {
    BidNavigation { id: head.id, title: head.title.clone() }
}

/// Says so when the bid is put away.
#[component]
pub fn ArchivedNote(
    /// Whether it is.
    is_archived: bool,
) -> impl IntoView {
    is_archived.then(|| view! { <Notice kind=NoticeKind::Warning>{say(words::ARCHIVED_NOTE)}</Notice> })
}

/// Says so when it was decided not to bid: nobody is reminded then.
#[component]
pub fn NoGoNote(
    /// What was decided.
    outcome: DecisionOutcome,
) -> impl IntoView {
    let is_no_go = outcome == DecisionOutcome::NoGo;
    is_no_go.then(|| view! { <Notice kind=NoticeKind::Warning>{say(decision::NO_GO_NOTE)}</Notice> })
}

/// The name of a dated step, in the language of the page.
#[must_use]
pub fn deadline_name(deadline: &BidDeadline) -> String {
    if !deadline.title.is_empty() {
        return deadline.title.clone();
    }
    match MilestoneKind::parse(&deadline.kind) {
        Some(kind) => match language() {
            Language::Japanese => kind.ja().to_owned(),
            Language::English => kind.en().to_owned(),
        },
        None => deadline.kind.clone(),
    }
}

/// The moment of a deadline in the reader's convention.
#[must_use]
pub fn deadline_when(deadline: &BidDeadline) -> String {
    Moment::parse(&deadline.at_local).map_or_else(|| deadline.at_local.clone(), date_words::moment)
}

/// Days from today in Japan to the day of a date; negative when it is past.
#[must_use]
pub fn days_to(at: Instant) -> i64 {
    let today = Instant(frame().now).in_japan().date();
    at.in_japan().date().signed_duration_since(today).num_days()
}

/// How long there is, in words, with a mark when it presses.
#[component]
pub fn DaysLeft(
    /// The instant.
    at: Instant,
) -> impl IntoView {
    let days = days_to(at);
    let kind = match days {
        i64::MIN..=2 => TagKind::Bad,
        3..=SOON => TagKind::Warn,
        _ => TagKind::Plain,
    };
    view! { <Tag kind text=words::days_left(days)/> }
}

/// The next date that is ours, as the countdown of a page's head.
#[component]
pub fn NextDate(
    /// The dates, in order.
    deadlines: Vec<BidDeadline>,
) -> impl IntoView {
    let now = Instant(frame().now);
    let next = deadlines.into_iter().find(|deadline| waits(deadline, now));
    next.map(|deadline| {
        let days = days_to(deadline.at);
        let urgency = if days <= SOON { Urgency::Soon } else { Urgency::Calm };
        let (number, unit) = match days {
            0 => (say(words::TODAY).to_owned(), String::new()),
            days => (days.to_string(), words::days_unit(days)),
        };
        view! {
            <Countdown
                label=words::until(&deadline_name(&deadline))
                number
                unit
                when=deadline_when(&deadline)
                urgency
            />
        }
    })
}

/// The dated steps in a row, with today among them; around today when they are many.
#[component]
pub fn Steps(
    /// The dates, in order.
    deadlines: Vec<BidDeadline>,
) -> impl IntoView {
    let now = frame().now;
    let past = deadlines.iter().filter(|deadline| deadline.at.0 < now).count();
    let from = past.saturating_sub(3).min(deadlines.len().saturating_sub(STEPS));
    let next = deadlines.iter().find(|deadline| waits(deadline, Instant(now))).map(|deadline| deadline.id);
    let mut steps = Vec::new();
    let mut is_today_told = false;
    for deadline in deadlines.iter().skip(from).take(STEPS) {
        let is_ahead = deadline.at.0 >= now;
        if is_ahead && !is_today_told {
            steps.push(today(now));
            is_today_told = true;
        }
        steps.push(step(deadline, is_ahead, next == Some(deadline.id)));
    }
    if !is_today_told {
        steps.push(today(now));
    }
    view! { <Timeline label=words::DATES steps/> }
}

/// The rule of the dates' own page: ours, ahead, and not done.
fn waits(deadline: &BidDeadline, now: Instant) -> bool {
    let kind = MilestoneKind::parse(&deadline.kind);
    !deadline.is_done && kind.is_some_and(|kind| waits_for_us(kind, deadline.at, now))
}

fn today(now: i64) -> Milestone {
    Milestone {
        name: words::TODAY.into(),
        when: date_words::short(Moment::day(Instant(now).in_japan().date())).into(),
        note: Words::default(),
        state: MilestoneState::Today,
        is_confirmed: true,
    }
}

fn step(deadline: &BidDeadline, is_ahead: bool, is_next: bool) -> Milestone {
    let when = Moment::parse(&deadline.at_local).map_or_else(|| deadline.at_local.clone(), date_words::short);
    // The bracketed Japanese term has no room in the row; the list of dates explains it.
    let name = deadline_name(deadline);
    let name = name.split(" (").next().unwrap_or_default().to_owned();
    let note = match (deadline.is_done, deadline.is_planned) {
        (true, _) => Some(date_words::DONE),
        (false, true) => Some(words::PLANNED),
        (false, false) => None,
    };
    Milestone {
        name: name.into(),
        when: when.into(),
        note: note.into(),
        state: match (is_ahead && !deadline.is_done, is_next) {
            (false, _) => MilestoneState::Done,
            (true, true) => MilestoneState::Critical,
            (true, false) => MilestoneState::Ahead,
        },
        is_confirmed: !deadline.is_planned,
    }
}

/// The state of a section.
#[component]
pub fn StateTag(
    /// How far it is.
    state: SectionState,
) -> impl IntoView {
    let kind = match state {
        SectionState::Empty | SectionState::Draft => TagKind::Plain,
        SectionState::Review => TagKind::Indigo,
        SectionState::Approved => TagKind::Ok,
    };
    view! { <Tag kind text=section_words::state(state)/> }
}
