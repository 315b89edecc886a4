//! Rows of `calendar_feed`: secret addresses under which calendar programs read dates, by the hash of the secret.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::calendar::{CalendarFeed, FeedBid, FeedDraft, MOST_FEEDS, Whose};
use crate::domain::id::{BidId, CalendarFeedId, OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Most bids in one calendar; the newest count.
const MOST_BIDS: i64 = 1_000;

/// What an address leads to.
#[derive(Debug, Clone)]
pub struct FeedRow {
    /// Who made it.
    pub user: UserId,
    /// Their firm.
    pub organisation: OrganisationId,
    /// Their IANA zone.
    pub zone: String,
    /// The one bid; none for all.
    pub bid: Option<BidId>,
    /// In which language.
    pub language: Language,
    /// Whose dates.
    pub whose: Whose,
}

/// The address of a secret, while its maker's account is active. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn feed_find(connection: &mut Connection, token_hash: &str) -> Result<Option<FeedRow>, Failure> {
    let row = sqlx::query(
        "select f.user_id, f.bid_id, f.language, f.whose, u.organisation_id, u.zone
         from calendar_feed f
         join user_account u on u.id = f.user_id
         where f.token_hash = $1 and u.state = 'active'",
    )
    .bind(token_hash)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(FeedRow {
        user: identity(&row, "user_id", UserId::parse)?,
        organisation: identity(&row, "organisation_id", OrganisationId::parse)?,
        zone: row.try_get("zone")?,
        bid: row.try_get::<Option<String>, _>("bid_id")?.as_deref().and_then(BidId::parse),
        language: language(&row)?,
        whose: whose(&row)?,
    }))
}

/// The bids whose dates a person may be told, in the order of their identities: the named one, or all that are not
/// put away. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn feed_bids(connection: &mut Connection, user: UserId, only: Option<BidId>) -> Result<Vec<BidId>, Failure> {
    let rows = sqlx::query(
        "select b.id
         from seat s
         join bid b on b.id = s.bid_id
         where s.user_id = $1
           and s.role <> 'contributor'
           and ((cast($2 as text) = '' and b.state = 'open') or b.id = $2)
         order by b.created_at desc, b.id
         limit $3 + 0",
    )
    .bind(user.to_string())
    .bind(only.map(|bid| bid.to_string()).unwrap_or_default())
    .bind(MOST_BIDS)
    .fetch_all(connection)
    .await?;
    let mut bids: Vec<BidId> = rows.iter().map(|row| identity(row, "id", BidId::parse)).collect::<Result<_, _>>()?;
    bids.sort_unstable();
    Ok(bids)
}

/// The addresses of a person, the newest first.
///
/// # Errors
/// Faults of the database.
pub async fn feed_list(connection: &mut Connection, person: &SignedIn) -> Result<Vec<CalendarFeed>, Failure> {
    let rows = sqlx::query(
        "select f.id, f.bid_id, f.language, f.whose, f.made_at, t.title
         from calendar_feed f
         left join bid b on b.id = f.bid_id
         left join tender t on t.id = b.tender_id
         where f.user_id = $1
         order by f.made_at desc, f.id
         limit $2 + 0",
    )
    .bind(person.user.to_string())
    .bind(i64::try_from(MOST_FEEDS).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let bid = row.try_get::<Option<String>, _>("bid_id")?.as_deref().and_then(BidId::parse);
            let title: Option<String> = row.try_get("title")?;
            Ok(CalendarFeed {
                id: identity(row, "id", CalendarFeedId::parse)?,
                bid: bid.map(|id| FeedBid { id, title: title.unwrap_or_default() }),
                language: language(row)?,
                whose: whose(row)?,
                made_at: Instant(row.try_get("made_at")?),
            })
        })
        .collect()
}

/// Titles of a person's own open bids, the newest first.
///
/// # Errors
/// Faults of the database.
pub async fn feed_bid_titles(connection: &mut Connection, person: &SignedIn) -> Result<Vec<FeedBid>, Failure> {
    let rows = sqlx::query(
        "select b.id, t.title
         from seat s
         join bid b on b.id = s.bid_id
         join tender t on t.id = b.tender_id
         where s.user_id = $1
           and s.role <> 'contributor'
           and b.state = 'open'
         order by b.created_at desc, b.id
         limit $2 + 0",
    )
    .bind(person.user.to_string())
    .bind(MOST_BIDS)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(FeedBid { id: identity(row, "id", BidId::parse)?, title: row.try_get("title")? }))
        .collect()
}

/// How many addresses a person has, holding the person's row until the transaction ends, so that many at once cannot
/// pass the limit.
///
/// # Errors
/// Faults of the database.
pub async fn feed_count_locked(connection: &mut Connection, person: &SignedIn) -> Result<usize, Failure> {
    sqlx::query("update user_account set revision = revision where id = $1")
        .bind(person.user.to_string())
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query("select cast(count(id) as bigint) as n from calendar_feed where user_id = $1")
        .bind(person.user.to_string())
        .fetch_one(connection)
        .await?;
    Ok(usize::try_from(row.try_get::<i64, _>("n")?).unwrap_or(usize::MAX))
}

/// Keeps a new address.
///
/// # Errors
/// Faults of the database.
pub async fn feed_insert(
    connection: &mut Connection,
    person: &SignedIn,
    token_hash: &str,
    draft: &FeedDraft,
    now: Instant,
) -> Result<CalendarFeedId, Failure> {
    let id = CalendarFeedId::fresh();
    sqlx::query(
        "insert into calendar_feed (id, token_hash, user_id, bid_id, language, whose, made_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_string())
    .bind(token_hash)
    .bind(person.user.to_string())
    .bind(draft.bid.map(|bid| bid.to_string()))
    .bind(draft.language.tag())
    .bind(draft.whose.code())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(id)
}

/// Puts another secret in the place of the present one; false when the person has no such address.
///
/// # Errors
/// Faults of the database.
pub async fn feed_replace(
    connection: &mut Connection,
    person: &SignedIn,
    feed: CalendarFeedId,
    token_hash: &str,
    now: Instant,
) -> Result<bool, Failure> {
    let done = sqlx::query("update calendar_feed set token_hash = $3, made_at = $4 where id = $1 and user_id = $2")
        .bind(feed.to_string())
        .bind(person.user.to_string())
        .bind(token_hash)
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Withdraws an address; false when the person has no such one.
///
/// # Errors
/// Faults of the database.
pub async fn feed_delete(
    connection: &mut Connection,
    person: &SignedIn,
    feed: CalendarFeedId,
) -> Result<bool, Failure> {
    let done = sqlx::query("delete from calendar_feed where id = $1 and user_id = $2")
        .bind(feed.to_string())
        .bind(person.user.to_string())
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

fn language(row: &AnyRow) -> Result<Language, Failure> {
    let tag: String = row.try_get("language")?;
    Language::parse(&tag).ok_or_else(|| Failure::fault("the language of a calendar cannot be read"))
}

fn whose(row: &AnyRow) -> Result<Whose, Failure> {
    let code: String = row.try_get("whose")?;
    Whose::parse(&code).ok_or_else(|| Failure::fault("whose dates a calendar holds cannot be read"))
}
