//! Rows of `sign_in_attempt`: sign-ins that have not succeeded, by the hash of an address or a peer.

use sqlx::Row;

use crate::domain::instant::Instant;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// How a key stands.
#[derive(Debug, Clone, Copy)]
pub struct AttemptRow {
    /// Tries without success.
    pub failures: i64,
    /// The last of them.
    pub last_at: Instant,
}

/// How a key stands. The statement locks its row until the end of the transaction.
///
/// # Errors
/// Faults of the database.
pub async fn attempt_lock(connection: &mut Connection, key_hash: &str, now: Instant) -> Result<AttemptRow, Failure> {
    let row = sqlx::query(
        "insert into sign_in_attempt (key_hash, failures, first_at, last_at)
         values ($1, 0, $2, $2)
         on conflict (key_hash) do update set failures = sign_in_attempt.failures
         returning failures, last_at",
    )
    .bind(key_hash)
    .bind(now.0)
    .fetch_one(connection)
    .await?;
    Ok(AttemptRow { failures: row.try_get("failures")?, last_at: Instant(row.try_get("last_at")?) })
}

/// How a key stands, without holding it; `None` when it never failed of late.
///
/// # Errors
/// Faults of the database.
pub async fn attempt_find(connection: &mut Connection, key_hash: &str) -> Result<Option<AttemptRow>, Failure> {
    let row = sqlx::query("select failures, last_at from sign_in_attempt where key_hash = $1")
        .bind(key_hash)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok(AttemptRow { failures: row.try_get("failures")?, last_at: Instant(row.try_get("last_at")?) }))
        .transpose()
}

/// Counts a try before it is checked, so that many at once cannot pass the limit.
///
/// # Errors
/// Faults of the database.
pub async fn attempt_count(connection: &mut Connection, key_hash: &str, now: Instant) -> Result<(), Failure> {
    sqlx::query("update sign_in_attempt set failures = failures + 1, last_at = $2 where key_hash = $1")
        .bind(key_hash)
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets a key: its try succeeded.
///
/// # Errors
/// Faults of the database.
pub async fn attempt_forget(connection: &mut Connection, key_hash: &str) -> Result<(), Failure> {
    sqlx::query("delete from sign_in_attempt where key_hash = $1").bind(key_hash).execute(connection).await?;
    Ok(())
}

/// Takes one try back: a peer may be a whole office, whose other failures stay counted.
///
/// # Errors
/// Faults of the database.
pub async fn attempt_take_back(connection: &mut Connection, key_hash: &str) -> Result<(), Failure> {
    sqlx::query("update sign_in_attempt set failures = failures - 1 where key_hash = $1 and failures > 0")
        .bind(key_hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes what last failed before `before`.
///
/// # Errors
/// Faults of the database.
pub async fn attempt_sweep(connection: &mut Connection, before: Instant) -> Result<(), Failure> {
    sqlx::query("delete from sign_in_attempt where last_at < $1").bind(before.0).execute(connection).await?;
    Ok(())
}
