//! Plain form posts: a refused one, or one that arrives after the session ended, is kept for an hour
//! and its page comes back filled. Passwords are never kept.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, LOCATION, REFERER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::id::KeptPostId;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::kept_posts;
use crate::ui::kept::KeptPost;

/// Largest form that is read (uploads go through their own route with its own limit).
pub const FORM_LIMIT: usize = 4 * 1024 * 1024;

/// Runs a plain post and answers it with a redirect; everything else passes.
pub async fn with_kept_posts(request: Request, next: Next) -> Response {
    let Some(call) = request.extensions().get::<Call>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if !call.is_plain_post {
        return next.run(request).await;
    }
    let page = page_of(request.headers());
    let path = request.uri().path().to_owned();
    let is_urlencoded = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let (request, body) = if is_urlencoded {
        let (parts, body) = request.into_parts();
        match to_bytes(body, FORM_LIMIT).await {
            Ok(bytes) => (Request::from_parts(parts, Body::from(bytes.clone())), bytes),
            Err(_) => {
                let refusal = AppError::TooLarge { limit: FORM_LIMIT as u64 };
                return refused(&call, &page, &path, &Bytes::new(), &refusal).await;
            }
        }
    } else {
        (request, Bytes::new())
    };
    let response = next.run(request).await;
    match call.take_refusal().or_else(|| undecoded(&response)) {
        Some(refusal) => refused(&call, &page, &path, &body, &refusal).await,
        None => done(response, &page),
    }
}

/// A post whose arguments could not be read never reaches `leave`; leptos marks it in the address.
fn undecoded(response: &Response) -> Option<AppError> {
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    location.contains("__err=").then_some(AppError::Malformed)
}

/// After success: where the function sent the browser, or the page it came from with a word that it
/// is saved.
fn done(mut response: Response, page: &str) -> Response {
    if !response.status().is_redirection() {
        return response;
    }
    let location =
        response.headers().get(LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned).unwrap_or_default();
    // A location of our own starts with a slash; the page it came from is given whole by leptos.
    let target = if location.starts_with('/') { location } else { with_query(page, "saved=1") };
    if let Ok(value) = HeaderValue::from_str(&target) {
        response.headers_mut().insert(LOCATION, value);
    }
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}

async fn refused(call: &Call, page: &str, path: &str, body: &Bytes, refusal: &AppError) -> Response {
    match keep(call, path, body, refusal).await {
        Ok(id) => {
            let back = with_query(page, &format!("kept={id}"));
            let target = if matches!(refusal, AppError::NotSignedIn) {
                let next = serde_urlencoded::to_string([("next", back.as_str())]).unwrap_or_default();
                format!("/sign-in?{next}")
            } else {
                back
            };
            Redirect::to(&target).into_response()
        }
        Err(failure) => {
            tracing::error!(request = %call.request, "a refused post could not be kept: {failure}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn keep(call: &Call, path: &str, body: &Bytes, refusal: &AppError) -> Result<KeptPostId, Failure> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let fields: Vec<(String, String)> =
        pairs.into_iter().filter(|(name, _)| !name.contains("password") && name != "secret").collect();
    let mut tx = call.state.store.begin_write().await?;
    let id = kept_posts::kept_post_keep(&mut tx, &call.kept_key(), path, &fields, refusal, call.now).await?;
    tx.commit().await?;
    Ok(id)
}

/// The page a form stood on, as path and query without our own marks.
#[must_use]
pub fn page_of(headers: &HeaderMap) -> String {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok()).unwrap_or("/");
    let local = referer.split_once("://").map_or(referer, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let (path, query) = local.split_once('?').unwrap_or((local, ""));
    let path = if path.starts_with('/') && !path.starts_with("//") { path } else { "/" };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            !pair.is_empty() && !["kept=", "saved=", "__err=", "__path="].iter().any(|mark| pair.starts_with(mark))
        })
        .collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

fn with_query(page: &str, pair: &str) -> String {
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{pair}")
}

/// Reads back the post that the address names, when it is this person's at this browser, or was sent from this browser
/// while nobody was signed in: what is typed survives the end of the session.
pub async fn of_request(call: &Call, uri: &axum::http::Uri) -> KeptPost {
    let id =
        uri.query().and_then(|query| query.split('&').find_map(|pair| KeptPostId::parse(pair.strip_prefix("kept=")?)));
    let Some(id) = id else { return KeptPost::default() };
    match read_back(call, id).await {
        Ok(kept) => kept,
        Err(failure) => {
            tracing::error!(request = %call.request, "a kept post could not be read: {failure}");
            KeptPost::default()
        }
    }
}

async fn read_back(call: &Call, id: KeptPostId) -> Result<KeptPost, Failure> {
    let mut connection = call.state.store.begin_read().await?;
    let mut row = kept_posts::kept_post_find(&mut connection, id, &call.kept_key(), call.now).await?;
    if row.is_none() {
        row = kept_posts::kept_post_find(&mut connection, id, &call.browser_hash, call.now).await?;
    }
    connection.commit().await?;
    let Some(row) = row else { return Ok(KeptPost::default()) };
    Ok(KeptPost {
        path: row.path,
        fields: serde_json::from_str(&row.fields)?,
        refusal: Some(serde_json::from_str(&row.refusal)?),
    })
}
