//! Calendars: the secret addresses that people make, and the dates that are read there.
//!
//! What was told of each date is kept, so that its number rises with every change whichever server is asked. Reading
//! writes only when a date changed since it was last told.

mod files;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::json;

use crate::domain::calendar::{CANCELLED_FOR, CalendarDate, CalendarFeeds, CalendarSheet, FeedForm, MOST_FEEDS, Told};
use crate::domain::id::{BidId, CalendarFeedId};
use crate::domain::instant::{Instant, MINUTE};
use crate::domain::language::Language;
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access::calendar::{to_calendar, to_calendar_of_bid};
use crate::server::access::token::Token;
use crate::server::access::{CalendarAccess, SignedIn, to_bid, token};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::calendar_events::{self as events, EventKey, EventRow};
use crate::server::store::{Tx, audits, calendar_feeds as feeds, sign_in_attempts as attempts};

pub use files::{bring, may_bring, take};

/// Unknown addresses that one peer may ask for before it must wait.
const FREE_MISSES: i64 = 20;
/// The wait after that, in milliseconds.
const WAIT: i64 = 15 * MINUTE;
/// How often it is tried anew when another server told the same dates in the same moment.
const MOST_TRIES: usize = 5;

/// The caller's addresses, and the bids for which one can be made.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn list(call: &Call) -> Result<CalendarFeeds, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let own = feeds::feed_list(&mut tx, person).await?;
    let bids = feeds::feed_bid_titles(&mut tx, person).await?;
    tx.commit().await?;
    Ok(CalendarFeeds { feeds: own, bids })
}

/// Makes an address. The secret is in the answer and nowhere else.
///
/// # Errors
/// `NotSignedIn`, `Invalid`, `NotFound` for a bid that the caller does not read; faults of the database.
pub async fn add(call: &Call, form: &FeedForm) -> Result<Token, Failure> {
    let person = call.caller.person()?;
    let mut problems = Problems::default();
    let Some(draft) = form.parse(&mut problems) else { return Err(problems.into()) };
    let token = token::fresh()?;
    let mut tx = call.state.store.begin_write().await?;
    if let Some(bid) = draft.bid {
        to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    }
    if feeds::feed_count_locked(&mut tx, person).await? >= MOST_FEEDS {
        let most = i64::try_from(MOST_FEEDS).unwrap_or(i64::MAX);
        problems.add("feed[bid]", Problem::OutOfRange { least: 0, most });
        return Err(problems.into());
    }
    let id = feeds::feed_insert(&mut tx, person, &token.hash, &draft, call.now).await?;
    audit(&mut tx, call, person, "calendar.add", id, draft.bid).await?;
    tx.commit().await?;
    Ok(token)
}

/// Puts a new address in the place of one that somebody else may have seen; the old one ends.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn replace(call: &Call, feed: CalendarFeedId) -> Result<Token, Failure> {
    let person = call.caller.person()?;
    let token = token::fresh()?;
    let mut tx = call.state.store.begin_write().await?;
    if !feeds::feed_replace(&mut tx, person, feed, &token.hash, call.now).await? {
        return Err(AppError::NotFound.into());
    }
    audit(&mut tx, call, person, "calendar.replace", feed, None).await?;
    tx.commit().await?;
    Ok(token)
}

/// Withdraws an address.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn remove(call: &Call, feed: CalendarFeedId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    if !feeds::feed_delete(&mut tx, person, feed).await? {
        return Err(AppError::NotFound.into());
    }
    audit(&mut tx, call, person, "calendar.remove", feed, None).await?;
    tx.commit().await?;
    Ok(())
}

/// What is read at a secret address.
///
/// # Errors
/// `NotFound` when nobody made it or it was withdrawn; `TooMany` for a peer that asks for many such; faults of the
/// database.
pub async fn read(call: &Call, secret: &str) -> Result<CalendarSheet, Failure> {
    match sheet(call, &Asked::Secret(secret)).await {
        Err(Failure::Refused(AppError::NotFound)) => Err(miss(call).await?),
        other => other,
    }
}

/// The calendar of one bid, for who reads the bid.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn of_bid(call: &Call, bid: BidId, language: Language) -> Result<CalendarSheet, Failure> {
    sheet(call, &Asked::Bid(bid, language)).await
}

/// How a calendar is asked for.
enum Asked<'a> {
    Secret(&'a str),
    Bid(BidId, Language),
}

impl Asked<'_> {
    async fn prove(&self, tx: &mut Tx, call: &Call) -> Result<CalendarAccess, Failure> {
        match self {
            Self::Secret(secret) => to_calendar(tx, secret).await,
            Self::Bid(bid, language) => to_calendar_of_bid(tx, &call.caller, *bid, *language).await,
        }
    }
}

/// The dates as they are now, beside what was last told of them.
struct Standing {
    access: CalendarAccess,
    dates: Vec<CalendarDate>,
    told: HashMap<EventKey, EventRow>,
}

impl Standing {
    async fn of(tx: &mut Tx, call: &Call, asked: &Asked<'_>) -> Result<Self, Failure> {
        let access = asked.prove(tx, call).await?;
        let dates = events::event_dates(tx, &access).await?;
        let told = events::event_told(tx, &access).await?;
        Ok(Self { access, dates, told })
    }

    /// What must be told anew, in one order on every server.
    fn moves(&self) -> Result<BTreeMap<EventKey, Move<'_>>, Failure> {
        let mut moves = BTreeMap::new();
        let mut there = HashSet::with_capacity(self.dates.len());
        for date in &self.dates {
            let key = (date.bid, date.deadline);
            there.insert(key);
            let print = print(date)?;
            match self.told.get(&key) {
                None => {
                    moves.insert(key, Move::New(date, print));
                }
                Some(row) if row.print != print => {
                    moves.insert(key, Move::Changed(date, print, row.told.sequence));
                }
                Some(_) => {}
            }
        }
        for (key, row) in &self.told {
            if row.cancelled_at.is_none() && !there.contains(key) {
                moves.insert(*key, Move::Gone(row.told.sequence));
            }
        }
        Ok(moves)
    }

    fn sheet(self, call: &Call) -> CalendarSheet {
        let Self { access, dates, mut told } = self;
        let tender = dates.first().filter(|_| access.is_of_one_bid()).map(|date| date.tender.clone());
        let is_of_reader = |owner| access.reader().is_none_or(|(user, firm)| access.whose().holds(owner, user, firm));
        let is_recent = |at: Instant| at.plus(CANCELLED_FOR) > call.now;
        let (mut wanted, mut cancelled) = (Vec::with_capacity(dates.len()), Vec::new());
        for date in dates {
            let row = told.remove(&(date.bid, date.deadline));
            if is_of_reader(date.owner.as_ref().map(|owner| (owner.user, owner.organisation))) {
                let told = row.map_or(Told { sequence: 0, changed_at: call.now }, |row| row.told);
                wanted.push((date, told));
            } else if let Some(row) = row.filter(|row| row.former.is_some() && is_of_reader(row.former)) {
                // It is another's by now: a program that took it over is told so.
                cancelled.extend(is_recent(row.told.changed_at).then_some((row.date, row.told)));
            }
        }
        wanted.sort_by_key(|(date, _)| (date.at.to_utc_millis(), date.bid, date.deadline));
        let gone = told.into_values().filter(|row| row.cancelled_at.is_some_and(is_recent) && is_of_reader(row.owner));
        cancelled.extend(gone.map(|row| (row.date, row.told)));
        cancelled.sort_by_key(|(date, _)| (date.at.to_utc_millis(), date.bid, date.deadline));
        let (language, zone) = (access.language(), access.zone().to_owned());
        CalendarSheet { language, zone, tender, dates: wanted, cancelled }
    }
}

/// What is told anew of a date, with the number under which it was told last.
enum Move<'a> {
    New(&'a CalendarDate, String),
    Changed(&'a CalendarDate, String, i64),
    Gone(i64),
}

async fn sheet(call: &Call, asked: &Asked<'_>) -> Result<CalendarSheet, Failure> {
    for _ in 0..MOST_TRIES {
        let mut tx = call.state.store.begin_read().await?;
        let standing = Standing::of(&mut tx, call, asked).await?;
        tx.commit().await?;
        if standing.moves()?.is_empty() {
            return Ok(standing.sheet(call));
        }
        // What was read may be old by now: it is read once more where it is written.
        let mut tx = call.state.store.begin_write().await?;
        let standing = Standing::of(&mut tx, call, asked).await?;
        let is_told = tell(&mut tx, call, &standing).await?;
        if is_told {
            tx.commit().await?;
        } else {
            tx.rollback().await?;
        }
    }
    Err(Failure::fault("the dates of a calendar change faster than they can be told"))
}

/// Notes what is told anew; false when another server told one of them in the same moment.
async fn tell(tx: &mut Tx, call: &Call, standing: &Standing) -> Result<bool, Failure> {
    let access = &standing.access;
    for (key, step) in standing.moves()? {
        let is_ours = match step {
            Move::New(date, print) => events::event_insert(tx, access, date, call.now, &print).await?,
            Move::Changed(date, print, sequence) => {
                events::event_update(tx, access, date, sequence, call.now, &print).await?
            }
            Move::Gone(sequence) => events::event_cancel(tx, access, key, sequence, call.now).await?,
        };
        if !is_ours {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What tells two states of a date apart, in whichever language they are told.
fn print(date: &CalendarDate) -> Result<String, Failure> {
    Ok(token::hash(&serde_json::to_string(date)?))
}

/// Counts an address that leads nowhere. A peer that has asked for many gets its refusal without a write.
async fn miss(call: &Call) -> Result<Failure, Failure> {
    let key = token::hash(&format!("calendar {}", call.peer));
    let mut tx = call.state.store.begin_read().await?;
    let row = attempts::attempt_find(&mut tx, &key).await?;
    tx.commit().await?;
    if let Some(row) = row.filter(|row| row.failures >= FREE_MISSES) {
        let left = row.last_at.plus(WAIT).0 - call.now.0;
        if left > 0 {
            let seconds = u32::try_from((left + 999) / 1000).unwrap_or(u32::MAX);
            return Ok(AppError::TooMany { seconds }.into());
        }
    }
    let mut tx = call.state.store.begin_write().await?;
    attempts::attempt_lock(&mut tx, &key, call.now).await?;
    attempts::attempt_count(&mut tx, &key, call.now).await?;
    tx.commit().await?;
    Ok(AppError::NotFound.into())
}

async fn audit(
    tx: &mut Tx,
    call: &Call,
    person: &SignedIn,
    action: &str,
    feed: CalendarFeedId,
    bid: Option<BidId>,
) -> Result<(), Failure> {
    let detail = json!({ "feed": feed, "bid": bid });
    audits::audit_append_outside(tx, Some(person.organisation), Some(person.user), call.now, action, detail).await
}
