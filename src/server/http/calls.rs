//! Makes the `Call` of each request from its cookies and headers.

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

use crate::domain::instant::{DAY, HOUR, Instant};
use crate::domain::language::Language;
use crate::server::access::{Caller, SignedIn, session, token};
use crate::server::clock;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::sessions;

/// Cookie of a session.
pub const SESSION: &str = "musubi_session";
/// Cookie that names the browser, so that kept posts are its own.
pub const BROWSER: &str = "musubi_browser";
/// Cookie of the interface language, before signing in.
pub const LANGUAGE: &str = "musubi_language";
/// Cookie of the theme, before signing in.
pub const THEME: &str = "musubi_theme";

/// Cookie of a link that was just made, for the one page that shows it.
pub const SHOWN_ONCE: &str = "musubi_shown_once";

/// A cookie of a request.
#[must_use]
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).find_map(|line| {
        line.split(';').find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name && !value.is_empty()).then(|| value.to_owned())
        })
    })
}

/// The text of a strict cookie.
#[must_use]
pub fn strict_cookie(name: &str, value: &str, seconds: i64, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}

/// Gives every request its `Call`, and every browser its name.
pub async fn with_call(Shared(state): Shared<State>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let known_browser = cookie(headers, BROWSER);
    let (browser, new_browser) = match known_browser {
        Some(secret) => (secret, None),
        None => match token::fresh() {
            Ok(token) => (token.secret.clone(), Some(token.secret)),
            Err(_) => (String::new(), None),
        },
    };
    let mut call = match identify(&state, headers).await {
        Ok(call) => call,
        Err(failure) => {
            tracing::error!("the session could not be read: {failure}");
            return axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    call.browser_hash = token::hash(&browser);
    call.shown_once = cookie(request.headers(), SHOWN_ONCE);
    call.is_plain_post = is_plain_post(&request);
    call.peer = peer(&request, state.settings.public_url.is_some());
    let is_secure = state.settings.is_secure();
    let is_post = request.method() == Method::POST;
    request.extensions_mut().insert(call);
    let mut response = next.run(request).await;
    if is_post {
        // A seat may have been taken, a session ended, a bid put away: whichever it was, live texts look now.
        state.rooms.look_again();
    }
    if let Some(secret) = new_browser
        && let Ok(value) = HeaderValue::from_str(&strict_cookie(BROWSER, &secret, 180 * DAY / 1000, is_secure))
    {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

async fn identify(state: &State, headers: &HeaderMap) -> Result<Call, Failure> {
    let now = clock::now();
    let caller = match cookie(headers, SESSION) {
        Some(secret) => caller_of(state, &token::hash(&secret), now).await?,
        None => Caller::Stranger,
    };
    let mut call = Call::new(state.clone(), caller, now);
    call.request = uuid::Uuid::now_v7().simple().to_string();
    match &call.caller {
        Caller::SignedIn(person) => call.theme = person.theme.clone(),
        Caller::Stranger | Caller::Operator(_) => {
            call.language = wanted_language(headers);
            call.theme = cookie(headers, THEME).unwrap_or_else(|| "auto".to_owned());
        }
    }
    Ok(call)
}

/// The person of a session, by the hash of its token; a stranger when it has expired.
///
/// # Errors
/// Faults of the database.
pub async fn caller_of(state: &State, hash: &str, now: Instant) -> Result<Caller, Failure> {
    let mut connection = state.store.begin_read().await?;
    let row = sessions::session_find(&mut connection, hash, now).await?;
    connection.commit().await?;
    let Some(row) = row else { return Ok(Caller::Stranger) };
    if now.0 - row.seen_at.0 > HOUR {
        let mut tx = state.store.begin_write().await?;
        sessions::session_touch(&mut tx, hash, now, now.plus(session::LASTS)).await?;
        tx.commit().await?;
    }
    Ok(Caller::SignedIn(SignedIn {
        user: row.user,
        organisation: row.organisation,
        name: row.name,
        language: row.language,
        theme: row.theme,
        zone: row.zone,
        is_administrator: row.is_administrator,
        unread: row.unread,
        session: hash.to_owned(),
    }))
}

fn wanted_language(headers: &HeaderMap) -> Language {
    if let Some(language) = cookie(headers, LANGUAGE).as_deref().and_then(Language::parse) {
        return language;
    }
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|line| line.split(',').find_map(|part| Language::parse(part.split(';').next()?)))
        .unwrap_or_default()
}

fn is_plain_post(request: &Request) -> bool {
    let accepts_pages = request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let is_form = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|kind| {
        kind.starts_with("application/x-www-form-urlencoded") || kind.starts_with("multipart/form-data")
    });
    request.method() == Method::POST && accepts_pages && is_form
}

/// Who is calling, for throttling: behind a proxy on this machine, the last address that the proxy adds.
fn peer(request: &Request, has_proxy: bool) -> String {
    let Some(ConnectInfo(socket)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return String::new() };
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()).map(str::trim);
    match last {
        Some(address) if has_proxy && socket.ip().is_loopback() => address.to_owned(),
        _ => socket.ip().to_string(),
    }
}
