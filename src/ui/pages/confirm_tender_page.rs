//! `/tenders/:tender/confirm`: what was read, beside the text of the notice.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::tenders::load_proposal;
use crate::domain::tender::{TenderProposal, TenderState};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    ButtonLink, Crumbs, Disclosure, Hidden, Notice, NoticeKind, PageHead, PostForm, Revision, Submit,
};
use crate::ui::load::loading;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::tenders::{
    AddedDates, ConflictNotices, LeftOver, Marks, Places, ProposedDates, ProposedFacts, SourceText,
};
use crate::ui::wording::{deadline, intake, say, tender as words};

/// Confirming a tender.
#[component]
pub fn ConfirmTenderPage() -> impl IntoView {
    let tender = tender_param();
    loading(async move { load_proposal(tender?).await }, |proposal| view! { <Confirm proposal/> }.into_any())
}

#[component]
fn Confirm(proposal: TenderProposal) -> impl IntoView {
    let crumbs =
        vec![(say(words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())), (say(words::CONFIRM).to_owned(), None)];
    let body = match proposal.state {
        TenderState::Proposed => view! { <Sides proposal/> }.into_any(),
        TenderState::Confirmed | TenderState::Discarded => view! {
            <Notice kind=NoticeKind::Information>
                <p>{say(words::CONFIRMED_ALREADY)}</p>
                <ButtonLink href=paths::tender(proposal.id) label=words::OPEN/>
            </Notice>
        }
        .into_any(),
    };
    view! {
        <Title text=say(words::CONFIRM)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::CONFIRM sub=words::CONFIRM_SUB/>
            {body}
        </PageFrame>
    }
}

#[component]
fn Sides(proposal: TenderProposal) -> impl IntoView {
    let TenderProposal { id, revision, texts, reading, .. } = proposal;
    let file = texts.first().and_then(|text| text.source.file.clone());
    let text = texts.into_iter().next().map(|text| text.text).unwrap_or_default();
    let read = reading.proposal;
    let places = Places { tender: id, marks: Marks::of(&read), file: file.clone() };
    let original = file.map(|file| {
        let href = paths::tender_file(id, file.id, None);
        view! { <p class="small"><a href=href target="_blank" rel="noopener">{file.name}</a></p> }
    });
    let kind = intake::text_kind(read.kind_of_text);
    let odd_kind = (!kind.en.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning><p>{say(kind)}</p></Notice>
        }
    });
    let unread = (reading.pages_without_text > 0).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{words::pages_without_text(reading.pages_without_text)}</p>
            </Notice>
        }
    });
    let after = read.milestones.len();
    let no_dates = (after == 0).then(|| view! { <p>{say(deadline::NONE)}</p> });
    let opens_by_hand = after == 0;
    view! {
        {odd_kind}
        {unread}
        <ConflictNotices proposal=read.clone() places=places.clone()/>
        <div class="confirm">
            <section class="confirm-source" tabindex="0" aria-label=say(words::SOURCE)>
                <h2>{say(words::SOURCE)}</h2>
                {original}
                <SourceText text marks=places.marks.clone()/>
            </section>
            <PostForm action="/api/tenders/confirm">
                <Hidden name="tender" value=id.to_string()/>
                <Revision value=revision/>
                <h2>{say(words::FACTS)}</h2>
                <ProposedFacts proposal=read.clone() places=places.clone()/>
                <h2>{say(words::DATES)}</h2>
                {no_dates}
                <ProposedDates dates=read.milestones.clone() places=places.clone()/>
                <LeftOver proposal=read places/>
                <Disclosure summary=words::BY_HAND open=opens_by_hand>
                    <p class="hint">{say(words::BY_HAND_HINT)}</p>
                    <AddedDates after/>
                </Disclosure>
                <div class="bar-below"><Submit label=words::CONFIRM_SUBMIT/></div>
            </PostForm>
        </div>
    }
}
