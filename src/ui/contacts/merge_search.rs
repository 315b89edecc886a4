//! The way from one entry to another one of the same, which no suggestion names: looked for by words.

use leptos::prelude::*;

use super::typed;
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, Empty};
use crate::ui::wording::{Phrase, contact as words, say};

/// Looks for the entry with which one is merged; works without scripting.
#[component]
pub fn MergeSearch(
    /// The page that shows what is found.
    page: String,
    /// Under which name the page is told of the one that stays, and its identity.
    one: (&'static str, String),
    /// What can be looked for.
    hint: Phrase,
    /// Words that were looked for.
    #[prop(optional, into)]
    sought: String,
) -> impl IntoView {
    view! {
        <form class="search" method="get" action=page role="search" aria-label=say(words::MERGE_SEARCH)>
            <input type="hidden" name=one.0 value=one.1/>
            <label class="unseen" for="merge-words">{say(words::MERGE_SEARCH)}</label>
            <input type="search" id="merge-words" name="words" value=sought placeholder=say(hint)/>
            <button type="submit" class="button quiet">{say(words::SEARCH)}</button>
        </form>
    }
}

/// Something that the words found.
pub struct MergeOther {
    /// Its name.
    pub name: String,
    /// Where all of it stands.
    pub href: String,
    /// What is said of it, each under its label.
    pub said: [(Phrase, String); 2],
    /// Where both stand side by side.
    pub compare: String,
}

/// What the words found, each with the way to see both side by side; without any words nothing.
#[component]
pub fn MergeFound(
    /// Words that were looked for.
    sought: String,
    /// What the table holds.
    caption: Phrase,
    /// How its first column is called.
    name: Phrase,
    /// That nothing was found.
    none: Phrase,
    /// What was found.
    found: Vec<MergeOther>,
) -> impl IntoView {
    if sought.trim().is_empty() {
        return ().into_any();
    }
    let Some(first) = found.first() else { return view! { <Empty title=none/> }.into_any() };
    let labels = first.said.each_ref().map(|(label, _)| *label);
    let columns = [name].into_iter().chain(labels).chain([words::COMPARE]).map(Column::text).collect();
    let rows = found.into_iter().map(row).collect_view();
    view! { <DataTable caption columns>{rows}</DataTable> }.into_any()
}

fn row(other: MergeOther) -> impl IntoView {
    let said = other.said.map(|(label, value)| view! { <Cell label>{typed(value)}</Cell> }).into_iter().collect_view();
    view! {
        <tr>
            <Cell><a href=other.href>{typed(other.name)}</a></Cell>
            {said}
            <Cell><ButtonLink href=other.compare label=words::COMPARE/></Cell>
        </tr>
    }
}
