//! The buyers' forms: taken in bounded while they are read, handed out filled.

use axum::Json;
use axum::Router;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Path, Request};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::documents::{DOCX, private_file};
use crate::domain::id::{BidId, BuyerFormId};
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::uploads;
use crate::server::services::buyer_forms::{self, FORM_LONGEST};
use crate::ui::paths;

/// What stands around the file in a multipart body.
const AROUND: usize = 64 * 1024;

/// The routes of this file.
pub fn routes() -> Router {
    Router::new()
        .route(
            "/bids/{bid}/forms/upload",
            post(take).layer(DefaultBodyLimit::max(FORM_LONGEST + AROUND)).layer(from_fn(uploads::in_turn)),
        )
        .route("/bids/{bid}/forms/{buyer_form}/file", get(hand_out))
}

async fn take(Extension(call): Extension<Call>, Path(bid): Path<String>, request: Request) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return StatusCode::NOT_FOUND.into_response() };
    match taken(&call, bid, request).await {
        Ok(form) => Redirect::to(&paths::buyer_form(bid, form)).into_response(),
        Err(failure) => answer(&call, failure),
    }
}

async fn taken(call: &Call, bid: BidId, request: Request) -> Result<BuyerFormId, Failure> {
    buyer_forms::may_add(call, bid).await?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(broken_off)?;
        if name.is_empty() && bytes.is_empty() {
            break;
        }
        if bytes.len() > FORM_LONGEST {
            return Err(too_large());
        }
        return buyer_forms::add(call, bid, &name, bytes.to_vec()).await;
    }
    Err(Refusal::NoFile.into())
}

fn broken_off(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => AppError::Malformed.into(),
    }
}

fn too_large() -> Failure {
    Refusal::FilesTooLarge { limit: FORM_LONGEST as u64 }.into()
}

/// The layer around keeps a refused post of a page and leads back to it; script gets the refusal itself.
fn answer(call: &Call, failure: Failure) -> Response {
    let refusal = call.refuse(failure);
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(refusal)).into_response()
}

async fn hand_out(Extension(call): Extension<Call>, Path((bid, form)): Path<(String, String)>) -> Response {
    let (Some(bid), Some(form)) = (BidId::parse(&bid), BuyerFormId::parse(&form)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match buyer_forms::render(&call, bid, form).await {
        Ok(filled) => private_file(DOCX, &filled.name, "form.docx", filled.docx),
        Err(failure) => answer(&call, failure),
    }
}
