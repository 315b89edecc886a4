//! Rows of `outbox` as people see them: what stands in an inbox, what is put off, what could not be mailed.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::Moment;
use crate::domain::id::{BidId, OrganisationId, OutboxId, UserId};
use crate::domain::instant::Instant;
use crate::domain::plan::{DECISION_TASK, TaskState};
use crate::domain::reminder::{About, FailedMail, InboxLine, OutboxState, Standing, snoozed_until};
use crate::domain::section::SectionState;
use crate::server::failure::Failure;
use crate::server::store::reminders::ready_local;
use crate::server::store::withdrawals::IS_SEEN;
use crate::server::store::{Connection, daily_mails, identity};

/// Most messages that an inbox shows.
const SHOWN: i64 = 100;
/// Most failed mails that are shown at once.
const MOST_FAILED: i64 = 50;

/// The newest messages of a person, newest first.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_list(connection: &mut Connection, user: UserId, now: Instant) -> Result<Vec<InboxLine>, Failure> {
    let statement = format!(
        "select o.id, o.user_id, o.bid_id, o.kind, o.deadline_id, o.about, o.at_local, o.shown_at, o.ends_at, o.read_at,
                o.snoozed_at, o.state, o.error,
                {} as present, x.bid_id as done_on, e.tender_id as ended, b.state as bid_state,
                p.state as task_state, p.code as task_code, n.outcome as decision,
                c.state as section_state, c.due_on as section_due, c.assignee_id as section_writer
         from outbox o
         left join bid b on b.id = o.bid_id
         left join deadline d on d.id = o.deadline_id and d.tender_id = b.tender_id
         left join done_step x on x.bid_id = o.bid_id and x.deadline_id = o.deadline_id
         left join bid_decision n on n.bid_id = o.bid_id and n.outcome <> 'open'
         left join tender_outcome e on e.tender_id = b.tender_id and e.outcome in ('cancelled', 'unsuccessful')
         left join plan_task p on p.bid_id = o.bid_id and p.owner_id = o.user_id
              and o.subject = o.kind || ' ' || p.bid_id || ' ' || p.code
         left join section c on o.kind in ('section', 'section_writer') and c.bid_id = o.bid_id
              and c.id = substr(o.subject, length(o.kind) + 2)
         where o.user_id = $1
           and o.shown_at <= $2
           and o.state <> 'withdrawn'
           and o.kind <> 'daily'
           and {IS_SEEN}
         order by o.shown_at desc, o.id desc
         limit $3 + 0",
        ready_local()
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(statement))
        .bind(user.to_string())
        .bind(now.0)
        .bind(SHOWN)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| line_of(row, now)).collect()
}

fn line_of(row: &AnyRow, now: Instant) -> Result<InboxLine, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    let standing = standing_of(row)?;
    let ends_at = row.try_get::<Option<i64>, _>("ends_at")?.map(Instant);
    let is_read = row.try_get::<Option<i64>, _>("read_at")?.is_some();
    let is_put_off = row.try_get::<Option<i64>, _>("snoozed_at")?.is_some();
    let state = state_of(row)?;
    let may_snooze = standing == Standing::Holds && !is_put_off && !is_read;
    Ok(InboxLine {
        id: identity(row, "id", OutboxId::parse)?,
        bid: bid.as_deref().and_then(BidId::parse),
        about: serde_json::from_str(&row.try_get::<String, _>("about")?)?,
        contact: String::new(),
        standing,
        shown_at: Instant(row.try_get("shown_at")?),
        is_read,
        snooze_until: if may_snooze { snoozed_until(now, ends_at) } else { None },
        state,
        may_retry: state == OutboxState::Failed && standing == Standing::Holds && ends_at.is_none_or(|end| end > now),
        error: row.try_get("error")?,
    })
}

fn standing_of(row: &AnyRow) -> Result<Standing, Failure> {
    let text = |column: &str| Ok::<_, Failure>(row.try_get::<Option<String>, _>(column)?);
    let decision = text("decision")?;
    let over = if text("ended")?.is_some() || text("bid_state")?.is_some_and(|state| state != "open") {
        Some(Standing::Gone)
    } else {
        (decision.as_deref() == Some("no_go")).then_some(Standing::NoGo)
    };
    let kind: String = row.try_get("kind")?;
    if matches!(kind.as_str(), "task" | "task_owner") {
        let is_decided = decision.is_some() && text("task_code")?.as_deref() == Some(DECISION_TASK);
        return Ok(match (text("task_state")?.as_deref().and_then(TaskState::parse), over) {
            (Some(TaskState::Open | TaskState::Started), _) if is_decided => Standing::Done,
            (_, Some(over)) => over,
            (Some(TaskState::Done), None) => Standing::Done,
            (Some(TaskState::Open | TaskState::Started), None) => Standing::Holds,
            (Some(TaskState::Removed) | None, None) => Standing::Gone,
        });
    }
    if matches!(kind.as_str(), "section" | "section_writer") {
        return over.map_or_else(|| section_standing(row, &kind), Ok);
    }
    if text("deadline_id")?.is_none() {
        return Ok(Standing::Holds);
    }
    let told: String = row.try_get("at_local")?;
    Ok(match (text("present")?, over) {
        (None, _) => Standing::Gone,
        (Some(_), Some(over)) => over,
        (Some(_), None) if text("done_on")?.is_some() => Standing::Done,
        (Some(present), None) if present != told => {
            Moment::parse(&present).map_or(Standing::Gone, |to| Standing::Moved { to })
        }
        (Some(_), None) => Standing::Holds,
    })
}

/// How a section stands now that a message spoke of.
fn section_standing(row: &AnyRow, kind: &str) -> Result<Standing, Failure> {
    let text = |column: &str| Ok::<_, Failure>(row.try_get::<Option<String>, _>(column)?);
    let Some(state) = text("section_state")? else { return Ok(Standing::Gone) };
    if SectionState::parse(&state) == Some(SectionState::Approved) {
        return Ok(Standing::Done);
    }
    if kind == "section_writer" && text("section_writer")? != text("user_id")? {
        return Ok(Standing::Gone);
    }
    let (told, present) = (text("at_local")?.unwrap_or_default(), text("section_due")?.unwrap_or_default());
    Ok(match Moment::parse(&present) {
        Some(to) if present != told => Standing::Moved { to },
        None if kind == "section" => Standing::Gone,
        _ => Standing::Holds,
    })
}

fn state_of(row: &AnyRow) -> Result<OutboxState, Failure> {
    OutboxState::parse(&row.try_get::<String, _>("state")?).ok_or_else(|| Failure::fault("unknown state of a message"))
}

/// How many messages of a person were put off and have not come back.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_put_off(connection: &mut Connection, user: UserId, now: Instant) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select cast(count(*) as bigint) as n
         from outbox
         where user_id = $1 and shown_at > $2 and state = 'new'",
    )
    .bind(user.to_string())
    .bind(now.0)
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}

/// Marks a message of a person as read; whether there is one.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_read(
    connection: &mut Connection,
    user: UserId,
    id: OutboxId,
    now: Instant,
) -> Result<bool, Failure> {
    let done = sqlx::query("update outbox set read_at = coalesce(read_at, $3) where id = $1 and user_id = $2")
        .bind(id.to_string())
        .bind(user.to_string())
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Marks as read what a person was shown: everything that stood there at an instant.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_read_all(
    connection: &mut Connection,
    user: UserId,
    until: Instant,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query("update outbox set read_at = $3 where user_id = $1 and read_at is null and shown_at <= $2")
        .bind(user.to_string())
        .bind(until.0)
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// A message that is to be put off.
#[derive(Debug, Clone)]
pub struct SnoozeRow {
    /// Which.
    pub id: OutboxId,
    /// Whose.
    pub user: UserId,
    /// Their firm, in whose trail it is noted.
    pub organisation: OrganisationId,
    /// The bid that it belongs to.
    pub bid: Option<BidId>,
    /// What of.
    pub subject: String,
    /// Which time.
    pub occasion: String,
    /// What it says.
    pub about: About,
    /// From when it says nothing any more.
    pub ends_at: Option<Instant>,
    /// Whether it was put off already.
    pub is_put_off: bool,
}

/// By what a message is found that is to be put off.
#[derive(Debug, Clone, Copy)]
pub enum SnoozeBy<'a> {
    /// Its owner names it.
    Own(UserId, OutboxId),
    /// Its mail names it.
    Key(&'a str),
}

/// A message that its owner, or its mail, names. Whoever has lost the seat, or the account, finds none.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_find(connection: &mut Connection, by: SnoozeBy<'_>) -> Result<Option<SnoozeRow>, Failure> {
    let (id, user, key) = match by {
        SnoozeBy::Own(user, id) => (id.to_string(), user.to_string(), String::new()),
        SnoozeBy::Key(key) => (String::new(), String::new(), key.to_owned()),
    };
    let statement = format!(
        "select o.id, o.user_id, o.bid_id, o.subject, o.occasion, o.about, o.ends_at, o.snoozed_at, u.organisation_id
         from outbox o
         join user_account u on u.id = o.user_id
         where ((o.id = $1 and o.user_id = $2) or o.snooze_key = $3)
           and u.state = 'active'
           and o.state <> 'withdrawn'
           and o.kind <> 'daily'
           and {IS_SEEN}"
    );
    let row =
        sqlx::query(sqlx::AssertSqlSafe(statement)).bind(id).bind(user).bind(key).fetch_optional(connection).await?;
    row.as_ref().map(snooze_of).transpose()
}

fn snooze_of(row: &AnyRow) -> Result<SnoozeRow, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    Ok(SnoozeRow {
        id: identity(row, "id", OutboxId::parse)?,
        user: identity(row, "user_id", UserId::parse)?,
        organisation: identity(row, "organisation_id", OrganisationId::parse)?,
        bid: bid.as_deref().and_then(BidId::parse),
        subject: row.try_get("subject")?,
        occasion: row.try_get("occasion")?,
        about: serde_json::from_str(&row.try_get::<String, _>("about")?)?,
        ends_at: row.try_get::<Option<i64>, _>("ends_at")?.map(Instant),
        is_put_off: row.try_get::<Option<i64>, _>("snoozed_at")?.is_some(),
    })
}

/// Marks a message as put off, and read; false when it was already. It is not mailed any more, unless somebody sends it
/// just now: it comes again, and is mailed then.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_snooze(connection: &mut Connection, id: OutboxId, now: Instant) -> Result<bool, Failure> {
    let done = sqlx::query(
        "update outbox
         set snoozed_at = $2, read_at = coalesce(read_at, $2),
             error = case when state in ('new', 'waiting', 'gathered') and lease_until <= $2
                     then '' else error end,
             state = case when state in ('new', 'waiting', 'gathered') and lease_until <= $2
                     then 'unmailed' else state end
         where id = $1 and snoozed_at is null",
    )
    .bind(id.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets a mail that was given up be tried once more at once; of what a daily mail held, that mail with all of it. False
/// when there is none of this firm, or when it has nothing to say any more.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_retry(
    connection: &mut Connection,
    organisation: OrganisationId,
    only: Option<UserId>,
    id: OutboxId,
    now: Instant,
) -> Result<bool, Failure> {
    let mail = daily_mails::daily_mail_of(connection, id).await?;
    let done = sqlx::query(
        "update outbox
         set state = 'waiting', next_try = $4, due_at = $4
         where id = $1
           and state in ('failed', 'waiting')
           and lease_until <= $4
           and (ends_at is null or ends_at > $4)
           and user_id in (select u.id from user_account u where u.organisation_id = $2 and u.state = 'active')
           and ($3 = '' or user_id = $3)",
    )
    .bind(mail.to_string())
    .bind(organisation.to_string())
    .bind(only.map(|user| user.to_string()).unwrap_or_default())
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    daily_mails::daily_mail_take_back(connection, mail, now).await?;
    Ok(true)
}

/// Mails of a firm's people that were refused: given up, or tried again later. The newest first; a daily mail is one.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_failed(
    connection: &mut Connection,
    organisation: OrganisationId,
    now: Instant,
) -> Result<Vec<FailedMail>, Failure> {
    let rows = sqlx::query(
        "select o.id, o.state, o.due_at, o.ends_at, o.attempts, o.error, u.name
         from outbox o
         join user_account u on u.id = o.user_id
         where u.organisation_id = $1
           and u.state = 'active'
           and o.state in ('failed', 'waiting')
           and o.daily_id is null
           and o.error <> ''
         order by o.due_at desc, o.id desc
         limit $2 + 0",
    )
    .bind(organisation.to_string())
    .bind(MOST_FAILED)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| failed_of(row, now)).collect()
}

fn failed_of(row: &AnyRow, now: Instant) -> Result<FailedMail, Failure> {
    Ok(FailedMail {
        id: identity(row, "id", OutboxId::parse)?,
        person: row.try_get("name")?,
        at: Instant(row.try_get("due_at")?),
        attempts: row.try_get("attempts")?,
        is_tried_again: state_of(row)? == OutboxState::Waiting,
        may_retry: row.try_get::<Option<i64>, _>("ends_at")?.is_none_or(|end| end > now.0),
        error: row.try_get("error")?,
    })
}

/// How many mails of a firm's people should have gone out by an instant and did not.
///
/// # Errors
/// Faults of the database.
pub async fn inbox_overdue(
    connection: &mut Connection,
    organisation: OrganisationId,
    by: Instant,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select cast(count(*) as bigint) as n
         from outbox o
         join user_account u on u.id = o.user_id
         where o.state = 'waiting' and o.due_at <= $2
           and u.organisation_id = $1 and u.state = 'active'",
    )
    .bind(organisation.to_string())
    .bind(by.0)
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}
