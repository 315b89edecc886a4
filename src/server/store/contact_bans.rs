//! What the ban on contact is reckoned from: the tenders of a bid, or of all bids of a firm, and what some of its contacts are
//! in them. Every statement names the bid that the reader may read, or the reader's firm.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::contact_roles::{given_way_of, role_of};
use crate::domain::contact::ContactKind;
use crate::domain::contact_ban::{BanDates, BanFacts};
use crate::domain::contact_role::TenderRole;
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{BidId, ContactId};
use crate::domain::instant::Instant;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, places_of};

/// Most bids of a firm that are looked at, the newest first.
const MOST_BIDS: i64 = 2_000;
/// Values that one statement looks for.
const SOUGHT: usize = 200;

/// A bid of the firm, before its dates are read.
#[derive(Debug, Clone)]
pub struct BanBid {
    /// Which.
    pub bid: BidId,
    /// 件名 of its tender; none without a seat of the reader.
    pub title: Option<String>,
    /// The buyer whom the tender addresses.
    pub addressee: String,
    /// What is known without its dates.
    pub facts: BanFacts,
}

/// What one of the firm's contacts is, everywhere and in its bids.
#[derive(Debug, Clone)]
pub struct BanContact {
    /// Which.
    pub contact: ContactId,
    /// Its sort.
    pub kind: Option<ContactKind>,
    /// The name of its organisation; empty for none.
    pub body: String,
    /// Its roles by bid, with those that gave way in a merge.
    pub roles: HashMap<BidId, Vec<TenderRole>>,
}

const COLUMNS: &str = "b.state, t.created_at, coalesce(o.recorded_at, 0) as ended_at";

/// The facts of one bid, with its dates.
///
/// # Errors
/// Faults of the database.
pub async fn contact_ban_facts(connection: &mut Connection, access: &Access) -> Result<BanFacts, Failure> {
    let statement = format!(
        "select {COLUMNS}
         from bid b
         join tender t on t.id = b.tender_id
         left join tender_outcome o on o.tender_id = t.id
         where b.id = $1"
    );
    let row = sqlx::query(AssertSqlSafe(statement)).bind(access.bid().to_string()).fetch_one(&mut *connection).await?;
    let mut facts = facts_of(&row)?;
    facts.dates = contact_ban_dates(connection, &[access.bid()]).await?.remove(&access.bid()).unwrap_or_default();
    Ok(facts)
}

/// The firm's bids whose ban may last: those that are open, and those put away of tenders that it has known since a day.
/// Without their dates.
///
/// # Errors
/// Faults of the database.
pub async fn contact_ban_bids(
    connection: &mut Connection,
    person: &SignedIn,
    since: Instant,
) -> Result<Vec<BanBid>, Failure> {
    let statement = format!(
        "select b.id, t.addressee, {COLUMNS},
                case when exists (
                    select 1
                    from seat s
                    where s.bid_id = b.id and s.user_id = $4 and s.role <> 'contributor')
                then t.title end as title
         from bid_organisation w
         join bid b on b.id = w.bid_id
         join tender t on t.id = b.tender_id
         left join tender_outcome o on o.tender_id = t.id
         where w.organisation_id = $1 and (b.state = 'open' or t.created_at >= $2)
         order by b.id desc
         limit $3 + 0"
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.organisation.to_string())
        .bind(since.0)
        .bind(MOST_BIDS)
        .bind(person.user.to_string())
        .fetch_all(connection)
        .await?;
    rows.iter().map(bid_of).collect()
}

/// The dates of bids that `contact_ban_bids` or `access::to_bid` answered for, one row for each.
///
/// # Errors
/// Faults of the database.
pub async fn contact_ban_dates(
    connection: &mut Connection,
    bids: &[BidId],
) -> Result<HashMap<BidId, BanDates>, Failure> {
    let mut dates = HashMap::with_capacity(bids.len());
    for some in bids.chunks(SOUGHT) {
        let statement = format!(
            "select b.id,
                    coalesce(min(case when d.kind = $1 then d.at_local end), '') as notice,
                    coalesce(min(case when d.kind <> $2 then d.at_local end), '') as earliest,
                    coalesce(max(case when d.kind <> $2 then d.at_local end), '') as latest,
                    coalesce(max(case when d.kind = $3 then d.at_local end), '') as award,
                    coalesce(max(case when d.kind = $3 and d.certainty = 'planned' then d.at_local end), '') as planned,
                    cast(max(case when d.kind <> $2 and d.certainty <> 'planned' then 1 else 0 end) as bigint)
                        as is_published
             from bid b
             join deadline d on d.tender_id = b.tender_id
             where b.id in ({})
             group by b.id",
            places_of(4, some.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(statement))
            .bind(MilestoneKind::Notice.code())
            .bind(MilestoneKind::Internal.code())
            .bind(MilestoneKind::AwardNotice.code());
        for bid in some {
            query = query.bind(bid.to_string());
        }
        for row in &query.fetch_all(&mut *connection).await? {
            dates.insert(identity(row, "id", BidId::parse)?, dates_of(row)?);
        }
    }
    Ok(dates)
}

/// What some of the firm's contacts are; fewer than were asked for when some are not the firm's, or erased.
///
/// # Errors
/// Faults of the database.
pub async fn contact_ban_contacts(
    connection: &mut Connection,
    person: &SignedIn,
    contacts: &[ContactId],
) -> Result<Vec<BanContact>, Failure> {
    let mut found = Vec::with_capacity(contacts.len());
    for some in contacts.chunks(SOUGHT) {
        let statement = format!(
            "select c.id, c.kind, coalesce(o.name, '') as body_name
             from contact c
             left join contact_organisation o on o.id = c.body_id
             where c.organisation_id = $1 and c.erased_at = 0 and c.id in ({})",
            places_of(2, some.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string());
        for contact in some {
            query = query.bind(contact.to_string());
        }
        for row in &query.fetch_all(&mut *connection).await? {
            found.push(BanContact {
                contact: identity(row, "id", ContactId::parse)?,
                kind: ContactKind::parse(&row.try_get::<String, _>("kind")?),
                body: row.try_get("body_name")?,
                roles: HashMap::new(),
            });
        }
    }
    let mut roles = roles_of(connection, contacts).await?;
    for contact in &mut found {
        contact.roles = roles.remove(&contact.contact).unwrap_or_default();
    }
    Ok(found)
}

/// The roles of contacts by bid.
async fn roles_of(
    connection: &mut Connection,
    contacts: &[ContactId],
) -> Result<HashMap<ContactId, HashMap<BidId, Vec<TenderRole>>>, Failure> {
    let mut roles: HashMap<ContactId, HashMap<BidId, Vec<TenderRole>>> = HashMap::new();
    for some in contacts.chunks(SOUGHT) {
        let statement = format!(
            "select contact_id, bid_id, role, given_way
             from contact_role
             where contact_id in ({})",
            places_of(1, some.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(statement));
        for contact in some {
            query = query.bind(contact.to_string());
        }
        for row in &query.fetch_all(&mut *connection).await? {
            let contact = identity(row, "contact_id", ContactId::parse)?;
            let given_way = given_way_of(&row.try_get::<String, _>("given_way")?)?;
            let of_bid = given_way.into_iter().map(|given| given.role).chain([role_of(row)?]).collect();
            roles.entry(contact).or_default().insert(identity(row, "bid_id", BidId::parse)?, of_bid);
        }
    }
    Ok(roles)
}

fn bid_of(row: &AnyRow) -> Result<BanBid, Failure> {
    Ok(BanBid {
        bid: identity(row, "id", BidId::parse)?,
        title: row.try_get("title")?,
        addressee: row.try_get("addressee")?,
        facts: facts_of(row)?,
    })
}

fn facts_of(row: &AnyRow) -> Result<BanFacts, Failure> {
    let day = |column: &str| -> Result<Option<NaiveDate>, Failure> {
        let at: i64 = row.try_get(column)?;
        Ok((at != 0).then(|| Instant(at).in_japan().date()))
    };
    Ok(BanFacts {
        dates: BanDates::default(),
        ended: day("ended_at")?,
        known_on: day("created_at")?.unwrap_or_default(),
        is_archived: row.try_get::<String, _>("state")? == "archived",
    })
}

fn dates_of(row: &AnyRow) -> Result<BanDates, Failure> {
    let day = |column: &str| -> Result<Option<NaiveDate>, Failure> {
        Ok(Moment::parse(&row.try_get::<String, _>(column)?).map(|moment| moment.date))
    };
    Ok(BanDates {
        notice: day("notice")?,
        first: day("earliest")?,
        last: day("latest")?,
        award: day("award")?,
        planned: day("planned")?,
        is_published: row.try_get::<i64, _>("is_published")? == 1,
    })
}
