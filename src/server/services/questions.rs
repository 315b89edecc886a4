//! Questions to the buyer: writing them in both languages, making a sheet of those that are ready, recording what was
//! answered and telling who answers for what it concerns. Answers that come as a table are in `answers`.

pub mod answers;
mod sheet;

use std::collections::BTreeMap;

use serde_json::json;

use crate::domain::bid::BidDeadline;
use crate::domain::deadline::MilestoneKind;
use crate::domain::document::RecordFacts;
use crate::domain::id::{BidId, QuestionId, RequirementId, SectionId, UserId};
use crate::domain::problem::{Problem, Problems};
use crate::domain::question::{
    AnswerForm, MOST_QUESTIONS, Question, QuestionForm, QuestionOrigin, QuestionPage, QuestionRegister, QuestionState,
    QuestionText, Tellers, recallable, register_print, rounds_of, sheet_of,
};
use crate::domain::reminder::{About, AskedQuestion};
use crate::domain::seat::Action;
use crate::domain::text::TextProblem;
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::outbox::{self, Telling};
use crate::server::store::questions::{self as rows, NewQuestion};
use crate::server::store::{Tx, audits, bids, documents, question_links, records, requirements, seats, sections};

pub use sheet::{SheetFile, file};

/// What everything that changes the register needs.
const EDIT: Action = Action::EditDocuments;

/// The register of a bid.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn list(call: &Call, bid: BidId) -> Result<QuestionRegister, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let register = register(call, &mut tx, &access).await?;
    tx.commit().await?;
    Ok(register)
}

async fn register(call: &Call, tx: &mut Tx, access: &Access) -> Result<QuestionRegister, Failure> {
    let head = bids::bid_head(tx, access).await?;
    let mut questions = rows::question_list(tx, access).await?;
    let tellers = tellers(call, tx, access).await?;
    for question in &mut questions {
        judge(question, &tellers);
    }
    let is_asking = |date: &BidDeadline| {
        matches!(MilestoneKind::parse(&date.kind), Some(MilestoneKind::QuestionBy | MilestoneKind::AnswerOn))
    };
    let deadlines = bids::bid_deadlines(tx, access).await?.into_iter().filter(is_asking).collect();
    Ok(QuestionRegister {
        questions,
        deadlines,
        may_edit: !head.is_archived && access.also(EDIT),
        may_export: access.also(Action::Export),
        head,
    })
}

/// Notes what in a question of ours would tell who asks.
fn judge(question: &mut Question, tellers: &Tellers) {
    if question.origin == QuestionOrigin::Own {
        question.telltales = tellers.in_question(&question.text);
    }
}

/// What would tell who asks: names, addresses and business of the bid's firms and people.
async fn tellers(call: &Call, tx: &mut Tx, access: &Access) -> Result<Tellers, Failure> {
    let tender = documents::bid_tender_fetch(tx, access).await?;
    let mut facts = documents::bid_facts(tx, access, &tender).await?;
    for row in records::chosen_list(tx, access).await? {
        let Some(kind) = call.state.templates.record(&row.kind) else { continue };
        let (values, people) = (row.record.form.paper(kind), row.record.form.people(kind));
        facts.records.push(RecordFacts { kind: row.kind, member: None, values, people });
    }
    let firms = bids::bid_firms(tx, access).await?;
    let people = seats::seat_list(tx, access).await?;
    Ok(Tellers::of_bid(&facts, &firms, &people))
}

/// One question with what it concerns.
///
/// # Errors
/// As `access::to_bid` for `Read`; `NotFound`.
pub async fn open(call: &Call, bid: BidId, question: QuestionId) -> Result<QuestionPage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let mut question = find(&mut tx, &access, question).await?;
    judge(&mut question, &tellers(call, &mut tx, &access).await?);
    let head = bids::bid_head(&mut tx, &access).await?;
    let page = QuestionPage {
        question,
        sections: sections::section_list(&mut tx, &access).await?,
        requirements: requirements::requirement_list_of_bid(&mut tx, &access).await?,
        may_edit: !head.is_archived && access.also(EDIT),
        head,
    };
    tx.commit().await?;
    Ok(page)
}

async fn find(tx: &mut Tx, access: &Access, question: QuestionId) -> Result<Question, Failure> {
    let all = rows::question_list(tx, access).await?;
    all.into_iter().find(|one| one.id == question).ok_or_else(|| AppError::NotFound.into())
}

/// The question as the caller saw it.
async fn seen(tx: &mut Tx, access: &Access, question: QuestionId, revision: i64) -> Result<Question, Failure> {
    let found = find(tx, access, question).await?;
    if found.revision == revision { Ok(found) } else { Err(AppError::Changed.into()) }
}

async fn begin(call: &Call, bid: BidId) -> Result<(Tx, Access), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, EDIT).await?;
    Ok((tx, access))
}

/// Adds a question as a draft.
///
/// # Errors
/// `Invalid`; as `access::to_bid` for `EditDocuments`.
pub async fn add(call: &Call, bid: BidId, form: &QuestionForm) -> Result<QuestionId, Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let mut problems = Problems::default();
    let text = form.parse(&QuestionText::default(), false, &mut problems).ok_or(problems)?;
    if rows::question_list(&mut tx, &access).await?.len() >= MOST_QUESTIONS {
        return Err(too_many());
    }
    let new = NewQuestion { origin: QuestionOrigin::Own, state: QuestionState::Draft, text };
    let id = rows::question_insert(&mut tx, &access, &new, call.now).await?;
    finish(call, tx, &access, "question.add", id).await?;
    Ok(id)
}

fn too_many() -> Failure {
    Failure::field("question[question]", Problem::TooMany { most: u32::try_from(MOST_QUESTIONS).unwrap_or(u32::MAX) })
}

/// Changes the words of a question that nobody changed since it was read. One that loses its Japanese is a draft again;
/// of one that was sent only the English changes.
///
/// # Errors
/// `Invalid`, `Changed`, `NotFound`; as `access::to_bid` for `EditDocuments`.
pub async fn change(
    call: &Call,
    bid: BidId,
    question: QuestionId,
    revision: i64,
    form: &QuestionForm,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = seen(&mut tx, &access, question, revision).await?;
    let is_fixed = kept.is_sent() || kept.origin == QuestionOrigin::Other;
    let mut problems = Problems::default();
    let text = form.parse(&kept.text, is_fixed, &mut problems).ok_or(problems)?;
    let state =
        if text.question.is_empty() && kept.state == QuestionState::Ready { QuestionState::Draft } else { kept.state };
    rows::question_update(&mut tx, &access, question, revision, state, &text, call.now).await?;
    finish(call, tx, &access, "question.change", question).await
}

/// Makes a question ready, a draft again, withdrawn, or takes it back.
///
/// # Errors
/// `Invalid` for one without Japanese, `Malformed` for a step that there is not, `Changed`, `NotFound`; as
/// `access::to_bid` for `EditDocuments`.
pub async fn set_state(
    call: &Call,
    bid: BidId,
    question: QuestionId,
    revision: i64,
    state: &str,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let wanted = QuestionState::parse(state).ok_or(AppError::Malformed)?;
    let kept = seen(&mut tx, &access, question, revision).await?;
    let next = next_state(&kept, wanted)?;
    rows::question_update(&mut tx, &access, question, revision, next, &kept.text, call.now).await?;
    let deed = match next {
        QuestionState::Ready => "question.ready",
        QuestionState::Withdrawn => "question.withdraw",
        _ => "question.take_back",
    };
    finish(call, tx, &access, deed, question).await
}

/// Where a step leads: taken back, a question is as far as it was.
fn next_state(kept: &Question, wanted: QuestionState) -> Result<QuestionState, Failure> {
    use QuestionState::{Answered, Asked, Draft, Ready, Withdrawn};
    match (kept.state, wanted) {
        (_, Ready) if kept.text.question.is_empty() => {
            Err(Failure::field("question[question]", Problem::Text(TextProblem::Empty)))
        }
        (Draft, Ready) | (Ready, Draft) => Ok(wanted),
        (Draft | Ready | Asked | Answered, Withdrawn) => Ok(Withdrawn),
        (Withdrawn, Draft) if !kept.text.answer.is_empty() => Ok(Answered),
        (Withdrawn, Draft) if kept.round > 0 => Ok(Asked),
        (Withdrawn, Draft) => Ok(Draft),
        _ => Err(AppError::Malformed.into()),
    }
}

/// Moves a question that waits past its neighbour; at an end it stays.
///
/// # Errors
/// `Malformed`, `NotFound`; as `access::to_bid` for `EditDocuments`.
pub async fn shift(call: &Call, bid: BidId, question: QuestionId, way: &str) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let all = rows::question_list(&mut tx, &access).await?;
    let waits = |one: &&Question| one.origin == QuestionOrigin::Own && one.state.is_open() && one.round == 0;
    let waiting: Vec<QuestionId> = all.iter().filter(waits).map(|one| one.id).collect();
    let at = waiting.iter().position(|one| *one == question).ok_or(AppError::NotFound)?;
    let other = match way {
        "up" => at.checked_sub(1),
        "down" => Some(at + 1),
        _ => return Err(AppError::Malformed.into()),
    };
    let Some(other) = other.and_then(|other| waiting.get(other)) else { return Ok(tx.commit().await?) };
    rows::question_swap(&mut tx, &access, question, *other).await?;
    finish(call, tx, &access, "question.move", question).await
}

/// Marks what is ready as sent: one sheet, numbered for good. `seen` is the print of the register that the caller saw.
///
/// # Errors
/// `Changed` when the register is another by now, `QuestionsTell` when a text would tell who asks and nobody said that it
/// may, `NoQuestions` without any; as `access::to_bid` for `EditDocuments`.
pub async fn ask(call: &Call, bid: BidId, seen: &str, anyway: &str) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let mut all = rows::question_list(&mut tx, &access).await?;
    if register_print(&all) != seen {
        return Err(AppError::Changed.into());
    }
    let tellers = tellers(call, &mut tx, &access).await?;
    all.iter_mut().for_each(|question| judge(question, &tellers));
    let sheet = sheet_of(&all, Some(0));
    if sheet.is_empty() {
        return Err(Refusal::NoQuestions.into());
    }
    if anyway.is_empty() && sheet.iter().any(|(_, question)| !question.telltales.is_empty()) {
        return Err(Refusal::QuestionsTell.into());
    }
    let round = rounds_of(&all) + 1;
    for (number, question) in &sheet {
        rows::question_ask(&mut tx, &access, question.id, round, *number, call.now).await?;
    }
    let detail = json!({ "round": round, "questions": sheet.len(), "anyway": !anyway.is_empty() });
    audits::audit_append(&mut tx, &access, call.now, "question.ask", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back that the last sheet was sent, while nothing on it was answered: it was marked too early.
///
/// # Errors
/// `Changed` when the register is another than the person saw, or the sheet cannot be taken back any more; as
/// `access::to_bid` for `EditDocuments`.
pub async fn recall(call: &Call, bid: BidId, seen: &str) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let all = rows::question_list(&mut tx, &access).await?;
    let round = recallable(&all).filter(|_| register_print(&all) == seen).ok_or(AppError::Changed)?;
    rows::question_recall(&mut tx, &access, round, call.now).await?;
    audits::audit_append(&mut tx, &access, call.now, "question.recall", json!({ "round": round })).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one question off the last sheet, while nothing on it was answered or withdrawn: it did not go out with the others.
/// It is a draft again, and those behind it move up, as they stand on the paper that went out without it.
///
/// # Errors
/// As `recall`; `NotFound` for one that is not on that sheet.
pub async fn recall_one(call: &Call, bid: BidId, question: QuestionId, seen: &str) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let all = rows::question_list(&mut tx, &access).await?;
    let round = recallable(&all).filter(|_| register_print(&all) == seen).ok_or(AppError::Changed)?;
    let one = all.iter().find(|one| one.id == question && one.is_of_round(round)).ok_or(AppError::NotFound)?;
    rows::question_recall_one(&mut tx, &access, question, round, one.number, call.now).await?;
    let detail = json!({ "question": question, "round": round });
    audits::audit_append(&mut tx, &access, call.now, "question.recall_one", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Records the buyer's answer to a question, and tells whom it concerns.
///
/// # Errors
/// `Invalid`, `Malformed` for one that waits or was withdrawn, `Changed`, `NotFound`; as `access::to_bid` for
/// `EditDocuments`.
pub async fn answer(
    call: &Call,
    bid: BidId,
    question: QuestionId,
    revision: i64,
    form: &AnswerForm,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = seen(&mut tx, &access, question, revision).await?;
    if !kept.state.takes_answer() {
        return Err(AppError::Malformed.into());
    }
    let mut problems = Problems::default();
    let text = form.parse(&kept.text, &mut problems).ok_or(problems)?;
    if text == kept.text {
        return Ok(tx.commit().await?);
    }
    record(call, &mut tx, &access, &kept, &text).await?;
    finish(call, tx, &access, "question.answer", question).await
}

/// Takes back an answer that was recorded on the wrong question, and tells whoever was told of it. What the question
/// concerns stays: that was chosen for the question.
///
/// # Errors
/// `Malformed` for one of which there is none to be taken back, `Changed`, `NotFound`; as `access::to_bid` for
/// `EditDocuments`.
pub async fn take_answer_back(call: &Call, bid: BidId, question: QuestionId, revision: i64) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = seen(&mut tx, &access, question, revision).await?;
    let state = kept.unanswered_as().ok_or(AppError::Malformed)?;
    rows::question_answer_take_back(&mut tx, &access, &kept, state, call.now).await?;
    let told = outbox::outbox_told(&mut tx, &access, &answer_subject(question), &kept.answers.to_string()).await?;
    let about = |asked| (format!("answer taken back {question}"), About::AnswerTakenBack { asked });
    tell_each(call, &mut tx, &access, &kept, told, about).await?;
    finish(call, tx, &access, "question.answer_take_back", question).await
}

/// Keeps an answer and tells whom it concerns.
async fn record(
    call: &Call,
    tx: &mut Tx,
    access: &Access,
    kept: &Question,
    text: &QuestionText,
) -> Result<(), Failure> {
    let answers = rows::question_answer(tx, access, kept.id, kept.revision, text, call.now).await?;
    let answered = Question { text: text.clone(), answers, state: QuestionState::Answered, ..kept.clone() };
    tell(call, tx, access, &answered).await
}

/// Tells the people who answer for what an answered question concerns, once for each answer, but for who does this.
async fn tell(call: &Call, tx: &mut Tx, access: &Access, question: &Question) -> Result<(), Failure> {
    if question.state != QuestionState::Answered {
        return Ok(());
    }
    let people = question_links::question_link_people(tx, access, question.id).await?;
    let about = |asked| (answer_subject(question.id), About::Answer { asked });
    tell_each(call, tx, access, question, people, about).await
}

/// Under what people are told of the answers of a question; each answer is an occasion of it.
fn answer_subject(question: QuestionId) -> String {
    format!("question {question}")
}

/// Tells some people of the answer that a question has, but for who does this.
async fn tell_each(
    call: &Call,
    tx: &mut Tx,
    access: &Access,
    question: &Question,
    people: Vec<UserId>,
    about: impl Fn(AskedQuestion) -> (String, About),
) -> Result<(), Failure> {
    let head = bids::bid_head(tx, access).await?;
    let seats = seats::seat_list(tx, access).await?;
    for user in people.into_iter().filter(|user| access.user() != Some(*user)) {
        let (subject, about) = about(AskedQuestion {
            question: question.id,
            bid_title: head.title.clone(),
            number: question.number,
            document: question.text.document.clone(),
            words: question.text.heading().chars().take(80).collect(),
            section: seats.iter().find(|seat| seat.user == user).and_then(|seat| seat.section),
        });
        let telling = Telling {
            user,
            bid: Some(access.bid()),
            subject,
            occasion: question.answers.to_string(),
            about,
            shown_at: call.now,
            ends_at: None,
        };
        outbox::tell(tx, &telling, call.now).await?;
    }
    Ok(())
}

/// Chooses what a question concerns; whoever answers for that is told of its answer. The keys are `s` or `r` with the
/// identity of a section or of a demand.
///
/// # Errors
/// `Changed`, `NotFound`; as `access::to_bid` for `EditDocuments`.
pub async fn link(
    call: &Call,
    bid: BidId,
    question: QuestionId,
    revision: i64,
    links: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = seen(&mut tx, &access, question, revision).await?;
    let chosen = links.iter().filter(|(_, ticked)| !ticked.is_empty()).map(|(key, _)| key.as_str());
    let sections: Vec<SectionId> =
        chosen.clone().filter_map(|key| SectionId::parse(key.strip_prefix('s')?)).take(500).collect();
    let requirements: Vec<RequirementId> =
        chosen.filter_map(|key| RequirementId::parse(key.strip_prefix('r')?)).take(500).collect();
    question_links::question_link_replace(&mut tx, &access, question, revision, &sections, &requirements).await?;
    tell(call, &mut tx, &access, &kept).await?;
    finish(call, tx, &access, "question.link", question).await
}

/// The trail names a question by its identity alone: what is asked is no secret of the bid's firms, and yet no log.
async fn finish(call: &Call, mut tx: Tx, access: &Access, action: &str, question: QuestionId) -> Result<(), Failure> {
    audits::audit_append(&mut tx, access, call.now, action, json!({ "question": question })).await?;
    tx.commit().await?;
    Ok(())
}
