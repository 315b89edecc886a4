//! One date: when, how long there is, how sure.

use leptos::prelude::*;

use crate::domain::deadline::{Certainty, Moment};
use crate::domain::instant::Instant;
use crate::domain::tender::{Deadline, ElsewhereTime, Origin, StepDone};
use crate::ui::app::frame;
use crate::ui::kit::{Bilingual, Tag, TagKind};
use crate::ui::wording::{deadline as words, language, say};

/// A moment in the reader's convention, the other one beneath it; says so when a buyer states no time.
#[component]
pub fn When(
    /// The moment, in Japan.
    at: Moment,
    /// Where a period begins.
    #[prop(optional_no_strip)]
    from: Option<Moment>,
    /// Whether it is a day of our own, which needs no time.
    #[prop(optional)]
    is_own: bool,
) -> impl IntoView {
    let period = |at: String, from: Option<String>| match from {
        Some(from) => format!("{from} – {at}"),
        None => at,
    };
    let main = period(words::moment(at), from.map(words::moment));
    let other = period(words::other_moment(at), from.map(words::other_moment));
    let no_time = (at.time.is_none() && !is_own).then(|| {
        view! { <span class="small no-time">{say(words::NO_TIME)}</span> }
    });
    view! {
        <time datetime=at.to_string() class="when-day">
            <Bilingual main other other_lang=language().other()/>
        </time>
        {no_time}
    }
}

/// The same instant for the people abroad.
#[component]
pub fn Elsewhere(
    /// Their clocks.
    clocks: Vec<ElsewhereTime>,
    /// The moment in Japan.
    here: Moment,
) -> impl IntoView {
    let lines = clocks
        .iter()
        .map(|there| {
            let words = words::elsewhere(there, here);
            view! { <span class="elsewhere num">{words}</span> }
        })
        .collect_view();
    (!clocks.is_empty()).then_some(lines)
}

/// How long there is, in words; a past step of ours is marked with sign and word unless it is done.
#[component]
pub fn DaysLeft(
    /// The date.
    deadline: Deadline,
    /// That it is done.
    #[prop(optional_no_strip)]
    done: Option<StepDone>,
) -> impl IntoView {
    if let Some(done) = done {
        return view! {
            <Tag kind=TagKind::Ok text=words::DONE/>
            <span class="small under">{words::done_by(&done)}</span>
        }
        .into_any();
    }
    let now = Instant(frame().now);
    let is_past = deadline.at.to_utc_millis() < now.0;
    let mark = is_past.then(|| {
        if deadline.kind.is_ours() {
            view! { <Tag kind=TagKind::Bad text=words::OVERDUE/> }
        } else {
            view! { <Tag text=words::OVER/> }
        }
    });
    view! { <span class="days-left num">{words::days_left(now, deadline.at)}</span> {mark} }.into_any()
}

/// 確定 or 予定, and what must have happened by then.
#[component]
pub fn CertaintyTags(
    /// The date.
    deadline: Deadline,
) -> impl IntoView {
    let kind = match deadline.certainty {
        Certainty::Fixed => TagKind::Plain,
        Certainty::Planned => TagKind::Warn,
    };
    let by_person = (deadline.origin == Origin::Person).then(|| {
        view! { <span class="small origin">{say(words::BY_PERSON)}</span> }
    });
    view! {
        <Tag kind text=words::certainty(deadline.certainty)/>
        {by_person}
    }
}

/// The name of a step: its own where it has one, with the kind's.
#[component]
pub fn StepName(
    /// The date.
    deadline: Deadline,
) -> impl IntoView {
    let kind = say(words::kind(deadline.kind));
    if deadline.title.is_empty() {
        view! { <b>{kind}</b> }.into_any()
    } else {
        view! { <b>{deadline.title}</b> " " <span class="small step-kind">{kind}</span> }.into_any()
    }
}
