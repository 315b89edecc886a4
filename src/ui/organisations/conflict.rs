//! What is saved now, beside what the second of two editors typed.

use leptos::prelude::*;

use crate::domain::organisation::OrganisationForm;
use crate::ui::kept::Kept;
use crate::ui::kit::{Notice, NoticeKind};
use crate::ui::wording::{Phrase, organisation as words, say};

/// The saved values that differ from the typed ones, and who saved them.
#[component]
pub fn Conflict(
    /// What was typed.
    kept: Kept,
    /// What is saved.
    saved: OrganisationForm,
    /// Who saved it last.
    by: Option<String>,
) -> impl IntoView {
    let rows = labelled(&saved)
        .into_iter()
        .filter(|(name, _, value)| kept.value(name).is_some_and(|typed| typed.trim() != value.as_str()))
        .map(|(_, label, value)| {
            let value = if value.is_empty() { say(words::NONE).to_owned() } else { value };
            view! { <div><dt>{say(label)}</dt><dd>{value}</dd></div> }
        })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Warning>
            <h2>{say(words::NOW_SAVED)}</h2>
            {by.map(|name| view! { <p>{words::changed_by(&name)}</p> })}
            <dl class="facts">{rows}</dl>
        </Notice>
    }
}

fn labelled(saved: &OrganisationForm) -> Vec<(&'static str, Phrase, String)> {
    vec![
        ("name", words::NAME, saved.name.clone()),
        ("name_kana", words::NAME_READING, saved.name_kana.clone()),
        ("name_latin", words::NAME_LATIN, saved.name_latin.clone()),
        ("corporate_number", words::CORPORATE_NUMBER, saved.corporate_number.clone()),
        ("country", words::COUNTRY, saved.country.clone()),
        ("registry", words::REGISTRY, saved.registry.clone()),
        ("registration_number", words::REGISTRATION_NUMBER, saved.registration_number.clone()),
        ("postal_code", words::POSTAL_CODE, saved.postal_code.clone()),
        ("address", words::ADDRESS, saved.address.clone()),
        ("telephone", words::TELEPHONE, saved.telephone.clone()),
        ("zone", words::ZONE, saved.zone.clone()),
        ("representative_title", words::REPRESENTATIVE_TITLE, saved.representative_title.clone()),
        ("representative_name", words::REPRESENTATIVE_NAME, saved.representative_name.clone()),
        ("representative_kana", words::REPRESENTATIVE_KANA, saved.representative_kana.clone()),
        ("representative_latin", words::REPRESENTATIVE_LATIN, saved.representative_latin.clone()),
    ]
}
