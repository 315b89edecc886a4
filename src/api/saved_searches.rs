//! Searches that somebody keeps, over the wire.

use leptos::prelude::*;

use crate::domain::id::SavedSearchId;
use crate::domain::saved_search::{SavedSearches, SearchForm, Waiting};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// The reader's searches with what they find.
#[server(endpoint = "searches/list", prefix = "/api")]
pub async fn list_searches() -> Result<SavedSearches, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::saved_searches::list(&call).await)
}

/// The figures for the head of the list of tenders.
#[server(endpoint = "searches/waiting", prefix = "/api")]
pub async fn load_waiting() -> Result<Waiting, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::saved_searches::waiting(&call).await)
}

/// Keeps a search.
#[server(endpoint = "searches/add", prefix = "/api")]
pub async fn add_search(#[server(default)] search: SearchForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::saved_searches::add(&call, &search).await)
}

/// Changes a search.
#[server(endpoint = "searches/change", prefix = "/api")]
pub async fn change_search(id: SavedSearchId, #[server(default)] search: SearchForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::saved_searches::change(&call, id, &search).await)
}

/// Marks what a search showed as seen.
#[server(endpoint = "searches/seen", prefix = "/api")]
pub async fn see_search(id: SavedSearchId, until: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::saved_searches::seen(&call, id, until).await)
}

/// Removes a search.
#[server(endpoint = "searches/remove", prefix = "/api")]
pub async fn remove_search(id: SavedSearchId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::saved_searches::remove(&call, id).await)
}
