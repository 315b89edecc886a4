//! A bid's questions as a workbook, and the buyer's table of answers, brought in and shown before anything is saved.

use axum::Router;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Path, Query, Request};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::domain::id::BidId;
use crate::domain::question::TableFault;
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::documents::{XLSX, private_file};
use crate::server::http::uploads;
use crate::server::services::questions;
use crate::server::services::questions::answers::{self, Brought, FILE_MOST};
use crate::ui::paths;

/// What stands around the file in a multipart body.
const AROUND: usize = 64 * 1024;

/// The routes of this file.
pub fn routes() -> Router {
    Router::new().route("/bids/{bid}/questions/file", get(hand_out)).route(
        "/bids/{bid}/questions/answers/upload",
        post(take).layer(DefaultBodyLimit::max(FILE_MOST + AROUND)).layer(from_fn(uploads::in_turn)),
    )
}

/// Which sheet: 0 the next, from 1 one that was sent; without one the next, or the last.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    round: Option<i64>,
}

async fn hand_out(Extension(call): Extension<Call>, Path(bid): Path<String>, Query(asked): Query<Asked>) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return StatusCode::NOT_FOUND.into_response() };
    match questions::file(&call, bid, asked.round).await {
        Ok(file) => private_file(XLSX, &file.name, "questions.xlsx", file.bytes),
        Err(failure) => uploads::status_of(&call.tell(failure)).into_response(),
    }
}

async fn take(Extension(call): Extension<Call>, Path(bid): Path<String>, request: Request) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return StatusCode::NOT_FOUND.into_response() };
    uploads::answered(&call, taken(&call, bid, request).await)
}

/// A file wins over pasted text.
async fn taken(call: &Call, bid: BidId, request: Request) -> Result<String, Failure> {
    answers::may_bring(call, bid).await?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let mut brought = None;
    while let Some(part) = parts.next_field().await.map_err(|error| broken_off(error.status()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|error| broken_off(error.status()))?;
        match name.as_str() {
            "file" if uploads::is_chosen(&file_name, &bytes)? => brought = Some(Brought::File(bytes.to_vec())),
            "text" if brought.is_none() && !bytes.trim_ascii().is_empty() => {
                brought = Some(Brought::Pasted(String::from_utf8_lossy(&bytes).into_owned()));
            }
            _ => {}
        }
    }
    let kept = answers::bring(call, bid, brought.ok_or(Refusal::NoFile)?).await?;
    Ok(format!("{}?kept={kept}", paths::answers(bid)))
}

fn broken_off(status: StatusCode) -> Failure {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::Answers(TableFault::TooLarge).into(),
        _ => AppError::Malformed.into(),
    }
}
