//! Rows of `audit`: append-only, hash-chained per bid (or per organisation for what is outside bids).
//!
//! The head row is the lock of the chain: it is updated first, so that two writers queue.

use std::collections::HashMap;

use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::server::access::{Access, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// One entry of the trail.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// 1, 2, 3 … within the scope.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Who; `None` is the operator.
    pub user: Option<String>,
    /// What, as `noun.verb`.
    pub action: String,
    /// Detail as JSON.
    pub detail: String,
    /// Hash of the entry before, '' for the first.
    pub previous_hash: String,
    /// SHA-256 over all of the above, hexadecimal.
    pub hash: String,
}

impl AuditRow {
    /// The hash that this entry must carry.
    #[must_use]
    pub fn expected_hash(&self, scope: &str) -> String {
        let mut hasher = Sha256::new();
        for part in [
            &self.previous_hash,
            scope,
            &self.number.to_string(),
            &self.at.0.to_string(),
            self.user.as_deref().unwrap_or(""),
            &self.action,
            &self.detail,
        ] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hex::encode(hasher.finalize())
    }
}

/// Appends an entry to the bid's chain. Its first statement takes the bid's row as the lock and counts
/// its revision up.
///
/// # Errors
/// Faults of the database.
pub async fn audit_append(
    connection: &mut Connection,
    access: &Access,
    now: Instant,
    action: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    let scope = access.bid().to_string();
    let head = sqlx::query(
        "update bid
         set revision = revision + 1, audit_number = audit_number + 1
         where id = $1
         returning audit_number, audit_hash",
    )
    .bind(&scope)
    .fetch_one(&mut *connection)
    .await?;
    let hash = entry_insert(
        connection,
        &scope,
        head.try_get("audit_number")?,
        head.try_get("audit_hash")?,
        now,
        access.user(),
        action,
        &detail,
    )
    .await?;
    sqlx::query("update bid set audit_hash = $2 where id = $1").bind(&scope).bind(hash).execute(connection).await?;
    Ok(())
}

/// Appends to the audit of the firm that keeps a tender.
///
/// # Errors
/// Faults of the database.
pub async fn audit_append_of_tender(
    connection: &mut Connection,
    access: &TenderAccess,
    now: Instant,
    action: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    audit_append_outside(connection, Some(access.owner()), access.user(), now, action, detail).await
}

/// Appends an entry to the chain of an organisation (accounts, tenders) or, without one, of the
/// installation.
///
/// # Errors
/// Faults of the database.
pub async fn audit_append_outside(
    connection: &mut Connection,
    organisation: Option<OrganisationId>,
    user: Option<UserId>,
    now: Instant,
    action: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    let scope = organisation.map(|id| id.to_string()).unwrap_or_default();
    let head = sqlx::query(
        "insert into audit_head (scope, number, hash) values ($1, 1, '')
         on conflict (scope) do update set number = audit_head.number + 1
         returning number, hash",
    )
    .bind(&scope)
    .fetch_one(&mut *connection)
    .await?;
    let hash =
        entry_insert(connection, &scope, head.try_get("number")?, head.try_get("hash")?, now, user, action, &detail)
            .await?;
    sqlx::query("update audit_head set hash = $2 where scope = $1").bind(&scope).bind(hash).execute(connection).await?;
    Ok(())
}

async fn entry_insert(
    connection: &mut Connection,
    scope: &str,
    number: i64,
    previous_hash: String,
    now: Instant,
    user: Option<UserId>,
    action: &str,
    detail: &serde_json::Value,
) -> Result<String, Failure> {
    let mut entry = AuditRow {
        number,
        at: now,
        user: user.map(|id| id.to_string()),
        action: action.to_owned(),
        detail: detail.to_string(),
        previous_hash,
        hash: String::new(),
    };
    entry.hash = entry.expected_hash(scope);
    sqlx::query(
        "insert into audit (scope, number, at, user_id, action, detail, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(scope)
    .bind(entry.number)
    .bind(entry.at.0)
    .bind(entry.user)
    .bind(entry.action)
    .bind(entry.detail)
    .bind(entry.previous_hash)
    .bind(&entry.hash)
    .execute(connection)
    .await?;
    Ok(entry.hash)
}

/// An entry as a list shows it.
#[derive(Debug, Clone)]
pub struct AuditLineRow {
    /// 1, 2, 3 … within the scope.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// Who; `None` is the operator.
    pub user: Option<String>,
    /// Whether that is somebody of the reader's firm.
    pub is_own: bool,
    /// What, as `noun.verb`.
    pub action: String,
    /// Detail as JSON; of one that is longer than was asked for, its beginning and its end.
    pub detail: AuditDetail,
}

/// The detail of an entry, whole or its two ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditDetail {
    /// The JSON.
    Whole(String),
    /// The ends of JSON that is too long to be shown among others, and its length in bytes.
    Ends(String, i64),
}

/// A bid's entries, newest first, at most `limit`, older than `before`; details up to `whole` bytes are read. Of longer
/// ones 300 signs of each end: enough for the names in it, which are no part of its long text.
///
/// # Errors
/// Faults of the database.
pub async fn audit_list(
    connection: &mut Connection,
    access: &Access,
    before: Option<i64>,
    limit: i64,
    whole: i64,
) -> Result<Vec<AuditLineRow>, Failure> {
    let rows = sqlx::query(
        "select a.number, a.at, a.user_id, a.action, cast(octet_length(a.detail) as bigint) as size,
                case when octet_length(a.detail) <= $4 then a.detail
                     else substr(a.detail, 1, 300) || substr(a.detail, length(a.detail) - 300) end as detail,
                cast(case when u.organisation_id = $5 then 1 else 0 end as bigint) as is_own
         from audit a
         left join user_account u on u.id = a.user_id
         where a.scope = $1 and a.number < $2
         order by a.number desc
         limit $3 + 0",
    )
    .bind(access.bid().to_string())
    .bind(before.unwrap_or(i64::MAX))
    .bind(limit)
    .bind(whole)
    .bind(access.organisation().map(|firm| firm.to_string()).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let (size, detail): (i64, String) = (row.try_get("size")?, row.try_get("detail")?);
            Ok(AuditLineRow {
                number: row.try_get("number")?,
                at: Instant(row.try_get("at")?),
                user: row.try_get("user_id")?,
                is_own: row.try_get::<i64, _>("is_own")? == 1,
                action: row.try_get("action")?,
                detail: if size <= whole { AuditDetail::Whole(detail) } else { AuditDetail::Ends(detail, size) },
            })
        })
        .collect()
}

/// Bytes of all details of a bid's chain: what verifying it has to read.
///
/// # Errors
/// Faults of the database.
pub async fn audit_size(connection: &mut Connection, access: &Access) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select cast(coalesce(sum(octet_length(detail)), 0) as bigint) as size
         from audit
         where scope = $1",
    )
    .bind(access.bid().to_string())
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("size")?)
}

/// Names of the people of the bid's firms, by identity, also of those who have left.
///
/// # Errors
/// Faults of the database.
pub async fn audit_names(connection: &mut Connection, access: &Access) -> Result<HashMap<String, String>, Failure> {
    let rows = sqlx::query(
        "select u.id, u.name
         from user_account u
         where u.organisation_id in (select b.organisation_id from bid_organisation b where b.bid_id = $1)
         limit 5000",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("id")?, row.try_get("name")?))).collect()
}

/// The number of the first entry at which the chain does not hold: its hash, its link to the one before, its
/// number, or, behind the last one, the head kept with the bid. One entry is in memory at a time.
///
/// # Errors
/// Faults of the database.
pub async fn audit_broken_at(connection: &mut Connection, access: &Access) -> Result<Option<i64>, Failure> {
    let scope = access.bid().to_string();
    let (mut number, mut hash) = (0, String::new());
    let statement = sqlx::query(
        "select number, at, user_id, action, detail, previous_hash, hash
         from audit
         where scope = $1
         order by number",
    )
    .bind(scope.clone());
    {
        let mut rows = statement.fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            let row = row_of(&row)?;
            let holds = row.number == number + 1 && row.previous_hash == hash && row.hash == row.expected_hash(&scope);
            if !holds {
                return Ok(Some(number + 1));
            }
            (number, hash) = (row.number, row.hash);
        }
    }
    let head = sqlx::query("select audit_number, audit_hash from bid where id = $1")
        .bind(&scope)
        .fetch_one(connection)
        .await?;
    let holds = head.try_get::<i64, _>("audit_number")? == number && head.try_get::<String, _>("audit_hash")? == hash;
    Ok((!holds).then_some(number + 1))
}

fn row_of(row: &AnyRow) -> Result<AuditRow, Failure> {
    Ok(AuditRow {
        number: row.try_get("number")?,
        at: Instant(row.try_get("at")?),
        user: row.try_get("user_id")?,
        action: row.try_get("action")?,
        detail: row.try_get("detail")?,
        previous_hash: row.try_get("previous_hash")?,
        hash: row.try_get("hash")?,
    })
}
