//! Loading a page's data and showing it, or what stands in its place: sign-in, not found, a refusal.

use std::future::Future;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};

use crate::domain::id::BidId;
use crate::error::{AppError, Refusal};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Notice, NoticeKind};
use crate::ui::pages::not_found_page::NotFoundPage;
use crate::ui::paths;
use crate::ui::wording::{refusal, say, shell};

/// A text in the address, such as the `form` of `/bids/:bid/documents/:form`; empty when it is missing.
#[must_use]
pub fn text_param(name: &str) -> String {
    use_params_map().with_untracked(|params| params.get(name)).unwrap_or_default()
}

/// The bid of the address; what is no identity is not found.
///
/// # Errors
/// Not found.
pub fn bid_param() -> Result<BidId, AppError> {
    BidId::parse(&text_param("bid")).ok_or(AppError::NotFound)
}

/// Loads on the server and shows; the page is sent whole.
pub fn loading<T, F>(load: F, show: impl FnOnce(T) -> AnyView + Send + 'static) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let location = use_location();
    let here = format!(
        "{}{}",
        location.pathname.get_untracked(),
        Some(location.search.get_untracked())
            .filter(|search| !search.is_empty())
            .map(|search| format!("?{}", search.trim_start_matches('?')))
            .unwrap_or_default()
    );
    view! {
        <Suspense>
            {Suspend::new(async move { loaded(load.await, &here, show) })}
        </Suspense>
    }
}

/// What was loaded, or what stands in its place.
pub fn loaded<T>(result: Result<T, AppError>, here: &str, show: impl FnOnce(T) -> AnyView) -> AnyView {
    match result {
        Ok(value) => show(value),
        Err(AppError::NotSignedIn) => {
            redirect(&paths::sign_in(here));
            ().into_any()
        }
        Err(AppError::NotFound) => view! { <NotFoundPage/> }.into_any(),
        Err(other) => view! { <Refused refusal=other/> }.into_any(),
    }
}

/// Sends the reader to another page of ours instead of this one.
pub fn redirect(path: &str) {
    let _ = path;
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), axum::http::HeaderValue::from_str(path))
    {
        response.insert_header(axum::http::header::LOCATION, value);
        response.set_status(axum::http::StatusCode::SEE_OTHER);
    }
}

#[component]
fn Refused(refusal: AppError) -> impl IntoView {
    answer(page_status(&refusal));
    let sentence = refusal::sentence(&refusal);
    view! {
        <Title text=say(shell::BROKEN)/>
        <PageFrame current="">
            <h1>{say(shell::BROKEN)}</h1>
            <Notice kind=NoticeKind::Problem>{sentence}</Notice>
        </PageFrame>
    }
}

/// A spent link is gone; the rest as for calls made by script.
const fn page_status(refusal: &AppError) -> u16 {
    match refusal {
        AppError::Refused(Refusal::LinkSpent) => 410,
        other => other.status(),
    }
}

fn answer(status: u16) {
    let _ = status;
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), axum::http::StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}
