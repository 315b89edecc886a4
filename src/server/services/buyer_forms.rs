//! A bid's forms as the buyer gave them out: taken in, their blanks answered by a person, filled, handed out.

mod answers;
mod by_hand;
mod facts;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use tokio::sync::OwnedSemaphorePermit;

use crate::domain::buyer_form::{
    AnswerInput, Blank, BlankKind, BlankView, BuyerFormList, BuyerFormView, Datum, DatumView, FormProblem, LEAVE,
    Place, TICK, TYPED, UNTICK,
};
use crate::domain::document::BidFacts;
use crate::domain::id::{BidId, BuyerFormId};
use crate::domain::paper::buyer_key;
use crate::domain::seat::Action;
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access};
use crate::server::buyer_forms::{self as engine, Labels};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::buyer_forms::{self as rows, BuyerFormRow};
use crate::server::store::documents::bid_tender_fetch;
use crate::server::store::{Connection, audits, files};
use answers::{Answers, proposed};
pub use by_hand::{add_blank, remove_blank};

/// Longest file.
pub const FORM_LONGEST: usize = 20 * 1024 * 1024;
/// Most forms of a bid.
const MOST_FORMS: i64 = 200;

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
    let mut tx = call.state.store.begin_read().await?;
    access::to_bid_later(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a form with what fits its blanks: what was confirmed for the same form of this buyer, else proposals.
///
/// # Errors
/// As `may_add`; `BuyerForm` with the reason when it cannot be opened.
pub async fn add(call: &Call, bid: BidId, name: &str, bytes: Vec<u8>) -> Result<BuyerFormId, Failure> {
    may_add(call, bid).await?;
    let labels = labels(call)?;
    let place = place(call).await?;
    let (found, bytes) = blocking(place, move || Ok((engine::blanks(&bytes, &labels), bytes))).await?;
    let blanks = found.map_err(|refusal| refused(name, refusal.into()))?;
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    if rows::buyer_form_count(&mut tx, &access).await? >= MOST_FORMS {
        return Err(Refusal::TooManyFiles { most: u32::try_from(MOST_FORMS).unwrap_or(u32::MAX) }.into());
    }
    let hash = files::file_keep(&mut tx, &bytes, call.now).await?;
    let confirmed = match buyer(&mut tx, &access).await? {
        Some(buyer) => rows::buyer_form_profile_find(&mut tx, &access, &buyer, &hash).await?,
        None => None,
    };
    let answers = match confirmed {
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

/// The buyer as a profile names it; none while the tender has no 宛先, for that would be one buyer for all such tenders.
async fn buyer(connection: &mut Connection, access: &Access) -> Result<Option<String>, Failure> {
    let key = buyer_key(&bid_tender_fetch(connection, access).await?.addressee);
    Ok(Some(key).filter(|key| !key.is_empty()))
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
    Ok(BuyerFormList {
        bid_title,
        forms,
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
    access: &Access,
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
    let place = place(call).await?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let Opened { row, answers, bytes, facts, labels } = opened(call, &mut tx, &access, form).await?;
    tx.commit().await?;
    let by_hand = answers::added(&answers);
    let shown = blocking(place, move || Ok(engine::show(&bytes, &by_hand, &labels))).await?;
    let engine::Shown { form, rooms, outline } = shown.map_err(|refusal| refused(&row.name, refusal.into()))?;
    let values = values(&form.blanks, &answers, &facts);
    let data = Datum::all(facts.members.len())
        .map(|datum| DatumView { name: datum.name(), value: datum.value(&facts, &of_any_blank()).unwrap_or_default() })
        .collect();
    let blanks = form.blanks.into_iter().map(|blank| {
        let answer = answers.get(&blank.id).cloned().unwrap_or_default();
        let room = rooms.get(&blank.id).copied();
        let overflow = room.and_then(|room| room.overflow(values.get(&blank.id)?));
        BlankView { blank, answer, room, overflow }
    });
    let may_edit = access.also(Action::EditDocuments);
    Ok(BuyerFormView {
        bid_title: facts.tender.title.clone(),
        name: row.name,
        revision: row.revision,
        protection: form.protection,
        blanks: blanks.collect(),
        outline: if may_edit { outline } else { Vec::new() },
        data,
        is_confirmed: row.is_confirmed,
        may_edit,
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
        is_checked: false,
    }
}

/// Confirms the answers over the revision that was read, and keeps them for the next bid for this buyer. They are tried
/// on the form first.
///
/// # Errors
/// As every call on a bid; wrong fields; `BuyerForm` for a value that the form does not take, `Changed` when somebody
/// saved in between.
pub async fn save(
    call: &Call,
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    typed: Vec<AnswerInput>,
) -> Result<(), Failure> {
    change(call, bid, form, revision, "buyer_form.save", |open| {
        let answers = tried(open, typed)?;
        // What is typed and what an amount says stay out of the trail.
        Ok(Change { told: ("answers", answers.len().into()), answers, is_confirmed: true })
    })
    .await
}

/// What becomes of a form's answers.
struct Change {
    answers: Answers,
    /// Whether a person has confirmed all of them.
    is_confirmed: bool,
    /// What the trail tells of it.
    told: (&'static str, serde_json::Value),
}

/// Changes the answers over the revision that was read; those that are confirmed are kept for the next bid for this buyer.
async fn change(
    call: &Call,
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    deed: &str,
    work: impl FnOnce(Opened) -> Result<Change, Failure> + Send + 'static,
) -> Result<(), Failure> {
    let place = place(call).await?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid_later(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let open = opened(call, &mut tx, &access, form).await?;
    tx.commit().await?;
    if open.row.revision != revision {
        return Err(AppError::Changed.into());
    }
    let (hash, name) = (open.row.hash.clone(), open.row.name.clone());
    let Change { answers, is_confirmed, told: (told, value) } = blocking(place, move || work(open)).await?;
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let saved = serde_json::to_string(&answers)?;
    if !rows::buyer_form_save(&mut tx, &access, form, &saved, is_confirmed, revision).await? {
        return Err(AppError::Changed.into());
    }
    let next = revision.saturating_add(1);
    let detail = json!({ "form": form.to_string(), "name": name, told: value, "revision": next });
    audits::audit_append(&mut tx, &access, call.now, deed, detail).await?;
    if is_confirmed && let Some(buyer) = buyer(&mut tx, &access).await? {
        let lasting = serde_json::to_string(&answers::lasting(answers))?;
        rows::buyer_form_profile_save(&mut tx, &access, &buyer, &hash, &lasting, call.now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The answers, once the form has taken them.
fn tried(open: Opened, typed: Vec<AnswerInput>) -> Result<Answers, Failure> {
    let Opened { row, answers: known, bytes, facts, labels } = open;
    let problem = |problem: FormProblem| refused(&row.name, problem);
    let by_hand = answers::added(&known);
    let blanks = engine::blanks_with(&bytes, &by_hand, &labels).map_err(|refusal| problem(refusal.into()))?;
    let answers = answers::read(&blanks, &known, typed)?;
    engine::fill_with(&bytes, &values(&blanks, &answers, &facts), &by_hand, &labels).map_err(problem)?;
    Ok(answers)
}

/// The filled form.
///
/// # Errors
/// As every call on a bid; `BuyerForm` for a value that the form does not take.
pub async fn render(call: &Call, bid: BidId, form: BuyerFormId) -> Result<FilledFile, Failure> {
    let place = place(call).await?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let open = opened(call, &mut tx, &access, form).await?;
    tx.commit().await?;
    let name = open.row.name.clone();
    let docx = blocking(place, move || Ok(fill(&open))).await?.map_err(|problem| refused(&name, problem))?;
    Ok(FilledFile { name, docx })
}

fn fill(open: &Opened) -> Result<Vec<u8>, FormProblem> {
    let by_hand = answers::added(&open.answers);
    let blanks = engine::blanks_with(&open.bytes, &by_hand, &open.labels)?;
    let values = values(&blanks, &open.answers, &open.facts);
    Ok(engine::fill_with(&open.bytes, &values, &by_hand, &open.labels)?.docx)
}

/// What goes into each blank: what was typed, or what the bid says now.
fn values(blanks: &[Blank], answers: &Answers, facts: &BidFacts) -> BTreeMap<String, String> {
    let value = |blank: &Blank| {
        let answer = answers.get(&blank.id)?;
        let text = match answer.source.as_str() {
            LEAVE => return None,
            TICK => "yes".to_owned(),
            UNTICK => "no".to_owned(),
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

/// A place among the forms that are in memory at once. It is taken before the bytes are, and while no transaction
/// is open: whoever waits for one holds nothing.
async fn place(call: &Call) -> Result<OwnedSemaphorePermit, Failure> {
    let forms = Arc::clone(&call.state.forms);
    forms.acquire_owned().await.map_err(|error| Failure::Fault(Box::new(error)))
}

/// Reading a stranger's file takes processor time: it runs beside the threads that answer requests, and keeps its
/// place until it is done, whether somebody still waits for it or not.
async fn blocking<T, F>(place: OwnedSemaphorePermit, work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Failure> + Send + 'static,
{
    let kept = move || {
        let _place = place;
        work()
    };
    tokio::task::spawn_blocking(kept).await.map_err(|error| Failure::Fault(Box::new(error)))?
}
