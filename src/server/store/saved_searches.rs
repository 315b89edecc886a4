//! Rows of `saved_search`, and what searches look through.

use std::collections::HashMap;

use futures::TryStreamExt;
use serde::Deserialize;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::candidate::{CandidateLine, CandidateState};
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{SavedSearchId, TenderId};
use crate::domain::instant::Instant;
use crate::domain::notice::ProcedureKind;
use crate::domain::saved_search::SearchTerms;
use crate::domain::tender::TenderState;
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, candidates, identity, proposed_dates};

/// Most tenders, and most candidates, that a search looks through; the newest come first.
const MOST_SOUGHT: i64 = 5_000;
/// Most dates that are looked at for them.
const MOST_DATES: i64 = 40_000;

/// A search as kept.
#[derive(Debug, Clone)]
pub struct SearchRow {
    /// Which.
    pub id: SavedSearchId,
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub terms: SearchTerms,
    /// Up to when the person has seen what it finds.
    pub seen_at: Instant,
}

/// Dates of tenders, by tender.
pub type Dates = HashMap<TenderId, Vec<(MilestoneKind, Moment)>>;

/// A tender as far as a search looks at it.
#[derive(Debug, Clone)]
pub struct SoughtTender {
    /// Which.
    pub id: TenderId,
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先
    pub addressee: String,
    /// 履行場所
    pub place: String,
    /// Its procedure.
    pub procedure: Option<ProcedureKind>,
    /// How far it has come.
    pub state: TenderState,
    /// When it came in.
    pub created_at: Instant,
}

/// The searches of a person, in the order in which they were made.
///
/// # Errors
/// Faults of the database.
pub async fn search_list(connection: &mut Connection, person: &SignedIn) -> Result<Vec<SearchRow>, Failure> {
    let rows = sqlx::query(
        "select id, name, terms, seen_at
         from saved_search
         where user_id = $1
         order by created_at, id
         limit 50",
    )
    .bind(person.user.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SearchRow {
                id: identity(row, "id", SavedSearchId::parse)?,
                name: row.try_get("name")?,
                terms: serde_json::from_str(&row.try_get::<String, _>("terms")?)?,
                seen_at: Instant(row.try_get("seen_at")?),
            })
        })
        .collect()
}

/// How many searches a person keeps. Takes the person's row as the lock, so that two at once are counted.
///
/// # Errors
/// Faults of the database.
pub async fn search_count_locked(connection: &mut Connection, person: &SignedIn) -> Result<usize, Failure> {
    sqlx::query("update user_account set name = name where id = $1")
        .bind(person.user.to_string())
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query("select cast(count(id) as bigint) as n from saved_search where user_id = $1")
        .bind(person.user.to_string())
        .fetch_one(connection)
        .await?;
    Ok(usize::try_from(row.try_get::<i64, _>("n")?).unwrap_or(usize::MAX))
}

/// Keeps a new search; everything that is there already counts as new to it.
///
/// # Errors
/// Faults of the database.
pub async fn search_insert(
    connection: &mut Connection,
    person: &SignedIn,
    name: &str,
    terms: &SearchTerms,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into saved_search (id, user_id, name, terms, seen_at, created_at)
         values ($1, $2, $3, $4, 0, $5)",
    )
    .bind(SavedSearchId::fresh().to_string())
    .bind(person.user.to_string())
    .bind(name)
    .bind(serde_json::to_string(terms)?)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Changes a search of the person's.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn search_update(
    connection: &mut Connection,
    person: &SignedIn,
    search: SavedSearchId,
    name: &str,
    terms: &SearchTerms,
) -> Result<(), Failure> {
    let changed = sqlx::query("update saved_search set name = $3, terms = $4 where user_id = $1 and id = $2")
        .bind(person.user.to_string())
        .bind(search.to_string())
        .bind(name)
        .bind(serde_json::to_string(terms)?)
        .execute(connection)
        .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Marks what a search found as seen, never back.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn search_seen_put(
    connection: &mut Connection,
    person: &SignedIn,
    search: SavedSearchId,
    until: Instant,
) -> Result<(), Failure> {
    let seen = sqlx::query(
        "update saved_search
         set seen_at = case when seen_at < $3 then $3 else seen_at end
         where user_id = $1 and id = $2",
    )
    .bind(person.user.to_string())
    .bind(search.to_string())
    .bind(until.0)
    .execute(connection)
    .await?;
    if seen.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Removes a search of the person's.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn search_delete(
    connection: &mut Connection,
    person: &SignedIn,
    search: SavedSearchId,
) -> Result<(), Failure> {
    let gone = sqlx::query("delete from saved_search where user_id = $1 and id = $2")
        .bind(person.user.to_string())
        .bind(search.to_string())
        .execute(connection)
        .await?;
    if gone.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// The tenders of the person's firm that searches look through, newest first, and only those that came in after a
/// moment.
///
/// # Errors
/// Faults of the database.
pub async fn search_tenders(
    connection: &mut Connection,
    person: &SignedIn,
    after: Instant,
) -> Result<Vec<SoughtTender>, Failure> {
    let rows = sqlx::query(
        "select id, title, number, addressee, place, procedure_kind, state, created_at
         from tender
         where organisation_id = $1 and discarded_at is null and created_at > $3
         order by created_at desc, id desc
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(MOST_SOUGHT)
    .bind(after.0)
    .fetch_all(&mut *connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(SoughtTender {
                id: identity(row, "id", TenderId::parse)?,
                title: row.try_get("title")?,
                number: row.try_get("number")?,
                addressee: row.try_get("addressee")?,
                place: row.try_get("place")?,
                procedure: ProcedureKind::parse(&row.try_get::<String, _>("procedure_kind")?),
                state: TenderState::parse(&row.try_get::<String, _>("state")?)
                    .ok_or_else(|| Failure::fault("unknown state of a tender"))?,
                created_at: Instant(row.try_get("created_at")?),
            })
        })
        .collect()
}

/// The dates of those tenders between two moments.
///
/// # Errors
/// Faults of the database.
pub async fn search_dates(
    connection: &mut Connection,
    person: &SignedIn,
    (from, to): (Instant, Instant),
) -> Result<Dates, Failure> {
    let rows = sqlx::query(
        "select d.tender_id, d.kind, d.at_local
         from deadline d
         join tender t on t.id = d.tender_id
         where t.organisation_id = $1 and t.discarded_at is null and d.at >= $3 and d.at <= $4
         order by d.at desc, d.id
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(MOST_DATES)
    .bind(from.0)
    .bind(to.0)
    .fetch_all(connection)
    .await?;
    by_tender(&rows)
}

/// The next date of each of those tenders.
///
/// # Errors
/// Faults of the database.
pub async fn search_next_dates(connection: &mut Connection, person: &SignedIn, now: Instant) -> Result<Dates, Failure> {
    let rows = sqlx::query(
        "select d.tender_id, d.kind, d.at_local
         from tender t
         join deadline d on d.id = (
             select n.id
             from deadline n
             where n.tender_id = t.id and n.at >= $3
             order by n.at, n.id
             limit 1)
         where t.organisation_id = $1 and t.discarded_at is null
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(MOST_DATES)
    .bind(now.0)
    .fetch_all(connection)
    .await?;
    by_tender(&rows)
}

fn by_tender(rows: &[AnyRow]) -> Result<Dates, Failure> {
    let mut dates = Dates::new();
    for row in rows.iter().rev() {
        let kind = MilestoneKind::parse(&row.try_get::<String, _>("kind")?);
        let at = Moment::parse(&row.try_get::<String, _>("at_local")?);
        if let Some(date) = kind.zip(at) {
            dates.entry(identity(row, "tender_id", TenderId::parse)?).or_default().push(date);
        }
    }
    Ok(dates)
}

/// The dates that notices propose for tenders which nobody has confirmed.
///
/// # Errors
/// Faults of the database.
pub async fn search_proposed_dates(connection: &mut Connection, person: &SignedIn) -> Result<Dates, Failure> {
    let mut rows = sqlx::query(
        "select id, proposed_dates, case when proposed_dates = '' then proposal else '' end as proposal
         from tender
         where organisation_id = $1 and state = 'proposed' and discarded_at is null
         order by created_at desc, id desc
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(MOST_SOUGHT)
    .fetch(connection);
    let mut dates = Dates::new();
    while let Some(row) = rows.try_next().await? {
        if let Some(steps) = proposed_dates::read(&row.try_get::<String, _>("proposed_dates")?) {
            dates.insert(identity(&row, "id", TenderId::parse)?, steps);
            continue;
        }
        // Of an earlier version. One at a time: a proposal is long, and only its dates are wanted.
        let proposal: String = row.try_get("proposal")?;
        if let Ok(read) = serde_json::from_str::<Dated>(&proposal) {
            let steps = read.proposal.milestones.into_iter().map(|step| (step.kind, step.at)).collect();
            dates.insert(identity(&row, "id", TenderId::parse)?, steps);
        }
    }
    Ok(dates)
}

/// Of a proposal, its dates.
#[derive(Deserialize)]
struct Dated {
    proposal: DatedProposal,
}

#[derive(Deserialize)]
struct DatedProposal {
    milestones: Vec<DatedStep>,
}

#[derive(Deserialize)]
struct DatedStep {
    kind: MilestoneKind,
    at: Moment,
}

/// The candidates of the person's firm that searches look through, newest first.
///
/// # Errors
/// Faults of the database.
pub async fn search_candidates(connection: &mut Connection, person: &SignedIn) -> Result<Vec<CandidateLine>, Failure> {
    candidates::candidate_list(connection, person, CandidateState::New, None, MOST_SOUGHT).await
}
