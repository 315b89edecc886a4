//! `GET /calendar/{secret}`: the dates of bids for calendar programs, which have no cookies: the secret is the key. And
//! calendar files of others, brought to a bid and shown before anything is saved.

use axum::extract::{DefaultBodyLimit, Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use sha2::{Digest, Sha256};

use crate::domain::id::{BidId, TenderId};
use crate::error::AppError;
use crate::server::calendar;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::uploads;
use crate::server::ics::FILE_MOST;
use crate::server::services;
use crate::ui::paths;

/// Media type of a calendar.
const CALENDAR: &str = "text/calendar; charset=utf-8";
/// Most octets of a secret that are looked up; ours have 43.
const SECRET_MOST: usize = 64;
/// What stands around the file in a multipart body.
const AROUND: usize = 64 * 1024;

/// Routes of calendars.
pub fn routes() -> Router {
    let files = Router::new()
        .route("/bids/{bid}/calendar-file/upload", post(take))
        .route("/tenders/{tender}/days-off/upload", post(take_days_off))
        .layer(DefaultBodyLimit::max(FILE_MOST + AROUND))
        .layer(from_fn(uploads::in_turn));
    Router::new().route("/calendar/{secret}", get(read)).merge(files)
}

/// The calendar of a secret address; nothing but *not modified* for a program that has it as it is.
pub async fn read(Extension(call): Extension<Call>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let secret = name.strip_suffix(".ics").unwrap_or(&name);
    if secret.len() > SECRET_MOST {
        return refused(&AppError::NotFound);
    }
    let sheet = match services::calendars::read(&call, secret).await {
        Ok(sheet) => sheet,
        Err(failure) => return refused(&call.tell(failure)),
    };
    let base = call.state.settings.base_url();
    let file = calendar::file(&sheet, &base);
    // Weak: the file may be compressed on its way.
    let tag = format!("W/\"{}\"", hex::encode(Sha256::digest(&file)));
    let known = [(ETAG, tag.clone()), (CACHE_CONTROL, "private, no-cache".to_owned())];
    if is_known(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, known).into_response();
    }
    let named =
        [(CONTENT_TYPE, CALENDAR.to_owned()), (CONTENT_DISPOSITION, "attachment; filename=\"musubi.ics\"".to_owned())];
    (known, named, file).into_response()
}

/// Whether the program says that it has the file of this tag.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = bare(tag);
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|line| line.trim() == "*" || line.split(',').any(|one| bare(one) == wanted))
}

fn refused(refusal: &AppError) -> Response {
    let mut response = status_of(refusal).into_response();
    if let AppError::TooMany { seconds } = refusal {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

fn status_of(refusal: &AppError) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

async fn take(Extension(call): Extension<Call>, Path(bid): Path<String>, request: Request) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refused(&AppError::NotFound) };
    uploads::answered(&call, taken(&call, bid, request).await)
}

async fn take_days_off(Extension(call): Extension<Call>, Path(tender): Path<String>, request: Request) -> Response {
    let Some(tender) = TenderId::parse(&tender) else { return refused(&AppError::NotFound) };
    uploads::answered(&call, days_off_taken(&call, tender, request).await)
}

async fn taken(call: &Call, bid: BidId, request: Request) -> Result<String, Failure> {
    services::calendars::may_bring(call, bid).await?;
    let kept = services::calendars::bring(call, bid, sent(request).await?).await?;
    Ok(format!("{}?kept={kept}", paths::calendar_file(bid)))
}

async fn days_off_taken(call: &Call, tender: TenderId, request: Request) -> Result<String, Failure> {
    services::days_off::may_bring(call, tender).await?;
    let kept = services::days_off::bring(call, tender, sent(request).await?).await?;
    Ok(format!("{}?kept={kept}", paths::days_off(tender)))
}

/// The file of a form.
async fn sent(request: Request) -> Result<Vec<u8>, Failure> {
    uploads::file_of(request, FILE_MOST).await.map(|(_, file)| file)
}
