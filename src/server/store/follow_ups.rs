//! Which follow-ups of contacts are due. A message names the contact by identity alone, so that erasing a person leaves no
//! name in anybody's inbox; what it hangs on is in `withdrawals`.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{BidId, ContactId, EngagementId, UserId};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// A follow-up that is due.
#[derive(Debug, Clone)]
pub struct FollowUpRow {
    /// The engagement that it follows.
    pub engagement: EngagementId,
    /// Who follows up.
    pub user: UserId,
    /// The bid that it concerns.
    pub bid: Option<BidId>,
    /// With whom, or with whom first.
    pub contact: ContactId,
    /// The day, `2026-12-10`.
    pub on: String,
}

/// Follow-ups of days behind one and up to another that nobody was told of yet. Whoever left the firm or the bid is told
/// nothing: the list of contacts says that nobody follows up.
///
/// # Errors
/// Faults of the database.
pub async fn follow_up_due(
    connection: &mut Connection,
    behind: &str,
    until: &str,
    limit: i64,
) -> Result<Vec<FollowUpRow>, Failure> {
    let rows = sqlx::query(
        "select q.id, q.bid_id, q.follow_up_on, q.follow_up_by, q.contact_id
         from (
             select e.id, e.bid_id, e.follow_up_on, e.follow_up_by,
                    (select min(x.contact_id)
                     from engagement_contact x
                     join contact c on c.id = x.contact_id and c.erased_at = 0
                     where x.engagement_id = e.id) as contact_id
             from engagement e
             join user_account u on u.id = e.follow_up_by and u.state = 'active'
             where e.is_followed_up = 0 and e.follow_up_on > $1 and e.follow_up_on <= $2
               and (e.bid_id is null or exists (
                   select 1
                   from seat s
                   join bid b on b.id = s.bid_id and b.state = 'open'
                   where s.bid_id = e.bid_id and s.user_id = e.follow_up_by and s.role <> 'contributor'))
               and not exists (
                   select 1
                   from outbox o
                   where o.user_id = e.follow_up_by
                     and o.subject = 'follow_up ' || e.id
                     and o.occasion = e.follow_up_on)
         ) q
         where q.contact_id is not null
         order by q.follow_up_on, q.id
         limit $3 + 0",
    )
    .bind(behind.to_owned())
    .bind(until.to_owned())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(row_of).collect()
}

/// The subject and occasion under which a follow-up is told once.
#[must_use]
pub fn follow_up_key(row: &FollowUpRow) -> (String, String) {
    (format!("follow_up {}", row.engagement), row.on.clone())
}

fn row_of(row: &AnyRow) -> Result<FollowUpRow, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    Ok(FollowUpRow {
        engagement: identity(row, "id", EngagementId::parse)?,
        user: identity(row, "follow_up_by", UserId::parse)?,
        bid: bid.as_deref().and_then(BidId::parse),
        contact: identity(row, "contact_id", ContactId::parse)?,
        on: row.try_get("follow_up_on")?,
    })
}
