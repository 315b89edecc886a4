//! Rows of `done_step`: the steps of a tender that a bid has done.

use std::collections::HashMap;

use sqlx::Row;

use crate::domain::id::{DeadlineId, UserId};
use crate::domain::instant::Instant;
use crate::domain::tender::StepDone;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// The steps that are done on a bid.
///
/// # Errors
/// Faults of the database.
pub async fn done_step_list(
    connection: &mut Connection,
    access: &Access,
) -> Result<HashMap<DeadlineId, StepDone>, Failure> {
    let rows = sqlx::query(
        "select s.deadline_id, s.done_at, u.name
         from done_step s
         join user_account u on u.id = s.user_id
         where s.bid_id = $1
         limit 1000",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    let mut steps = HashMap::with_capacity(rows.len());
    for row in rows {
        if let Some(deadline) = DeadlineId::parse(&row.try_get::<String, _>("deadline_id")?) {
            steps.insert(deadline, StepDone { by: row.try_get("name")?, at: Instant(row.try_get("done_at")?) });
        }
    }
    Ok(steps)
}

/// Marks a step as done; false when it was so already.
///
/// # Errors
/// Faults of the database.
pub async fn done_step_insert(
    connection: &mut Connection,
    access: &Access,
    deadline: DeadlineId,
    user: UserId,
    now: Instant,
) -> Result<bool, Failure> {
    let marked = sqlx::query(
        "insert into done_step (bid_id, deadline_id, user_id, done_at)
         values ($1, $2, $3, $4)
         on conflict (bid_id, deadline_id) do nothing",
    )
    .bind(access.bid().to_string())
    .bind(deadline.to_string())
    .bind(user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(marked.rows_affected() == 1)
}

/// Takes the mark away; false when there was none.
///
/// # Errors
/// Faults of the database.
pub async fn done_step_delete(
    connection: &mut Connection,
    access: &Access,
    deadline: DeadlineId,
) -> Result<bool, Failure> {
    let gone = sqlx::query("delete from done_step where bid_id = $1 and deadline_id = $2")
        .bind(access.bid().to_string())
        .bind(deadline.to_string())
        .execute(connection)
        .await?;
    Ok(gone.rows_affected() == 1)
}
