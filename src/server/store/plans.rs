//! Rows of `plan_task`: what people decided about the tasks of a bid's plan. What is computed is in no row.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{BidId, UserId};
use crate::domain::instant::Instant;
use crate::domain::plan::{Demand, KeptTask, MOST_TASKS, Side, TaskDraft, TaskState};
use crate::domain::requirement::{RequirementKind, RequirementValue};
use crate::domain::tender::SeatedPerson;
use crate::server::access::{Access, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, one_row};

/// Bids for one tender that are looked at together.
const BIDS_MOST: i64 = 10;

/// What is kept of a bid's tasks.
///
/// # Errors
/// Faults of the database; a row that cannot be read.
pub async fn plan_task_list(connection: &mut Connection, access: &Access) -> Result<Vec<KeptTask>, Failure> {
    let rows = sqlx::query(
        "select code, title, side, owner_id, state, state_on, days, own_start, own_end, note, revision
         from plan_task
         where bid_id = $1
         order by code
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(i64::try_from(MOST_TASKS).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(task_of).collect()
}

/// The open bids for a tender on which the caller has a seat, in the order in which they were made.
///
/// # Errors
/// Faults of the database.
pub async fn plan_bid_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<BidId>, Failure> {
    let Some(user) = access.user() else { return Ok(Vec::new()) };
    let rows = sqlx::query(
        "select b.id
         from bid b
         join seat s on s.bid_id = b.id
         where b.tender_id = $1 and s.user_id = $2 and b.state = 'open'
         order by b.id
         limit $3 + 0",
    )
    .bind(access.tender().to_string())
    .bind(user.to_string())
    .bind(BIDS_MOST)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "id", BidId::parse)).collect()
}

/// Keeps what was decided over the revision that was read; 0 when nothing was kept yet.
///
/// # Errors
/// `Changed` when somebody else saved meanwhile; faults of the database.
pub async fn plan_task_save(
    connection: &mut Connection,
    access: &Access,
    task: &KeptTask,
    now: Instant,
) -> Result<(), Failure> {
    let statement = if task.revision == 0 {
        "insert into plan_task (bid_id, code, revision, title, side, owner_id, state, state_on, days, own_start,
             own_end, note, saved_by, saved_at)
         values ($1, $2, $3 + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (bid_id, code) do nothing"
    } else {
        "update plan_task
         set title = $4, side = $5, owner_id = $6, state = $7, state_on = $8, days = $9, own_start = $10,
             own_end = $11, note = $12, saved_by = $13, saved_at = $14, revision = revision + 1
         where bid_id = $1 and code = $2 and revision = $3"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(&task.code)
        .bind(task.revision)
        .bind(&task.draft.title)
        .bind(task.draft.side.map_or("", Side::code))
        .bind(task.draft.owner.map(|owner| owner.to_string()))
        .bind(task.draft.state.code())
        .bind(day_text(task.state_on))
        .bind(task.draft.days.map_or(0, i64::from))
        .bind(day_text(task.draft.start))
        .bind(day_text(task.draft.end))
        .bind(&task.draft.note)
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// Deletes a task that somebody added.
///
/// # Errors
/// `Changed` when somebody else saved meanwhile; faults of the database.
pub async fn plan_task_delete(
    connection: &mut Connection,
    access: &Access,
    code: &str,
    revision: i64,
) -> Result<(), Failure> {
    let gone = sqlx::query("delete from plan_task where bid_id = $1 and code = $2 and revision = $3")
        .bind(access.bid().to_string())
        .bind(code.to_owned())
        .bind(revision)
        .execute(connection)
        .await?;
    one_row(&gone)
}

/// Who owns tasks, also those who gave their seat back since: their names.
///
/// # Errors
/// Faults of the database.
pub async fn plan_task_owners(
    connection: &mut Connection,
    access: &Access,
) -> Result<HashMap<UserId, SeatedPerson>, Failure> {
    let rows = sqlx::query(
        "select distinct u.id, u.name, o.name as organisation
         from plan_task p
         join user_account u on u.id = p.owner_id
         join organisation o on o.id = u.organisation_id
         where p.bid_id = $1
         limit 200",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let id = identity(row, "id", UserId::parse)?;
            Ok((id, SeatedPerson { id, name: row.try_get("name")?, organisation: row.try_get("organisation")? }))
        })
        .collect()
}

/// Takes a person's name off the tasks of a bid.
///
/// # Errors
/// Faults of the database.
pub async fn plan_task_leave(connection: &mut Connection, access: &Access, user: UserId) -> Result<(), Failure> {
    sqlx::query("update plan_task set owner_id = null, revision = revision + 1 where bid_id = $1 and owner_id = $2")
        .bind(access.bid().to_string())
        .bind(user.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// What the notice demands, as the plan sees it; what was left out does not count.
///
/// # Errors
/// Faults of the database; a demand that cannot be read.
pub async fn plan_demand_list(connection: &mut Connection, access: &Access) -> Result<Vec<Demand>, Failure> {
    let rows = sqlx::query(
        "select r.kind, r.demand, r.words_ja
         from bid b
         join requirement r on r.tender_id = b.tender_id
         where b.id = $1 and r.state = 'held'
         order by r.position, r.id
         limit 400",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(demand_of).collect()
}

/// What a row demands.
///
/// # Errors
/// When it cannot be read.
pub(super) fn demand_of(row: &AnyRow) -> Result<Demand, Failure> {
    let kind = RequirementKind::parse(&row.try_get::<String, _>("kind")?)
        .ok_or_else(|| Failure::fault("a kept demand cannot be read"))?;
    let words: String = row.try_get("words_ja")?;
    let value: RequirementValue = serde_json::from_str(&row.try_get::<String, _>("demand")?)?;
    let (title, methods) = match value {
        RequirementValue::Form { title, .. } | RequirementValue::Certificate { title } => (title, Vec::new()),
        RequirementValue::SubmissionMethod { methods } => (words, methods),
        _ => (words, Vec::new()),
    };
    Ok(Demand { kind, title, methods })
}

fn day_text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A task as its row keeps it.
///
/// # Errors
/// When it cannot be read.
pub(super) fn task_of(row: &AnyRow) -> Result<KeptTask, Failure> {
    let unreadable = || Failure::fault("a kept task cannot be read");
    let day = |column: &str| -> Result<Option<NaiveDate>, Failure> {
        let text: String = row.try_get(column)?;
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| unreadable()) }
    };
    let owner: Option<String> = row.try_get("owner_id")?;
    let days: i64 = row.try_get("days")?;
    Ok(KeptTask {
        code: row.try_get("code")?,
        draft: TaskDraft {
            title: row.try_get("title")?,
            side: Side::parse(&row.try_get::<String, _>("side")?),
            owner: owner.as_deref().and_then(UserId::parse),
            state: TaskState::parse(&row.try_get::<String, _>("state")?).ok_or_else(unreadable)?,
            days: u16::try_from(days).ok().filter(|days| *days > 0),
            start: day("own_start")?,
            end: day("own_end")?,
            note: row.try_get("note")?,
        },
        state_on: day("state_on")?,
        revision: row.try_get("revision")?,
    })
}
