//! Rows of `session`: who is signed in, by the hash of the cookie's token.

use std::collections::HashSet;

use sqlx::Row;

use crate::domain::id::{OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::reminder::UNREAD_COUNTED;
use crate::server::failure::Failure;
use crate::server::store::withdrawals::IS_SEEN;
use crate::server::store::{Connection, places_of};

/// The account behind a session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Whose session it is.
    pub user: UserId,
    /// The account's firm.
    pub organisation: OrganisationId,
    /// Name as shown.
    pub name: String,
    /// Language of the interface.
    pub language: Language,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// IANA zone.
    pub zone: String,
    /// Whether the account administers its firm.
    pub is_administrator: bool,
    /// When the session was last used.
    pub seen_at: Instant,
    /// How many messages of the person wait to be read; one more than are counted where there are more.
    pub unread: i64,
}

/// Keeps a new session.
///
/// # Errors
/// Faults of the database.
pub async fn session_insert(
    connection: &mut Connection,
    token_hash: &str,
    user: UserId,
    now: Instant,
    expires_at: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into session (token_hash, user_id, created_at, seen_at, expires_at)
         values ($1, $2, $3, $3, $4)",
    )
    .bind(token_hash)
    .bind(user.to_string())
    .bind(now.0)
    .bind(expires_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The account of a session that has not expired.
///
/// # Errors
/// Faults of the database.
pub async fn session_find(
    connection: &mut Connection,
    token_hash: &str,
    now: Instant,
) -> Result<Option<SessionRow>, Failure> {
    let statement = format!(
        "select u.id, u.organisation_id, u.name, u.language, u.theme, u.zone, u.is_administrator,
                s.seen_at,
                (select cast(count(*) as bigint)
                 from (
                     select 1 as one
                     from outbox o
                     where o.user_id = u.id
                       and o.read_at is null
                       and o.shown_at <= $2
                       and o.state <> 'withdrawn'
                       and o.kind <> 'daily'
                       and {IS_SEEN}
                     limit {}) n) as unread
         from session s
         join user_account u on u.id = s.user_id
         where s.token_hash = $1
           and s.expires_at > $2
           and u.state = 'active'",
        UNREAD_COUNTED + 1
    );
    let row =
        sqlx::query(sqlx::AssertSqlSafe(statement)).bind(token_hash).bind(now.0).fetch_optional(connection).await?;
    let Some(row) = row else { return Ok(None) };
    let user: String = row.try_get("id")?;
    let organisation: String = row.try_get("organisation_id")?;
    let (Some(user), Some(organisation)) = (UserId::parse(&user), OrganisationId::parse(&organisation)) else {
        return Err(Failure::fault("an identity in the session's account cannot be read"));
    };
    let language: String = row.try_get("language")?;
    Ok(Some(SessionRow {
        user,
        organisation,
        name: row.try_get("name")?,
        language: Language::parse(&language).unwrap_or_default(),
        theme: row.try_get("theme")?,
        zone: row.try_get("zone")?,
        is_administrator: row.try_get::<i64, _>("is_administrator")? == 1,
        seen_at: Instant(row.try_get("seen_at")?),
        unread: row.try_get("unread")?,
    }))
}

/// Those of many sessions that have not ended, by the hashes of their tokens.
///
/// # Errors
/// Faults of the database.
pub async fn session_alive(
    connection: &mut Connection,
    hashes: &[&str],
    now: Instant,
) -> Result<HashSet<String>, Failure> {
    let mut alive = HashSet::new();
    for some in hashes.chunks(500) {
        let statement = format!(
            "select s.token_hash
             from session s
             join user_account u on u.id = s.user_id
             where s.expires_at > $1
               and u.state = 'active'
               and s.token_hash in ({})",
            places_of(2, some.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(now.0);
        for hash in some {
            query = query.bind((*hash).to_owned());
        }
        for row in query.fetch_all(&mut *connection).await? {
            alive.insert(row.try_get("token_hash")?);
        }
    }
    Ok(alive)
}

/// Notes that a session was used and prolongs it.
///
/// # Errors
/// Faults of the database.
pub async fn session_touch(
    connection: &mut Connection,
    token_hash: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<(), Failure> {
    sqlx::query("update session set seen_at = $2, expires_at = $3 where token_hash = $1")
        .bind(token_hash)
        .bind(now.0)
        .bind(expires_at.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// Faults of the database.
pub async fn session_delete(connection: &mut Connection, token_hash: &str) -> Result<(), Failure> {
    sqlx::query("delete from session where token_hash = $1").bind(token_hash).execute(connection).await?;
    Ok(())
}

/// Ends every session of a user.
///
/// # Errors
/// Faults of the database.
pub async fn session_delete_all(connection: &mut Connection, user: UserId) -> Result<(), Failure> {
    sqlx::query("delete from session where user_id = $1").bind(user.to_string()).execute(connection).await?;
    Ok(())
}

/// Removes sessions that have expired.
///
/// # Errors
/// Faults of the database.
pub async fn session_sweep(connection: &mut Connection, now: Instant) -> Result<(), Failure> {
    sqlx::query("delete from session where expires_at <= $1").bind(now.0).execute(connection).await?;
    Ok(())
}

/// A session as its owner sees it.
#[derive(Debug, Clone)]
pub struct OwnSessionRow {
    /// Hash of its token.
    pub token_hash: String,
    /// When it began.
    pub created_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
}

/// A user's sessions that have not expired, the latest used first, at most `limit`.
///
/// # Errors
/// Faults of the database.
pub async fn session_list(
    connection: &mut Connection,
    user: UserId,
    now: Instant,
    limit: i64,
) -> Result<Vec<OwnSessionRow>, Failure> {
    let rows = sqlx::query(
        "select token_hash, created_at, seen_at
         from session
         where user_id = $1 and expires_at > $2
         order by seen_at desc, created_at desc
         limit $3 + 0",
    )
    .bind(user.to_string())
    .bind(now.0)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OwnSessionRow {
                token_hash: row.try_get("token_hash")?,
                created_at: Instant(row.try_get("created_at")?),
                seen_at: Instant(row.try_get("seen_at")?),
            })
        })
        .collect()
}

/// Ends every session of a user but one.
///
/// # Errors
/// Faults of the database.
pub async fn session_delete_others(connection: &mut Connection, user: UserId, kept_hash: &str) -> Result<(), Failure> {
    sqlx::query("delete from session where user_id = $1 and token_hash <> $2")
        .bind(user.to_string())
        .bind(kept_hash)
        .execute(connection)
        .await?;
    Ok(())
}
