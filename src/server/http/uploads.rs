//! Uploads are read into memory a few at a time; the others wait with theirs unread. What an upload of one file holds.

use std::time::Duration;

use axum::Json;
use axum::extract::multipart::Multipart;
use axum::extract::{Extension, FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use futures::StreamExt;

use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;

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

/// Name and bytes of the file that a form sends as `file`; `most` is the size that the route lets through.
///
/// # Errors
/// `NoFile`, `EmptyFile`, `FilesTooLarge`, `Malformed`.
pub async fn file_of(request: Request, most: usize) -> Result<(String, Vec<u8>), Failure> {
    let broken_off = |status: StatusCode| match status {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::from(Refusal::FilesTooLarge { limit: most as u64 }),
        _ => AppError::Malformed.into(),
    };
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(|error| broken_off(error.status()))? {
        let is_file = part.name() == Some("file");
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|error| broken_off(error.status()))?;
        if is_file && is_chosen(&name, &bytes)? {
            file = Some((name, bytes.to_vec()));
        }
    }
    file.ok_or_else(|| Refusal::NoFile.into())
}

/// Whether a field of a form holds a file: a browser sends one without a name and without a byte when none was chosen.
///
/// # Errors
/// `EmptyFile` for one that was chosen and holds nothing.
pub fn is_chosen(name: &str, bytes: &[u8]) -> Result<bool, Failure> {
    match (name, bytes) {
        ("", []) => Ok(false),
        (name, []) => Err(Refusal::EmptyFile { file: name.to_owned() }.into()),
        _ => Ok(true),
    }
}
