//! The frame around a page: navigation rail (a bar at the bottom on a phone), language and theme,
//! the word that something was saved.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::ui::app::frame;
use crate::ui::kit::{Logo, SkipLink};
use crate::ui::paths;
use crate::ui::wording::{Phrase, language, say, shell};

/// A bid's own navigation.
#[derive(Debug, Clone)]
pub struct BidNavigation {
    /// The bid.
    pub id: BidId,
    /// Its title, for the head of the group.
    pub title: String,
}

/// The frame. `current` names the item of the navigation that is open.
#[component]
pub fn PageFrame(
    /// Code of the navigation item that is open.
    current: &'static str,
    /// The bid whose pages are offered, when the page belongs to one.
    #[prop(optional)]
    bid: Option<BidNavigation>,
    children: Children,
) -> impl IntoView {
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    view! {
        <div class="app">
            <SkipLink/>
            <Rail current bid/>
            <main class="main" id="content" tabindex="-1">
                {saved.then(|| view! { <p class="notice success" role="status">{say(shell::SAVED)}</p> })}
                {children()}
            </main>
        </div>
    }
}

#[component]
fn Rail(current: &'static str, bid: Option<BidNavigation>) -> impl IntoView {
    let person = frame().person;
    let is_signed_in = person.is_some();
    view! {
        <nav class="rail" aria-label=say(shell::NAVIGATION)>
            <a class="brand" href=paths::HOME>
                <Logo/>
                <span>"Musubi "<span lang="ja">"結び"</span></span>
            </a>
            {is_signed_in.then(|| view! {
                <ul class="rail-list">
                    <Item code="home" current phrase=shell::HOME href=paths::HOME.to_owned()/>
                    <Item code="tenders" current phrase=shell::TENDERS href=paths::TENDERS.to_owned()/>
                </ul>
            })}
            {bid.map(|bid| view! { <BidItems current bid/> })}
            {is_signed_in.then(|| view! {
                <p class="rail-group">{say(shell::COMPANY)}</p>
                <ul class="rail-list">
                    <Item code="organisation" current phrase=shell::ORGANISATION href=paths::ORGANISATION.to_owned()/>
                    <Item code="users" current phrase=shell::USERS href=paths::USERS.to_owned()/>
                    <Item code="settings" current phrase=shell::SETTINGS href=paths::SETTINGS.to_owned()/>
                </ul>
            })}
            <div class="rail-foot">
                <LanguageSwitch/>
                {person.map(|name| view! {
                    <p class="rail-person">{name}</p>
                    <form method="post" action="/api/sign-out">
                        <button class="quiet" type="submit">{say(shell::SIGN_OUT)}</button>
                    </form>
                })}
            </div>
        </nav>
    }
}

#[component]
fn BidItems(current: &'static str, bid: BidNavigation) -> impl IntoView {
    let page = |name: &str| paths::bid_page(bid.id, name);
    view! {
        <p class="rail-group" title=bid.title.clone()>{say(shell::THIS_BID)}</p>
        <ul class="rail-list">
            <Item code="overview" current phrase=shell::OVERVIEW href=paths::bid(bid.id)/>
            <Item code="sections" current phrase=shell::SECTIONS href=page("sections")/>
            <Item code="joint-venture" current phrase=shell::JOINT_VENTURE href=page("joint-venture")/>
            <Item code="dates" current phrase=shell::DATES href=page("dates")/>
            <Item code="documents" current phrase=shell::DOCUMENTS href=page("documents")/>
            <Item code="people" current phrase=shell::SEATS href=page("people")/>
            <Item code="audit" current phrase=shell::AUDIT href=page("audit")/>
        </ul>
    }
}

#[component]
fn Item(code: &'static str, current: &'static str, phrase: Phrase, href: String) -> impl IntoView {
    let is_current = (code == current).then_some("page");
    view! {
        <li><a href=href aria-current=is_current>{say(phrase)}</a></li>
    }
}

/// The other language, in its own words; works without scripting.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let other = language().other();
    let words = match other {
        Language::Japanese => "日本語",
        Language::English => "English",
    };
    view! {
        <form method="post" action="/api/preferences/language">
            <input type="hidden" name="language" value=other.tag()/>
            <button class="quiet" type="submit" lang=other.tag()>{words}</button>
        </form>
    }
}
