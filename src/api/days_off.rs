//! A buyer's own days off over the wire.

use leptos::prelude::*;

use crate::domain::closed_days::ClosedDayForm;
use crate::domain::days_off::{BuyerDaysOff, DayOffForm};
use crate::domain::id::TenderId;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    server::{edge, services},
    ui::paths,
};

/// The days off of a tender's buyer.
#[server(endpoint = "days-off/list", prefix = "/api")]
pub async fn list_days_off(tender: TenderId) -> Result<BuyerDaysOff, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::days_off::list(&call, tender).await)
}

/// Adds a day off.
#[server(endpoint = "days-off/add", prefix = "/api")]
pub async fn add_day_off(tender: TenderId, off: DayOffForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::days_off::add(&call, tender, &off).await)
}

/// Removes a day off.
#[server(endpoint = "days-off/remove", prefix = "/api")]
pub async fn remove_day_off(tender: TenderId, day: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::days_off::remove(&call, tender, &day).await)
}

/// Adds chosen days of a calendar file to the days off of a tender's buyer.
#[server(endpoint = "days-off/take", prefix = "/api")]
pub async fn take_days_off(tender: TenderId, #[server(default)] days: Vec<ClosedDayForm>) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::days_off::take(&call, tender, &days).await)?;
    edge::go(&paths::saved(&paths::days_off(tender)));
    Ok(())
}
