//! Rows of `tender_change`: what came after the first notice of a tender.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::change::{ChangeKind, ChangeLine, ChangeState};
use crate::domain::id::{BidId, OrganisationId, TenderChangeId, TenderFileId, TenderId};
use crate::domain::instant::Instant;
use crate::domain::recognition::Known;
use crate::domain::tender::TenderFile;
use crate::error::AppError;
use crate::server::access::{Access, SignedIn, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::places::small;
use crate::server::store::sources::file_of;
use crate::server::store::{Connection, identity, one_row};

/// Most changes of one tender that are shown.
const MOST: i64 = 200;
/// Most tenders of a firm that a newcomer is compared with; the newest come first.
const MOST_KNOWN: i64 = 5_000;

/// A change that is about to be kept.
#[derive(Debug, Clone)]
pub struct NewChange {
    /// Its identity.
    pub id: TenderChangeId,
    /// The place of its text among the tender's texts.
    pub position: u32,
    /// Its sort.
    pub kind: ChangeKind,
    /// How far it has come.
    pub state: ChangeState,
    /// What was read, as JSON.
    pub reading: String,
}

/// A change with what was read.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    /// Its line.
    pub line: ChangeLine,
    /// The place of its text.
    pub position: u32,
    /// What was read, as JSON.
    pub reading: String,
    /// The text.
    pub text: String,
    /// What its source states outright, as JSON; empty when it states nothing.
    pub stated: String,
    /// The original, when a file was uploaded.
    pub file: Option<TenderFile>,
}

/// Keeps a new change, whose text is kept already.
///
/// # Errors
/// Faults of the database.
pub async fn change_insert(
    connection: &mut Connection,
    access: &TenderAccess,
    change: &NewChange,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into tender_change (id, tender_id, position, kind, state, reading, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(change.id.to_string())
    .bind(access.tender().to_string())
    .bind(i64::from(change.position))
    .bind(change.kind.code())
    .bind(change.state.code())
    .bind(&change.reading)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The changes of a tender, newest first.
///
/// # Errors
/// Faults of the database.
pub async fn change_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<ChangeLine>, Failure> {
    let rows = sqlx::query(
        "select c.id, c.tender_id, t.title, c.kind, c.state, s.name, c.created_at, c.settled_at, c.moved,
                u.name as created_by, w.name as settled_by
         from tender_change c
         join tender t on t.id = c.tender_id
         join tender_source s on s.tender_id = c.tender_id and s.position = c.position
         left join user_account u on u.id = c.created_by
         left join user_account w on w.id = c.settled_by
         where c.tender_id = $1 and ($3 = 1 or c.state in ('open', 'settled'))
         order by c.created_at desc, c.id desc
         limit $2 + 0",
    )
    .bind(access.tender().to_string())
    .bind(MOST)
    .bind(i64::from(access.is_own()))
    .fetch_all(connection)
    .await?;
    rows.iter().map(line_of).collect()
}

/// The changes of a bid's tender that wait for a choice, oldest first.
///
/// # Errors
/// Faults of the database.
pub async fn change_list_of_bid(connection: &mut Connection, access: &Access) -> Result<Vec<ChangeLine>, Failure> {
    let rows = sqlx::query(
        "select c.id, c.tender_id, t.title, c.kind, c.state, s.name, c.created_at, c.settled_at, c.moved,
                u.name as created_by, w.name as settled_by
         from bid b
         join tender_change c on c.tender_id = b.tender_id
         join tender t on t.id = c.tender_id
         join tender_source s on s.tender_id = c.tender_id and s.position = c.position
         left join user_account u on u.id = c.created_by
         left join user_account w on w.id = c.settled_by
         where b.id = $1 and c.state = 'open'
         order by c.created_at, c.id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(MOST)
    .fetch_all(connection)
    .await?;
    rows.iter().map(line_of).collect()
}

/// The changes of which a person's firm has not said whether they belong to its tenders, oldest first.
///
/// # Errors
/// Faults of the database.
pub async fn change_list_offered(
    connection: &mut Connection,
    person: &SignedIn,
    limit: i64,
) -> Result<Vec<ChangeLine>, Failure> {
    let rows = sqlx::query(
        "select c.id, c.tender_id, t.title, c.kind, c.state, s.name, c.created_at, c.settled_at, c.moved,
                u.name as created_by, w.name as settled_by
         from tender t
         join tender_change c on c.tender_id = t.id
         join tender_source s on s.tender_id = c.tender_id and s.position = c.position
         left join user_account u on u.id = c.created_by
         left join user_account w on w.id = c.settled_by
         where t.organisation_id = $1 and c.state = 'offered'
         order by c.created_at, c.id
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(line_of).collect()
}

/// What moved in the tenders of a person's open bids since a moment, and what waits there; newest first.
///
/// # Errors
/// Faults of the database.
pub async fn change_list_of_person(
    connection: &mut Connection,
    person: &SignedIn,
    since: Instant,
) -> Result<Vec<(BidId, ChangeLine)>, Failure> {
    let rows = sqlx::query(
        "select b.id as bid_id, c.id, c.tender_id, t.title, c.kind, c.state, s.name, c.created_at, c.settled_at,
                c.moved, u.name as created_by, w.name as settled_by
         from seat e
         join bid b on b.id = e.bid_id
         join tender_change c on c.tender_id = b.tender_id
         join tender t on t.id = c.tender_id
         join tender_source s on s.tender_id = c.tender_id and s.position = c.position
         left join user_account u on u.id = c.created_by
         left join user_account w on w.id = c.settled_by
         where e.user_id = $1 and e.role <> 'contributor' and b.state = 'open'
           and (c.state = 'open'
                or (c.state = 'offered' and t.organisation_id = $3)
                or (c.state = 'settled' and c.settled_at >= $2))
         order by case when c.state = 'settled' then 1 else 0 end, coalesce(c.settled_at, c.created_at) desc, c.id
         limit 50",
    )
    .bind(person.user.to_string())
    .bind(since.0)
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok((identity(row, "bid_id", BidId::parse)?, line_of(row)?))).collect()
}

/// One change of a tender with its text.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn change_fetch(
    connection: &mut Connection,
    access: &TenderAccess,
    change: TenderChangeId,
) -> Result<ChangeRow, Failure> {
    let row = sqlx::query(
        "select c.id, c.tender_id, t.title, c.kind, c.state, s.name, c.created_at, c.settled_at, c.moved,
                u.name as created_by, w.name as settled_by, c.position, c.reading, s.body, s.stated,
                f.id as file_id, f.name as file_name, f.media_type, f.size
         from tender_change c
         join tender t on t.id = c.tender_id
         join tender_source s on s.tender_id = c.tender_id and s.position = c.position
         left join tender_file f on f.id = s.file_id
         left join user_account u on u.id = c.created_by
         left join user_account w on w.id = c.settled_by
         where c.tender_id = $1 and c.id = $2",
    )
    .bind(access.tender().to_string())
    .bind(change.to_string())
    .fetch_optional(connection)
    .await?;
    let row = row.ok_or(AppError::NotFound)?;
    Ok(ChangeRow {
        line: line_of(&row)?,
        position: small(&row, "position")?.unwrap_or_default(),
        reading: row.try_get("reading")?,
        text: row.try_get("body")?,
        stated: row.try_get("stated")?,
        file: file_of(&row)?,
    })
}

/// The change that a text of a tender came with.
///
/// # Errors
/// Faults of the database.
pub async fn change_at(
    connection: &mut Connection,
    tender: TenderId,
    position: u32,
) -> Result<Option<TenderChangeId>, Failure> {
    let row = sqlx::query("select id from tender_change where tender_id = $1 and position = $2")
        .bind(tender.to_string())
        .bind(i64::from(position))
        .fetch_optional(connection)
        .await?;
    row.map(|row| identity(&row, "id", TenderChangeId::parse)).transpose()
}

/// Moves a change on from one state to another; a change that somebody moved meanwhile is refused.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn change_state_put(
    connection: &mut Connection,
    access: &TenderAccess,
    change: TenderChangeId,
    from: ChangeState,
    to: ChangeState,
) -> Result<(), Failure> {
    let moved = sqlx::query("update tender_change set state = $4 where tender_id = $1 and id = $2 and state = $3")
        .bind(access.tender().to_string())
        .bind(change.to_string())
        .bind(from.code())
        .bind(to.code())
        .execute(connection)
        .await?;
    one_row(&moved)
}

/// Settles an open change with what was taken over, as JSON.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn change_settle(
    connection: &mut Connection,
    access: &TenderAccess,
    change: TenderChangeId,
    moved: &str,
    now: Instant,
) -> Result<(), Failure> {
    let settled = sqlx::query(
        "update tender_change
         set state = 'settled', moved = $3, settled_by = $4, settled_at = $5
         where tender_id = $1 and id = $2 and state = 'open'",
    )
    .bind(access.tender().to_string())
    .bind(change.to_string())
    .bind(moved)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    one_row(&settled)
}

/// Opens a settled change again, of which nothing but the outcome is taken back.
///
/// # Errors
/// Faults of the database.
pub async fn change_reopen(
    connection: &mut Connection,
    access: &TenderAccess,
    change: TenderChangeId,
) -> Result<(), Failure> {
    sqlx::query("update tender_change set state = 'open' where tender_id = $1 and id = $2 and state = 'settled'")
        .bind(access.tender().to_string())
        .bind(change.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes a change off a tender to which it does not belong, with its text and the tie to its file.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn change_delete(
    connection: &mut Connection,
    access: &TenderAccess,
    change: TenderChangeId,
    position: u32,
    file: Option<TenderFileId>,
) -> Result<(), Failure> {
    let gone = sqlx::query("delete from tender_change where tender_id = $1 and id = $2 and state = 'offered'")
        .bind(access.tender().to_string())
        .bind(change.to_string())
        .execute(&mut *connection)
        .await?;
    if gone.rows_affected() != 1 {
        return Err(AppError::Changed.into());
    }
    sqlx::query("delete from tender_source where tender_id = $1 and position = $2")
        .bind(access.tender().to_string())
        .bind(i64::from(position))
        .execute(&mut *connection)
        .await?;
    if let Some(file) = file {
        sqlx::query("delete from tender_file where tender_id = $1 and id = $2")
            .bind(access.tender().to_string())
            .bind(file.to_string())
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The tenders of a firm that a newcomer may belong to, newest first.
///
/// # Errors
/// Faults of the database.
pub async fn change_known(connection: &mut Connection, organisation: OrganisationId) -> Result<Vec<Known>, Failure> {
    let rows = sqlx::query(
        "select t.id, t.title, t.number, t.addressee, s.identity
         from tender t
         left join tender_source s on s.tender_id = t.id and s.identity <> ''
         where t.organisation_id = $1 and t.discarded_at is null
         order by t.created_at desc, t.id desc
         limit $2 + 0",
    )
    .bind(organisation.to_string())
    .bind(MOST_KNOWN)
    .fetch_all(connection)
    .await?;
    let mut known: Vec<Known> = Vec::with_capacity(rows.len());
    for row in rows {
        let id = identity(&row, "id", TenderId::parse)?;
        let key: Option<String> = row.try_get("identity")?;
        match known.last_mut().filter(|last| last.id == id) {
            Some(last) => last.identities.extend(key),
            None => known.push(Known {
                id,
                title: row.try_get("title")?,
                number: row.try_get("number")?,
                addressee: row.try_get("addressee")?,
                identities: key.into_iter().collect(),
            }),
        }
    }
    Ok(known)
}

fn line_of(row: &AnyRow) -> Result<ChangeLine, Failure> {
    let unreadable = || Failure::fault("a change cannot be read");
    let moved: String = row.try_get("moved")?;
    let settled_at: Option<i64> = row.try_get("settled_at")?;
    Ok(ChangeLine {
        id: identity(row, "id", TenderChangeId::parse)?,
        tender: identity(row, "tender_id", TenderId::parse)?,
        title: row.try_get("title")?,
        kind: ChangeKind::parse(&row.try_get::<String, _>("kind")?).ok_or_else(unreadable)?,
        state: ChangeState::parse(&row.try_get::<String, _>("state")?).ok_or_else(unreadable)?,
        name: row.try_get("name")?,
        created_at: Instant(row.try_get("created_at")?),
        created_by: row.try_get("created_by")?,
        settled_at: settled_at.map(Instant),
        settled_by: row.try_get("settled_by")?,
        moved: if moved.is_empty() { Vec::new() } else { serde_json::from_str(&moved)? },
    })
}
