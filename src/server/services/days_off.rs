//! The days off of a tender's buyer, as the firm that keeps the tender knows them: for all its tenders of that buyer.

mod files;

use crate::domain::days_off::{BuyerDaysOff, DayOffDay, DayOffForm, MOST_DAYS_OFF};
use crate::domain::id::TenderId;
use crate::domain::problem::{Problem, Problems};
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, days_off, tenders};

pub use files::{bring, may_bring, take};

/// The days off of a tender's buyer.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn list(call: &Call, tender: TenderId) -> Result<BuyerDaysOff, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let facts = tenders::tender_fetch(&mut tx, &access).await?.facts;
    let days = days_off::day_off_list(&mut tx, &access).await?;
    let office = days_off::day_off_office(&mut tx, &access, call.state.templates.exceptions()).await?;
    tx.commit().await?;
    Ok(BuyerDaysOff { tender, title: facts.title, buyer: facts.addressee, days, office, may_edit: access.is_own() })
}

/// Adds a day off. Dates that are counted in business days stay where they are until somebody counts them anew.
///
/// # Errors
/// `Invalid` and those of access; faults of the database.
pub async fn add(call: &Call, tender: TenderId, form: &DayOffForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let mut problems = Problems::default();
    let Some(off) = form.parse(&mut problems, |field| format!("off[{field}]")) else { return Err(problems.into()) };
    if days_off::day_off_list(&mut tx, &access).await?.len() >= MOST_DAYS_OFF {
        let most = u32::try_from(MOST_DAYS_OFF).unwrap_or(u32::MAX);
        return Err(Failure::field("off[day]", Problem::TooMany { most }));
    }
    if !days_off::day_off_insert(&mut tx, &access, &off).await? {
        return Err(Failure::field("off[day]", Problem::Taken));
    }
    let detail = serde_json::json!({ "tender": tender, "day": off.day.kept(), "name": off.name });
    finish(call, tx, &access, "day_off.add", detail).await
}

/// Removes a day off.
///
/// # Errors
/// `Changed` when it is not there; those of access; faults of the database.
pub async fn remove(call: &Call, tender: TenderId, day: &str) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let day = DayOffDay::of_kept(day).ok_or(AppError::Changed)?;
    if !days_off::day_off_delete(&mut tx, &access, day).await? {
        return Err(AppError::Changed.into());
    }
    finish(call, tx, &access, "day_off.remove", serde_json::json!({ "tender": tender, "day": day.kept() })).await
}

async fn finish(
    call: &Call,
    mut tx: Tx,
    access: &TenderAccess,
    deed: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    audits::audit_append_of_tender(&mut tx, access, call.now, deed, detail).await?;
    tx.commit().await?;
    Ok(())
}
