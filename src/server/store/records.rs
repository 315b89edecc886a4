//! Rows of `record`, `bid_record` and `bid_record_kept`: data that papers print row by row, what firms have chosen of
//! theirs for a bid, and what that was when the bid was put away.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::id::{OrganisationId, RecordId};
use crate::domain::instant::Instant;
use crate::domain::record::{MOST_CHOSEN, MOST_RECORDS, RecordDraft};
use crate::domain::record_view::Record;
use crate::error::AppError;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, one_row};

/// Who keeps a record, with the proof that the caller may: a person's own firm, or a bid.
#[derive(Debug, Clone)]
pub enum Keeper {
    /// The firm of somebody who is signed in.
    Firm(SignedIn),
    /// A bid.
    Bid(Access),
}

impl Keeper {
    /// The column that names it.
    const fn column(&self) -> &'static str {
        match self {
            Self::Firm(_) => "organisation_id",
            Self::Bid(_) => "bid_id",
        }
    }

    fn identity(&self) -> String {
        match self {
            Self::Firm(person) => person.organisation.to_string(),
            Self::Bid(access) => access.bid().to_string(),
        }
    }

    fn person(&self) -> Option<String> {
        match self {
            Self::Firm(person) => Some(person.user.to_string()),
            Self::Bid(access) => access.user().map(|user| user.to_string()),
        }
    }
}

/// A record that a firm has chosen for a bid.
#[derive(Debug, Clone)]
pub struct ChosenRow {
    /// The firm.
    pub organisation: OrganisationId,
    /// Code of its kind.
    pub kind: String,
    /// The record.
    pub record: Record,
    /// Its place among all that was chosen.
    pub position: i64,
}

/// Takes the firm's row as the lock of what follows, so that numbers and places do not cross. A bid is locked by its
/// proof.
///
/// # Errors
/// Faults of the database.
pub async fn record_lock(connection: &mut Connection, keeper: &Keeper) -> Result<(), Failure> {
    if let Keeper::Firm(person) = keeper {
        sqlx::query("update organisation set revision = revision where id = $1")
            .bind(person.organisation.to_string())
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// How many records there are of each kind.
///
/// # Errors
/// Faults of the database.
pub async fn record_counts(connection: &mut Connection, keeper: &Keeper) -> Result<BTreeMap<String, usize>, Failure> {
    let statement = format!(
        "select kind, cast(count(*) as bigint) as n
         from record
         where {} = $1
         group by kind",
        keeper.column()
    );
    let rows = sqlx::query(AssertSqlSafe(statement)).bind(keeper.identity()).fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("kind")?, usize::try_from(row.try_get::<i64, _>("n")?).unwrap_or_default())))
        .collect()
}

/// The records of a kind, in order.
///
/// # Errors
/// Faults of the database; values that cannot be read.
pub async fn record_list(connection: &mut Connection, keeper: &Keeper, kind: &str) -> Result<Vec<Record>, Failure> {
    let statement = format!(
        "select r.id, r.fields, r.revision,
                (select cast(count(*) as bigint) from bid_record x where x.record_id = r.id) as bids
         from record r
         where r.{} = $1 and r.kind = $2
         order by r.position, r.id
         limit $3 + 0",
        keeper.column()
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(keeper.identity())
        .bind(kind)
        .bind(i64::try_from(MOST_RECORDS).unwrap_or(i64::MAX))
        .fetch_all(connection)
        .await?;
    rows.iter().map(record_of).collect()
}

/// Keeps a record behind those that are there.
///
/// # Errors
/// Faults of the database.
pub async fn record_insert(
    connection: &mut Connection,
    keeper: &Keeper,
    kind: &str,
    draft: &RecordDraft,
    now: Instant,
) -> Result<RecordId, Failure> {
    let id = RecordId::fresh();
    let column = keeper.column();
    let statement = format!(
        "insert into record (id, {column}, kind, fields, position, revision, saved_by, saved_at)
         values ($1, $2, $3, $4,
             (select coalesce(max(r.position), 0) + 1 from record r where r.{column} = $2),
             1, $5, $6)"
    );
    sqlx::query(AssertSqlSafe(statement))
        .bind(id.to_string())
        .bind(keeper.identity())
        .bind(kind)
        .bind(serde_json::to_string(draft.form())?)
        .bind(keeper.person())
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(id)
}

/// Whether the keeper has a record of a kind.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn record_expect(
    connection: &mut Connection,
    keeper: &Keeper,
    kind: &str,
    record: RecordId,
) -> Result<(), Failure> {
    let statement = format!("select id from record where id = $1 and {} = $2 and kind = $3", keeper.column());
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(record.to_string())
        .bind(keeper.identity())
        .bind(kind)
        .fetch_optional(connection)
        .await?;
    if row.is_some() { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Changes a record that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn record_update(
    connection: &mut Connection,
    keeper: &Keeper,
    record: RecordId,
    revision: i64,
    draft: &RecordDraft,
    now: Instant,
) -> Result<(), Failure> {
    let statement = format!(
        "update record
         set fields = $4, revision = revision + 1, saved_by = $5, saved_at = $6
         where id = $1 and {} = $2 and revision = $3",
        keeper.column()
    );
    let done = sqlx::query(AssertSqlSafe(statement))
        .bind(record.to_string())
        .bind(keeper.identity())
        .bind(revision)
        .bind(serde_json::to_string(draft.form())?)
        .bind(keeper.person())
        .bind(now.0)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// For how many open bids, on which its firm still works, a record is chosen.
///
/// # Errors
/// Faults of the database.
pub async fn record_open_bids(connection: &mut Connection, record: RecordId) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select cast(count(*) as bigint) as n
         from bid_record x
         join bid b on b.id = x.bid_id
         join record r on r.id = x.record_id
         join bid_organisation o on o.bid_id = x.bid_id and o.organisation_id = r.organisation_id
         where x.record_id = $1 and b.state = 'open'",
    )
    .bind(record.to_string())
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}

/// Deletes a record that nobody changed since it was read; archived bids for which it was chosen keep what it was.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn record_delete(
    connection: &mut Connection,
    keeper: &Keeper,
    record: RecordId,
    revision: i64,
) -> Result<(), Failure> {
    let statement = format!("delete from record where id = $1 and {} = $2 and revision = $3", keeper.column());
    let done = sqlx::query(AssertSqlSafe(statement))
        .bind(record.to_string())
        .bind(keeper.identity())
        .bind(revision)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// Swaps the places of two records.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn record_swap(
    connection: &mut Connection,
    keeper: &Keeper,
    one: RecordId,
    other: RecordId,
) -> Result<(), Failure> {
    let first = position(connection, keeper, one).await?;
    let second = position(connection, keeper, other).await?;
    place(connection, keeper, one, second).await?;
    place(connection, keeper, other, first).await
}

async fn position(connection: &mut Connection, keeper: &Keeper, record: RecordId) -> Result<i64, Failure> {
    let statement = format!("select position from record where id = $1 and {} = $2", keeper.column());
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(record.to_string())
        .bind(keeper.identity())
        .fetch_optional(connection)
        .await?;
    Ok(row.ok_or(AppError::NotFound)?.try_get("position")?)
}

async fn place(connection: &mut Connection, keeper: &Keeper, record: RecordId, position: i64) -> Result<(), Failure> {
    let statement = format!("update record set position = $3 where id = $1 and {} = $2", keeper.column());
    sqlx::query(AssertSqlSafe(statement))
        .bind(record.to_string())
        .bind(keeper.identity())
        .bind(position)
        .execute(connection)
        .await?;
    Ok(())
}

/// All that the firms of a bid have chosen for it, in order: as it is now, or as it was when the bid was put away. What a
/// firm chose that works on the bid no more is left out.
///
/// # Errors
/// Faults of the database; values that cannot be read.
pub async fn chosen_list(connection: &mut Connection, access: &Access) -> Result<Vec<ChosenRow>, Failure> {
    let rows = sqlx::query(
        "select c.id, c.organisation_id, c.kind, c.fields, c.revision, cast(0 as bigint) as bids, c.position
         from (select x.bid_id as bid_id, r.id as id, r.organisation_id as organisation_id, r.kind as kind,
                      r.fields as fields, r.revision as revision, x.position as position
               from bid_record x
               join record r on r.id = x.record_id
               where x.bid_id = $1 and not exists (select 1 from bid_record_kept k where k.bid_id = x.bid_id)
               union all
               select k.bid_id, k.record_id, k.organisation_id, k.kind, k.fields, k.revision, k.position
               from bid_record_kept k
               where k.bid_id = $1) c
         join bid_organisation o on o.bid_id = c.bid_id and o.organisation_id = c.organisation_id
         order by c.position, c.id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(i64::try_from(MOST_CHOSEN).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(ChosenRow {
                organisation: identity(row, "organisation_id", OrganisationId::parse)?,
                kind: row.try_get("kind")?,
                record: record_of(row)?,
                position: row.try_get("position")?,
            })
        })
        .collect()
}

/// Keeps what the firms of a bid have chosen as it is now, for a bid that is put away.
///
/// # Errors
/// Faults of the database.
pub async fn chosen_keep(connection: &mut Connection, access: &Access) -> Result<(), Failure> {
    sqlx::query(
        "insert into bid_record_kept (bid_id, record_id, organisation_id, kind, fields, revision, position)
         select x.bid_id, r.id, r.organisation_id, r.kind, r.fields, r.revision, x.position
         from bid_record x
         join record r on r.id = x.record_id
         join bid_organisation o on o.bid_id = x.bid_id and o.organisation_id = r.organisation_id
         where x.bid_id = $1",
    )
    .bind(access.bid().to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets a bid that is taken back follow its firms' entries again: what they have removed meanwhile it has no more.
///
/// # Errors
/// Faults of the database.
pub async fn chosen_follow(connection: &mut Connection, access: &Access) -> Result<(), Failure> {
    sqlx::query("delete from bid_record_kept where bid_id = $1")
        .bind(access.bid().to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Chooses a record of a firm for a bid, behind what was chosen before. One that is chosen stays where it is.
///
/// # Errors
/// `NotFound` when the firm has no such record; faults of the database.
pub async fn chosen_insert(
    connection: &mut Connection,
    access: &Access,
    organisation: OrganisationId,
    record: RecordId,
    now: Instant,
) -> Result<(), Failure> {
    let there = sqlx::query("select id from record where id = $1 and organisation_id = $2")
        .bind(record.to_string())
        .bind(organisation.to_string())
        .fetch_optional(&mut *connection)
        .await?;
    if there.is_none() {
        return Err(AppError::NotFound.into());
    }
    sqlx::query(
        "insert into bid_record (bid_id, record_id, position, chosen_by, chosen_at)
         values ($1, $2, (select coalesce(max(x.position), 0) + 1 from bid_record x where x.bid_id = $1), $3, $4)
         on conflict (bid_id, record_id) do nothing",
    )
    .bind(access.bid().to_string())
    .bind(record.to_string())
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a record of a firm out of a bid.
///
/// # Errors
/// `NotFound` when the firm has not chosen it; faults of the database.
pub async fn chosen_delete(
    connection: &mut Connection,
    access: &Access,
    organisation: OrganisationId,
    record: RecordId,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "delete from bid_record
         where bid_id = $1 and record_id = $2
           and record_id in (select r.id from record r where r.organisation_id = $3)",
    )
    .bind(access.bid().to_string())
    .bind(record.to_string())
    .bind(organisation.to_string())
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Gives what was chosen another place.
///
/// # Errors
/// Faults of the database.
pub async fn chosen_place(
    connection: &mut Connection,
    access: &Access,
    record: RecordId,
    position: i64,
) -> Result<(), Failure> {
    sqlx::query("update bid_record set position = $3 where bid_id = $1 and record_id = $2")
        .bind(access.bid().to_string())
        .bind(record.to_string())
        .bind(position)
        .execute(connection)
        .await?;
    Ok(())
}

fn record_of(row: &AnyRow) -> Result<Record, Failure> {
    Ok(Record {
        id: identity(row, "id", RecordId::parse)?,
        form: serde_json::from_str(&row.try_get::<String, _>("fields")?)?,
        revision: row.try_get("revision")?,
        bids: row.try_get("bids")?,
    })
}
