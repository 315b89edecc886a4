//! Rows of `candidate`: entries of feeds that may become tenders. They belong to a firm.

use serde_json::json;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::candidate::{CandidateLine, CandidateState, FeedTaken};
use crate::domain::deadline::Moment;
use crate::domain::difference::plain;
use crate::domain::id::{CandidateId, OrganisationId, TenderId};
use crate::domain::instant::Instant;
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::files::hash_of;
use crate::server::store::{Connection, audits, identity};

/// Most entries of one feed.
const MOST_ENTRIES: usize = 2_000;
/// Longest title and name that are kept, in characters.
const LONGEST: usize = 300;
/// Longest address that is kept, in bytes.
const LONGEST_LINK: usize = 2_000;

/// An entry that is about to be kept.
#[derive(Debug, Clone)]
pub struct NewCandidate {
    /// Its title.
    pub title: String,
    /// Its address.
    pub link: String,
    /// When it was published.
    pub published: Option<Moment>,
    /// Title of the feed.
    pub feed: String,
    /// What tells the same entry again.
    pub fingerprint: String,
}

impl NewCandidate {
    /// An entry of a feed. The same link with the same title is the same entry; an address that is none of the web
    /// is left out.
    #[must_use]
    pub fn of(feed: &str, title: &str, link: &str, published: Option<Moment>) -> Self {
        let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        let is_kept = link.len() <= LONGEST_LINK && ["http://", "https://"].iter().any(|way| link.starts_with(way));
        let link = if is_kept { link.to_owned() } else { String::new() };
        let fingerprint = hash_of(format!("{link}\n{}", plain(&title)).as_bytes());
        Self { title, link, published, feed: feed.chars().take(LONGEST).collect(), fingerprint }
    }
}

/// Keeps the entries of a feed for a firm, with the audit row. They are kept in one order whatever the feed's is, so
/// that two feeds with the same entries wait for each other and never both.
///
/// # Errors
/// Faults of the database.
pub async fn candidate_take_in(
    connection: &mut Connection,
    person: &SignedIn,
    mut entries: Vec<NewCandidate>,
    now: Instant,
) -> Result<FeedTaken, Failure> {
    entries.truncate(MOST_ENTRIES);
    let feed = entries.first().map(|entry| entry.feed.clone()).unwrap_or_default();
    entries.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
    let mut fresh = 0;
    for entry in &entries {
        if candidate_insert(connection, person.organisation, entry, now).await? {
            fresh += 1;
        }
    }
    let detail = json!({ "feed": feed, "entries": entries.len(), "fresh": fresh });
    let (firm, user) = (Some(person.organisation), Some(person.user));
    audits::audit_append_outside(connection, firm, user, now, "candidate.take_in", detail).await?;
    Ok(FeedTaken { fresh, known: entries.len() - fresh })
}

/// Keeps an entry for a firm; false when it is there already.
async fn candidate_insert(
    connection: &mut Connection,
    organisation: OrganisationId,
    candidate: &NewCandidate,
    now: Instant,
) -> Result<bool, Failure> {
    let kept = sqlx::query(
        "insert into candidate (id, organisation_id, title, link, published, feed, fingerprint, first_seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (organisation_id, fingerprint) do nothing",
    )
    .bind(CandidateId::fresh().to_string())
    .bind(organisation.to_string())
    .bind(&candidate.title)
    .bind(&candidate.link)
    .bind(candidate.published.map(|at| at.to_string()).unwrap_or_default())
    .bind(&candidate.feed)
    .bind(&candidate.fingerprint)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// A firm's candidates in one state, from a place in the list on; newest first.
///
/// # Errors
/// Faults of the database.
pub async fn candidate_list(
    connection: &mut Connection,
    person: &SignedIn,
    state: CandidateState,
    after: Option<(Instant, &str)>,
    limit: i64,
) -> Result<Vec<CandidateLine>, Failure> {
    let rows = sqlx::query(
        "select id, title, link, published, feed, state, tender_id, first_seen_at
         from candidate
         where organisation_id = $1 and state = $2
           and (first_seen_at < $3 or (first_seen_at = $3 and id < $4))
         order by first_seen_at desc, id desc
         limit $5 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(state.code())
    .bind(after.map_or(i64::MAX, |(at, _)| at.0))
    .bind(after.map_or("", |(_, id)| id))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(line_of).collect()
}

/// How many candidates of a firm wait for a decision.
///
/// # Errors
/// Faults of the database.
pub async fn candidate_count(connection: &mut Connection, person: &SignedIn) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select cast(count(id) as bigint) as n from candidate where organisation_id = $1 and state = 'new'",
    )
    .bind(person.organisation.to_string())
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}

/// One candidate of the reader's firm.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn candidate_fetch(
    connection: &mut Connection,
    person: &SignedIn,
    candidate: CandidateId,
) -> Result<CandidateLine, Failure> {
    let row = sqlx::query(
        "select id, title, link, published, feed, state, tender_id, first_seen_at
         from candidate
         where organisation_id = $1 and id = $2",
    )
    .bind(person.organisation.to_string())
    .bind(candidate.to_string())
    .fetch_optional(connection)
    .await?;
    line_of(&row.ok_or(AppError::NotFound)?)
}

/// Decides on a candidate of the reader's firm.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn candidate_state_put(
    connection: &mut Connection,
    person: &SignedIn,
    candidate: CandidateId,
    state: CandidateState,
    now: Instant,
) -> Result<(), Failure> {
    let decided = sqlx::query(
        "update candidate
         set state = $3, decided_by = $4, decided_at = $5
         where organisation_id = $1 and id = $2",
    )
    .bind(person.organisation.to_string())
    .bind(candidate.to_string())
    .bind(state.code())
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    if decided.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Takes a candidate's row as the lock, before what else is written: who decides on it holds it before the audit's
/// head, too.
///
/// # Errors
/// Faults of the database.
pub async fn candidate_lock(
    connection: &mut Connection,
    person: &SignedIn,
    candidate: CandidateId,
) -> Result<(), Failure> {
    sqlx::query("update candidate set state = state where organisation_id = $1 and id = $2")
        .bind(person.organisation.to_string())
        .bind(candidate.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Ties a tender to the candidate of the same firm that it was made of; false when the firm has no such
/// candidate, or has made a tender of it before.
///
/// # Errors
/// Faults of the database.
pub async fn candidate_tender_put(
    connection: &mut Connection,
    person: &SignedIn,
    candidate: CandidateId,
    tender: TenderId,
    now: Instant,
) -> Result<bool, Failure> {
    let tied = sqlx::query(
        "update candidate
         set state = 'taken', tender_id = $3, decided_by = $4, decided_at = $5
         where organisation_id = $1 and id = $2 and state <> 'taken'",
    )
    .bind(person.organisation.to_string())
    .bind(candidate.to_string())
    .bind(tender.to_string())
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(tied.rows_affected() == 1)
}

fn line_of(row: &AnyRow) -> Result<CandidateLine, Failure> {
    let tender: Option<String> = row.try_get("tender_id")?;
    Ok(CandidateLine {
        id: identity(row, "id", CandidateId::parse)?,
        title: row.try_get("title")?,
        link: row.try_get("link")?,
        published: Moment::parse(&row.try_get::<String, _>("published")?),
        feed: row.try_get("feed")?,
        state: CandidateState::parse(&row.try_get::<String, _>("state")?)
            .ok_or_else(|| Failure::fault("unknown state of a candidate"))?,
        tender: tender.as_deref().and_then(TenderId::parse),
        first_seen_at: Instant(row.try_get("first_seen_at")?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, link: &str) -> NewCandidate {
        NewCandidate::of("みなと市", title, link, None)
    }

    #[test]
    fn the_same_entry_is_told_by_link_and_title() {
        let first = entry("庁舎清掃業務　入札公告", "https://city.example/1");
        assert_eq!(first.fingerprint, entry("庁舎清掃業務 入札公告", "https://city.example/1").fingerprint);
        assert_ne!(first.fingerprint, entry("庁舎清掃業務 入札公告", "https://city.example/2").fingerprint);
        assert_ne!(first.fingerprint, entry("庁舎清掃業務 入札結果", "https://city.example/1").fingerprint);
    }

    #[test]
    fn only_an_address_of_the_web_is_kept() {
        assert_eq!(entry("x", "javascript:alert(1)").link, "");
        assert_eq!(entry("x", "http://city.example/").link, "http://city.example/");
    }
}
