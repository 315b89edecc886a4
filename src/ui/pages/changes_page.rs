//! `/tenders/:tender/changes`: what came after the first notice, and the way to bring more in.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::changes::list_changes;
use crate::domain::change::{Standing, TenderChanges};
use crate::domain::id::TenderId;
use crate::domain::language::Language;
use crate::domain::tender::TenderState;
use crate::ui::changes::{ChangeTable, StandingBanner};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Crumbs, Empty, FileField, Hidden, Notice, NoticeKind, PageHead, PostForm, Submit,
    TextArea,
};
use crate::ui::load::loading;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::wording::{change as words, say, tender as tender_words};

/// The changes of a tender.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let tender = tender_param();
    loading(async move { list_changes(tender?).await }, |changes| view! { <Changes changes/> }.into_any())
}

#[component]
fn Changes(changes: TenderChanges) -> impl IntoView {
    let TenderChanges { tender, title, state, changes, outcome, may_edit } = changes;
    let title = if title.is_empty() { say(tender_words::UNTITLED).to_owned() } else { title };
    let crumbs = vec![
        (say(tender_words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (title.clone(), Some(paths::tender(tender))),
        (say(words::CHANGES).to_owned(), None),
    ];
    let standing = Standing { outcome, open: Vec::new(), may_edit };
    let list = if changes.is_empty() {
        view! { <Empty title=words::NONE/> }.into_any()
    } else {
        view! { <ChangeTable changes/> }.into_any()
    };
    let unconfirmed = (state == TenderState::Proposed && may_edit).then(|| view! { <ConfirmFirst tender/> });
    view! {
        <Title text=format!("{} · {title}", say(words::CHANGES))/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::CHANGES sub=title.clone()/>
            <p class="lead">{say(words::CHANGES_SUB)}</p>
            <StandingBanner standing/>
            {unconfirmed}
            {list}
            {may_edit.then(|| view! { <WaysIn tender/> })}
        </PageFrame>
    }
}

/// A proposal must be confirmed before anything can be compared with it.
#[component]
pub fn ConfirmFirst(
    /// The tender.
    tender: TenderId,
) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{say(words::CONFIRM_FIRST)}</p>
            <ButtonLink href=paths::confirm_tender(tender) label=tender_words::TO_CONFIRM kind=ButtonKind::Primary/>
        </Notice>
    }
}

#[component]
fn WaysIn(tender: TenderId) -> impl IntoView {
    view! {
        <h2>{say(words::BRING)}</h2>
        <div class="ways-in">
            <section>
                <h3>{say(words::UPLOAD)}</h3>
                <PostForm action=paths::tender_change_upload(tender) multipart=true>
                    <FileField name="file" label=words::FILE hint=words::FILE_HINT required=true multiple=true
                        accept=".pdf,.html,.htm,.txt,.xml,.json,application/pdf,text/html,text/plain"/>
                    <Actions><Submit label=words::COMPARE/></Actions>
                </PostForm>
            </section>
            <section>
                <h3>{say(words::PASTE)}</h3>
                <PostForm action="/api/changes/paste">
                    <Hidden name="tender" value=tender.to_string()/>
                    <TextArea name="text" label=words::TEXT rows=8 required=true lang=Language::Japanese/>
                    <Actions><Submit label=words::COMPARE/></Actions>
                </PostForm>
            </section>
        </div>
    }
}
