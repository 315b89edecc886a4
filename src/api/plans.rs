//! Server functions on the backward plan of a bid.

use leptos::prelude::*;

use crate::domain::id::{BidId, TenderId};
use crate::domain::plan::{DecisionForm, DecisionPage, MovedDate, PlanMoves, PlanPage, TaskForm};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    server::{edge, services},
    ui::paths,
};

/// The plan of a bid.
#[server(prefix = "/api", endpoint = "plans/open")]
pub async fn open_plan(bid: BidId) -> Result<PlanPage, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::page(&call, bid).await)
}

/// What dates of a change would move in the plans of the bids for a tender.
#[server(prefix = "/api", endpoint = "plans/moved")]
pub async fn plans_moved(
    tender: TenderId,
    #[server(default)] dates: Vec<MovedDate>,
) -> Result<Vec<PlanMoves>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::moved(&call, tender, &dates).await)
}

/// Changes what is decided about a task.
#[server(prefix = "/api", endpoint = "plans/change")]
pub async fn change_task(
    bid: BidId,
    code: String,
    revision: i64,
    #[server(default)] task: TaskForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::change(&call, bid, &code, revision, &task).await)?;
    edge::go(&paths::saved(&paths::plan(bid)));
    Ok(())
}

/// Adds a task of our own.
#[server(prefix = "/api", endpoint = "plans/add")]
pub async fn add_task(bid: BidId, #[server(default)] task: TaskForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::add(&call, bid, &task).await)?;
    edge::go(&paths::saved(&paths::plan(bid)));
    Ok(())
}

/// Takes a task out of the plan.
#[server(prefix = "/api", endpoint = "plans/remove")]
pub async fn remove_task(bid: BidId, code: String, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::remove(&call, bid, &code, revision).await)?;
    edge::go(&paths::saved(&paths::plan(bid)));
    Ok(())
}

/// Takes a usual task back into the plan.
#[server(prefix = "/api", endpoint = "plans/take-back")]
pub async fn take_task_back(bid: BidId, code: String, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::take_back(&call, bid, &code, revision).await)?;
    edge::go(&paths::saved(&paths::plan(bid)));
    Ok(())
}

/// Go or no-go, with its reasons.
#[server(prefix = "/api", endpoint = "plans/decision")]
pub async fn open_decision(bid: BidId) -> Result<DecisionPage, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::decision::page(&call, bid).await)
}

/// Saves reasons and decision.
#[server(prefix = "/api", endpoint = "plans/decide")]
pub async fn decide_on_bid(
    bid: BidId,
    revision: i64,
    #[server(default)] decision: DecisionForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::plans::decision::decide(&call, bid, revision, &decision).await)
}
