//! The cookies that answers carry: the session, the switches of strangers, a link shown once.

use axum::http::header::{ORIGIN, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::domain::instant::DAY;
use crate::domain::language::Language;
use crate::server::access::session;
use crate::server::access::token::Token;
use crate::server::edge::Call;
use crate::server::http::calls::{LANGUAGE, SESSION, SHOWN_ONCE, THEME, strict_cookie};
use crate::ui::paths;

/// Empties what a browser keeps for us (browsers heed it over TLS and on their own machine).
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// How long the switches are remembered, in seconds.
const SWITCHES_LAST: i64 = 365 * DAY / 1000;
/// How long a made link waits for its page, in seconds.
const SHOWN_ONCE_LASTS: i64 = 120;

/// Hands the browser its session.
pub fn keep_session(call: &Call, token: &Token) {
    set(call, SESSION, &token.secret, session::LASTS / 1000);
}

/// Takes the session from the browser, and with it what live texts keep on the device.
pub fn drop_session(call: &Call) {
    set(call, SESSION, "", 0);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(CLEAR_SITE_DATA, HeaderValue::from_static("\"storage\""));
    }
}

/// Remembers the language in the browser, for the pages before signing in.
pub fn keep_language(call: &Call, language: Language) {
    set(call, LANGUAGE, language.tag(), SWITCHES_LAST);
}

/// Remembers the theme in the browser, for the pages before signing in.
pub fn keep_theme(call: &Call, theme: &str) {
    set(call, THEME, theme, SWITCHES_LAST);
}

/// Lets the next page show a link that was just made; returns its address. Neither the address line nor
/// the database ever holds it.
pub fn show_once(call: &Call, token: &Token) -> String {
    show_address_once(call, &paths::link(&token.secret))
}

/// The same for the address of any path of ours that holds a secret.
pub fn show_address_once(call: &Call, path: &str) -> String {
    let address = format!("{}{path}", origin(call));
    set(call, SHOWN_ONCE, &address, SHOWN_ONCE_LASTS);
    address
}

/// The address under which this browser reaches us (checked against the host by the layer around us).
fn origin(call: &Call) -> String {
    if let Some(url) = &call.state.settings.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    use_context::<Parts>()
        .and_then(|parts| parts.headers.get(ORIGIN)?.to_str().ok().map(str::to_owned))
        .unwrap_or_else(|| call.state.settings.base_url())
}

fn set(call: &Call, name: &str, value: &str, seconds: i64) {
    let text = strict_cookie(name, value, seconds, call.state.settings.is_secure());
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&text)) {
        response.append_header(SET_COOKIE, value);
    }
}
