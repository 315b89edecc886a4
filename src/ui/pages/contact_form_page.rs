//! `/contacts/new` and `/contacts/:contact/edit`: the form of a contact.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::contacts::{list_contact_choices, load_contact};
use crate::domain::contact::ContactForm;
use crate::domain::contact_view::{Contact, ContactChoices, Named};
use crate::domain::id::{ContactId, UserId};
use crate::error::AppError;
use crate::ui::contacts::{ContactFields, NowSaved, saved_contact};
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{Actions, ButtonLink, Crumbs, PageHead, PostForm, Revision, Submit, UnsavedGuard};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{contact as words, language, say};

/// A new contact.
#[component]
pub fn NewContactPage() -> impl IntoView {
    let desk_of = use_query_map().with_untracked(|query| query.get(paths::DESK_OF));
    loading(list_contact_choices(), move |choices| view! { <New choices desk_of/> }.into_any())
}

/// A contact that is there.
#[component]
pub fn EditContactPage() -> impl IntoView {
    let contact = ContactId::parse(&text_param("contact"));
    loading(
        async move {
            let card = load_contact(contact.ok_or(AppError::NotFound)?, String::new()).await?;
            Ok((card.contact, list_contact_choices().await?))
        },
        |(contact, choices)| view! { <Edit contact choices/> }.into_any(),
    )
}

/// An empty form, or that of an organisation's front desk: whoever answers there stands for the organisation.
#[component]
fn New(choices: ContactChoices, #[prop(optional_no_strip)] desk_of: Option<String>) -> impl IntoView {
    const ACTION: &str = "/api/contacts/add";
    let form = desk_of.map_or_else(ContactForm::default, |body| ContactForm {
        family: words::FRONT_DESK.to_owned(),
        family_latin: words::FRONT_DESK_LATIN.to_owned(),
        body,
        ..ContactForm::default()
    });
    let crumbs = vec![
        (say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (say(words::NEW_TITLE).to_owned(), None),
    ];
    let came_back = kept_for(ACTION).is_some();
    view! {
        <Title text=say(words::NEW_TITLE)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::NEW_TITLE/>
            <PostForm action=ACTION class="entry-form">
                <ContactFields form choices/>
                <UnsavedGuard language=language() came_back/>
                <Actions><Submit label=words::SAVE/><ButtonLink href=paths::CONTACTS label=words::BACK/></Actions>
            </PostForm>
        </PageFrame>
    }
}

#[component]
fn Edit(contact: Contact, choices: ContactChoices) -> impl IntoView {
    const ACTION: &str = "/api/contacts/change";
    let name = contact.form.written();
    let back = paths::contact(contact.id);
    let mut choices = choices;
    // More organisations than the list offers: the contact keeps its own.
    choices.bodies.extend(contact.body.clone().filter(|own| !choices.bodies.iter().any(|body| body.id == own.id)));
    // Whoever left stays named until somebody else is chosen.
    let left = contact.owner.clone().filter(|_| contact.has_owner_left);
    let left = left.zip(UserId::parse(&contact.form.owner));
    choices.people.extend(left.map(|(name, id)| Named { id, name: words::who_left(&name) }));
    let crumbs = vec![
        (say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (name.clone(), Some(back.clone())),
        (say(words::EDIT).to_owned(), None),
    ];
    let row = ("id", contact.id.to_string());
    let came_back = kept_for(ACTION).is_some();
    view! {
        <Title text=format!("{} · {name}", say(words::EDIT_TITLE))/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::EDIT_TITLE sub=name/>
            <NowSaved action=ACTION row=row.clone() fields=saved_contact(&contact.form)/>
            <PostForm action=ACTION row class="entry-form">
                <Revision value=contact.revision/>
                <ContactFields form=contact.form choices/>
                <UnsavedGuard language=language() came_back/>
                <Actions><Submit label=words::SAVE/><ButtonLink href=back label=words::CARD/></Actions>
            </PostForm>
        </PageFrame>
    }
}
