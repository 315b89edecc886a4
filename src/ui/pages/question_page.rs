//! `/bids/:bid/questions/:question`: one question with its answer, and what it concerns.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::questions::open_question;
use crate::domain::id::{BidId, QuestionId};
use crate::domain::language::Language;
use crate::domain::question::{Question, QuestionOrigin, QuestionPage as Opened, QuestionState, QuestionText, field};
use crate::domain::section::SectionLine;
use crate::domain::tender::Requirement;
use crate::error::AppError;
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::contacts::NowSaved;
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, Checkbox, Crumbs, Field, FieldWidth, Fieldset, Hidden, PageHead, PostButton, PostForm,
    Revision, Submit, TextArea, UnsavedGuard,
};
use crate::ui::load::{bid_param, loading, text_param};
use crate::ui::paths;
use crate::ui::questions::{QuestionFields, QuestionTag, QuestionWords, Telltales, place_of};
use crate::ui::wording::{Phrase, deadline, language, moment, question as words, requirement, say};

/// Where the words of a question are posted.
const CHANGE: &str = "/api/questions/change";
/// Where its answer is posted.
const ANSWER: &str = "/api/questions/answer";
/// Where its answer is taken back.
const TAKE_ANSWER_BACK: &str = "/api/questions/take-answer-back";
/// Where what it concerns is posted.
const LINK: &str = "/api/questions/link";

/// One question.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let bid = bid_param();
    let question = QuestionId::parse(&text_param("question")).ok_or(AppError::NotFound);
    loading(async move { open_question(bid?, question?).await }, |page| view! { <Shown page/> }.into_any())
}

#[component]
fn Shown(page: Opened) -> impl IntoView {
    let Opened { head, question, sections, requirements, may_edit } = page;
    let bid = head.id;
    let title = words::title_of(question.number);
    let crumbs = vec![(say(words::TITLE).to_owned(), Some(paths::questions(bid))), (title.clone(), None)];
    let edit = may_edit.then(|| view! { <Edit bid question=question.clone()/> });
    let answer = (may_edit && question.state.takes_answer()).then(|| view! { <Record bid question=question.clone()/> });
    let links = view! { <Links bid question=question.clone() sections requirements may_edit/> };
    let steps = may_edit.then(|| view! { <Steps bid question=question.clone()/> });
    view! {
        <Title text=format!("{title} · {}", head.title)/>
        <PageFrame current="questions" bid=navigation(&head)>
            <Crumbs items=crumbs/>
            <PageHead title sub=head.title.clone()><QuestionTag state=question.state/></PageHead>
            <ArchivedNote is_archived=head.is_archived/>
            <Facts question/>
            {steps}
            {answer}
            {links}
            {edit}
        </PageFrame>
    }
}

/// The question and its answer as they are kept.
#[component]
fn Facts(question: Question) -> impl IntoView {
    let text = question.text.clone();
    let asked = question.asked_at.map(moment::in_zone_of_reader).unwrap_or_default();
    let published = if text.answered_on.is_empty() { String::new() } else { deadline::iso(&text.answered_on) };
    let sheet = if question.round > 0 { words::round(question.round) } else { String::new() };
    let facts = [
        (words::SHEET, sheet),
        (words::PLACE, place_of(&text)),
        (words::PROPOSED_BY, question.proposed_by.clone().unwrap_or_default()),
        (words::ASKED_AT, asked),
        (words::ANSWERED_ON, published),
        (words::BUYER_NUMBER, text.buyer_number.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts = facts.map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd>{value}</dd></div> }).collect_view();
    let answer = (!text.answer.is_empty()).then(|| {
        let answer = text.answer.clone();
        view! { <h2>{say(words::ANSWER)}</h2><p class="question-words" lang="ja">{answer}</p> }
    });
    view! {
        <section>
            <h2>{say(words::QUESTION)}</h2>
            <p><QuestionWords text/></p>
            <Telltales told=question.telltales/>
            <dl class="facts">{facts}</dl>
            {answer}
        </section>
    }
}

/// The steps that there are from here.
#[component]
fn Steps(bid: BidId, question: Question) -> impl IntoView {
    use QuestionState::{Draft, Ready, Withdrawn};
    let step = |state: QuestionState, label: Phrase, kind: ButtonKind| {
        let fields = vec![
            ("id", question.id.to_string()),
            ("bid", bid.to_string()),
            ("revision", question.revision.to_string()),
            ("state", state.code().to_owned()),
        ];
        view! { <PostButton action="/api/questions/state" label fields kind/> }
    };
    let is_written = !question.text.question.is_empty();
    let next = match question.state {
        Draft if is_written => Some(step(Ready, words::READY, ButtonKind::Primary)),
        Ready => Some(step(Draft, words::TO_DRAFT, ButtonKind::Quiet)),
        Withdrawn => Some(step(Draft, words::TAKE_BACK, ButtonKind::Quiet)),
        _ => None,
    };
    let withdraw = (question.state != Withdrawn).then(|| step(Withdrawn, words::WITHDRAW, ButtonKind::Quiet));
    // The buyer has it: that it is withdrawn here tells nobody there.
    let note = (question.state != Withdrawn && question.round > 0)
        .then(|| view! { <p class="hint">{say(words::WITHDRAW_NOTE)}</p> });
    view! { {note}<Actions>{next}{withdraw}</Actions> }
}

#[component]
fn Edit(bid: BidId, question: Question) -> impl IntoView {
    let row = ("id", question.id.to_string());
    let is_fixed = question.is_sent() || question.origin == QuestionOrigin::Other;
    let saved = saved_words(&question.text, is_fixed);
    let came_back = kept_for(CHANGE).is_some_and(|kept| kept.value("id") == Some(row.1.as_str()));
    let text = question.text.clone();
    view! {
        <section>
            <h2>{say(words::EDIT)}</h2>
            <NowSaved action=CHANGE row=row.clone() fields=saved/>
            <PostForm action=CHANGE row class="entry-form">
                <Hidden name="bid" value=bid.to_string()/>
                <Revision value=question.revision/>
                <QuestionFields text is_fixed/>
                <UnsavedGuard language=language() came_back/>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
        </section>
    }
}

/// What is saved, by the labels of the form.
fn saved_words(text: &QuestionText, is_fixed: bool) -> Vec<(Phrase, String, String)> {
    let fields = [
        (words::DOCUMENT, "document", &text.document),
        (words::PAGE, "page", &text.page),
        (words::ITEM, "item", &text.item),
        (words::JAPANESE, "question", &text.question),
        (words::ENGLISH, "question_en", &text.question_en),
    ];
    let shown = fields.into_iter().filter(|(_, name, _)| !is_fixed || *name == "question_en");
    shown.map(|(label, name, value)| (label, field(name), value.clone())).collect()
}

#[component]
fn Record(bid: BidId, question: Question) -> impl IntoView {
    let row = ("id", question.id.to_string());
    let text = question.text.clone();
    let saved = vec![
        (words::ANSWER, "answer[answer]".to_owned(), text.answer.clone()),
        (words::ANSWERED_ON, "answer[answered_on]".to_owned(), text.answered_on.clone()),
    ];
    let take_back = take_back(bid, &question);
    view! {
        <section>
            <h2>{say(words::RECORD)}</h2>
            <NowSaved action=ANSWER row=row.clone() fields=saved/>
            <PostForm action=ANSWER row class="entry-form">
                <Hidden name="bid" value=bid.to_string()/>
                <Revision value=question.revision/>
                <TextArea name="answer[answer]" label=words::ANSWER value=text.answer required=true lang=Language::Japanese/>
                <Field
                    name="answer[answered_on]"
                    label=words::ANSWERED_ON
                    value=text.answered_on
                    width=FieldWidth::Medium
                />
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
            {take_back}
        </section>
    }
}

/// The way back, for an answer that belongs to another question.
fn take_back(bid: BidId, question: &Question) -> impl IntoView + use<> {
    let fields =
        vec![("id", question.id.to_string()), ("bid", bid.to_string()), ("revision", question.revision.to_string())];
    question.unanswered_as().map(|_| {
        view! {
            <p class="hint">{say(words::TAKE_ANSWER_BACK_NOTE)}</p>
            <Actions>
                <PostButton
                    action=TAKE_ANSWER_BACK
                    label=words::TAKE_ANSWER_BACK
                    fields
                    kind=ButtonKind::Quiet
                />
            </Actions>
        }
    })
}

/// What the question concerns: boxes for who may change it, else a list.
#[component]
fn Links(
    bid: BidId,
    question: Question,
    sections: Vec<SectionLine>,
    requirements: Vec<Requirement>,
    may_edit: bool,
) -> impl IntoView {
    let sections: Vec<Choosable> = sections
        .into_iter()
        .map(|line| Choosable {
            name: format!("links[s{}]", line.id),
            label: format!("{}　{}", line.position, by_language(&line.title_ja, &line.title_en)),
            is_chosen: question.sections.contains(&line.id),
        })
        .collect();
    let requirements: Vec<Choosable> = requirements
        .into_iter()
        .map(|one| Choosable {
            name: format!("links[r{}]", one.id),
            label: format!("{}：{}", say(requirement::kind(one.kind())), by_language(&one.ja, &one.en)),
            is_chosen: question.requirements.contains(&one.id),
        })
        .collect();
    let inner = if may_edit {
        let row = ("id", question.id.to_string());
        let hint = words::CONCERNS_HINT;
        view! {
            <PostForm action=LINK row class="entry-form">
                <Hidden name="bid" value=bid.to_string()/>
                <Revision value=question.revision/>
                <p class="hint">{say(hint)}</p>
                <Boxes legend=words::SECTIONS choices=sections/>
                <Boxes legend=words::REQUIREMENTS choices=requirements/>
                <Actions><Submit label=words::SAVE_LINKS/></Actions>
            </PostForm>
        }
        .into_any()
    } else {
        let chosen = sections.into_iter().chain(requirements).filter(|one| one.is_chosen);
        let lines = chosen.map(|one| view! { <li>{one.label}</li> }).collect_view();
        view! { <ul>{lines}</ul> }.into_any()
    };
    view! { <section><h2>{say(words::CONCERNS)}</h2>{inner}</section> }
}

/// Something that a question may concern.
struct Choosable {
    name: String,
    label: String,
    is_chosen: bool,
}

#[component]
fn Boxes(legend: Phrase, choices: Vec<Choosable>) -> impl IntoView {
    (!choices.is_empty()).then(|| {
        let boxes = choices
            .into_iter()
            .map(|one| view! { <Checkbox name=one.name label=one.label checked=one.is_chosen/> })
            .collect_view();
        view! { <Fieldset legend><div class="question-boxes">{boxes}</div></Fieldset> }
    })
}

/// What is read first; the other language where that is empty.
fn by_language(ja: &str, en: &str) -> String {
    let (first, second) = match language() {
        Language::Japanese => (ja, en),
        Language::English => (en, ja),
    };
    let words = if first.is_empty() { second } else { first };
    words.chars().take(120).collect()
}
