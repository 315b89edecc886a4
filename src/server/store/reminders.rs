//! Which reminders are due on all bids, and how each person wants to be reminded (`reminder_setting`).

use std::collections::HashMap;

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{BidId, DeadlineId, UserId};
use crate::domain::instant::{DAY, Instant};
use crate::domain::reminder::{About, DueDate, Lead, MailWay, ReminderSettings, counter_closes, due_at};
use crate::domain::tender::Deadline;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::outbox::{Telling, moment_of, tell};
use crate::server::store::withdrawals::GOES_ON;
use crate::server::store::{Connection, identity, one_row, places_of};

/// The columns of a date `d` that comes near; `ready_local` is the moment by which one must be ready.
const COLUMNS: &str = "d.id, d.tender_id, d.kind, d.title, d.from_local, d.at_local";

/// A reminder that is due.
#[derive(Debug, Clone)]
pub struct ReminderRow {
    /// Whose.
    pub user: UserId,
    /// On which bid.
    pub bid: BidId,
    /// Of what.
    pub due: DueDate,
    /// How long before.
    pub lead: String,
    /// When one must be ready.
    pub ends_at: Instant,
}

/// The reminders of all open bids that are due and not told yet, the most urgent first. Of several that a date has
/// passed, only the nearest is due: who was away is told once.
///
/// Whoever answers for a date is reminded; where nobody does who may see it, everybody who may write on the bid. Dates on
/// which only the buyer acts are reminded of where somebody answers for them.
///
/// # Errors
/// Faults of the database.
pub async fn reminder_due(connection: &mut Connection, now: Instant, limit: i64) -> Result<Vec<ReminderRow>, Failure> {
    let latest = now.plus(Lead::Day14.millis());
    let mut query = sqlx::query(sqlx::AssertSqlSafe(due_statement()))
        .bind(now.0)
        .bind(latest.plus(DAY).0)
        .bind(limit)
        .bind(local(now))
        .bind(local(latest))
        .bind(format!("T{}", counter_closes()));
    for lead in Lead::ALL {
        query = query.bind(local(now.plus(lead.millis())));
    }
    query.fetch_all(connection).await?.iter().map(reminder_of).collect()
}

/// An instant as dates are kept: the wall clock of Japan. Texts of this form stand in the order of time.
fn local(at: Instant) -> String {
    let at = at.in_japan();
    Moment::at(at.date(), at.time()).to_string()
}

/// The codes of some kinds as a list of the statement's own.
fn codes(kinds: impl Fn(MilestoneKind) -> bool) -> String {
    let kinds = MilestoneKind::ALL.into_iter().filter(|kind| kinds(*kind));
    kinds.map(|kind| format!("'{}'", kind.code())).collect::<Vec<_>>().join(", ")
}

/// The moment, as it is kept, by which one must be ready for the date `d`. The same as `MilestoneKind::ready`.
pub(super) fn ready_local() -> String {
    format!(
        "case
             when d.from_local <> '' and d.kind in ({})
                  and (length(d.from_local) > 10 or d.from_local < substr(d.at_local, 1, 10))
             then d.from_local
             else d.at_local end",
        codes(MilestoneKind::is_begun)
    )
}

/// Dates come near by their end, or, where one must be there when they begin, by that: each is found by an index.
/// Materialized, so that neither engine reckons the lead once more for every question about it.
fn due_statement() -> String {
    let (begun, ours, ready) = (codes(MilestoneKind::is_begun), codes(MilestoneKind::is_ours), ready_local());
    format!(
        "with near as materialized (
             select {COLUMNS}, {ready} as ready_local
             from deadline d
             where d.at > $1 and d.at <= $2
             union
             select {COLUMNS}, {ready} as ready_local
             from deadline d
             where d.from_local <> '' and d.from_local >= substr($4, 1, 10) and d.from_local <= $5
               and d.kind in ({begun})
         ), coming as materialized (
             select b.id as bid_id, d.id as deadline_id, t.title as bid_title, d.kind, d.title, d.from_local,
                    d.at_local, d.ready_local, o.user_id as owner_id,
                    d.ready_local || case when length(d.ready_local) > 10 then '' else $6 end as ready_at
             from near d
             join bid b on b.tender_id = d.tender_id
             join tender t on t.id = d.tender_id
             left join deadline_owner o on o.bid_id = b.id and o.deadline_id = d.id
                  and exists (
                      select 1
                      from seat w
                      join user_account a on a.id = w.user_id
                      where w.bid_id = o.bid_id and w.user_id = o.user_id
                        and w.role <> 'contributor' and a.state = 'active')
             where (o.user_id is not null or d.kind in ({ours}))
               and not exists (select 1 from done_step x where x.bid_id = b.id and x.deadline_id = d.id)
               and {GOES_ON}
         ), told as materialized (
             select c.bid_id, c.deadline_id, c.bid_title, c.kind, c.title, c.from_local, c.at_local, c.ready_local,
                    c.ready_at, u.id as user_id,
                    case when c.ready_at <= $11 and coalesce(p.hour2, 1) = 1 then 'hour2'
                         when c.ready_at <= $10 and coalesce(p.day1, 1) = 1 then 'day1'
                         when c.ready_at <= $9 and coalesce(p.day3, 1) = 1 then 'day3'
                         when c.ready_at <= $8 and coalesce(p.day7, 1) = 1 then 'day7'
                         when c.ready_at <= $7 and coalesce(p.day14, 1) = 1 then 'day14'
                         else '' end as lead_code
             from coming c
             join seat s on s.bid_id = c.bid_id
             join user_account u on u.id = s.user_id
             left join reminder_setting p on p.user_id = u.id
             where c.ready_at > $4
               and s.role <> 'contributor'
               and u.state = 'active'
               and (s.user_id = c.owner_id or (c.owner_id is null and s.role in ('coordinator', 'writer')))
         )
         select q.user_id, q.bid_id, q.deadline_id, q.bid_title, q.kind, q.title, q.from_local, q.at_local, q.lead_code
         from told q
         where q.lead_code <> ''
           and not exists (
               select 1
               from outbox x
               where x.user_id = q.user_id
                 and x.subject = q.bid_id || ' ' || q.deadline_id
                 and x.occasion = q.ready_local || ' ' || q.lead_code)
         order by q.ready_at, q.deadline_id, q.user_id
         limit $3 + 0"
    )
}

/// The subject and occasion under which a reminder is told once.
#[must_use]
pub fn reminder_key(row: &ReminderRow) -> (String, String) {
    (format!("{} {}", row.bid, row.due.deadline), format!("{} {}", row.due.ready(), row.lead))
}

fn reminder_of(row: &AnyRow) -> Result<ReminderRow, Failure> {
    let kind: String = row.try_get("kind")?;
    let due = DueDate {
        deadline: identity(row, "deadline_id", DeadlineId::parse)?,
        bid_title: row.try_get("bid_title")?,
        kind: MilestoneKind::parse(&kind).ok_or_else(|| Failure::fault("unknown kind of a date"))?,
        title: row.try_get("title")?,
        from: Moment::parse(&row.try_get::<String, _>("from_local")?),
        at: moment_of(row, "at_local")?,
    };
    Ok(ReminderRow {
        user: identity(row, "user_id", UserId::parse)?,
        bid: identity(row, "bid_id", BidId::parse)?,
        ends_at: due_at(due.ready()),
        due,
        lead: row.try_get("lead_code")?,
    })
}

/// Tells somebody that they answer for a date from now on, unless they said so themselves.
///
/// # Errors
/// Faults of the database.
pub async fn reminder_tell_owner(
    connection: &mut Connection,
    access: &Access,
    date: &Deadline,
    owner: UserId,
    by: &SignedIn,
    now: Instant,
) -> Result<(), Failure> {
    if owner == by.user || due_at(date.ready()) <= now {
        return Ok(());
    }
    let row = sqlx::query("select t.title from bid b join tender t on t.id = b.tender_id where b.id = $1")
        .bind(access.bid().to_string())
        .fetch_one(&mut *connection)
        .await?;
    let due = DueDate {
        deadline: date.id,
        bid_title: row.try_get("title")?,
        kind: date.kind,
        title: date.title.clone(),
        from: date.from,
        at: date.at,
    };
    let telling = Telling {
        user: owner,
        bid: Some(access.bid()),
        subject: format!("owner {} {}", access.bid(), date.id),
        occasion: now.0.to_string(),
        about: About::Owner { due, by: by.name.clone() },
        shown_at: now,
        ends_at: Some(due_at(date.ready())),
    };
    tell(connection, &telling, now).await.map(|_| ())
}

/// How a person wants to be reminded; the defaults for who never said.
///
/// # Errors
/// Faults of the database.
pub async fn reminder_settings(connection: &mut Connection, user: UserId) -> Result<ReminderSettings, Failure> {
    Ok(reminder_settings_of(connection, &[user]).await?.remove(&user).unwrap_or_default())
}

/// How several people want to be reminded; who never said is left out.
///
/// # Errors
/// Faults of the database.
pub async fn reminder_settings_of(
    connection: &mut Connection,
    users: &[UserId],
) -> Result<HashMap<UserId, ReminderSettings>, Failure> {
    let mut settings = HashMap::new();
    for some in users.chunks(500) {
        let statement = format!(
            "select user_id, way, day14, day7, day3, day1, hour2, quiet_from, quiet_to, daily_at, revision
             from reminder_setting
             where user_id in ({})",
            places_of(1, some.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for user in some {
            query = query.bind(user.to_string());
        }
        for row in query.fetch_all(&mut *connection).await? {
            settings.insert(identity(&row, "user_id", UserId::parse)?, settings_of(&row)?);
        }
    }
    Ok(settings)
}

fn settings_of(row: &AnyRow) -> Result<ReminderSettings, Failure> {
    let mut leads = Vec::new();
    for lead in Lead::ALL {
        if row.try_get::<i64, _>(lead.code())? == 1 {
            leads.push(lead);
        }
    }
    Ok(ReminderSettings {
        leads,
        way: MailWay::parse(&row.try_get::<String, _>("way")?)
            .ok_or_else(|| Failure::fault("unknown way of reminding"))?,
        quiet_from: row.try_get("quiet_from")?,
        quiet_to: row.try_get("quiet_to")?,
        daily_at: row.try_get("daily_at")?,
        revision: row.try_get("revision")?,
    })
}

/// Changes how a person wants to be reminded, if nobody did since the revision was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn reminder_settings_put(
    connection: &mut Connection,
    user: UserId,
    wanted: &ReminderSettings,
) -> Result<(), Failure> {
    let has = |lead: Lead| i64::from(wanted.leads.contains(&lead));
    let done = sqlx::query(
        "insert into reminder_setting (user_id, way, day14, day7, day3, day1, hour2,
             quiet_from, quiet_to, daily_at, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 + 1)
         on conflict (user_id) do update
         set way = excluded.way, day14 = excluded.day14, day7 = excluded.day7, day3 = excluded.day3,
             day1 = excluded.day1, hour2 = excluded.hour2, quiet_from = excluded.quiet_from,
             quiet_to = excluded.quiet_to, daily_at = excluded.daily_at, revision = excluded.revision
         where reminder_setting.revision = $11",
    )
    .bind(user.to_string())
    .bind(wanted.way.code())
    .bind(has(Lead::Day14))
    .bind(has(Lead::Day7))
    .bind(has(Lead::Day3))
    .bind(has(Lead::Day1))
    .bind(has(Lead::Hour2))
    .bind(wanted.quiet_from)
    .bind(wanted.quiet_to)
    .bind(wanted.daily_at)
    .bind(wanted.revision)
    .execute(connection)
    .await?;
    one_row(&done)
}
