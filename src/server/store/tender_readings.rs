//! What was read of a tender's notice, kept in its row until a person confirms it.

use sqlx::Row;

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::notice::ProcedureKind;
use crate::domain::tender::{TenderFacts, TenderState};
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::tenders::state_of;
use crate::server::store::{Connection, one_row, proposed_dates};

/// What was read of a notice, as kept.
#[derive(Debug, Clone)]
pub struct ReadingRow {
    /// How far the tender has come.
    pub state: TenderState,
    /// Counts changes.
    pub revision: i64,
    /// What was read, as JSON; empty when it was typed.
    pub reading: String,
}

/// What was read of a tender's notice.
///
/// # Errors
/// Faults of the database.
pub async fn tender_reading(connection: &mut Connection, access: &TenderAccess) -> Result<ReadingRow, Failure> {
    let row = sqlx::query("select state, discarded_at, revision, proposal from tender where id = $1")
        .bind(access.tender().to_string())
        .fetch_one(connection)
        .await?;
    Ok(ReadingRow { state: state_of(&row)?, revision: row.try_get("revision")?, reading: row.try_get("proposal")? })
}

/// Takes the tender's row as the lock of a proposal that is read once more, and keeps what was read now.
///
/// # Errors
/// `Changed` when it is no proposal any more, or was changed since; faults of the database.
pub async fn tender_reading_put(
    connection: &mut Connection,
    access: &TenderAccess,
    revision: i64,
    facts: &TenderFacts,
    reading: &str,
    proposed: &[(MilestoneKind, Moment)],
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "update tender
         set title = $3, addressee = $4, procedure_kind = $5, proposal = $6, proposed_dates = $7,
             revision = revision + 1
         where id = $1 and revision = $2 and state = 'proposed' and discarded_at is null",
    )
    .bind(access.tender().to_string())
    .bind(revision)
    .bind(&facts.title)
    .bind(&facts.addressee)
    .bind(facts.procedure.map_or("", ProcedureKind::code))
    .bind(reading)
    .bind(proposed_dates::written(proposed))
    .execute(connection)
    .await?;
    one_row(&changed)
}
