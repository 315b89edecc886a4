//! Rows of `outbox`: what one person is told, and how its mail fares.
//!
//! A row is one by person, subject and occasion, so that servers that think of the same message at once make one. Its
//! mail is sent by whoever holds its lease; a lease ends by itself, so that nothing is lost with a server.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::deadline::Moment;
use crate::domain::id::{BidId, OutboxId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::reminder::{About, MailTrouble, OutboxState};
use crate::server::access::{Access, token};
use crate::server::failure::Failure;
use crate::server::store::{Connection, daily_mails, identity, places_of};

/// Messages that one statement writes.
const TOLD_AT_ONCE: usize = 50;
/// What is bound of each.
const OWN: usize = 13;
/// Messages that one statement plans.
const PLANNED_AT_ONCE: usize = 400;

/// What is told to one person.
#[derive(Debug, Clone)]
pub struct Telling {
    /// Whom.
    pub user: UserId,
    /// The bid that it belongs to: without a seat there it is not shown.
    pub bid: Option<BidId>,
    /// What of.
    pub subject: String,
    /// Which time; the same subject and occasion are told once.
    pub occasion: String,
    /// What it says.
    pub about: About,
    /// From when it is shown.
    pub shown_at: Instant,
    /// From when it says nothing any more.
    pub ends_at: Option<Instant>,
}

/// Tells something; false when it was told already.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub async fn tell(connection: &mut Connection, telling: &Telling, now: Instant) -> Result<bool, Failure> {
    outbox_insert(connection, OutboxId::fresh(), telling, now).await
}

/// Tells many things; how many of them were not told already.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub async fn tell_all(connection: &mut Connection, tellings: &[Telling], now: Instant) -> Result<u64, Failure> {
    let mut told = 0;
    for some in tellings.chunks(TOLD_AT_ONCE) {
        let some: Vec<(OutboxId, &Telling)> = some.iter().map(|telling| (OutboxId::fresh(), telling)).collect();
        told += insert(connection, &some, now).await?;
    }
    Ok(told)
}

/// Tells something under an identity; false when it was told already.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub(super) async fn outbox_insert(
    connection: &mut Connection,
    id: OutboxId,
    telling: &Telling,
    now: Instant,
) -> Result<bool, Failure> {
    Ok(insert(connection, &[(id, telling)], now).await? == 1)
}

/// Writes messages that are not there yet, `TOLD_AT_ONCE` at most; how many.
async fn insert(connection: &mut Connection, tellings: &[(OutboxId, &Telling)], now: Instant) -> Result<u64, Failure> {
    let row = |at: usize| format!("($1, {})", places_of(2 + at * OWN, OWN));
    let statement = format!(
        "insert into outbox (made_at, id, user_id, bid_id, deadline_id, at_local, kind, subject, occasion, about,
             shown_at, due_at, ends_at, snooze_key)
         values {}
         on conflict (user_id, subject, occasion) do nothing",
        (0..tellings.len()).map(row).collect::<Vec<_>>().join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(statement)).bind(now.0);
    for (id, telling) in tellings {
        let due = telling.about.due();
        query = query
            .bind(id.to_string())
            .bind(telling.user.to_string())
            .bind(telling.bid.map(|bid| bid.to_string()))
            .bind(due.map(|due| due.deadline.to_string()))
            .bind(telling.about.at().map(|at| at.to_string()).unwrap_or_default())
            .bind(telling.about.kind())
            .bind(&telling.subject)
            .bind(&telling.occasion)
            .bind(serde_json::to_string(&telling.about)?)
            .bind(telling.shown_at.0)
            .bind(telling.shown_at.0)
            .bind(telling.ends_at.map(|at| at.0))
            .bind(token::fresh()?.secret);
    }
    Ok(query.execute(connection).await?.rows_affected())
}

/// Who was told of one occasion of something and has a seat on its bid. What was put off has more behind its occasion.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_told(
    connection: &mut Connection,
    access: &Access,
    subject: &str,
    occasion: &str,
) -> Result<Vec<UserId>, Failure> {
    let rows = sqlx::query(
        "select distinct o.user_id
         from seat s
         join outbox o on o.user_id = s.user_id and o.subject = $2
         where s.bid_id = $1 and o.state <> 'withdrawn'
           and substr(o.occasion || ' ', 1, length($3) + 1) = $3 || ' '
         order by o.user_id",
    )
    .bind(access.bid().to_string())
    .bind(subject.to_owned())
    .bind(occasion.to_owned())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "user_id", UserId::parse)).collect()
}

/// A message of which nobody has looked yet how its person wants it.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// Which.
    pub id: OutboxId,
    /// Whose.
    pub user: UserId,
    /// IANA zone of the person.
    pub zone: String,
    /// From when it says nothing any more.
    pub ends_at: Option<Instant>,
}

/// Messages that are shown by now and not planned yet.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_new(connection: &mut Connection, now: Instant, limit: i64) -> Result<Vec<NewRow>, Failure> {
    let rows = sqlx::query(
        "select o.id, o.user_id, o.ends_at, u.zone
         from outbox o
         join user_account u on u.id = o.user_id
         where o.state = 'new' and o.due_at <= $1
         order by o.due_at, o.id
         limit $2 + 0",
    )
    .bind(now.0)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(NewRow {
                id: identity(row, "id", OutboxId::parse)?,
                user: identity(row, "user_id", UserId::parse)?,
                zone: row.try_get("zone")?,
                ends_at: row.try_get::<Option<i64>, _>("ends_at")?.map(Instant),
            })
        })
        .collect()
}

/// Notes how and from when new messages are mailed.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_plan(
    connection: &mut Connection,
    ids: &[OutboxId],
    state: OutboxState,
    due_at: Instant,
) -> Result<(), Failure> {
    for some in ids.chunks(PLANNED_AT_ONCE) {
        let statement = format!(
            "update outbox set state = $1, due_at = $2 where state = 'new' and id in ({})",
            places_of(3, some.len())
        );
        let query = sqlx::query(AssertSqlSafe(statement)).bind(state.code()).bind(due_at.0);
        some.iter().fold(query, |query, id| query.bind(id.to_string())).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Keeps out of the mail, with a reason, what was due by `long_ago` or has nothing to say any more: here is no mail.
/// Another server on the same database may have it: as long as one sends, or has tried since, or will try again, all is
/// left to it.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_keep_unmailed(
    connection: &mut Connection,
    why: MailTrouble,
    long_ago: Instant,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set state = 'unmailed', error = case when error = '' then $3 else error end
         where state in ('waiting', 'gathered')
           and lease_until <= $1
           and (due_at <= $2 or (due_at <= $1 and ends_at <= $1))
           and not exists (
               select 1
               from outbox m
               where m.state = 'waiting' and (m.lease_until > $2 or m.next_try > $2))",
    )
    .bind(now.0)
    .bind(long_ago.0)
    .bind(why.code())
    .execute(connection)
    .await?;
    Ok(())
}

/// Messages whose mail is due and that nobody sends, those that wait longest first.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_due(connection: &mut Connection, now: Instant, limit: i64) -> Result<Vec<OutboxId>, Failure> {
    let rows = sqlx::query(
        "select id
         from outbox
         where state = 'waiting' and due_at <= $1 and next_try <= $1 and lease_until <= $1
         order by due_at, id
         limit $2 + 0",
    )
    .bind(now.0)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "id", OutboxId::parse)).collect()
}

/// A message as its mail needs it.
#[derive(Debug, Clone)]
pub struct MailRow {
    /// Which.
    pub id: OutboxId,
    /// Whose.
    pub user: UserId,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The language in which they read.
    pub language: Language,
    /// Their IANA zone.
    pub zone: String,
    /// The bid that it belongs to.
    pub bid: Option<BidId>,
    /// What it says.
    pub about: About,
    /// What opens the page that puts it off.
    pub snooze_key: String,
    /// The name of its mail, the same however often it is sent.
    pub message_id: String,
    /// How often it was tried, this time counted.
    pub attempts: i64,
    /// From when its mail was due.
    pub due_at: Instant,
    /// From when it says nothing any more.
    pub ends_at: Option<Instant>,
}

/// Takes a message to send it; `None` when another server has it, or has sent it.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_lease(
    connection: &mut Connection,
    id: OutboxId,
    node: &str,
    message_id: &str,
    now: Instant,
    until: Instant,
) -> Result<Option<MailRow>, Failure> {
    let taken = sqlx::query(
        "update outbox
         set lease_until = $3, lease_by = $4, attempts = attempts + 1,
             message_id = case when message_id = '' then $5 else message_id end
         where id = $1 and state = 'waiting' and due_at <= $2 and next_try <= $2 and lease_until <= $2",
    )
    .bind(id.to_string())
    .bind(now.0)
    .bind(until.0)
    .bind(node)
    .bind(message_id)
    .execute(&mut *connection)
    .await?;
    if taken.rows_affected() == 0 {
        return Ok(None);
    }
    daily_mails::daily_mail_lease(connection, id, node, until).await?;
    let row = sqlx::query(
        "select o.id, o.user_id, o.bid_id, o.about, o.snooze_key, o.message_id, o.attempts, o.due_at, o.ends_at,
                u.email, u.name, u.language, u.zone
         from outbox o
         join user_account u on u.id = o.user_id
         where o.id = $1",
    )
    .bind(id.to_string())
    .fetch_one(connection)
    .await?;
    mail_of(&row).map(Some)
}

/// Puts a message that could not be made into a mail behind the others.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_put_back(
    connection: &mut Connection,
    id: OutboxId,
    now: Instant,
    until: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set next_try = $3
         where id = $1 and state = 'waiting' and lease_until <= $2",
    )
    .bind(id.to_string())
    .bind(now.0)
    .bind(until.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// A message as its mail needs it, from its columns.
///
/// # Errors
/// A row that cannot be read.
pub(super) fn mail_of(row: &AnyRow) -> Result<MailRow, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    Ok(MailRow {
        id: identity(row, "id", OutboxId::parse)?,
        user: identity(row, "user_id", UserId::parse)?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        language: Language::parse(&row.try_get::<String, _>("language")?).unwrap_or_default(),
        zone: row.try_get("zone")?,
        bid: bid.as_deref().and_then(BidId::parse),
        about: serde_json::from_str(&row.try_get::<String, _>("about")?)?,
        snooze_key: row.try_get("snooze_key")?,
        message_id: row.try_get("message_id")?,
        attempts: row.try_get("attempts")?,
        due_at: Instant(row.try_get("due_at")?),
        ends_at: row.try_get::<Option<i64>, _>("ends_at")?.map(Instant),
    })
}

/// Notes that a message, with what it gathered, was handed to the mail server. Whoever holds the lease by now: sent is
/// sent.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_sent(connection: &mut Connection, id: OutboxId, now: Instant) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set state = 'sent', sent_at = $2, lease_until = 0, error = ''
         where (id = $1 and state = 'waiting')
            or (daily_id = $1 and state = 'gathered')",
    )
    .bind(id.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that a message was refused: it is tried again at `next_try`, or given up without one. What was put off
/// meanwhile is not tried again.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_refused(
    connection: &mut Connection,
    id: OutboxId,
    node: &str,
    next_try: Option<Instant>,
    error: &str,
) -> Result<(), Failure> {
    let state = if next_try.is_some() { OutboxState::Waiting } else { OutboxState::Failed };
    let noted = sqlx::query(
        "update outbox
         set state = case when snoozed_at is null then $3 else 'unmailed' end, next_try = $4,
             error = case when snoozed_at is null then $5 else '' end, lease_until = 0
         where id = $1 and state = 'waiting' and lease_by = $2",
    )
    .bind(id.to_string())
    .bind(node)
    .bind(state.code())
    .bind(next_try.map_or(0, |at| at.0))
    .bind(error)
    .execute(&mut *connection)
    .await?;
    if noted.rows_affected() == 1 {
        daily_mails::daily_mail_release(connection, id, state, error).await?;
    }
    Ok(())
}

/// Ends a message that has nothing to say any more.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_drop(connection: &mut Connection, id: OutboxId) -> Result<(), Failure> {
    sqlx::query("update outbox set state = 'withdrawn', lease_until = 0 where id = $1 and state = 'waiting'")
        .bind(id.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Counts as read what speaks of a date that is long over, and removes what is older than anybody looks for.
///
/// # Errors
/// Faults of the database.
pub async fn outbox_sweep(connection: &mut Connection, over: Instant, old: Instant) -> Result<(), Failure> {
    sqlx::query("update outbox set read_at = ends_at where read_at is null and ends_at <= $1")
        .bind(over.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query("delete from outbox where made_at <= $1 and state not in ('waiting', 'gathered')")
        .bind(old.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// A date as a column holds it.
///
/// # Errors
/// When the column holds none.
pub fn moment_of(row: &AnyRow, column: &str) -> Result<Moment, Failure> {
    Moment::parse(&row.try_get::<String, _>(column)?).ok_or_else(|| Failure::fault("a kept date cannot be read"))
}
