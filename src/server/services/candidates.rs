//! Entries of buyers' feeds: taken in, listed, made a tender of, dismissed. Nothing is fetched from the network.

use serde_json::json;

use crate::domain::candidate::{CandidateLine, CandidateList, CandidateState, FeedTaken};
use crate::domain::id::CandidateId;
use crate::domain::instant::Instant;
use crate::error::{AppError, Refusal};
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::{self, Incoming, Tools};
use crate::server::store::candidates::{self, NewCandidate};
use crate::server::store::{Tx, audits};

/// Candidates on one page of the list.
pub const PAGE: i64 = 100;

/// The candidates of the reader's firm in one state, newest first. `after` is what an earlier answer gave.
///
/// # Errors
/// `NotSignedIn`, `Malformed`; faults of the database.
pub async fn list(call: &Call, state: &str, after: &str) -> Result<CandidateList, Failure> {
    let person = call.caller.person()?;
    let shown = CandidateState::parse(state).unwrap_or(CandidateState::New);
    let place = if after.is_empty() { None } else { Some(place_of(after)?) };
    let mut tx = call.state.store.begin_read().await?;
    let mut rows = candidates::candidate_list(&mut tx, person, shown, place, PAGE + 1).await?;
    let waiting = candidates::candidate_count(&mut tx, person).await?;
    tx.commit().await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let more = rows.last().filter(|_| has_more).map(|last| format!("{}_{}", last.first_seen_at.0, last.id));
    Ok(CandidateList { shown, candidates: rows, waiting, more })
}

fn place_of(text: &str) -> Result<(Instant, &str), Failure> {
    let (at, id) = text.split_once('_').ok_or(AppError::Malformed)?;
    CandidateId::parse(id).ok_or(AppError::Malformed)?;
    Ok((Instant(at.parse().map_err(|_| AppError::Malformed)?), id))
}

/// One candidate of the reader's firm.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn load(call: &Call, candidate: CandidateId) -> Result<CandidateLine, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let line = candidates::candidate_fetch(&mut tx, person, candidate).await?;
    tx.commit().await?;
    Ok(line)
}

/// Takes the text of a feed that was pasted.
///
/// # Errors
/// `NotSignedIn`, `Notice`, `NoFeed`; faults of the database.
pub async fn paste(call: &Call, text: &str) -> Result<FeedTaken, Failure> {
    upload(call, "", text.trim_start().as_bytes()).await
}

/// Takes a feed that was uploaded. What is no feed is refused.
///
/// # Errors
/// `NotSignedIn`, `Notice`, `NoFeed`; faults of the database.
pub async fn upload(call: &Call, name: &str, bytes: &[u8]) -> Result<FeedTaken, Failure> {
    let person = call.caller.person()?;
    let tools = Tools { pdftotext: call.state.settings.pdftotext.clone(), ..Tools::default() };
    let incoming = intake::open(name, bytes, &tools)
        .await
        .map_err(|problem| AppError::Refused(Refusal::Notice { file: name.to_owned(), problem }))?;
    let mut entries = Vec::new();
    for one in incoming {
        match one {
            Incoming::Feed { title, candidates } => {
                entries.extend(
                    candidates.iter().map(|one| NewCandidate::of(&title, &one.title, &one.link, one.published)),
                );
            }
            Incoming::Notice(_) => return Err(Refusal::NoFeed.into()),
        }
    }
    if entries.is_empty() {
        return Err(Refusal::NoFeed.into());
    }
    let mut tx = call.state.store.begin_write().await?;
    let taken = candidates::candidate_take_in(&mut tx, person, entries, call.now).await?;
    tx.commit().await?;
    Ok(taken)
}

/// Puts a candidate away that nobody wants.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn dismiss(call: &Call, candidate: CandidateId) -> Result<(), Failure> {
    decide(call, candidate, CandidateState::Dismissed, "candidate.dismiss").await
}

/// Takes a candidate back that was put away.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn restore(call: &Call, candidate: CandidateId) -> Result<(), Failure> {
    decide(call, candidate, CandidateState::New, "candidate.restore").await
}

async fn decide(call: &Call, candidate: CandidateId, state: CandidateState, deed: &str) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    candidates::candidate_state_put(&mut tx, person, candidate, state, call.now).await?;
    audit(&mut tx, call, person, deed, json!({ "candidate": candidate })).await?;
    tx.commit().await?;
    Ok(())
}

async fn audit(
    tx: &mut Tx,
    call: &Call,
    person: &SignedIn,
    deed: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    audits::audit_append_outside(tx, Some(person.organisation), Some(person.user), call.now, deed, detail).await
}
