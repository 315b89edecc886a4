//! The edge between a request and the services: who calls, when, and how the answer leaves.
//!
//! `leave` alone logs faults and sets the status of refusals.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::error::AppError;
use crate::server::access::{Caller, token};
use crate::server::failure::Failure;
pub use crate::server::http::cookies::{
    drop_session, keep_language, keep_session, keep_theme, show_address_once, show_once,
};
use crate::server::http::kept;
use crate::server::state::State;

/// One request, as the services see it.
#[derive(Debug, Clone)]
pub struct Call {
    /// What every request shares.
    pub state: State,
    /// Who is calling.
    pub caller: Caller,
    /// When; read once.
    pub now: Instant,
    /// Language in which to answer.
    pub language: Language,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Name of the request in the log.
    pub request: String,
    /// Whether it is a form post of a browser without scripting: it is answered by a redirect.
    pub is_plain_post: bool,
    /// Hash of the browser's own cookie; with the person, kept posts belong to it.
    pub browser_hash: String,
    /// The address of the caller as seen by the server, for throttling.
    pub peer: String,
    /// Address of a link that was just made, for the page that shows it once.
    pub shown_once: Option<String>,
    /// What a plain post was refused with; the layer around it keeps the post.
    refusal: Arc<Mutex<Option<AppError>>>,
}

impl Call {
    /// A call of a request.
    #[must_use]
    pub fn new(state: State, caller: Caller, now: Instant) -> Self {
        let language = match &caller {
            Caller::SignedIn(person) => person.language,
            Caller::Stranger | Caller::Operator(_) => Language::default(),
        };
        Self {
            state,
            caller,
            now,
            language,
            theme: "auto".to_owned(),
            request: String::new(),
            is_plain_post: false,
            browser_hash: String::new(),
            peer: String::new(),
            shown_once: None,
            refusal: Arc::default(),
        }
    }

    /// To whom a post is kept: this person at this browser, so that whoever signs in there next does not read it. What
    /// was sent while nobody was signed in belongs to the browser alone, since it is not known yet who will sign in.
    #[must_use]
    pub fn kept_key(&self) -> String {
        match self.caller.user() {
            Some(user) => token::hash(&format!("{} {user}", self.browser_hash)),
            None => self.browser_hash.clone(),
        }
    }

    /// What the request was refused with, once.
    #[must_use]
    pub fn take_refusal(&self) -> Option<AppError> {
        self.refusal.lock().ok().and_then(|mut slot| slot.take())
    }

    /// Notes what a post was refused with, for routes that are no server functions; what comes back is
    /// told to the person.
    #[must_use]
    pub fn refuse(&self, failure: Failure) -> AppError {
        let refusal = self.tell(failure);
        if let Ok(mut slot) = self.refusal.lock() {
            *slot = Some(refusal.clone());
        }
        refusal
    }

    /// Turns a failure into what the person is told: faults are logged here, once.
    #[must_use]
    pub fn tell(&self, failure: Failure) -> AppError {
        match failure {
            Failure::Refused(refusal) => refusal,
            fault @ Failure::Fault(_) => {
                tracing::error!(
                    request = %self.request,
                    caller = ?self.caller.user().map(|id| id.to_string()),
                    "a request broke: {fault}"
                );
                AppError::Broken { reference: self.request.clone() }
            }
        }
    }
}

/// The call behind a server function.
///
/// # Errors
/// When the function runs outside a request.
pub fn enter() -> Result<Call, AppError> {
    use_context::<Call>().ok_or(AppError::Broken { reference: "no request".to_owned() })
}

/// Lets an answer or a failure leave.
///
/// # Errors
/// The refusal that the person is told.
pub fn leave<T>(call: &Call, result: Result<T, Failure>) -> Result<T, AppError> {
    result.map_err(|failure| {
        let refusal = call.refuse(failure);
        if !call.is_plain_post
            && let (Some(response), Ok(status)) =
                (use_context::<ResponseOptions>(), StatusCode::from_u16(refusal.status()))
        {
            response.set_status(status);
        }
        refusal
    })
}

/// Sends the browser to a page of ours after success. Anything else than a path of ours leads home.
pub fn go(path: &str) {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|sign: char| sign == '\\' || sign.is_control());
    leptos_axum::redirect(if is_ours { path } else { "/" });
}

/// Sends the browser back to the page it came from, without the word that something was saved.
pub fn go_back() {
    let page = use_context::<axum::http::request::Parts>()
        .map_or_else(|| "/".to_owned(), |parts| kept::page_of(&parts.headers));
    go(&page);
}
