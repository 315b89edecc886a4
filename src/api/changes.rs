//! What comes after the first notice of a tender, over the wire.

use leptos::prelude::*;

use crate::domain::change::{ChangeDetail, ChangeLine, Picks, Standing, TenderChanges};
use crate::domain::id::{BidId, TenderChangeId, TenderId};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};
#[cfg(feature = "ssr")]
use crate::ui::paths;

/// The changes of a tender, newest first.
#[server(endpoint = "changes/list", prefix = "/api")]
pub async fn list_changes(tender: TenderId) -> Result<TenderChanges, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::list_changes(&call, tender).await)
}

/// One change beside what the tender holds.
#[server(endpoint = "changes/load", prefix = "/api")]
pub async fn load_change(tender: TenderId, change: TenderChangeId) -> Result<ChangeDetail, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::load_change(&call, tender, change).await)
}

/// What came in and seems to belong to a tender of the reader's firm.
#[server(endpoint = "changes/offered", prefix = "/api")]
pub async fn list_offered() -> Result<Vec<ChangeLine>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::offered(&call).await)
}

/// Takes the pasted text of a change and leads to its choices.
#[server(endpoint = "changes/paste", prefix = "/api")]
pub async fn paste_change(tender: TenderId, text: String) -> Result<TenderChangeId, AppError> {
    let call = edge::enter()?;
    let made = edge::leave(&call, services::tenders::paste_change(&call, tender, &text).await);
    made.inspect(|change| leptos_axum::redirect(&paths::tender_change(tender, *change)))
}

/// Says whether a recognised text belongs to its tender: `yes`, or `no` for a tender of its own.
#[server(endpoint = "changes/belongs", prefix = "/api")]
pub async fn answer_belongs(
    tender: TenderId,
    change: TenderChangeId,
    answer: String,
) -> Result<Option<TenderId>, AppError> {
    let call = edge::enter()?;
    let done = services::tenders::answer_belongs(&call, tender, change, answer == "yes").await;
    edge::leave(&call, done).inspect(|own| leptos_axum::redirect(&paths::after_belonging(tender, change, *own)))
}

/// Carries out the choices about a change.
#[server(endpoint = "changes/settle", prefix = "/api")]
pub async fn settle_change(
    tender: TenderId,
    change: TenderChangeId,
    revision: i64,
    #[server(default)] picks: Picks,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let done = services::tenders::settle_change(&call, tender, change, revision, &picks).await;
    edge::leave(&call, done).inspect(|()| leptos_axum::redirect(&paths::tender_change(tender, change)))
}

/// Puts a change away from which nothing is wanted.
#[server(endpoint = "changes/withdraw", prefix = "/api")]
pub async fn withdraw_change(tender: TenderId, change: TenderChangeId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::withdraw_change(&call, tender, change).await)
}

/// Takes a change back that was put away.
#[server(endpoint = "changes/reopen", prefix = "/api")]
pub async fn reopen_change(tender: TenderId, change: TenderChangeId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::reopen_change(&call, tender, change).await)
}

/// Takes back how a procedure ended.
#[server(endpoint = "changes/take-outcome-back", prefix = "/api")]
pub async fn take_back_outcome(tender: TenderId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::take_back_outcome(&call, tender).await)
}

/// What has become of a tender since its first notice.
#[server(endpoint = "changes/standing", prefix = "/api")]
pub async fn load_standing(tender: TenderId) -> Result<Standing, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::standing(&call, tender).await)
}

/// What has become of a bid's tender since its first notice.
#[server(endpoint = "changes/standing-of-bid", prefix = "/api")]
pub async fn load_standing_of_bid(bid: BidId) -> Result<Standing, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::standing_of_bid(&call, bid).await)
}

/// What moved in the tenders of the reader's bids, and what waits there.
#[server(endpoint = "changes/moved", prefix = "/api")]
pub async fn load_moved() -> Result<Vec<(BidId, ChangeLine)>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::moved(&call).await)
}
