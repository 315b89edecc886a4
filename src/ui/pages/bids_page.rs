//! `/bids`: all bids of the reader, the nearest date first, a page at a time; or those that were put away.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::bids::list_bids;
use crate::domain::bid::{BidPage, Listed};
use crate::ui::bids::BidTable;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonLink, Empty, PageHead};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{bid as words, say, tender};

/// All bids of the reader.
#[component]
pub fn BidsPage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let listed = Listed::parse(&asked("show")).unwrap_or(Listed::Open);
    loading(list_bids(listed, asked("after")), move |page| view! { <Shown page listed/> }.into_any())
}

#[component]
fn Shown(page: BidPage, listed: Listed) -> impl IntoView {
    let title = match listed {
        Listed::Open => words::ALL_BIDS,
        Listed::Archived => words::ALL_ARCHIVED,
    };
    let more = page.more.map(|more| {
        view! { <Actions><ButtonLink href=paths::bids(listed, &more) label=tender::MORE/></Actions> }
    });
    let body = if page.bids.is_empty() {
        view! { <Empty title=words::NONE_LISTED/> }.into_any()
    } else {
        view! { <BidTable bids=page.bids/> }.into_any()
    };
    view! {
        <Title text=say(title)/>
        <PageFrame current="home">
            <PageHead title/>
            <Which listed/>
            {body}
            {more}
        </PageFrame>
    }
}

/// The choice between those worked on and those put away.
#[component]
fn Which(listed: Listed) -> impl IntoView {
    let chips = Listed::ALL
        .into_iter()
        .map(|other| {
            let current = (other == listed).then_some("page");
            let name = match other {
                Listed::Open => words::OPEN,
                Listed::Archived => words::ARCHIVED,
            };
            view! { <li><a class="chip" href=paths::bids(other, "") aria-current=current>{say(name)}</a></li> }
        })
        .collect_view();
    view! { <div class="finder"><nav aria-label=say(words::WHICH_BIDS)><ul class="chips">{chips}</ul></nav></div> }
}
