//! The way from one contact to another one of the same person that no suggestion names: looked for by words.

use leptos::prelude::*;

use super::typed;
use crate::domain::contact_view::Contact;
use crate::domain::id::ContactId;
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, Empty};
use crate::ui::paths;
use crate::ui::wording::{contact as words, say};

/// Looks for the contact with which one is merged; works without scripting.
#[component]
pub fn MergeSearch(
    /// The one that stays.
    contact: ContactId,
    /// Words that were looked for.
    #[prop(optional, into)]
    sought: String,
) -> impl IntoView {
    view! {
        <form
            class="search"
            method="get"
            action=paths::CONTACT_DOUBLES
            role="search"
            aria-label=say(words::MERGE_SEARCH)
        >
            <input type="hidden" name="with" value=contact.to_string()/>
            <label class="unseen" for="merge-words">{say(words::MERGE_SEARCH)}</label>
            <input type="search" id="merge-words" name="words" value=sought placeholder=say(words::SEARCH_HINT)/>
            <button type="submit" class="button quiet">{say(words::SEARCH)}</button>
        </form>
    }
}

/// Whom the words found, each with the way to see both side by side; without any words nothing.
#[component]
pub fn MergeFound(
    /// The one that stays.
    contact: ContactId,
    /// Words that were looked for.
    sought: String,
    /// Whom they found, perhaps the same one among them.
    found: Vec<Contact>,
) -> impl IntoView {
    let others: Vec<Contact> = found.into_iter().filter(|other| other.id != contact).collect();
    if sought.trim().is_empty() {
        return ().into_any();
    }
    if others.is_empty() {
        return view! { <Empty title=words::NONE_FOUND/> }.into_any();
    }
    let columns = vec![
        Column::text(words::NAME),
        Column::text(words::BODY),
        Column::text(words::EMAIL),
        Column::text(words::COMPARE),
    ];
    let rows = others.into_iter().map(|other| row(contact, other)).collect_view();
    view! { <DataTable caption=words::MERGE_FOUND columns>{rows}</DataTable> }.into_any()
}

fn row(contact: ContactId, other: Contact) -> impl IntoView {
    let (href, body) = (paths::merge_contacts(contact, other.id), other.body.map(|body| typed(body.name)));
    let name = other.form.written();
    view! {
        <tr>
            <Cell><a href=paths::contact(other.id)>{typed(name)}</a></Cell>
            <Cell label=words::BODY>{body}</Cell>
            <Cell label=words::EMAIL>{other.form.email}</Cell>
            <Cell><ButtonLink href label=words::COMPARE/></Cell>
        </tr>
    }
}
