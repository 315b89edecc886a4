//! One entry of the log as its own firm corrects it.

use std::collections::HashSet;

use sqlx::{AssertSqlSafe, Row};

use super::engagements::SEEN;
use crate::domain::contact::ContactForm;
use crate::domain::contact_view::Named;
use crate::domain::deadline::Moment;
use crate::domain::engagement::{EngagementDraft, EngagementForm, EngagementKind, EntryState, box_of};
use crate::domain::id::{BidId, ContactId, EngagementId, UserId};
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, Statement, identity, places_of};

/// An entry as it stands.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// The bid for which it was.
    pub bid: Option<Named<BidId>>,
    /// What its form would have sent.
    pub form: EngagementForm,
    /// What the trail keeps of it once it is corrected.
    pub state: EntryState,
    /// Its contacts.
    pub contacts: Vec<Named<ContactId>>,
    /// With how many that were erased.
    pub erased: usize,
    /// Who of the firm, whether they are still there or not.
    pub people: Vec<Named<UserId>>,
}

/// An entry that the reader's firm logged.
///
/// # Errors
/// `NotFound` for another firm's, and for what concerns a bid without a seat; faults of the database.
pub async fn engagement_entry(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
) -> Result<EntryRow, Failure> {
    let statement = format!(
        "select e.bid_id, coalesce(t.title, '') as bid_title, e.kind, e.at_local, e.said, e.next_step, e.follow_up_on,
                coalesce(e.follow_up_by, '') as follow_up_by, e.ban_reason, e.is_confidential,
                e.is_in_ban
         from engagement e
         left join bid b on b.id = e.bid_id
         left join tender t on t.id = b.tender_id
         where e.id = $2 and e.organisation_id = $3 and {SEEN}"
    );
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(engagement.to_string())
        .bind(person.organisation.to_string())
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(AppError::NotFound)?;
    let bid: Option<String> = row.try_get("bid_id")?;
    let at_local: String = row.try_get("at_local")?;
    let at = Moment::parse(&at_local).ok_or_else(|| Failure::fault("an engagement without a moment"))?;
    let (contacts, erased) = contacts_of(connection, engagement).await?;
    let people = people_of(connection, engagement).await?;
    let ticked = |ids: Vec<String>| ids.iter().map(|id| (box_of(id), "true".to_owned())).collect();
    let kind: String = row.try_get("kind")?;
    let state = EntryState {
        kind: EngagementKind::parse(&kind).ok_or_else(|| Failure::fault("unknown kind of an engagement"))?,
        day: at.date,
        in_ban: row.try_get::<i64, _>("is_in_ban")? == 1,
    };
    let form = EngagementForm {
        bid: bid.clone().unwrap_or_default(),
        kind,
        day: at.date.to_string(),
        time: at.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
        contacts: ticked(contacts.iter().map(|contact| contact.id.to_string()).collect()),
        people: ticked(people.iter().map(|one| one.id.to_string()).collect()),
        said: row.try_get("said")?,
        next_step: row.try_get("next_step")?,
        follow_up_on: row.try_get("follow_up_on")?,
        follow_up_by: row.try_get("follow_up_by")?,
        ban_reason: row.try_get("ban_reason")?,
        confidential: (row.try_get::<i64, _>("is_confidential")? == 1).then(|| "true".to_owned()),
    };
    let title: String = row.try_get("bid_title")?;
    let bid = bid.as_deref().and_then(BidId::parse).map(|id| Named { id, name: title });
    Ok(EntryRow { bid, form, state, contacts, erased, people })
}

async fn contacts_of(
    connection: &mut Connection,
    engagement: EngagementId,
) -> Result<(Vec<Named<ContactId>>, usize), Failure> {
    let rows = sqlx::query(
        "select c.id, c.fields, c.erased_at
         from engagement_contact x
         join contact c on c.id = x.contact_id
         where x.engagement_id = $1
         order by c.sort_key, c.id",
    )
    .bind(engagement.to_string())
    .fetch_all(connection)
    .await?;
    let mut contacts = Vec::with_capacity(rows.len());
    for row in &rows {
        if row.try_get::<i64, _>("erased_at")? == 0 {
            let form: ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
            contacts.push(Named { id: identity(row, "id", ContactId::parse)?, name: form.written() });
        }
    }
    let erased = rows.len() - contacts.len();
    Ok((contacts, erased))
}

async fn people_of(connection: &mut Connection, engagement: EngagementId) -> Result<Vec<Named<UserId>>, Failure> {
    let rows = sqlx::query(
        "select u.id, u.name
         from engagement_person x
         join user_account u on u.id = x.user_id
         where x.engagement_id = $1
         order by u.id",
    )
    .bind(engagement.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(Named { id: identity(row, "id", UserId::parse)?, name: row.try_get("name")? })).collect()
}

/// Puts what is right into an entry of the firm; its bid stays, and so do contacts that were erased. A follow-up on
/// another day is open again.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_correct(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
    draft: &EngagementDraft,
    is_in_ban: bool,
) -> Result<(), Failure> {
    let statement = sqlx::query(
        "update engagement
         set kind = $3, at_local = $4, at = $5, said = $6, next_step = $7,
             is_followed_up = case when follow_up_on = $8 then is_followed_up else 0 end, follow_up_on = $8,
             follow_up_by = $9, is_in_ban = $10, ban_reason = $11, is_confidential = $12
         where id = $1 and organisation_id = $2",
    )
    .bind(engagement.to_string())
    .bind(person.organisation.to_string());
    bound(statement, person, draft, is_in_ban).execute(&mut *connection).await?;
    sqlx::query(
        "delete from engagement_contact
         where engagement_id = $1
           and exists (select 1 from contact c where c.id = engagement_contact.contact_id and c.erased_at = 0)",
    )
    .bind(engagement.to_string())
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from engagement_person where engagement_id = $1")
        .bind(engagement.to_string())
        .execute(&mut *connection)
        .await?;
    engagement_take_part(connection, engagement, draft).await
}

/// Binds what a draft says, behind what a statement has of its own: kind, the moment twice, what was said, what comes next,
/// when and by whom it is followed up, whether it lies in a ban and why, whether it is confidential.
pub(super) fn bound<'q>(
    statement: Statement<'q>,
    person: &SignedIn,
    draft: &'q EngagementDraft,
    is_in_ban: bool,
) -> Statement<'q> {
    statement
        .bind(draft.kind.code())
        .bind(draft.at.to_string())
        .bind(draft.at.to_utc_millis())
        .bind(&draft.said)
        .bind(&draft.next_step)
        .bind(&draft.follow_up_on)
        .bind(draft.follow_up_by.unwrap_or(person.user).to_string())
        .bind(i64::from(is_in_ban))
        .bind(if is_in_ban { draft.ban_reason.as_str() } else { "" })
        .bind(i64::from(draft.is_confidential))
}

/// Of some bids those for which a person may change what their firm logged: open ones, of the firm, on which they write.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_bids_to_edit(
    connection: &mut Connection,
    person: &SignedIn,
    bids: &[BidId],
) -> Result<HashSet<BidId>, Failure> {
    if bids.is_empty() {
        return Ok(HashSet::new());
    }
    let statement = format!(
        "select s.bid_id
         from seat s
         join bid b on b.id = s.bid_id and b.state = 'open'
         join bid_organisation w on w.bid_id = b.id and w.organisation_id = $2
         where s.user_id = $1 and s.role in ('coordinator', 'writer') and s.bid_id in ({})",
        places_of(3, bids.len())
    );
    let query =
        sqlx::query(AssertSqlSafe(statement)).bind(person.user.to_string()).bind(person.organisation.to_string());
    let query = bids.iter().fold(query, |query, bid| query.bind(bid.to_string()));
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(|row| identity(row, "bid_id", BidId::parse)).collect()
}

/// Keeps who took part in an engagement.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_take_part(
    connection: &mut Connection,
    engagement: EngagementId,
    draft: &EngagementDraft,
) -> Result<(), Failure> {
    for contact in &draft.contacts {
        sqlx::query("insert into engagement_contact (engagement_id, contact_id) values ($1, $2)")
            .bind(engagement.to_string())
            .bind(contact.to_string())
            .execute(&mut *connection)
            .await?;
    }
    for user in &draft.people {
        sqlx::query("insert into engagement_person (engagement_id, user_id) values ($1, $2)")
            .bind(engagement.to_string())
            .bind(user.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
