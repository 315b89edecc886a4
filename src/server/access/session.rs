//! Begins sessions. The token is always new, so that nobody can be signed in to a session they know.

use crate::domain::id::UserId;
use crate::domain::instant::{DAY, Instant};
use crate::server::access::token::{self, Token};
use crate::server::failure::Failure;
use crate::server::store::{Connection, sessions};

/// How long a session lasts without use.
pub const LASTS: i64 = 14 * DAY;

/// Begins a session and removes those that have expired.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub async fn begin(connection: &mut Connection, user: UserId, now: Instant) -> Result<Token, Failure> {
    let token = token::fresh()?;
    sessions::session_sweep(connection, now).await?;
    sessions::session_insert(connection, &token.hash, user, now, now.plus(LASTS)).await?;
    Ok(token)
}
