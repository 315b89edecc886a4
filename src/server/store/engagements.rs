//! Rows of `engagement`, `engagement_contact` and `engagement_person`: what was spoken with contacts. Colleagues read
//! what concerns a bid only where they have a seat; another firm of the bid reads what that firm logged for it with
//! none but contacts that it shows, and nothing that is marked as confidential.

use std::collections::{BTreeMap, HashMap};

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::contact::ContactForm;
use crate::domain::contact_view::{Engagement, FollowUp, LogPlace, Named};
use crate::domain::deadline::Moment;
use crate::domain::engagement::{EngagementDraft, EngagementKind};
use crate::domain::id::{BidId, ContactId, EngagementId};
use crate::domain::instant::Instant;
use crate::error::AppError;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, engagement_entries, engagement_files, follow_ups, identity, places_of};

/// Most follow-ups that the list of contacts shows.
const MOST_DUE: i64 = 30;

fn columns() -> String {
    format!(
        "e.id, e.organisation_id, f.name as firm_name, e.bid_id, coalesce(t.title, '') as bid_title,
            e.kind, e.at_local, e.said, e.next_step, e.follow_up_on, u.name as follow_up_name, e.is_followed_up,
            e.is_in_ban, e.ban_reason, e.is_confidential,
            cast(case when e.is_followed_up = 0 and e.follow_up_on > '' and not {} then 1 else 0 end as bigint)
                as is_nobodys",
        follow_ups::follows("e", "e.follow_up_by")
    )
}

const TABLES: &str = "engagement e
         join organisation f on f.id = e.organisation_id
         left join user_account u on u.id = e.follow_up_by
         left join bid b on b.id = e.bid_id
         left join tender t on t.id = b.tender_id";

/// What the reader sees of colleagues' engagements: those without a bid, and those of bids with a seat of the reader.
pub(super) const SEEN: &str = "(e.bid_id is null or exists (
             select 1 from seat s where s.bid_id = e.bid_id and s.user_id = $1 and s.role <> 'contributor'))";

/// What a firm shows the other firms of a bid: nothing that is confidential, and nothing with a contact that it does not
/// show there.
pub(super) const SHOWN: &str = "(e.is_confidential = 0
               and exists (
                   select 1
                   from bid_organisation w
                   where w.bid_id = e.bid_id and w.organisation_id = e.organisation_id)
               and exists (
                   select 1
                   from engagement_contact x
                   join contact c on c.id = x.contact_id and c.erased_at = 0
                   join contact_role r on r.contact_id = c.id and r.bid_id = e.bid_id and r.is_shared = 1
                   where x.engagement_id = e.id)
               and not exists (
                   select 1
                   from engagement_contact y
                   left join contact_role q on q.contact_id = y.contact_id and q.bid_id = e.bid_id
                   where y.engagement_id = e.id and coalesce(q.is_shared, 0) = 0))";

/// Logs an engagement; one inside the ban keeps the reason.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_insert(
    connection: &mut Connection,
    person: &SignedIn,
    draft: &EngagementDraft,
    is_in_ban: bool,
    now: Instant,
) -> Result<EngagementId, Failure> {
    let id = EngagementId::fresh();
    let statement = sqlx::query(
        "insert into engagement (id, organisation_id, bid_id, saved_by, saved_at, kind, at_local, at, said, next_step,
             follow_up_on, follow_up_by, is_in_ban, ban_reason, is_confidential)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(id.to_string())
    .bind(person.organisation.to_string())
    .bind(draft.bid.map(|bid| bid.to_string()))
    .bind(person.user.to_string())
    .bind(now.0);
    engagement_entries::bound(statement, person, draft, is_in_ban).execute(&mut *connection).await?;
    engagement_entries::engagement_take_part(connection, id, draft).await?;
    Ok(id)
}

/// What was spoken with a contact of the firm, newest first, as far as the reader may know: so many behind a place, and
/// the place behind the last of these where there are more.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_list_of_contact(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    behind: Option<LogPlace>,
    limit: usize,
) -> Result<(Vec<Engagement>, Option<LogPlace>), Failure> {
    // Chosen by narrow rows, for all of a contact are put in order to find the newest. Named first and joined by `cross`,
    // for an engine that has not counted its rows would go through all that the firm has logged.
    let columns = columns();
    let statement = format!(
        "with page as materialized (
             select e.id, e.at
             from engagement_contact x
             cross join engagement e
             where x.contact_id = $2 and e.id = x.engagement_id and e.organisation_id = $3 and {SEEN}
               and (e.at < $5 or (e.at = $5 and e.id < $6))
             order by e.at desc, e.id desc
             limit $4 + 0
         )
         select {columns}, e.at
         from page p
         cross join {TABLES}
         where e.id = p.id
         order by p.at desc, p.id desc"
    );
    let mut rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(contact.to_string())
        .bind(person.organisation.to_string())
        .bind(one_more(limit))
        .bind(behind.map_or(i64::MAX, |place| place.at))
        .bind(behind.map(|place| place.id.to_string()).unwrap_or_default())
        .fetch_all(&mut *connection)
        .await?;
    let older = cut(&mut rows, limit)?;
    Ok((engagements_of(connection, &rows, &person.organisation.to_string(), None).await?, older))
}

/// How many engagements with a contact of the firm the reader may know of.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_count_of_contact(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<i64, Failure> {
    let statement = format!(
        "select cast(count(*) as bigint) as n
         from engagement_contact x
         cross join engagement e
         where x.contact_id = $2 and e.id = x.engagement_id and e.organisation_id = $3 and {SEEN}"
    );
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(contact.to_string())
        .bind(person.organisation.to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("n")?)
}

/// What was spoken for a bid, newest first: all of the reader's firm, and what other firms of the bid show of theirs; so many
/// behind a place, and the place behind the last of these where there are more.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_list_of_bid(
    connection: &mut Connection,
    access: &Access,
    behind: Option<LogPlace>,
    limit: usize,
) -> Result<(Vec<Engagement>, Option<LogPlace>), Failure> {
    let reader = access.organisation().map(|firm| firm.to_string()).unwrap_or_default();
    let columns = columns();
    let statement = format!(
        "select {columns}, e.at
         from {TABLES}
         where e.bid_id = $1
           and (e.organisation_id = $2 or {SHOWN})
           and (e.at < $4 or (e.at = $4 and e.id < $5))
         order by e.at desc, e.id desc
         limit $3 + 0"
    );
    let mut rows = sqlx::query(AssertSqlSafe(statement))
        .bind(access.bid().to_string())
        .bind(&reader)
        .bind(one_more(limit))
        .bind(behind.map_or(i64::MAX, |place| place.at))
        .bind(behind.map(|place| place.id.to_string()).unwrap_or_default())
        .fetch_all(&mut *connection)
        .await?;
    let older = cut(&mut rows, limit)?;
    Ok((engagements_of(connection, &rows, &reader, Some(access.bid())).await?, older))
}

/// When the reader's firm spoke last with each of its contacts for a bid.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_last_of_bid(
    connection: &mut Connection,
    access: &Access,
) -> Result<BTreeMap<ContactId, Moment>, Failure> {
    let rows = sqlx::query(
        "select x.contact_id, max(e.at_local) as at_local
         from engagement e
         join engagement_contact x on x.engagement_id = e.id
         where e.bid_id = $1 and e.organisation_id = $2
         group by x.contact_id",
    )
    .bind(access.bid().to_string())
    .bind(access.organisation().map(|firm| firm.to_string()).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok((identity(row, "contact_id", ContactId::parse)?, at_of(row)?))).collect()
}

/// A page's rows and one more, which tells that there are more.
fn one_more(limit: usize) -> i64 {
    i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX)
}

/// Leaves a page of the rows; the place behind its last where there are more.
fn cut(rows: &mut Vec<AnyRow>, limit: usize) -> Result<Option<LogPlace>, Failure> {
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let Some(last) = rows.last().filter(|_| has_more) else { return Ok(None) };
    Ok(Some(LogPlace { at: last.try_get("at")?, id: identity(last, "id", EngagementId::parse)? }))
}

fn at_of(row: &AnyRow) -> Result<Moment, Failure> {
    Moment::parse(&row.try_get::<String, _>("at_local")?)
        .ok_or_else(|| Failure::fault("the moment of an engagement cannot be read"))
}

/// What people of the firm have to follow up, nearest first, as far as the reader may know, and what the reader has. What
/// nobody does any more is in `nobodys`, but for bids that are put away.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_list_due(connection: &mut Connection, person: &SignedIn) -> Result<Vec<FollowUp>, Failure> {
    let follows = follow_ups::follows("e", "e.follow_up_by");
    let statement = format!(
        "select e.id, e.follow_up_on, case when {SEEN} then e.next_step else '' end as next_step,
                u.name as follow_up_name,
                cast(case when {follows} then 0 else 1 end as bigint) as is_nobodys
         from engagement e
         left join user_account u on u.id = e.follow_up_by
         where e.organisation_id = $2 and e.is_followed_up = 0 and e.follow_up_on > ''
           and ({SEEN} or (e.follow_up_by = $1 and {follows}))
           and ({follows} or not {})
         order by e.follow_up_on, e.id
         limit $3 + 0",
        follow_ups::is_open("e")
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(person.organisation.to_string())
        .bind(MOST_DUE)
        .fetch_all(&mut *connection)
        .await?;
    let ids = ids_of(&rows)?;
    let mut contacts = names_of(connection, &ids).await?;
    rows.iter()
        .zip(ids)
        .map(|(row, engagement)| {
            Ok(FollowUp {
                engagement,
                on: row.try_get("follow_up_on")?,
                next_step: row.try_get("next_step")?,
                by: row.try_get("follow_up_name")?,
                is_nobodys: row.try_get::<i64, _>("is_nobodys")? == 1,
                contacts: contacts.remove(&engagement).unwrap_or_default(),
            })
        })
        .collect()
}

/// With whom some of the firm's engagements were, without those who were erased.
///
/// # Errors
/// Faults of the database.
pub(super) async fn names_of(
    connection: &mut Connection,
    engagements: &[EngagementId],
) -> Result<HashMap<EngagementId, Vec<Named<ContactId>>>, Failure> {
    let found = contacts_of(connection, engagements, None).await?;
    let named = |part: TakingPart| part.name.map(|name| Named { id: part.contact, name });
    Ok(found.into_iter().map(|(id, parts)| (id, parts.into_iter().filter_map(named).collect())).collect())
}

/// The bid of one of the firm's engagements that the reader may know of; `None` inside for none.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn engagement_bid(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
) -> Result<Option<BidId>, Failure> {
    let statement = format!("select e.bid_id from engagement e where e.id = $2 and e.organisation_id = $3 and {SEEN}");
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(engagement.to_string())
        .bind(person.organisation.to_string())
        .fetch_optional(connection)
        .await?;
    let bid: Option<String> = row.ok_or(AppError::NotFound)?.try_get("bid_id")?;
    Ok(bid.as_deref().and_then(BidId::parse))
}

/// With whom one of the firm's engagements was.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_contact_ids(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
) -> Result<Vec<ContactId>, Failure> {
    let rows = sqlx::query(
        "select x.contact_id
         from engagement_contact x
         join engagement e on e.id = x.engagement_id
         where e.id = $1 and e.organisation_id = $2
         order by x.contact_id",
    )
    .bind(engagement.to_string())
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "contact_id", ContactId::parse)).collect()
}

/// The bid of an engagement of whichever firm, for whoever proves a seat there before anything of it is read.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_bid_of_any(
    connection: &mut Connection,
    engagement: EngagementId,
) -> Result<Option<BidId>, Failure> {
    let row = sqlx::query("select bid_id from engagement where id = $1")
        .bind(engagement.to_string())
        .fetch_optional(connection)
        .await?;
    let bid = row.map(|row| row.try_get::<Option<String>, _>("bid_id")).transpose()?.flatten();
    Ok(bid.as_deref().and_then(BidId::parse))
}

/// Marks an engagement of the firm as followed up.
///
/// # Errors
/// Faults of the database.
pub async fn engagement_follow_up(
    connection: &mut Connection,
    person: &SignedIn,
    engagement: EngagementId,
) -> Result<(), Failure> {
    sqlx::query("update engagement set is_followed_up = 1 where id = $1 and organisation_id = $2")
        .bind(engagement.to_string())
        .bind(person.organisation.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// A contact of an engagement; without a name when it was erased.
struct TakingPart {
    contact: ContactId,
    name: Option<String>,
    firm: String,
    is_shared: bool,
}

fn ids_of(rows: &[AnyRow]) -> Result<Vec<EngagementId>, Failure> {
    rows.iter().map(|row| identity(row, "id", EngagementId::parse)).collect()
}

async fn contacts_of(
    connection: &mut Connection,
    engagements: &[EngagementId],
    bid: Option<BidId>,
) -> Result<HashMap<EngagementId, Vec<TakingPart>>, Failure> {
    let mut found: HashMap<EngagementId, Vec<TakingPart>> = HashMap::new();
    if engagements.is_empty() {
        return Ok(found);
    }
    let statement = format!(
        "select x.engagement_id, c.id, c.fields, c.erased_at, c.organisation_id, coalesce(r.is_shared, 0) as is_shared
         from engagement_contact x
         join contact c on c.id = x.contact_id
         left join contact_role r on r.contact_id = c.id and r.bid_id = $1
         where x.engagement_id in ({})
         order by c.sort_key, c.id",
        places_of(2, engagements.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(statement)).bind(bid.map(|bid| bid.to_string()).unwrap_or_default());
    for engagement in engagements {
        query = query.bind(engagement.to_string());
    }
    for row in query.fetch_all(connection).await? {
        let form: ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
        let is_erased = row.try_get::<i64, _>("erased_at")? != 0;
        found.entry(identity(&row, "engagement_id", EngagementId::parse)?).or_default().push(TakingPart {
            contact: identity(&row, "id", ContactId::parse)?,
            name: (!is_erased).then(|| form.written()),
            firm: row.try_get("organisation_id")?,
            is_shared: row.try_get::<i64, _>("is_shared")? == 1,
        });
    }
    Ok(found)
}

async fn people_of(
    connection: &mut Connection,
    engagements: &[EngagementId],
) -> Result<HashMap<EngagementId, Vec<String>>, Failure> {
    let mut found: HashMap<EngagementId, Vec<String>> = HashMap::new();
    if engagements.is_empty() {
        return Ok(found);
    }
    let statement = format!(
        "select x.engagement_id, u.name
         from engagement_person x
         join user_account u on u.id = x.user_id
         where x.engagement_id in ({})
         order by u.id",
        places_of(1, engagements.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for engagement in engagements {
        query = query.bind(engagement.to_string());
    }
    for row in query.fetch_all(connection).await? {
        found.entry(identity(&row, "engagement_id", EngagementId::parse)?).or_default().push(row.try_get("name")?);
    }
    Ok(found)
}

/// The engagements of rows as a reader of a firm sees them: of another firm's contacts only those that it shows.
async fn engagements_of(
    connection: &mut Connection,
    rows: &[AnyRow],
    reader: &str,
    bid: Option<BidId>,
) -> Result<Vec<Engagement>, Failure> {
    let ids = ids_of(rows)?;
    let mut contacts = contacts_of(connection, &ids, bid).await?;
    let mut people = people_of(connection, &ids).await?;
    let mut files = engagement_files::engagement_file_list(connection, &ids).await?;
    let mut engagements = Vec::with_capacity(rows.len());
    for (row, id) in rows.iter().zip(ids) {
        let taking_part = contacts.remove(&id).unwrap_or_default();
        let mut engagement = engagement_of(row, id, reader, taking_part, people.remove(&id).unwrap_or_default())?;
        let is_own = engagement.firm.is_none();
        engagement.files = files.remove(&id).unwrap_or_default();
        engagement.files.retain(|file| is_own || file.is_shared);
        engagements.push(engagement);
    }
    Ok(engagements)
}

fn engagement_of(
    row: &AnyRow,
    id: EngagementId,
    reader: &str,
    taking_part: Vec<TakingPart>,
    people: Vec<String>,
) -> Result<Engagement, Failure> {
    let is_own = row.try_get::<String, _>("organisation_id")? == reader;
    let own = |text: String| if is_own { text } else { String::new() };
    let bid: Option<String> = row.try_get("bid_id")?;
    let bid_title: String = row.try_get("bid_title")?;
    let is_in_ban = row.try_get::<i64, _>("is_in_ban")? == 1;
    let reason: String = row.try_get("ban_reason")?;
    let erased = taking_part.iter().filter(|part| is_own && part.name.is_none()).count();
    let contacts = taking_part
        .into_iter()
        .filter(|part| part.firm == reader || part.is_shared)
        .filter_map(|part| part.name.map(|name| (is_own.then_some(part.contact), name)))
        .collect();
    Ok(Engagement {
        id,
        firm: if is_own { None } else { Some(row.try_get("firm_name")?) },
        bid: bid.as_deref().and_then(BidId::parse).map(|id| Named { id, name: bid_title }),
        kind: EngagementKind::parse(&row.try_get::<String, _>("kind")?)
            .ok_or_else(|| Failure::fault("unknown kind of an engagement"))?,
        at: at_of(row)?,
        contacts,
        erased,
        people,
        said: row.try_get("said")?,
        next_step: own(row.try_get("next_step")?),
        follow_up_on: own(row.try_get("follow_up_on")?),
        follow_up_by: if is_own { row.try_get("follow_up_name")? } else { None },
        is_followed_up: row.try_get::<i64, _>("is_followed_up")? == 1,
        is_nobodys: is_own && row.try_get::<i64, _>("is_nobodys")? == 1,
        ban_reason: is_in_ban.then(|| own(reason)),
        is_confidential: row.try_get::<i64, _>("is_confidential")? == 1,
        files: Vec::new(),
        may_edit: false,
    })
}
