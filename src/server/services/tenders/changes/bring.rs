//! A later text comes to its tender: brought there by a person, or recognised when a notice comes in.

use serde_json::json;

use super::later::{Later, read_later};
use crate::domain::change::ChangeState;
use crate::domain::id::{TenderChangeId, TenderId};
use crate::error::{AppError, Refusal};
use crate::server::access::tender::to_tender;
use crate::server::access::{TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::SourceText;
use crate::server::services::tenders::keeping::{keep, keep_text, prepare};
use crate::server::services::tenders::propose::{Brought, Upload, file_name, opened, pasted};
use crate::server::services::tenders::reading;
use crate::server::store::changes::NewChange;
use crate::server::store::sources::{MOST_SOURCES, SourceRow};
use crate::server::store::{Tx, audits, changes, files, outcomes, sources, tender_files};

/// Takes the pasted text of something that came later; answers the change that waits for its choices.
///
/// # Errors
/// `Notice`, `SameNotice`; those of access; faults of the database.
pub async fn paste_change(call: &Call, tender: TenderId, text: &str) -> Result<TenderChangeId, Failure> {
    may_bring(call, tender).await?;
    let text = text.replace("\r\n", "\n");
    let brought = pasted(&text).await?.into_iter().map(|source| Brought { source, original: None }).collect();
    bring(call, tender, brought).await
}

/// Takes uploaded files of something that came later; each text is a change of its own. Answers the first.
///
/// # Errors
/// `Notice`, `OnlyFeed`, `SameNotice`; those of access; faults of the database.
pub async fn upload_change(call: &Call, tender: TenderId, uploads: Vec<Upload>) -> Result<TenderChangeId, Failure> {
    may_bring(call, tender).await?;
    let mut brought = Vec::new();
    for upload in uploads {
        let texts = opened(call, &upload).await?;
        brought.extend(texts.into_iter().map(|source| Brought { source, original: Some(upload.clone()) }));
    }
    bring(call, tender, brought).await
}

/// Whether the caller may bring a change to a tender; asked before anything is read.
///
/// # Errors
/// Those of access; faults of the database.
pub async fn may_bring(call: &Call, tender: TenderId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    tx.commit().await?;
    Ok(())
}

async fn bring(call: &Call, tender: TenderId, brought: Vec<Brought>) -> Result<TenderChangeId, Failure> {
    let mut read = Vec::with_capacity(brought.len());
    for one in brought {
        read.push((read_later(&one.source).await?, one));
    }
    let mut first = None;
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    for (later, one) in read {
        let change = keep_later(&mut tx, call, &access, later, one, ChangeState::Open).await?;
        first = first.or(Some(change));
    }
    tx.commit().await?;
    first.ok_or_else(|| Refusal::NoFile.into())
}

/// Keeps a later text and its original with its tender. A text that waits there already is not kept twice.
pub async fn keep_later(
    tx: &mut Tx,
    call: &Call,
    access: &TenderAccess,
    later: Later,
    brought: Brought,
    state: ChangeState,
) -> Result<TenderChangeId, Failure> {
    let tender = access.tender();
    sources::source_lock(tx, access).await?;
    let places = sources::source_prints(tx, access).await?;
    let name = brought.original.as_ref().map(|original| file_name(&original.name)).unwrap_or_default();
    let row = reading::row_of(&brought.source, &name, later.text_kind)?;
    if let Some((position, _)) = places.iter().find(|(_, print)| *print == row.fingerprint) {
        let known = changes::change_at(tx, tender, *position).await?;
        return known.ok_or_else(|| Refusal::SameNotice { tender }.into());
    }
    if places.len() >= MOST_SOURCES {
        let most = u32::try_from(MOST_SOURCES).unwrap_or(u32::MAX);
        return Err(Refusal::TooManyFiles { most }.into());
    }
    let position = places.iter().map(|(position, _)| position + 1).max().unwrap_or_default();
    let row = SourceRow { position, ..row };
    keep_text(tx, call, tender, access.user(), row, brought.source.kind, brought.original.as_ref()).await?;
    let change = NewChange {
        id: TenderChangeId::fresh(),
        position,
        kind: later.kind,
        state,
        reading: serde_json::to_string(&later.reading)?,
    };
    changes::change_insert(tx, access, &change, call.now).await?;
    let detail = json!({ "tender": tender, "change": change.id, "kind": change.kind.code(), "state": state.code() });
    audit(tx, call, access, "tender.change_bring", detail).await?;
    Ok(change.id)
}

/// Says whether a recognised text belongs to its tender. If not, it becomes a tender of its own, whose
/// identity is the answer.
///
/// # Errors
/// `Changed` when somebody said so before; those of access; faults of the database.
pub async fn answer_belongs(
    call: &Call,
    tender: TenderId,
    change: TenderChangeId,
    belongs: bool,
) -> Result<Option<TenderId>, Failure> {
    if belongs {
        let mut tx = call.state.store.begin_write().await?;
        let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
        changes::change_state_put(&mut tx, &access, change, ChangeState::Offered, ChangeState::Open).await?;
        audit(&mut tx, call, &access, "tender.change_accept", json!({ "tender": tender, "change": change })).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let (source, original) = brought_again(call, tender, change).await?;
    let prepared = prepare(vec![Brought { source, original }]).await?;
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let row = changes::change_fetch(&mut tx, &access, change).await?;
    let file = row.file.map(|file| file.id);
    changes::change_delete(&mut tx, &access, change, row.position, file).await?;
    audit(&mut tx, call, &access, "tender.change_part", json!({ "tender": tender, "change": change })).await?;
    let own = keep(&mut tx, call, access.owner(), access.user(), prepared).await?;
    tx.commit().await?;
    Ok(Some(own))
}

/// A kept text and its original, as they were brought.
async fn brought_again(
    call: &Call,
    tender: TenderId,
    change: TenderChangeId,
) -> Result<(SourceText, Option<Upload>), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let row = changes::change_fetch(&mut tx, &access, change).await?;
    let texts = sources::source_texts(&mut tx, &access).await?;
    let text = texts.iter().find(|text| text.position == row.position).ok_or(AppError::NotFound)?;
    let source = reading::text_of(text)?;
    let mut original = None;
    if let Some(file) = row.file {
        let (_, hash) = tender_files::tender_file_find(&mut tx, &access, file.id).await?.ok_or(AppError::NotFound)?;
        let mut bytes = Vec::new();
        let mut number = 0;
        while let Some(piece) = files::file_piece(&mut tx, &hash, number).await? {
            bytes.extend(piece);
            number += 1;
        }
        original = Some(Upload { name: file.name, bytes: bytes.into() });
    }
    tx.commit().await?;
    Ok((source, original))
}

/// Puts a change away from which nothing is wanted.
///
/// # Errors
/// `Changed`; those of access; faults of the database.
pub async fn withdraw_change(call: &Call, tender: TenderId, change: TenderChangeId) -> Result<(), Failure> {
    step(call, tender, change, ChangeState::Open, ChangeState::Withdrawn, "tender.change_withdraw").await
}

/// Takes a change back that was put away.
///
/// # Errors
/// `Changed`; those of access; faults of the database.
pub async fn reopen_change(call: &Call, tender: TenderId, change: TenderChangeId) -> Result<(), Failure> {
    step(call, tender, change, ChangeState::Withdrawn, ChangeState::Open, "tender.change_reopen").await
}

async fn step(
    call: &Call,
    tender: TenderId,
    change: TenderChangeId,
    from: ChangeState,
    to: ChangeState,
    deed: &str,
) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    changes::change_state_put(&mut tx, &access, change, from, to).await?;
    audit(&mut tx, call, &access, deed, json!({ "tender": tender, "change": change })).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back how a procedure ended; the change that said so waits again.
///
/// # Errors
/// `Changed` when nothing is recorded; those of access; faults of the database.
pub async fn take_back_outcome(call: &Call, tender: TenderId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    if let Some(change) = outcomes::outcome_delete(&mut tx, &access).await? {
        changes::change_reopen(&mut tx, &access, change).await?;
    }
    audit(&mut tx, call, &access, "tender.outcome_take_back", json!({ "tender": tender })).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn audit(
    tx: &mut Tx,
    call: &Call,
    access: &TenderAccess,
    deed: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    audits::audit_append_of_tender(tx, access, call.now, deed, detail).await
}
