//! Requirements by their sort, both languages side by side, each with its sentence; for reading.

use leptos::prelude::*;

use super::original_link::OriginalLink;
use crate::domain::id::TenderId;
use crate::domain::requirement::RequirementKind;
use crate::domain::tender::{Origin, Requirement, RequirementState, TenderSource};
use crate::ui::wording::{requirement as words, say, tender};

/// The requirements that count, each sort under its name.
#[component]
pub fn RequirementList(
    /// All of them.
    requirements: Vec<Requirement>,
    /// The tender, for links to its originals.
    tender: TenderId,
    /// What it was read from.
    read_from: Vec<TenderSource>,
) -> impl IntoView {
    RequirementKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let rows: Vec<_> = of_kind(&requirements, kind)
                .map(|one| view! { <li><RequirementText one=one.clone() tender read_from=read_from.clone()/></li> })
                .collect();
            (!rows.is_empty()).then(|| {
                view! { <div><dt>{say(words::kind(kind))}</dt><dd><ul class="plain demands">{rows}</ul></dd></div> }
            })
        })
        .collect_view()
}

/// The requirements of one sort that count, in order.
pub fn of_kind(requirements: &[Requirement], kind: RequirementKind) -> impl Iterator<Item = &Requirement> {
    requirements.iter().filter(move |one| one.kind() == kind && one.state == RequirementState::Held)
}

/// A requirement in both languages, with what stands behind it.
#[component]
pub fn RequirementText(
    /// The requirement.
    one: Requirement,
    /// The tender, for links to its originals.
    tender: TenderId,
    /// What it was read from.
    read_from: Vec<TenderSource>,
) -> impl IntoView {
    let ja = match one.ja.is_empty() {
        true => view! { <span class="absent">{say(words::NO_JAPANESE)}</span> }.into_any(),
        false => view! { <span lang="ja">{one.ja.clone()}</span> }.into_any(),
    };
    let en = match one.en.is_empty() {
        true => view! { <span class="absent small">{say(words::NO_ENGLISH)}</span> }.into_any(),
        false => view! { <span lang="en">{one.en.clone()}</span> }.into_any(),
    };
    let by_person = (one.origin == Origin::Person).then(|| say(tender::origin(one.origin)));
    let is_said = one.sentence.is_empty() || one.sentence.trim() == one.ja.trim();
    let sentence = (!is_said).then(|| view! { <q lang="ja">{one.sentence.clone()}</q> });
    let behind = (by_person.is_some() || !one.sentence.is_empty()).then(|| {
        view! {
            <p class="small under">
                {by_person} " " {sentence} " " <OriginalLink tender read_from source=one.source page=one.page/>
            </p>
        }
    });
    view! {
        <div class="pair demand"><p>{ja}</p><p>{en}</p></div>
        {behind}
    }
}
