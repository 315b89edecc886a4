//! Rows of `derived_date`: from which other date of its tender a date is counted. The day itself stands with the date.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::derived_date::{DayUnit, Derivation, DerivedMove};
use crate::domain::id::DeadlineId;
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::{Connection, deadlines, one_row};

/// Says from which other date of the tender a date is counted; from none when nothing is given.
///
/// # Errors
/// Faults of the database.
pub async fn derived_date_put(
    connection: &mut Connection,
    access: &TenderAccess,
    deadline: DeadlineId,
    derived: Option<&Derivation>,
) -> Result<(), Failure> {
    sqlx::query(
        "delete from derived_date
         where deadline_id = (select d.id from deadline d where d.id = $1 and d.tender_id = $2)",
    )
    .bind(deadline.to_string())
    .bind(access.tender().to_string())
    .execute(&mut *connection)
    .await?;
    let Some(derived) = derived else { return Ok(()) };
    let kept = sqlx::query(
        "insert into derived_date (deadline_id, origin_id, offset_count, offset_unit)
         select d.id, o.id, $4, $5
         from deadline d
         join deadline o on o.id = $3 and o.tender_id = d.tender_id
         where d.id = $1 and d.tender_id = $2",
    )
    .bind(deadline.to_string())
    .bind(access.tender().to_string())
    .bind(derived.origin.to_string())
    .bind(derived.signed())
    .bind(derived.unit.code())
    .execute(connection)
    .await?;
    one_row(&kept)
}

/// Moves a date that is counted from another and that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn derived_date_move(
    connection: &mut Connection,
    access: &TenderAccess,
    moved: &DerivedMove,
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "update deadline
         set at_local = $4, at = $5, from_local = $6, revision = revision + 1
         where id = $1 and tender_id = $2 and revision = $3",
    )
    .bind(moved.deadline.to_string())
    .bind(access.tender().to_string())
    .bind(moved.revision)
    .bind(moved.to.to_string())
    .bind(moved.to.to_utc_millis())
    .bind(moved.opens.map(|opens| opens.to_string()).unwrap_or_default())
    .execute(&mut *connection)
    .await?;
    one_row(&changed)?;
    deadlines::deadline_owners_follow(connection, moved.deadline).await
}

/// Reads the derivation beside a date; none where the date is counted from no other.
///
/// # Errors
/// A fault when the row cannot be read.
pub fn derived_date_of(row: &AnyRow) -> Result<Option<Derivation>, Failure> {
    let origin: String = row.try_get("origin_id")?;
    if origin.is_empty() {
        return Ok(None);
    }
    let unreadable = || Failure::fault("a kept derivation cannot be read");
    let origin = DeadlineId::parse(&origin).ok_or_else(unreadable)?;
    let unit = DayUnit::parse(&row.try_get::<String, _>("offset_unit")?).ok_or_else(unreadable)?;
    Derivation::of_kept(origin, row.try_get("offset_count")?, unit).ok_or_else(unreadable).map(Some)
}
