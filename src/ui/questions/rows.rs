//! The rows of the buyer's table in the form in which a person decides on each: what it answers, and what would change.

use leptos::prelude::*;

use super::name_of;
use crate::domain::question::{
    NOBODY, OTHERS, Question, QuestionOrigin, QuestionRegister, QuestionState, ROWS_MOST, is_same, row_field,
};
use crate::ui::kept::Kept;
use crate::ui::kit::{Choice, Fieldset, Hidden, Select, Tag, TagKind};
use crate::ui::wording::{question as words, say};

/// Most questions of ours that each row offers.
const OFFERED_MOST: usize = 60;
/// What goes with a row as it was read.
const READ: [&str; 8] = ["row", "number", "document", "page", "item", "question", "answer", "how"];

/// The rows that a form holds.
#[component]
pub fn ImportRows(
    /// The form as it came back.
    kept: Kept,
    /// The register as it is now.
    register: QuestionRegister,
) -> impl IntoView {
    let count = (0..ROWS_MOST).take_while(|at| kept.value(&row_field(*at, "answer")).is_some()).count();
    let own: Vec<Question> = register
        .questions
        .iter()
        .filter(|one| one.origin == QuestionOrigin::Own && one.state.takes_answer())
        .take(OFFERED_MOST)
        .cloned()
        .collect();
    (0..count)
        .map(|at| {
            let value = |name: &str| kept.value(&row_field(at, name)).unwrap_or_default().to_owned();
            let read: Vec<(&'static str, String)> = READ.map(|name| (name, value(name))).into();
            let target = register.questions.iter().find(|one| one.id.to_string() == value("to")).cloned();
            view! { <Row at read to=value("to") target own=own.clone()/> }
        })
        .collect_view()
}

#[component]
fn Row(
    at: usize,
    read: Vec<(&'static str, String)>,
    to: String,
    #[prop(optional_no_strip)] target: Option<Question>,
    own: Vec<Question>,
) -> impl IntoView {
    let of = |wanted: &str| {
        let found = read.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (how, question, answer) = (of("how"), of("question"), of("answer"));
    let legend = words::row(&of("row"), &of("number"));
    let (kind, text) = match how.as_str() {
        "certain" => (TagKind::Ok, words::CERTAIN),
        "likely" => (TagKind::Warn, words::LIKELY),
        _ => (TagKind::Plain, words::UNKNOWN),
    };
    let mut options: Vec<Choice> = own.iter().map(|one| Choice::new(one.id.to_string(), name_of(one))).collect();
    // What was taken from the same table before is another bidder's question of the register.
    if let Some(other) = target.as_ref().filter(|one| one.origin == QuestionOrigin::Other) {
        options.push(Choice::new(other.id.to_string(), name_of(other)));
    }
    if !question.is_empty() {
        options.push(Choice::new(OTHERS, words::ANOTHER));
    }
    options.push(Choice::new(NOBODY, words::LEAVE));
    let asked = (!question.is_empty()).then(|| view! { <p class="question-words" lang="ja">{question}</p> });
    let hidden =
        read.into_iter().map(|(name, value)| view! { <Hidden name=row_field(at, name) value/> }).collect_view();
    view! {
        <Fieldset legend>
            {hidden}
            <Tag kind text/>
            {asked}
            <Difference target answer/>
            <Select name=row_field(at, "to") label=words::ANSWERS_TO options selected=to/>
        </Fieldset>
    }
}

/// The new answer, with the one that is kept when it is another.
#[component]
fn Difference(#[prop(optional_no_strip)] target: Option<Question>, answer: String) -> impl IntoView {
    let kept = target.filter(|one| one.state == QuestionState::Answered).map(|one| one.text.answer);
    match kept {
        Some(kept) if is_same(&kept, &answer) => view! {
            <p class="question-words" lang="ja">{answer}</p>
            <p class="sub">{say(words::SAME)}</p>
        }
        .into_any(),
        Some(kept) => view! {
            <p><Tag kind=TagKind::Warn text=words::CHANGES/></p>
            <dl class="facts">
                <div><dt>{say(words::KEPT_ANSWER)}</dt><dd class="question-words" lang="ja">{kept}</dd></div>
                <div><dt>{say(words::NEW_ANSWER)}</dt><dd class="question-words" lang="ja">{answer}</dd></div>
            </dl>
        }
        .into_any(),
        None => view! {
            <dl class="facts">
                <div><dt>{say(words::NEW_ANSWER)}</dt><dd class="question-words" lang="ja">{answer}</dd></div>
            </dl>
        }
        .into_any(),
    }
}
