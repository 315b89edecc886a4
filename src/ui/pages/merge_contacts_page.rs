//! `/contacts/:contact/merge/:other`: two contacts side by side; the first stays, each field is chosen.

use leptos::prelude::*;

use crate::api::contacts::load_contact_pair;
use crate::domain::contact::{Consent, ContactForm, ContactKind, NameOrder};
use crate::domain::contact_view::{Contact, Pair, RoleLine};
use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::ui::contacts::{MergeField, MergePage, MergeSide, contact_facts, saved_contact, typed};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{contact as words, say};

/// Two contacts that may be one.
#[component]
pub fn MergeContactsPage() -> impl IntoView {
    let ids = ContactId::parse(&text_param("contact")).zip(ContactId::parse(&text_param("other")));
    loading(
        async move {
            let (first, second) = ids.ok_or(AppError::NotFound)?;
            load_contact_pair(first, second).await
        },
        |pair| view! { <Merge pair/> }.into_any(),
    )
}

#[component]
fn Merge(pair: Pair) -> impl IntoView {
    let Pair { first, second, roles, log, relations } = pair;
    let crumbs = vec![
        (say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (say(words::DOUBLES).to_owned(), Some(paths::CONTACT_DOUBLES.to_owned())),
        (say(words::COMPARE).to_owned(), None),
    ];
    view! {
        <MergePage
            title=words::MERGE_TITLE
            sub=words::MERGE_SUB
            crumbs
            swap=paths::merge_contacts(second.id, first.id)
            back=paths::CONTACT_DOUBLES
            action="/api/contacts/merge"
            stays=side(&first)
            goes=side(&second)
            fields=fields(&first, &second)
        >
            <Moves roles log relations/>
        </MergePage>
    }
}

fn side(contact: &Contact) -> MergeSide {
    let body = contact.body.clone().map(|body| (words::BODY, body.name));
    let owner = contact.owner.clone().map(|owner| (words::OWNER, owner));
    MergeSide {
        id: contact.id.to_string(),
        revision: contact.revision,
        name: contact.form.written(),
        href: paths::contact(contact.id),
        facts: body.into_iter().chain(contact_facts(&contact.form)).chain(owner).collect(),
    }
}

/// What moves along: in bids of the reader by name; of all others the same sentence, whether there are any or not.
#[component]
fn Moves(roles: Vec<RoleLine>, log: i64, relations: usize) -> impl IntoView {
    let roles = roles
        .into_iter()
        .map(|role| {
            let href = paths::bid_page(role.bid.id, "contacts");
            view! { <li><a href=href>{typed(role.bid.name)}</a>" ("{say(words::role(role.role))}")"</li> }
        })
        .collect_view();
    view! {
        <section>
            <h2>{say(words::MOVES)}</h2>
            <ul class="plain">{roles}<li>{words::moves_log(log)}</li><li>{words::moves_ties(relations)}</li></ul>
            <p class="hint">{say(words::MOVES_NOTE)}</p>
        </section>
    }
}

fn fields(first: &Contact, second: &Contact) -> Vec<MergeField> {
    let texts = saved_contact(&first.form).into_iter().zip(saved_contact(&second.form));
    let texts = texts.map(|((label, name, one), (_, _, other))| {
        let [first, second] = [&one, &other].map(|value| (value.clone(), coded(&name, value)));
        let field = MergeField::new(name.clone(), label, first, second);
        if name == "contact[consent]" { field.proposing(consent_of_both(&one, &other)) } else { field }
    });
    let body = |contact: &Contact| {
        let name = contact.body.as_ref().map(|body| body.name.clone()).unwrap_or_default();
        (contact.form.body.clone(), name)
    };
    let owner = |contact: &Contact| (contact.form.owner.clone(), contact.owner.clone().unwrap_or_default());
    let kind = |contact: &Contact| (contact.form.kind.clone(), coded("contact[kind]", &contact.form.kind));
    let order = |contact: &Contact| (contact.form.order.clone(), coded("contact[order]", &contact.form.order));
    let more = [
        ("body", words::BODY, body(first), body(second)),
        ("kind", words::KIND, kind(first), kind(second)),
        ("order", words::ORDER, order(first), order(second)),
        ("owner", words::OWNER, owner(first), owner(second)),
    ];
    let more = more.map(|(field, label, one, other)| MergeField::new(format!("contact[{field}]"), label, one, other));
    texts.chain(more).collect()
}

fn consent_of_both(first: &str, second: &str) -> &'static str {
    let [stays, goes] = [first, second].map(|code| Consent::parse(code).unwrap_or(Consent::NotAsked));
    Consent::of_both(stays, goes).code()
}

/// What a code says.
fn coded(name: &str, value: &str) -> String {
    let field = name.trim_start_matches("contact[").trim_end_matches(']');
    let form = |field: &str| match field {
        "language" => Some(ContactForm { language: value.to_owned(), ..ContactForm::default() }),
        "channel" => Some(ContactForm { channel: value.to_owned(), ..ContactForm::default() }),
        "consent" => Some(ContactForm { consent: value.to_owned(), ..ContactForm::default() }),
        _ => None,
    };
    let said = match field {
        "kind" => ContactKind::parse(value).map(|kind| say(words::kind(kind)).to_owned()),
        "order" => NameOrder::parse(value).map(|order| say(words::order(order)).to_owned()),
        other => form(other).and_then(|form| contact_facts(&form).into_iter().next()).map(|(_, said)| said),
    };
    said.unwrap_or_else(|| value.to_owned())
}
