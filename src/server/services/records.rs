//! Data that papers print row by row: a firm's own, and that of a bid (`of_bid`). Reading, adding, changing, removing
//! and giving an order are one way for both keepers.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::id::RecordId;
use crate::domain::problem::Problems;
use crate::domain::record::{MOST_RECORDS, RecordDraft, RecordForm, RecordKind, RecordNumber, RecordOwner};
use crate::domain::record_view::{FirmRecords, KindCount};
use crate::domain::way::Way;
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::records::{self, Keeper};
use crate::server::store::{Tx, audits};

pub mod of_bid;

/// The kinds that a firm keeps, with how many entries the caller's firm has of each.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn kinds(call: &Call) -> Result<Vec<KindCount>, Failure> {
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let mut tx = call.state.store.begin_read().await?;
    let counts = records::record_counts(&mut tx, &keeper).await?;
    tx.commit().await?;
    let kinds = call.state.templates.records().filter(|kind| kind.owner == RecordOwner::Firm);
    Ok(kinds
        .map(|kind| KindCount { kind: kind.clone(), count: counts.get(&kind.code).copied().unwrap_or_default() })
        .collect())
}

/// What the caller's firm keeps of one kind.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn list(call: &Call, kind: &str) -> Result<FirmRecords, Failure> {
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let kind = kind_of(call, kind, RecordOwner::Firm)?;
    let mut tx = call.state.store.begin_read().await?;
    let records = records::record_list(&mut tx, &keeper, &kind.code).await?;
    tx.commit().await?;
    Ok(FirmRecords { kind: kind.clone(), records })
}

/// Keeps a new entry of the caller's firm.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Invalid`, `TooManyRecords`; `RowAdded` for a form that asks for a row; faults of the
/// database.
pub async fn add(call: &Call, kind: &str, form: &Sent) -> Result<(), Failure> {
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let kind = kind_of(call, kind, RecordOwner::Firm)?;
    let tx = call.state.store.begin_write().await?;
    insert(call, tx, &keeper, kind, form).await
}

/// Changes an entry of the caller's firm that nobody changed since it was read.
///
/// # Errors
/// As `add`, and `Changed`.
pub async fn change(call: &Call, kind: &str, record: RecordId, revision: i64, form: &Sent) -> Result<(), Failure> {
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let kind = kind_of(call, kind, RecordOwner::Firm)?;
    let tx = call.state.store.begin_write().await?;
    update(call, tx, &keeper, kind, record, revision, form).await
}

/// Removes an entry of the caller's firm. Open bids keep what was chosen for them until it is taken out there; archived
/// ones, out of which nothing can be taken, keep it as it was when they were put away.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Changed`, `RecordInUse`; faults of the database.
pub async fn remove(call: &Call, kind: &str, record: RecordId, revision: i64) -> Result<(), Failure> {
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let kind = kind_of(call, kind, RecordOwner::Firm)?;
    let tx = call.state.store.begin_write().await?;
    delete(call, tx, &keeper, kind, record, revision).await
}

/// Moves an entry of the caller's firm past its neighbour; at an end it stays.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Malformed`; faults of the database.
pub async fn shift(call: &Call, kind: &str, record: RecordId, way: &str) -> Result<(), Failure> {
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let kind = kind_of(call, kind, RecordOwner::Firm)?;
    let tx = call.state.store.begin_write().await?;
    place(call, tx, &keeper, kind, record, way).await
}

/// What a form sends.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// The fields.
    pub form: RecordForm,
    /// The field of which one more row is asked for instead of saving; empty for none.
    pub more: String,
}

/// A kind by its code, of one sort of keeper.
fn kind_of<'c>(call: &'c Call, code: &str, owner: RecordOwner) -> Result<&'c RecordKind, Failure> {
    let kind = call.state.templates.record(code).filter(|kind| kind.owner == owner);
    kind.ok_or_else(|| AppError::NotFound.into())
}

/// The entry, or what is wrong with it; for one more row, the form comes back as it is.
fn parsed(call: &Call, kind: &RecordKind, sent: &Sent) -> Result<RecordDraft, Failure> {
    if !sent.more.is_empty() {
        return Err(Refusal::RowAdded.into());
    }
    let mut problems = Problems::default();
    let today: NaiveDate = call.now.in_japan().date();
    sent.form.parse(kind, today, &mut problems).ok_or_else(|| problems.into())
}

async fn insert(call: &Call, mut tx: Tx, keeper: &Keeper, kind: &RecordKind, sent: &Sent) -> Result<(), Failure> {
    let draft = parsed(call, kind, sent)?;
    records::record_lock(&mut tx, keeper).await?;
    let count = records::record_counts(&mut tx, keeper).await?.get(&kind.code).copied().unwrap_or_default();
    match kind.number {
        // Somebody else has made the only one meanwhile.
        RecordNumber::One if count > 0 => return Err(AppError::Changed.into()),
        RecordNumber::Many if count >= MOST_RECORDS => return Err(too_many(MOST_RECORDS)),
        RecordNumber::One | RecordNumber::Many => {}
    }
    let record = records::record_insert(&mut tx, keeper, &kind.code, &draft, call.now).await?;
    finish(call, tx, keeper, "record.add", kind, record).await
}

async fn update(
    call: &Call,
    mut tx: Tx,
    keeper: &Keeper,
    kind: &RecordKind,
    record: RecordId,
    revision: i64,
    sent: &Sent,
) -> Result<(), Failure> {
    records::record_expect(&mut tx, keeper, &kind.code, record).await?;
    let draft = parsed(call, kind, sent)?;
    records::record_update(&mut tx, keeper, record, revision, &draft, call.now).await?;
    finish(call, tx, keeper, "record.change", kind, record).await
}

async fn delete(
    call: &Call,
    mut tx: Tx,
    keeper: &Keeper,
    kind: &RecordKind,
    record: RecordId,
    revision: i64,
) -> Result<(), Failure> {
    records::record_expect(&mut tx, keeper, &kind.code, record).await?;
    if records::record_open_bids(&mut tx, record).await? > 0 {
        return Err(Refusal::RecordInUse.into());
    }
    records::record_delete(&mut tx, keeper, record, revision).await?;
    finish(call, tx, keeper, "record.remove", kind, record).await
}

async fn place(
    call: &Call,
    mut tx: Tx,
    keeper: &Keeper,
    kind: &RecordKind,
    record: RecordId,
    way: &str,
) -> Result<(), Failure> {
    let way = Way::parse(way).ok_or(AppError::Malformed)?;
    records::record_lock(&mut tx, keeper).await?;
    let order: Vec<RecordId> =
        records::record_list(&mut tx, keeper, &kind.code).await?.iter().map(|record| record.id).collect();
    let at = order.iter().position(|id| *id == record).ok_or(AppError::NotFound)?;
    let other = way.neighbour(at, order.len()).and_then(|other| order.get(other).copied());
    let Some(other) = other else { return Ok(tx.commit().await?) };
    records::record_swap(&mut tx, keeper, record, other).await?;
    finish(call, tx, keeper, "record.move", kind, record).await
}

/// The trail says which entry of which kind; what it holds may be about people and is not repeated there.
async fn finish(
    call: &Call,
    mut tx: Tx,
    keeper: &Keeper,
    deed: &str,
    kind: &RecordKind,
    record: RecordId,
) -> Result<(), Failure> {
    let detail = json!({ "record": record, "kind": kind.code, "kind_ja": kind.title.ja, "kind_en": kind.title.en });
    match keeper {
        Keeper::Firm(person) => {
            let (firm, user) = (Some(person.organisation), Some(person.user));
            audits::audit_append_outside(&mut tx, firm, user, call.now, deed, detail).await?;
        }
        Keeper::Bid(access) => audits::audit_append(&mut tx, access, call.now, deed, detail).await?,
    }
    tx.commit().await?;
    Ok(())
}

fn too_many(most: usize) -> Failure {
    Refusal::TooManyRecords { most: u32::try_from(most).unwrap_or(u32::MAX) }.into()
}
