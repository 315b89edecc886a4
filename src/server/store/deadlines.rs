//! Rows of `deadline` and `deadline_owner`: the dated steps of a tender, and who answers for them on a bid.

use std::collections::HashMap;

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::counter_hours::{CounterHours, HoursForm, Span};
use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use crate::domain::id::{BidId, DeadlineId, TenderId, UserId};
use crate::domain::notice::Evidence;
use crate::domain::tender::{Deadline, Origin, SeatedPerson};
use crate::domain::tender_form::{DateDraft, MOST_DATES};
use crate::server::access::{Access, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::places::{Place, Placed, place_put, small};
use crate::server::store::{Connection, Statement, derived_dates, one_row};

/// Keeps a new date.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_insert(
    connection: &mut Connection,
    access: &TenderAccess,
    draft: &DateDraft,
    evidence: Option<&Evidence>,
    origin: Origin,
) -> Result<DeadlineId, Failure> {
    let id = DeadlineId::fresh();
    let statement = sqlx::query(
        "insert into deadline (id, tender_id, origin, kind, title, from_local, at_local, at, certainty,
             basis, place, methods, open_from, open_to, shut_from, shut_to, sentence, source, text_start,
             text_end, page, revision)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $20, $21, 1)",
    )
    .bind(id.to_string())
    .bind(access.tender().to_string())
    .bind(origin.code());
    let typed = Place { sentence: &draft.sentence, page: draft.page.map(i64::from), ..Place::default() };
    let place = if evidence.is_some() { Place::of(evidence) } else { typed };
    place.bind(bound(statement, draft)).execute(connection).await?;
    Ok(id)
}

/// Changes a date that nobody changed since it was read; from then on it is a person's. A sentence of the
/// notice stays, so that the change can be compared with it; one that a person copied is the person's.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn deadline_update(
    connection: &mut Connection,
    access: &TenderAccess,
    deadline: DeadlineId,
    revision: i64,
    draft: &DateDraft,
) -> Result<(), Failure> {
    let statement = sqlx::query(
        "update deadline
         set kind = $4, title = $5, from_local = $6, at_local = $7, at = $8, certainty = $9,
             basis = $10, place = $11, methods = $12, open_from = $13, open_to = $14, shut_from = $15,
             shut_to = $16, sentence = case when source is null then $17 else sentence end,
             page = case when source is null then $18 else page end, origin = 'person', revision = revision + 1
         where id = $1 and tender_id = $2 and revision = $3",
    )
    .bind(deadline.to_string())
    .bind(access.tender().to_string())
    .bind(revision);
    let statement = bound(statement, draft).bind(&draft.sentence).bind(draft.page.map(i64::from));
    let changed = statement.execute(&mut *connection).await?;
    one_row(&changed)?;
    deadline_owners_follow(connection, deadline).await
}

/// Notes beside those who answer for a date when it comes, after it was moved.
///
/// # Errors
/// Faults of the database.
pub(super) async fn deadline_owners_follow(connection: &mut Connection, deadline: DeadlineId) -> Result<(), Failure> {
    sqlx::query(
        "update deadline_owner
         set at = (select d.at from deadline d where d.id = $1)
         where deadline_id = $1
           and bid_id in (
               select b.id
               from deadline d
               join bid b on b.tender_id = d.tender_id
               where d.id = $1)",
    )
    .bind(deadline.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts what a newer text says in the place of a date that nobody changed since it was read; the date is
/// then as the notice says, its sentence the new one, and it is counted from no other.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn deadline_replace(
    connection: &mut Connection,
    access: &TenderAccess,
    deadline: DeadlineId,
    revision: i64,
    draft: &DateDraft,
    evidence: &Evidence,
) -> Result<(), Failure> {
    deadline_update(connection, access, deadline, revision, draft).await?;
    derived_dates::derived_date_put(connection, access, deadline, None).await?;
    place_put(connection, access, Placed::Deadline, deadline.to_string(), evidence).await
}

/// Removes a date that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn deadline_delete(
    connection: &mut Connection,
    access: &TenderAccess,
    deadline: DeadlineId,
    revision: i64,
) -> Result<(), Failure> {
    let gone = sqlx::query("delete from deadline where id = $1 and tender_id = $2 and revision = $3")
        .bind(deadline.to_string())
        .bind(access.tender().to_string())
        .bind(revision)
        .execute(connection)
        .await?;
    one_row(&gone)
}

/// How many dates a tender has.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_count(connection: &mut Connection, access: &TenderAccess) -> Result<i64, Failure> {
    let row = sqlx::query("select cast(count(id) as bigint) as n from deadline where tender_id = $1")
        .bind(access.tender().to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("n")?)
}

/// The dates of a tender, earliest first.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<Deadline>, Failure> {
    let rows = sqlx::query(
        "select d.id, d.kind, d.title, d.from_local, d.at_local, d.certainty, d.basis, d.methods,
                d.open_from, d.open_to, d.shut_from, d.shut_to, d.place, d.sentence, d.source, d.page,
                d.origin, d.revision, coalesce(x.origin_id, '') as origin_id,
                coalesce(x.offset_count, 0) as offset_count, coalesce(x.offset_unit, '') as offset_unit
         from deadline d
         left join derived_date x on x.deadline_id = d.id
         where d.tender_id = $1
         order by d.at, d.id
         limit $2 + 0",
    )
    .bind(access.tender().to_string())
    .bind(i64::try_from(MOST_DATES).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(deadline_of).collect()
}

/// The dates of a bid's tender, earliest first.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_list_of_bid(connection: &mut Connection, access: &Access) -> Result<Vec<Deadline>, Failure> {
    let rows = sqlx::query(
        "select d.id, d.kind, d.title, d.from_local, d.at_local, d.certainty, d.basis, d.methods,
                d.open_from, d.open_to, d.shut_from, d.shut_to, d.place, d.sentence, d.source, d.page,
                d.origin, d.revision, coalesce(x.origin_id, '') as origin_id,
                coalesce(x.offset_count, 0) as offset_count, coalesce(x.offset_unit, '') as offset_unit
         from deadline d
         join bid b on b.tender_id = d.tender_id
         left join derived_date x on x.deadline_id = d.id
         where b.id = $1
         order by d.at, d.id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(i64::try_from(MOST_DATES).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(deadline_of).collect()
}

/// The tender that a bid answers.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_tender_of_bid(connection: &mut Connection, access: &Access) -> Result<TenderId, Failure> {
    let row = sqlx::query("select tender_id from bid where id = $1")
        .bind(access.bid().to_string())
        .fetch_one(connection)
        .await?;
    TenderId::parse(&row.try_get::<String, _>("tender_id")?)
        .ok_or_else(|| Failure::fault("a bid's tender cannot be read"))
}

/// The zones of the firms on a bid, in the order in which they came.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_zones(connection: &mut Connection, access: &Access) -> Result<Vec<String>, Failure> {
    let rows = sqlx::query(
        "select o.zone
         from bid_organisation bo
         join organisation o on o.id = bo.organisation_id
         where bo.bid_id = $1
         order by bo.added_at, o.id
         limit 20",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(row.try_get("zone")?)).collect()
}

/// Who can answer for a date: every seat that sees the bid.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_people(connection: &mut Connection, access: &Access) -> Result<Vec<SeatedPerson>, Failure> {
    let rows = sqlx::query(
        "select u.id, u.name, o.name as organisation
         from seat s
         join user_account u on u.id = s.user_id
         join organisation o on o.id = u.organisation_id
         where s.bid_id = $1 and s.role <> 'contributor' and u.state = 'active'
         order by s.added_at, u.id
         limit 200",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(person_of).collect()
}

/// Who answers for which date on a bid.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_owner_list(
    connection: &mut Connection,
    access: &Access,
) -> Result<HashMap<DeadlineId, SeatedPerson>, Failure> {
    let rows = sqlx::query(
        "select w.deadline_id, u.id, u.name, o.name as organisation
         from deadline_owner w
         join user_account u on u.id = w.user_id
         join organisation o on o.id = u.organisation_id
         where w.bid_id = $1
         limit 1000",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    let mut owners = HashMap::with_capacity(rows.len());
    for row in rows {
        if let Some(deadline) = DeadlineId::parse(&row.try_get::<String, _>("deadline_id")?) {
            owners.insert(deadline, person_of(&row)?);
        }
    }
    Ok(owners)
}

/// Sets who answers for a date on a bid, or that nobody does.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_owner_put(
    connection: &mut Connection,
    access: &Access,
    deadline: DeadlineId,
    user: Option<UserId>,
) -> Result<(), Failure> {
    sqlx::query("delete from deadline_owner where bid_id = $1 and deadline_id = $2")
        .bind(access.bid().to_string())
        .bind(deadline.to_string())
        .execute(&mut *connection)
        .await?;
    if let Some(user) = user {
        sqlx::query(
            "insert into deadline_owner (bid_id, deadline_id, user_id, at)
             values ($1, $2, $3, (select d.at from deadline d where d.id = $2))",
        )
        .bind(access.bid().to_string())
        .bind(deadline.to_string())
        .bind(user.to_string())
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Holds a date of the bid's tender until the transaction ends, so that what points to it does not lose it: a settled
/// change, or whoever keeps the tender, may remove it meanwhile.
///
/// # Errors
/// `Changed` when it is gone; faults of the database.
pub async fn deadline_hold(connection: &mut Connection, access: &Access, deadline: DeadlineId) -> Result<(), Failure> {
    let held = sqlx::query(
        "update deadline
         set revision = revision
         where id = $1 and tender_id = (select b.tender_id from bid b where b.id = $2)",
    )
    .bind(deadline.to_string())
    .bind(access.bid().to_string())
    .execute(connection)
    .await?;
    one_row(&held)
}

/// Takes the bid's row as the lock of what follows.
///
/// # Errors
/// Faults of the database.
pub async fn deadline_lock_bid(connection: &mut Connection, bid: BidId) -> Result<(), Failure> {
    sqlx::query("update bid set revision = revision where id = $1").bind(bid.to_string()).execute(connection).await?;
    Ok(())
}

/// Binds what a draft says but where it was read: `kind, title, from_local, at_local, at, certainty, basis, place,
/// methods, open_from, open_to, shut_from, shut_to`.
fn bound<'q>(statement: Statement<'q>, draft: &'q DateDraft) -> Statement<'q> {
    let hours = HoursForm::from(draft.hours);
    statement
        .bind(draft.kind.code())
        .bind(&draft.title)
        .bind(draft.from.map(|from| from.to_string()).unwrap_or_default())
        .bind(draft.at.to_string())
        .bind(draft.at.to_utc_millis())
        .bind(draft.certainty.code())
        .bind(draft.basis.map_or("", Basis::code))
        .bind(&draft.place)
        .bind(Method::list(&draft.methods))
        .bind(hours.open_from)
        .bind(hours.open_to)
        .bind(hours.shut_from)
        .bind(hours.shut_to)
}

fn person_of(row: &AnyRow) -> Result<SeatedPerson, Failure> {
    let id: String = row.try_get("id")?;
    Ok(SeatedPerson {
        id: UserId::parse(&id).ok_or_else(|| Failure::fault("an account's identity is none"))?,
        name: row.try_get("name")?,
        organisation: row.try_get("organisation")?,
    })
}

/// The hours of the counter.
///
/// # Errors
/// Faults of the database.
pub(super) fn hours_of(row: &AnyRow) -> Result<CounterHours, Failure> {
    let span = |from: &str, to: &str| -> Result<Option<Span>, Failure> {
        Ok(Span::of_kept(&row.try_get::<String, _>(from)?, &row.try_get::<String, _>(to)?))
    };
    Ok(CounterHours { open: span("open_from", "open_to")?, shut: span("shut_from", "shut_to")? })
}

fn deadline_of(row: &AnyRow) -> Result<Deadline, Failure> {
    let unreadable = || Failure::fault("a kept date cannot be read");
    let id: String = row.try_get("id")?;
    Ok(Deadline {
        id: DeadlineId::parse(&id).ok_or_else(unreadable)?,
        kind: MilestoneKind::parse(&row.try_get::<String, _>("kind")?).ok_or_else(unreadable)?,
        title: row.try_get("title")?,
        from: Moment::parse(&row.try_get::<String, _>("from_local")?),
        at: Moment::parse(&row.try_get::<String, _>("at_local")?).ok_or_else(unreadable)?,
        certainty: Certainty::parse(&row.try_get::<String, _>("certainty")?).ok_or_else(unreadable)?,
        basis: Basis::parse(&row.try_get::<String, _>("basis")?),
        methods: Method::parse_list(&row.try_get::<String, _>("methods")?),
        hours: hours_of(row)?,
        place: row.try_get("place")?,
        sentence: row.try_get("sentence")?,
        source: small(row, "source")?,
        page: small(row, "page")?,
        origin: Origin::parse(&row.try_get::<String, _>("origin")?),
        revision: row.try_get("revision")?,
        derived: derived_dates::derived_date_of(row)?,
        elsewhere: Vec::new(),
        cautions: Vec::new(),
    })
}
