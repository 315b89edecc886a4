//! Rows of `bid` and `bid_organisation`, and the lines of the overview that are joined from them.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::bid::{BidDeadline, BidFirm, BidHead, OrphanedBid};
use crate::domain::id::{BidId, DeadlineId, OrganisationId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::domain::seat::Role;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Most dates of one tender that are shown.
const DEADLINES: i64 = 200;

/// A tender as far as a new bid needs it.
#[derive(Debug, Clone)]
pub struct TenderRow {
    /// Whose tender it is.
    pub organisation: OrganisationId,
    /// Whether a person has confirmed what intake proposed.
    pub is_confirmed: bool,
}

/// The tender behind a new bid.
///
/// # Errors
/// Faults of the database.
pub async fn bid_tender_find(connection: &mut Connection, tender: TenderId) -> Result<Option<TenderRow>, Failure> {
    // Locks the tender's row, so that of two who begin a bid at once the second finds the first one's.
    let row = sqlx::query("update tender set revision = revision where id = $1 returning organisation_id, state")
        .bind(tender.to_string())
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        let state: String = row.try_get("state")?;
        Ok(TenderRow {
            organisation: identity(&row, "organisation_id", OrganisationId::parse)?,
            is_confirmed: state == "confirmed",
        })
    })
    .transpose()
}

/// An open bid on the tender on which the person has a seat.
///
/// # Errors
/// Faults of the database.
pub async fn bid_find_own(
    connection: &mut Connection,
    tender: TenderId,
    user: UserId,
) -> Result<Option<BidId>, Failure> {
    let row = sqlx::query(
        "select b.id
         from bid b
         join seat s on s.bid_id = b.id
         where b.tender_id = $1 and s.user_id = $2 and b.state = 'open'
         order by b.created_at
         limit 1",
    )
    .bind(tender.to_string())
    .bind(user.to_string())
    .fetch_optional(connection)
    .await?;
    row.map(|row| identity(&row, "id", BidId::parse)).transpose()
}

/// Keeps a new bid with its firm and its coordinator's seat.
///
/// # Errors
/// Faults of the database.
pub async fn bid_insert(
    connection: &mut Connection,
    bid: BidId,
    tender: TenderId,
    person: &SignedIn,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into bid (id, tender_id, organisation_id, created_by, created_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(bid.to_string())
    .bind(tender.to_string())
    .bind(person.organisation.to_string())
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    sqlx::query("insert into bid_organisation (bid_id, organisation_id, added_at) values ($1, $2, $3)")
        .bind(bid.to_string())
        .bind(person.organisation.to_string())
        .bind(now.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query("insert into seat (bid_id, user_id, role, added_at) values ($1, $2, $3, $4)")
        .bind(bid.to_string())
        .bind(person.user.to_string())
        .bind(Role::Coordinator.code())
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts a bid away or takes it back; tells whether anything changed.
///
/// # Errors
/// Faults of the database.
pub async fn bid_set_state(connection: &mut Connection, access: &Access, state: &str) -> Result<bool, Failure> {
    let done = sqlx::query("update bid set state = $2 where id = $1 and state <> $2")
        .bind(access.bid().to_string())
        .bind(state)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What every page of the bid needs.
///
/// # Errors
/// Faults of the database.
pub async fn bid_head(connection: &mut Connection, access: &Access) -> Result<BidHead, Failure> {
    let row = sqlx::query(
        "select b.state, t.id, t.title, t.number, t.addressee, t.procedure_term, t.place, t.period
         from bid b
         join tender t on t.id = b.tender_id
         where b.id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_one(connection)
    .await?;
    Ok(BidHead {
        id: access.bid(),
        tender: identity(&row, "id", TenderId::parse)?,
        title: row.try_get("title")?,
        number: row.try_get("number")?,
        addressee: row.try_get("addressee")?,
        procedure_term: row.try_get("procedure_term")?,
        place: row.try_get("place")?,
        period: row.try_get("period")?,
        is_archived: row.try_get::<String, _>("state")? == "archived",
        role: access.role(),
    })
}

/// The dated steps of the bid's tender with who answers for them, in the order of time.
///
/// # Errors
/// Faults of the database.
pub async fn bid_deadlines(connection: &mut Connection, access: &Access) -> Result<Vec<BidDeadline>, Failure> {
    let rows = sqlx::query(
        "select d.id, d.kind, d.title, d.at_local, d.at, d.certainty, d.basis, u.name as owner,
                cast(case when x.deadline_id is null then 0 else 1 end as bigint) as is_done
         from bid b
         join deadline d on d.tender_id = b.tender_id
         left join deadline_owner o on o.bid_id = b.id and o.deadline_id = d.id
         left join user_account u on u.id = o.user_id
         left join done_step x on x.bid_id = b.id and x.deadline_id = d.id
         where b.id = $1
         order by d.at, d.id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(DEADLINES)
    .fetch_all(connection)
    .await?;
    rows.iter().map(deadline_of).collect()
}

/// A dated step in a row.
///
/// # Errors
/// When a column is missing or holds no identity.
pub(super) fn deadline_of(row: &AnyRow) -> Result<BidDeadline, Failure> {
    Ok(BidDeadline {
        id: identity(row, "id", DeadlineId::parse)?,
        kind: row.try_get("kind")?,
        title: row.try_get("title")?,
        at_local: row.try_get("at_local")?,
        at: Instant(row.try_get("at")?),
        is_planned: row.try_get::<String, _>("certainty")? == "planned",
        basis: row.try_get("basis")?,
        owner: row.try_get("owner")?,
        is_done: row.try_get::<i64, _>("is_done")? == 1,
    })
}

/// The firms on a bid, in the order in which they came.
///
/// # Errors
/// Faults of the database.
pub async fn bid_firms(connection: &mut Connection, access: &Access) -> Result<Vec<BidFirm>, Failure> {
    let rows = sqlx::query(
        "select o.id, o.name, o.name_latin, o.kind, o.country, o.address
         from bid_organisation b
         join organisation o on o.id = b.organisation_id
         where b.bid_id = $1
         order by b.added_at, o.id
         limit 50",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(BidFirm {
                id: identity(row, "id", OrganisationId::parse)?,
                name: row.try_get("name")?,
                name_latin: row.try_get("name_latin")?,
                is_japanese: row.try_get::<String, _>("kind")? == "japanese",
                country: row.try_get("country")?,
                address: row.try_get("address")?,
            })
        })
        .collect()
}

/// Whether a firm has any tender.
///
/// # Errors
/// Faults of the database.
pub async fn bid_has_tender(connection: &mut Connection, person: &SignedIn) -> Result<bool, Failure> {
    Ok(sqlx::query("select id from tender where organisation_id = $1 limit 1")
        .bind(person.organisation.to_string())
        .fetch_optional(connection)
        .await?
        .is_some())
}

/// The bids of a firm that have no active coordinator, the newest first.
///
/// # Errors
/// Faults of the database.
pub async fn bid_orphans(
    connection: &mut Connection,
    organisation: OrganisationId,
) -> Result<Vec<OrphanedBid>, Failure> {
    let rows = sqlx::query(
        "select b.id, b.state, t.title
         from bid b
         join tender t on t.id = b.tender_id
         where b.organisation_id = $1
           and not exists (
               select 1
               from seat s
               join user_account u on u.id = s.user_id
               where s.bid_id = b.id and s.role = 'coordinator' and u.state = 'active')
         order by b.created_at desc, b.id
         limit 200",
    )
    .bind(organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OrphanedBid {
                id: identity(row, "id", BidId::parse)?,
                title: row.try_get("title")?,
                is_archived: row.try_get::<String, _>("state")? == "archived",
            })
        })
        .collect()
}
