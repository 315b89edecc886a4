//! Contacts of one bid over the wire.

use leptos::prelude::*;

use crate::domain::contact_role::RoleForm;
use crate::domain::contact_view::{BidContacts, ContactInBid};
use crate::domain::id::{BidId, ContactId};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    server::{edge, services::contacts::roles},
    ui::paths,
};

/// The people around a bid; `words` look for contacts who may be added, and of what was spoken there is what is behind a
/// place, the newest without one.
#[server(endpoint = "bid-contacts/open", prefix = "/api")]
pub async fn open_bid_contacts(
    bid: BidId,
    #[server(default)] words: String,
    #[server(default)] behind: String,
) -> Result<BidContacts, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, roles::open(&call, bid, &words, &behind).await)
}

/// One contact of the reader's firm in a bid.
#[server(endpoint = "bid-contacts/load", prefix = "/api")]
pub async fn load_bid_contact(bid: BidId, contact: ContactId) -> Result<ContactInBid, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, roles::load(&call, bid, contact).await)
}

/// Keeps the role of a contact in a bid.
#[server(endpoint = "bid-contacts/save", prefix = "/api")]
pub async fn save_bid_contact(bid: BidId, contact: ContactId, revision: i64, role: RoleForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, roles::save(&call, bid, contact, revision, &role).await)?;
    edge::go(&paths::saved(&paths::bid_page(bid, "contacts")));
    Ok(())
}

/// Takes a contact out of a bid.
#[server(endpoint = "bid-contacts/remove", prefix = "/api")]
pub async fn remove_bid_contact(bid: BidId, contact: ContactId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, roles::remove(&call, bid, contact, revision).await)?;
    edge::go(&paths::saved(&paths::bid_page(bid, "contacts")));
    Ok(())
}
