//! Logging what was spoken with contacts, under the ban on contact; following it up.

use serde_json::json;

use super::bans::{Bans, Broken, Spoken};
use super::finish;
use crate::domain::deadline::Moment;
use crate::domain::engagement::{EngagementDraft, EngagementForm};
use crate::domain::id::{EngagementId, UserId};
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::{Action, Role};
use crate::server::access::{self, SignedIn};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, contacts, engagements, nobodys, seats};

/// Logs an engagement of the caller's firm, for a bid or for none. Inside a ban on contact it is refused, or recorded
/// and marked when a reason is given.
///
/// # Errors
/// `NotSignedIn`, `Invalid`; with a bid as `access::to_bid` for `EditContacts`; faults of the database.
pub async fn log(call: &Call, form: &EngagementForm) -> Result<EngagementId, Failure> {
    let person = call.caller.person()?;
    let name = |field: &str| format!("engagement[{field}]");
    let mut problems = Problems::default();
    let now = call.now.in_japan();
    let draft = form.parse(Moment { date: now.date(), time: Some(now.time()) }, &mut problems, name).ok_or(problems)?;
    let mut tx = call.state.store.begin_write().await?;
    let access = match draft.bid {
        Some(bid) => {
            let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditContacts).await?;
            super::roles::own_firm(&mut tx, &access).await?;
            Some(access)
        }
        None => None,
    };
    expect_own(&mut tx, person, &draft, &[]).await?;
    let spoken = Spoken { bid: draft.bid, contacts: &draft.contacts, kind: draft.kind, day: draft.at.date };
    let broken = Bans::read(&mut tx, call, person, &draft.contacts).await?.broken(&mut tx, &spoken).await?;
    Broken::expect_reason(broken.as_ref(), &draft.ban_reason)?;
    let id = engagements::engagement_insert(&mut tx, person, &draft, broken.is_some(), call.now).await?;
    let detail = json!({ "engagement": id, "kind": draft.kind.code(), "in_ban": broken.is_some() });
    let deed = if broken.is_some() { "engagement.log_in_ban" } else { "engagement.log" };
    match access {
        Some(access) => {
            audits::audit_append(&mut tx, &access, call.now, deed, detail).await?;
            tx.commit().await?;
        }
        None => finish(call, tx, person, deed, detail).await?,
    }
    Ok(id)
}

/// Marks one of the firm's engagements as followed up.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's and for what concerns a bid without a seat, unless the caller minds it for
/// the firm; with a bid as `access::to_bid` for `EditContacts`.
pub async fn follow_up(call: &Call, engagement: EngagementId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    let bid = nobodys::follow_up_bid(&mut tx, person, engagement).await?;
    let detail = json!({ "engagement": engagement });
    match bid {
        Some(bid) => {
            let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditContacts).await?;
            engagements::engagement_follow_up(&mut tx, person, engagement).await?;
            audits::audit_append(&mut tx, &access, call.now, "engagement.follow_up", detail).await?;
            tx.commit().await?;
            Ok(())
        }
        None => {
            engagements::engagement_follow_up(&mut tx, person, engagement).await?;
            finish(call, tx, person, "engagement.follow_up", detail).await
        }
    }
}

/// Contacts and people must be the firm's own; those who are there already may have left.
pub(super) async fn expect_own(
    tx: &mut Tx,
    person: &SignedIn,
    draft: &EngagementDraft,
    there: &[UserId],
) -> Result<(), Failure> {
    let not_offered = |field: &str| Failure::field(&format!("engagement[{field}]"), Problem::NotOffered);
    if contacts::contact_hold(tx, person, &draft.contacts).await? != draft.contacts.len() {
        return Err(not_offered("contacts"));
    }
    let people = contacts::contact_people(tx, person).await?;
    let is_ours = |user: &UserId| there.contains(user) || people.iter().any(|one| one.id == *user);
    if !draft.people.iter().all(is_ours) {
        return Err(not_offered("people"));
    }
    if !draft.follow_up_by.iter().all(is_ours) {
        return Err(not_offered("follow_up_by"));
    }
    // Who has no seat on the bid is reminded of nothing there.
    if let (Some(bid), Some(user)) = (draft.bid, draft.follow_up_by.filter(|user| !there.contains(user))) {
        let seat = seats::seat_find(tx, bid, user).await?;
        if seat.is_none_or(|seat| seat.role == Role::Contributor) {
            return Err(not_offered("follow_up_by"));
        }
    }
    Ok(())
}
