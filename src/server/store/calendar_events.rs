//! Rows of `calendar_event`: what calendars were last told of each date; and the dates as they are now.

use std::collections::HashMap;

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::calendar::{CalendarDate, CancelledDate, DateOwner, Told};
use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use crate::domain::id::{BidId, DeadlineId, OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::domain::tender_form::MOST_DATES;
use crate::server::access::CalendarAccess;
use crate::server::failure::Failure;
use crate::server::store::deadlines::hours_of;
use crate::server::store::places::small;
use crate::server::store::{Connection, Statement, identity, places_of};

/// Bids that one statement asks for.
const AT_ONCE: usize = 200;

/// What was last told of a date.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// The date as it was.
    pub date: CancelledDate,
    /// How often and when.
    pub told: Told,
    /// Hash of what was told.
    pub print: String,
    /// Since when the date is gone.
    pub cancelled_at: Option<Instant>,
    /// Who answered for it then, of which firm.
    pub owner: Option<(UserId, OrganisationId)>,
    /// Who did before it changed hands.
    pub former: Option<(UserId, OrganisationId)>,
}

/// The key of a date on a bid.
pub type EventKey = (BidId, DeadlineId);

/// The dates of all bids of a calendar as they are now. What was to come when a procedure was cancelled or ended without an
/// award is no date any more.
///
/// # Errors
/// Faults of the database.
pub async fn event_dates(connection: &mut Connection, access: &CalendarAccess) -> Result<Vec<CalendarDate>, Failure> {
    let mut dates = Vec::new();
    for some in access.bids().chunks(AT_ONCE) {
        // A tender has no more dates than MOST_DATES, so nothing is cut: what is cut would be told as gone.
        let most = some.len().saturating_mul(MOST_DATES);
        let statement = format!(
            "select b.id as bid_id, t.title as tender, d.id, d.kind, d.title, d.from_local, d.at_local, d.certainty,
                    d.basis, d.methods, d.open_from, d.open_to, d.shut_from, d.shut_to, d.place, d.sentence, d.page,
                    w.user_id, u.name, u.organisation_id, o.name as firm, s.done_at
             from bid b
             join tender t on t.id = b.tender_id
             join deadline d on d.tender_id = b.tender_id
             left join deadline_owner w on w.bid_id = b.id and w.deadline_id = d.id
             left join user_account u on u.id = w.user_id
             left join organisation o on o.id = u.organisation_id
             left join done_step s on s.bid_id = b.id and s.deadline_id = d.id
             where b.id in ({})
               and not exists (
                   select 1
                   from tender_outcome e
                   where e.tender_id = d.tender_id
                     and e.outcome in ('cancelled', 'unsuccessful')
                     and d.at > e.recorded_at)
             order by d.at, b.id, d.id
             limit {most}",
            places_of(1, some.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for bid in some {
            query = query.bind(bid.to_string());
        }
        for row in query.fetch_all(&mut *connection).await? {
            dates.push(date_of(&row)?);
        }
    }
    Ok(dates)
}

/// What was last told of the dates of all bids of a calendar.
///
/// # Errors
/// Faults of the database.
pub async fn event_told(
    connection: &mut Connection,
    access: &CalendarAccess,
) -> Result<HashMap<EventKey, EventRow>, Failure> {
    let mut told = HashMap::new();
    for some in access.bids().chunks(AT_ONCE) {
        let statement = format!(
            "select e.bid_id, e.deadline_id, e.sequence, e.print, e.kind, e.title, e.from_local, e.at_local,
                    e.changed_at, e.cancelled_at, e.owner_id, e.owner_firm_id, e.former_id, e.former_firm_id,
                    t.title as tender
             from calendar_event e
             join bid b on b.id = e.bid_id
             join tender t on t.id = b.tender_id
             where e.bid_id in ({})",
            places_of(1, some.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for bid in some {
            query = query.bind(bid.to_string());
        }
        for row in query.fetch_all(&mut *connection).await? {
            let row = event_of(&row)?;
            told.insert((row.date.bid, row.date.deadline), row);
        }
    }
    Ok(told)
}

/// Keeps what is told of a date for the first time; false when somebody else just did.
///
/// # Errors
/// Faults of the database.
pub async fn event_insert(
    connection: &mut Connection,
    _: &CalendarAccess,
    date: &CalendarDate,
    now: Instant,
    print: &str,
) -> Result<bool, Failure> {
    let statement = sqlx::query(
        "insert into calendar_event (bid_id, deadline_id, sequence, print, kind, title, from_local, at_local,
             changed_at, owner_id, owner_firm_id)
         values ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (bid_id, deadline_id) do nothing",
    )
    .bind(date.bid.to_string())
    .bind(date.deadline.to_string());
    let done = bound(statement, date, now, print).execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what is told anew of a date that was last told as number `sequence`; false when somebody else just did.
///
/// # Errors
/// Faults of the database.
pub async fn event_update(
    connection: &mut Connection,
    _: &CalendarAccess,
    date: &CalendarDate,
    sequence: i64,
    now: Instant,
    print: &str,
) -> Result<bool, Failure> {
    let statement = sqlx::query(
        "update calendar_event
         set sequence = sequence + 1, print = $4, kind = $5, title = $6, from_local = $7, at_local = $8,
             changed_at = $9, cancelled_at = null,
             former_id = case when owner_id <> $10 then owner_id else former_id end,
             former_firm_id = case when owner_id <> $10 then owner_firm_id else former_firm_id end,
             owner_id = $10, owner_firm_id = $11
         where bid_id = $1 and deadline_id = $2 and sequence = $3",
    )
    .bind(date.bid.to_string())
    .bind(date.deadline.to_string())
    .bind(sequence);
    let done = bound(statement, date, now, print).execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// Notes that a date is gone that was last told as number `sequence`; false when somebody else just did.
///
/// # Errors
/// Faults of the database.
pub async fn event_cancel(
    connection: &mut Connection,
    _: &CalendarAccess,
    (bid, deadline): EventKey,
    sequence: i64,
    now: Instant,
) -> Result<bool, Failure> {
    let done = sqlx::query(
        "update calendar_event
         set sequence = sequence + 1, print = '', changed_at = $4, cancelled_at = $4
         where bid_id = $1 and deadline_id = $2 and sequence = $3",
    )
    .bind(bid.to_string())
    .bind(deadline.to_string())
    .bind(sequence)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Binds what is told of a date: `print, kind, title, from_local, at_local, changed_at, owner_id, owner_firm_id`.
fn bound<'q>(statement: Statement<'q>, date: &'q CalendarDate, now: Instant, print: &'q str) -> Statement<'q> {
    statement
        .bind(print)
        .bind(date.kind.code())
        .bind(&date.title)
        .bind(date.from.map(|from| from.to_string()).unwrap_or_default())
        .bind(date.at.to_string())
        .bind(now.0)
        .bind(date.owner.as_ref().map(|owner| owner.user.to_string()).unwrap_or_default())
        .bind(date.owner.as_ref().map(|owner| owner.organisation.to_string()).unwrap_or_default())
}

fn date_of(row: &AnyRow) -> Result<CalendarDate, Failure> {
    let owner = match row.try_get::<Option<String>, _>("user_id")? {
        Some(_) => Some(DateOwner {
            user: identity(row, "user_id", UserId::parse)?,
            name: row.try_get("name")?,
            organisation: identity(row, "organisation_id", OrganisationId::parse)?,
            firm: row.try_get("firm")?,
        }),
        None => None,
    };
    Ok(CalendarDate {
        bid: identity(row, "bid_id", BidId::parse)?,
        tender: row.try_get("tender")?,
        deadline: identity(row, "id", DeadlineId::parse)?,
        kind: kind(row)?,
        title: row.try_get("title")?,
        from: Moment::parse(&row.try_get::<String, _>("from_local")?),
        at: at(row)?,
        certainty: Certainty::parse(&row.try_get::<String, _>("certainty")?).ok_or_else(unreadable)?,
        basis: Basis::parse(&row.try_get::<String, _>("basis")?),
        methods: Method::parse_list(&row.try_get::<String, _>("methods")?),
        hours: hours_of(row)?,
        place: row.try_get("place")?,
        sentence: row.try_get("sentence")?,
        page: small(row, "page")?,
        owner,
        is_done: row.try_get::<Option<i64>, _>("done_at")?.is_some(),
    })
}

fn event_of(row: &AnyRow) -> Result<EventRow, Failure> {
    let somebody = |id: &str, firm: &str| -> Result<Option<(UserId, OrganisationId)>, Failure> {
        let [id, firm] = [row.try_get::<String, _>(id)?, row.try_get::<String, _>(firm)?];
        Ok(UserId::parse(&id).zip(OrganisationId::parse(&firm)))
    };
    Ok(EventRow {
        owner: somebody("owner_id", "owner_firm_id")?,
        former: somebody("former_id", "former_firm_id")?,
        date: CancelledDate {
            bid: identity(row, "bid_id", BidId::parse)?,
            tender: row.try_get("tender")?,
            deadline: identity(row, "deadline_id", DeadlineId::parse)?,
            kind: kind(row)?,
            title: row.try_get("title")?,
            from: Moment::parse(&row.try_get::<String, _>("from_local")?),
            at: at(row)?,
        },
        told: Told { sequence: row.try_get("sequence")?, changed_at: Instant(row.try_get("changed_at")?) },
        print: row.try_get("print")?,
        cancelled_at: row.try_get::<Option<i64>, _>("cancelled_at")?.map(Instant),
    })
}

fn kind(row: &AnyRow) -> Result<MilestoneKind, Failure> {
    MilestoneKind::parse(&row.try_get::<String, _>("kind")?).ok_or_else(unreadable)
}

fn at(row: &AnyRow) -> Result<Moment, Failure> {
    Moment::parse(&row.try_get::<String, _>("at_local")?).ok_or_else(unreadable)
}

fn unreadable() -> Failure {
    Failure::fault("a date of a calendar cannot be read")
}
