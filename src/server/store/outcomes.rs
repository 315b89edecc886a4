//! Rows of `tender_outcome`: how procedures ended.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::change::OutcomeRecord;
use crate::domain::id::{TenderChangeId, TenderId};
use crate::domain::instant::Instant;
use crate::domain::tender::TenderOutcome;
use crate::error::AppError;
use crate::server::access::{Access, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Records how a tender ended, in place of what was recorded before.
///
/// # Errors
/// Faults of the database.
pub async fn outcome_put(
    connection: &mut Connection,
    access: &TenderAccess,
    outcome: TenderOutcome,
    sentence: &str,
    change: TenderChangeId,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query("delete from tender_outcome where tender_id = $1")
        .bind(access.tender().to_string())
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "insert into tender_outcome (tender_id, outcome, sentence, change_id, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(access.tender().to_string())
    .bind(outcome.code())
    .bind(sentence)
    .bind(change.to_string())
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// How a tender ended, as recorded.
///
/// # Errors
/// Faults of the database.
pub async fn outcome_find(
    connection: &mut Connection,
    access: &TenderAccess,
) -> Result<Option<OutcomeRecord>, Failure> {
    let row = sqlx::query(
        "select o.tender_id, o.outcome, o.sentence, o.change_id, o.recorded_at, u.name as recorded_by
         from tender_outcome o
         left join user_account u on u.id = o.recorded_by
         where o.tender_id = $1",
    )
    .bind(access.tender().to_string())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(record_of).transpose()
}

/// How the tender of a bid ended, as recorded.
///
/// # Errors
/// Faults of the database.
pub async fn outcome_find_of_bid(
    connection: &mut Connection,
    access: &Access,
) -> Result<Option<OutcomeRecord>, Failure> {
    let row = sqlx::query(
        "select o.tender_id, o.outcome, o.sentence, o.change_id, o.recorded_at, u.name as recorded_by
         from bid b
         join tender_outcome o on o.tender_id = b.tender_id
         left join user_account u on u.id = o.recorded_by
         where b.id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(record_of).transpose()
}

/// Takes back what was recorded; answers the change that it came with.
///
/// # Errors
/// `Changed` when nothing is recorded; faults of the database.
pub async fn outcome_delete(
    connection: &mut Connection,
    access: &TenderAccess,
) -> Result<Option<TenderChangeId>, Failure> {
    let row = sqlx::query("delete from tender_outcome where tender_id = $1 returning change_id")
        .bind(access.tender().to_string())
        .fetch_optional(connection)
        .await?;
    let row = row.ok_or(AppError::Changed)?;
    let change: Option<String> = row.try_get("change_id")?;
    Ok(change.as_deref().and_then(TenderChangeId::parse))
}

fn record_of(row: &AnyRow) -> Result<OutcomeRecord, Failure> {
    let change: Option<String> = row.try_get("change_id")?;
    Ok(OutcomeRecord {
        tender: identity(row, "tender_id", TenderId::parse)?,
        outcome: TenderOutcome::parse(&row.try_get::<String, _>("outcome")?)
            .ok_or_else(|| Failure::fault("unknown outcome of a tender"))?,
        sentence: row.try_get("sentence")?,
        change: change.as_deref().and_then(TenderChangeId::parse),
        recorded_at: Instant(row.try_get("recorded_at")?),
        recorded_by: row.try_get("recorded_by")?,
    })
}
