//! Bids: beginning one for a tender, home, overview, putting away, leaving.

use serde_json::json;

use crate::domain::bid::{BidOverview, BidPage, Home, Listed, OrphanedBid};
use crate::domain::id::{BidId, TenderId};
use crate::domain::instant::DAY;
use crate::domain::seat::Action;
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::outline;
use crate::server::store::{
    Tx, audits, bid_lists, bids, joint_ventures, questions, readiness, records, seats, sections,
};

/// Bids that home shows.
const HOME_BIDS: usize = 20;
/// Dates and sections that home shows as waiting.
const HOME_WAITING: usize = 15;
/// Dates that passed wait so long.
const OVERDUE: i64 = 7 * DAY;
/// Bids of one page of the whole list.
const PAGE: usize = 50;

/// Begins a bid for a confirmed tender of the caller's firm; the caller coordinates it. The same call twice
/// leads to the same bid.
///
/// # Errors
/// `NotSignedIn`; `NotFound` for a tender of another firm; `TenderUnconfirmed`.
pub async fn create(call: &Call, tender: TenderId) -> Result<BidId, Failure> {
    let person = call.caller.person()?;
    let outline = outline::proposal(&call.state.templates)?;
    let mut tx = call.state.store.begin_write().await?;
    let row = bids::bid_tender_find(&mut tx, tender).await?.ok_or(AppError::NotFound)?;
    if row.organisation != person.organisation {
        return Err(AppError::NotFound.into());
    }
    if !row.is_confirmed {
        return Err(Refusal::TenderUnconfirmed.into());
    }
    if let Some(bid) = bids::bid_find_own(&mut tx, tender, person.user).await? {
        return Ok(bid);
    }
    let bid = BidId::fresh();
    bids::bid_insert(&mut tx, bid, tender, person, call.now).await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditOutline).await?;
    for (number, chapter) in (1..).zip(&outline) {
        sections::section_insert(&mut tx, &access, number, &chapter.section).await?;
    }
    let detail = json!({ "tender": tender.to_string(), "sections": outline.len() });
    audits::audit_append(&mut tx, &access, call.now, "bid.create", detail).await?;
    tx.commit().await?;
    Ok(bid)
}

/// What the home page shows.
///
/// # Errors
/// `NotSignedIn`.
pub async fn home(call: &Call) -> Result<Home, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let (open, more) = bid_lists::bid_list(&mut tx, person, call.now, Listed::Open, None, HOME_BIDS).await?;
    let home = Home {
        open: BidPage { bids: open, more },
        has_archived: bid_lists::bid_has_archived(&mut tx, person).await?,
        sections: sections::section_waiting(&mut tx, person, HOME_WAITING).await?,
        deadlines: bid_lists::bid_deadlines_of(&mut tx, person, call.now.plus(-OVERDUE), HOME_WAITING).await?,
        has_tender: bids::bid_has_tender(&mut tx, person).await?,
    };
    tx.commit().await?;
    Ok(home)
}

/// A page of the caller's bids behind a place, as the page before told it; from the beginning where it is no place.
///
/// # Errors
/// `NotSignedIn`.
pub async fn page(call: &Call, listed: Listed, after: &str) -> Result<BidPage, Failure> {
    let person = call.caller.person()?;
    let after = after.split_once('.').and_then(|(at, bid)| Some((at.parse().ok()?, bid)));
    let mut tx = call.state.store.begin_read().await?;
    let (bids, more) = bid_lists::bid_list(&mut tx, person, call.now, listed, after, PAGE).await?;
    tx.commit().await?;
    Ok(BidPage { bids, more })
}

/// The overview of a bid.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn overview(call: &Call, bid: BidId) -> Result<BidOverview, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Read, call.now).await?;
    let overview = BidOverview {
        head: bids::bid_head(&mut tx, &access).await?,
        deadlines: bids::bid_deadlines(&mut tx, &access).await?,
        sections: sections::section_list(&mut tx, &access).await?,
        venture: joint_ventures::venture_find(&mut tx, &access).await?,
        firms: bids::bid_firms(&mut tx, &access).await?,
        seats: seats::seat_list(&mut tx, &access).await?,
        questions: questions::question_counts(&mut tx, &access).await?,
        readiness: readiness::readiness_find(&mut tx, &access, call.state.templates.fingerprint(), call.now).await?,
    };
    tx.commit().await?;
    Ok(overview)
}

/// Puts a bid away: it can be read, and no longer changed. What its firms have chosen of their own for its papers stays
/// as it is now.
///
/// # Errors
/// As `access::to_bid` for `Archive`.
pub async fn archive(call: &Call, bid: BidId) -> Result<(), Failure> {
    set_state(call, bid, BidState::Archived).await
}

/// Takes a bid back that was put away: its papers follow the firms' entries again.
///
/// # Errors
/// As `access::to_bid` for `Archive`.
pub async fn reopen(call: &Call, bid: BidId) -> Result<(), Failure> {
    set_state(call, bid, BidState::Open).await
}

/// The bids of the caller's firm on which nobody coordinates any more.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`; faults.
pub async fn orphaned(call: &Call) -> Result<Vec<OrphanedBid>, Failure> {
    let person = call.caller.administrator()?;
    let mut tx = call.state.store.begin_read().await?;
    let orphans = bids::bid_orphans(&mut tx, person.organisation).await?;
    tx.commit().await?;
    Ok(orphans)
}

/// An administrator becomes the coordinator of a bid that has none, and takes it out of the archive.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`; `NotFound` for another firm's bid and for one that has a coordinator; faults.
pub async fn adopt(call: &Call, bid: BidId) -> Result<(), Failure> {
    let person = call.caller.administrator()?;
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_orphaned_bid(&mut tx, person, bid).await?;
    audits::audit_append(&mut tx, &access, call.now, "bid.adopt", json!({})).await?;
    seats::seat_coordinate(&mut tx, &access, call.now).await?;
    change_state(&mut tx, &access, BidState::Open).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether a bid is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BidState {
    Open,
    Archived,
}

async fn set_state(call: &Call, bid: BidId, state: BidState) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Archive).await?;
    if change_state(&mut tx, &access, state).await? {
        let deed = match state {
            BidState::Open => "bid.reopen",
            BidState::Archived => "bid.archive",
        };
        audits::audit_append(&mut tx, &access, call.now, deed, json!({})).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The state, and with it what papers print of the firms' entries; whether it was another before.
async fn change_state(tx: &mut Tx, access: &Access, state: BidState) -> Result<bool, Failure> {
    match state {
        BidState::Open => {
            let is_changed = bids::bid_set_state(tx, access, "open").await?;
            records::chosen_follow(tx, access).await?;
            Ok(is_changed)
        }
        BidState::Archived => {
            let is_changed = bids::bid_set_state(tx, access, "archived").await?;
            if is_changed {
                records::chosen_keep(tx, access).await?;
            }
            Ok(is_changed)
        }
    }
}

/// Gives up the caller's own seat.
///
/// # Errors
/// `LastCoordinator`; as `access::to_bid`.
pub async fn leave(call: &Call, bid: BidId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx: Tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Leave).await?;
    audits::audit_append(&mut tx, &access, call.now, "seat.leave", json!({ "name": person.name })).await?;
    seats::seat_delete(&mut tx, &access, person.user).await?;
    seats::seat_coordinator_remains(&mut tx, &access).await?;
    sections::section_unassign(&mut tx, &access, person.user).await?;
    tx.commit().await?;
    Ok(())
}
