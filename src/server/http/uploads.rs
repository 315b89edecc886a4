//! Uploads are read into memory a few at a time; the others wait with theirs unread.

use std::time::Duration;

use axum::Json;
use axum::extract::{Extension, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;

/// Nobody keeps a place longer than this, however slowly they send.
const LONGEST: Duration = Duration::from_secs(600);

/// Where an upload that was taken leads, or why it was not.
pub fn answered(call: &Call, taken: Result<String, Failure>) -> Response {
    match taken {
        Ok(place) => Redirect::to(&place).into_response(),
        // The layer around keeps a refused post of a page and leads back to it; script gets the refusal itself.
        Err(failure) => {
            let refusal = call.refuse(failure);
            (status_of(&refusal), Json(refusal)).into_response()
        }
    }
}

/// The status that tells a refusal.
pub fn status_of(refusal: &AppError) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST)
}

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
