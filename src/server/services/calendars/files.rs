//! A calendar file of somebody else: its events are shown in a form, and what a person chooses becomes dates.

use serde_json::json;

use crate::domain::calendar_file::{CalendarFile, FileEvent, FileGap, FileNote, OFFERED_MOST};
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{BidId, KeptPostId};
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::Action;
use crate::domain::tender::Origin;
use crate::domain::tender_form::{DateDraft, DateForm, MOST_DATES};
use crate::error::{AppError, Refusal};
use crate::server::access::tender::to_confirmed;
use crate::server::access::{TenderAction, to_bid, to_bid_later};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::ics;
use crate::server::store::{audits, deadlines, kept_posts};

/// Where the form of the events posts to.
const TAKE: &str = "/api/calendars/take";
/// Characters of a title or place that a date can hold.
const TITLE_MOST: usize = 120;
const PLACE_MOST: usize = 300;

/// Whether the caller may bring a file: nobody makes the server read what they may not save.
///
/// # Errors
/// As `access::to_bid` for `Read`; `NotAllowed`, `Archived`.
pub async fn may_bring(call: &Call, bid: BidId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    to_bid_later(&mut tx, &call.caller, bid, Action::EditDeadlines).await?;
    tx.commit().await?;
    Ok(())
}

/// Reads a file into the form of its events. Nothing is saved; answers under which identity the form is kept for this
/// person at this browser.
///
/// # Errors
/// `Calendar`; as `may_bring`.
pub async fn bring(call: &Call, bid: BidId, bytes: Vec<u8>) -> Result<KeptPostId, Failure> {
    may_bring(call, bid).await?;
    let today = call.now.in_japan().date();
    let read = tokio::task::spawn_blocking(move || ics::read_for(&bytes, today));
    let file = read.await.map_err(|error| Failure::Fault(Box::new(error)))?.map_err(Refusal::Calendar)?;
    let (fields, read) = (fields(bid, &file), AppError::Refused(Refusal::CalendarRead));
    let mut tx = call.state.store.begin_write().await?;
    let id = kept_posts::kept_post_keep(&mut tx, &call.kept_key(), TAKE, &fields, &read, call.now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds the chosen events to the dates of the bid's tender.
///
/// # Errors
/// `Invalid`, also when nothing is chosen; those of access; faults of the database.
pub async fn take(call: &Call, bid: BidId, dates: &[DateForm]) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_bid(&mut tx, &call.caller, bid, Action::EditDeadlines).await?;
    let drafts = chosen(dates)?;
    let tender = deadlines::deadline_tender_of_bid(&mut tx, &access).await?;
    let on_tender = to_confirmed(&mut tx, &call.caller, tender, TenderAction::EditDates).await?;
    let most = MOST_DATES as i64;
    let there = deadlines::deadline_count(&mut tx, &on_tender).await?;
    if there.saturating_add(drafts.len() as i64) > most {
        return Err(Failure::field("dates[0][include]", Problem::OutOfRange { least: 0, most }));
    }
    let mut added = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let id = deadlines::deadline_insert(&mut tx, &on_tender, draft, None, Origin::Person).await?;
        added.push(json!({ "deadline": id, "kind": draft.kind.code(), "at": draft.at.to_string() }));
    }
    let detail = json!({ "tender": tender, "dates": added });
    audits::audit_append_of_tender(&mut tx, &on_tender, call.now, "deadline.add_from_file", detail).await?;
    tx.commit().await?;
    Ok(())
}

fn chosen(dates: &[DateForm]) -> Result<Vec<DateDraft>, Failure> {
    let mut problems = Problems::default();
    let drafts: Vec<DateDraft> = dates
        .iter()
        .enumerate()
        .take(OFFERED_MOST)
        .filter(|(_, form)| form.include == "yes")
        .filter_map(|(at, form)| form.parse(&mut problems, |field| format!("dates[{at}][{field}]")))
        .collect();
    if problems.is_empty() && drafts.is_empty() {
        problems.add("dates[0][include]", Problem::NotOffered);
    }
    if problems.is_empty() { Ok(drafts) } else { Err(problems.into()) }
}

/// The fields of the form as if a person had typed them, nothing ticked.
fn fields(bid: BidId, file: &CalendarFile) -> Vec<(String, String)> {
    let mut fields = vec![("bid".to_owned(), bid.to_string())];
    let standing = file.events.iter().filter(|event| !event.is_cancelled);
    for (at, event) in standing.clone().take(OFFERED_MOST).enumerate() {
        fields.extend(row(at, event));
    }
    let rest = standing.clone().nth(OFFERED_MOST).map(|event| FileNote { line: event.line, what: FileGap::Events });
    for note in file.notes.iter().chain(&rest).take(100) {
        fields.push(("note".to_owned(), note.code()));
    }
    fields
}

fn row(at: usize, event: &FileEvent) -> Vec<(String, String)> {
    let end = event.to.unwrap_or(event.from);
    let time = |moment: Moment| moment.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let (from_date, from_time) = match event.to {
        Some(_) => (event.from.date.to_string(), time(event.from)),
        None => (String::new(), String::new()),
    };
    let values = [
        ("kind", event.kind().map_or("", MilestoneKind::code).to_owned()),
        ("title", one_line(&event.summary, TITLE_MOST)),
        ("date", end.date.to_string()),
        ("time", time(end)),
        ("from_date", from_date),
        ("from_time", from_time),
        ("certainty", String::new()),
        ("place", one_line(&event.place, PLACE_MOST)),
    ];
    values.into_iter().map(|(field, value)| (format!("dates[{at}][{field}]"), value)).collect()
}

fn one_line(text: &str, most: usize) -> String {
    let whole: Vec<&str> = text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect();
    whole.join(" ").chars().take(most).collect()
}
