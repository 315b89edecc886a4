//! `/contacts/import` and `/contacts/import/:card_file`: a file of contacts is brought, looked at, confirmed, reported.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::contacts::{list_contact_choices, open_contact_file};
use crate::domain::contact::ContactKind;
use crate::domain::contact_card::{CardChoice, CardSheet, PAGE};
use crate::domain::id::ContactCardFileId;
use crate::error::AppError;
use crate::ui::contacts::{Doubles, Refused, Rows, kind_choices};
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Choice, Crumbs, Empty, FileField, Hidden, Notice, NoticeKind, PageHead, PostForm,
    Select, Submit,
};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{Phrase, contact, contact_card as words, say};

/// Where a file is sent.
const UPLOAD: &str = "/contacts/import/upload";
/// Where what was decided is sent.
const TAKE: &str = "/api/contacts/take-file";

/// Brings a file.
#[component]
pub fn ImportContactsPage() -> impl IntoView {
    // Nothing of it is shown here: who is not signed in is led to sign in first.
    loading(list_contact_choices(), |_| view! { <Import/> }.into_any())
}

/// What a file becomes, or became.
#[component]
pub fn ContactFilePage() -> impl IntoView {
    let file = ContactCardFileId::parse(&text_param("card_file"));
    let from = use_query_map().with_untracked(|query| query.get("from")).and_then(|from| from.parse().ok());
    let sheet = async move { open_contact_file(file.ok_or(AppError::NotFound)?, from.unwrap_or_default()).await };
    loading(sheet, |sheet| view! { <Sheet sheet/> }.into_any())
}

fn crumbs(page: Phrase) -> Vec<(String, Option<String>)> {
    vec![
        (say(contact::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (say(words::TITLE).to_owned(), (page != words::TITLE).then(|| paths::IMPORT_CONTACTS.to_owned())),
    ]
}

#[component]
fn Import() -> impl IntoView {
    view! {
        <Title text=say(words::TITLE)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs(words::TITLE)/>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <PostForm action=UPLOAD multipart=true>
                <FileField
                    name="file"
                    label=words::FILE
                    hint=words::FILE_HINT
                    accept=".vcf,.csv,text/vcard,text/csv"
                    required=true
                />
                <Actions>
                    <Submit label=words::BRING/>
                    <ButtonLink href=paths::CONTACTS label=contact::BACK/>
                </Actions>
            </PostForm>
        </PageFrame>
    }
}

#[component]
fn Sheet(sheet: CardSheet) -> impl IntoView {
    let title = if sheet.is_done { words::REPORT } else { words::PREVIEW };
    let mut items = crumbs(title);
    items.push((say(title).to_owned(), None));
    let name = sheet.name.clone();
    let (kind, told) = if sheet.is_done {
        (NoticeKind::Success, words::done(&sheet))
    } else {
        (NoticeKind::Information, format!("{} {}", words::summary(&sheet), say(words::KEPT)))
    };
    let body = if sheet.is_done { report(sheet).into_any() } else { preview(sheet).into_any() };
    view! {
        <Title text=say(title)/>
        <PageFrame current="firm-contacts">
            <Crumbs items/>
            <PageHead title sub=name/>
            <Notice kind>{told}</Notice>
            {body}
        </PageFrame>
    }
}

fn preview(sheet: CardSheet) -> impl IntoView {
    let is_anybody = sheet.new + sheet.known > 0;
    let lines = lines(&sheet, words::NEW);
    let unread = unread(&sheet);
    let refused = (!sheet.refused.is_empty()).then(|| refused(&sheet));
    let form = if is_anybody {
        view! { <Take sheet/> }.into_any()
    } else {
        view! {
            <Empty title=words::NOTHING><ButtonLink href=paths::IMPORT_CONTACTS label=words::AGAIN/></Empty>
        }
        .into_any()
    };
    view! { {unread}{refused}{lines}{form} }
}

fn report(sheet: CardSheet) -> impl IntoView {
    let refused = (!sheet.refused.is_empty()).then(|| refused(&sheet));
    let lines = lines(&sheet, words::TAKEN);
    view! {
        {refused}
        {lines}
        <p class="hint">{say(words::KEPT)}</p>
        <Actions>
            <ButtonLink href=paths::CONTACTS label=contact::BACK kind=ButtonKind::Primary/>
            <ButtonLink href=paths::IMPORT_CONTACTS label=words::AGAIN/>
        </Actions>
    }
}

/// Columns and properties that are not kept.
fn unread(sheet: &CardSheet) -> impl IntoView + use<> {
    (!sheet.unread.is_empty()).then(|| {
        let names: Vec<String> = sheet.unread.iter().map(|(name, count)| words::unread(name, *count)).collect();
        view! {
            <section>
                <h2>{say(words::UNREAD)}</h2>
                <p class="hint">{say(words::UNREAD_SUB)}</p>
                <p>{names.join(" · ")}</p>
            </section>
        }
    })
}

fn refused(sheet: &CardSheet) -> impl IntoView + use<> {
    let lines = sheet.refused.clone();
    view! { <section><h2>{say(words::REFUSED)}</h2><Refused lines/></section> }
}

/// A page of those that are neither doubles nor refused, and the way to the others.
fn lines(sheet: &CardSheet, heading: Phrase) -> impl IntoView + use<> {
    let (id, from, shown, all) = (sheet.id, sheet.from, sheet.lines.len(), sheet.others);
    let (lines, has_outcome) = (sheet.lines.clone(), sheet.is_done);
    let link = move |from: usize, label: Phrase| {
        let href = paths::contact_card_file_from(id, from);
        view! { <ButtonLink href label/> }
    };
    let pages = (all > PAGE).then(|| {
        let previous = (from > 0).then(|| link(from.saturating_sub(PAGE), words::PREVIOUS));
        let next = (from + shown < all).then(|| link(from + shown, contact::MORE));
        view! {
            <p class="hint">{words::span(from, shown, all)}</p>
            <Actions>{previous}{next}</Actions>
        }
    });
    (all > 0).then(|| {
        view! {
            <section>
                <h2>{say(heading)}</h2>
                <Rows lines caption=heading has_outcome/>
                {pages}
            </section>
        }
    })
}

/// What is to be decided, and the button that takes the file.
#[component]
fn Take(sheet: CardSheet) -> impl IntoView {
    let file = sheet.id.to_string();
    let beyond = sheet.known > sheet.doubles.len();
    let is_double = !sheet.doubles.is_empty();
    let lines = sheet.doubles;
    let kinds: Vec<Choice> = kind_choices("").into_iter().skip(1).collect();
    let kind = ContactKind::Other.code();
    view! {
        <PostForm action=TAKE row=("file", file) class="full">
            {is_double.then(|| view! {
                <section>
                    <h2>{say(words::DOUBLES)}</h2>
                    <p class="hint">{say(words::DOUBLES_SUB)}</p>
                    <Doubles lines kept=kept_for(TAKE)/>
                </section>
            })}
            <Others beyond/>
            <Select name="kind" label=words::KIND hint=words::KIND_HINT options=kinds selected=kind/>
            <Actions>
                <Submit label=words::TAKE/>
                <ButtonLink href=paths::IMPORT_CONTACTS label=words::AGAIN/>
            </Actions>
        </PostForm>
    }
}

/// What is done with doubles that the page does not list.
#[component]
fn Others(beyond: bool) -> impl IntoView {
    if !beyond {
        return view! { <Hidden name="others" value=CardChoice::Skip.code()/> }.into_any();
    }
    let choices =
        [(CardChoice::Skip, words::SKIP), (CardChoice::Fill(None), words::FILL), (CardChoice::New, words::ADD)];
    let options: Vec<Choice> = choices.into_iter().map(|(choice, label)| Choice::new(choice.code(), label)).collect();
    view! { <Select name="others" label=words::OTHERS options selected=CardChoice::Skip.code()/> }.into_any()
}
