//! Home: my bids with days left, what waits for me, the next step for a newcomer.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::bids::load_home;
use crate::api::changes::load_moved;
use crate::domain::bid::{Home, Listed, WaitingDeadline, WaitingSection};
use crate::domain::change::ChangeLine;
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::ui::bids::{BidTable, DaysLeft, StateTag, deadline_name, deadline_when};
use crate::ui::changes::MovedList;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonKind, ButtonLink, Cell, Column, DataTable, Empty, PageHead};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{Phrase, bid as words, deadline as date_words, language, say, shell};

/// Home.
#[component]
pub fn HomePage() -> impl IntoView {
    loading(async { Ok((load_home().await?, load_moved().await?)) }, |(home, moved)| {
        view! { <Shown home moved/> }.into_any()
    })
}

#[component]
fn Shown(home: Home, moved: Vec<(BidId, ChangeLine)>) -> impl IntoView {
    let Home { open, has_archived, sections, deadlines, has_tender } = home;
    let is_newcomer = open.bids.is_empty() && !has_archived;
    let more = open.more.map(|_| view! { <WholeList listed=Listed::Open label=words::ALL_BIDS/> });
    let put_away = has_archived.then(|| view! { <WholeList listed=Listed::Archived label=words::ARCHIVED_BIDS/> });
    let has_ways = more.is_some() || put_away.is_some();
    view! {
        <Title text=say(shell::HOME)/>
        <PageFrame current="home">
            <PageHead title=shell::HOME/>
            {if is_newcomer {
                view! { <Newcomer has_tender/> }.into_any()
            } else {
                view! {
                    <section><h2>{say(words::WAITING)}</h2><Waiting sections deadlines/></section>
                    <MovedList moved/>
                    <section>
                        <h2>{say(words::MY_BIDS)}</h2>
                        <BidTable bids=open.bids/>
                        {has_ways.then(|| view! { <Actions>{more}{put_away}</Actions> })}
                    </section>
                }
                .into_any()
            }}
        </PageFrame>
    }
}

/// The way to a whole list, of which home shows the beginning at most.
#[component]
fn WholeList(listed: Listed, label: Phrase) -> impl IntoView {
    view! { <ButtonLink href=paths::bids(listed, "") label/> }
}

#[component]
fn Newcomer(has_tender: bool) -> impl IntoView {
    let sentence = if has_tender { words::FIRST_BID } else { words::FIRST_TENDER };
    view! {
        <Empty title=words::NO_BIDS>
            <p>{say(sentence)}</p>
            <p>{say(words::OR_WAIT)}</p>
            <Actions>
                {has_tender.then(|| view! {
                    <ButtonLink href=paths::TENDERS label=words::SEE_TENDERS kind=ButtonKind::Primary/>
                })}
                <ButtonLink
                    href=paths::NEW_TENDER
                    label=words::ADD_NOTICE
                    kind=if has_tender { ButtonKind::Quiet } else { ButtonKind::Primary }
                />
            </Actions>
        </Empty>
    }
}

#[component]
fn Waiting(sections: Vec<WaitingSection>, deadlines: Vec<WaitingDeadline>) -> impl IntoView {
    if sections.is_empty() && deadlines.is_empty() {
        return view! { <p class="sub">{say(words::NOTHING_WAITS)}</p> }.into_any();
    }
    let columns = vec![Column::text(words::WHAT), Column::text(words::BID), Column::text(words::DUE), Column::text("")];
    let deadlines = deadlines.into_iter().map(|item| view! { <DeadlineRow item/> }).collect_view();
    let sections = sections.into_iter().map(|item| view! { <SectionRow item/> }).collect_view();
    view! { <DataTable caption=words::WAITING columns>{deadlines}{sections}</DataTable> }.into_any()
}

#[component]
fn DeadlineRow(item: WaitingDeadline) -> impl IntoView {
    let (name, when, at) = (deadline_name(&item.deadline), deadline_when(&item.deadline), item.deadline.at);
    view! {
        <tr>
            <Cell>
                <a href=paths::bid_page(item.bid, "dates")>{name}</a>
                " "<span class="gloss">{say(words::KEEP_DATE)}</span>
            </Cell>
            <Cell label=words::BID><span lang="ja">{item.bid_title}</span></Cell>
            <Cell label=words::DUE><span class="num">{when}</span></Cell>
            <Cell><DaysLeft at/></Cell>
        </tr>
    }
}

#[component]
fn SectionRow(item: WaitingSection) -> impl IntoView {
    let title = match language() {
        Language::Japanese => item.line.title_ja,
        Language::English => item.line.title_en,
    };
    let due = if item.line.due_on.is_empty() { "–".to_owned() } else { date_words::iso(&item.line.due_on) };
    view! {
        <tr>
            <Cell>
                <a href=paths::section(item.bid, item.line.id)>{item.line.position}". "{title}</a>
                " "<span class="gloss">{say(words::WRITE_SECTION)}</span>
            </Cell>
            <Cell label=words::BID><span lang="ja">{item.bid_title}</span></Cell>
            <Cell label=words::DUE><span class="num">{due}</span></Cell>
            <Cell><StateTag state=item.line.state/></Cell>
        </tr>
    }
}
