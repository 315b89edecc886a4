//! Ties of a contact: a list, and the way to another one, found by its name.

use leptos::prelude::*;

use super::typed;
use crate::domain::contact_view::{Contact, Relation, RelationKind};
use crate::domain::id::ContactId;
use crate::ui::kit::{Actions, Choice, Empty, Hidden, PostButton, PostForm, Radios, Select, Submit};
use crate::ui::paths;
use crate::ui::wording::{contact as words, say};

/// The ties of a contact, and adding one: `sought` are the words that were looked for, `found` whom they found.
#[component]
pub fn Relations(
    /// The contact.
    contact: ContactId,
    /// Its ties.
    relations: Vec<Relation>,
    /// Words that were looked for; empty for none.
    sought: String,
    /// Whom they found.
    found: Vec<Contact>,
) -> impl IntoView {
    let list = if relations.is_empty() {
        view! { <Empty title=words::NO_RELATIONS/> }.into_any()
    } else {
        let rows = relations.into_iter().map(|relation| line(contact, relation)).collect_view();
        view! { <ul class="plain contact-ties">{rows}</ul> }.into_any()
    };
    let others: Vec<Contact> = found.into_iter().filter(|other| other.id != contact).collect();
    let is_sought = !sought.is_empty();
    let add = match (is_sought, others.is_empty()) {
        (false, _) => ().into_any(),
        (true, true) => view! { <p class="hint">{say(words::NONE_FOUND)}</p> }.into_any(),
        (true, false) => view! { <Tie contact others/> }.into_any(),
    };
    view! {
        <section>
            <h2>{say(words::RELATIONS)}</h2>
            {list}
            <form class="search" method="get" action=paths::contact(contact) role="search">
                <label class="unseen" for="tie-words">{say(words::RELATE_SEARCH)}</label>
                <input type="search" id="tie-words" name="tie" value=sought placeholder=say(words::RELATE_SEARCH)/>
                <button type="submit" class="button quiet">{say(words::SEARCH)}</button>
            </form>
            {add}
        </section>
    }
}

fn line(contact: ContactId, relation: Relation) -> impl IntoView {
    let fields = vec![("relation", relation.id.to_string()), ("id", contact.to_string())];
    let name = relation.other.name;
    view! {
        <li class="row">
            <span class="muted">{say(words::tie(relation.kind, relation.side))}</span>
            <a href=paths::contact(relation.other.id)>{typed(name.clone())}</a>
            <PostButton action="/api/contacts/unrelate" label=words::UNRELATE fields about=name/>
        </li>
    }
}

#[component]
fn Tie(contact: ContactId, others: Vec<Contact>) -> impl IntoView {
    let others = others
        .into_iter()
        .map(|other| {
            let body = other.body.map(|body| format!(" ({})", body.name)).unwrap_or_default();
            Choice::new(other.id.to_string(), format!("{}{body}", other.form.written()))
        })
        .collect();
    let kinds = RelationKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), words::relation(kind))).collect();
    let ways = vec![Choice::new("this", words::THIS_FIRST), Choice::new("other", words::OTHER_FIRST)];
    view! {
        <PostForm action="/api/contacts/relate">
            <Hidden name="id" value=contact.to_string()/>
            <Select name="other" label=words::OTHER options=others/>
            <Select name="kind" label=words::RELATE_KIND options=kinds/>
            <Radios name="way" label=words::RELATE_WAY options=ways selected="this"/>
            <Actions><Submit label=words::RELATE/></Actions>
        </PostForm>
    }
}
