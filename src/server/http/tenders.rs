//! The originals of a notice: taken in bounded while they are read, handed out piece by piece.

use axum::body::Body;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};

use crate::domain::candidate::FeedTaken;
use crate::domain::id::{TenderChangeId, TenderFileId, TenderId};
use crate::domain::notice::IntakeProblem;
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::uploads::AROUND;
use crate::server::http::{pieces, uploads};
use crate::server::intake::source::UPLOAD_LIMIT;
use crate::server::services::candidates;
use crate::server::services::tenders::{self, OpenFile, Upload};
use crate::server::state::State;
use crate::ui::paths;

/// Most files in one upload.
const MOST_FILES: usize = 20;
/// Most bytes of one upload.
const TOGETHER: usize = 60 * 1024 * 1024;

/// The PDF viewer of a browser needs to place the file into its own frame; nothing else is allowed.
const PDF_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; \
     frame-ancestors 'none'; base-uri 'none'",
);

/// The routes of this file.
pub fn routes() -> Router {
    let limit = || DefaultBodyLimit::max(TOGETHER + AROUND);
    Router::new()
        .route("/tenders/upload", post(take).layer(limit()).layer(from_fn(uploads::in_turn)))
        .route("/tenders/{tender}/upload", post(take_more).layer(limit()).layer(from_fn(uploads::in_turn)))
        .route("/tenders/{tender}/changes/upload", post(take_change).layer(limit()).layer(from_fn(uploads::in_turn)))
        .route("/tenders/candidates/upload", post(take_feed).layer(limit()).layer(from_fn(uploads::in_turn)))
        .route("/tenders/{tender}/files/{file}", get(hand_out))
}

async fn take(Extension(call): Extension<Call>, request: Request) -> Response {
    match taken(&call, request).await {
        Ok(place) => Redirect::to(&place).into_response(),
        Err(failure) => answer(&call, failure),
    }
}

/// Takes what was sent, and says where it led.
async fn taken(call: &Call, request: Request) -> Result<String, Failure> {
    call.caller.person()?;
    let Posted { files, candidate } = posted(request).await?;
    let only = (files.len() == 1).then(|| files.first().cloned()).flatten();
    let taken = match (tenders::upload(call, files, &candidate).await, only) {
        // A feed is no notice; its entries are candidates.
        (Err(Failure::Refused(AppError::Refused(Refusal::OnlyFeed { .. }))), Some(feed)) => {
            let taken = candidates::upload(call, &feed.name, &feed.bytes).await?;
            return Ok(paths::candidates_taken(taken));
        }
        (taken, _) => taken?,
    };
    Ok(paths::after_taking(&taken))
}

async fn take_more(Extension(call): Extension<Call>, Path(tender): Path<String>, request: Request) -> Response {
    let Some(tender) = TenderId::parse(&tender) else { return StatusCode::NOT_FOUND.into_response() };
    match taken_more(&call, tender, request).await {
        Ok(()) => Redirect::to(&paths::confirm_tender(tender)).into_response(),
        Err(failure) => answer(&call, failure),
    }
}

async fn taken_more(call: &Call, tender: TenderId, request: Request) -> Result<(), Failure> {
    // Nobody makes the server read what they may not add.
    tenders::may_add_files(call, tender).await?;
    tenders::add_files(call, tender, posted(request).await?.files).await
}

async fn take_change(Extension(call): Extension<Call>, Path(tender): Path<String>, request: Request) -> Response {
    let Some(tender) = TenderId::parse(&tender) else { return StatusCode::NOT_FOUND.into_response() };
    match taken_change(&call, tender, request).await {
        Ok(change) => Redirect::to(&paths::tender_change(tender, change)).into_response(),
        Err(failure) => answer(&call, failure),
    }
}

async fn taken_change(call: &Call, tender: TenderId, request: Request) -> Result<TenderChangeId, Failure> {
    tenders::may_bring(call, tender).await?;
    tenders::upload_change(call, tender, posted(request).await?.files).await
}

async fn take_feed(Extension(call): Extension<Call>, request: Request) -> Response {
    match taken_feed(&call, request).await {
        Ok(taken) => Redirect::to(&paths::candidates_taken(taken)).into_response(),
        Err(failure) => answer(&call, failure),
    }
}

async fn taken_feed(call: &Call, request: Request) -> Result<FeedTaken, Failure> {
    call.caller.person()?;
    let files = posted(request).await?.files;
    let mut all = FeedTaken { fresh: 0, known: 0 };
    for file in files {
        let taken = candidates::upload(call, &file.name, &file.bytes).await?;
        all.fresh += taken.fresh;
        all.known += taken.known;
    }
    Ok(all)
}

/// What a form with files sent.
struct Posted {
    files: Vec<Upload>,
    /// The entry of a feed that led to it; empty when there was none.
    candidate: String,
}

/// The files of a form, bounded while they are read. After a refusal the rest is read and thrown away.
async fn posted(request: Request) -> Result<Posted, Failure> {
    let Some(request) = uploads::fitting(request, TOGETHER).await else {
        return Err(Refusal::FilesTooLarge { limit: TOGETHER as u64 }.into());
    };
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let mut uploads: Vec<Upload> = Vec::new();
    let mut refused = None;
    let mut candidate = String::new();
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        if part.name() == Some("candidate") {
            candidate = String::from_utf8(bounded(part, "").await?).unwrap_or_default();
            continue;
        }
        if part.name() != Some("file") || refused.is_some() {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        match bounded(part, &name).await {
            Ok(bytes) if name.is_empty() && bytes.is_empty() => {}
            Ok(_) if uploads.len() >= MOST_FILES => {
                refused = Some(Refusal::TooManyFiles { most: MOST_FILES as u32 }.into());
            }
            Ok(bytes) => uploads.push(Upload { name, bytes: bytes.into() }),
            Err(failure) => refused = Some(failure),
        }
    }
    match refused {
        Some(failure) => Err(failure),
        None if uploads.is_empty() => Err(Refusal::NoFile.into()),
        None => Ok(Posted { files: uploads, candidate }),
    }
}

async fn bounded(mut part: axum::extract::multipart::Field<'_>, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(broken_off)? {
        if bytes.len() + chunk.len() > UPLOAD_LIMIT {
            return Err(too_large(name.to_owned()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn broken_off(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::FilesTooLarge { limit: TOGETHER as u64 }.into(),
        _ => AppError::Malformed.into(),
    }
}

fn too_large(file: String) -> Failure {
    let problem = IntakeProblem::TooLarge { limit: UPLOAD_LIMIT as u64 };
    Refusal::Notice { file, problem }.into()
}

/// The layer around keeps a refused post of a page and leads back to it; script gets the refusal itself.
fn answer(call: &Call, failure: Failure) -> Response {
    let refusal = call.refuse(failure);
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(refusal)).into_response()
}

async fn hand_out(Extension(call): Extension<Call>, Path((tender, file)): Path<(String, String)>) -> Response {
    let (Some(tender), Some(file)) = (TenderId::parse(&tender), TenderFileId::parse(&file)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tenders::open_file(&call, tender, file).await {
        Ok(open) => handed_out(&call.state, open),
        Err(failure) => answer(&call, failure),
    }
}

fn handed_out(state: &State, open: OpenFile) -> Response {
    let is_pdf = open.file.media_type == "application/pdf";
    let media_type = if is_pdf { "application/pdf" } else { "text/plain; charset=utf-8" };
    let fallback = if is_pdf { "notice.pdf" } else { "notice.txt" };
    let disposition = disposition(fallback, &open.file.name);
    let size = open.file.size;
    let mut response = Response::new(body(State::clone(state), open));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    if is_pdf {
        headers.insert(CONTENT_SECURITY_POLICY, PDF_POLICY);
    }
    response
}

/// `Content-Disposition` with the name in UTF-8 (RFC 6266, RFC 8187) and one in ASCII for the rest.
fn disposition(fallback: &str, name: &str) -> String {
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("inline; filename=\"{fallback}\"; filename*=UTF-8''{encoded}")
}

fn body(state: State, open: OpenFile) -> Body {
    pieces::body(move |number| {
        let (state, open) = (State::clone(&state), open.clone());
        async move { tenders::piece(&state, &open, number).await }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        let line = disposition("notice.pdf", "公告\"; x=\r\n.pdf");
        assert_eq!(line, "inline; filename=\"notice.pdf\"; filename*=UTF-8''%E5%85%AC%E5%91%8A%22%3B%20x%3D%0D%0A.pdf");
        assert!(HeaderValue::from_str(&line).is_ok());
    }
}
