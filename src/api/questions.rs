//! Server functions on the questions of a bid.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::id::{BidId, QuestionId};
use crate::domain::question::{AnswerForm, AnswerImport, QuestionForm, QuestionPage, QuestionRegister};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    server::{
        edge,
        services::questions::{self, answers as tables},
    },
    ui::paths,
};

/// The register of a bid.
#[server(endpoint = "questions/list", prefix = "/api")]
pub async fn list_questions(bid: BidId) -> Result<QuestionRegister, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::list(&call, bid).await)
}

/// One question.
#[server(endpoint = "questions/open", prefix = "/api")]
pub async fn open_question(bid: BidId, question: QuestionId) -> Result<QuestionPage, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::open(&call, bid, question).await)
}

/// Adds a question.
#[server(endpoint = "questions/add", prefix = "/api")]
pub async fn add_question(bid: BidId, #[server(default)] question: QuestionForm) -> Result<QuestionId, AppError> {
    let call = edge::enter()?;
    let id = edge::leave(&call, questions::add(&call, bid, &question).await)?;
    edge::go(&paths::saved(&paths::question(bid, id)));
    Ok(id)
}

/// Changes the words of a question.
#[server(endpoint = "questions/change", prefix = "/api")]
pub async fn change_question(
    id: QuestionId,
    bid: BidId,
    revision: i64,
    #[server(default)] question: QuestionForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::change(&call, bid, id, revision, &question).await)?;
    edge::go(&paths::saved(&paths::question(bid, id)));
    Ok(())
}

/// Makes a question ready, a draft again, withdrawn, or takes it back.
#[server(endpoint = "questions/state", prefix = "/api")]
pub async fn set_question_state(id: QuestionId, bid: BidId, revision: i64, state: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::set_state(&call, bid, id, revision, &state).await)
}

/// Moves a question that waits: `up` or `down`.
#[server(endpoint = "questions/move", prefix = "/api")]
pub async fn move_question(id: QuestionId, bid: BidId, way: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::shift(&call, bid, id, &way).await)
}

/// Marks what is ready as sent.
#[server(endpoint = "questions/ask", prefix = "/api")]
pub async fn ask_questions(
    bid: BidId,
    #[server(default)] seen: String,
    #[server(default)] anyway: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::ask(&call, bid, &seen, &anyway).await)?;
    edge::go(&paths::saved(&paths::questions(bid)));
    Ok(())
}

/// Takes back that the last sheet was sent.
#[server(endpoint = "questions/recall", prefix = "/api")]
pub async fn recall_questions(bid: BidId, #[server(default)] seen: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::recall(&call, bid, &seen).await)?;
    edge::go(&paths::saved(&paths::questions(bid)));
    Ok(())
}

/// Takes one question off the last sheet.
#[server(endpoint = "questions/recall-one", prefix = "/api")]
pub async fn recall_question(id: QuestionId, bid: BidId, #[server(default)] seen: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::recall_one(&call, bid, id, &seen).await)?;
    edge::go(&paths::saved(&paths::questions(bid)));
    Ok(())
}

/// Records the buyer's answer to a question.
#[server(endpoint = "questions/answer", prefix = "/api")]
pub async fn answer_question(
    id: QuestionId,
    bid: BidId,
    revision: i64,
    #[server(default)] answer: AnswerForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::answer(&call, bid, id, revision, &answer).await)?;
    edge::go(&paths::saved(&paths::question(bid, id)));
    Ok(())
}

/// Takes back an answer that was recorded on the wrong question.
#[server(endpoint = "questions/take-answer-back", prefix = "/api")]
pub async fn take_answer_back(id: QuestionId, bid: BidId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::take_answer_back(&call, bid, id, revision).await)?;
    edge::go(&paths::saved(&paths::question(bid, id)));
    Ok(())
}

/// Chooses what a question concerns.
#[server(endpoint = "questions/link", prefix = "/api")]
pub async fn link_question(
    id: QuestionId,
    bid: BidId,
    revision: i64,
    #[server(default)] links: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, questions::link(&call, bid, id, revision, &links).await)?;
    edge::go(&paths::saved(&paths::question(bid, id)));
    Ok(())
}

/// Takes the chosen rows of the buyer's table.
#[server(endpoint = "questions/take", prefix = "/api")]
pub async fn take_answers(bid: BidId, #[server(default)] answers: AnswerImport) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, tables::take(&call, bid, &answers).await)?;
    edge::go(&paths::saved(&paths::questions(bid)));
    Ok(())
}
