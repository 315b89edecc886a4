//! Questions and answers beside what they concern, and their counts on a bid's overview.

use leptos::prelude::*;

use super::{QuestionTag, lang_of};
use crate::domain::id::BidId;
use crate::domain::question::{Concerned, QuestionCounts, QuestionState};
use crate::ui::paths;
use crate::ui::wording::{question as words, say};

/// The questions that concern a section or a demand, each in a line; nothing without any.
#[component]
pub fn ConcernedList(
    /// The questions.
    questions: Vec<Concerned>,
    /// Whether the reader may open the register.
    is_reader: bool,
) -> impl IntoView {
    (!questions.is_empty()).then(|| {
        let lines = questions.into_iter().map(|one| view! { <Line one is_reader/> }).collect_view();
        view! { <ul class="plain question-concerned">{lines}</ul> }
    })
}

#[component]
fn Line(one: Concerned, is_reader: bool) -> impl IntoView {
    let (lang, heading) = (lang_of(&one.text), one.text.heading().to_owned());
    let title = if is_reader {
        view! { <a href=paths::question(one.bid, one.question) lang=lang>{heading}</a> }.into_any()
    } else {
        view! { <span lang=lang>{heading}</span> }.into_any()
    };
    let answer = (one.state == QuestionState::Answered)
        .then(|| view! { <span class="under question-words" lang="ja">{one.text.answer}</span> });
    view! { <li>{title}" "<QuestionTag state=one.state/>{answer}</li> }
}

/// How many questions there are, on a bid's overview.
#[component]
pub fn QuestionPanel(
    /// The bid.
    id: BidId,
    /// The counts.
    counts: QuestionCounts,
) -> impl IntoView {
    let told = if counts == QuestionCounts::default() { say(words::NONE).to_owned() } else { words::counts(counts) };
    view! {
        <section>
            <h2><a href=paths::questions(id)>{say(words::TITLE)}</a></h2>
            <p>{told}</p>
        </section>
    }
}
