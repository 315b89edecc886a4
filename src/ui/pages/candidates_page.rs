//! `/tenders/candidates`: entries of feeds that may become tenders.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::candidates::list_candidates;
use crate::domain::candidate::{CandidateLine, CandidateList, CandidateState};
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonLink, Cell, Column, Crumbs, DataTable, Disclosure, Empty, FileField, Notice, NoticeKind, PageHead,
    PostButton, PostForm, Submit, TextArea,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{candidate as words, deadline, say, tender as tender_words};

/// Where a feed's file is posted.
const UPLOAD: &str = "/tenders/candidates/upload";
/// Where a feed's text is posted.
const PASTE: &str = "/api/candidates/paste";

/// The candidates.
#[component]
pub fn CandidatesPage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let number = |name: &str| asked(name).parse::<u64>().ok();
    let taken = number("fresh").zip(number("known"));
    loading(list_candidates(asked("show"), asked("after")), move |list| view! { <Candidates list taken/> }.into_any())
}

#[component]
fn Candidates(list: CandidateList, taken: Option<(u64, u64)>) -> impl IntoView {
    let crumbs = vec![
        (say(tender_words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (say(words::CANDIDATES).to_owned(), None),
    ];
    let shown = list.shown;
    let more = list.more.map(|more| {
        let href = format!("{}?show={}&after={more}", paths::CANDIDATES, shown.code());
        view! { <Actions><ButtonLink href label=words::MORE/></Actions> }
    });
    let is_empty = list.candidates.is_empty();
    let body = if is_empty {
        let hint = (shown == CandidateState::New).then(|| view! { <p>{say(words::NONE_HINT)}</p> });
        view! { <Empty title=words::NONE>{hint}</Empty> }.into_any()
    } else {
        view! { <Table candidates=list.candidates/> }.into_any()
    };
    let taken = taken.map(|(fresh, known)| {
        view! { <Notice kind=NoticeKind::Success><p>{words::taken(fresh, known)}</p></Notice> }
    });
    let opens = is_empty || kept_for(UPLOAD).is_some() || kept_for(PASTE).is_some();
    view! {
        <Title text=say(words::CANDIDATES)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::CANDIDATES sub=words::CANDIDATES_SUB/>
            {taken}
            <Disclosure summary=words::BRING open=opens><WaysIn/></Disclosure>
            <Chips shown/>
            {body}
            {more}
        </PageFrame>
    }
}

#[component]
fn WaysIn() -> impl IntoView {
    view! {
        <div class="ways-in">
            <section>
                <PostForm action=UPLOAD multipart=true>
                    <FileField name="file" label=words::FILE hint=words::FILE_HINT required=true multiple=true
                        accept=".xml,.rss,.rdf,.atom,application/rss+xml,application/atom+xml,application/xml,text/xml"/>
                    <Actions><Submit label=words::SUBMIT/></Actions>
                </PostForm>
            </section>
            <section>
                <PostForm action=PASTE>
                    <TextArea name="text" label=words::TEXT rows=4 required=true/>
                    <Actions><Submit label=words::SUBMIT/></Actions>
                </PostForm>
            </section>
        </div>
    }
}

/// The three lists.
#[component]
fn Chips(shown: CandidateState) -> impl IntoView {
    let chips = CandidateState::ALL
        .map(|state| {
            let current = (state == shown).then_some("page");
            view! { <li><a class="chip" href=paths::candidates(state) aria-current=current>{say(words::state(state))}</a></li> }
        })
        .into_iter()
        .collect_view();
    view! { <nav class="finder" aria-label=say(words::SHOWN)><ul class="chips">{chips}</ul></nav> }
}

#[component]
fn Table(candidates: Vec<CandidateLine>) -> impl IntoView {
    let columns = vec![
        Column::text(words::TITLE),
        Column::text(words::PUBLISHED),
        Column::text(words::FEED),
        Column::text(words::DEED),
    ];
    let rows = candidates.into_iter().map(row).collect_view();
    view! { <DataTable caption=words::CANDIDATES columns>{rows}</DataTable> }
}

fn row(candidate: CandidateLine) -> impl IntoView {
    let deeds = deeds(&candidate);
    let link = (!candidate.link.is_empty()).then(|| {
        view! {
            <span class="small under">
                <a href=candidate.link target="_blank" rel="noopener noreferrer">{say(words::OPEN_LINK)}</a>
            </span>
        }
    });
    view! {
        <tr>
            <Cell><span lang="ja">{candidate.title}</span>{link}</Cell>
            <Cell label=words::PUBLISHED><span class="num">{candidate.published.map(deadline::moment)}</span></Cell>
            <Cell label=words::FEED><span lang="ja">{candidate.feed}</span></Cell>
            <Cell label=words::DEED>{deeds}</Cell>
        </tr>
    }
}

fn deeds(candidate: &CandidateLine) -> AnyView {
    let (id, title) = (candidate.id, candidate.title.clone());
    let fields = vec![("candidate", id.to_string())];
    match (candidate.state, candidate.tender) {
        (CandidateState::New, _) => view! {
            <Actions>
                <ButtonLink href=paths::take_candidate(id) label=words::TAKE/>
                <PostButton action="/api/candidates/dismiss" label=words::DISMISS fields about=title/>
            </Actions>
        }
        .into_any(),
        (CandidateState::Taken, Some(tender)) => {
            view! { <a href=paths::tender(tender)>{say(words::OPEN)}</a> }.into_any()
        }
        (CandidateState::Taken | CandidateState::Dismissed, _) => view! {
            <PostButton action="/api/candidates/restore" label=words::RESTORE fields about=title/>
        }
        .into_any(),
    }
}
