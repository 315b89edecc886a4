//! Handing over what a colleague who left still answers for: contacts, roles, follow-ups.

use serde_json::json;

use super::finish;
use crate::domain::id::UserId;
use crate::domain::problem::Problem;
use crate::domain::seat::Action;
use crate::server::access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{audits, contact_owners, contacts};

/// Hands everything of a colleague who left to another one: the firm's contacts, and in bids where the caller may change
/// contacts the roles and follow-ups. What concerns other bids is handed over by those who have a seat there.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for whoever has not left the caller's firm, `Invalid`; faults of the database.
pub async fn hand_over(call: &Call, from: UserId, to: &str) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    contact_owners::owner_expect_left(&mut tx, person, from).await?;
    let people = contacts::contact_people(&mut tx, person).await?;
    let to = UserId::parse(to).filter(|to| people.iter().any(|one| one.id == *to));
    let to = to.ok_or_else(|| Failure::field("to", Problem::NotOffered))?;
    let detail = json!({ "from": from, "to": to });
    for bid in contact_owners::owner_bids(&mut tx, person, from).await? {
        let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditContacts).await?;
        contact_owners::owner_hand_over_in_bid(&mut tx, &access, from, to).await?;
        audits::audit_append(&mut tx, &access, call.now, "contact.hand_over", detail.clone()).await?;
    }
    let contacts = contact_owners::owner_hand_over(&mut tx, person, from, to).await?;
    let detail = json!({ "from": from, "to": to, "contacts": contacts });
    finish(call, tx, person, "contact.hand_over", detail).await
}
