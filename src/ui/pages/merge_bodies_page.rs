//! `/contacts/organisations/:body/merge/:other_body`: two organisations side by side; the first stays, each field is
//! chosen.

use leptos::prelude::*;

use crate::api::contacts::load_contact_body_pair;
use crate::domain::contact::ContactKind;
use crate::domain::contact_organisation::{Body, BodyPair};
use crate::domain::contact_view::Named;
use crate::domain::id::{ContactId, ContactOrganisationId};
use crate::error::AppError;
use crate::ui::contacts::{MergeField, MergePage, MergeSide, body_facts, body_name, saved_body, typed};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{contact, contact_organisation as words, say};

/// Two organisations that may be one.
#[component]
pub fn MergeBodiesPage() -> impl IntoView {
    let [first, second] = ["body", "other_body"].map(|name| ContactOrganisationId::parse(&text_param(name)));
    loading(
        async move {
            let (first, second) = first.zip(second).ok_or(AppError::NotFound)?;
            load_contact_body_pair(first, second).await
        },
        |pair| view! { <Merge pair/> }.into_any(),
    )
}

#[component]
fn Merge(pair: BodyPair) -> impl IntoView {
    let BodyPair { first, second, people } = pair;
    let crumbs = vec![
        (say(contact::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (say(contact::BODIES).to_owned(), Some(paths::CONTACT_BODIES.to_owned())),
        (say(contact::COMPARE).to_owned(), None),
    ];
    view! {
        <MergePage
            title=words::MERGE_TITLE
            sub=words::MERGE_SUB
            crumbs
            swap=paths::merge_bodies(second.id, first.id)
            back=paths::CONTACT_BODIES
            action="/api/contacts/merge-bodies"
            stays=side(&first)
            goes=side(&second)
            fields=fields(&first, &second)
        >
            <Moves count=second.people people/>
        </MergePage>
    }
}

fn side(body: &Body) -> MergeSide {
    MergeSide {
        id: body.id.to_string(),
        revision: body.revision,
        name: body.form.name.clone(),
        href: paths::contact_body(body.id),
        facts: body_facts(body),
    }
}

fn fields(first: &Body, second: &Body) -> Vec<MergeField> {
    let [one, other] =
        [first, second].map(|body| (body.kind.code().to_owned(), say(contact::kind(body.kind)).to_owned()));
    let kind = MergeField::new(body_name("kind"), contact::KIND, one, other);
    let kind = kind.proposing(ContactKind::of_both(first.kind, second.kind).code());
    let plain = |value: String| (value.clone(), value);
    let texts = saved_body(&first.form).into_iter().zip(saved_body(&second.form));
    let texts = texts.map(|((label, name, one), (_, _, other))| MergeField::new(name, label, plain(one), plain(other)));
    [kind].into_iter().chain(texts).collect()
}

/// Who moves along, the first of them by name.
#[component]
fn Moves(count: i64, people: Vec<Named<ContactId>>) -> impl IntoView {
    let more = usize::try_from(count).unwrap_or_default().saturating_sub(people.len());
    let more = (more > 0).then(|| view! { <li>{words::moves_more(more)}</li> });
    let people = people
        .into_iter()
        .map(|one| view! { <li><a href=paths::contact(one.id)>{typed(one.name)}</a></li> })
        .collect_view();
    view! {
        <section>
            <h2>{say(contact::MOVES)}</h2>
            <p>{words::moves_people(count)}</p>
            <ul class="plain">{people}{more}</ul>
            <p class="hint">{say(words::MOVES_NOTE)}</p>
        </section>
    }
}
