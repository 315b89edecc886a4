//! Tenders: bringing a notice in, confirming what was read, listing, reading, changing facts.

mod confirm;
mod files;
mod propose;

pub use confirm::{ConfirmForm, confirm, load_proposal};
pub use files::{OpenFile, open_file, piece};
pub use propose::{Upload, only_organisation, paste, propose, type_in, upload};

use crate::domain::id::TenderId;
use crate::domain::instant::Instant;
use crate::domain::notice::FactName;
use crate::domain::problem::Problems;
use crate::domain::tender::{FactSource, Origin, TenderDetail, TenderList, TenderState};
use crate::domain::tender_form::FactsForm;
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{Caller, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::tenders::ListPlace;
use crate::server::store::{audits, deadlines, tenders};
use crate::server::zones;

/// Tenders on one page of the list.
pub const PAGE: i64 = 50;

/// The reader's tenders, newest first. `after` is what an earlier answer gave as `more`.
///
/// # Errors
/// `NotSignedIn`, `Malformed`; faults of the database.
pub async fn list(call: &Call, after: &str) -> Result<TenderList, Failure> {
    let person = call.caller.person()?;
    let place = if after.is_empty() { None } else { Some(place_of(after)?) };
    let mut tx = call.state.store.begin_read().await?;
    let mut rows = tenders::tender_list(&mut tx, person, place.as_ref(), call.now, PAGE + 1).await?;
    tx.commit().await?;
    let has_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let more = rows.last().filter(|_| has_more).map(|(_, place)| format!("{}_{}", place.created_at.0, place.id));
    Ok(TenderList { tenders: rows.into_iter().map(|(tender, _)| tender).collect(), more })
}

fn place_of(text: &str) -> Result<ListPlace, Failure> {
    let (at, id) = text.split_once('_').ok_or(AppError::Malformed)?;
    let created_at = Instant(at.parse().map_err(|_| AppError::Malformed)?);
    let id = TenderId::parse(id).ok_or(AppError::Malformed)?.to_string();
    Ok(ListPlace { created_at, id })
}

/// One tender with its dates and files.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn load(call: &Call, tender: TenderId) -> Result<TenderDetail, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let row = tenders::tender_fetch(&mut tx, &access).await?;
    let mut deadlines = deadlines::deadline_list(&mut tx, &access).await?;
    let sources = tenders::tender_fact_list(&mut tx, &access).await?;
    let files = tenders::tender_file_list(&mut tx, &access).await?;
    let bids = tenders::tender_bids(&mut tx, &access).await?;
    tx.commit().await?;
    if let Caller::SignedIn(person) = &call.caller {
        zones::add(&mut deadlines, std::slice::from_ref(&person.zone));
    }
    Ok(TenderDetail {
        id: tender,
        revision: row.revision,
        state: row.state,
        facts: row.facts,
        sources,
        deadlines,
        files,
        bids,
        is_own: access.is_own(),
        may_edit_dates: access.may_edit_dates() && row.state == TenderState::Confirmed,
    })
}

/// Changes the facts of a confirmed tender. What differs from before is from then on a person's; its
/// sentence stays for comparison.
///
/// # Errors
/// `Invalid`, `Changed`, and those of access; faults of the database.
pub async fn edit(call: &Call, tender: TenderId, revision: i64, form: &FactsForm) -> Result<(), Failure> {
    call.caller.person()?;
    let mut problems = Problems::default();
    let facts = form.parse(&mut problems, |field| format!("facts[{field}]"));
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let Some(facts) = facts else { return Err(problems.into()) };
    let before = tenders::tender_fetch(&mut tx, &access).await?;
    let sources = tenders::tender_fact_list(&mut tx, &access).await?;
    tenders::tender_update(&mut tx, &access, &facts, revision, TenderState::Confirmed).await?;
    let mut changed = Vec::new();
    for name in FactName::ALL {
        if before.facts.value(name) != facts.value(name) {
            let source = sources.iter().find(|source| source.name == name);
            let evidence = source.map(evidence_of);
            let value = facts.value(name);
            tenders::tender_fact_put(&mut tx, &access, name, &value, evidence.as_ref(), Origin::Person).await?;
            changed.push(crate::domain::tender::fact_code(name));
        }
    }
    audits::audit_append_outside(
        &mut tx,
        Some(access.owner()),
        access.user(),
        call.now,
        "tender.edit",
        serde_json::json!({ "tender": tender, "changed": changed }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn evidence_of(source: &FactSource) -> crate::domain::notice::Evidence {
    crate::domain::notice::Evidence { start: 0, end: 0, sentence: source.sentence.clone(), page: source.page, file: 0 }
}
