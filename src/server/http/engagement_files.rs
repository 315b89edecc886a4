//! Files of what was spoken with contacts: taken in bounded while they are read, handed out piece by piece and only to
//! be saved: what strangers wrote is opened by no browser under our address.

use axum::Router;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Path, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::documents::disposition;
use super::uploads::AROUND;
use super::{kept, pieces, uploads};
use crate::domain::engagement_file::FILE_LONGEST;
use crate::domain::id::{EngagementFileId, EngagementId};
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::services::contacts::attachments::{self, OpenAttachment, Sent};
use crate::server::state::State;

/// The routes of this file.
pub fn routes() -> Router {
    Router::new()
        .route(
            "/contacts/engagements/{engagement}/upload",
            post(take).layer(DefaultBodyLimit::max(FILE_LONGEST + AROUND)).layer(from_fn(uploads::in_turn)),
        )
        .route("/contacts/engagements/{engagement}/files/{attachment}", get(hand_out))
}

/// `POST /contacts/engagements/{engagement}/upload`: back to the page that shows the entry.
async fn take(Extension(call): Extension<Call>, Path(engagement): Path<String>, request: Request) -> Response {
    let Some(engagement) = EngagementId::parse(&engagement) else { return StatusCode::NOT_FOUND.into_response() };
    let page = kept::page_of(request.headers());
    uploads::answered(&call, taken(&call, engagement, request).await.map(|()| page))
}

async fn taken(call: &Call, engagement: EngagementId, request: Request) -> Result<(), Failure> {
    attachments::may_add(call, engagement).await?;
    let request = uploads::fitting(request, FILE_LONGEST).await.ok_or_else(too_large)?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let mut sent = Sent { name: String::new(), bytes: Vec::new(), is_shared: false };
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        match part.name() {
            Some("shared") => sent.is_shared = true,
            Some("file") => {
                sent.name = part.file_name().unwrap_or_default().to_owned();
                sent.bytes = part.bytes().await.map_err(broken_off)?.to_vec();
            }
            _ => {}
        }
    }
    if sent.name.is_empty() && sent.bytes.is_empty() {
        return Err(Refusal::NoFile.into());
    }
    attachments::add(call, engagement, sent).await
}

fn broken_off(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => AppError::Malformed.into(),
    }
}

fn too_large() -> Failure {
    Refusal::FilesTooLarge { limit: FILE_LONGEST as u64 }.into()
}

async fn hand_out(
    Extension(call): Extension<Call>,
    Path((engagement, attachment)): Path<(String, String)>,
) -> Response {
    let (Some(engagement), Some(attachment)) = (EngagementId::parse(&engagement), EngagementFileId::parse(&attachment))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match attachments::open(&call, engagement, attachment).await {
        Ok(open) => handed_out(&call.state, open),
        Err(failure) => uploads::status_of(&call.tell(failure)).into_response(),
    }
}

fn handed_out(state: &State, open: OpenAttachment) -> Response {
    let media_type = HeaderValue::from_str(&open.file.media_type);
    let disposition = HeaderValue::from_str(&disposition(&open.file.name, "attachment"));
    let size = open.file.size;
    let state = State::clone(state);
    let body = pieces::body(move |number| {
        let (state, open) = (State::clone(&state), open.clone());
        async move { attachments::piece(&state, &open, number).await }
    });
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.extend(media_type.ok().map(|value| (CONTENT_TYPE, value)));
    headers.extend(disposition.ok().map(|value| (CONTENT_DISPOSITION, value)));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
