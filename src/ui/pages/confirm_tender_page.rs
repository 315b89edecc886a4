//! `/tenders/:tender/confirm`: what was read, beside the texts of the notice.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::tenders::load_proposal;
use crate::domain::id::TenderId;
use crate::domain::notice::{FactName, ProposedTender};
use crate::domain::tender::{Beyond, TenderProposal, TenderState};
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonLink, Crumbs, Disclosure, FileField, Hidden, Notice, NoticeKind, PageHead, PostButton, PostForm,
    Revision, Submit, UnsavedGuard,
};
use crate::ui::load::loading;
use crate::ui::pages::new_tender_page::ACCEPTED;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::tenders::{
    AddedDates, ConfirmKeys, ConflictNotices, LeftOver, Marks, MissingFacts, OpenRows, Places, ProposalGroup,
    ProposedRelative, ProposedRequirements, ProposedRows, SourceTexts, Sureness, count,
};
use crate::ui::wording::{confirm as words, intake, language, say, tender};

/// Where the choices are posted.
const CONFIRM: &str = "/api/tenders/confirm";

/// Confirming a tender.
#[component]
pub fn ConfirmTenderPage() -> impl IntoView {
    let tender = tender_param();
    loading(async move { load_proposal(tender?).await }, |proposal| view! { <Confirm proposal/> }.into_any())
}

#[component]
fn Confirm(proposal: TenderProposal) -> impl IntoView {
    let crumbs =
        vec![(say(tender::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())), (say(words::TITLE).to_owned(), None)];
    let (id, revision) = (proposal.id, proposal.revision);
    let body = match proposal.state {
        TenderState::Proposed => view! { <Sides proposal/> }.into_any(),
        TenderState::Confirmed => view! {
            <Notice kind=NoticeKind::Information>
                <p>{say(tender::CONFIRMED_ALREADY)}</p>
                <ButtonLink href=paths::tender(id) label=tender::OPEN/>
            </Notice>
        }
        .into_any(),
        TenderState::Discarded => view! {
            <Notice kind=NoticeKind::Information>
                <p>{say(words::DISCARDED)}</p>
                <PostButton action="/api/tenders/take-back" label=words::TAKE_BACK
                    fields=vec![("tender", id.to_string()), ("revision", revision.to_string())]/>
            </Notice>
        }
        .into_any(),
    };
    view! {
        <Title text=say(words::TITLE)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::TITLE sub=words::SUB/>
            {body}
        </PageFrame>
    }
}

#[component]
fn Sides(proposal: TenderProposal) -> impl IntoView {
    let read_from = proposal.read_from();
    let TenderProposal { id, revision, texts, reading, .. } = proposal;
    let read = reading.proposal;
    let places = Places { tender: id, marks: Marks::of(&read, &texts), read_from };
    let kind = intake::text_kind(read.kind_of_text);
    let odd_kind =
        (!kind.en.is_empty()).then(|| view! { <Notice kind=NoticeKind::Warning><p>{say(kind)}</p></Notice> });
    let unread = (reading.pages_without_text > 0).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{tender::pages_without_text(reading.pages_without_text)}</p>
            </Notice>
        }
    });
    let beyond = beyond(reading.beyond);
    let marks = places.marks.clone();
    view! {
        {odd_kind}
        {unread}
        {beyond}
        <div class="confirm">
            <section class="confirm-source" tabindex="0" aria-label=say(words::SOURCE)>
                <h2>{say(words::SOURCE)}</h2>
                <SourceTexts tender=id texts marks/>
            </section>
            <div class="confirm-rows">
                <PostForm action=CONFIRM>
                    <Hidden name="tender" value=id.to_string()/>
                    <Revision value=revision/>
                    <OpenRows action=CONFIRM proposal=read.clone()/>
                    <Rows read=read.clone() places/>
                    <Bar read/>
                    <UnsavedGuard language=language() came_back=kept_for(CONFIRM).is_some()/>
                </PostForm>
                <Otherwise tender=id revision/>
            </div>
        </div>
    }
}

/// Says what was read and is not proposed, because a tender has no room for it.
fn beyond(beyond: Beyond) -> Option<impl IntoView> {
    let lines: Vec<String> = [
        (beyond.requirements, words::requirements_beyond as fn(usize) -> String),
        (beyond.relative, words::relative_beyond),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| words(count))
    .collect();
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <Notice kind=NoticeKind::Warning>{lines}</Notice> }
    })
}

/// The rows in their groups: what needs the person, what was read clearly, what was not found, the rest.
#[component]
fn Rows(read: ProposedTender, places: Places) -> impl IntoView {
    let (open, clear) = (count(&read, Sureness::Doubtful), count(&read, Sureness::Clear));
    let (title, missing): (Vec<FactName>, Vec<FactName>) =
        read.missing.iter().partition(|name| **name == FactName::Title);
    let open_count = open + title.len();
    let conflicts = view! { <ConflictNotices proposal=read.clone() places=places.clone()/> };
    let open_rows = view! { <ProposedRows proposal=read.clone() sureness=Sureness::Doubtful places=places.clone()/> };
    let clear_rows = view! { <ProposedRows proposal=read.clone() sureness=Sureness::Clear places=places.clone()/> };
    let needs = (open_count > 0 || !read.conflicts.is_empty()).then(|| {
        view! {
            <ProposalGroup id="needs-you" title=words::NEEDS_YOU hint=words::NEEDS_YOU_HINT count=open_count>
                {conflicts}
                <MissingFacts missing=title/>
                {open_rows}
            </ProposalGroup>
        }
    });
    let clear = (clear > 0).then(|| {
        view! {
            <ProposalGroup id="read-clearly" title=words::CLEAR hint=words::CLEAR_HINT count=clear>
                {clear_rows}
            </ProposalGroup>
        }
    });
    let not_found = missing.len() + read.missing_milestones.len();
    let (after, opens_by_hand) = (read.milestones.len(), read.milestones.is_empty());
    let left_over = view! { <LeftOver proposal=read.clone() places=places.clone()/> };
    let rest = view! { <Rest read places/> };
    view! {
        {needs}
        {clear}
        <ProposalGroup id="not-found" title=words::MISSING hint=words::MISSING_HINT count=not_found>
            <MissingFacts missing/>
            {left_over}
            <Disclosure summary=tender::BY_HAND open=opens_by_hand>
                <p class="hint">{say(tender::BY_HAND_HINT)}</p>
                <AddedDates after/>
            </Disclosure>
        </ProposalGroup>
        {rest}
    }
}

/// Dates that hang on others, and requirements.
#[component]
fn Rest(read: ProposedTender, places: Places) -> impl IntoView {
    let (dates, demands) = (read.relative.len(), read.requirements.len());
    let relative_rows = view! { <ProposedRelative dates=read.relative places=places.clone()/> };
    let requirement_rows = view! { <ProposedRequirements requirements=read.requirements places/> };
    let relative = (dates > 0).then(|| {
        view! {
            <ProposalGroup id="relative-dates" title=words::RELATIVE hint=words::RELATIVE_HINT count=dates>
                {relative_rows}
            </ProposalGroup>
        }
    });
    let requirements = (demands > 0).then(|| {
        view! {
            <ProposalGroup id="requirements" title=words::REQUIREMENTS hint=words::REQUIREMENTS_HINT count=demands>
                {requirement_rows}
            </ProposalGroup>
        }
    });
    view! { {relative} {requirements} }
}

/// The button that confirms, beside the count of what waits.
#[component]
fn Bar(read: ProposedTender) -> impl IntoView {
    let clear_relative = read.relative.iter().filter(|date| date.kind.is_some() && date.anchor.is_some()).count();
    let clear_demands = read.requirements.iter().filter(|one| one.certain).count();
    let left = count(&read, Sureness::Doubtful) + read.relative.len() - clear_relative + read.requirements.len()
        - clear_demands;
    let total = count(&read, Sureness::Doubtful)
        + count(&read, Sureness::Clear)
        + read.relative.len()
        + read.requirements.len();
    view! {
        <div class="bar-below">
            <Submit label=words::SUBMIT/>
            <ConfirmKeys language=language() left total/>
        </div>
    }
}

/// Further files, and putting the proposal away.
#[component]
fn Otherwise(tender: TenderId, revision: i64) -> impl IntoView {
    let upload = paths::tender_upload(tender);
    let is_refused = kept_for(&upload).is_some();
    view! {
        <div class="otherwise">
            <Disclosure summary=words::ADD_FILES open=is_refused>
                <PostForm action=upload multipart=true>
                    <FileField name="file" label=words::ADD_FILES hint=words::ADD_FILES_HINT accept=ACCEPTED
                        required=true multiple=true/>
                    <Actions><Submit label=words::ADD_FILES_SUBMIT/></Actions>
                </PostForm>
            </Disclosure>
            <Disclosure summary=words::DISCARD>
                <p class="hint">{say(words::DISCARD_HINT)}</p>
                <PostButton action="/api/tenders/discard" label=words::DISCARD
                    fields=vec![("tender", tender.to_string()), ("revision", revision.to_string())]/>
            </Disclosure>
        </div>
    }
}
