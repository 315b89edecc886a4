//! Rows of `seat`: who has which role on a bid.

use std::collections::HashMap;

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::bid::{Colleague, OpenInvitation, SeatLine};
use crate::domain::id::{BidId, LinkId, OrganisationId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::seat::Role;
use crate::error::{AppError, Refusal};
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::plans::plan_task_leave;
use crate::server::store::{Connection, identity, places_of};

/// A user's seat.
#[derive(Debug, Clone)]
pub struct SeatRow {
    /// What the seat is for.
    pub role: Role,
    /// The one section of a contributor.
    pub section: Option<SectionId>,
    /// Whether the bid is archived.
    pub is_archived: bool,
}

/// The seat of a user on a bid. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn seat_find(connection: &mut Connection, bid: BidId, user: UserId) -> Result<Option<SeatRow>, Failure> {
    let row = sqlx::query(
        "select s.role, s.section_id, b.state
         from seat s
         join bid b on b.id = s.bid_id
         where s.bid_id = $1 and s.user_id = $2",
    )
    .bind(bid.to_string())
    .bind(user.to_string())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(seat_of).transpose()
}

fn seat_of(row: &AnyRow) -> Result<SeatRow, Failure> {
    let role: String = row.try_get("role")?;
    let section: Option<String> = row.try_get("section_id")?;
    let state: String = row.try_get("state")?;
    Ok(SeatRow {
        role: Role::parse(&role).ok_or_else(|| Failure::fault("unknown role in a seat"))?,
        section: section.as_deref().and_then(SectionId::parse),
        is_archived: state == "archived",
    })
}

/// Every seat of some bids. For those who look whether a proof of before is still what the seat gives.
///
/// # Errors
/// Faults of the database.
pub async fn seat_standing(
    connection: &mut Connection,
    bids: &[BidId],
) -> Result<HashMap<(BidId, UserId), SeatRow>, Failure> {
    let mut seats = HashMap::new();
    for some in bids.chunks(200) {
        let statement = format!(
            "select s.bid_id, s.user_id, s.role, s.section_id, b.state
             from seat s
             join bid b on b.id = s.bid_id
             where s.bid_id in ({})",
            places_of(1, some.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for bid in some {
            query = query.bind(bid.to_string());
        }
        for row in query.fetch_all(&mut *connection).await? {
            let key = (identity(&row, "bid_id", BidId::parse)?, identity(&row, "user_id", UserId::parse)?);
            seats.insert(key, seat_of(&row)?);
        }
    }
    Ok(seats)
}

/// Numbers that change when a bid or its tender does.
///
/// # Errors
/// Faults of the database.
pub async fn bid_revisions(connection: &mut Connection, bids: &[BidId]) -> Result<HashMap<BidId, i64>, Failure> {
    let mut revisions = HashMap::new();
    for some in bids.chunks(200) {
        let statement = format!(
            "select b.id, b.revision + t.revision as revision
             from bid b
             join tender t on t.id = b.tender_id
             where b.id in ({})",
            places_of(1, some.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for bid in some {
            query = query.bind(bid.to_string());
        }
        for row in query.fetch_all(&mut *connection).await? {
            revisions.insert(identity(&row, "id", BidId::parse)?, row.try_get("revision")?);
        }
    }
    Ok(revisions)
}

/// Locks a bid's row until the transaction ends.
///
/// # Errors
/// Faults of the database.
pub async fn bid_lock(connection: &mut Connection, bid: BidId) -> Result<(), Failure> {
    sqlx::query("update bid set revision = revision where id = $1").bind(bid.to_string()).execute(connection).await?;
    Ok(())
}

/// The bids on which a person has a seat, in the order of their identities. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn seat_bids(connection: &mut Connection, user: UserId) -> Result<Vec<BidId>, Failure> {
    let rows = sqlx::query("select bid_id from seat where user_id = $1 order by bid_id")
        .bind(user.to_string())
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| identity(row, "bid_id", BidId::parse)).collect()
}

/// Whether a bid exists. For the operator, who needs no seat.
///
/// # Errors
/// Faults of the database.
pub async fn bid_exists(connection: &mut Connection, bid: BidId) -> Result<bool, Failure> {
    Ok(sqlx::query("select id from bid where id = $1")
        .bind(bid.to_string())
        .fetch_optional(connection)
        .await?
        .is_some())
}

/// Whether a bid is kept by a firm and has no active coordinator. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn bid_is_orphan_of(
    connection: &mut Connection,
    bid: BidId,
    organisation: OrganisationId,
) -> Result<bool, Failure> {
    let row = sqlx::query(
        "select b.id
         from bid b
         where b.id = $1 and b.organisation_id = $2
           and not exists (
               select 1
               from seat s
               join user_account u on u.id = s.user_id
               where s.bid_id = b.id and s.role = 'coordinator' and u.state = 'active')",
    )
    .bind(bid.to_string())
    .bind(organisation.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// The people of a bid: coordinators first, then in the order in which they came.
///
/// # Errors
/// Faults of the database.
pub async fn seat_list(connection: &mut Connection, access: &Access) -> Result<Vec<SeatLine>, Failure> {
    let rows = sqlx::query(
        "select s.user_id, s.role, s.section_id, u.name, u.email, u.organisation_id
         from seat s
         join user_account u on u.id = s.user_id
         where s.bid_id = $1 and u.state = 'active'
         order by s.added_at, s.user_id
         limit 500",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let role: String = row.try_get("role")?;
            let section: Option<String> = row.try_get("section_id")?;
            Ok(SeatLine {
                user: identity(row, "user_id", UserId::parse)?,
                name: row.try_get("name")?,
                email: row.try_get("email")?,
                organisation: identity(row, "organisation_id", OrganisationId::parse)?,
                role: Role::parse(&role).ok_or_else(|| Failure::fault("unknown role in a seat"))?,
                section: section.as_deref().and_then(SectionId::parse),
            })
        })
        .collect()
}

/// The caller's colleagues who have no seat on the bid.
///
/// # Errors
/// Faults of the database.
pub async fn seat_colleagues(connection: &mut Connection, access: &Access) -> Result<Vec<Colleague>, Failure> {
    let Some(organisation) = access.organisation() else { return Ok(Vec::new()) };
    let rows = sqlx::query(
        "select u.name, u.email
         from user_account u
         where u.organisation_id = $1
           and u.state = 'active'
           and not exists (select s.user_id from seat s where s.bid_id = $2 and s.user_id = u.id)
         order by u.created_at, u.id
         limit 500",
    )
    .bind(organisation.to_string())
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(Colleague { name: row.try_get("name")?, email: row.try_get("email")? })).collect()
}

/// The active person with this address in one of the bid's firms.
///
/// # Errors
/// Faults of the database.
pub async fn seat_candidate(
    connection: &mut Connection,
    access: &Access,
    email: &str,
) -> Result<Option<UserId>, Failure> {
    let row = sqlx::query(
        "select u.id
         from user_account u
         join bid_organisation o on o.organisation_id = u.organisation_id
         where u.email = $1 and u.state = 'active' and o.bid_id = $2",
    )
    .bind(email)
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    row.map(|row| identity(&row, "id", UserId::parse)).transpose()
}

/// Gives a seat.
///
/// # Errors
/// `SeatTaken` when the person has one; faults of the database.
pub async fn seat_insert(
    connection: &mut Connection,
    access: &Access,
    user: UserId,
    role: Role,
    section: Option<SectionId>,
    now: Instant,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "insert into seat (bid_id, user_id, role, section_id, added_at)
         values ($1, $2, $3, $4, $5)
         on conflict (bid_id, user_id) do nothing",
    )
    .bind(access.bid().to_string())
    .bind(user.to_string())
    .bind(role.code())
    .bind(section.map(|id| id.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Refusal::SeatTaken.into()) }
}

/// Makes the caller the coordinator, whether or not they had a seat.
///
/// # Errors
/// Faults of the database; a proof without a person.
pub async fn seat_coordinate(connection: &mut Connection, access: &Access, now: Instant) -> Result<(), Failure> {
    let user = access.user().ok_or(AppError::NotAllowed)?;
    sqlx::query(
        "insert into seat (bid_id, user_id, role, added_at)
         values ($1, $2, $3, $4)
         on conflict (bid_id, user_id) do update
         set role = excluded.role, section_id = null",
    )
    .bind(access.bid().to_string())
    .bind(user.to_string())
    .bind(Role::Coordinator.code())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Changes what a seat is for. A contributor sees no dates: their name comes off the bid's dates and tasks.
///
/// # Errors
/// `NotFound` when the person has no seat; faults of the database.
pub async fn seat_update(
    connection: &mut Connection,
    access: &Access,
    user: UserId,
    role: Role,
    section: Option<SectionId>,
) -> Result<(), Failure> {
    if role == Role::Contributor {
        seat_leave(connection, access, user).await?;
    }
    let done = sqlx::query("update seat set role = $1, section_id = $2 where bid_id = $3 and user_id = $4")
        .bind(role.code())
        .bind(section.map(|id| id.to_string()))
        .bind(access.bid().to_string())
        .bind(user.to_string())
        .execute(connection)
        .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Takes a seat away, and the person's name off the bid's dates and tasks.
///
/// # Errors
/// `NotFound` when the person has no seat; faults of the database.
pub async fn seat_delete(connection: &mut Connection, access: &Access, user: UserId) -> Result<(), Failure> {
    seat_leave(connection, access, user).await?;
    let done = sqlx::query("delete from seat where bid_id = $1 and user_id = $2")
        .bind(access.bid().to_string())
        .bind(user.to_string())
        .execute(connection)
        .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Takes a person's name off the bid's dates and tasks.
async fn seat_leave(connection: &mut Connection, access: &Access, user: UserId) -> Result<(), Failure> {
    sqlx::query("delete from deadline_owner where bid_id = $1 and user_id = $2")
        .bind(access.bid().to_string())
        .bind(user.to_string())
        .execute(&mut *connection)
        .await?;
    plan_task_leave(connection, access, user).await
}

/// Refuses to go on when a bid would be left without an active coordinator. Called after the change, within its
/// transaction, whose first statement locked the bid.
///
/// # Errors
/// `LastCoordinator`; faults of the database.
pub async fn seat_coordinator_remains(connection: &mut Connection, access: &Access) -> Result<(), Failure> {
    let row = sqlx::query(
        "select s.user_id
         from seat s
         join user_account u on u.id = s.user_id
         where s.bid_id = $1 and s.role = 'coordinator' and u.state = 'active'
         limit 1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    if row.is_some() { Ok(()) } else { Err(Refusal::LastCoordinator.into()) }
}

/// Invitations to the bid that are neither used nor expired.
///
/// # Errors
/// Faults of the database.
pub async fn seat_invitations(
    connection: &mut Connection,
    access: &Access,
    now: Instant,
) -> Result<Vec<OpenInvitation>, Failure> {
    let rows = sqlx::query(
        "select id, email, role, expires_at
         from one_time_link
         where bid_id = $1 and used_at is null and expires_at > $2
         order by created_at, id
         limit 100",
    )
    .bind(access.bid().to_string())
    .bind(now.0)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let role: String = row.try_get("role")?;
            Ok(OpenInvitation {
                id: identity(row, "id", LinkId::parse)?,
                email: row.try_get("email")?,
                role: Role::parse(&role),
                expires_at: Instant(row.try_get("expires_at")?),
            })
        })
        .collect()
}

/// Ends an open invitation to the bid; the address that it was for, or `None` when there is no such one.
///
/// # Errors
/// Faults of the database.
pub async fn seat_invitation_end(
    connection: &mut Connection,
    access: &Access,
    link: LinkId,
    now: Instant,
) -> Result<Option<String>, Failure> {
    let row = sqlx::query(
        "update one_time_link
         set used_at = $3
         where id = $1 and bid_id = $2 and used_at is null and expires_at > $3
         returning email",
    )
    .bind(link.to_string())
    .bind(access.bid().to_string())
    .bind(now.0)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| row.try_get("email")).transpose()?)
}
