//! Pieces of the register of questions: its tables, the fields of a question, its dates, what tells who asks.

mod concerned;
mod fields;
mod rows;
mod table;

pub use concerned::{ConcernedList, QuestionPanel};
pub use fields::QuestionFields;
pub use rows::ImportRows;
pub use table::{Deeds, QuestionTable};

use leptos::prelude::*;

use crate::domain::bid::BidDeadline;
use crate::domain::deadline::MilestoneKind;
use crate::domain::question::{Question, QuestionState, QuestionText, Telltale};
use crate::ui::app::frame;
use crate::ui::bids::{DaysLeft, deadline_name, deadline_when};
use crate::ui::kit::{Notice, NoticeKind, Tag, TagKind};
use crate::ui::wording::{Phrase, question as words, say};

/// How far a question is.
#[component]
pub fn QuestionTag(
    /// How far it is.
    state: QuestionState,
) -> impl IntoView {
    let kind = match state {
        QuestionState::Draft | QuestionState::Withdrawn => TagKind::Plain,
        QuestionState::Ready | QuestionState::Asked => TagKind::Indigo,
        QuestionState::Answered => TagKind::Ok,
    };
    view! { <Tag kind text=words::state(state)/> }
}

/// The words of a question: Japanese with the English under it.
#[component]
pub fn QuestionWords(
    /// What it says.
    text: QuestionText,
) -> impl IntoView {
    let ja =
        (!text.question.is_empty()).then(|| view! { <span lang="ja" class="question-words">{text.question}</span> });
    let en = (!text.question_en.is_empty())
        .then(|| view! { <span lang="en" class="question-words gloss">{text.question_en}</span> });
    view! { {ja} {en} }
}

/// Where a question points: document, page, item.
#[must_use]
pub fn place_of(text: &QuestionText) -> String {
    let page = if text.page.is_empty() { String::new() } else { format!("p.{}", text.page) };
    let parts = [text.document.as_str(), page.as_str(), text.item.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(say(Phrase::new("　", ", ")))
}

/// What in a question tells who asks, each with its place.
#[component]
pub fn Telltales(
    /// The places.
    told: Vec<Telltale>,
) -> impl IntoView {
    (!told.is_empty()).then(|| {
        let lines = told.iter().map(words::told).collect::<Vec<_>>();
        let lines = lines.join(say(Phrase::new("、", ", ")));
        view! { <p class="question-tells"><Tag kind=TagKind::Warn text=words::TELLTALES/>" "<span>{lines}</span></p> }
    })
}

/// The dates of questions and answers with how long there is; a caution when the time to ask is over.
#[component]
pub fn AskedDates(
    /// The dates, in order.
    deadlines: Vec<BidDeadline>,
) -> impl IntoView {
    let now = frame().now;
    let asks = |date: &&BidDeadline| MilestoneKind::parse(&date.kind) == Some(MilestoneKind::QuestionBy);
    let is_late = deadlines.iter().any(|date| asks(&date)) && deadlines.iter().filter(asks).all(|date| date.at.0 < now);
    let late = is_late.then(|| view! { <Notice kind=NoticeKind::Warning>{say(words::LATE)}</Notice> });
    let lines = deadlines
        .iter()
        .map(|date| {
            let (name, when, at) = (deadline_name(date), deadline_when(date), date.at);
            view! { <div><dt>{name}</dt><dd><span class="num">{when}</span>" "<DaysLeft at/></dd></div> }
        })
        .collect_view();
    let list = if deadlines.is_empty() {
        view! { <p class="sub">{say(words::NO_DATES)}</p> }.into_any()
    } else {
        view! { <dl class="facts">{lines}</dl> }.into_any()
    };
    view! { <section><h2>{say(words::DATES)}</h2>{late}{list}</section> }
}

/// What a question is called for those who listen: its number, or how it begins.
#[must_use]
pub fn name_of(question: &Question) -> String {
    let begins: String = question.text.heading().chars().take(30).collect();
    if question.number > 0 { format!("No.{} {begins}", question.number) } else { begins }
}

/// The language in which what stands for a question is written.
#[must_use]
pub const fn lang_of(text: &QuestionText) -> &'static str {
    if text.question.is_empty() { "en" } else { "ja" }
}
