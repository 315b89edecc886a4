//! What comes after the first notice of a tender: brought in, recognised, compared, settled by a person.

mod bring;
mod later;
mod settle;

pub(super) use bring::keep_later;
pub use bring::{
    answer_belongs, may_bring, paste_change, reopen_change, take_back_outcome, upload_change, withdraw_change,
};
pub(super) use later::{Later, later_of};
pub use settle::{OUTCOME, settle_change};

use crate::domain::change::{ChangeDetail, ChangeLine, ChangeReading, ChangeState, Standing, TenderChanges};
use crate::domain::difference::{Difference, Held, compare};
use crate::domain::id::{BidId, TenderChangeId, TenderId};
use crate::domain::instant::DAY;
use crate::domain::seat::Action;
use crate::domain::tender::TenderState;
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{self, TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::services::tenders::reading;
use crate::server::store::{Tx, changes, days_off, deadlines, outcomes, requirements, tender_facts, tenders};

/// Most questions on the page at once.
const MOST_OFFERED: i64 = 50;
/// How long home tells what moved.
const TOLD: i64 = 14 * DAY;

/// The changes of a tender, newest first.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn list_changes(call: &Call, tender: TenderId) -> Result<TenderChanges, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let row = tenders::tender_fetch(&mut tx, &access).await?;
    let list = changes::change_list(&mut tx, &access).await?;
    let outcome = outcomes::outcome_find(&mut tx, &access).await?;
    tx.commit().await?;
    Ok(TenderChanges {
        tender,
        title: row.facts.title,
        state: row.state,
        changes: list,
        outcome,
        may_edit: access.is_own(),
    })
}

/// One change beside what the tender holds now.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn load_change(call: &Call, tender: TenderId, change: TenderChangeId) -> Result<ChangeDetail, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let row = changes::change_fetch(&mut tx, &access, change).await?;
    // It may be about another tender of the firm, which is nobody else's business.
    if !access.is_own() && matches!(row.line.state, ChangeState::Offered | ChangeState::Withdrawn) {
        return Err(AppError::NotFound.into());
    }
    let reading: ChangeReading = serde_json::from_str(&row.reading)?;
    let present = tenders::tender_fetch(&mut tx, &access).await?;
    let recorded = outcomes::outcome_find(&mut tx, &access).await?;
    let is_compared = present.state == TenderState::Confirmed && row.line.state.waits();
    let difference =
        if is_compared { difference_now(&mut tx, &access, call, &reading).await? } else { Difference::default() };
    tx.commit().await?;
    Ok(ChangeDetail {
        line: row.line,
        tender_state: present.state,
        revision: present.revision,
        reading,
        difference,
        recorded,
        history: reading::stated_of(&row.stated)?.map(|stated| stated.history).unwrap_or_default(),
        text: row.text,
        file: row.file,
        may_edit: access.is_own(),
    })
}

/// Compares a change with what the tender holds in this transaction, and what would move along.
async fn difference_now(
    tx: &mut Tx,
    access: &TenderAccess,
    call: &Call,
    reading: &ChangeReading,
) -> Result<Difference, Failure> {
    let present = tenders::tender_fetch(tx, access).await?;
    let sources = tender_facts::tender_fact_list(tx, access).await?;
    let deadlines = deadlines::deadline_list(tx, access).await?;
    let requirements = requirements::requirement_list(tx, access).await?;
    let held = Held { facts: &present.facts, sources: &sources, deadlines: &deadlines, requirements: &requirements };
    let office = days_off::day_off_office(tx, access, call.state.templates.exceptions()).await?;
    let mut difference = compare(&held, &reading.newer);
    difference.follow(&deadlines, &office);
    Ok(difference)
}

/// What has become of a tender since its first notice.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn standing(call: &Call, tender: TenderId) -> Result<Standing, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let outcome = outcomes::outcome_find(&mut tx, &access).await?;
    let mut open = changes::change_list(&mut tx, &access).await?;
    tx.commit().await?;
    open.retain(|change| change.state.waits());
    Ok(Standing { outcome, open, may_edit: access.is_own() })
}

/// What has become of a bid's tender since its first notice.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn standing_of_bid(call: &Call, bid: BidId) -> Result<Standing, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let outcome = outcomes::outcome_find_of_bid(&mut tx, &access).await?;
    let open = changes::change_list_of_bid(&mut tx, &access).await?;
    tx.commit().await?;
    Ok(Standing { outcome, open, may_edit: false })
}

/// What came in and seems to belong to a tender of the reader's firm, the oldest first: for each of them somebody is
/// asked. Those behind are listed when the first are answered.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn offered(call: &Call) -> Result<Vec<ChangeLine>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let rows = changes::change_list_offered(&mut tx, person, MOST_OFFERED).await?;
    tx.commit().await?;
    Ok(rows)
}

/// What moved in the last fortnight in the tenders of the reader's bids, and what waits there.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn moved(call: &Call) -> Result<Vec<(BidId, ChangeLine)>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let mut rows = changes::change_list_of_person(&mut tx, person, call.now.plus(-TOLD)).await?;
    tx.commit().await?;
    // A change from which nothing was taken has moved nothing.
    rows.retain(|(_, change)| change.state.waits() || !change.moved.is_empty());
    Ok(rows)
}
