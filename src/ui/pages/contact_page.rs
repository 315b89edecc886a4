//! `/contacts/:contact`: a contact's card: particulars, ties, roles, the log, what the person may ask for.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::contacts::{list_contacts, load_contact};
use crate::domain::contact_view::{Contact, ContactCard, Named, RoleLine};
use crate::domain::id::{BidId, ContactId};
use crate::error::AppError;
use crate::ui::contacts::{
    EngagementEntry, EngagementLog, LogPages, MergeSearch, Relations, TakesPart, contact_facts, title_of, typed,
};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Cell, Column, Crumbs, DataTable, Disclosure, PageHead, Tag, TagKind,
};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{contact as words, engagement, say};

/// The card of a contact.
#[component]
pub fn ContactPage() -> impl IntoView {
    let contact = ContactId::parse(&text_param("contact"));
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let (sought, behind) = (asked("tie"), asked("behind"));
    loading(
        async move {
            let card = load_contact(contact.ok_or(AppError::NotFound)?, behind.clone()).await?;
            let found = match sought.trim() {
                "" => Vec::new(),
                _ => list_contacts(sought.clone(), String::new(), String::new()).await?.contacts,
            };
            Ok((card, sought, found, !behind.is_empty()))
        },
        |(card, sought, found, is_older)| view! { <Card card sought found is_older/> }.into_any(),
    )
}

#[component]
fn Card(card: ContactCard, sought: String, found: Vec<Contact>, is_older: bool) -> impl IntoView {
    let ContactCard { contact, relations, roles, log, older, colleagues, people, bids, reader } = card;
    let id = contact.id;
    let name = contact.form.written();
    let crumbs = vec![(say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())), (name.clone(), None)];
    let title = title_of(&contact.form.title_ja, &contact.form.title_en);
    let sub: Vec<String> =
        contact.body.iter().map(|body| body.name.clone()).chain([title]).filter(|part| !part.is_empty()).collect();
    let mut taking_part = vec![TakesPart { contact: Named { id: contact.id, name: name.clone() }, is_ticked: true }];
    taking_part.extend(colleagues.into_iter().map(|contact| TakesPart { contact, is_ticked: false }));
    let offered = bids.clone();
    view! {
        <Title text=name.clone()/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=name sub=sub.join(" ")>
                <Actions>
                    <ButtonLink href=paths::edit_contact(id) label=words::EDIT kind=ButtonKind::Primary/>
                </Actions>
            </PageHead>
            <div class="cols">
                <div><Facts contact/></div>
                <div>
                    <Roles contact=id roles bids/>
                    <Relations contact=id relations sought found/>
                </div>
            </div>
            <section id="log">
                <h2>{say(engagement::LOG)}</h2>
                <EngagementEntry bids=offered contacts=taking_part people reader/>
                <EngagementLog log names_bid=true may_edit=true/>
                <LogPages page=paths::contact(id) is_older older/>
            </section>
            <Twice contact=id/>
            <Personal contact=id/>
        </PageFrame>
    }
}

#[component]
fn Facts(contact: Contact) -> impl IntoView {
    let kind = contact.kind.map(|kind| (words::KIND, say(words::kind(kind)).to_owned()));
    let body = contact.body.map(|body| (words::BODY, body.name));
    let owner = contact.owner.map(|owner| (words::OWNER, owner));
    let has_left = contact.has_owner_left.then(|| view! { <p><Tag kind=TagKind::Warn text=words::KEEPER_LEFT/></p> });
    let facts = [kind, body]
        .into_iter()
        .flatten()
        .chain(contact_facts(&contact.form))
        .chain(owner)
        .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd class="contact-said">{typed(value)}</dd></div> })
        .collect_view();
    view! { <dl class="facts">{facts}</dl>{has_left} }
}

#[component]
fn Roles(contact: ContactId, roles: Vec<RoleLine>, bids: Vec<Named<BidId>>) -> impl IntoView {
    let columns = vec![Column::text(words::BID), Column::text(words::ROLE), Column::text(words::SHARED)];
    let known: Vec<_> = roles.iter().map(|role| role.bid.id).collect();
    let rows = roles
        .into_iter()
        .map(|role| {
            let href = paths::bid_contact(role.bid.id, contact);
            let shown = if role.is_shared { words::SHARED } else { words::OWN_ONLY };
            view! {
                <tr>
                    <Cell><a href=href>{typed(role.bid.name)}</a></Cell>
                    <Cell label=words::ROLE>{say(words::role(role.role))}</Cell>
                    <Cell label=words::SHARED><Tag text=shown/></Cell>
                </tr>
            }
        })
        .collect_view();
    let table = if known.is_empty() {
        view! { <p class="hint">{say(words::NO_ROLES)}</p> }.into_any()
    } else {
        view! { <DataTable caption=words::ROLES columns>{rows}</DataTable> }.into_any()
    };
    let others = bids.into_iter().filter(|bid| !known.contains(&bid.id)).take(10);
    let links = others
        .map(|bid| {
            let href = paths::bid_contact(bid.id, contact);
            view! { <li><a href=href>{typed(bid.name)}</a></li> }
        })
        .collect::<Vec<_>>();
    let add = (!links.is_empty()).then(|| {
        view! { <Disclosure summary=words::ADD_TO_BID><ul class="plain">{links}</ul></Disclosure> }
    });
    view! { <section><h2>{say(words::ROLES)}</h2>{table}{add}</section> }
}

/// The way to the other entry of somebody who was entered twice.
#[component]
fn Twice(contact: ContactId) -> impl IntoView {
    view! {
        <section class="no-print">
            <h2>{say(words::MERGE_WITH)}</h2>
            <p class="hint">{say(words::MERGE_WITH_HINT)}</p>
            <MergeSearch page=paths::CONTACT_DOUBLES.to_owned() one=("with", contact.to_string()) hint=words::SEARCH_HINT/>
        </section>
    }
}

/// What the person may ask for.
#[component]
fn Personal(contact: ContactId) -> impl IntoView {
    view! {
        <section class="no-print">
            <h2>{say(words::PERSONAL)}</h2>
            <p class="sub">{say(words::PERSONAL_SUB)}</p>
            <p class="hint">{say(words::EXPORT_NOTE)}</p>
            <Actions>
                <ButtonLink href=paths::contact_data(contact) label=words::EXPORT download=""/>
                <ButtonLink href=paths::erase_contact(contact) label=words::ERASE/>
            </Actions>
        </section>
    }
}
