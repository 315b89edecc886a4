//! Follow-ups that nobody does any more: whoever was to do them left the firm, or has no seat on the bid. They are shown to
//! those of the firm who see the bid, and to whoever minds them (`follow_ups::minds`), and are handed over.

use std::collections::HashMap;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::engagements::{SEEN, names_of};
use super::follow_ups::{follows, is_open, minds, writes};
use crate::domain::contact_view::{MOST_NOBODYS, Named, NobodysFollowUp};
use crate::domain::id::{BidId, ContactId, EngagementId, UserId};
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// What nobody of the reader's firm follows up, nearest first, as far as the reader may know or minds it; and whether there
/// is more. Of a bid without a seat of the reader's nothing is read but that there is something, when, and with whom.
///
/// # Errors
/// Faults of the database.
pub async fn nobodys_list(
    connection: &mut Connection,
    person: &SignedIn,
) -> Result<(Vec<NobodysFollowUp>, bool), Failure> {
    // Whether somebody follows up hangs on person and bid alone: these are few, and the entries many.
    let statement = format!(
        "select e.id, e.follow_up_on, u.name as was_by,
                cast(case when {minds} or e.bid_id is null then 1 else 0 end as bigint) as may_hand_over,
                case when {SEEN} then e.next_step else '' end as next_step,
                case when {SEEN} then e.bid_id else null end as bid_id,
                case when {SEEN} then coalesce(t.title, '') else '' end as bid_title
         from engagement e
         left join user_account u on u.id = e.follow_up_by
         left join bid b on b.id = e.bid_id
         left join tender t on t.id = b.tender_id
         where e.organisation_id = $2 and e.is_followed_up = 0 and e.follow_up_on > ''
           and (coalesce(e.bid_id, ''), coalesce(e.follow_up_by, '')) in (
               select coalesce(p.bid_id, ''), coalesce(p.follow_up_by, '')
               from (
                   select distinct g.organisation_id, g.bid_id, g.follow_up_by
                   from engagement g
                   where g.organisation_id = $2 and g.is_followed_up = 0 and g.follow_up_on > '') p
               where not {follows} and {is_open})
           and ({SEEN} or {minds})
         order by e.follow_up_on, e.id
         limit $3 + 0",
        minds = minds("e", "$1"),
        follows = follows("p", "p.follow_up_by"),
        is_open = is_open("p"),
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(person.organisation.to_string())
        .bind(i64::try_from(MOST_NOBODYS + 1).unwrap_or(i64::MAX))
        .fetch_all(&mut *connection)
        .await?;
    let has_more = rows.len() > MOST_NOBODYS;
    let shown = rows.get(..MOST_NOBODYS).unwrap_or(&rows);
    let ids: Vec<EngagementId> =
        shown.iter().map(|row| identity(row, "id", EngagementId::parse)).collect::<Result<_, _>>()?;
    let mut contacts = names_of(connection, &ids).await?;
    Ok((shown.iter().map(|row| nobodys_of(row, &mut contacts)).collect::<Result<_, _>>()?, has_more))
}

/// The bid by which the reader acts on one of the firm's follow-ups; none for one that concerns no bid, and for one that
/// the reader minds for the firm without writing on its bid.
///
/// # Errors
/// `NotFound` for another firm's, and for one that the reader neither sees nor minds; faults of the database.
pub async fn follow_up_bid(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
) -> Result<Option<BidId>, Failure> {
    let (minds, writes) = (minds("e", "$1"), writes("e", "$1"));
    let statement = format!(
        "select case when {writes} or not {minds} then e.bid_id else null end as bid_id
         from engagement e
         where e.id = $2 and e.organisation_id = $3 and ({SEEN} or {minds})"
    );
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(engagement.to_string())
        .bind(person.organisation.to_string())
        .fetch_optional(connection)
        .await?;
    let bid: Option<String> = row.ok_or(AppError::NotFound)?.try_get("bid_id")?;
    Ok(bid.as_deref().and_then(BidId::parse))
}

/// Hands one of the firm's follow-ups over that nobody does; false where somebody does by now, and where the new one has
/// no seat on its bid.
///
/// # Errors
/// Faults of the database.
pub async fn nobodys_hand_over(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
    to: UserId,
) -> Result<bool, Failure> {
    let statement = format!(
        "update engagement
         set follow_up_by = $3
         where id = $1 and organisation_id = $2 and is_followed_up = 0 and follow_up_on > ''
           and {} and not {} and {}",
        is_open("engagement"),
        follows("engagement", "engagement.follow_up_by"),
        follows("engagement", "$3")
    );
    let done = sqlx::query(AssertSqlSafe(statement))
        .bind(engagement.to_string())
        .bind(person.organisation.to_string())
        .bind(to.to_string())
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

fn nobodys_of(
    row: &AnyRow,
    contacts: &mut HashMap<EngagementId, Vec<Named<ContactId>>>,
) -> Result<NobodysFollowUp, Failure> {
    let engagement = identity(row, "id", EngagementId::parse)?;
    let bid: Option<String> = row.try_get("bid_id")?;
    let name: String = row.try_get("bid_title")?;
    Ok(NobodysFollowUp {
        engagement,
        on: row.try_get("follow_up_on")?,
        next_step: row.try_get("next_step")?,
        was_by: row.try_get("was_by")?,
        bid: bid.as_deref().and_then(BidId::parse).map(|id| Named { id, name }),
        may_hand_over: row.try_get::<i64, _>("may_hand_over")? == 1,
        contacts: contacts.remove(&engagement).unwrap_or_default(),
    })
}
