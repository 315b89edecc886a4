//! Rows of `stored_file` and `file_piece`: files in pieces of 1 MiB, kept once by hash.

use sha2::{Digest, Sha256};
use sqlx::Row;

use crate::domain::instant::Instant;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Bytes of one piece.
pub const PIECE: usize = 1024 * 1024;

/// The name under which bytes are kept: SHA-256, hexadecimal.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Keeps a file unless its bytes are there already; answers its hash.
///
/// # Errors
/// Faults of the database.
pub async fn file_keep(connection: &mut Connection, bytes: &[u8], now: Instant) -> Result<String, Failure> {
    let hash = hash_of(bytes);
    let size = i64::try_from(bytes.len()).map_err(|_| Failure::fault("a file beyond all limits"))?;
    // What is there already may just be let go by another server: then it is kept anew.
    while !insert(connection, &hash, size, now).await? {
        if hold(connection, &hash).await? {
            return Ok(hash);
        }
    }
    for (number, piece) in (0_i64..).zip(bytes.chunks(PIECE)) {
        sqlx::query("insert into file_piece (hash, number, bytes) values ($1, $2, $3)")
            .bind(&hash)
            .bind(number)
            .bind(piece)
            .execute(&mut *connection)
            .await?;
    }
    Ok(hash)
}

/// Whether the row was not there yet.
async fn insert(connection: &mut Connection, hash: &str, size: i64, now: Instant) -> Result<bool, Failure> {
    let kept = sqlx::query(
        "insert into stored_file (hash, size, created_at)
         values ($1, $2, $3)
         on conflict (hash) do nothing",
    )
    .bind(hash.to_owned())
    .bind(size)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Holds a file until the transaction ends, so that it is not kept and let go at once; false when there is none.
async fn hold(connection: &mut Connection, hash: &str) -> Result<bool, Failure> {
    let held = sqlx::query(
        "update stored_file
         set size = size
         where hash = $1",
    )
    .bind(hash.to_owned())
    .execute(connection)
    .await?;
    Ok(held.rows_affected() == 1)
}

/// One piece of a file, from 0; `None` behind the last.
///
/// # Errors
/// Faults of the database.
pub async fn file_piece(connection: &mut Connection, hash: &str, number: i64) -> Result<Option<Vec<u8>>, Failure> {
    let row = sqlx::query("select bytes from file_piece where hash = $1 and number = $2")
        .bind(hash)
        .bind(number)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok(row.try_get("bytes")?)).transpose()
}

/// Removes a file's bytes unless something still holds them.
///
/// # Errors
/// Faults of the database.
pub async fn file_release(connection: &mut Connection, hash: &str) -> Result<(), Failure> {
    hold(connection, hash).await?;
    for statement in [
        "delete from file_piece
         where hash = $1
           and not exists (select 1 from bid_image x where x.hash = $1)
           and not exists (select 1 from buyer_form x where x.hash = $1)
           and not exists (select 1 from engagement_file x where x.hash = $1)
           and not exists (select 1 from tender_file x where x.hash = $1)",
        "delete from stored_file
         where hash = $1
           and not exists (select 1 from file_piece x where x.hash = $1)
           and not exists (select 1 from bid_image x where x.hash = $1)
           and not exists (select 1 from buyer_form x where x.hash = $1)
           and not exists (select 1 from engagement_file x where x.hash = $1)
           and not exists (select 1 from tender_file x where x.hash = $1)",
    ] {
        sqlx::query(statement).bind(hash.to_owned()).execute(&mut *connection).await?;
    }
    Ok(())
}
