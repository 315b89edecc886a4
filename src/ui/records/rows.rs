//! Rows in a form: those that are kept, a blank one to write in, and a button for one more that needs no scripting.

use leptos::prelude::*;

use super::input::FieldInput;
use crate::domain::record::{Field as RecordField, Row, row_field_name};
use crate::ui::kept::Kept;
use crate::ui::kit::Fieldset;
use crate::ui::wording::{language, record as words, say};

/// Name of the button that asks for one more row; its value is the field.
pub(super) const MORE: &str = "more";

/// The rows of a field.
#[component]
pub fn RowsInput(
    /// The field.
    field: RecordField,
    /// The rows that are kept.
    kept: Vec<Row>,
    /// The refused post that is shown again.
    #[prop(optional_no_strip)]
    back: Option<Kept>,
) -> impl IntoView {
    let language = language();
    let label = field.label.of(language).to_owned();
    let most = field.max() as usize;
    let count = count(&field, kept.len(), back.as_ref());
    let may_grow = count < most;
    let came_back = back.is_some();
    let rows = (0..count)
        .map(|at| {
            let row = kept.get(at).cloned().unwrap_or_default();
            let columns = field.columns.clone();
            let name = field.name.clone();
            view! { <RowInput name at columns row came_back/> }
        })
        .collect_view();
    let problem = back.as_ref().and_then(|back| problem(back, &field.name));
    let more = may_grow.then(|| {
        view! {
            <button type="submit" class="button quiet" name=MORE value=field.name.clone() formnovalidate=true>
                {say(words::MORE)}<span class="unseen">" "{label.clone()}</span>
            </button>
        }
    });
    view! {
        <Fieldset legend=label.clone() hint=field.hint.of(language).to_owned()>
            {problem.map(|line| view! { <p class="problem" role="alert"><span>{line}</span></p> })}
            <ol class="entry-rows">{rows}</ol>
            {more}
        </Fieldset>
    }
}

#[component]
fn RowInput(name: String, at: usize, columns: Vec<RecordField>, row: Row, came_back: bool) -> impl IntoView {
    let fields = columns
        .into_iter()
        .map(|mut column| {
            // A row that stays blank is no row: the browser must not insist on it.
            column.rule.need = crate::domain::record::Need::Optional;
            let control = row_field_name(&name, at, &column.name);
            let kept = row.get(&column.name).cloned().unwrap_or_default();
            view! { <FieldInput name=control field=column kept came_back/> }
        })
        .collect_view();
    view! { <li><div class="entry-row">{fields}</div></li> }
}

/// A form that came back has the rows that it sent, and one more when that was asked for; else there is a blank row
/// below those that are kept.
fn count(field: &RecordField, kept: usize, back: Option<&Kept>) -> usize {
    let count = match back {
        Some(back) => {
            let prefix = format!("rows[{}][", field.name);
            let number = |name: &str| name.strip_prefix(&prefix)?.split_once(']')?.0.parse::<usize>().ok();
            let sent = back.fields.iter().filter_map(|(name, _)| number(name)).max().map_or(0, |last| last + 1);
            sent + usize::from(back.value(MORE) == Some(field.name.as_str()))
        }
        None => kept + 1,
    };
    count.clamp(1, field.max() as usize)
}

fn problem(back: &Kept, field: &str) -> Option<String> {
    let name = crate::domain::record::field_name(field);
    back.problems.iter().find(|(place, _)| *place == name).map(|(_, line)| line.clone())
}
