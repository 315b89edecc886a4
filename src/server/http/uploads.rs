//! Uploads are read into memory a few at a time; the others wait with theirs unread.

use std::time::Duration;

use axum::extract::{Extension, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::server::edge::Call;

/// Nobody keeps a place longer than this, however slowly they send.
const LONGEST: Duration = Duration::from_secs(600);

/// Lets an upload in when there is room for it. 408 when it takes too long, 503 when the server stops meanwhile.
pub async fn in_turn(Extension(call): Extension<Call>, request: Request, next: Next) -> Response {
    let Ok(_place) = call.state.uploads.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}
