//! What is saved now, beside what the second of two editors typed.

use leptos::prelude::*;

use super::typed;
use crate::error::AppError;
use crate::ui::kept::kept_for;
use crate::ui::kit::{Notice, NoticeKind};
use crate::ui::wording::{Phrase, contact as words, record, say};

/// The saved values that differ from the typed ones, when a form was refused because somebody else was first.
#[component]
pub fn NowSaved(
    /// Address that the form posts to.
    action: &'static str,
    /// Hidden field that tells this form from others with the same address.
    row: (&'static str, String),
    /// Labels, names in the form and saved values.
    fields: Vec<(Phrase, String, String)>,
) -> impl IntoView {
    let kept = kept_for(action)
        .filter(|kept| kept.value(row.0) == Some(row.1.as_str()) && kept.refused == Some(AppError::Changed));
    kept.map(|kept| {
        let rows = fields
            .into_iter()
            .filter(|(_, name, saved)| kept.value(name).unwrap_or_default().trim() != saved)
            .map(|(label, _, saved)| {
                let saved = if saved.is_empty() { say(words::EMPTY).to_owned() } else { saved };
                view! { <div><dt>{say(label)}</dt><dd>{typed(saved)}</dd></div> }
            })
            .collect_view();
        view! {
            <Notice kind=NoticeKind::Warning>
                <h2>{say(record::NOW_SAVED)}</h2>
                <dl class="facts">{rows}</dl>
            </Notice>
        }
    })
}
