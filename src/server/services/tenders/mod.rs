//! Tenders: bringing a notice in, confirming what was read, listing, reading, changing facts.

mod add_files;
mod changes;
mod chosen;
mod confirm;
mod discard;
mod files;
mod keeping;
mod propose;
mod reading;
mod search;

pub use add_files::{add_files, may_add_files};
pub use changes::{
    OUTCOME, answer_belongs, list_changes, load_change, may_bring, moved, offered, paste_change, reopen_change,
    settle_change, standing, standing_of_bid, take_back_outcome, upload_change, withdraw_change,
};
pub use confirm::{ConfirmForm, confirm, load_proposal};
pub use discard::{discard, take_back};
pub use files::{OpenFile, open_file, piece};
pub use propose::{Brought, Upload, only_organisation, paste, propose, propose_each, type_in, upload};
pub use search::list;

use crate::domain::deadline_caution;
use crate::domain::id::TenderId;
use crate::domain::notice::FactName;
use crate::domain::problem::Problems;
use crate::domain::tender::{TenderDetail, TenderState};
use crate::domain::tender_form::FactsForm;
use crate::server::access::tender::to_tender;
use crate::server::access::{Caller, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{audits, days_off, deadlines, relative_dates, requirements, sources, tender_facts, tenders};
use crate::server::zones;

/// Tenders on one page of the list.
pub const PAGE: i64 = 50;

/// One tender with its dates and files.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn load(call: &Call, tender: TenderId) -> Result<TenderDetail, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let row = tenders::tender_fetch(&mut tx, &access).await?;
    let mut deadlines = deadlines::deadline_list(&mut tx, &access).await?;
    let facts = tender_facts::tender_fact_list(&mut tx, &access).await?;
    let relative = relative_dates::relative_date_list(&mut tx, &access).await?;
    let requirements = requirements::requirement_list(&mut tx, &access).await?;
    let read_from = sources::source_list(&mut tx, &access).await?;
    let bids = tenders::tender_bids(&mut tx, &access).await?;
    let office = days_off::day_off_office(&mut tx, &access, call.state.templates.exceptions()).await?;
    tx.commit().await?;
    deadline_caution::add(&mut deadlines, &office);
    if let Caller::SignedIn(person) = &call.caller {
        zones::add(&mut deadlines, std::slice::from_ref(&person.zone));
    }
    Ok(TenderDetail {
        id: tender,
        revision: row.revision,
        state: row.state,
        facts: row.facts,
        sources: facts,
        deadlines,
        relative,
        requirements,
        read_from,
        bids,
        office,
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
    tenders::tender_update(&mut tx, &access, &facts, revision, TenderState::Confirmed).await?;
    let mut changed = Vec::new();
    for name in FactName::ALL {
        if before.facts.value(name) != facts.value(name) {
            tender_facts::tender_fact_change(&mut tx, &access, name, &facts.value(name)).await?;
            changed.push(crate::domain::tender::fact_code(name));
        }
    }
    let detail = serde_json::json!({ "tender": tender, "changed": changed });
    audits::audit_append_of_tender(&mut tx, &access, call.now, "tender.edit", detail).await?;
    tx.commit().await?;
    Ok(())
}
