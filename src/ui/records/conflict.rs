//! What is saved now, beside what the second of two editors typed.

use leptos::prelude::*;

use super::{shown, typed};
use crate::domain::record::{FieldSort, RecordForm, RecordKind, field_name, row_field_name};
use crate::ui::kept::Kept;
use crate::ui::kit::{Notice, NoticeKind};
use crate::ui::wording::{language, record as words, say};

/// The saved values that differ from the typed ones.
#[component]
pub fn RecordConflict(
    /// The kind.
    kind: RecordKind,
    /// What was typed.
    kept: Kept,
    /// What is saved.
    saved: RecordForm,
) -> impl IntoView {
    let rows = differing(&kind, &kept, &saved)
        .into_iter()
        .map(|(label, value)| {
            let value = if value.is_empty() { say(words::EMPTY).to_owned() } else { value };
            view! { <div><dt>{label}</dt><dd>{typed(value)}</dd></div> }
        })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Warning>
            <h2>{say(words::NOW_SAVED)}</h2>
            <dl class="facts">{rows}</dl>
        </Notice>
    }
}

/// Labels and saved values of what differs; a row is named by its number.
fn differing(kind: &RecordKind, kept: &Kept, saved: &RecordForm) -> Vec<(String, String)> {
    let language = language();
    let differs = |name: &str, shown: &str| kept.value(name).unwrap_or_default().trim() != shown;
    let mut found = Vec::new();
    for field in &kind.fields {
        let label = field.label.of(language);
        if field.sort != FieldSort::Rows {
            let value = saved.value(&field.name);
            if differs(&field_name(&field.name), &field.control(value, language)) {
                found.push((label.to_owned(), shown(field, value)));
            }
            continue;
        }
        for (at, row) in saved.rows_of(&field.name).iter().enumerate() {
            for column in &field.columns {
                let value = row.get(&column.name).map_or("", String::as_str);
                if differs(&row_field_name(&field.name, at, &column.name), &column.control(value, language)) {
                    found.push((format!("{label} {}: {}", at + 1, column.label.of(language)), shown(column, value)));
                }
            }
        }
    }
    found
}
