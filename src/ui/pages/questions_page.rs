//! `/bids/:bid/questions`: the register of questions to the buyer, the sheet that goes out next, and what was answered.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::questions::list_questions;
use crate::domain::id::BidId;
use crate::domain::question::{
    Question, QuestionOrigin, QuestionRegister, QuestionState, QuestionText, SHEET, recallable, register_print,
    rounds_of,
};
use crate::error::{AppError, Refusal};
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kept::{kept_for, refusal_for};
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Checkbox, Empty, Hidden, PageHead, PostForm, Submit, UnsavedGuard, Words,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::questions::{AskedDates, Deeds, QuestionFields, QuestionTable};
use crate::ui::wording::{Phrase, language, question as words, say};

/// Where a new question is posted.
const ADD: &str = "/api/questions/add";
/// Where what is ready is marked as sent.
const ASK: &str = "/api/questions/ask";

/// Where it is taken back that the last sheet was sent.
const RECALL: &str = "/api/questions/recall";

/// The questions of a bid.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { list_questions(bid?).await }, |register| view! { <Register register/> }.into_any())
}

#[component]
fn Register(register: QuestionRegister) -> impl IntoView {
    let (bid, may_edit) = (register.head.id, register.may_edit);
    let all = &register.questions;
    let part = |is: &dyn Fn(&Question) -> bool| all.iter().filter(|one| is(one)).cloned().collect::<Vec<Question>>();
    let is_own = |one: &Question| one.origin == QuestionOrigin::Own;
    let is_withdrawn = |one: &Question| one.state == QuestionState::Withdrawn;
    let waiting = part(&|one| is_own(one) && one.state.is_open());
    let loose = part(&|one| is_own(one) && one.round == 0 && !one.state.is_open() && !is_withdrawn(one));
    let others = part(&|one| !is_own(one) && !is_withdrawn(one));
    let withdrawn = part(&is_withdrawn);
    let sent = (1..=rounds_of(all))
        .rev()
        .map(|round| {
            let questions = part(&|one| one.is_of_round(round));
            let recall = (may_edit && recallable(all) == Some(round)).then(|| register_print(all));
            view! { <Sent bid round questions may_export=register.may_export may_edit recall/> }
        })
        .collect_view();
    let empty = all.is_empty().then(|| view! { <Empty title=words::NONE><p>{say(words::NONE_HINT)}</p></Empty> });
    let (wait, back) = if may_edit { (Deeds::Wait, Deeds::TakeBack) } else { (Deeds::Read, Deeds::Read) };
    let bring = may_edit.then(|| view! { <ButtonLink href=paths::answers(bid) label=words::BRING/> });
    let add = may_edit.then(|| view! { <Add bid/> });
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), register.head.title)/>
        <PageFrame current="questions" bid=navigation(&register.head)>
            <PageHead title=words::TITLE sub=words::SUB>{bring}</PageHead>
            <ArchivedNote is_archived=register.head.is_archived/>
            <AskedDates deadlines=register.deadlines.clone()/>
            {empty}
            <Group bid title=words::WAITING questions=waiting deeds=wait/>
            <Sheet register=register.clone()/>
            {sent}
            <Group bid title=words::ON_NO_SHEET questions=loose deeds=Deeds::Read/>
            <Group bid title=words::OTHERS note=words::OTHERS_NOTE questions=others deeds=Deeds::Read/>
            <Group bid title=words::WITHDRAWN questions=withdrawn deeds=back/>
            {add}
        </PageFrame>
    }
}

/// A table under its heading; nothing without questions.
#[component]
fn Group(
    bid: BidId,
    title: Phrase,
    #[prop(optional, into)] note: Words,
    questions: Vec<Question>,
    deeds: Deeds,
) -> impl IntoView {
    (!questions.is_empty()).then(|| {
        view! {
            <section>
                <h2>{say(title)}</h2>
                {note.into_option().map(|note| view! { <p class="sub">{note}</p> })}
                <QuestionTable caption=title bid questions deeds/>
            </section>
        }
    })
}

/// A sheet that was sent; with what the reader saw of the register where they may take it back.
#[component]
fn Sent(
    bid: BidId,
    round: i64,
    questions: Vec<Question>,
    may_export: bool,
    may_edit: bool,
    recall: Option<String>,
) -> impl IntoView {
    let may_withdraw = may_edit && questions.iter().any(|one| one.state == QuestionState::Asked);
    let deeds = match (&recall, may_withdraw) {
        (Some(_), _) => Deeds::Last,
        (None, true) => Deeds::Sent,
        (None, false) => Deeds::Read,
    };
    let note = may_withdraw.then(|| view! { <p class="sub">{say(words::WITHDRAW_NOTE)}</p> });
    let seen = recall.clone().unwrap_or_default();
    let recall = recall.map(|seen| {
        view! {
            <PostForm action=RECALL>
                <Hidden name="bid" value=bid.to_string()/>
                <Hidden name="seen" value=seen/>
                <p class="sub">{say(words::RECALL_NOTE)}</p>
                <Actions><Submit label=words::RECALL kind=ButtonKind::Quiet/></Actions>
            </PostForm>
        }
    });
    let file = may_export.then(|| {
        view! {
            <Actions>
                <ButtonLink href=paths::question_paper(bid, round) label=words::paper(round)/>
                <ButtonLink href=paths::question_file(bid, round) label=words::workbook(round)/>
            </Actions>
        }
    });
    (!questions.is_empty()).then(|| {
        view! {
            <section>
                <h2>{words::round(round)}</h2>
                <QuestionTable caption=words::round(round) bid questions deeds seen/>
                {note}
                {file}
                {recall}
            </section>
        }
    })
}

/// The sheet that goes out next: its paper, its workbook, and that it went out.
#[component]
fn Sheet(register: QuestionRegister) -> impl IntoView {
    let bid = register.head.id;
    let next: Vec<&Question> = register.questions.iter().filter(|one| one.is_next()).collect();
    let (is_any, tells) = (!next.is_empty(), next.iter().any(|one| !one.telltales.is_empty()));
    let file = (is_any && register.may_export)
        .then(|| view! { <ButtonLink href=paths::question_file(bid, 0) label=words::NEXT_WORKBOOK/> });
    let ask = (is_any && register.may_edit).then(|| {
        let seen = register_print(&register.questions);
        view! { <Ask bid seen tells/> }
    });
    let none = (!is_any).then(|| view! { <p>{say(words::NONE_READY)}</p> });
    view! {
        <section>
            <h2>{say(words::SHEET)}</h2>
            <p class="sub">{say(words::SHEET_NOTE)}</p>
            {none}
            <Actions><ButtonLink href=paths::document(bid, SHEET) label=words::PAPER/>{file}</Actions>
            {ask}
        </section>
    }
}

#[component]
fn Ask(bid: BidId, seen: String, tells: bool) -> impl IntoView {
    let is_refused = refusal_for(ASK) == Some(AppError::Refused(Refusal::QuestionsTell));
    let anyway = (tells || is_refused).then_some(());
    view! {
        <PostForm action=ASK>
            <Hidden name="bid" value=bid.to_string()/>
            <Hidden name="seen" value=seen/>
            {anyway.map(|()| view! { <Checkbox name="anyway" label=words::ANYWAY/> })}
            <Actions><Submit label=words::ASK kind=ButtonKind::Quiet/></Actions>
        </PostForm>
    }
}

#[component]
fn Add(bid: BidId) -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::ADD)}</h2>
            <PostForm action=ADD class="entry-form">
                <Hidden name="bid" value=bid.to_string()/>
                <QuestionFields text=QuestionText::default() is_fixed=false/>
                <UnsavedGuard language=language() came_back=kept_for(ADD).is_some()/>
                <Actions><Submit label=words::ADD_NOW/></Actions>
            </PostForm>
        </section>
    }
}
