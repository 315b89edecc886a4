//! `/calendar-feeds`: secret addresses under which the reader's calendar program shows dates.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::calendars::list_calendars;
use crate::domain::calendar::{CalendarFeed, CalendarFeeds, FeedBid, Whose};
use crate::domain::language::Language;
use crate::ui::frame::PageFrame;
use crate::ui::kept::ShownOnce;
use crate::ui::kit::{
    Actions, ButtonKind, Cell, Choice, Column, DataTable, Empty, PageHead, PostButton, PostForm, Radios, RadiosLook,
    Select, Submit,
};
use crate::ui::load::loading;
use crate::ui::wording::{calendar as words, language, moment, say};

/// The reader's addresses for calendar programs.
#[component]
pub fn CalendarFeedsPage() -> impl IntoView {
    let chosen = use_query_map().with_untracked(|query| query.get("bid")).unwrap_or_default();
    view! {
        <Title text=say(words::TITLE)/>
        {loading(list_calendars(), move |feeds| page(feeds, chosen))}
    }
}

fn page(CalendarFeeds { feeds, bids }: CalendarFeeds, chosen: String) -> AnyView {
    view! {
        <PageFrame current="settings">
            <PageHead title=words::TITLE sub=words::LEAD/>
            <ShownAddress/>
            <div class="cols even">
                <NewAddress bids chosen/>
                <HowToAdd/>
            </div>
            <section>
                <h2>{say(words::PRESENT)}</h2>
                <p class="hint">{say(words::SECRET)}</p>
                <Addresses feeds/>
            </section>
        </PageFrame>
    }
    .into_any()
}

/// The address that was made by the post before. Nothing when there is none.
#[component]
fn ShownAddress() -> impl IntoView {
    let ShownOnce(address) = use_context().unwrap_or_default();
    address.map(|address| {
        // The programs' own scheme; they ask by the same way as for the page.
        let direct = address.split_once("://").map_or_else(|| address.clone(), |(_, rest)| format!("webcal://{rest}"));
        view! {
            <section class="shown-link" role="status">
                <h2>{say(words::MADE)}</h2>
                <p>{say(words::MADE_HINT)}</p>
                <div class="field">
                    <label for="calendar-address">{say(words::ADDRESS)}</label>
                    <textarea id="calendar-address" rows="2" readonly=true autofocus=true>{address}</textarea>
                </div>
                <p><a class="button quiet" href=direct>{say(words::OPEN)}</a></p>
            </section>
        }
    })
}

#[component]
fn NewAddress(bids: Vec<FeedBid>, chosen: String) -> impl IntoView {
    let mut of = vec![Choice::new("", words::ALL_BIDS)];
    of.extend(bids.into_iter().map(|bid| Choice::new(bid.id.to_string(), bid.title)));
    let languages: Vec<Choice> =
        Language::ALL.map(|language| Choice::new(language.tag(), words::language(language))).into_iter().collect();
    let whose: Vec<Choice> =
        Whose::ALL.map(|whose| Choice::new(whose.code(), words::whose(whose))).into_iter().collect();
    view! {
        <section>
            <h2>{say(words::NEW)}</h2>
            <PostForm action="/api/calendars/add">
                <Select name="feed[bid]" label=words::BID options=of selected=chosen/>
                <Radios name="feed[whose]" label=words::WHOSE options=whose selected=Whose::All.code()/>
                <Radios name="feed[language]" label=words::LANGUAGE options=languages selected=language().tag()
                    look=RadiosLook::Segmented/>
                <Actions><Submit label=words::MAKE/></Actions>
            </PostForm>
        </section>
    }
}

#[component]
fn HowToAdd() -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::HOW)}</h2>
            <ul>
                <li>{say(words::GOOGLE)}</li>
                <li>{say(words::OUTLOOK)}</li>
                <li>{say(words::APPLE)}</li>
            </ul>
            <p class="hint">{say(words::REACH)}</p>
        </section>
    }
}

#[component]
fn Addresses(feeds: Vec<CalendarFeed>) -> impl IntoView {
    if feeds.is_empty() {
        return view! { <Empty title=words::NONE/> }.into_any();
    }
    let columns = vec![
        Column::text(words::BID),
        Column::text(words::WHOSE),
        Column::text(words::LANGUAGE),
        Column::text(words::MADE_AT),
        Column::text(""),
    ];
    let rows = feeds.into_iter().map(row).collect_view();
    view! { <DataTable caption=words::PRESENT columns>{rows}</DataTable> }.into_any()
}

fn row(feed: CalendarFeed) -> impl IntoView {
    let bid = feed.bid.map_or_else(|| say(words::ALL_BIDS).to_owned(), |bid| bid.title);
    let (replaced, removed) = (bid.clone(), bid.clone());
    let fields = vec![("feed", feed.id.to_string())];
    view! {
        <tr>
            <Cell>{bid}</Cell>
            <Cell label=words::WHOSE>{say(words::whose(feed.whose))}</Cell>
            <Cell label=words::LANGUAGE>{say(words::language(feed.language))}</Cell>
            <Cell label=words::MADE_AT>{moment::in_zone_of_reader(feed.made_at)}</Cell>
            <Cell>
                <Actions>
                    <PostButton action="/api/calendars/replace" label=words::REPLACE about=replaced
                        fields=fields.clone()/>
                    <PostButton action="/api/calendars/remove" label=words::REMOVE about=removed fields
                        kind=ButtonKind::Danger/>
                </Actions>
            </Cell>
        </tr>
    }
}
