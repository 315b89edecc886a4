//! The texts of `engagement` for whoever takes a name out of them: all of the firm's, whichever bid they concern. What of
//! them a reader may see is said beside each.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::engagements::SEEN;
use crate::domain::contact_view::Named;
use crate::domain::deadline::Moment;
use crate::domain::id::{BidId, ContactId, EngagementId};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, places_of};

/// Engagements that are looked through at once.
const AT_ONCE: i64 = 500;
/// Engagements that one statement names.
pub const NAMED: usize = 400;

/// What was said, what comes next, and why it was recorded in spite of a ban.
pub type Texts = [String; 3];

/// An engagement that is looked through.
#[derive(Debug, Clone)]
pub struct TextRow {
    /// Which.
    pub id: EngagementId,
    /// Its texts.
    pub texts: Texts,
    /// When it was.
    pub at: Moment,
    /// Its bid.
    pub bid: Option<Named<BidId>>,
    /// Whether the reader may know of it.
    pub is_seen: bool,
}

/// The next engagements of the firm behind one; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_text_page(
    connection: &mut Connection,
    person: &SignedIn,
    after: Option<EngagementId>,
) -> Result<Vec<TextRow>, Failure> {
    let statement = format!(
        "select e.id, e.said, e.next_step, e.ban_reason, e.at_local, e.bid_id, coalesce(t.title, '') as bid_title,
                cast(case when {SEEN} then 1 else 0 end as bigint) as is_seen
         from engagement e
         left join bid b on b.id = e.bid_id
         left join tender t on t.id = b.tender_id
         where e.organisation_id = $2 and e.id > $3
         order by e.id
         limit $4 + 0"
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(person.organisation.to_string())
        .bind(after.map(|after| after.to_string()).unwrap_or_default())
        .bind(AT_ONCE)
        .fetch_all(connection)
        .await?;
    rows.iter().map(row_of).collect()
}

/// Every engagement with a contact of the firm.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_ids_with(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Vec<EngagementId>, Failure> {
    let rows = sqlx::query(
        "select e.id
         from engagement_contact x
         join engagement e on e.id = x.engagement_id
         where x.contact_id = $1 and e.organisation_id = $2",
    )
    .bind(contact.to_string())
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "id", EngagementId::parse)).collect()
}

/// The texts of some engagements of the firm, `NAMED` at most.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_texts_of(
    connection: &mut Connection,
    person: &SignedIn,
    engagements: &[EngagementId],
) -> Result<Vec<(EngagementId, Texts)>, Failure> {
    if engagements.is_empty() {
        return Ok(Vec::new());
    }
    let statement = format!(
        "select e.id, e.said, e.next_step, e.ban_reason
         from engagement e
         where e.organisation_id = $1 and e.id in ({})",
        places_of(2, engagements.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string());
    for engagement in engagements {
        query = query.bind(engagement.to_string());
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(|row| Ok((identity(row, "id", EngagementId::parse)?, texts_of(row)?))).collect()
}

/// Puts other texts into an engagement of the firm.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_rewrite(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
    [said, next_step, ban_reason]: Texts,
) -> Result<(), Failure> {
    sqlx::query(
        "update engagement
         set said = $3, next_step = $4, ban_reason = $5
         where id = $1 and organisation_id = $2",
    )
    .bind(engagement.to_string())
    .bind(person.organisation.to_string())
    .bind(said)
    .bind(next_step)
    .bind(ban_reason)
    .execute(connection)
    .await?;
    Ok(())
}

fn texts_of(row: &AnyRow) -> Result<Texts, Failure> {
    Ok([row.try_get("said")?, row.try_get("next_step")?, row.try_get("ban_reason")?])
}

fn row_of(row: &AnyRow) -> Result<TextRow, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    let name: String = row.try_get("bid_title")?;
    Ok(TextRow {
        id: identity(row, "id", EngagementId::parse)?,
        texts: texts_of(row)?,
        at: Moment::parse(&row.try_get::<String, _>("at_local")?)
            .ok_or_else(|| Failure::fault("the moment of an engagement cannot be read"))?,
        bid: bid.as_deref().and_then(BidId::parse).map(|id| Named { id, name }),
        is_seen: row.try_get::<i64, _>("is_seen")? == 1,
    })
}
