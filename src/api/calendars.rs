//! Secret addresses for calendar programs, over the wire.

use leptos::prelude::*;

use crate::domain::calendar::{CalendarFeeds, FeedForm};
use crate::domain::id::{BidId, CalendarFeedId};
use crate::domain::tender_form::DateForm;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    server::{edge, services},
    ui::paths,
};

/// The reader's addresses, and the bids for which one can be made.
#[server(endpoint = "calendars/list", prefix = "/api")]
pub async fn list_calendars() -> Result<CalendarFeeds, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::calendars::list(&call).await)
}

/// Makes an address; answers with it.
#[server(endpoint = "calendars/add", prefix = "/api")]
pub async fn add_calendar(#[server(default)] feed: FeedForm) -> Result<String, AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::calendars::add(&call, &feed).await)?;
    Ok(edge::show_address_once(&call, &paths::calendar(&token.secret)))
}

/// Puts a new address in the place of another; answers with it.
#[server(endpoint = "calendars/replace", prefix = "/api")]
pub async fn replace_calendar(feed: CalendarFeedId) -> Result<String, AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::calendars::replace(&call, feed).await)?;
    Ok(edge::show_address_once(&call, &paths::calendar(&token.secret)))
}

/// Withdraws an address.
#[server(endpoint = "calendars/remove", prefix = "/api")]
pub async fn remove_calendar(feed: CalendarFeedId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::calendars::remove(&call, feed).await)
}

/// Adds chosen events of a file to the dates of a bid's tender.
#[server(endpoint = "calendars/take", prefix = "/api")]
pub async fn take_events(bid: BidId, #[server(default)] dates: Vec<DateForm>) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::calendars::take(&call, bid, &dates).await)?;
    edge::go(&paths::saved(&paths::bid_page(bid, "dates")));
    Ok(())
}
