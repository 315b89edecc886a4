//! Correcting what was logged: a slip of the pen, a contact who was not there, the reason that a ban asks for.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::bans::{Bans, Broken, Spoken};
use super::engagements::expect_own;
use super::finish;
use crate::domain::contact_view::{Engagement, LoggedEntry, Named};
use crate::domain::deadline::Moment;
use crate::domain::engagement::{EngagementForm, EntryState};
use crate::domain::id::{BidId, ContactId, EngagementId, UserId};
use crate::domain::problem::Problems;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access::{self, SignedIn};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::engagement_entries::{self, EntryRow};
use crate::server::store::{Tx, audits, contact_roles, contacts};

/// An entry of the caller's firm with what its form offers.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; for a bid's as `access::to_bid` for `EditContacts`; faults of the
/// database.
pub async fn load(call: &Call, engagement: EngagementId) -> Result<LoggedEntry, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let row = engagement_entries::engagement_entry(&mut tx, person, engagement).await?;
    let EntryRow { bid, form, mut contacts, erased, mut people, .. } = row;
    if let Some(bid) = &bid {
        let access = access::to_bid_later(&mut tx, &call.caller, bid.id, Action::EditContacts).await?;
        let around = contact_roles::contact_role_list(&mut tx, &access, person.organisation).await?;
        let around = around.into_iter().filter_map(|row| Some(Named { id: row.own?.contact, name: row.name }));
        let others: Vec<_> = around.filter(|one| contacts.iter().all(|own| own.id != one.id)).collect();
        contacts.extend(others);
    }
    let firm = contacts::contact_people(&mut tx, person).await?;
    let others: Vec<_> = firm.into_iter().filter(|one| people.iter().all(|own| own.id != one.id)).collect();
    people.extend(others);
    tx.commit().await?;
    Ok(LoggedEntry { id: engagement, print: print(&form)?, bid, form, contacts, erased, people })
}

/// Corrects an entry that nobody changed since it was read. The ban on contact is asked anew, so that an entry of which it
/// was not known gets its reason, too. The trail keeps kind, day and ban as they were and as they are, for a correction can
/// take the mark of the ban away; it keeps none of the words.
///
/// # Errors
/// As `load`; `Invalid`; `Changed` when something else than what was `seen` stands there by now.
pub async fn correct(call: &Call, engagement: EngagementId, seen: &str, form: &EngagementForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let name = |field: &str| format!("engagement[{field}]");
    let mut tx = call.state.store.begin_write().await?;
    // Whoever erases somebody holds the firm, too: what goes out of a text does not come back by a form read before.
    contacts::contact_lock(&mut tx, person).await?;
    let row = engagement_entries::engagement_entry(&mut tx, person, engagement).await?;
    let access = match &row.bid {
        Some(bid) => {
            let access = access::to_bid(&mut tx, &call.caller, bid.id, Action::EditContacts).await?;
            super::roles::own_firm(&mut tx, &access).await?;
            Some(access)
        }
        None => None,
    };
    if print(&row.form)? != seen {
        return Err(AppError::Changed.into());
    }
    let form = EngagementForm { bid: row.form.bid.clone(), ..form.clone() };
    let now = call.now.in_japan();
    let mut problems = Problems::default();
    let draft = form.parse(Moment { date: now.date(), time: Some(now.time()) }, &mut problems, name).ok_or(problems)?;
    let there: Vec<UserId> = row.people.iter().map(|one| one.id).chain(UserId::parse(&row.form.follow_up_by)).collect();
    expect_own(&mut tx, person, &draft, &there).await?;
    let with: Vec<ContactId> = row.contacts.iter().map(|contact| contact.id).collect();
    let mut bans = Bans::read(&mut tx, call, person, &[with.as_slice(), &draft.contacts].concat()).await?;
    let spoken = Spoken { bid: draft.bid, contacts: &draft.contacts, kind: draft.kind, day: draft.at.date };
    let broken = bans.broken(&mut tx, &spoken).await?;
    Broken::expect_reason(broken.as_ref(), &draft.ban_reason)?;
    let mut was = row.state;
    if !was.in_ban {
        // The log marks it as well where the ban came to be known later.
        let spoken = Spoken { bid: draft.bid, contacts: &with, kind: was.kind, day: was.day };
        was.in_ban = bans.broken(&mut tx, &spoken).await?.is_some();
    }
    engagement_entries::engagement_correct(&mut tx, person, engagement, &draft, broken.is_some()).await?;
    let is = EntryState { kind: draft.kind, day: draft.at.date, in_ban: broken.is_some() };
    let detail = json!({ "engagement": engagement, "was": was, "is": is });
    match access {
        Some(access) => {
            audits::audit_append(&mut tx, &access, call.now, "engagement.correct", detail).await?;
            Ok(tx.commit().await?)
        }
        None => finish(call, tx, person, "engagement.correct", detail).await,
    }
}

/// Says of entries which of them the reader may change: those of their firm without a bid, and those of bids where a change
/// would be accepted.
///
/// # Errors
/// Faults of the database.
pub(super) async fn mark_editable(tx: &mut Tx, person: &SignedIn, log: &mut [Engagement]) -> Result<(), Failure> {
    let mut bids: Vec<BidId> =
        log.iter().filter(|one| one.firm.is_none()).filter_map(|one| Some(one.bid.as_ref()?.id)).collect();
    bids.sort_unstable();
    bids.dedup();
    let open = engagement_entries::engagement_bids_to_edit(tx, person, &bids).await?;
    for one in log {
        let is_open = one.bid.as_ref().is_none_or(|bid| open.contains(&bid.id));
        one.may_edit = is_open && one.firm.is_none();
    }
    Ok(())
}

/// What an entry says, as one word.
fn print(form: &EngagementForm) -> Result<String, Failure> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(form)?)))
}
