//! Questions as a table, with what can be done with each.

use leptos::prelude::*;

use super::{QuestionTag, Telltales, lang_of, name_of, place_of};
use crate::domain::id::BidId;
use crate::domain::question::{Question, QuestionState};
use crate::ui::kit::{Actions, Align, Cell, Column, DataTable, PostButton, Tag, TagKind, Words};
use crate::ui::paths;
use crate::ui::wording::{question as words, say};

/// Where one question is taken off the last sheet.
const RECALL_ONE: &str = "/api/questions/recall-one";

/// What can be done with the questions of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deeds {
    /// Nothing: they are read.
    Read,
    /// They wait: they are put in order and made ready.
    Wait,
    /// They were sent: what has no answer can be withdrawn.
    Sent,
    /// They stand on the last sheet, of which nothing was answered: each can be withdrawn, or taken off as not sent.
    Last,
    /// They were withdrawn: they can be taken back.
    TakeBack,
}

/// Questions with their state; those that were sent with number and answer.
#[component]
pub fn QuestionTable(
    /// What the table holds.
    #[prop(into)]
    caption: Words,
    /// The bid.
    bid: BidId,
    /// The questions in order.
    questions: Vec<Question>,
    /// What can be done with them.
    deeds: Deeds,
    /// What the reader saw of the register, where one can be taken off its sheet.
    #[prop(optional, into)]
    seen: String,
) -> impl IntoView {
    let waits = deeds == Deeds::Wait;
    let middle = if waits { words::PROPOSED_BY } else { words::ANSWER };
    let mut columns = vec![Column::number(words::NUMBER), Column::text(words::QUESTION), Column::text(middle)];
    columns.push(Column::text(words::STATE));
    if deeds != Deeds::Read {
        columns.push(Column::text(words::DEEDS));
    }
    let count = questions.len();
    let rows = questions
        .into_iter()
        .enumerate()
        .map(|(at, question)| {
            let place = Place { number: at + 1, is_first: at == 0, is_last: at + 1 == count };
            view! { <Row bid question deeds place seen=seen.clone()/> }
        })
        .collect_view();
    view! { <DataTable caption columns>{rows}</DataTable> }
}

#[derive(Debug, Clone, Copy)]
struct Place {
    number: usize,
    is_first: bool,
    is_last: bool,
}

#[component]
fn Row(bid: BidId, question: Question, deeds: Deeds, place: Place, seen: String) -> impl IntoView {
    let number = match (question.number, deeds) {
        (0, Deeds::Wait) => place.number.to_string(),
        (0, _) => question.text.buyer_number.clone(),
        (number, _) => number.to_string(),
    };
    let (lang, heading) = (lang_of(&question.text), question.text.heading().to_owned());
    let under = place_of(&question.text);
    let under = (!under.is_empty()).then(|| view! { <span class="small under" lang="ja">{under}</span> });
    let middle = match deeds {
        Deeds::Wait => {
            let person = question.proposed_by.clone();
            view! { <Cell label=words::PROPOSED_BY>{person}</Cell> }.into_any()
        }
        _ => {
            let answer = question.text.answer.clone();
            view! { <Cell label=words::ANSWER><Answer answer/></Cell> }.into_any()
        }
    };
    let lacks = question.lacks_japanese().then(|| {
        view! { " "<Tag kind=TagKind::Warn text=words::WAITS_FOR_JAPANESE/> }
    });
    let (href, state, told) = (paths::question(bid, question.id), question.state, question.telltales.clone());
    let buttons = (deeds != Deeds::Read).then(|| {
        view! { <Cell><Actions><Buttons bid question deeds place seen/></Actions></Cell> }
    });
    view! {
        <tr>
            <Cell label=words::NUMBER align=Align::End><span class="num">{number}</span></Cell>
            <Cell label=words::QUESTION>
                <a href=href lang=lang class="question-words">{heading}</a>
                {under}
                <Telltales told/>
            </Cell>
            {middle}
            <Cell label=words::STATE><QuestionTag state/>{lacks}</Cell>
            {buttons}
        </tr>
    }
}

#[component]
fn Answer(answer: String) -> impl IntoView {
    if answer.is_empty() {
        return view! { <span class="absent">{say(words::NO_ANSWER)}</span> }.into_any();
    }
    view! { <span lang="ja" class="question-words">{answer}</span> }.into_any()
}

#[component]
fn Buttons(bid: BidId, question: Question, deeds: Deeds, place: Place, seen: String) -> impl IntoView {
    let about = name_of(&question);
    let ids = || vec![("id", question.id.to_string()), ("bid", bid.to_string())];
    let to = |state: QuestionState, label| {
        let mut fields = ids();
        fields.push(("revision", question.revision.to_string()));
        fields.push(("state", state.code().to_owned()));
        view! { <PostButton action="/api/questions/state" label fields about=about.clone()/> }
    };
    let shift = |way: &str, label| {
        let mut fields = ids();
        fields.push(("way", way.to_owned()));
        view! { <PostButton action="/api/questions/move" label fields about=about.clone()/> }
    };
    match deeds {
        Deeds::Read => ().into_any(),
        Deeds::Sent | Deeds::Last => {
            let off = (deeds == Deeds::Last).then(|| {
                let mut fields = ids();
                fields.push(("seen", seen));
                view! { <PostButton action=RECALL_ONE label=words::RECALL_ONE fields about=about.clone()/> }
            });
            let withdraw =
                (question.state == QuestionState::Asked).then(|| to(QuestionState::Withdrawn, words::WITHDRAW));
            view! { {off} {withdraw} }.into_any()
        }
        Deeds::TakeBack => to(QuestionState::Draft, words::TAKE_BACK).into_any(),
        Deeds::Wait => {
            let is_ready = question.state == QuestionState::Ready;
            let next = match (is_ready, question.text.question.is_empty()) {
                (true, _) => Some(to(QuestionState::Draft, words::TO_DRAFT)),
                (false, false) => Some(to(QuestionState::Ready, words::READY)),
                (false, true) => None,
            };
            let up = (!place.is_first).then(|| shift("up", words::UP));
            let down = (!place.is_last).then(|| shift("down", words::DOWN));
            let withdraw = to(QuestionState::Withdrawn, words::WITHDRAW);
            view! { {next} {up} {down} {withdraw} }.into_any()
        }
    }
}
