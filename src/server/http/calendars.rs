//! `GET /calendar/{secret}`: the dates of bids for calendar programs, which have no cookies. The secret is the key.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use sha2::{Digest, Sha256};

use crate::error::AppError;
use crate::server::calendar;
use crate::server::edge::Call;
use crate::server::services;

/// Media type of a calendar.
const CALENDAR: &str = "text/calendar; charset=utf-8";
/// Most octets of a secret that are looked up; ours have 43.
const SECRET_MOST: usize = 64;

/// Routes of calendars.
pub fn routes() -> Router {
    Router::new().route("/calendar/{secret}", get(read))
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
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = status.into_response();
    if let AppError::TooMany { seconds } = refusal {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}
