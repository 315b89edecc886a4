//! `/contacts/engagements/:engagement`: an entry of the log, to be corrected.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::contacts::load_engagement;
use crate::domain::contact_view::LoggedEntry;
use crate::domain::id::EngagementId;
use crate::error::AppError;
use crate::ui::contacts::{EngagementCorrection, typed};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Crumbs, PageHead};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{contact, engagement as words, say};

/// The correction of an entry.
#[component]
pub fn EngagementPage() -> impl IntoView {
    let engagement = EngagementId::parse(&text_param("engagement"));
    loading(async move { load_engagement(engagement.ok_or(AppError::NotFound)?).await }, |entry| {
        view! { <Correction entry/> }.into_any()
    })
}

#[component]
fn Correction(entry: LoggedEntry) -> impl IntoView {
    let (back, of) = match (&entry.bid, entry.contacts.first()) {
        (Some(bid), _) => (paths::bid_page(bid.id, "contacts"), bid.name.clone()),
        (None, Some(one)) => (paths::contact(one.id), one.name.clone()),
        (None, None) => (paths::CONTACTS.to_owned(), String::new()),
    };
    let back = paths::log(&back, None);
    let crumbs = vec![
        (say(contact::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())),
        (say(words::LOG).to_owned(), Some(back.clone())),
        (say(words::CORRECT_TITLE).to_owned(), None),
    ];
    let erased = (entry.erased > 0).then(|| view! { <p class="hint">{words::erased(entry.erased)}</p> });
    view! {
        <Title text=say(words::CORRECT_TITLE)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::CORRECT_TITLE sub=words::CORRECT_LEAD/>
            <p>{typed(of)}</p>
            {erased}
            <EngagementCorrection entry back/>
        </PageFrame>
    }
}
