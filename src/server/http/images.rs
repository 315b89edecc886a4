//! Pictures of a bid's texts: taken in bounded while they are read, handed out piece by piece. The editor reads the
//! answers, so they are JSON.

use axum::body::Body;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use crate::domain::id::{BidId, BidImageId};
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::{pieces, uploads};
use crate::server::services::images::{self, IMAGE_LONGEST, ImageFault, OpenImage};
use crate::server::state::State;

/// What stands around the file in a multipart body.
const AROUND: usize = 64 * 1024;

/// The routes of this file.
pub fn routes() -> Router {
    Router::new()
        .route(
            "/bids/{bid}/images",
            post(take).layer(DefaultBodyLimit::max(IMAGE_LONGEST + AROUND)).layer(from_fn(uploads::in_turn)),
        )
        .route("/bids/{bid}/images/{image}", get(hand_out))
}

/// What came of an upload.
enum Answer {
    Taken(images::Taken),
    Refused(&'static str),
}

async fn take(Extension(call): Extension<Call>, Path(bid): Path<String>, request: Request) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refusal(&AppError::NotFound) };
    match taken(&call, bid, request).await {
        Ok(Answer::Taken(taken)) => {
            Json(json!({ "file": taken.id.to_string(), "width": taken.width, "height": taken.height })).into_response()
        }
        Ok(Answer::Refused(code)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "refusal": code }))).into_response()
        }
        Err(failure) => refusal(&call.tell(failure)),
    }
}

async fn taken(call: &Call, bid: BidId, request: Request) -> Result<Answer, Failure> {
    images::may_add(call, bid).await?;
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Ok(Answer::Refused("malformed")) };
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => return Ok(Answer::Refused("no_file")),
            Err(error) => return Ok(broken_off(error.status())),
        };
        if part.name() != Some("file") {
            continue;
        }
        let bytes = match part.bytes().await {
            Ok(bytes) if bytes.len() > IMAGE_LONGEST => return Ok(Answer::Refused("too_big")),
            Ok(bytes) => bytes,
            Err(error) => return Ok(broken_off(error.status())),
        };
        return Ok(match images::add(call, bid, &bytes).await? {
            Ok(taken) => Answer::Taken(taken),
            Err(ImageFault::Kind) => Answer::Refused("kind"),
            Err(ImageFault::Pixels) => Answer::Refused("pixels"),
            Err(ImageFault::Many) => Answer::Refused("too_many"),
        });
    }
}

fn broken_off(status: StatusCode) -> Answer {
    Answer::Refused(if status == StatusCode::PAYLOAD_TOO_LARGE { "too_big" } else { "malformed" })
}

fn refusal(refusal: &AppError) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let code = match refusal {
        AppError::NotFound => "not_found",
        AppError::NotSignedIn => "signed_out",
        AppError::NotAllowed => "read_only",
        AppError::Broken { .. } => "broken",
        _ => "refused",
    };
    (status, Json(json!({ "refusal": code }))).into_response()
}

async fn hand_out(Extension(call): Extension<Call>, Path((bid, image)): Path<(String, String)>) -> Response {
    let (Some(bid), Some(image)) = (BidId::parse(&bid), BidImageId::parse(&image)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match images::open(&call, bid, image).await {
        Ok(open) => handed_out(&call.state, open),
        Err(failure) => refusal(&call.tell(failure)),
    }
}

fn handed_out(state: &State, open: OpenImage) -> Response {
    let media_type = HeaderValue::from_str(&open.media_type);
    let size = open.size;
    let mut response = Response::new(body(State::clone(state), open));
    let headers = response.headers_mut();
    if let Ok(media_type) = media_type {
        headers.insert(CONTENT_TYPE, media_type);
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    // The bytes under an identity never change; whether they may be seen is asked again before long.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=600"));
    response
}

fn body(state: State, open: OpenImage) -> Body {
    pieces::body(move |number| {
        let (state, open) = (State::clone(&state), open.clone());
        async move { images::piece(&state, &open, number).await }
    })
}
