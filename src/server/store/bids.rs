//! Rows of `bid` and `bid_organisation`, and the lines of home and overview that are joined from them.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::bid::{BidCard, BidDeadline, BidFirm, BidHead, Listed, OrphanedBid, WaitingDeadline};
use crate::domain::deadline::MilestoneKind;
use crate::domain::id::{BidId, DeadlineId, OrganisationId, SectionId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::domain::seat::Role;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// The place of a bid without a date of ours ahead: behind all that have one.
const NEVER: i64 = 9_000_000_000_000_000;
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
         limit $2",
    )
    .bind(access.bid().to_string())
    .bind(DEADLINES)
    .fetch_all(connection)
    .await?;
    rows.iter().map(deadline_of).collect()
}

fn deadline_of(row: &AnyRow) -> Result<BidDeadline, Failure> {
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

/// A page of a person's bids behind a place, the nearest date of ours first, and the place where the next page begins. A
/// contributor gets no dates.
///
/// # Errors
/// Faults of the database.
pub async fn bid_list(
    connection: &mut Connection,
    person: &SignedIn,
    now: Instant,
    listed: Listed,
    after: Option<(i64, &str)>,
    limit: usize,
) -> Result<(Vec<BidCard>, Option<String>), Failure> {
    let (at, bid) = after.unwrap_or((i64::MIN, ""));
    let rows = sqlx::query(AssertSqlSafe(own_bids()))
        .bind(person.user.to_string())
        .bind(now.0)
        .bind(listed.code())
        .bind(at)
        .bind(bid.to_owned())
        .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
        .fetch_all(connection)
        .await?;
    let more = match rows.get(limit.saturating_sub(1)).filter(|_| rows.len() > limit) {
        Some(last) => Some(format!("{}.{}", last.try_get::<i64, _>("place")?, last.try_get::<String, _>("bid_id")?)),
        None => None,
    };
    Ok((rows.iter().take(limit).map(card_of).collect::<Result<_, _>>()?, more))
}

/// The next date of each bid is looked up once; all else is read of the bids of the page alone.
fn own_bids() -> String {
    let ours: Vec<String> =
        MilestoneKind::ALL.into_iter().filter(|kind| kind.is_ours()).map(|kind| format!("'{}'", kind.code())).collect();
    let is_next = |bid: &str| {
        format!(
            "n.kind in ({})
             and not exists (select 1 from done_step x where x.bid_id = {bid} and x.deadline_id = n.id)",
            ours.join(", ")
        )
    };
    format!(
        "with mine as materialized (
             select b.id as bid_id, b.tender_id, s.role, s.section_id,
                    coalesce((
                        select n.at
                        from deadline n
                        where n.tender_id = b.tender_id and n.at >= $2 and s.role <> 'contributor' and {}
                        order by n.at
                        limit 1), {NEVER}) as place
             from seat s
             join bid b on b.id = s.bid_id
             where s.user_id = $1 and b.state = $3
         ), page as materialized (
             select m.bid_id, m.tender_id, m.role, m.section_id, m.place
             from mine m
             where m.place > $4 or (m.place = $4 and m.bid_id > $5)
             order by m.place, m.bid_id
             limit $6
         )
         select p.bid_id, b.state, t.title as bid_title, t.addressee, p.role, p.section_id, p.place,
                d.id, d.kind, d.title, d.at_local, coalesce(d.at, 0) as at, d.certainty, d.basis,
                cast(null as text) as owner, cast(0 as bigint) as is_done,
                (select count(*) from section x where x.bid_id = p.bid_id) as sections,
                (select count(*) from section x where x.bid_id = p.bid_id and x.state = 'approved') as approved
         from page p
         join bid b on b.id = p.bid_id
         join tender t on t.id = p.tender_id
         left join deadline d on d.id = (
             select n.id
             from deadline n
             where n.tender_id = p.tender_id and n.at = p.place and {}
             order by n.id
             limit 1)
         order by p.place, p.bid_id",
        is_next("b.id"),
        is_next("p.bid_id"),
    )
}

fn card_of(row: &AnyRow) -> Result<BidCard, Failure> {
    let role: String = row.try_get("role")?;
    let section: Option<String> = row.try_get("section_id")?;
    let next: Option<String> = row.try_get("id")?;
    Ok(BidCard {
        id: identity(row, "bid_id", BidId::parse)?,
        title: row.try_get("bid_title")?,
        addressee: row.try_get("addressee")?,
        role: Role::parse(&role).ok_or_else(|| Failure::fault("unknown role in a seat"))?,
        section: section.as_deref().and_then(SectionId::parse),
        is_archived: row.try_get::<String, _>("state")? == "archived",
        next: next.map(|_| deadline_of(row)).transpose()?,
        sections: row.try_get("sections")?,
        approved: row.try_get("approved")?,
    })
}

/// Dates that the person answers for, from one moment to another, the nearest first.
///
/// # Errors
/// Faults of the database.
pub async fn bid_deadlines_of(
    connection: &mut Connection,
    person: &SignedIn,
    from: Instant,
    until: Instant,
    limit: usize,
) -> Result<Vec<WaitingDeadline>, Failure> {
    let rows = sqlx::query(
        "with coming as materialized (
             select o.bid_id, o.deadline_id, d.at
             from deadline_owner o
             join deadline d on d.id = o.deadline_id
             where o.user_id = $1 and d.at >= $2 and d.at < $3
         ), waiting as materialized (
             select c.bid_id, c.deadline_id, b.tender_id
             from coming c
             join bid b on b.id = c.bid_id
             join seat s on s.bid_id = c.bid_id and s.user_id = $1
             where b.state = 'open' and s.role <> 'contributor'
               and not exists (select 1 from done_step x where x.bid_id = c.bid_id and x.deadline_id = c.deadline_id)
             order by c.at, c.deadline_id
             limit $4
         )
         select w.bid_id, t.title as bid_title, d.id, d.kind, d.title, d.at_local, d.at, d.certainty, d.basis,
                cast(null as text) as owner, cast(0 as bigint) as is_done
         from waiting w
         join tender t on t.id = w.tender_id
         join deadline d on d.id = w.deadline_id
         order by d.at, d.id",
    )
    .bind(person.user.to_string())
    .bind(from.0)
    .bind(until.0)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(WaitingDeadline {
                bid: identity(row, "bid_id", BidId::parse)?,
                bid_title: row.try_get("bid_title")?,
                deadline: deadline_of(row)?,
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
