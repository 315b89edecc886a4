//! Tables with hairlines that become lists on a phone.

use leptos::prelude::*;

use super::words::Words;

/// On which side a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Numbers that line up.
    End,
}

impl Align {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::End => Some("r"),
        }
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its words; empty for a column of buttons.
    pub label: Words,
    /// Its side.
    pub align: Align,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn text(label: impl Into<Words>) -> Self {
        Self { label: label.into(), align: Align::Start }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(label: impl Into<Words>) -> Self {
        Self { label: label.into(), align: Align::End }
    }
}

/// A table; its rows are `<tr>` with [`Cell`]s. On a phone each row becomes a block whose lines carry the
/// cells' labels.
#[component]
pub fn DataTable(
    /// What the table holds, for those who listen.
    #[prop(into)]
    caption: Words,
    /// The heads.
    columns: Vec<Column>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| {
            let label = column.label.into_string();
            // A column of buttons has no name: an empty heading would be read out as one.
            if label.is_empty() {
                return view! { <td></td> }.into_any();
            }
            view! { <th scope="col" class=column.align.class()>{label}</th> }.into_any()
        })
        .collect_view();
    view! {
        <table class="stacks">
            <caption class="unseen">{caption.into_string()}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

/// One cell. Without a label it is the title of its row on a phone, or a cell of buttons.
#[component]
pub fn Cell(
    /// The column's words, shown beside the value on a phone.
    #[prop(optional, into)]
    label: Words,
    /// Its side.
    #[prop(optional)]
    align: Align,
    children: Children,
) -> impl IntoView {
    view! { <td class=align.class() data-label=label.into_option()>{children()}</td> }
}
