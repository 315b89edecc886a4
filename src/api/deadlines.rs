//! Dates of a tender over the wire.

use leptos::prelude::*;

use crate::domain::id::{BidId, DeadlineId, RelativeDateId, TenderId};
use crate::domain::relative_form::RelativeForm;
use crate::domain::tender::BidDates;
use crate::domain::tender_form::{DateForm, OwnerForm};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// The dates of a bid's tender.
#[server(endpoint = "deadlines/of-bid", prefix = "/api")]
pub async fn dates_of_bid(bid: BidId) -> Result<BidDates, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::of_bid(&call, bid).await)
}

/// Sets who answers for the dates of a bid.
#[server(endpoint = "deadlines/own", prefix = "/api")]
pub async fn own_dates(bid: BidId, #[server(default)] lines: Vec<OwnerForm>) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::own(&call, bid, &lines).await)
}

/// Marks a step of ours as done on a bid.
#[server(endpoint = "deadlines/done", prefix = "/api")]
pub async fn mark_done(bid: BidId, deadline: DeadlineId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::mark(&call, bid, deadline, true).await)
}

/// Takes the mark away that a step is done.
#[server(endpoint = "deadlines/not-done", prefix = "/api")]
pub async fn mark_not_done(bid: BidId, deadline: DeadlineId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::mark(&call, bid, deadline, false).await)
}

/// Adds a date to a tender.
#[server(endpoint = "deadlines/add", prefix = "/api")]
pub async fn add_deadline(tender: TenderId, date: DateForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::add(&call, tender, &date).await)
}

/// Changes a date of a tender; `agreed` says what the person saw moving along.
#[server(endpoint = "deadlines/change", prefix = "/api")]
pub async fn change_deadline(
    tender: TenderId,
    deadline: DeadlineId,
    revision: i64,
    date: DateForm,
    #[server(default)] agreed: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let done = services::deadlines::change(&call, tender, deadline, revision, &date, &agreed).await;
    edge::leave(&call, done)
}

/// Counts the dates anew that do not stand where they are counted to.
#[server(endpoint = "deadlines/recount", prefix = "/api")]
pub async fn recount_deadlines(tender: TenderId, #[server(default)] agreed: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::recount(&call, tender, &agreed).await)
}

/// Removes a date of a tender.
#[server(endpoint = "deadlines/remove", prefix = "/api")]
pub async fn remove_deadline(tender: TenderId, deadline: DeadlineId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::remove(&call, tender, deadline, revision).await)
}

/// Adds a date to a tender that hangs on another one.
#[server(endpoint = "deadlines/add-relative", prefix = "/api")]
pub async fn add_relative(tender: TenderId, relative: RelativeForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::add_relative(&call, tender, &relative).await)
}

/// Changes a date of a tender that hangs on another one.
#[server(endpoint = "deadlines/change-relative", prefix = "/api")]
pub async fn change_relative(
    tender: TenderId,
    date: RelativeDateId,
    revision: i64,
    relative: RelativeForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let done = services::deadlines::change_relative(&call, tender, date, revision, &relative).await;
    edge::leave(&call, done)
}

/// Removes a date of a tender that hangs on another one.
#[server(endpoint = "deadlines/remove-relative", prefix = "/api")]
pub async fn remove_relative(tender: TenderId, date: RelativeDateId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::deadlines::remove_relative(&call, tender, date, revision).await)
}
