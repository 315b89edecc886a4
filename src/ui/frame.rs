//! The frame around a page: navigation rail (a bar at the bottom on a phone), language and theme,
//! the word that something was saved.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::reminder::UNREAD_COUNTED;
use crate::ui::app::{frame, is_signed_in};
use crate::ui::kit::{Dock, DockItem, IconName, Logo, SkipLink};
use crate::ui::paths;
use crate::ui::wording::{Phrase, language, reminder, say, shell};

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
    let dock = bid.clone();
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    view! {
        <div class="app">
            <SkipLink/>
            <Rail current bid/>
            <main class="main" id="content" tabindex="-1">
                {saved.then(|| view! { <div class="notice success" role="status">{say(shell::SAVED)}</div> })}
                {children()}
            </main>
            {is_signed_in().then(|| view! { <PhoneBar current bid=dock/> })}
        </div>
    }
}

#[component]
fn Rail(current: &'static str, bid: Option<BidNavigation>) -> impl IntoView {
    view! {
        <nav class="rail" aria-label=say(shell::NAVIGATION)>
            <a class="brand" href=paths::HOME>
                <Logo/>
                <span>"Musubi "<span lang="ja">"結び"</span></span>
            </a>
            {is_signed_in().then(|| view! {
                <ul class="rail-list">
                    <Item code="home" current phrase=shell::HOME href=paths::HOME/>
                    <Item code="tenders" current phrase=shell::TENDERS href=paths::TENDERS/>
                    <RemindersItem current/>
                </ul>
                {bid.map(|bid| view! { <BidItems current bid/> })}
                <FirmItems current/>
            })}
            <Foot/>
        </nav>
    }
}

/// The navigation of a phone: the places one goes to most, and everything else behind "more".
#[component]
fn PhoneBar(current: &'static str, bid: Option<BidNavigation>) -> impl IntoView {
    let place = |code: &'static str, phrase: Phrase, href: String, icon: IconName| DockItem {
        label: phrase.into(),
        href,
        icon,
        is_current: code == current,
    };
    let home = place("home", shell::HOME, paths::HOME.to_owned(), IconName::Home);
    let tenders = place("tenders", shell::TENDERS, paths::TENDERS.to_owned(), IconName::Tender);
    let items = match &bid {
        None => vec![
            home,
            tenders,
            place("organisation", shell::ORGANISATION, paths::ORGANISATION.to_owned(), IconName::People),
            place("settings", shell::SETTINGS, paths::SETTINGS.to_owned(), IconName::Settings),
        ],
        Some(bid) => vec![
            home,
            place("overview", shell::OVERVIEW, paths::bid(bid.id), IconName::Overview),
            place("sections", shell::SECTIONS, paths::bid_page(bid.id, "sections"), IconName::Section),
            place("dates", shell::DATES, paths::bid_page(bid.id, "dates"), IconName::Calendar),
            place("documents", shell::DOCUMENTS, paths::bid_page(bid.id, "documents"), IconName::Document),
        ],
    };
    view! {
        <Dock items>
            <ul class="rail-list">
                <Item code="tenders" current phrase=shell::TENDERS href=paths::TENDERS/>
                <RemindersItem current/>
            </ul>
            {bid.map(|bid| view! { <BidItems current bid/> })}
            <FirmItems current/>
            <Foot/>
        </Dock>
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
            <Item code="decision" current phrase=shell::DECISION href=page("decision")/>
            <Item code="plan" current phrase=shell::PLAN href=paths::plan(bid.id)/>
            <Item code="costs" current phrase=shell::COSTS href=page("costs")/>
            <Item code="documents" current phrase=shell::DOCUMENTS href=page("documents")/>
            <Item code="records" current phrase=shell::RECORDS href=page("records")/>
            <Item code="questions" current phrase=shell::QUESTIONS href=paths::questions(bid.id)/>
            <Item code="contacts" current phrase=shell::CONTACTS href=page("contacts")/>
            <Item code="people" current phrase=shell::SEATS href=page("people")/>
            <Item code="audit" current phrase=shell::AUDIT href=page("audit")/>
        </ul>
    }
}

#[component]
fn FirmItems(current: &'static str) -> impl IntoView {
    view! {
        <p class="rail-group">{say(shell::COMPANY)}</p>
        <ul class="rail-list">
            <Item code="firm-contacts" current phrase=shell::CONTACTS href=paths::CONTACTS/>
            <Item code="organisation" current phrase=shell::ORGANISATION href=paths::ORGANISATION/>
            <Item code="firm-records" current phrase=shell::RECORDS href=paths::FIRM_RECORDS/>
            <Item code="catalogue" current phrase=shell::CATALOGUE href=paths::CATALOGUE/>
            <Item code="users" current phrase=shell::USERS href=paths::USERS/>
            <Item code="settings" current phrase=shell::SETTINGS href=paths::SETTINGS/>
        </ul>
    }
}

#[component]
fn Item(code: &'static str, current: &'static str, phrase: Phrase, #[prop(into)] href: String) -> impl IntoView {
    let is_current = (code == current).then_some("page");
    view! {
        <li><a href=href aria-current=is_current>{say(phrase)}</a></li>
    }
}

/// What the reader is told, with how much of it is unread.
#[component]
fn RemindersItem(current: &'static str) -> impl IntoView {
    let is_current = (current == "reminders").then_some("page");
    let unread = frame().unread;
    let count = (unread > 0).then(|| {
        let words = reminder::unread(unread);
        let shown = if unread > UNREAD_COUNTED { format!("{UNREAD_COUNTED}+") } else { unread.to_string() };
        view! { <span class="count hot"><span aria-hidden="true">{shown}</span><span class="unseen">{words}</span></span> }
    });
    view! {
        <li><a href=paths::REMINDERS aria-current=is_current>{say(shell::REMINDERS)}" "{count}</a></li>
    }
}

/// Who is signed in, the other language, the way out.
#[component]
fn Foot() -> impl IntoView {
    view! {
        <div class="rail-foot">
            <LanguageSwitch/>
            {frame().person.map(|name| view! {
                <p class="rail-person">{name}</p>
                <form method="post" action="/api/sign-out">
                    <button type="submit">{say(shell::SIGN_OUT)}</button>
                </form>
            })}
        </div>
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
            <button type="submit" lang=other.tag()>{words}</button>
        </form>
    }
}
