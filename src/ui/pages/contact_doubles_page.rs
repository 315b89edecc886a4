//! `/contacts/duplicates`: pairs of contacts that may be one and the same person; with `?with=` one contact, and those
//! that words find, to be merged with it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::contacts::{list_contact_doubles, list_contacts, load_contact};
use crate::domain::contact_view::{Contact, Double, Named};
use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::ui::contacts::{MergeFound, MergeOther, MergeSearch, typed};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{ButtonLink, Cell, Column, Crumbs, DataTable, Empty, PageHead};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{COLON, contact as words, say};

/// One contact, and whom words found beside it.
struct Sought {
    contact: Named<ContactId>,
    words: String,
    found: Vec<Contact>,
}

/// The pairs, or one contact with those among which the other one is looked for.
#[component]
pub fn ContactDoublesPage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let (with, sought) = (asked("with"), asked("words"));
    loading(
        async move {
            let sought = if with.is_empty() { None } else { Some(seek(&with, sought).await?) };
            Ok((list_contact_doubles().await?, sought))
        },
        |(doubles, sought)| view! { <Doubles doubles sought/> }.into_any(),
    )
}

async fn seek(with: &str, words: String) -> Result<Sought, AppError> {
    let contact = ContactId::parse(with).ok_or(AppError::NotFound)?;
    let name = load_contact(contact, String::new()).await?.contact.form.written();
    let found = match words.trim() {
        "" => Vec::new(),
        _ => list_contacts(words.clone(), String::new(), String::new()).await?.contacts,
    };
    Ok(Sought { contact: Named { id: contact, name }, words, found })
}

#[component]
fn Doubles(doubles: Vec<Double>, #[prop(optional_no_strip)] sought: Option<Sought>) -> impl IntoView {
    let crumbs =
        vec![(say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())), (say(words::DOUBLES).to_owned(), None)];
    let columns =
        vec![Column::text(words::NAME), Column::text(words::NAME), Column::text(words::WHY), Column::text("")];
    let table = if doubles.is_empty() {
        view! { <Empty title=words::NO_DOUBLES/> }.into_any()
    } else {
        let rows = doubles.into_iter().map(row).collect_view();
        view! { <DataTable caption=words::DOUBLES columns>{rows}</DataTable> }.into_any()
    };
    let sought = sought.map(|sought| view! { <Other sought/> });
    view! {
        <Title text=say(words::DOUBLES)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::DOUBLES sub=words::DOUBLES_SUB/>
            {sought}
            {table}
        </PageFrame>
    }
}

#[component]
fn Other(sought: Sought) -> impl IntoView {
    let Sought { contact, words: sought, found } = sought;
    let others = found.into_iter().filter(|other| other.id != contact.id);
    let found: Vec<MergeOther> = others.map(|other| found_beside(contact.id, other)).collect();
    let (one, name) = (("with", contact.id.to_string()), typed(contact.name));
    view! {
        <section>
            <h2>{say(words::MERGE_WITH)}</h2>
            <p>{say(words::MERGE_ONE)}{say(COLON)}<a href=paths::contact(contact.id)>{name}</a></p>
            <MergeSearch page=paths::CONTACT_DOUBLES.to_owned() one hint=words::SEARCH_HINT sought=sought.clone()/>
            <MergeFound sought caption=words::MERGE_FOUND name=words::NAME none=words::NONE_FOUND found/>
        </section>
    }
}

fn found_beside(contact: ContactId, other: Contact) -> MergeOther {
    let body = other.body.map(|body| body.name).unwrap_or_default();
    MergeOther {
        name: other.form.written(),
        href: paths::contact(other.id),
        said: [(words::BODY, body), (words::EMAIL, other.form.email)],
        compare: paths::merge_contacts(contact, other.id),
    }
}

fn row(pair: Double) -> impl IntoView {
    let href = paths::merge_contacts(pair.first.id, pair.second.id);
    view! {
        <tr>
            <Cell><a href=paths::contact(pair.first.id)>{typed(pair.first.name)}</a></Cell>
            <Cell label=words::NAME><a href=paths::contact(pair.second.id)>{typed(pair.second.name)}</a></Cell>
            <Cell label=words::WHY>{say(words::likeness(pair.likeness))}</Cell>
            <Cell><ButtonLink href label=words::COMPARE/></Cell>
        </tr>
    }
}
