//! A bid's cost sheets as files: one taken away, one brought in and shown before anything is saved.

use axum::Router;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Path, Query, Request};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::domain::id::BidId;
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::documents::{XLSX, private_file};
use crate::server::http::uploads;
use crate::server::services::costs;
use crate::server::xlsx::FILE_MOST;
use crate::ui::paths;

/// What stands around the file in a multipart body.
const AROUND: usize = 64 * 1024;

/// The routes of this file.
pub fn routes() -> Router {
    Router::new().route("/bids/{bid}/costs/file", get(hand_out)).route(
        "/bids/{bid}/costs/upload",
        post(take).layer(DefaultBodyLimit::max(FILE_MOST + AROUND)).layer(from_fn(uploads::in_turn)),
    )
}

/// Which sheet.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    side: String,
}

async fn hand_out(Extension(call): Extension<Call>, Path(bid): Path<String>, Query(asked): Query<Asked>) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return StatusCode::NOT_FOUND.into_response() };
    match costs::file(&call, bid, &asked.side).await {
        Ok(file) => private_file(XLSX, &file.name, "costs.xlsx", file.bytes),
        Err(failure) => uploads::status_of(&call.tell(failure)).into_response(),
    }
}

async fn take(Extension(call): Extension<Call>, Path(bid): Path<String>, request: Request) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return StatusCode::NOT_FOUND.into_response() };
    uploads::answered(&call, taken(&call, bid, request).await)
}

async fn taken(call: &Call, bid: BidId, request: Request) -> Result<String, Failure> {
    costs::may_bring(call, bid).await?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let (mut side, mut file) = (String::new(), None);
    while let Some(part) = parts.next_field().await.map_err(|error| broken_off(error.status()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|error| broken_off(error.status()))?;
        match name.as_str() {
            "side" => side = String::from_utf8_lossy(&bytes).into_owned(),
            "file" if uploads::is_chosen(&file_name, &bytes)? => file = Some(bytes.to_vec()),
            _ => {}
        }
    }
    let file = file.ok_or(Refusal::NoFile)?;
    let kept = costs::bring(call, bid, &side, file).await?;
    Ok(format!("{}&kept={kept}", paths::costs(bid, &side)))
}

fn broken_off(status: StatusCode) -> Failure {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::FilesTooLarge { limit: FILE_MOST as u64 }.into(),
        _ => AppError::Malformed.into(),
    }
}
