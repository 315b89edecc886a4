//! Rows of `outbox` that a daily mail gathered. They belong to it (`daily_id`) from when it is made: however often it is
//! tried, it says the same, but for what is not true any more.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{OutboxId, UserId};
use crate::domain::instant::Instant;
use crate::domain::reminder::{About, OutboxState};
use crate::server::failure::Failure;
use crate::server::store::outbox::{MailRow, Telling, mail_of, outbox_insert};
use crate::server::store::{Connection, identity, places_of};

/// Most messages in one mail; more are several mails, of the same moment.
const IN_ONE_MAIL: usize = 100;
/// Most messages that are gathered at once.
const AT_ONCE: i64 = 5_000;

/// The people whose daily mail is due.
///
/// # Errors
/// Faults of the database.
pub async fn daily_mail_due(connection: &mut Connection, now: Instant) -> Result<Vec<UserId>, Failure> {
    let rows = sqlx::query(
        "select distinct user_id
         from outbox
         where state = 'gathered' and daily_id is null and due_at <= $1
         order by user_id
         limit 1000",
    )
    .bind(now.0)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "user_id", UserId::parse)).collect()
}

/// A message that a daily mail is to carry.
struct Gathered {
    id: OutboxId,
    ends_at: Option<Instant>,
}

/// Makes the daily mail of a person, or several, with all that waits for it by now, the most urgent first.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub async fn daily_mail_make(connection: &mut Connection, user: UserId, now: Instant) -> Result<(), Failure> {
    let rows = sqlx::query(
        "select id, ends_at
         from outbox
         where user_id = $1 and state = 'gathered' and daily_id is null and due_at <= $2
         order by case when ends_at is null then 1 else 0 end, ends_at, id
         limit $3 + 0",
    )
    .bind(user.to_string())
    .bind(now.0)
    .bind(AT_ONCE)
    .fetch_all(&mut *connection)
    .await?;
    let waiting: Vec<Gathered> = rows.iter().map(gathered_of).collect::<Result<_, Failure>>()?;
    let mails: Vec<&[Gathered]> = waiting.chunks(IN_ONE_MAIL).collect();
    for (number, some) in mails.iter().enumerate() {
        let about = About::Daily { part: number + 1, parts: mails.len() };
        make_one(connection, user, about, some, now).await?;
    }
    Ok(())
}

fn gathered_of(row: &AnyRow) -> Result<Gathered, Failure> {
    Ok(Gathered {
        id: identity(row, "id", OutboxId::parse)?,
        ends_at: row.try_get::<Option<i64>, _>("ends_at")?.map(Instant),
    })
}

/// Its occasion is its first message: of two servers that make it at once, the second makes none.
async fn make_one(
    connection: &mut Connection,
    user: UserId,
    about: About,
    some: &[Gathered],
    now: Instant,
) -> Result<(), Failure> {
    let Some(first) = some.first() else { return Ok(()) };
    let id = OutboxId::fresh();
    let ends: Option<Vec<Instant>> = some.iter().map(|message| message.ends_at).collect();
    let telling = Telling {
        user,
        bid: None,
        subject: "daily".to_owned(),
        occasion: first.id.to_string(),
        about,
        shown_at: now,
        // As long as one of its messages has something to say.
        ends_at: ends.and_then(|ends| ends.into_iter().max()),
    };
    if !outbox_insert(connection, id, &telling, now).await? {
        return Ok(());
    }
    sqlx::query("update outbox set state = 'waiting' where id = $1")
        .bind(id.to_string())
        .execute(&mut *connection)
        .await?;
    let statement = format!(
        "update outbox set daily_id = $1 where state = 'gathered' and daily_id is null and id in ({})",
        places_of(2, some.len())
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(id.to_string());
    for message in some {
        query = query.bind(message.id.to_string());
    }
    query.execute(connection).await?;
    Ok(())
}

/// What a daily mail holds, the most urgent first.
///
/// # Errors
/// Faults of the database.
pub async fn daily_mail_lines(connection: &mut Connection, id: OutboxId) -> Result<Vec<MailRow>, Failure> {
    let rows = sqlx::query(
        "select o.id, o.user_id, o.bid_id, o.about, o.snooze_key, o.message_id, o.attempts, o.due_at, o.ends_at,
                u.email, u.name, u.language, u.zone
         from outbox o
         join user_account u on u.id = o.user_id
         where o.daily_id = $1 and o.state = 'gathered'
         order by case when o.ends_at is null then 1 else 0 end, o.ends_at, o.id",
    )
    .bind(id.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(mail_of).collect()
}

/// Takes what a daily mail holds along with it.
///
/// # Errors
/// Faults of the database.
pub(super) async fn daily_mail_lease(
    connection: &mut Connection,
    id: OutboxId,
    node: &str,
    until: Instant,
) -> Result<(), Failure> {
    sqlx::query("update outbox set lease_until = $2, lease_by = $3 where daily_id = $1 and state = 'gathered'")
        .bind(id.to_string())
        .bind(until.0)
        .bind(node)
        .execute(connection)
        .await?;
    Ok(())
}

/// Lets what a daily mail holds share its refusal: it waits for the next try, or is given up with it. What was put off
/// meanwhile goes out with none.
///
/// # Errors
/// Faults of the database.
pub(super) async fn daily_mail_release(
    connection: &mut Connection,
    id: OutboxId,
    mail: OutboxState,
    error: &str,
) -> Result<(), Failure> {
    let state = if mail == OutboxState::Failed { OutboxState::Failed } else { OutboxState::Gathered };
    sqlx::query(
        "update outbox
         set state = case when snoozed_at is null then $2 else 'unmailed' end,
             error = case when snoozed_at is null then $3 else '' end, lease_until = 0
         where daily_id = $1 and state = 'gathered'",
    )
    .bind(id.to_string())
    .bind(state.code())
    .bind(error)
    .execute(connection)
    .await?;
    Ok(())
}

/// The daily mail that carries a message; the message itself where none does.
///
/// # Errors
/// Faults of the database.
pub(super) async fn daily_mail_of(connection: &mut Connection, id: OutboxId) -> Result<OutboxId, Failure> {
    let row = sqlx::query("select daily_id from outbox where id = $1 and daily_id is not null")
        .bind(id.to_string())
        .fetch_optional(connection)
        .await?;
    row.map_or(Ok(id), |row| identity(&row, "daily_id", OutboxId::parse))
}

/// Lets a daily mail that was given up carry again what it held and what has something to say yet.
///
/// # Errors
/// Faults of the database.
pub(super) async fn daily_mail_take_back(
    connection: &mut Connection,
    id: OutboxId,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set state = 'gathered'
         where daily_id = $1 and state = 'failed' and (ends_at is null or ends_at > $2)",
    )
    .bind(id.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}
