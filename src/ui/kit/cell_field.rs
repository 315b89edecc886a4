//! Controls inside the cells of a table form: the head of the column is their label, and on a phone it stands beside
//! them. Values and problems are handed in, since a table has too many cells to look each up in what came back.

use leptos::prelude::*;

use super::choice::{Choice, offered};
use super::control::slug;
use super::field::FieldKind;
use super::words::Words;
use crate::domain::language::Language;

/// A line of text in a cell.
#[component]
pub fn CellField(
    /// Name of the field.
    name: String,
    /// Words of the column.
    #[prop(into)]
    column: Words,
    /// Words for who does not see the table: column and row.
    label: String,
    /// What stands in it.
    value: String,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    problem: Option<String>,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// Language of what is typed, when it is not the page's.
    #[prop(optional)]
    lang: Option<Language>,
    /// What stands in it while nothing is typed; a blank lets rules of style know that nothing is.
    #[prop(optional_no_strip)]
    placeholder: Option<&'static str>,
    /// Further class of the cell: how wide it is.
    #[prop(optional)]
    class: &'static str,
    /// What is shown below: the computed amount.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = slug(&name);
    let (invalid, described_by) = marks(problem.as_ref(), &id);
    view! {
        <td class=class data-label=column.into_option()>
            <input
                type="text"
                id=id.clone()
                name=name
                value=value
                inputmode=kind.input_mode()
                autocomplete="off"
                placeholder=placeholder
                lang=lang.map(Language::tag)
                aria-label=label
                aria-describedby=described_by
                aria-invalid=invalid
            />
            {children.map(|children| children())}
            <CellProblem problem id/>
        </td>
    }
}

/// A drop-down list in a cell.
#[component]
pub fn CellSelect(
    /// Name of the field.
    name: String,
    /// Words of the column.
    #[prop(into)]
    column: Words,
    /// Words for who does not see the table: column and row.
    label: String,
    /// What is offered.
    options: Vec<Choice>,
    /// Value of the one that is chosen.
    selected: String,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    problem: Option<String>,
    /// Further class of the cell: how wide it is.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let id = slug(&name);
    let (invalid, described_by) = marks(problem.as_ref(), &id);
    let options = offered(options, &selected);
    view! {
        <td class=class data-label=column.into_option()>
            <select id=id.clone() name=name aria-label=label aria-describedby=described_by aria-invalid=invalid>
                {options}
            </select>
            <CellProblem problem id/>
        </td>
    }
}

fn marks(problem: Option<&String>, id: &str) -> (Option<&'static str>, Option<String>) {
    (problem.map(|_| "true"), problem.map(|_| format!("{id}-problem")))
}

#[component]
fn CellProblem(#[prop(optional_no_strip)] problem: Option<String>, id: String) -> impl IntoView {
    problem.map(|problem| view! { <p class="problem" id=format!("{id}-problem") role="alert">{problem}</p> })
}
