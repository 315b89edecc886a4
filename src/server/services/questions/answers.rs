//! The buyer's table of answers: read into a form in which a person decides row by row, then taken. Nothing is written
//! before that, and only what differs.

use std::collections::BTreeSet;

use serde_json::json;

use super::{EDIT, MOST_QUESTIONS, NewQuestion, begin, record, rows, too_many};
use crate::domain::id::{BidId, KeptPostId, QuestionId};
use crate::domain::notice::IntakeProblem;
use crate::domain::problem::{Problem, Problems};
use crate::domain::question::{
    AnswerImport, AnswerRow, AnswerTable, ImportRow, Known, Match, NOBODY, OTHERS, Question, QuestionOrigin,
    QuestionState, QuestionText, ROWS_MOST, TableFault, TableRow, day, is_same, marked, propose, register_print,
    row_field, separated, understand,
};
use crate::error::{AppError, Refusal};
use crate::server::access;
use crate::server::buyer_forms;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::sources::encoding::decode;
use crate::server::store::{audits, kept_posts};
use crate::server::xlsx::{self, ReadFault};

/// Where the form of the answers posts to.
const TAKE: &str = "/api/questions/take";
/// Largest file, and longest pasted text.
pub const FILE_MOST: usize = 4 * 1024 * 1024;
/// What an old Office file begins with, and any zip.
const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
const ZIP: &[u8] = b"PK";

/// What was brought.
#[derive(Debug)]
pub enum Brought {
    /// A file: .xlsx, .docx or text.
    File(Vec<u8>),
    /// Text that was pasted.
    Pasted(String),
}

/// Whether the caller may bring answers: nobody makes the server read what they may not save.
///
/// # Errors
/// As `access::to_bid` for `Read`; `NotAllowed`, `Archived`.
pub async fn may_bring(call: &Call, bid: BidId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    access::to_bid_later(&mut tx, &call.caller, bid, EDIT).await?;
    tx.commit().await?;
    Ok(())
}

/// Reads a table into the form of its answers, each with the question that it seems to answer. Nothing is saved; answers
/// under which identity the form is kept for this person at this browser.
///
/// # Errors
/// `Answers` with the reason when nothing is read; as `may_bring`.
pub async fn bring(call: &Call, bid: BidId, brought: Brought) -> Result<KeptPostId, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid_later(&mut tx, &call.caller, bid, EDIT).await?;
    let questions = rows::question_list(&mut tx, &access).await?;
    tx.commit().await?;
    let read = tokio::task::spawn_blocking(move || read(&brought).map(|table| fields(bid, &questions, &table)));
    let fields = read.await.map_err(|error| Failure::Fault(Box::new(error)))?;
    let fields = fields.map_err(Refusal::Answers)?;
    let read = AppError::Refused(Refusal::AnswersRead);
    let mut tx = call.state.store.begin_write().await?;
    let id = kept_posts::kept_post_keep(&mut tx, &call.kept_key(), TAKE, &fields, &read, call.now).await?;
    tx.commit().await?;
    Ok(id)
}

fn read(brought: &Brought) -> Result<AnswerTable, TableFault> {
    match brought {
        Brought::Pasted(text) if text.len() > FILE_MOST => Err(TableFault::TooLarge),
        Brought::Pasted(text) => of_text(text),
        Brought::File(bytes) => of_file(bytes),
    }
}

fn of_file(bytes: &[u8]) -> Result<AnswerTable, TableFault> {
    if bytes.len() > FILE_MOST {
        return Err(TableFault::TooLarge);
    }
    if bytes.starts_with(&OLE) {
        return Err(TableFault::OldOffice);
    }
    if bytes.starts_with(ZIP) {
        return of_package(bytes);
    }
    match decode(bytes, None) {
        Ok(text) => of_text(&text),
        Err(IntakeProblem::Empty) => Err(TableFault::NoHeads),
        Err(_) => Err(TableFault::Encoding),
    }
}

/// A document, else a workbook: either reader refuses what is not its own.
fn of_package(bytes: &[u8]) -> Result<AnswerTable, TableFault> {
    if let Ok(tables) = buyer_forms::tables(bytes) {
        let rows = |table: Vec<Vec<String>>| numbered((1..).zip(table).collect());
        return understand(&tables.into_iter().map(rows).collect::<Vec<_>>());
    }
    match xlsx::read_texts(bytes) {
        Ok(sheets) => understand(&sheets.into_iter().map(numbered).collect::<Vec<_>>()),
        Err(ReadFault::TooLarge) => Err(TableFault::TooLarge),
        Err(ReadFault::Unreadable) => Err(TableFault::Unreadable),
    }
}

fn numbered(rows: Vec<(u32, Vec<String>)>) -> Vec<TableRow> {
    rows.into_iter().map(|(number, cells)| TableRow { number, cells }).collect()
}

/// Cells between tabs or commas, else marked lines.
fn of_text(text: &str) -> Result<AnswerTable, TableFault> {
    let text = text.trim_start_matches('\u{FEFF}');
    let sign = if text.contains('\t') { '\t' } else { ',' };
    let table = understand(&[separated(text, sign)]);
    match table {
        Err(TableFault::NoHeads) => understand(&[marked(text)]),
        table => table,
    }
}

/// The fields of the form as if a person had filled it in.
fn fields(bid: BidId, questions: &[Question], table: &AnswerTable) -> Vec<(String, String)> {
    let candidates: Vec<&Question> = questions.iter().filter(|question| question.state.takes_answer()).collect();
    let known: Vec<Known> = candidates.iter().map(|question| known(question)).collect();
    let proposed = propose(&table.rows, &known);
    let mut fields = vec![
        ("bid".to_owned(), bid.to_string()),
        ("answers[seen]".to_owned(), register_print(questions)),
        ("answers[answered_on]".to_owned(), String::new()),
    ];
    for (at, (row, proposed)) in table.rows.iter().zip(proposed).enumerate() {
        let to = proposed.and_then(|(place, _)| candidates.get(place)).map(|question| question.id.to_string());
        let how = match proposed {
            Some((_, Match::Certain)) => "certain",
            Some((_, Match::Likely)) => "likely",
            None => "",
        };
        let values = [
            ("row", row.row.to_string()),
            ("number", row.number.clone()),
            ("document", row.document.clone()),
            ("page", row.page.clone()),
            ("item", row.item.clone()),
            ("question", row.question.clone()),
            ("answer", row.answer.clone()),
            ("to", to.unwrap_or_else(|| unknown(row).to_owned())),
            ("how", how.to_owned()),
        ];
        fields.extend(values.map(|(name, value)| (row_field(at, name), value)));
    }
    let notes = table.notes.iter().take(200);
    fields.extend(notes.map(|note| ("note".to_owned(), note.code())));
    fields
}

/// A row without a question cannot be another bidder's.
const fn unknown(row: &AnswerRow) -> &'static str {
    if row.question.is_empty() { NOBODY } else { OTHERS }
}

fn known(question: &Question) -> Known {
    let number = match question.origin {
        QuestionOrigin::Own if question.number > 0 => question.number.to_string(),
        _ => question.text.buyer_number.clone(),
    };
    Known { number, question: question.text.question.clone(), answer: question.text.answer.clone() }
}

/// Takes the chosen answers: to questions of ours, and other bidders' questions with theirs. What is there already, and
/// says the same, stays as it is.
///
/// # Errors
/// `Changed` when the register is another by now, `Invalid`; as `access::to_bid` for `EditDocuments`.
pub async fn take(call: &Call, bid: BidId, import: &AnswerImport) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let questions = rows::question_list(&mut tx, &access).await?;
    if register_print(&questions) != import.seen {
        return Err(AppError::Changed.into());
    }
    let mut problems = Problems::default();
    let answered_on = day(&mut problems, "answers[answered_on]", &import.answered_on);
    let deeds = deeds(&questions, import, &mut problems);
    let Some(answered_on) = answered_on.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    let (mut answered, mut added) = (0, 0);
    for (text, kept) in deeds {
        match kept {
            Some(kept) if is_known(&kept, &text) => {}
            Some(kept) => {
                let text = dated(text, &answered_on);
                record(call, &mut tx, &access, &kept, &text).await?;
                answered += 1;
            }
            None => {
                let text = dated(text, &answered_on);
                let new = NewQuestion { origin: QuestionOrigin::Other, state: QuestionState::Answered, text };
                rows::question_insert(&mut tx, &access, &new, call.now).await?;
                added += 1;
            }
        }
    }
    if questions.len() + added > MOST_QUESTIONS {
        return Err(too_many());
    }
    if answered + added > 0 {
        let detail = json!({ "answered": answered, "added": added });
        audits::audit_append(&mut tx, &access, call.now, "question.import", detail).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn is_known(kept: &Question, text: &QuestionText) -> bool {
    kept.state == QuestionState::Answered && is_same(&kept.text.answer, &text.answer)
}

/// With the day of publication, when one was given.
fn dated(text: QuestionText, day: &str) -> QuestionText {
    if day.is_empty() { text } else { QuestionText { answered_on: day.to_owned(), ..text } }
}

/// A text as it is to be kept, of which question; none for another bidder's that is new.
type Deed = (QuestionText, Option<Question>);

fn deeds(questions: &[Question], import: &AnswerImport, problems: &mut Problems) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let mut taken: BTreeSet<QuestionId> = BTreeSet::new();
    let mut new: Vec<&str> = Vec::new();
    for (at, row) in import.rows.iter().enumerate().take(ROWS_MOST).filter(|(_, row)| row.to != NOBODY) {
        let kept = target(questions, row);
        if kept.is_none() && row.to != OTHERS {
            problems.add(&row_field(at, "to"), Problem::NotOffered);
            continue;
        }
        // A table of the buyer's may stand in a file twice.
        let is_twice = kept.is_none() && new.iter().any(|known| is_same(known, &row.question));
        if is_twice || kept.is_some_and(|kept| !taken.insert(kept.id)) {
            problems.add(&row_field(at, "to"), Problem::Taken);
        }
        if kept.is_none() {
            new.push(&row.question);
        }
        let text = match kept {
            Some(kept) => row.answered(&kept.text, problems, at),
            None => row.others(problems, at),
        };
        deeds.extend(text.map(|text| (text, kept.cloned())));
    }
    deeds
}

/// The question that a row is chosen to answer: one that is named, or another bidder's with the same words.
fn target<'q>(questions: &'q [Question], row: &ImportRow) -> Option<&'q Question> {
    questions.iter().find(|one| match row.to.as_str() {
        OTHERS => one.origin == QuestionOrigin::Other && is_same(&one.text.question, &row.question),
        id => one.state.takes_answer() && one.id.to_string() == id,
    })
}
