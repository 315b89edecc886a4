//! What a person must look at before confirming: contradictions, what was not found, dates left over.

use leptos::prelude::*;

use super::marks::places_of;
use super::proposal_row::{Places, Ways};
use super::proposals::fact_field;
use crate::domain::notice::{Evidence, FactName, ProposedTender};
use crate::ui::kit::{Disclosure, Notice, NoticeKind};
use crate::ui::wording::{confirm, deadline, intake, say, tender as words};

/// Contradictions, each with its places.
#[component]
pub fn ConflictNotices(
    /// What was read.
    proposal: ProposedTender,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    if proposal.conflicts.is_empty() {
        return ().into_any();
    }
    let lines = proposal
        .conflicts
        .iter()
        .map(|conflict| {
            let links = places_of(conflict)
                .into_iter()
                .map(|evidence| view! { " " <Ways evidence=evidence.clone() places=places.clone()/> })
                .collect_view();
            view! { <li>{intake::conflict(conflict)} {links}</li> }
        })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Warning>
            <p><b>{say(words::CONFLICTS)}</b></p>
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any()
}

/// A field for each fact that was not found.
#[component]
pub fn MissingFacts(
    /// What was not found.
    missing: Vec<FactName>,
) -> impl IntoView {
    let fields = missing.into_iter().map(|name| fact_field(name, None)).collect_view();
    view! { <div class="missing-facts">{fields}</div> }
}

/// Steps that were not found, and the dates that were not taken up.
#[component]
pub fn LeftOver(
    /// What was read.
    proposal: ProposedTender,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let steps: Vec<&str> = proposal.missing_milestones.iter().map(|kind| say(deadline::kind(*kind))).collect();
    let steps = (!steps.is_empty()).then(|| {
        view! {
            <p class="missing-steps">
                <b>{say(confirm::MISSING_STEPS)}</b> " " <span>{steps.join(say(deadline::BETWEEN))}</span>
            </p>
        }
    });
    let unreadable = proposal.unreadable.iter().map(|date| {
        let kind = date.kind.map(|kind| say(deadline::kind(kind)));
        let why = say(intake::unreadable(date.reason));
        (kind.map_or_else(|| why.to_owned(), |kind| format!("{kind}: {why}")), date.evidence.clone())
    });
    let others = proposal.other_dates.iter().map(|date| (deadline::moment(date.at), date.evidence.clone()));
    view! {
        {steps}
        {dates_left(say(words::UNREADABLE), unreadable.collect(), &places, true)}
        {dates_left(say(words::OTHER_DATES), others.collect(), &places, false)}
    }
}

fn dates_left(
    title: &str,
    dates: Vec<(String, Evidence)>,
    places: &Places,
    open: bool,
) -> Option<impl IntoView + use<>> {
    if dates.is_empty() {
        return None;
    }
    let summary = format!("{title} ({})", dates.len());
    let lines = dates
        .into_iter()
        .map(|(words, evidence)| {
            view! {
                <li>
                    {words}
                    <blockquote lang="ja">{evidence.sentence.clone()}</blockquote>
                    <Ways evidence places=places.clone()/>
                </li>
            }
        })
        .collect_view();
    Some(view! { <Disclosure summary open><ul class="left-over">{lines}</ul></Disclosure> })
}
