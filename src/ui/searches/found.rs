//! What a saved search finds.

use leptos::prelude::*;

use crate::domain::saved_search::Found;
use crate::domain::tender::TenderState;
use crate::ui::kit::{Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{deadline, saved_search as words, say, tender as tender_words};

/// The newest that fit, each marked when it is new.
#[component]
pub fn FoundTable(
    /// What fits, newest first, and whether each is new.
    found: Vec<(Found, bool)>,
    /// How many fit in all.
    total: usize,
) -> impl IntoView {
    if found.is_empty() {
        return view! { <p class="sub">{say(words::NOTHING)}</p> }.into_any();
    }
    let rest = total.saturating_sub(found.len());
    let rest = (rest > 0).then(|| view! { <li class="small">{words::rest(rest)}</li> });
    let lines = found.into_iter().map(|(found, is_new)| line(found, is_new)).collect_view();
    view! { <ul class="plain found">{lines}{rest}</ul> }.into_any()
}

fn line(found: Found, is_new: bool) -> impl IntoView {
    let new = is_new.then(|| view! { <Tag kind=TagKind::Indigo text=words::IS_NEW/> " " });
    let body = match found {
        Found::Tender { id, title, addressee, state, next } => {
            let href = if state == TenderState::Proposed { paths::confirm_tender(id) } else { paths::tender(id) };
            let title = if title.is_empty() { say(tender_words::UNTITLED).to_owned() } else { title };
            let next = next.map(|(kind, at)| format!("{} {}", say(deadline::kind(kind)), deadline::short(at)));
            let waits = (state == TenderState::Proposed)
                .then(|| view! { " " <Tag kind=TagKind::Warn text=tender_words::state(state)/> });
            view! {
                <a href=href lang="ja">{title}</a> {waits}
                <span class="small under"><span lang="ja">{addressee}</span> " " {next}</span>
            }
            .into_any()
        }
        Found::Candidate { id, title, feed, published, .. } => {
            let published = published.map(deadline::short);
            view! {
                <a href=paths::take_candidate(id) lang="ja">{title}</a> " " <Tag text=words::CANDIDATE/>
                <span class="small under"><span lang="ja">{feed}</span> " " {published}</span>
            }
            .into_any()
        }
    };
    view! { <li>{new}{body}</li> }
}
