//! Rows of `seat`: who has which role on a bid.

use sqlx::Row;

use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::seat::Role;
use crate::server::failure::Failure;
use crate::server::store::Connection;

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
pub async fn seat_find(
    connection: &mut Connection,
    bid: BidId,
    user: UserId,
) -> Result<Option<SeatRow>, Failure> {
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
    row.map(|row| {
        let role: String = row.try_get("role")?;
        let section: Option<String> = row.try_get("section_id")?;
        let state: String = row.try_get("state")?;
        Ok(SeatRow {
            role: Role::parse(&role).ok_or_else(|| Failure::fault("unknown role in a seat"))?,
            section: section.as_deref().and_then(SectionId::parse),
            is_archived: state == "archived",
        })
    })
    .transpose()
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
