//! `/bids/:bid/questions/answers`: the buyer's table of answers, pasted or uploaded, which a person goes through row by
//! row before anything is kept.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::questions::list_questions;
use crate::domain::id::BidId;
use crate::domain::question::{QuestionRegister, RowNote, register_print};
use crate::error::{AppError, Refusal};
use crate::ui::bids::navigation;
use crate::ui::frame::PageFrame;
use crate::ui::kept::{Kept, kept_for};
use crate::ui::kit::{
    Actions, Crumbs, Empty, Field, FieldWidth, FileField, Hidden, Notice, PageHead, PostForm, Submit, TextArea,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::questions::ImportRows;
use crate::ui::wording::{question as words, refusal, say};

/// Where the chosen rows are sent.
const TAKE: &str = "/api/questions/take";

/// The buyer's table of answers.
#[component]
pub fn AnswersPage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { list_questions(bid?).await }, |register| view! { <Page register/> }.into_any())
}

#[component]
fn Page(register: QuestionRegister) -> impl IntoView {
    let (head, bid) = (register.head.clone(), register.head.id);
    let crumbs =
        vec![(say(words::TITLE).to_owned(), Some(paths::questions(bid))), (say(words::BRING).to_owned(), None)];
    let body = if register.may_edit {
        let kept = kept_for(TAKE).filter(|kept| kept.value("bid") == Some(bid.to_string().as_str()));
        let read = kept.map(|kept| view! { <Read bid kept register/> });
        view! { <Bring bid/>{read} }.into_any()
    } else {
        let why = if head.is_archived { AppError::Refused(Refusal::Archived) } else { AppError::NotAllowed };
        let sentence = refusal::sentence(&why);
        view! { <Notice>{sentence}</Notice> }.into_any()
    };
    view! {
        <Title text=format!("{} · {}", say(words::BRING), head.title)/>
        <PageFrame current="questions" bid=navigation(&head)>
            <Crumbs items=crumbs/>
            <PageHead title=words::BRING sub=words::BRING_SUB/>
            {body}
        </PageFrame>
    }
}

#[component]
fn Bring(bid: BidId) -> impl IntoView {
    view! {
        <PostForm action=format!("{}/upload", paths::answers(bid)) multipart=true class="entry-form">
            <FileField name="file" label=words::FILE hint=words::FILE_HINT accept=".xlsx,.docx,.csv,.tsv,.txt"/>
            <TextArea name="text" label=words::PASTED hint=words::PASTED_HINT rows=6/>
            <Actions><Submit label=words::READ_IT/></Actions>
        </PostForm>
    }
}

/// What was read, as a form that comes back filled.
#[component]
fn Read(bid: BidId, kept: Kept, register: QuestionRegister) -> impl IntoView {
    let notes: Vec<String> = kept.values("note").take(200).map(str::to_owned).collect();
    let sentences: Vec<String> = notes.iter().filter_map(|note| RowNote::parse(note)).map(words::note).collect();
    let not_read = (!sentences.is_empty()).then(|| {
        let lines = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        view! { <section><h2>{say(words::NOT_READ)}</h2><ul>{lines}</ul></section> }
    });
    let is_changed = kept.refused == Some(AppError::Changed);
    let seen = if is_changed { None } else { kept.value("answers[seen]").map(str::to_owned) };
    let seen = seen.unwrap_or_else(|| register_print(&register.questions));
    let is_empty = kept.value("answers[rows][0][answer]").is_none();
    let form = if is_empty {
        view! { <Empty title=words::NO_ROWS/> }.into_any()
    } else {
        view! {
            <PostForm action=TAKE>
                <Hidden name="bid" value=bid.to_string()/>
                <Hidden name="answers[seen]" value=seen/>
                {notes.into_iter().map(|note| view! { <Hidden name="note" value=note/> }).collect_view()}
                <Field name="answers[answered_on]" label=words::ANSWERED_ON width=FieldWidth::Medium/>
                <ImportRows kept register/>
                <Actions><Submit label=words::TAKE/></Actions>
            </PostForm>
        }
        .into_any()
    };
    view! {
        {not_read}
        <section><h2>{say(words::ROWS)}</h2>{form}</section>
    }
}
