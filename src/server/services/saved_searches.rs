//! Searches that somebody keeps, over the firm's tenders and candidates, and what is new in them.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::candidate::CandidateLine;
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::SavedSearchId;
use crate::domain::instant::{DAY, Instant};
use crate::domain::problem::{Problem, Problems};
use crate::domain::saved_search::{
    FoldedTerms, Found, MOST_SEARCHES, SavedSearch, SavedSearches, SearchForm, Sought, Waiting, folded,
};
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::saved_searches::{self, Dates, SearchRow, SoughtTender};
use crate::server::store::{Tx, audits, candidates};

/// What one search shows on the page; the rest is counted.
const SHOWN: usize = 20;

/// The reader's searches, each with what it finds and what of it is new.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn list(call: &Call) -> Result<SavedSearches, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let rows = saved_searches::search_list(&mut tx, person).await?;
    let sought =
        if rows.is_empty() { Vec::new() } else { sought(&mut tx, person, &rows, Aim::Shown { now: call.now }).await? };
    tx.commit().await?;
    Ok(SavedSearches { searches: rows.into_iter().map(|row| found(row, &sought)).collect() })
}

/// The figures for the head of the list of tenders.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn waiting(call: &Call) -> Result<Waiting, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let candidates = candidates::candidate_count(&mut tx, person).await?;
    let rows = saved_searches::search_list(&mut tx, person).await?;
    let sought = if rows.is_empty() { Vec::new() } else { sought(&mut tx, person, &rows, Aim::Counted).await? };
    tx.commit().await?;
    let searches = rows.len();
    // What two searches find is new once.
    let fits: Vec<(FoldedTerms, Instant)> = rows.iter().map(|row| (FoldedTerms::of(&row.terms), row.seen_at)).collect();
    let is_new = |one: &&Sought| fits.iter().any(|(terms, seen)| one.since > *seen && terms.fits(one));
    Ok(Waiting { candidates, fresh: sought.iter().filter(is_new).count(), searches })
}

/// Keeps a search.
///
/// # Errors
/// `NotSignedIn`, `Invalid`; faults of the database.
pub async fn add(call: &Call, form: &SearchForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut problems = Problems::default();
    let Some(draft) = form.parse(&mut problems) else { return Err(problems.into()) };
    let mut tx = call.state.store.begin_write().await?;
    if saved_searches::search_count_locked(&mut tx, person).await? >= MOST_SEARCHES {
        let most = i64::try_from(MOST_SEARCHES).unwrap_or(i64::MAX);
        problems.add("search[words]", Problem::OutOfRange { least: 0, most });
        return Err(problems.into());
    }
    saved_searches::search_insert(&mut tx, person, &draft.name, &draft.terms, call.now).await?;
    audit(&mut tx, call, person, "search.add").await?;
    tx.commit().await?;
    Ok(())
}

/// Changes a search of the reader's.
///
/// # Errors
/// `NotSignedIn`, `Invalid`, `NotFound`; faults of the database.
pub async fn change(call: &Call, search: SavedSearchId, form: &SearchForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems);
    let mut tx = call.state.store.begin_write().await?;
    if !saved_searches::search_list(&mut tx, person).await?.iter().any(|row| row.id == search) {
        return Err(crate::error::AppError::NotFound.into());
    }
    let Some(draft) = draft else { return Err(problems.into()) };
    saved_searches::search_update(&mut tx, person, search, &draft.name, &draft.terms).await?;
    audit(&mut tx, call, person, "search.change").await?;
    tx.commit().await?;
    Ok(())
}

/// Marks what a search showed as seen; what came in meanwhile stays new.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn seen(call: &Call, search: SavedSearchId, until: i64) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let until = Instant(until.min(call.now.0));
    let mut tx = call.state.store.begin_write().await?;
    saved_searches::search_seen_put(&mut tx, person, search, until).await?;
    audit(&mut tx, call, person, "search.seen").await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a search of the reader's.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn remove(call: &Call, search: SavedSearchId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    saved_searches::search_delete(&mut tx, person, search).await?;
    audit(&mut tx, call, person, "search.remove").await?;
    tx.commit().await?;
    Ok(())
}

async fn audit(tx: &mut Tx, call: &Call, person: &SignedIn, deed: &str) -> Result<(), Failure> {
    audits::audit_append_outside(tx, Some(person.organisation), Some(person.user), call.now, deed, json!({})).await
}

/// What the searches are carried out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// All that fits is shown, with its next date.
    Shown {
        /// From when on a date is the next.
        now: Instant,
    },
    /// What is new is counted: what came in before all searches were seen is not looked at.
    Counted,
}

/// All that the firm's searches look through, newest first.
async fn sought(tx: &mut Tx, person: &SignedIn, rows: &[SearchRow], aim: Aim) -> Result<Vec<Sought>, Failure> {
    let (after, mut next) = match aim {
        Aim::Shown { now } => (Instant(i64::MIN), saved_searches::search_next_dates(tx, person, now).await?),
        Aim::Counted => (rows.iter().map(|row| row.seen_at).min().unwrap_or(Instant(i64::MIN)), Dates::new()),
    };
    let tenders = saved_searches::search_tenders(tx, person, after).await?;
    let mut dates = match days_of(rows) {
        Some(between) => {
            let mut dates = saved_searches::search_dates(tx, person, between).await?;
            dates.extend(saved_searches::search_proposed_dates(tx, person).await?);
            dates
        }
        None => Dates::new(),
    };
    let entries = saved_searches::search_candidates(tx, person).await?;
    let mut all: Vec<Sought> = tenders
        .into_iter()
        .map(|tender| {
            let next = next.remove(&tender.id).and_then(|dates| dates.first().copied());
            let dates = dates.remove(&tender.id).unwrap_or_default();
            of_tender(tender, &dates, next)
        })
        .collect();
    all.extend(entries.into_iter().map(of_candidate));
    all.sort_by_key(|one| std::cmp::Reverse(one.since));
    Ok(all)
}

/// Between which moments the searches ask for days; none when no search does.
fn days_of(rows: &[SearchRow]) -> Option<(Instant, Instant)> {
    let asking = rows.iter().filter(|row| FoldedTerms::of(&row.terms).asks_day());
    let bounds = asking.map(|row| {
        let moment = |day: NaiveDate| Moment::day(day).to_utc_millis();
        let from = row.terms.from.map_or(i64::MIN, |day| moment(day).saturating_sub(DAY));
        (from, row.terms.to.map_or(i64::MAX, |day| moment(day).saturating_add(2 * DAY)))
    });
    let (from, to) = bounds.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    Some((Instant(from), Instant(to)))
}

fn of_tender(tender: SoughtTender, dates: &[(MilestoneKind, Moment)], next: Option<(MilestoneKind, Moment)>) -> Sought {
    let texts = [&tender.title, &tender.number, &tender.addressee, &tender.place];
    // A sign that no word has keeps the texts apart.
    let text = texts.map(|text| folded(text)).join("\n");
    Sought {
        text,
        addressee: folded(&tender.addressee),
        procedure: tender.procedure,
        days: dates.iter().filter(|(kind, _)| kind.is_ours()).map(|(_, at)| at.date).collect(),
        since: tender.created_at,
        found: Found::Tender {
            id: tender.id,
            next,
            title: tender.title,
            addressee: tender.addressee,
            state: tender.state,
        },
    }
}

fn of_candidate(entry: CandidateLine) -> Sought {
    Sought {
        text: [&entry.title, &entry.feed].map(|text| folded(text)).join("\n"),
        addressee: folded(&entry.feed),
        procedure: None,
        days: Vec::new(),
        since: entry.first_seen_at,
        found: Found::Candidate {
            id: entry.id,
            title: entry.title,
            link: entry.link,
            feed: entry.feed,
            published: entry.published,
        },
    }
}

fn found(row: SearchRow, sought: &[Sought]) -> SavedSearch {
    let terms = FoldedTerms::of(&row.terms);
    let fits: Vec<&Sought> = sought.iter().filter(|one| terms.fits(one)).collect();
    let fresh = fits.iter().filter(|one| one.since > row.seen_at).count();
    SavedSearch {
        id: row.id,
        name: row.name,
        terms: row.terms,
        seen_at: row.seen_at,
        total: fits.len(),
        fresh,
        newest: fits.iter().map(|one| one.since).max().unwrap_or(row.seen_at),
        found: fits.into_iter().take(SHOWN).map(|one| (one.found.clone(), one.since > row.seen_at)).collect(),
    }
}
