//! `/bids/:bid/contacts/:contact`: the role of one of the firm's contacts in a bid.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::bid_contacts::load_bid_contact;
use crate::domain::contact_role::GivenWay;
use crate::domain::contact_view::{ContactInBid, Named, OwnRole};
use crate::domain::id::{BidId, ContactId, UserId};
use crate::error::AppError;
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::contacts::{NowSaved, RoleFields, place_of, saved_role, typed};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Crumbs, Disclosure, Hidden, Notice, PageHead, PostButton, PostForm, Revision,
    Submit,
};
use crate::ui::load::{bid_param, loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{contact as words, say};

/// One contact in a bid.
#[component]
pub fn BidContactPage() -> impl IntoView {
    let bid = bid_param();
    let contact = ContactId::parse(&text_param("contact"));
    loading(async move { load_bid_contact(bid?, contact.ok_or(AppError::NotFound)?).await }, |page| {
        view! { <Role page/> }.into_any()
    })
}

#[component]
fn Role(page: ContactInBid) -> impl IntoView {
    const ACTION: &str = "/api/bid-contacts/save";
    let ContactInBid { head, contact, own, people, may_edit } = page;
    let name = contact.form.written();
    let back = paths::bid_page(head.id, "contacts");
    let crumbs = vec![(say(words::IN_BID).to_owned(), Some(back.clone())), (name.clone(), None)];
    let row = ("contact", contact.id.to_string());
    let saved = own.as_ref().map(|own| saved_role(&own.role)).unwrap_or_default();
    let revision = own.as_ref().map_or(0, |own| own.revision);
    let remove = own.clone().filter(|_| may_edit).map(|own| view! { <Remove bid=head.id own/> });
    let given_way = own.as_ref().map(|own| own.given_way.clone()).unwrap_or_default();
    let left = own.as_ref().filter(|own| own.has_person_left).and_then(|own| own.person.clone());
    let role = own.map(|own| own.role);
    let reachable = people.clone();
    let bid = head.id.to_string();
    let form = may_edit.then(|| {
        view! {
            <NowSaved action=ACTION row=row.clone() fields=saved/>
            <PostForm action=ACTION row class="entry-form">
                <Hidden name="bid" value=bid/>
                <Revision value=revision/>
                <RoleFields role people left/>
                <Actions><Submit label=words::SAVE/><ButtonLink href=back label=words::BACK/></Actions>
            </PostForm>
        }
    });
    view! {
        <Title text=format!("{name} · {}", head.title)/>
        <PageFrame current="contacts" bid=navigation(&head)>
            <Crumbs items=crumbs/>
            <PageHead title=name sub=head.title.clone()>
                <ButtonLink href=paths::contact(contact.id) label=words::CARD/>
            </PageHead>
            <p>{place_of(&contact)}</p>
            <ArchivedNote is_archived=head.is_archived/>
            <GivenWays given_way people=reachable/>
            {form}
            {remove}
        </PageFrame>
    }
}

/// What the other roles were, of a contact that was entered twice.
#[component]
fn GivenWays(given_way: Vec<GivenWay>, people: Vec<Named<UserId>>) -> impl IntoView {
    (!given_way.is_empty()).then(|| {
        let lines = given_way
            .into_iter()
            .map(|given| {
                let person = given.person.and_then(|id| people.iter().find(|one| one.id == id));
                let person = person.map(|one| view! { " "{typed(one.name.clone())} });
                view! { <li>{words::given_way(&given)}{person}</li> }
            })
            .collect_view();
        view! { <Notice><b>{say(words::GIVEN_WAY)}</b><ul class="plain">{lines}</ul></Notice> }
    })
}

#[component]
fn Remove(bid: BidId, own: OwnRole) -> impl IntoView {
    let fields =
        vec![("contact", own.contact.to_string()), ("bid", bid.to_string()), ("revision", own.revision.to_string())];
    view! {
        <Disclosure summary=words::REMOVE>
            <p class="sub">{say(words::REMOVE_NOTE)}</p>
            <PostButton action="/api/bid-contacts/remove" label=words::REMOVE_NOW fields kind=ButtonKind::Danger/>
        </Disclosure>
    }
}
