//! A bid's forms as the buyer gave them out: taken in, their blanks answered by a person, filled, handed out.

mod facts;

use std::collections::BTreeMap;

use serde_json::json;

use crate::domain::buyer_form::{
    Answer, AnswerInput, Blank, BlankKind, BlankView, BuyerFormLine, BuyerFormList, BuyerFormView, Datum, DatumView,
    FormProblem, LEAVE, Place, TICK, TYPED,
};
use crate::domain::document::BidFacts;
use crate::domain::id::{BidId, BuyerFormId};
use crate::domain::seat::Action;
use crate::error::{AppError, Refusal};
use crate::server::access;
use crate::server::buyer_forms::{self as engine, Labels};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::buyer_forms::{self as rows, BuyerFormRow};
use crate::server::store::documents::bid_tender_fetch;
use crate::server::store::{Connection, audits, files};

/// Longest file.
pub const FORM_LONGEST: usize = 20 * 1024 * 1024;
/// Most forms of a bid.
const MOST_FORMS: i64 = 200;
/// Most answers of one form.
const MOST_ANSWERS: usize = 5_000;

type Answers = BTreeMap<String, Answer>;

/// A filled form.
#[derive(Debug)]
pub struct FilledFile {
    /// Name of the file.
    pub name: String,
    /// The .docx.
    pub docx: Vec<u8>,
}

/// Whether the caller may add a form: nobody makes the server read what they may not add.
///
/// # Errors
/// As `access::to_bid` for `EditDocuments`.
pub async fn may_add(call: &Call, bid: BidId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    Ok(())
}

/// Keeps a form with what fits its blanks: what was confirmed for the same form of this buyer, else proposals.
///
/// # Errors
/// As `may_add`; `BuyerForm` with the reason when it cannot be opened.
pub async fn add(call: &Call, bid: BidId, name: &str, bytes: Vec<u8>) -> Result<BuyerFormId, Failure> {
    may_add(call, bid).await?;
    let labels = labels(call)?;
    let (found, bytes) = blocking(move || Ok((engine::blanks(&bytes, &labels), bytes))).await?;
    let blanks = found.map_err(|refusal| refused(name, refusal.into()))?;
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    if rows::buyer_form_list(&mut tx, &access, MOST_FORMS).await?.len() as i64 >= MOST_FORMS {
        return Err(Refusal::TooManyFiles { most: u32::try_from(MOST_FORMS).unwrap_or(u32::MAX) }.into());
    }
    let hash = files::file_keep(&mut tx, &bytes, call.now).await?;
    let buyer = bid_tender_fetch(&mut tx, &access).await?.addressee;
    let answers = match rows::buyer_form_profile_find(&mut tx, &access, &buyer, &hash).await? {
        Some(confirmed) => serde_json::from_str(&confirmed)?,
        None => proposed(&blanks),
    };
    let row = BuyerFormRow {
        id: BuyerFormId::fresh(),
        hash,
        name: name.chars().take(200).collect(),
        answers: serde_json::to_string::<Answers>(&answers)?,
        is_confirmed: false,
        revision: 1,
    };
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let (id, is_new) = rows::buyer_form_keep(&mut tx, &access, &row, size, call.now).await?;
    if is_new {
        let detail = json!({ "form": id.to_string(), "name": row.name });
        audits::audit_append(&mut tx, &access, call.now, "buyer_form.add", detail).await?;
    }
    tx.commit().await?;
    Ok(id)
}

fn proposed(blanks: &[Blank]) -> Answers {
    let proposal =
        |blank: &Blank| Some((blank.id.clone(), Answer { source: blank.proposal?.name(), text: String::new() }));
    blanks.iter().filter_map(proposal).collect()
}

/// The forms of a bid.
///
/// # Errors
/// As every call on a bid.
pub async fn list(call: &Call, bid: BidId) -> Result<BuyerFormList, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let forms = rows::buyer_form_list(&mut tx, &access, MOST_FORMS).await?;
    let bid_title = bid_tender_fetch(&mut tx, &access).await?.title;
    tx.commit().await?;
    let line = |row: BuyerFormRow| BuyerFormLine { id: row.id, name: row.name, is_confirmed: row.is_confirmed };
    Ok(BuyerFormList {
        bid_title,
        forms: forms.into_iter().map(line).collect(),
        may_edit: access.also(Action::EditDocuments),
        may_export: access.also(Action::Export),
    })
}

/// A form as it was read, with what the bid knows.
struct Opened {
    row: BuyerFormRow,
    answers: Answers,
    bytes: Vec<u8>,
    facts: BidFacts,
    labels: Labels,
}

async fn opened(
    call: &Call,
    connection: &mut Connection,
    access: &access::Access,
    form: BuyerFormId,
) -> Result<Opened, Failure> {
    let row = rows::buyer_form_find(connection, access, form).await?.ok_or(AppError::NotFound)?;
    let mut bytes = Vec::new();
    let mut number = 0;
    while let Some(piece) = files::file_piece(connection, &row.hash, number).await? {
        bytes.extend_from_slice(&piece);
        number += 1;
    }
    let answers = serde_json::from_str(&row.answers)?;
    Ok(Opened { answers, bytes, facts: facts::of_bid(connection, access).await?, labels: labels(call)?, row })
}

/// One form with its blanks.
///
/// # Errors
/// As every call on a bid; not found for a form of another bid.
pub async fn load(call: &Call, bid: BidId, form: BuyerFormId) -> Result<BuyerFormView, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let Opened { row, answers, bytes, facts, labels } = opened(call, &mut tx, &access, form).await?;
    tx.commit().await?;
    let blanks = blocking(move || Ok(engine::blanks(&bytes, &labels))).await?;
    let blanks = blanks.map_err(|refusal| refused(&row.name, refusal.into()))?;
    let data = Datum::all(facts.members.len())
        .map(|datum| DatumView { name: datum.name(), value: datum.value(&facts, &of_any_blank()).unwrap_or_default() })
        .collect();
    let blanks = blanks.into_iter().map(|blank| {
        let answer = answers.get(&blank.id).cloned().unwrap_or_default();
        BlankView { blank, answer }
    });
    Ok(BuyerFormView {
        bid_title: facts.tender.title.clone(),
        name: row.name,
        revision: row.revision,
        blanks: blanks.collect(),
        data,
        is_confirmed: row.is_confirmed,
        may_edit: access.also(Action::EditDocuments),
        may_export: access.also(Action::Export),
    })
}

/// A blank that asks for nothing in particular, to show what a datum says.
fn of_any_blank() -> Blank {
    Blank {
        id: String::new(),
        part: String::new(),
        place: Place::Paragraph(0),
        label: String::new(),
        group: String::new(),
        kind: BlankKind::Cell,
        proposal: None,
        context: String::new(),
        choices: Vec::new(),
        digits: None,
        has_unit: false,
    }
}

/// Confirms the answers over the revision that was read, and keeps them for the next bid for this buyer. They are tried
/// on the form first.
///
/// # Errors
/// As every call on a bid; `BuyerForm` for a value that the form does not take, `Changed` when somebody saved in between.
pub async fn save(
    call: &Call,
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    typed: Vec<AnswerInput>,
) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let open = opened(call, &mut tx, &access, form).await?;
    let answers: Answers = typed
        .into_iter()
        .take(MOST_ANSWERS)
        .filter(|answer| answer.source != LEAVE)
        .map(|answer| (answer.id, Answer { source: answer.source, text: answer.text }))
        .collect();
    let (hash, name) = (open.row.hash.clone(), open.row.name.clone());
    let open = Opened { answers: answers.clone(), ..open };
    blocking(move || Ok(fill(&open))).await?.map_err(|problem| refused(&name, problem))?;
    // What is typed and what an amount says stay out of the trail.
    let detail = json!({ "form": form.to_string(), "name": name, "answers": answers.len(), "revision": revision + 1 });
    audits::audit_append(&mut tx, &access, call.now, "buyer_form.save", detail).await?;
    if !rows::buyer_form_save(&mut tx, &access, form, &serde_json::to_string(&answers)?, revision).await? {
        return Err(AppError::Changed.into());
    }
    let buyer = bid_tender_fetch(&mut tx, &access).await?.addressee;
    let lasting: Answers = answers.into_iter().filter(|(_, answer)| answer.source != TYPED).collect();
    let lasting = serde_json::to_string(&lasting)?;
    rows::buyer_form_profile_save(&mut tx, &access, &buyer, &hash, &lasting, call.now).await?;
    tx.commit().await?;
    Ok(())
}

/// The filled form.
///
/// # Errors
/// As every call on a bid; `BuyerForm` for a value that the form does not take.
pub async fn render(call: &Call, bid: BidId, form: BuyerFormId) -> Result<FilledFile, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let open = opened(call, &mut tx, &access, form).await?;
    tx.commit().await?;
    let name = open.row.name.clone();
    let docx = blocking(move || Ok(fill(&open))).await?.map_err(|problem| refused(&name, problem))?;
    Ok(FilledFile { name, docx })
}

fn fill(open: &Opened) -> Result<Vec<u8>, FormProblem> {
    let blanks = engine::blanks(&open.bytes, &open.labels)?;
    let values = values(&blanks, &open.answers, &open.facts);
    Ok(engine::fill(&open.bytes, &values, &open.labels)?.docx)
}

/// What goes into each blank: what was typed, or what the bid says now.
fn values(blanks: &[Blank], answers: &Answers, facts: &BidFacts) -> BTreeMap<String, String> {
    let value = |blank: &Blank| {
        let answer = answers.get(&blank.id)?;
        let text = match answer.source.as_str() {
            LEAVE => return None,
            TICK => "yes".to_owned(),
            TYPED => answer.text.clone(),
            name => Datum::parse(name)?.value(facts, blank)?,
        };
        Some((blank.id.clone(), text)).filter(|(_, text)| !text.trim().is_empty())
    };
    blanks.iter().filter_map(value).collect()
}

/// What a bid says for the blanks of a form that is not kept with it, by blank id.
///
/// # Errors
/// As every call on a bid.
pub async fn proposals(call: &Call, bid: BidId, blanks: &[Blank]) -> Result<BTreeMap<String, String>, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let facts = facts::of_bid(&mut tx, &access).await?;
    tx.commit().await?;
    Ok(values(blanks, &proposed(blanks), &facts))
}

fn labels(call: &Call) -> Result<Labels, Failure> {
    let text = call.state.templates.text(engine::LABELS_FILE).unwrap_or_default();
    Labels::parse(text).map_err(|fault| Failure::fault(format!("{}: {fault}", engine::LABELS_FILE)))
}

fn refused(name: &str, problem: FormProblem) -> Failure {
    Refusal::BuyerForm { file: name.to_owned(), problem }.into()
}

/// Reading a stranger's file takes processor time: it runs beside the threads that answer requests.
async fn blocking<T, F>(work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Failure> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Fault(Box::new(error)))?
}
