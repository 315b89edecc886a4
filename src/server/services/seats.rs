//! Seats on a bid: the people's page, giving, changing and taking away a seat.

use serde_json::json;

use crate::domain::bid::BidPeople;
use crate::domain::id::{BidId, LinkId, SectionId, UserId};
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::{Action, Role};
use crate::domain::text::EmailAddress;
use crate::error::AppError;
use crate::server::access::link::invite_partner_to_bid;
use crate::server::access::token::Token;
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Connection, audits, bids, seats, sections};

/// The people of a bid. Colleagues and invitations are told to who may give seats.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn people(call: &Call, bid: BidId) -> Result<BidPeople, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let manages = access.also(Action::ManageSeats);
    let people = BidPeople {
        head: bids::bid_head(&mut tx, &access).await?,
        firms: bids::bid_firms(&mut tx, &access).await?,
        seats: seats::seat_list(&mut tx, &access).await?,
        sections: sections::section_list(&mut tx, &access).await?,
        colleagues: if manages { seats::seat_colleagues(&mut tx, &access).await? } else { Vec::new() },
        invitations: if manages { seats::seat_invitations(&mut tx, &access, call.now).await? } else { Vec::new() },
        reader: access.user(),
    };
    tx.commit().await?;
    Ok(people)
}

/// Role and section as a form sends them.
#[derive(Debug, Clone, Copy)]
struct SeatChoice {
    role: Role,
    section: Option<SectionId>,
}

fn parse_choice(problems: &mut Problems, role: &str, section: &str) -> Option<SeatChoice> {
    let Some(role) = Role::parse(role) else {
        problems.add("role", Problem::NotOffered);
        return None;
    };
    if role != Role::Contributor {
        return Some(SeatChoice { role, section: None });
    }
    let section = SectionId::parse(section);
    if section.is_none() {
        problems.add("section", Problem::NotOffered);
    }
    section.map(|section| SeatChoice { role, section: Some(section) })
}

/// A contributor's section must be one of the bid's.
async fn check_section(connection: &mut Connection, access: &Access, choice: SeatChoice) -> Result<(), Failure> {
    let Some(section) = choice.section else { return Ok(()) };
    let lines = sections::section_list(connection, access).await?;
    if lines.iter().any(|line| line.id == section) {
        Ok(())
    } else {
        Err(Failure::field("section", Problem::NotOffered))
    }
}

/// Gives a seat to a person of one of the bid's firms.
///
/// # Errors
/// `Invalid`, `SeatTaken`; as `access::to_bid` for `ManageSeats`.
pub async fn give(call: &Call, bid: BidId, email: &str, role: &str, section: &str) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ManageSeats).await?;
    let mut problems = Problems::default();
    let email = problems.take("email", EmailAddress::parse(email));
    let choice = parse_choice(&mut problems, role, section);
    let (Some(email), Some(choice)) = (email, choice) else { return Err(problems.into()) };
    check_section(&mut tx, &access, choice).await?;
    let user = seats::seat_candidate(&mut tx, &access, email.as_str())
        .await?
        .ok_or_else(|| Failure::field("email", Problem::NotAmongFirms))?;
    let detail = json!({ "user": user.to_string(), "role": choice.role.code() });
    audits::audit_append(&mut tx, &access, call.now, "seat.give", detail).await?;
    seats::seat_insert(&mut tx, &access, user, choice.role, choice.section, call.now).await?;
    tx.commit().await?;
    Ok(())
}

/// Invites someone of another firm by a one-time link; the secret is in the answer and nowhere else.
///
/// # Errors
/// `Invalid`; as `access::to_bid` for `ManageSeats`.
pub async fn invite(call: &Call, bid: BidId, email: &str, role: &str, section: &str) -> Result<Token, Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ManageSeats).await?;
    let mut problems = Problems::default();
    let email = problems.take("email", EmailAddress::parse(email));
    let choice = parse_choice(&mut problems, role, section);
    let (Some(email), Some(choice)) = (email, choice) else { return Err(problems.into()) };
    check_section(&mut tx, &access, choice).await?;
    let token = invite_partner_to_bid(&mut tx, &access, call.now, &email, choice.role, choice.section).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends an open invitation to the bid.
///
/// # Errors
/// `NotFound` when it is used, expired or for something else; as `access::to_bid` for `ManageSeats`.
pub async fn revoke(call: &Call, bid: BidId, link: LinkId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ManageSeats).await?;
    let email = seats::seat_invitation_end(&mut tx, &access, link, call.now).await?.ok_or(AppError::NotFound)?;
    audits::audit_append(&mut tx, &access, call.now, "seat.revoke", json!({ "email": email })).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes what a seat is for.
///
/// # Errors
/// `Invalid`, `LastCoordinator`; as `access::to_bid` for `ManageSeats`.
pub async fn change(call: &Call, bid: BidId, user: UserId, role: &str, section: &str) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ManageSeats).await?;
    let mut problems = Problems::default();
    let Some(choice) = parse_choice(&mut problems, role, section) else { return Err(problems.into()) };
    check_section(&mut tx, &access, choice).await?;
    let detail = json!({ "user": user.to_string(), "role": choice.role.code() });
    audits::audit_append(&mut tx, &access, call.now, "seat.change", detail).await?;
    seats::seat_update(&mut tx, &access, user, choice.role, choice.section).await?;
    seats::seat_coordinator_remains(&mut tx, &access).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a seat away.
///
/// # Errors
/// `LastCoordinator`; as `access::to_bid` for `ManageSeats`.
pub async fn take(call: &Call, bid: BidId, user: UserId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ManageSeats).await?;
    audits::audit_append(&mut tx, &access, call.now, "seat.take", json!({ "user": user.to_string() })).await?;
    seats::seat_delete(&mut tx, &access, user).await?;
    seats::seat_coordinator_remains(&mut tx, &access).await?;
    sections::section_unassign(&mut tx, &access, user).await?;
    tx.commit().await?;
    Ok(())
}
