//! Further files of a notice that waits for its confirmation: all its texts are read together once more.

use super::keeping::keep_text;
use super::propose::{Upload, file_name, opened};
use super::reading;
use crate::domain::id::TenderId;
use crate::domain::tender::TenderState;
use crate::error::{AppError, Refusal};
use crate::server::access::tender::to_tender;
use crate::server::access::{TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::{self, SourceText};
use crate::server::store::sources::{MOST_SOURCES, SourceRow};
use crate::server::store::{Tx, audits, changes, sources, tender_readings};

/// Adds files to a proposal. A text that it has already is not added twice.
///
/// # Errors
/// `Notice`, `OnlyFeed`, `TooManyFiles`, `SameNotice` when nothing is new, `Changed` when it is no
/// proposal any more; those of access; faults of the database.
pub async fn add_files(call: &Call, tender: TenderId, uploads: Vec<Upload>) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let revision = proposed_revision(&mut tx, &access).await?;
    let all = sources::source_texts(&mut tx, &access).await?;
    let known = of_notice(&mut tx, &access, &all).await?;
    tx.commit().await?;
    let fresh = fresh_texts(call, tender, &all, uploads).await?;
    let mut texts = known.iter().map(reading::text_of).collect::<Result<Vec<SourceText>, Failure>>()?;
    texts.extend(fresh.iter().map(|(source, _)| source.clone()));
    let mut read = reading::read(texts).await?;

    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    sources::source_lock(&mut tx, &access).await?;
    let first = next_place(&sources::source_prints(&mut tx, &access).await?);
    let places: Vec<u32> = known.iter().map(|row| row.position).chain((first..).take(fresh.len())).collect();
    intake::name_by_place(&mut read.reading.proposal, &places);
    let facts = reading::facts_of(&read.reading.proposal);
    let json = serde_json::to_string(&read.reading)?;
    let dates = reading::dates_of(&read.reading.proposal);
    tender_readings::tender_reading_put(&mut tx, &access, revision, &facts, &json, &dates).await?;
    let mut names = Vec::with_capacity(fresh.len());
    let kinds = read.kinds.iter().skip(known.len());
    for (((source, upload), kind), position) in fresh.into_iter().zip(kinds).zip(first..) {
        let row = SourceRow { position, ..reading::row_of(&source, &file_name(&upload.name), *kind)? };
        names.push(row.name.clone());
        keep_text(&mut tx, call, tender, access.user(), row, source.kind, Some(&upload)).await?;
    }
    let detail = serde_json::json!({ "tender": tender, "files": names });
    audits::audit_append_of_tender(&mut tx, &access, call.now, "tender.add_files", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the caller may add files to a proposal; asked before any file is read.
///
/// # Errors
/// Those of access; `Changed` and `TenderDiscarded` when it is no proposal any more; faults of the database.
pub async fn may_add_files(call: &Call, tender: TenderId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    proposed_revision(&mut tx, &access).await?;
    tx.commit().await?;
    Ok(())
}

async fn proposed_revision(tx: &mut Tx, access: &TenderAccess) -> Result<i64, Failure> {
    let row = tender_readings::tender_reading(tx, access).await?;
    match row.state {
        TenderState::Proposed => Ok(row.revision),
        TenderState::Discarded => Err(Refusal::TenderDiscarded.into()),
        TenderState::Confirmed => Err(AppError::Changed.into()),
    }
}

async fn fresh_texts(
    call: &Call,
    tender: TenderId,
    known: &[SourceRow],
    uploads: Vec<Upload>,
) -> Result<Vec<(SourceText, Upload)>, Failure> {
    let mut prints: Vec<String> = known.iter().map(|row| row.fingerprint.clone()).collect();
    let mut fresh = Vec::new();
    for upload in uploads {
        for source in opened(call, &upload).await? {
            let print = reading::fingerprint(&source.text);
            if !prints.contains(&print) {
                prints.push(print);
                fresh.push((source, upload.clone()));
            }
        }
    }
    if fresh.is_empty() {
        return Err(Refusal::SameNotice { tender }.into());
    }
    if prints.len() > MOST_SOURCES {
        let most = u32::try_from(MOST_SOURCES).unwrap_or(u32::MAX);
        return Err(Refusal::TooManyFiles { most }.into());
    }
    Ok(fresh)
}

/// The texts of the notice itself; those that came later wait to be compared with it.
async fn of_notice(tx: &mut Tx, access: &TenderAccess, all: &[SourceRow]) -> Result<Vec<SourceRow>, Failure> {
    let mut own = Vec::with_capacity(all.len());
    for row in all {
        if changes::change_at(tx, access.tender(), row.position).await?.is_none() {
            own.push(row.clone());
        }
    }
    Ok(own)
}

fn next_place(places: &[(u32, String)]) -> u32 {
    places.iter().map(|(place, _)| place + 1).max().unwrap_or_default()
}
