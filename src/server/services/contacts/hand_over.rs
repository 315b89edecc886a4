//! Handing over what a colleague who left still answers for: contacts, roles, follow-ups; and follow-ups that nobody does
//! any more, whether somebody left the firm or the bid.

use std::collections::BTreeMap;

use serde_json::json;

use super::finish;
use crate::domain::contact_view::MOST_NOBODYS;
use crate::domain::id::{BidId, EngagementId, UserId};
use crate::domain::problem::Problem;
use crate::domain::seat::Action;
use crate::domain::tender_form::Ticked;
use crate::domain::text::TextProblem;
use crate::server::access::{self, SignedIn};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, contact_owners, contacts, nobodys};

/// Stands before the identity in the name of a box: a name that begins with a digit is read as a place in a list.
const BOX: &str = "id-";

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
    let to = colleague(&mut tx, person, to).await?;
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

/// Hands follow-ups over that nobody does any more, those of each bid by whoever writes there, or by an administrator where
/// nobody of the firm does; answers how many stayed, because the new one has no seat on their bid or somebody follows up by
/// now.
///
/// # Errors
/// `NotSignedIn`, `Invalid`, `NotFound` for what the caller neither sees nor minds; with a bid as `access::to_bid` for
/// `EditContacts`; faults of the database.
pub async fn hand_over_follow_ups(call: &Call, ticked: &Ticked, to: &str) -> Result<usize, Failure> {
    let person = call.caller.person()?;
    let chosen: Option<Vec<EngagementId>> =
        ticked.keys().map(|key| key.strip_prefix(BOX).and_then(EngagementId::parse)).collect();
    let chosen = chosen.filter(|chosen| chosen.len() <= MOST_NOBODYS);
    let chosen = chosen.ok_or_else(|| Failure::field("follow_ups", Problem::NotOffered))?;
    if chosen.is_empty() {
        return Err(Failure::field("to", Problem::Text(TextProblem::Empty)));
    }
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    // Firm, then bids in the order of their identities.
    let mut by_bid: BTreeMap<Option<BidId>, Vec<EngagementId>> = BTreeMap::new();
    for engagement in &chosen {
        let bid = nobodys::follow_up_bid(&mut tx, person, *engagement).await?;
        by_bid.entry(bid).or_default().push(*engagement);
    }
    let to = colleague(&mut tx, person, to).await?;
    let mut handed_over = 0;
    for (bid, engagements) in by_bid {
        let access = match bid {
            Some(bid) => Some(access::to_bid(&mut tx, &call.caller, bid, Action::EditContacts).await?),
            None => None,
        };
        let mut given = Vec::new();
        for engagement in engagements {
            if nobodys::nobodys_hand_over(&mut tx, person, engagement, to).await? {
                given.push(engagement);
            }
        }
        handed_over += given.len();
        let detail = json!({ "to": to, "engagements": given });
        match access {
            _ if given.is_empty() => {}
            Some(access) => audits::audit_append(&mut tx, &access, call.now, "engagement.hand_over", detail).await?,
            None => {
                let (firm, user) = (Some(person.organisation), Some(person.user));
                audits::audit_append_outside(&mut tx, firm, user, call.now, "engagement.hand_over", detail).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(chosen.len() - handed_over)
}

/// A colleague to whom something is handed over.
async fn colleague(tx: &mut Tx, person: &SignedIn, to: &str) -> Result<UserId, Failure> {
    let people = contacts::contact_people(tx, person).await?;
    let to = UserId::parse(to).filter(|to| people.iter().any(|one| one.id == *to));
    to.ok_or_else(|| Failure::field("to", Problem::NotOffered))
}
