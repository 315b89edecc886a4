//! All that an entry holds, for reading.

use leptos::prelude::*;

use super::{shown, typed};
use crate::domain::record::{Field, FieldSort, RecordForm, RecordKind, Row};
use crate::ui::wording::{language, record as words, say};

/// Every field that is filled in.
#[component]
pub fn RecordDetails(
    /// The kind.
    kind: RecordKind,
    /// The values.
    form: RecordForm,
) -> impl IntoView {
    let facts = kind
        .fields
        .iter()
        .filter_map(|field| {
            let label = field.label.of(language()).to_owned();
            let value = if field.sort == FieldSort::Rows {
                let rows = form.rows_of(&field.name);
                (!rows.is_empty()).then(|| rows_of(field, rows).into_any())?
            } else {
                let value = shown(field, form.value(&field.name));
                (!value.is_empty()).then(|| typed(value).into_any())?
            };
            Some(view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }
}

/// Rows as lines: every value behind its label.
fn rows_of(field: &Field, rows: &[Row]) -> impl IntoView {
    let line = |row: &Row| {
        let parts = field.columns.iter().filter_map(|column| {
            let value = row.get(&column.name).filter(|value| !value.is_empty())?;
            let label = column.label.of(language()).to_owned();
            let value = shown(column, value);
            Some(view! { <span class="part"><span class="gloss">{label}</span>" "{typed(value)}</span> })
        });
        view! { <li>{parts.collect_view()}</li> }
    };
    let lines = rows.iter().map(line).collect_view();
    view! { <ol class="row-lines" aria-label=say(words::ALL_FIELDS)>{lines}</ol> }
}
