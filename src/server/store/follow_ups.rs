//! Which follow-ups of contacts are due, who still does them, and who minds those that nobody does any more. A message
//! names the contact by identity alone, so that erasing a person leaves no name in anybody's inbox; what it hangs on is in
//! `withdrawals`.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::id::{BidId, ContactId, EngagementId, UserId};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Stands before the entry's identity in the subject of a message to whoever follows up.
const SUBJECT: &str = "follow_up ";
/// The same, to whoever minds what nobody follows up.
const NOBODYS_SUBJECT: &str = "follow_up_nobody ";

/// A follow-up that is due.
#[derive(Debug, Clone)]
pub struct FollowUpRow {
    /// The engagement that it follows.
    pub engagement: EngagementId,
    /// Who is told.
    pub user: UserId,
    /// The bid that it concerns, where that person has a seat.
    pub bid: Option<BidId>,
    /// With whom, or with whom first.
    pub contact: ContactId,
    /// The day, `2026-12-10`.
    pub on: String,
    /// Whether that person follows up, or minds that nobody does.
    pub standing: Standing,
}

/// What a person has to do with a follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Follows up.
    Follows,
    /// Minds that nobody does.
    Minds,
}

/// Whether some account may follow up what concerns the firm and the bid of a row: an active one of that firm, in a bid
/// with a seat there; where nobody of the firm has a seat, one that administers the firm.
pub(super) fn follows(row: &str, user: &str) -> String {
    format!(
        "exists (
             select 1
             from user_account fa
             where fa.id = {user} and fa.organisation_id = {row}.organisation_id and fa.state = 'active'
               and ({row}.bid_id is null
                   or exists (
                       select 1
                       from seat fs
                       where fs.bid_id = {row}.bid_id and fs.user_id = fa.id and fs.role <> 'contributor')
                   or (fa.is_administrator = 1
                       and not exists (
                           select 1
                           from seat ft
                           join user_account fb on fb.id = ft.user_id and fb.state = 'active'
                           where ft.bid_id = {row}.bid_id and fb.organisation_id = {row}.organisation_id
                             and ft.role <> 'contributor'))))"
    )
}

/// Whether an account minds what nobody follows up of the firm and the bid of a row: one that writes on the bid; where
/// nobody of the firm does, and where there is no bid, one that administers the firm.
pub(super) fn minds(row: &str, user: &str) -> String {
    format!(
        "exists (
             select 1
             from user_account ma
             where ma.id = {user} and ma.organisation_id = {row}.organisation_id and ma.state = 'active'
               and ({}
                   or (ma.is_administrator = 1
                       and not exists (
                           select 1
                           from seat mt
                           join user_account mb on mb.id = mt.user_id and mb.state = 'active'
                           where mt.bid_id = {row}.bid_id and mb.organisation_id = {row}.organisation_id
                             and mt.role in ('coordinator', 'writer')))))",
        writes(row, "ma.id")
    )
}

/// Whether an account writes on the bid of a row.
pub(super) fn writes(row: &str, user: &str) -> String {
    format!(
        "exists (
             select 1
             from seat ms
             where ms.bid_id = {row}.bid_id and ms.user_id = {user} and ms.role in ('coordinator', 'writer'))"
    )
}

/// Whether a row concerns no bid, or one that is open.
pub(super) fn is_open(row: &str) -> String {
    format!(
        "({row}.bid_id is null
             or exists (select 1 from bid ob where ob.id = {row}.bid_id and ob.state = 'open'))"
    )
}

/// What a message to whoever follows up hangs on: the person of the row `o` still does, with somebody who is still known.
pub(super) fn follow_up_holds() -> String {
    holds(SUBJECT, &format!("e.follow_up_by = o.user_id and {}", follows("e", "e.follow_up_by")))
}

/// What a message to whoever minds hangs on: nobody follows up yet, and it is the person of the row `o` who minds.
pub(super) fn nobodys_holds() -> String {
    holds(NOBODYS_SUBJECT, &format!("not {} and {}", follows("e", "e.follow_up_by"), minds("e", "o.user_id")))
}

fn holds(subject: &str, who: &str) -> String {
    format!(
        "exists (
             select 1
             from engagement e
             join engagement_contact x on x.engagement_id = e.id
             join contact c on c.id = x.contact_id and c.erased_at = 0
             where e.id = substr(o.subject, {}) and e.is_followed_up = 0 and {}
               and {who})",
        subject.len() + 1,
        is_open("e")
    )
}

/// Follow-ups of days behind one and up to another that nobody was told of yet, each for whoever does it. What nobody does
/// any more, for they left the firm or the bid, is for those who mind it.
///
/// # Errors
/// Faults of the database.
pub async fn follow_up_due(
    connection: &mut Connection,
    behind: &str,
    until: &str,
    limit: i64,
) -> Result<Vec<FollowUpRow>, Failure> {
    let follows = follows("e", "e.follow_up_by");
    let mut due =
        due(connection, Standing::Follows, &format!("u.id = e.follow_up_by and {follows}"), behind, until, limit)
            .await?;
    let nobodys = format!("u.organisation_id = e.organisation_id and not {follows} and {}", minds("e", "u.id"));
    due.extend(self::due(connection, Standing::Minds, &nobodys, behind, until, limit).await?);
    Ok(due)
}

async fn due(
    connection: &mut Connection,
    standing: Standing,
    who: &str,
    behind: &str,
    until: &str,
    limit: i64,
) -> Result<Vec<FollowUpRow>, Failure> {
    // Joined by `cross`, so that the days are read first, and not all accounts.
    let statement = format!(
        "select q.id, q.bid_id, q.follow_up_on, q.user_id, q.contact_id
         from (
             select e.id, e.follow_up_on, u.id as user_id,
                    (select s.bid_id
                     from seat s
                     where s.bid_id = e.bid_id and s.user_id = u.id and s.role <> 'contributor') as bid_id,
                    (select min(x.contact_id)
                     from engagement_contact x
                     join contact c on c.id = x.contact_id and c.erased_at = 0
                     where x.engagement_id = e.id) as contact_id
             from engagement e
             cross join user_account u
             where e.is_followed_up = 0 and e.follow_up_on > $1 and e.follow_up_on <= $2
               and {} and {who}
               and not exists (
                   select 1
                   from outbox o
                   where o.user_id = u.id
                     and o.subject = '{}' || e.id
                     and o.occasion = e.follow_up_on)
         ) q
         where q.contact_id is not null
         order by q.follow_up_on, q.id, q.user_id
         limit $3 + 0",
        is_open("e"),
        subject_of(standing)
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(behind.to_owned())
        .bind(until.to_owned())
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| row_of(row, standing)).collect()
}

/// The subject and occasion under which a follow-up is told once.
#[must_use]
pub fn follow_up_key(row: &FollowUpRow) -> (String, String) {
    (format!("{}{}", subject_of(row.standing), row.engagement), row.on.clone())
}

const fn subject_of(standing: Standing) -> &'static str {
    match standing {
        Standing::Follows => SUBJECT,
        Standing::Minds => NOBODYS_SUBJECT,
    }
}

fn row_of(row: &AnyRow, standing: Standing) -> Result<FollowUpRow, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    Ok(FollowUpRow {
        engagement: identity(row, "id", EngagementId::parse)?,
        user: identity(row, "user_id", UserId::parse)?,
        bid: bid.as_deref().and_then(BidId::parse),
        contact: identity(row, "contact_id", ContactId::parse)?,
        on: row.try_get("follow_up_on")?,
        standing,
    })
}
