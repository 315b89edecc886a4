//! Rows of `kept_post`: a refused post, kept for an hour for the browser that sent it,
//! and for the person who was signed in there: the column `browser_hash` holds a key of both (`Call::kept_key`).

use sqlx::Row;

use crate::domain::id::KeptPostId;
use crate::domain::instant::{HOUR, Instant};
use crate::error::AppError;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Most posts that are kept at a time: strangers can make the server keep one.
const KEPT_MOST: i64 = 500;

/// A post as kept.
#[derive(Debug, Clone)]
pub struct KeptPostRow {
    /// Address that was posted to.
    pub path: String,
    /// The fields, as JSON pairs; passwords are never among them.
    pub fields: String,
    /// The refusal, as JSON.
    pub refusal: String,
}

/// Keeps a refused post, or a form that was filled for somebody, for an hour.
///
/// # Errors
/// Faults of the database.
pub async fn kept_post_keep(
    connection: &mut Connection,
    key: &str,
    path: &str,
    fields: &[(String, String)],
    refusal: &AppError,
    now: Instant,
) -> Result<KeptPostId, Failure> {
    let post = KeptPostRow {
        path: path.to_owned(),
        fields: serde_json::to_string(fields)?,
        refusal: serde_json::to_string(refusal)?,
    };
    let id = KeptPostId::fresh();
    kept_post_sweep(connection, now).await?;
    kept_post_insert(connection, id, key, &post, now.plus(HOUR)).await?;
    Ok(id)
}

/// Keeps a post.
///
/// # Errors
/// Faults of the database.
pub async fn kept_post_insert(
    connection: &mut Connection,
    id: KeptPostId,
    key: &str,
    post: &KeptPostRow,
    expires_at: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into kept_post (id, browser_hash, path, fields, refusal, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(key)
    .bind(&post.path)
    .bind(&post.fields)
    .bind(&post.refusal)
    .bind(expires_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The kept post of this key.
///
/// # Errors
/// Faults of the database.
pub async fn kept_post_find(
    connection: &mut Connection,
    id: KeptPostId,
    key: &str,
    now: Instant,
) -> Result<Option<KeptPostRow>, Failure> {
    let row = sqlx::query(
        "select path, fields, refusal
         from kept_post
         where id = $1 and browser_hash = $2 and expires_at > $3",
    )
    .bind(id.to_string())
    .bind(key)
    .bind(now.0)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(KeptPostRow { path: row.try_get("path")?, fields: row.try_get("fields")?, refusal: row.try_get("refusal")? })
    })
    .transpose()
}

/// Removes what is older than its hour, and the oldest of what is beyond the most that is kept.
///
/// # Errors
/// Faults of the database.
pub async fn kept_post_sweep(connection: &mut Connection, now: Instant) -> Result<(), Failure> {
    sqlx::query("delete from kept_post where expires_at <= $1").bind(now.0).execute(&mut *connection).await?;
    sqlx::query(
        "delete from kept_post
         where id in (select id from kept_post order by expires_at desc, id desc limit 1000000 offset $1 + 0)",
    )
    .bind(KEPT_MOST)
    .execute(connection)
    .await?;
    Ok(())
}
