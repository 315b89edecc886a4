//! Server functions on the seats of a bid.

use leptos::prelude::*;

use crate::domain::bid::BidPeople;
use crate::domain::id::{BidId, LinkId, UserId};
use crate::error::AppError;

/// The people of a bid.
#[server(prefix = "/api", endpoint = "seats/list")]
pub async fn load_people(bid: BidId) -> Result<BidPeople, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::seats::people(&call, bid).await)
}

/// Gives a seat.
#[server(prefix = "/api", endpoint = "seats/give")]
pub async fn give_seat(
    bid: BidId,
    email: String,
    role: String,
    #[server(default)] section: String,
) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::seats::give(&call, bid, &email, &role, &section).await)
}

/// Invites someone of another firm; the answer is the link, shown once on the next page.
#[server(prefix = "/api", endpoint = "seats/invite")]
pub async fn invite_to_bid(
    bid: BidId,
    email: String,
    role: String,
    #[server(default)] section: String,
) -> Result<String, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let token = edge::leave(&call, services::seats::invite(&call, bid, &email, &role, &section).await)?;
    Ok(edge::show_once(&call, &token))
}

/// Ends an open invitation to the bid.
#[server(prefix = "/api", endpoint = "seats/revoke")]
pub async fn revoke_invitation_to_bid(bid: BidId, link: LinkId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::seats::revoke(&call, bid, link).await)
}

/// Changes a seat.
#[server(prefix = "/api", endpoint = "seats/change")]
pub async fn change_seat(
    bid: BidId,
    user: UserId,
    role: String,
    #[server(default)] section: String,
) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::seats::change(&call, bid, user, &role, &section).await)
}

/// Takes a seat away.
#[server(prefix = "/api", endpoint = "seats/take")]
pub async fn take_seat(bid: BidId, user: UserId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::seats::take(&call, bid, user).await)
}
