//! Rows of `engagement_file`: files of what was spoken with contacts. Their bytes are kept once by hash in
//! `stored_file`, and go with the last row that names them.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::engagements::{SEEN, SHOWN};
use crate::domain::engagement_file::EngagementFile;
use crate::domain::id::{ContactId, EngagementFileId, EngagementId};
use crate::domain::instant::Instant;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, files, identity, places_of};

/// The columns of a file.
const COLUMNS: &str = "f.id, f.hash, f.name, f.media_type, f.size, f.is_shared";

/// A file to be kept.
#[derive(Debug, Clone)]
pub struct EngagementFileRow {
    /// Name of its bytes.
    pub hash: String,
    /// What the list shows.
    pub file: EngagementFile,
}

/// Keeps a file with an engagement of the firm.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_insert(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
    row: &EngagementFileRow,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into engagement_file (id, engagement_id, hash, name, media_type, size, is_shared, added_by, added_at)
         select $1, e.id, $3, $4, $5, $6, $7, $8, $9
         from engagement e
         where e.id = $2 and e.organisation_id = $10",
    )
    .bind(row.file.id.to_string())
    .bind(engagement.to_string())
    .bind(&row.hash)
    .bind(&row.file.name)
    .bind(&row.file.media_type)
    .bind(i64::try_from(row.file.size).unwrap_or(i64::MAX))
    .bind(i64::from(row.file.is_shared))
    .bind(person.user.to_string())
    .bind(now.0)
    .bind(person.organisation.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// How many files an engagement of the firm has.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_count(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select cast(count(*) as bigint) as n
         from engagement_file f
         join engagement e on e.id = f.engagement_id
         where e.id = $1 and e.organisation_id = $2",
    )
    .bind(engagement.to_string())
    .bind(person.organisation.to_string())
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}

/// The files of some engagements, in the order in which they came.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_list(
    connection: &mut Connection,
    engagements: &[EngagementId],
) -> Result<HashMap<EngagementId, Vec<EngagementFile>>, Failure> {
    let mut found: HashMap<EngagementId, Vec<EngagementFile>> = HashMap::new();
    if engagements.is_empty() {
        return Ok(found);
    }
    let statement = format!(
        "select f.engagement_id, {COLUMNS}
         from engagement_file f
         where f.engagement_id in ({})
         order by f.id",
        places_of(1, engagements.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for engagement in engagements {
        query = query.bind(engagement.to_string());
    }
    for row in query.fetch_all(connection).await? {
        found.entry(identity(&row, "engagement_id", EngagementId::parse)?).or_default().push(file_of(&row)?.file);
    }
    Ok(found)
}

/// A file of the reader's firm, of an engagement that the reader may know of.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_find(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
    file: EngagementFileId,
) -> Result<Option<EngagementFileRow>, Failure> {
    let statement = format!(
        "select {COLUMNS}
         from engagement_file f
         join engagement e on e.id = f.engagement_id
         where f.id = $2 and e.id = $3 and e.organisation_id = $4 and {SEEN}"
    );
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(file.to_string())
        .bind(engagement.to_string())
        .bind(person.organisation.to_string())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(file_of).transpose()
}

/// A file that another firm of a bid shows: marked as shown, of an entry that is shown.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_find_shown(
    connection: &mut Connection,
    access: &Access,
    engagement: EngagementId,
    file: EngagementFileId,
) -> Result<Option<EngagementFileRow>, Failure> {
    let statement = format!(
        "select {COLUMNS}
         from engagement_file f
         join engagement e on e.id = f.engagement_id
         where f.id = $1 and e.id = $2 and e.bid_id = $3 and f.is_shared = 1 and {SHOWN}"
    );
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(file.to_string())
        .bind(engagement.to_string())
        .bind(access.bid().to_string())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(file_of).transpose()
}

/// Removes a file from an engagement, with its bytes where nothing else holds them.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_delete(
    connection: &mut Connection,
    engagement: EngagementId,
    row: &EngagementFileRow,
) -> Result<(), Failure> {
    sqlx::query("delete from engagement_file where id = $1 and engagement_id = $2")
        .bind(row.file.id.to_string())
        .bind(engagement.to_string())
        .execute(&mut *connection)
        .await?;
    files::file_release(connection, &row.hash).await
}

/// The files of the firm's engagements in which nobody but a contact took part, or nobody who is still known.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_list_alone(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Vec<(EngagementId, EngagementFileRow)>, Failure> {
    let statement = format!(
        "select f.engagement_id, {COLUMNS}
         from engagement_contact x
         join engagement e on e.id = x.engagement_id
         join engagement_file f on f.engagement_id = e.id
         where x.contact_id = $1 and e.organisation_id = $2
           and not exists (
               select 1
               from engagement_contact y
               join contact c on c.id = y.contact_id and c.erased_at = 0
               where y.engagement_id = e.id and y.contact_id <> $1)
         order by f.id"
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(contact.to_string())
        .bind(person.organisation.to_string())
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok((identity(row, "engagement_id", EngagementId::parse)?, file_of(row)?))).collect()
}

/// The names of files of the firm's engagements with a contact, as far as the reader may know: of those in which nobody else
/// took part who is still known, and of the others. So many of either at most.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_file_names(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    most: usize,
) -> Result<(Vec<String>, Vec<String>), Failure> {
    let mut names = [Vec::new(), Vec::new()];
    for (with, names) in ["not exists", "exists"].into_iter().zip(&mut names) {
        let statement = format!(
            "select f.name
             from engagement_contact x
             cross join engagement e
             join engagement_file f on f.engagement_id = e.id
             where x.contact_id = $2 and e.id = x.engagement_id and e.organisation_id = $3 and {SEEN}
               and {with} (
                   select 1
                   from engagement_contact y
                   join contact c on c.id = y.contact_id and c.erased_at = 0
                   where y.engagement_id = e.id and y.contact_id <> $2)
             order by f.id
             limit $4 + 0"
        );
        let rows = sqlx::query(AssertSqlSafe(statement))
            .bind(person.user.to_string())
            .bind(contact.to_string())
            .bind(person.organisation.to_string())
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&mut *connection)
            .await?;
        *names = rows.iter().map(|row| row.try_get("name")).collect::<Result<_, _>>()?;
    }
    let [gone, kept] = names;
    Ok((gone, kept))
}

fn file_of(row: &AnyRow) -> Result<EngagementFileRow, Failure> {
    Ok(EngagementFileRow {
        hash: row.try_get("hash")?,
        file: EngagementFile {
            id: identity(row, "id", EngagementFileId::parse)?,
            name: row.try_get("name")?,
            media_type: row.try_get("media_type")?,
            size: u64::try_from(row.try_get::<i64, _>("size")?).unwrap_or_default(),
            is_shared: row.try_get::<i64, _>("is_shared")? == 1,
        },
    })
}
