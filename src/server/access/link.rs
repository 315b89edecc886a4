//! Makes one-time links and spends them. What follows from a spent link is the services' business.

use serde_json::json;

use crate::domain::id::{OrganisationId, SectionId, UserId};
use crate::domain::instant::{DAY, Instant};
use crate::domain::link::LinkPurpose;
use crate::domain::seat::{Action, Role};
use crate::domain::text::EmailAddress;
use crate::error::{AppError, Refusal};
use crate::server::access::token::{self, Token};
use crate::server::access::{Access, take_seat};
use crate::server::failure::Failure;
use crate::server::store::links::{self, LinkRow};
use crate::server::store::promised_seats::PromisedSeat;
use crate::server::store::{Connection, audits, seats};

/// How long a link that has ended stays in the table.
const KEPT_AFTER: i64 = 30 * DAY;

/// A link for a purpose, good for that purpose's time, with nothing else in it.
#[must_use]
pub fn blank(purpose: LinkPurpose, now: Instant) -> LinkRow {
    LinkRow {
        purpose,
        organisation: None,
        user: None,
        bid: None,
        role: None,
        section: None,
        is_administrator: false,
        email: String::new(),
        created_by: None,
        expires_at: now.plus(purpose.lasts()),
    }
}

/// Makes a link and removes those that ended long ago.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub async fn make(connection: &mut Connection, link: &LinkRow, now: Instant) -> Result<Token, Failure> {
    let token = token::fresh()?;
    links::link_sweep(connection, now.plus(-KEPT_AFTER)).await?;
    links::link_insert(connection, &token.hash, link, now).await?;
    Ok(token)
}

/// The link of a secret, for one of the purposes.
///
/// # Errors
/// `LinkSpent` when it is used, expired, unknown or for something else; faults of the database.
pub async fn open(connection: &mut Connection, secret: &str, now: Instant) -> Result<LinkRow, Failure> {
    links::link_find_open(connection, &token::hash(secret), now).await?.ok_or_else(|| Refusal::LinkSpent.into())
}

/// Uses a link up. The statement is the lock: of several at once, one passes.
///
/// # Errors
/// `LinkSpent` when it is used, expired, unknown or for something else; faults of the database.
pub async fn spend(
    connection: &mut Connection,
    secret: &str,
    purpose: LinkPurpose,
    now: Instant,
) -> Result<LinkRow, Failure> {
    links::link_spend(connection, &token::hash(secret), now)
        .await?
        .filter(|link| link.purpose == purpose)
        .ok_or_else(|| Refusal::LinkSpent.into())
}

/// Invites someone of another firm to a bid. The secret is in the answer and nowhere else.
///
/// # Errors
/// `NotAllowed` when the proof is for something else than managing seats; faults of the database.
pub async fn invite_partner_to_bid(
    connection: &mut Connection,
    access: &Access,
    now: Instant,
    email: &EmailAddress,
    role: Role,
    section: Option<SectionId>,
) -> Result<Token, Failure> {
    if access.action() != Action::ManageSeats {
        return Err(AppError::NotAllowed.into());
    }
    audits::audit_append(
        connection,
        access,
        now,
        "seat.invite",
        json!({ "email": email.as_str(), "role": role.code() }),
    )
    .await?;
    let link = LinkRow {
        organisation: access.organisation(),
        bid: Some(access.bid()),
        role: Some(role),
        section,
        email: email.as_str().to_owned(),
        created_by: access.user(),
        ..blank(LinkPurpose::Partner, now)
    };
    make(connection, &link, now).await
}

/// Gives the seat that a spent link promises, with its entry in the bid's trail. Nothing happens when
/// it promises none.
///
/// # Errors
/// `NotFound` when the bid is gone, `Archived`, `SeatTaken`; faults of the database.
pub async fn give_promised_seat(
    connection: &mut Connection,
    link: &LinkRow,
    user: UserId,
    organisation: OrganisationId,
    now: Instant,
) -> Result<(), Failure> {
    let (Some(bid), Some(role)) = (link.bid, link.role) else { return Ok(()) };
    let seat = PromisedSeat { bid, user, role, section: link.section };
    let access = take_seat(connection, &seat, organisation, now).await?;
    // Whoever has lost the right to give seats since then cannot give one by a link of theirs either.
    if let Some(inviter) = link.created_by {
        let present = seats::seat_find(connection, bid, inviter).await?;
        if !present.is_some_and(|seat| seat.role.may(Action::ManageSeats)) {
            return Err(Refusal::LinkSpent.into());
        }
    }
    audits::audit_append(
        connection,
        &access,
        now,
        "seat.accept",
        json!({
            "role": role.code(),
            "organisation": organisation.to_string(),
            "invited_by": link.created_by.map(|id| id.to_string()),
        }),
    )
    .await
}
