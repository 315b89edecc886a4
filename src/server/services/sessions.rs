//! Signing in and out. Tries are counted before the password is looked at, by address and by peer.

use serde_json::json;

use crate::domain::account::OwnSession;
use crate::domain::id::UserId;
use crate::domain::instant::{HOUR, Instant};
use crate::domain::text::EmailAddress;
use crate::error::{AppError, Refusal};
use crate::server::access::token::Token;
use crate::server::access::{session, token};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, accounts, audits, sessions, sign_in_attempts as attempts};

/// Tries that one address has before it must wait.
const FREE_BY_ADDRESS: i64 = 5;
/// Tries that one peer has: an office, or everybody behind one proxy, so many more.
const FREE_BY_PEER: i64 = 40;
/// First wait in milliseconds; it doubles with each further try.
const FIRST_WAIT: i64 = 5_000;
/// Longest wait in milliseconds.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// How long a failure counts.
const REMEMBERED: i64 = HOUR;

/// Signs in with address and password; whatever session the browser had ends.
///
/// # Errors
/// `SignInFailed`, which does not tell what was wrong; `TooMany`; faults.
pub async fn sign_in(call: &Call, email: &str, password: &str) -> Result<Token, Failure> {
    let address = EmailAddress::parse(email).map_err(|_| Refusal::SignInFailed)?;
    let keys = [
        (token::hash(&format!("address {address}")), FREE_BY_ADDRESS),
        (token::hash(&format!("peer {}", call.peer)), FREE_BY_PEER),
    ];
    let mut tx = call.state.store.begin_write().await?;
    attempts::attempt_sweep(&mut tx, call.now.plus(-REMEMBERED)).await?;
    count_tries(&mut tx, &keys, call.now).await?;
    let known = accounts::account_find_credential(&mut tx, address.as_str()).await?;
    tx.commit().await?;
    let hash = known.as_ref().map(|row| row.password_hash.clone());
    let fits = call.state.passwords.fits(password.to_owned(), hash).await?;
    let Some(known) = known.filter(|_| fits) else { return Err(Refusal::SignInFailed.into()) };
    let mut tx = call.state.store.begin_write().await?;
    attempts::attempt_forget(&mut tx, &keys[0].0).await?;
    attempts::attempt_take_back(&mut tx, &keys[1].0).await?;
    audits::audit_append_outside(
        &mut tx,
        Some(known.organisation),
        Some(known.user),
        call.now,
        "session.begin",
        json!({}),
    )
    .await?;
    let token = replace(&mut tx, call, known.user).await?;
    tx.commit().await?;
    Ok(token)
}

async fn count_tries(tx: &mut Tx, keys: &[(String, i64); 2], now: Instant) -> Result<(), Failure> {
    for (key, free) in keys {
        let row = attempts::attempt_lock(tx, key, now).await?;
        let wait = wait(row.failures - free);
        let left = row.last_at.plus(wait).0 - now.0;
        if wait > 0 && left > 0 {
            let seconds = u32::try_from((left + 999) / 1000).unwrap_or(u32::MAX);
            return Err(AppError::TooMany { seconds }.into());
        }
    }
    for (key, _) in keys {
        attempts::attempt_count(tx, key, now).await?;
    }
    Ok(())
}

/// The wait after so many tries beyond the free ones, in milliseconds.
fn wait(beyond: i64) -> i64 {
    match u32::try_from(beyond) {
        Ok(doublings) => FIRST_WAIT.saturating_mul(1_i64 << doublings.min(12)).min(LONGEST_WAIT),
        Err(_) => 0,
    }
}

async fn replace(tx: &mut Tx, call: &Call, user: UserId) -> Result<Token, Failure> {
    if let Ok(person) = call.caller.person() {
        sessions::session_delete(tx, &person.session).await?;
    }
    session::begin(tx, user, call.now).await
}

/// Ends this session. A stranger is signed out already.
///
/// # Errors
/// Faults.
pub async fn sign_out(call: &Call) -> Result<(), Failure> {
    let Ok(person) = call.caller.person() else { return Ok(()) };
    let mut tx = call.state.store.begin_write().await?;
    sessions::session_delete(&mut tx, &person.session).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends every session of the caller, this one too.
///
/// # Errors
/// `NotSignedIn`; faults.
pub async fn sign_out_everywhere(call: &Call) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    sessions::session_delete_all(&mut tx, person.user).await?;
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "session.end_all",
        json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The caller's own sessions, the latest used first.
///
/// # Errors
/// `NotSignedIn`; faults.
pub async fn list(call: &Call) -> Result<Vec<OwnSession>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let rows = sessions::session_list(&mut tx, person.user, call.now, 50).await?;
    tx.commit().await?;
    Ok(rows
        .into_iter()
        .map(|row| OwnSession {
            created_at: row.created_at,
            seen_at: row.seen_at,
            is_this: row.token_hash == person.session,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_begins_with_the_fifth_failure_and_doubles_up_to_a_quarter_of_an_hour() {
        assert_eq!(wait(-1), 0);
        assert_eq!(wait(0), 5_000);
        assert_eq!(wait(1), 10_000);
        assert_eq!(wait(100), LONGEST_WAIT);
    }
}
