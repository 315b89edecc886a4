//! Entries of buyers' feeds, over the wire.

use leptos::prelude::*;

use crate::domain::candidate::{CandidateLine, CandidateList, FeedTaken};
use crate::domain::id::CandidateId;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};
#[cfg(feature = "ssr")]
use crate::ui::paths;

/// The candidates of the reader's firm; `show` is the code of a state, `after` continues an earlier answer.
#[server(endpoint = "candidates/list", prefix = "/api")]
pub async fn list_candidates(
    #[server(default)] show: String,
    #[server(default)] after: String,
) -> Result<CandidateList, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::candidates::list(&call, &show, &after).await)
}

/// One candidate.
#[server(endpoint = "candidates/load", prefix = "/api")]
pub async fn load_candidate(candidate: CandidateId) -> Result<CandidateLine, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::candidates::load(&call, candidate).await)
}

/// Takes the pasted text of a feed and leads to the list.
#[server(endpoint = "candidates/paste", prefix = "/api")]
pub async fn paste_feed(text: String) -> Result<FeedTaken, AppError> {
    let call = edge::enter()?;
    let taken = edge::leave(&call, services::candidates::paste(&call, &text).await);
    taken.inspect(|taken| leptos_axum::redirect(&paths::candidates_taken(*taken)))
}

/// Puts a candidate away.
#[server(endpoint = "candidates/dismiss", prefix = "/api")]
pub async fn dismiss_candidate(candidate: CandidateId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::candidates::dismiss(&call, candidate).await)
}

/// Takes a candidate back.
#[server(endpoint = "candidates/restore", prefix = "/api")]
pub async fn restore_candidate(candidate: CandidateId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::candidates::restore(&call, candidate).await)
}
