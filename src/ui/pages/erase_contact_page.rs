//! `/contacts/:contact/erase`: what erasing a person takes out, what remains and why, and which texts may speak of them.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::contacts::load_contact_erasing;
use crate::domain::contact_erasing::{Erasing, KeptSort, KeptText, Mention, Place};
use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::ui::contacts::typed;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Cell, Checkbox, Column, Crumbs, DataTable, Hidden, PageHead, PostForm, Submit,
};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{Phrase, contact as words, contact_erasing as erasing, deadline, say};

/// Before a person is erased.
#[component]
pub fn EraseContactPage() -> impl IntoView {
    let contact = ContactId::parse(&text_param("contact"));
    loading(async move { load_contact_erasing(contact.ok_or(AppError::NotFound)?).await }, |erasing| {
        view! { <Before erasing/> }.into_any()
    })
}

#[component]
fn Before(erasing: Erasing) -> impl IntoView {
    let Erasing { contact, certain, possible, left_out, kept, kept_left_out, shown_to, files_gone, files_kept } =
        erasing;
    let name = contact.form.written();
    let card = paths::contact(contact.id);
    let crumbs = vec![
        (say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (name.clone(), Some(card.clone())),
        (say(erasing::ERASE_TITLE).to_owned(), None),
    ];
    let revision = contact.revision.to_string();
    let left_out = (left_out > 0).then(|| view! { <p class="hint">{erasing::left_out(left_out)}</p> });
    let kept_left_out = (kept_left_out > 0).then(|| {
        view! { <p class="hint">{erasing::kept_left_out(kept_left_out)}</p> }
    });
    view! {
        <Title text=format!("{} · {name}", say(erasing::ERASE_TITLE))/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=erasing::ERASE_TITLE sub=name/>
            <section>
                <h2>{say(erasing::ERASE_FIRST)}</h2>
                <p>{say(erasing::ERASE_FIRST_NOTE)}</p>
                <p class="hint">{say(words::EXPORT_NOTE)}</p>
                <Actions>
                    <ButtonLink href=paths::contact_data(contact.id) label=words::EXPORT download=""/>
                </Actions>
                <Names label=erasing::SHOWN_TO names=shown_to/>
            </section>
            <section>
                <h2>{say(erasing::ERASE_GOES)}</h2>
                <p>{say(erasing::ERASE_GOES_NOTE)}</p>
                <Names label=erasing::FILES_GONE names=files_gone/>
                <h3>{say(erasing::CERTAIN)}</h3>
                <Certain certain/>
            </section>
            <section>
                <h2>{say(erasing::ERASE_REMAINS)}</h2>
                <p>{say(erasing::ERASE_REMAINS_NOTE)}</p>
                <p>{say(erasing::ERASE_REMAINS_SHARED)}</p>
                <Kept kept/>
                {kept_left_out}
                <Names label=erasing::FILES_KEPT names=files_kept/>
            </section>
            <PostForm action="/api/contacts/erase" row=("id", contact.id.to_string())>
                <Hidden name="revision" value=revision/>
                <Possible possible/>
                {left_out}
                <p><b>{say(erasing::ERASE_FINAL)}</b></p>
                <Actions>
                    <Submit label=erasing::ERASE_NOW kind=ButtonKind::Danger/>
                    <ButtonLink href=card label=words::CARD/>
                </Actions>
            </PostForm>
        </PageFrame>
    }
}

#[component]
fn Names(label: Phrase, names: Vec<String>) -> impl IntoView {
    (!names.is_empty()).then(|| view! { <p>{say(label)}{typed(names.join("、"))}</p> })
}

#[component]
fn Certain(certain: Vec<Mention>) -> impl IntoView {
    if certain.is_empty() {
        return view! { <p class="hint">{say(erasing::NO_CERTAIN)}</p> }.into_any();
    }
    let columns = vec![Column::text(erasing::WHERE), Column::text(erasing::TEXT)];
    let rows = certain
        .into_iter()
        .map(|mention| {
            view! {
                <tr>
                    <Cell label=erasing::WHERE>{place(mention.place)}</Cell>
                    <Cell label=erasing::TEXT><span class="contact-said">{typed(mention.text)}</span></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <DataTable caption=erasing::CERTAIN columns>{rows}</DataTable> }.into_any()
}

/// What names the person and stays.
#[component]
fn Kept(kept: Vec<KeptText>) -> impl IntoView {
    if kept.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::text(erasing::WHERE), Column::text(erasing::TEXT)];
    let rows = kept
        .into_iter()
        .map(|one| {
            let (sort, bid) = (one.sort, one.bid);
            let href = match (&bid, sort) {
                (Some(bid), KeptSort::Decision) => paths::bid_page(bid.id, "decision"),
                (Some(bid), KeptSort::Plan) => paths::plan(bid.id),
                (Some(bid), KeptSort::Question) => paths::questions(bid.id),
                (Some(bid), _) => paths::bid_page(bid.id, "records"),
                (None, _) => paths::FIRM_RECORDS.to_owned(),
            };
            let name = bid.map(|bid| view! { <span class="small under">{typed(bid.name)}</span> });
            view! {
                <tr>
                    <Cell label=erasing::WHERE><a href=href>{say(erasing::kept_sort(sort))}</a>{name}</Cell>
                    <Cell label=erasing::TEXT><span class="contact-said">{typed(one.text)}</span></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <DataTable caption=erasing::ERASE_KEPT columns>{rows}</DataTable> }.into_any()
}

/// What may speak of the person, each with a box; nothing is ticked at first.
#[component]
fn Possible(possible: Vec<Mention>) -> impl IntoView {
    if possible.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::text(erasing::WHERE), Column::text(erasing::TEXT), Column::text(erasing::TAKE_OUT)];
    let rows = possible
        .into_iter()
        .map(|mention| {
            let name = format!("also[{}]", mention.key);
            view! {
                <tr>
                    <Cell label=erasing::WHERE>{place(mention.place)}</Cell>
                    <Cell label=erasing::TEXT><span class="contact-said">{typed(mention.text)}</span></Cell>
                    <Cell><Checkbox name label=erasing::TAKE_OUT/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2>{say(erasing::POSSIBLE)}</h2>
        <p>{say(erasing::POSSIBLE_NOTE)}</p>
        <DataTable caption=erasing::POSSIBLE columns>{rows}</DataTable>
    }
    .into_any()
}

fn place(place: Place) -> impl IntoView {
    match place {
        Place::Log { at, bid } => {
            let bid = bid.map(|bid| {
                let href = paths::bid_page(bid.id, "contacts");
                view! { <span class="small under"><a href=href>{typed(bid.name)}</a></span> }
            });
            view! { {say(erasing::IN_LOG)}" "{deadline::moment(at)}{bid} }.into_any()
        }
        Place::Role { contact, bid } => {
            let href = paths::bid_contact(bid.id, contact.id);
            view! {
                {say(erasing::IN_ROLE)}" "<a href=href>{typed(contact.name)}</a>
                <span class="small under">{typed(bid.name)}</span>
            }
            .into_any()
        }
        Place::Organisation(body) => {
            view! { {say(erasing::IN_BODY)}" "<a href=paths::contact_body(body.id)>{typed(body.name)}</a> }.into_any()
        }
        Place::Notes(contact) => {
            view! { {say(erasing::IN_NOTES)}" "<a href=paths::contact(contact.id)>{typed(contact.name)}</a> }.into_any()
        }
    }
}
