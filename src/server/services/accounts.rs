//! The accounts of a firm: who they are, who administers, removing, links for a new password.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::domain::link::LinkPurpose;
use crate::domain::text::EmailAddress;
use crate::error::{AppError, Refusal};
use crate::server::access::token::Token;
use crate::server::access::{self, Caller, SignedIn, link};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::links::LinkRow;
use crate::server::store::{Tx, accounts, audits, links, seats, sections, sessions};

/// The accounts of the caller's firm.
///
/// # Errors
/// `NotSignedIn`; faults.
pub async fn list(call: &Call) -> Result<Vec<Account>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let rows = accounts::account_list(&mut tx, person.organisation, 500).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Removes an account: its sessions, its open invitations and its seats end at once, and nothing is assigned to it.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`, `NotFound`; `LastAdministrator`; `LastCoordinator`; faults.
pub async fn remove(call: &Call, user: &str) -> Result<(), Failure> {
    let person = call.caller.administrator()?;
    let mut tx = call.state.store.begin_write().await?;
    let account = colleague(&mut tx, person, user).await?;
    if account.is_administrator {
        expect_other_administrator(&mut tx, person, account.id).await?;
    }
    let bids = access::to_bids_of_colleague(&mut tx, person, account.id).await?;
    if accounts::account_count_sole_coordinations(&mut tx, account.id).await? > 0 {
        return Err(Refusal::LastCoordinator.into());
    }
    for access in &bids {
        let detail = json!({ "user": account.id.to_string() });
        audits::audit_append(&mut tx, access, call.now, "seat.end", detail).await?;
        seats::seat_delete(&mut tx, access, account.id).await?;
        sections::section_unassign(&mut tx, access, account.id).await?;
    }
    accounts::account_remove(&mut tx, account.id).await?;
    sessions::session_delete_all(&mut tx, account.id).await?;
    links::link_end_password(&mut tx, account.id, call.now).await?;
    links::link_end_made_by(&mut tx, account.id, call.now).await?;
    note(&mut tx, call, person, "account.remove", account.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes an account an administrator, or an ordinary one.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`, `NotFound`; `LastAdministrator`; faults.
pub async fn set_administrator(call: &Call, user: &str, wanted: &str) -> Result<(), Failure> {
    let person = call.caller.administrator()?;
    let is_wanted = wanted == "yes";
    let mut tx = call.state.store.begin_write().await?;
    let account = colleague(&mut tx, person, user).await?;
    if !is_wanted {
        expect_other_administrator(&mut tx, person, account.id).await?;
    }
    accounts::account_set_administrator(&mut tx, account.id, is_wanted).await?;
    let action = if is_wanted { "account.promote" } else { "account.demote" };
    note(&mut tx, call, person, action, account.id).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes a link with which a colleague sets a new password. Earlier ones end.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`, `NotFound`; faults.
pub async fn make_password_link(call: &Call, user: &str) -> Result<Token, Failure> {
    let person = call.caller.administrator()?;
    let mut tx = call.state.store.begin_write().await?;
    let account = colleague(&mut tx, person, user).await?;
    let token = password_link(&mut tx, account.id, Some(person), call.now).await?;
    note(&mut tx, call, person, "account.password_link", account.id).await?;
    tx.commit().await?;
    Ok(token)
}

/// The operator's way to the same link, for a firm whose administrator is locked out.
///
/// # Errors
/// `NotAllowed` for everybody else; `NotFound` for an unknown address; faults.
pub async fn reset_by_operator(state: &State, caller: &Caller, email: &str, now: Instant) -> Result<Token, Failure> {
    if !matches!(caller, Caller::Operator(_)) {
        return Err(AppError::NotAllowed.into());
    }
    let address = EmailAddress::parse(email).map_err(|problem| Failure::field("email", problem))?;
    let mut tx = state.store.begin_write().await?;
    let row = accounts::account_find_credential(&mut tx, address.as_str()).await?.ok_or(AppError::NotFound)?;
    let token = password_link(&mut tx, row.user, None, now).await?;
    let detail = json!({ "user": row.user.to_string() });
    audits::audit_append_outside(&mut tx, Some(row.organisation), None, now, "account.password_link", detail).await?;
    tx.commit().await?;
    Ok(token)
}

async fn password_link(tx: &mut Tx, user: UserId, by: Option<&SignedIn>, now: Instant) -> Result<Token, Failure> {
    links::link_end_password(tx, user, now).await?;
    let row = LinkRow {
        organisation: by.map(|person| person.organisation),
        user: Some(user),
        created_by: by.map(|person| person.user),
        ..link::blank(LinkPurpose::Password, now)
    };
    link::make(tx, &row, now).await
}

/// An account of the caller's own firm; any other is not found. Locks the firm first.
async fn colleague(tx: &mut Tx, person: &SignedIn, user: &str) -> Result<Account, Failure> {
    let user = UserId::parse(user).ok_or(AppError::NotFound)?;
    accounts::account_lock_firm(tx, person.organisation).await?;
    match accounts::account_find(tx, user).await? {
        Some((organisation, account)) if organisation == person.organisation => Ok(account),
        _ => Err(AppError::NotFound.into()),
    }
}

async fn expect_other_administrator(tx: &mut Tx, person: &SignedIn, besides: UserId) -> Result<(), Failure> {
    let others = accounts::account_count_other_administrators(tx, person.organisation, besides).await?;
    if others == 0 { Err(Refusal::LastAdministrator.into()) } else { Ok(()) }
}

async fn note(tx: &mut Tx, call: &Call, person: &SignedIn, action: &str, about: UserId) -> Result<(), Failure> {
    audits::audit_append_outside(
        tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        action,
        json!({ "user": about.to_string() }),
    )
    .await
}
