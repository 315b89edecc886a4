//! Putting a proposal away that nobody wants, and taking it back.

use crate::domain::id::TenderId;
use crate::server::access::TenderAction;
use crate::server::access::tender::to_tender;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{audits, tenders};

/// Puts a proposal away; its texts and files stay.
///
/// # Errors
/// `Changed` when it was confirmed or changed since it was read; those of access; faults of the database.
pub async fn discard(call: &Call, tender: TenderId, revision: i64) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    tenders::tender_discard(&mut tx, &access, revision, call.now).await?;
    let detail = serde_json::json!({ "tender": tender });
    audits::audit_append_of_tender(&mut tx, &access, call.now, "tender.discard", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a proposal back that was put away.
///
/// # Errors
/// `Changed` when it is not put away, or was changed since it was read; those of access; faults of the
/// database.
pub async fn take_back(call: &Call, tender: TenderId, revision: i64) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    tenders::tender_take_back(&mut tx, &access, revision).await?;
    let detail = serde_json::json!({ "tender": tender });
    audits::audit_append_of_tender(&mut tx, &access, call.now, "tender.take_back", detail).await?;
    tx.commit().await?;
    Ok(())
}
