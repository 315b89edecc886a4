//! Home: my bids with days left, what waits for me, the next step for a newcomer.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::bids::load_home;
use crate::api::changes::load_moved;
use crate::domain::bid::{BidCard, Home, WaitingDeadline, WaitingSection};
use crate::domain::change::ChangeLine;
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::seat::Role;
use crate::ui::bids::{DaysLeft, StateTag, deadline_name, deadline_when};
use crate::ui::changes::MovedList;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonKind, ButtonLink, Cell, Column, DataTable, Disclosure, Empty, PageHead, Progress};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{bid as words, deadline as date_words, language, say, shell};

/// Home.
#[component]
pub fn HomePage() -> impl IntoView {
    loading(async { Ok((load_home().await?, load_moved().await?)) }, |(home, moved)| {
        view! { <Shown home moved/> }.into_any()
    })
}

#[component]
fn Shown(home: Home, moved: Vec<(BidId, ChangeLine)>) -> impl IntoView {
    let Home { bids, sections, deadlines, has_tender } = home;
    let (archived, open): (Vec<_>, Vec<_>) = bids.into_iter().partition(|bid| bid.is_archived);
    let is_newcomer = open.is_empty() && archived.is_empty();
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
                    <section><h2>{say(words::MY_BIDS)}</h2><Bids bids=open/></section>
                }
                .into_any()
            }}
            {(!archived.is_empty()).then(|| view! {
                <section>
                    <Disclosure summary=words::ARCHIVED_BIDS><Bids bids=archived/></Disclosure>
                </section>
            })}
        </PageFrame>
    }
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

#[component]
fn Bids(bids: Vec<BidCard>) -> impl IntoView {
    let columns = vec![
        Column::text(words::BID),
        Column::text(words::NEXT_DATE),
        Column::text(words::LEFT),
        Column::text(words::ROLE),
        Column::text(words::PROGRESS),
    ];
    let rows = bids.into_iter().map(|bid| view! { <BidRow bid/> }).collect_view();
    view! { <DataTable caption=words::MY_BIDS columns>{rows}</DataTable> }
}

#[component]
fn BidRow(bid: BidCard) -> impl IntoView {
    let is_contributor = bid.role == Role::Contributor;
    let href = match (is_contributor, bid.section) {
        (true, Some(section)) => paths::section(bid.id, section),
        _ => paths::bid(bid.id),
    };
    let next = bid.next.as_ref().map(|next| format!("{} · {}", deadline_name(next), deadline_when(next)));
    let next = next.unwrap_or_else(|| say(words::NO_NEXT).to_owned());
    let (done, total) = (u32::try_from(bid.approved).unwrap_or(0), u32::try_from(bid.sections).unwrap_or(0));
    view! {
        <tr>
            <Cell>
                <a href=href lang="ja">{bid.title}</a>
                " "<span class="gloss">{words::addressed(&bid.addressee)}</span>
            </Cell>
            <Cell label=words::NEXT_DATE><span class="num">{next}</span></Cell>
            <Cell label=words::LEFT>{bid.next.map(|next| view! { <DaysLeft at=next.at/> })}</Cell>
            <Cell label=words::ROLE>{say(words::role(bid.role))}</Cell>
            <Cell label=words::PROGRESS>
                {(!is_contributor).then(|| view! { <Progress done total label=words::PROGRESS/> })}
            </Cell>
        </tr>
    }
}
