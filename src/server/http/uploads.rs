//! Uploads are read into memory a few at a time; the others wait with theirs unread.

use std::time::Duration;

use axum::extract::{Extension, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;

use crate::server::edge::Call;

/// Nobody keeps a place longer than this, however slowly they send.
const LONGEST: Duration = Duration::from_secs(600);

/// What stands around the files in a multipart body.
pub const AROUND: usize = 64 * 1024;
/// A body up to this size is read to its end and thrown away, so that the browser gets to see why it
/// was refused; a larger one is refused at once.
const DRAINED: u64 = 128 * 1024 * 1024;

/// The request, if its files are no longer than allowed; `None` for one that says it is longer.
pub async fn fitting(request: Request, longest: usize) -> Option<Request> {
    let declared = declared_length(&request);
    if declared.is_none_or(|length| length <= (longest + AROUND) as u64) {
        return Some(request);
    }
    if declared.is_some_and(|length| length <= DRAINED) {
        let mut body = request.into_body().into_data_stream();
        while let Some(Ok(_)) = body.next().await {}
    }
    None
}

fn declared_length(request: &Request) -> Option<u64> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
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
