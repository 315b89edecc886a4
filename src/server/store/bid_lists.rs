//! The lists of a person's bids and dates, the nearest first: what home begins with.
//!
//! Whoever has much is answered out of the next few dates: a page is full long before everything has been looked at. Only
//! when these do not fill it, all that the person has is looked through.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::bids::deadline_of;
use crate::domain::bid::{BidCard, Listed, WaitingDeadline};
use crate::domain::deadline::MilestoneKind;
use crate::domain::id::{BidId, SectionId};
use crate::domain::instant::Instant;
use crate::domain::seat::Role;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// The place of a bid without a date of ours ahead: behind all that have one.
const NEVER: i64 = 9_000_000_000_000_000;
/// So many of what comes next are looked at for each line of a page before all are.
pub(super) const NEAR: usize = 4;

/// How far a list looks for dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Among the next dates of all tenders.
    Near,
    /// Among all that the person has.
    All,
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
    let wish = Wish { person, now, listed, after, limit };
    let rows = match (listed, after) {
        (Listed::Open, None) => match wish.near(connection).await? {
            Some(rows) => rows,
            None => wish.rows(connection, Reach::All).await?,
        },
        _ => wish.rows(connection, Reach::All).await?,
    };
    let more = match rows.get(limit.saturating_sub(1)).filter(|_| rows.len() > limit) {
        Some(last) => Some(format!("{}.{}", place_of(last)?, last.try_get::<String, _>("bid_id")?)),
        None => None,
    };
    Ok((rows.iter().take(limit).map(card_of).collect::<Result<_, _>>()?, more))
}

/// Which bids are asked for.
struct Wish<'a> {
    person: &'a SignedIn,
    now: Instant,
    listed: Listed,
    after: Option<(i64, &'a str)>,
    limit: usize,
}

impl Wish<'_> {
    /// A page and one more, the last of which stands before the last date that was looked at: nothing can stand between.
    async fn near(&self, connection: &mut Connection) -> Result<Option<Vec<AnyRow>>, Failure> {
        let rows = self.rows(connection, Reach::Near).await?;
        let Some(last) = rows.get(self.limit) else { return Ok(None) };
        let is_whole = place_of(last)? < last.try_get::<i64, _>("reach")?;
        Ok(is_whole.then_some(rows))
    }

    async fn rows(&self, connection: &mut Connection, reach: Reach) -> Result<Vec<AnyRow>, Failure> {
        let (at, bid) = self.after.unwrap_or((i64::MIN, ""));
        let query = sqlx::query(AssertSqlSafe(own_bids(reach)))
            .bind(self.person.user.to_string())
            .bind(self.now.0)
            .bind(self.listed.code())
            .bind(at)
            .bind(bid.to_owned())
            .bind(number(self.limit + 1));
        let query = if reach == Reach::Near { query.bind(number(self.limit * NEAR)) } else { query };
        Ok(query.fetch_all(connection).await?)
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn place_of(row: &AnyRow) -> Result<i64, Failure> {
    Ok(row.try_get("place")?)
}

/// The next date of each bid is looked up once; all else is read of the bids of the page alone. Where SQLite would begin at
/// the wrong end, `cross join` and a kind made an expression keep it from doing so.
fn own_bids(reach: Reach) -> String {
    let ours: Vec<String> =
        MilestoneKind::ALL.into_iter().filter(|kind| kind.is_ours()).map(|kind| format!("'{}'", kind.code())).collect();
    let ours = ours.join(", ");
    let (ours, ours_there) = (format!("n.kind in ({ours})"), format!("n.kind || '' in ({ours})"));
    let is_open =
        |bid: &str| format!("not exists (select 1 from done_step x where x.bid_id = {bid} and x.deadline_id = n.id)");
    let (mine, looked_at) = match reach {
        Reach::Near => (
            format!(
                "near as materialized (
                     select n.id, n.tender_id, n.at
                     from deadline n
                     where n.at >= $2 and {ours}
                     order by n.at
                     limit $7 + 0
                 ), mine as materialized (
                     select b.id as bid_id, b.tender_id, s.role, s.section_id, min(n.at) as place
                     from near n
                     cross join bid b
                     cross join seat s
                     where b.tender_id = n.tender_id and b.state = $3 and s.bid_id = b.id and s.user_id = $1
                       and s.role <> 'contributor' and {}
                     group by b.id, b.tender_id, s.role, s.section_id
                 )",
                is_open("b.id")
            ),
            "(select max(n.at) from near n)",
        ),
        Reach::All => (
            format!(
                "mine as materialized (
                     select b.id as bid_id, b.tender_id, s.role, s.section_id,
                            coalesce((
                                select n.at
                                from deadline n
                                where n.tender_id = b.tender_id and n.at >= $2 and s.role <> 'contributor'
                                  and {ours} and {}
                                order by n.at
                                limit 1), {NEVER}) as place
                     from seat s
                     join bid b on b.id = s.bid_id
                     where s.user_id = $1 and b.state = $3
                 )",
                is_open("b.id")
            ),
            "cast(null as bigint)",
        ),
    };
    format!(
        "with {mine}, page as materialized (
             select m.bid_id, m.tender_id, m.role, m.section_id, m.place
             from mine m
             where m.place > $4 or (m.place = $4 and m.bid_id > $5)
             order by m.place, m.bid_id
             limit $6 + 0
         )
         select p.bid_id, b.state, t.title as bid_title, t.addressee, p.role, p.section_id, p.place,
                {looked_at} as reach,
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
             where n.tender_id = p.tender_id and n.at = p.place and {ours_there} and {}
             order by n.id
             limit 1)
         order by p.place, p.bid_id",
        is_open("p.bid_id"),
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

/// Whether a person has a seat on a bid that was put away.
///
/// # Errors
/// Faults of the database.
pub async fn bid_has_archived(connection: &mut Connection, person: &SignedIn) -> Result<bool, Failure> {
    let row = sqlx::query(
        "select b.id
         from seat s
         join bid b on b.id = s.bid_id
         where s.user_id = $1 and b.state = 'archived'
         limit 1",
    );
    Ok(row.bind(person.user.to_string()).fetch_optional(connection).await?.is_some())
}

/// The nearest dates that the person answers for, from a moment on.
///
/// # Errors
/// Faults of the database.
pub async fn bid_deadlines_of(
    connection: &mut Connection,
    person: &SignedIn,
    from: Instant,
    limit: usize,
) -> Result<Vec<WaitingDeadline>, Failure> {
    // Joined by `cross`, so that the dates are gone through in their order until enough are found.
    let rows = sqlx::query(
        "with waiting as materialized (
             select o.bid_id, o.deadline_id, o.at, b.tender_id
             from deadline_owner o
             cross join bid b
             cross join seat s
             where o.user_id = $1 and o.at >= $2
               and b.id = o.bid_id and b.state = 'open'
               and s.bid_id = o.bid_id and s.user_id = $1 and s.role <> 'contributor'
               and not exists (select 1 from done_step x where x.bid_id = o.bid_id and x.deadline_id = o.deadline_id)
             order by o.at, o.deadline_id, o.bid_id
             limit $3 + 0
         )
         select w.bid_id, t.title as bid_title, d.id, d.kind, d.title, d.at_local, d.at, d.certainty, d.basis,
                cast(null as text) as owner, cast(0 as bigint) as is_done
         from waiting w
         join tender t on t.id = w.tender_id
         join deadline d on d.id = w.deadline_id
         order by w.at, w.deadline_id, w.bid_id",
    )
    .bind(person.user.to_string())
    .bind(from.0)
    .bind(number(limit))
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
