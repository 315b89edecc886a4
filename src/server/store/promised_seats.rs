//! The seat that a one-time link promises: given when the link is followed. Only `access` calls this.

use sqlx::Row;

use crate::domain::id::{BidId, OrganisationId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::seat::Role;
use crate::error::{AppError, Refusal};
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// A seat to be given.
#[derive(Debug, Clone)]
pub struct PromisedSeat {
    /// The bid.
    pub bid: BidId,
    /// Who gets it.
    pub user: UserId,
    /// What for.
    pub role: Role,
    /// The one section of a contributor.
    pub section: Option<SectionId>,
}

/// Gives the seat and puts the firm on the bid. The bid's row is the lock.
///
/// # Errors
/// `NotFound` when the bid is gone, `Archived`, `SeatTaken`; faults of the database.
pub async fn promised_seat_insert(
    connection: &mut Connection,
    seat: &PromisedSeat,
    organisation: OrganisationId,
    now: Instant,
) -> Result<(), Failure> {
    let bid = seat.bid.to_string();
    let row = sqlx::query("update bid set revision = revision + 1 where id = $1 returning state")
        .bind(&bid)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(AppError::NotFound)?;
    if row.try_get::<String, _>("state")? == "archived" {
        return Err(Refusal::Archived.into());
    }
    sqlx::query(
        "insert into bid_organisation (bid_id, organisation_id, added_at)
         values ($1, $2, $3)
         on conflict (bid_id, organisation_id) do nothing",
    )
    .bind(&bid)
    .bind(organisation.to_string())
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    let done = sqlx::query(
        "insert into seat (bid_id, user_id, role, section_id, added_at)
         values ($1, $2, $3, $4, $5)
         on conflict (bid_id, user_id) do nothing",
    )
    .bind(&bid)
    .bind(seat.user.to_string())
    .bind(seat.role.code())
    .bind(seat.section.map(|id| id.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    if done.rows_affected() == 0 { Err(Refusal::SeatTaken.into()) } else { Ok(()) }
}
