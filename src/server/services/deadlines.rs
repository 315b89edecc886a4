//! Dates of a tender: adding, changing, removing; and on a bid, who answers for them and which are done.

mod derived;

pub use derived::recount;

use std::collections::BTreeSet;

use crate::domain::deadline::MilestoneKind;
use crate::domain::deadline_caution;
use crate::domain::derived_date::DerivedMove;
use crate::domain::id::{BidId, DeadlineId, RelativeDateId, TenderId, UserId};
use crate::domain::plan::MovedDate;
use crate::domain::problem::{Problem, Problems};
use crate::domain::relative_form::{MOST_RELATIVE, RelativeDraft, RelativeForm};
use crate::domain::seat::Action;
use crate::domain::tender::{BidDate, BidDates, Origin, SeatedPerson};
use crate::domain::tender_form::{DateDraft, DateForm, MOST_DATES, OwnerForm};
use crate::error::AppError;
use crate::server::access::tender::{to_confirmed, to_tender};
use crate::server::access::{self, Caller, TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{
    Tx, audits, bid_decisions, days_off, deadlines, derived_dates, done_steps, relative_dates, reminders, sources,
    tenders,
};
use crate::server::zones;

/// The dates of a bid's tender.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn of_bid(call: &Call, bid: BidId) -> Result<BidDates, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let tender = deadlines::deadline_tender_of_bid(&mut tx, &access).await?;
    let on_tender = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let facts = tenders::tender_fetch(&mut tx, &on_tender).await?.facts;
    let read_from = sources::source_list(&mut tx, &on_tender).await?;
    let mut dates = deadlines::deadline_list_of_bid(&mut tx, &access).await?;
    let people = deadlines::deadline_people(&mut tx, &access).await?;
    let mut owners = deadlines::deadline_owner_list(&mut tx, &access).await?;
    let mut done = done_steps::done_step_list(&mut tx, &access).await?;
    let outcome = bid_decisions::bid_decision_find(&mut tx, &access).await?.decision.outcome;
    let mut zones = deadlines::deadline_zones(&mut tx, &access).await?;
    let office = days_off::day_off_office(&mut tx, &on_tender, call.state.templates.exceptions()).await?;
    tx.commit().await?;
    deadline_caution::add(&mut dates, &office);
    if let Caller::SignedIn(person) = &call.caller {
        zones.push(person.zone.clone());
    }
    let zones = zones::abroad(zones);
    zones::add(&mut dates, &zones);
    let dates = dates
        .into_iter()
        .map(|deadline| BidDate { owner: owners.remove(&deadline.id), done: done.remove(&deadline.id), deadline })
        .collect();
    let may_edit = access.also(Action::EditDeadlines);
    Ok(BidDates { bid, tender, title: facts.title, dates, people, zones, read_from, office, outcome, may_edit })
}

/// Sets who answers for the dates of a bid. Only lines that were changed are written; `Changed` when
/// somebody else changed the same line meanwhile.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Invalid`, `Changed`; faults of the database.
pub async fn own(call: &Call, bid: BidId, lines: &[OwnerForm]) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDeadlines).await?;
    deadlines::deadline_lock_bid(&mut tx, bid).await?;
    let dates = deadlines::deadline_list_of_bid(&mut tx, &access).await?;
    let people = deadlines::deadline_people(&mut tx, &access).await?;
    let owners = deadlines::deadline_owner_list(&mut tx, &access).await?;
    // In one order whatever the form's is: another bid for the same tender may hold the same dates.
    let touched = lines.iter().filter(|line| line.was != line.user);
    let touched: BTreeSet<DeadlineId> = touched.filter_map(|line| DeadlineId::parse(&line.deadline)).collect();
    for date in touched {
        deadlines::deadline_hold(&mut tx, &access, date).await?;
    }
    let mut changed = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.was != line.user) {
        let date = DeadlineId::parse(&line.deadline)
            .filter(|id| dates.iter().any(|date| date.id == *id))
            .ok_or(AppError::Changed)?;
        let now = owners.get(&date).map(|owner| owner.id.to_string()).unwrap_or_default();
        if now != line.was {
            return Err(AppError::Changed.into());
        }
        let user = seated(&people, &line.user)
            .ok_or_else(|| Failure::field(&format!("lines[{index}][user]"), Problem::NotOffered))?;
        deadlines::deadline_owner_put(&mut tx, &access, date, user).await?;
        if let (Some(owner), Caller::SignedIn(by), Some(date)) =
            (user, &call.caller, dates.iter().find(|known| known.id == date))
        {
            reminders::reminder_tell_owner(&mut tx, &access, date, owner, by, call.now).await?;
        }
        changed.push(serde_json::json!({ "deadline": date, "user": user }));
    }
    audits::audit_append(&mut tx, &access, call.now, "deadline.own", serde_json::json!(changed)).await?;
    tx.commit().await?;
    Ok(())
}

/// Marks a step of ours as done on a bid, or takes the mark away. What is so already stays so.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Changed` when the date is not the bid's or not ours to do; faults of the database.
pub async fn mark(call: &Call, bid: BidId, deadline: DeadlineId, is_done: bool) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDeadlines).await?;
    deadlines::deadline_lock_bid(&mut tx, bid).await?;
    let dates = deadlines::deadline_list_of_bid(&mut tx, &access).await?;
    let date = dates.iter().find(|date| date.id == deadline && date.kind.is_ours()).ok_or(AppError::Changed)?;
    deadlines::deadline_hold(&mut tx, &access, deadline).await?;
    let user = call.caller.person()?.user;
    let has_moved = if is_done {
        done_steps::done_step_insert(&mut tx, &access, deadline, user, call.now).await?
    } else {
        done_steps::done_step_delete(&mut tx, &access, deadline).await?
    };
    if has_moved {
        let action = if is_done { "deadline.done" } else { "deadline.not_done" };
        let detail = serde_json::json!({ "deadline": deadline, "kind": date.kind.code() });
        audits::audit_append(&mut tx, &access, call.now, action, detail).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// `None` when the person has no seat; `Some(None)` for nobody.
fn seated(people: &[SeatedPerson], user: &str) -> Option<Option<UserId>> {
    if user.is_empty() {
        return Some(None);
    }
    people.iter().find(|person| person.id.to_string() == user).map(|person| Some(person.id))
}

/// Adds a date to a tender.
///
/// # Errors
/// `Invalid` and those of access; faults of the database.
pub async fn add(call: &Call, tender: TenderId, form: &DateForm) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let present = derived::Present::of(call, &mut tx, &access).await?;
    let (draft, derivation) = present.parsed(form, None)?;
    let most = MOST_DATES as i64;
    if deadlines::deadline_count(&mut tx, &access).await? >= most {
        return Err(Failure::field("date[date]", Problem::OutOfRange { least: 0, most }));
    }
    let id = deadlines::deadline_insert(&mut tx, &access, &draft, None, Origin::Person).await?;
    if derivation.is_some() {
        derived_dates::derived_date_put(&mut tx, &access, id, derivation.as_ref()).await?;
    }
    finish(call, tx, &access, "deadline.add", id, Some(&draft), &[]).await
}

/// Changes a date that nobody else changed since it was read. What is counted from it moves along, and so do tasks of the
/// plans; until `agreed` says what moves, nothing is saved.
///
/// # Errors
/// `Invalid`, `MovesOthers`, `Changed` and those of access; faults of the database.
pub async fn change(
    call: &Call,
    tender: TenderId,
    deadline: DeadlineId,
    revision: i64,
    form: &DateForm,
    agreed: &str,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let mut present = derived::Present::of(call, &mut tx, &access).await?;
    let (draft, derivation) = present.parsed(form, Some(deadline))?;
    let standing = present.standing(deadline, &draft);
    let moves = present.after(deadline, revision, &draft, derivation)?;
    let date = MovedDate { deadline: Some(deadline), kind: draft.kind, at: Some(draft.at) };
    derived::agree(call, &mut tx, &access, date, standing, &moves, agreed).await?;
    deadlines::deadline_update(&mut tx, &access, deadline, revision, &draft).await?;
    derived_dates::derived_date_put(&mut tx, &access, deadline, derivation.as_ref()).await?;
    for moved in &moves {
        derived_dates::derived_date_move(&mut tx, &access, moved).await?;
    }
    finish(call, tx, &access, "deadline.change", deadline, Some(&draft), &moves).await
}

/// Removes a date that nobody else changed since it was read. What was counted from it stays where it is.
///
/// # Errors
/// `Changed` and those of access; faults of the database.
pub async fn remove(call: &Call, tender: TenderId, deadline: DeadlineId, revision: i64) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    deadlines::deadline_delete(&mut tx, &access, deadline, revision).await?;
    finish(call, tx, &access, "deadline.remove", deadline, None, &[]).await
}

/// Adds a date that hangs on another one.
///
/// # Errors
/// `Invalid` and those of access; faults of the database.
pub async fn add_relative(call: &Call, tender: TenderId, form: &RelativeForm) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let draft = parsed_relative(form)?;
    let most = MOST_RELATIVE as i64;
    if relative_dates::relative_date_list(&mut tx, &access).await?.len() >= MOST_RELATIVE {
        return Err(Failure::field("relative[printed]", Problem::OutOfRange { least: 0, most }));
    }
    let id = relative_dates::relative_date_insert(&mut tx, &access, &draft, None, Origin::Person).await?;
    finish_relative(call, tx, &access, "relative_date.add", id, Some(&draft)).await
}

/// Changes a date that hangs on another one and that nobody else changed since it was read.
///
/// # Errors
/// `Invalid`, `Changed` and those of access; faults of the database.
pub async fn change_relative(
    call: &Call,
    tender: TenderId,
    date: RelativeDateId,
    revision: i64,
    form: &RelativeForm,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let draft = parsed_relative(form)?;
    relative_dates::relative_date_update(&mut tx, &access, date, revision, &draft).await?;
    finish_relative(call, tx, &access, "relative_date.change", date, Some(&draft)).await
}

/// Removes a date that hangs on another one and that nobody else changed since it was read.
///
/// # Errors
/// `Changed` and those of access; faults of the database.
pub async fn remove_relative(
    call: &Call,
    tender: TenderId,
    date: RelativeDateId,
    revision: i64,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    relative_dates::relative_date_delete(&mut tx, &access, date, revision).await?;
    finish_relative(call, tx, &access, "relative_date.remove", date, None).await
}

async fn begin(call: &Call, tender: TenderId) -> Result<(Tx, TenderAccess), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_confirmed(&mut tx, &call.caller, tender, TenderAction::EditDates).await?;
    // Dates hang together: two who change different ones do so one after the other.
    sources::source_lock(&mut tx, &access).await?;
    Ok((tx, access))
}

async fn finish(
    call: &Call,
    mut tx: Tx,
    access: &TenderAccess,
    action: &str,
    deadline: DeadlineId,
    draft: Option<&DateDraft>,
    moves: &[DerivedMove],
) -> Result<(), Failure> {
    let detail = serde_json::json!({
        "tender": access.tender(),
        "deadline": deadline,
        "kind": draft.map(|draft| draft.kind.code()),
        "at": draft.map(|draft| draft.at.to_string()),
        "moved": derived::said(moves),
    });
    audits::audit_append_of_tender(&mut tx, access, call.now, action, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn parsed_relative(form: &RelativeForm) -> Result<RelativeDraft, Failure> {
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems, |field| format!("relative[{field}]"));
    draft.ok_or_else(|| problems.into())
}

async fn finish_relative(
    call: &Call,
    mut tx: Tx,
    access: &TenderAccess,
    action: &str,
    date: RelativeDateId,
    draft: Option<&RelativeDraft>,
) -> Result<(), Failure> {
    let detail = serde_json::json!({
        "tender": access.tender(),
        "date": date,
        "kind": draft.and_then(|draft| draft.kind).map(MilestoneKind::code),
        "printed": draft.map(|draft| draft.printed.as_str()),
    });
    audits::audit_append_of_tender(&mut tx, access, call.now, action, detail).await?;
    tx.commit().await?;
    Ok(())
}
