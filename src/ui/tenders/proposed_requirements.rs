//! The rows of proposed demands, doubtful ones first, and of dates that hang on other steps.

use leptos::prelude::*;

use super::marks::row_id;
use super::proposal_row::{Places, ProposalRow, Sureness};
use super::relative_fields::RelativeFields;
use super::requirement_fields::RequirementFields;
use crate::domain::notice::{ProposedRequirement, RelativeDate};
use crate::domain::relative_form::RelativeForm;
use crate::domain::requirement_form::RequirementForm;
use crate::ui::kit::Hidden;
use crate::ui::wording::{confirm as words, requirement};

/// The proposed demands.
#[component]
pub fn ProposedRequirements(
    /// What was read.
    requirements: Vec<ProposedRequirement>,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let mut rows: Vec<(usize, ProposedRequirement)> = requirements.into_iter().enumerate().collect();
    rows.sort_by_key(|(at, one)| (one.certain, one.value.kind(), *at));
    let rows = rows
        .into_iter()
        .map(|(at, requirement)| view! { <RequirementRow at requirement places=places.clone()/> })
        .collect_view();
    view! { <div class="props">{rows}</div> }
}

#[component]
fn RequirementRow(at: usize, requirement: ProposedRequirement, places: Places) -> impl IntoView {
    let en = requirement::english(&requirement.value);
    let form = RequirementForm::of(&requirement.value, &requirement.ja, &en);
    let kind = requirement.value.kind();
    let value = view! { <RequirementWords ja=requirement.ja.clone() en/> }.into_any();
    let prefix = format!("requirements[{at}]");
    view! {
        <ProposalRow
            id=row_id("requirement", at)
            choice=format!("{prefix}[include]")
            name=requirement::kind(kind)
            value
            sureness=Sureness::of(requirement.certain)
            doubt=requirement.doubt
            evidence=requirement.evidence
            places
        >
            <Hidden name=format!("{prefix}[kind]") value=kind.code().to_owned()/>
            <RequirementFields prefix kind form/>
        </ProposalRow>
    }
}

/// A demand in both languages, one under the other.
#[component]
pub fn RequirementWords(
    /// In Japanese.
    ja: String,
    /// In English; empty where nobody has written it.
    en: String,
) -> impl IntoView {
    let ja = (!ja.is_empty()).then(|| view! { <span lang="ja">{ja}</span> });
    let en = (!en.is_empty()).then(|| view! { <span class="gloss under" lang="en">{en}</span> });
    view! { {ja} {en} }
}

/// The proposed dates that hang on other steps. They are no days, so they are taken over as they are printed.
#[component]
pub fn ProposedRelative(
    /// What was read.
    dates: Vec<RelativeDate>,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let rows = dates
        .into_iter()
        .enumerate()
        .map(|(at, date)| view! { <RelativeRow at date places=places.clone()/> })
        .collect_view();
    view! { <div class="props">{rows}</div> }
}

#[component]
fn RelativeRow(at: usize, date: RelativeDate, places: Places) -> impl IntoView {
    let form = RelativeForm::from(&date);
    let sense = words::relative_sense(&date);
    let value = view! {
        <span lang="ja">{date.printed.clone()}</span>
        <span class="gloss under">{sense}</span>
    }
    .into_any();
    view! {
        <ProposalRow
            id=row_id("relative", at)
            choice=format!("relative[{at}][include]")
            name=words::step(date.kind)
            value
            sureness=Sureness::of(date.kind.is_some() && date.anchor.is_some())
            evidence=date.evidence
            places
        >
            <RelativeFields prefix=format!("relative[{at}]") form/>
        </ProposalRow>
    }
}
