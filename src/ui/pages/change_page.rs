//! `/tenders/:tender/changes/:change`: one change beside what the tender holds, with a choice for each line.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::changes::load_change;
use crate::api::plans::plans_moved;
use crate::domain::change::{ChangeDetail, ChangeState};
use crate::domain::id::TenderChangeId;
use crate::domain::plan::PlanMoves;
use crate::domain::tender::TenderState;
use crate::error::AppError;
use crate::ui::changes::{Choices, PlanMoved, ReleaseHistory};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, Crumbs, Disclosure, Hidden, Notice, NoticeKind, PageHead, PostButton, PostForm, Revision,
    Submit, Tag,
};
use crate::ui::load::{loading, text_param};
use crate::ui::pages::changes_page::ConfirmFirst;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::wording::{change as words, intake, moment, say, tender as tender_words};

/// One change.
#[component]
pub fn ChangePage() -> impl IntoView {
    let tender = tender_param();
    let change = TenderChangeId::parse(&text_param("change")).ok_or(AppError::NotFound);
    loading(
        async move {
            let tender = tender?;
            let detail = load_change(tender, change?).await?;
            let dates = detail.difference.moved_dates();
            let moves = if dates.is_empty() || detail.line.state != ChangeState::Open {
                Vec::new()
            } else {
                plans_moved(tender, dates).await?
            };
            Ok((detail, moves))
        },
        |(detail, moves)| view! { <Change detail moves/> }.into_any(),
    )
}

#[component]
fn Change(detail: ChangeDetail, moves: Vec<PlanMoves>) -> impl IntoView {
    let line = detail.line.clone();
    let title = if line.title.is_empty() { say(tender_words::UNTITLED).to_owned() } else { line.title.clone() };
    let kind = say(words::kind(line.kind));
    let crumbs = vec![
        (say(tender_words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (title.clone(), Some(paths::tender(line.tender))),
        (say(words::CHANGES).to_owned(), Some(paths::tender_changes(line.tender))),
        (kind.to_owned(), None),
    ];
    let original = view! { <Original detail=detail.clone()/> };
    let history = view! { <ReleaseHistory history=detail.history.clone()/> };
    let is_unread = detail.reading.pages_without_text > 0;
    let unread = is_unread.then(|| {
        let words = tender_words::pages_without_text(detail.reading.pages_without_text);
        view! { <Notice kind=NoticeKind::Warning><p>{words}</p></Notice> }
    });
    view! {
        <Title text=format!("{} · {title}", say(words::DIFFERENCE))/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::DIFFERENCE sub=title.clone()>
                <Tag text=words::kind(line.kind)/>
            </PageHead>
            {unread}
            <Body detail moves/>
            {history}
            {original}
        </PageFrame>
    }
}

#[component]
fn Body(detail: ChangeDetail, moves: Vec<PlanMoves>) -> impl IntoView {
    let tender = detail.line.tender;
    match detail.line.state {
        ChangeState::Offered => view! { <Offered detail/> }.into_any(),
        ChangeState::Open if detail.tender_state == TenderState::Confirmed && detail.may_edit => {
            view! { <Open detail moves/> }.into_any()
        }
        ChangeState::Open if detail.may_edit => view! { <ConfirmFirst tender/> }.into_any(),
        ChangeState::Open => view! {
            <Notice kind=NoticeKind::Information><p>{say(words::WAITS_FOR_KEEPER)}</p></Notice>
        }
        .into_any(),
        ChangeState::Settled => view! { <Settled detail/> }.into_any(),
        ChangeState::Withdrawn => view! { <Withdrawn detail/> }.into_any(),
    }
}

/// Asks whether a recognised document belongs to the tender.
#[component]
fn Offered(detail: ChangeDetail) -> impl IntoView {
    let line = detail.line;
    let (tender, change) = (line.tender, line.id);
    let answer = move |answer: &str| {
        vec![("tender", tender.to_string()), ("change", change.to_string()), ("answer", answer.to_owned())]
    };
    let buttons = detail.may_edit.then(|| {
        view! {
            <Actions>
                <PostButton action="/api/changes/belongs" label=words::BELONGS_YES kind=ButtonKind::Primary
                    fields=answer("yes")/>
                <PostButton action="/api/changes/belongs" label=words::BELONGS_NO fields=answer("no")/>
            </Actions>
        }
    });
    view! {
        <Notice kind=NoticeKind::Information>
            <h2>{say(words::BELONGS)}</h2>
            <p>{words::belongs_to(&line.title)}</p>
            <p>{say(words::BELONGS_WHY)}</p>
            {buttons}
        </Notice>
    }
}

/// The choices of an open change.
#[component]
fn Open(detail: ChangeDetail, moves: Vec<PlanMoves>) -> impl IntoView {
    let (tender, change, revision) = (detail.line.tender, detail.line.id, detail.revision);
    let recorded = detail.recorded.as_ref().map(|record| record.outcome);
    let has_outcome = detail.reading.outcome.as_ref().is_some_and(|said| Some(said.outcome) != recorded);
    let kind = intake::text_kind(detail.reading.newer.proposal.kind_of_text);
    let fields = vec![("tender", tender.to_string()), ("change", change.to_string())];
    let close = view! { <PostButton action="/api/changes/withdraw" label=words::WITHDRAW fields/> };
    if detail.difference.is_empty() && !has_outcome {
        let kind = (!kind.en.is_empty() && !detail.reading.newer.proposal.facts.is_empty())
            .then(|| view! { <p>{say(kind)}</p> });
        return view! {
            <Notice kind=NoticeKind::Information><p>{say(words::NO_DIFFERENCE)}</p>{kind}</Notice>
            <Actions>{close}</Actions>
        }
        .into_any();
    }
    view! {
        <p class="lead">{say(words::DIFFERENCE_SUB)}</p>
        <PostForm action="/api/changes/settle" class="choices-of-change">
            <Hidden name="tender" value=tender.to_string()/>
            <Hidden name="change" value=change.to_string()/>
            <Revision value=revision/>
            <Choices detail/>
            <PlanMoved moves/>
            <div class="bar-below"><Submit label=words::SETTLE/></div>
        </PostForm>
        <Actions>{close}</Actions>
    }
    .into_any()
}

/// What was decided.
#[component]
fn Settled(detail: ChangeDetail) -> impl IntoView {
    let line = detail.line;
    let when = line.settled_at.map(moment::in_zone_of_reader).unwrap_or_default();
    let lines = line.moved.iter().map(|moved| view! { <li>{words::moved(moved)}</li> }).collect_view();
    let body = if line.moved.is_empty() {
        view! { <p>{say(words::NOTHING_TAKEN)}</p> }.into_any()
    } else {
        view! { <h2>{say(words::TAKEN)}</h2><ul>{lines}</ul> }.into_any()
    };
    view! {
        <section>
            <p class="small">{words::settled(line.settled_by.as_deref(), &when)}</p>
            {body}
        </section>
    }
}

/// A change that was put away.
#[component]
fn Withdrawn(detail: ChangeDetail) -> impl IntoView {
    let line = detail.line;
    let fields = vec![("tender", line.tender.to_string()), ("change", line.id.to_string())];
    let again = detail.may_edit.then(|| {
        view! { <Actions><PostButton action="/api/changes/reopen" label=words::REOPEN fields/></Actions> }
    });
    view! { <section><p>{say(words::NOTHING_TAKEN)}</p>{again}</section> }
}

/// The document as it came in.
#[component]
fn Original(detail: ChangeDetail) -> impl IntoView {
    let tender = detail.line.tender;
    let file = detail.file.map(|file| {
        let href = paths::tender_file(tender, file.id, None);
        view! { <p><a href=href target="_blank" rel="noopener">{file.name}</a></p> }
    });
    let is_open = detail.line.state == ChangeState::Offered;
    view! {
        <Disclosure summary=words::ORIGINAL open=is_open>
            {file}
            <div class="original" lang="ja">{detail.text}</div>
        </Disclosure>
    }
}
