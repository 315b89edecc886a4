//! `/tenders`: the reader's tenders, newest first.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::changes::list_offered;
use crate::api::saved_searches::load_waiting;
use crate::api::tenders::list_tenders;
use crate::domain::change::ChangeLine;
use crate::domain::instant::Instant;
use crate::domain::saved_search::Waiting;
use crate::domain::tender::{TenderFilter, TenderList, TenderState, TenderSummary};
use crate::ui::app::frame;
use crate::ui::changes::OfferedList;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Cell, Column, DataTable, Empty, Hidden, Notice, NoticeKind, PageHead, Tag, TagKind,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{candidate, deadline, intake, saved_search, say, tender as words};

/// The list of tenders.
#[component]
pub fn TendersPage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let list = list_tenders(asked("after"), asked("show"), asked("words"));
    let load = async { Ok((list.await?, load_waiting().await?, list_offered().await?)) };
    loading(load, |(list, waiting, offered)| view! { <Tenders list waiting offered/> }.into_any())
}

/// The ways to what may become a tender, each with what waits there.
#[component]
fn WaysToNew(waiting: Waiting) -> impl IntoView {
    view! {
        <Actions>
            <ButtonLink href=paths::SEARCHES label=saved_search::button(waiting.fresh)/>
            <ButtonLink href=paths::CANDIDATES label=candidate::waiting(waiting.candidates)/>
            <ButtonLink href=paths::NEW_TENDER label=words::NEW kind=ButtonKind::Primary/>
        </Actions>
    }
}

#[component]
fn Tenders(list: TenderList, waiting: Waiting, offered: Vec<ChangeLine>) -> impl IntoView {
    let (which, sought) = (list.which, list.words.clone());
    let more = list.more.map(|more| {
        let found = paths::tenders_found(which.code(), &sought);
        let sign = if found.contains('?') { '&' } else { '?' };
        view! { <Actions><ButtonLink href=format!("{found}{sign}after={more}") label=words::MORE/></Actions> }
    });
    let is_all = which == TenderFilter::All && sought.is_empty();
    let body = match list.tenders.is_empty() {
        true if is_all => view! {
            <Empty title=words::NONE>
                <p>{say(words::NONE_HINT)}</p>
                <ButtonLink href=paths::NEW_TENDER label=words::NEW kind=ButtonKind::Primary/>
            </Empty>
        }
        .into_any(),
        true => view! {
            <Empty title=words::NONE_FOUND>
                <ButtonLink href=paths::TENDERS label=words::SHOW_ALL/>
            </Empty>
        }
        .into_any(),
        false => view! { <Table tenders=list.tenders/> }.into_any(),
    };
    view! {
        <Title text=say(words::TENDERS)/>
        <PageFrame current="tenders">
            <PageHead title=words::TENDERS sub=words::TENDERS_SUB><WaysToNew waiting/></PageHead>
            <Made/>
            <OfferedList offered/>
            <Finder which sought/>
            {body}
            {more}
        </PageFrame>
    }
}

/// What became of several notices that came in together.
#[component]
fn Made() -> impl IntoView {
    let number = |name: &str| {
        let text = use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
        text.parse::<usize>().ok()
    };
    number("made").map(|made| {
        let (offered, known) = (number("offered").unwrap_or_default(), number("known").unwrap_or_default());
        view! { <Notice kind=NoticeKind::Success><p>{words::made(made, offered, known)}</p></Notice> }
    })
}

/// The parts of the list, and the search for words.
#[component]
fn Finder(which: TenderFilter, sought: String) -> impl IntoView {
    let chips = TenderFilter::ALL
        .into_iter()
        .map(|filter| {
            let current = (filter == which).then_some("page");
            let href = paths::tenders_found(filter.code(), &sought);
            view! { <li><a class="chip" href=href aria-current=current>{say(words::filter(filter))}</a></li> }
        })
        .collect_view();
    let show = (which != TenderFilter::All).then(|| view! { <Hidden name="show" value=which.code().to_owned()/> });
    view! {
        <div class="finder">
            <nav aria-label=say(words::PARTS)><ul class="chips">{chips}</ul></nav>
            <form class="search" method="get" action=paths::TENDERS role="search">
                {show}
                <label class="unseen" for="tender-words">{say(words::SEARCH)}</label>
                <input type="search" id="tender-words" name="words" value=sought placeholder=say(words::SEARCH_HINT)/>
                <button type="submit" class="button quiet">{say(words::SEARCH)}</button>
            </form>
        </div>
    }
}

#[component]
fn Table(tenders: Vec<TenderSummary>) -> impl IntoView {
    let columns = vec![
        Column::text(words::TITLE),
        Column::text(words::BUYER),
        Column::text(words::NEXT),
        Column::text(deadline::LEFT),
        Column::text(words::STATE),
    ];
    let rows = tenders.into_iter().map(row).collect_view();
    view! { <DataTable caption=words::TENDERS columns>{rows}</DataTable> }
}

fn row(tender: TenderSummary) -> impl IntoView {
    let now = Instant(frame().now);
    let (kind, href) = match tender.state {
        TenderState::Proposed if tender.is_own => (TagKind::Warn, paths::confirm_tender(tender.id)),
        TenderState::Proposed => (TagKind::Warn, paths::tender(tender.id)),
        TenderState::Confirmed => (TagKind::Ok, paths::tender(tender.id)),
        TenderState::Discarded => (TagKind::Plain, paths::tender(tender.id)),
    };
    let title = if tender.title.is_empty() {
        view! { <a href=href>{say(words::UNTITLED)}</a> }.into_any()
    } else {
        view! { <a href=href lang="ja">{tender.title}</a> }.into_any()
    };
    let number = (!tender.number.is_empty()).then(|| {
        view! { <span class="small under" lang="ja">{tender.number}</span> }
    });
    let procedure = tender.procedure.map(|kind| {
        view! {
            <span class="small under">{say(intake::procedure(kind))}</span>
        }
    });
    let next = tender.next.map(|(kind, at)| {
        view! {
            {say(deadline::kind(kind))}
            <span class="small under num">{deadline::moment(at)}</span>
        }
    });
    let left = tender.next.map(|(_, at)| deadline::days_left(now, at));
    let partner = (!tender.is_own).then(|| view! { " " <Tag text=words::OF_PARTNER/> });
    view! {
        <tr>
            <Cell>{title} {number} {procedure}</Cell>
            <Cell label=words::BUYER><span lang="ja">{tender.addressee}</span></Cell>
            <Cell label=words::NEXT>{next}</Cell>
            <Cell label=deadline::LEFT><span class="num nowrap">{left}</span></Cell>
            <Cell label=words::STATE><Tag kind text=words::state(tender.state)/>{partner}</Cell>
        </tr>
    }
}
