//! `/contacts/:contact/erase`: what erasing a person takes out, what remains and why, and which texts may speak of them.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::contacts::load_contact_erasing;
use crate::domain::contact_erasing::{Erasing, Mention, Place};
use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::ui::contacts::typed;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Cell, Checkbox, Column, Crumbs, DataTable, Hidden, PageHead, PostForm, Submit,
};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{Phrase, contact as words, deadline, say};

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
    let Erasing { contact, certain, possible, left_out, files_gone, files_kept } = erasing;
    let name = contact.form.written();
    let card = paths::contact(contact.id);
    let crumbs = vec![
        (say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (name.clone(), Some(card.clone())),
        (say(words::ERASE_TITLE).to_owned(), None),
    ];
    let revision = contact.revision.to_string();
    let left_out = (left_out > 0).then(|| view! { <p class="hint">{words::left_out(left_out)}</p> });
    view! {
        <Title text=format!("{} · {name}", say(words::ERASE_TITLE))/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::ERASE_TITLE sub=name/>
            <section>
                <h2>{say(words::ERASE_GOES)}</h2>
                <p>{say(words::ERASE_GOES_NOTE)}</p>
                <Files label=words::FILES_GONE names=files_gone/>
                <h3>{say(words::CERTAIN)}</h3>
                <Certain certain/>
            </section>
            <section>
                <h2>{say(words::ERASE_REMAINS)}</h2>
                <p>{say(words::ERASE_REMAINS_NOTE)}</p>
                <Files label=words::FILES_KEPT names=files_kept/>
            </section>
            <PostForm action="/api/contacts/erase" row=("id", contact.id.to_string())>
                <Hidden name="revision" value=revision/>
                <Possible possible/>
                {left_out}
                <p><b>{say(words::ERASE_FINAL)}</b></p>
                <Actions>
                    <Submit label=words::ERASE_NOW kind=ButtonKind::Danger/>
                    <ButtonLink href=card label=words::CARD/>
                </Actions>
            </PostForm>
        </PageFrame>
    }
}

#[component]
fn Files(label: Phrase, names: Vec<String>) -> impl IntoView {
    (!names.is_empty()).then(|| view! { <p>{say(label)}{typed(names.join("、"))}</p> })
}

#[component]
fn Certain(certain: Vec<Mention>) -> impl IntoView {
    if certain.is_empty() {
        return view! { <p class="hint">{say(words::NO_CERTAIN)}</p> }.into_any();
    }
    let columns = vec![Column::text(words::WHERE), Column::text(words::TEXT)];
    let rows = certain
        .into_iter()
        .map(|mention| {
            view! {
                <tr>
                    <Cell label=words::WHERE>{place(mention.place)}</Cell>
                    <Cell label=words::TEXT><span class="contact-said">{typed(mention.text)}</span></Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <DataTable caption=words::CERTAIN columns>{rows}</DataTable> }.into_any()
}

/// What may speak of the person, each with a box; nothing is ticked at first.
#[component]
fn Possible(possible: Vec<Mention>) -> impl IntoView {
    if possible.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::text(words::WHERE), Column::text(words::TEXT), Column::text(words::TAKE_OUT)];
    let rows = possible
        .into_iter()
        .map(|mention| {
            let name = format!("also[{}]", mention.key);
            view! {
                <tr>
                    <Cell label=words::WHERE>{place(mention.place)}</Cell>
                    <Cell label=words::TEXT><span class="contact-said">{typed(mention.text)}</span></Cell>
                    <Cell><Checkbox name label=words::TAKE_OUT/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2>{say(words::POSSIBLE)}</h2>
        <p>{say(words::POSSIBLE_NOTE)}</p>
        <DataTable caption=words::POSSIBLE columns>{rows}</DataTable>
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
            view! { {say(words::IN_LOG)}" "{deadline::moment(at)}{bid} }.into_any()
        }
        Place::Notes(contact) => {
            view! { {say(words::IN_NOTES)}" "<a href=paths::contact(contact.id)>{typed(contact.name)}</a> }.into_any()
        }
    }
}
