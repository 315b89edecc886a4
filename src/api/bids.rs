//! Server functions on bids as a whole.

use leptos::prelude::*;

use crate::domain::bid::{BidOverview, BidPage, Home, Listed, OrphanedBid};
use crate::domain::id::{BidId, TenderId};
use crate::error::AppError;

/// Begins a bid for a tender and opens its overview.
#[server(prefix = "/api", endpoint = "bids/create")]
pub async fn create_bid(tender: TenderId) -> Result<BidId, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let bid = edge::leave(&call, services::bids::create(&call, tender).await)?;
    leptos_axum::redirect(&crate::ui::paths::bid(bid));
    Ok(bid)
}

/// What the home page shows.
#[server(prefix = "/api", endpoint = "bids/home")]
pub async fn load_home() -> Result<Home, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::home(&call).await)
}

/// A page of the caller's bids.
#[server(prefix = "/api", endpoint = "bids/list")]
pub async fn list_bids(listed: Listed, after: String) -> Result<BidPage, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::page(&call, listed, &after).await)
}

/// The overview of a bid.
#[server(prefix = "/api", endpoint = "bids/overview")]
pub async fn load_overview(bid: BidId) -> Result<BidOverview, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::overview(&call, bid).await)
}

/// Puts a bid away.
#[server(prefix = "/api", endpoint = "bids/archive")]
pub async fn archive_bid(bid: BidId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::archive(&call, bid).await)
}

/// Takes a bid back.
#[server(prefix = "/api", endpoint = "bids/reopen")]
pub async fn reopen_bid(bid: BidId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::reopen(&call, bid).await)
}

/// The bids of the caller's firm on which nobody coordinates any more.
#[server(prefix = "/api", endpoint = "bids/orphaned")]
pub async fn list_orphaned_bids() -> Result<Vec<OrphanedBid>, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::orphaned(&call).await)
}

/// Takes over a bid that has no coordinator and opens its overview.
#[server(prefix = "/api", endpoint = "bids/adopt")]
pub async fn adopt_bid(bid: BidId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::adopt(&call, bid).await)?;
    leptos_axum::redirect(&crate::ui::paths::bid(bid));
    Ok(())
}

/// Gives up the own seat and goes home.
#[server(prefix = "/api", endpoint = "bids/leave")]
pub async fn leave_bid(bid: BidId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::bids::leave(&call, bid).await)?;
    leptos_axum::redirect(crate::ui::paths::HOME);
    Ok(())
}
