//! `/contacts/:contact/merge/:other`: two contacts side by side; the first stays, each field is chosen.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::contacts::load_contact_pair;
use crate::domain::contact::{Consent, ContactForm};
use crate::domain::contact_view::{Contact, Pair, RoleLine};
use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::ui::contacts::{contact_facts, saved_contact, typed};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonLink, Choice, Crumbs, Hidden, PageHead, PostForm, Radios, Submit, TextArea};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{COLON, Phrase, contact as words, say};

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
    let swap = paths::merge_contacts(second.id, first.id);
    let fields = fields(&first, &second);
    view! {
        <Title text=say(words::MERGE_TITLE)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::MERGE_TITLE sub=words::MERGE_SUB>
                <ButtonLink href=swap label=words::SWAP/>
            </PageHead>
            <div class="cols even">
                <Side contact=first.clone() heading=words::STAYS/>
                <Side contact=second.clone() heading=words::GOES/>
            </div>
            <PostForm action="/api/contacts/merge" row=("id", first.id.to_string()) class="entry-form">
                <Hidden name="revision" value=first.revision.to_string()/>
                <Hidden name="gone" value=second.id.to_string()/>
                <Hidden name="gone_revision" value=second.revision.to_string()/>
                <Choices fields/>
                <Moves roles log relations/>
                <Actions><Submit label=words::MERGE_NOW/><ButtonLink href=paths::CONTACT_DOUBLES label=words::BACK/></Actions>
            </PostForm>
        </PageFrame>
    }
}

#[component]
fn Side(contact: Contact, heading: Phrase) -> impl IntoView {
    let body = contact.body.clone().map(|body| (words::BODY, body.name));
    let owner = contact.owner.clone().map(|owner| (words::OWNER, owner));
    let facts = body
        .into_iter()
        .chain(contact_facts(&contact.form))
        .chain(owner)
        .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd class="contact-said">{typed(value)}</dd></div> })
        .collect_view();
    view! {
        <section>
            <h2>{say(heading)}{say(COLON)}<a href=paths::contact(contact.id)>{typed(contact.form.written())}</a></h2>
            <dl class="facts">{facts}</dl>
        </section>
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

/// A field of both: its name in the form, its label, and per contact what is sent and what is read.
struct Both {
    name: String,
    label: Phrase,
    first: (String, String),
    second: (String, String),
}

fn fields(first: &Contact, second: &Contact) -> Vec<Both> {
    let plain = |value: String| (value.clone(), value);
    let mut fields: Vec<Both> = saved_contact(&first.form)
        .into_iter()
        .zip(saved_contact(&second.form))
        .map(|((label, name, one), (_, _, other))| Both { name, label, first: plain(one), second: plain(other) })
        .collect();
    let body = |contact: &Contact| {
        let name = contact.body.as_ref().map(|body| body.name.clone()).unwrap_or_default();
        (contact.form.body.clone(), name)
    };
    let owner = |contact: &Contact| (contact.form.owner.clone(), contact.owner.clone().unwrap_or_default());
    let more = [
        ("body", words::BODY, body(first), body(second)),
        ("kind", words::KIND, plain(first.form.kind.clone()), plain(second.form.kind.clone())),
        ("order", words::ORDER, plain(first.form.order.clone()), plain(second.form.order.clone())),
        ("owner", words::OWNER, owner(first), owner(second)),
    ];
    fields.extend(more.into_iter().map(|(field, label, first, second)| Both {
        name: format!("contact[{field}]"),
        label,
        first,
        second,
    }));
    fields
}

#[component]
fn Choices(fields: Vec<Both>) -> impl IntoView {
    fields.into_iter().map(choice).collect_view()
}

/// What both have alike needs no choice, and notes are kept of both.
fn choice(both: Both) -> AnyView {
    let Both { name, label, first, second } = both;
    if name == "contact[notes]" {
        let notes = joined(&first.0, &second.0);
        return view! { <TextArea name label hint=words::NOTES_OF_BOTH value=notes/> }.into_any();
    }
    if first.0 == second.0 {
        return view! { <Hidden name value=first.0/> }.into_any();
    }
    let selected = proposed(&name, &first.0, &second.0);
    let options = [first, second]
        .into_iter()
        .map(|(value, shown)| {
            let shown = if shown.is_empty() { say(words::EMPTY).to_owned() } else { coded(&name, &shown) };
            Choice::new(value, shown)
        })
        .collect();
    view! { <Radios name label options selected/> }.into_any()
}

/// What is chosen before anybody chooses: what stays, where it says something.
fn proposed(name: &str, first: &str, second: &str) -> String {
    if name == "contact[consent]" {
        let [stays, goes] = [first, second].map(|code| Consent::parse(code).unwrap_or(Consent::NotAsked));
        return Consent::of_both(stays, goes).code().to_owned();
    }
    if first.is_empty() { second.to_owned() } else { first.to_owned() }
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
        "kind" => crate::domain::contact::ContactKind::parse(value).map(|kind| say(words::kind(kind)).to_owned()),
        "order" => crate::domain::contact::NameOrder::parse(value).map(|order| say(words::order(order)).to_owned()),
        other => form(other).and_then(|form| contact_facts(&form).into_iter().next()).map(|(_, said)| said),
    };
    said.unwrap_or_else(|| value.to_owned())
}

fn joined(first: &str, second: &str) -> String {
    let parts: Vec<&str> = [first, second].into_iter().filter(|part| !part.is_empty()).collect();
    if first == second { first.to_owned() } else { parts.join("\n") }
}
