//! `/tenders/new`: a notice comes in by file, by text, or typed.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::candidates::load_candidate;
use crate::domain::candidate::CandidateLine;
use crate::domain::id::CandidateId;
use crate::domain::language::Language;
use crate::domain::tender::TenderFacts;
use crate::error::{AppError, Refusal};
use crate::ui::app::is_signed_in;
use crate::ui::frame::PageFrame;
use crate::ui::kept::{KeptPost, kept_for};
use crate::ui::kit::{
    Actions, ButtonLink, Crumbs, Disclosure, FileField, Hidden, Notice, NoticeKind, PageHead, PostForm, Submit,
    TextArea,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::tenders::FactFields;
use crate::ui::wording::{candidate as candidate_words, say, tender as words};

/// Kinds of files that are taken.
pub const ACCEPTED: &str = ".pdf,.txt,.md,.html,.htm,.xml,.rdf,.rss,.json,application/pdf,text/plain,text/html,\
    application/xml,text/xml,application/json";
/// Where a typed tender is posted.
const TYPE: &str = "/api/tenders/type";

/// Bringing in a new tender.
#[component]
pub fn NewTenderPage() -> impl IntoView {
    let here = if is_signed_in() { Ok(()) } else { Err(AppError::NotSignedIn) };
    let candidate = use_query_map().with_untracked(|query| query.get("candidate").unwrap_or_default());
    let load = async move {
        here?;
        match candidate.as_str() {
            "" => Ok(None),
            id => load_candidate(CandidateId::parse(id).ok_or(AppError::NotFound)?).await.map(Some),
        }
    };
    loading(load, |candidate| view! { <NewTender candidate/> }.into_any())
}

/// The entry of a feed that led here, with the way to the buyer's page.
#[component]
fn FromCandidate(candidate: CandidateLine) -> impl IntoView {
    let link = (!candidate.link.is_empty()).then(|| {
        let link = candidate.link.clone();
        view! { <p><a href=candidate.link target="_blank" rel="noopener noreferrer">{link}</a></p> }
    });
    view! {
        <Notice kind=NoticeKind::Information>
            <h2>{say(candidate_words::FROM)}</h2>
            <p lang="ja">{candidate.title}</p>
            {link}
            <p>{say(candidate_words::FROM_HINT)}</p>
        </Notice>
    }
}

#[component]
fn NewTender(candidate: Option<CandidateLine>) -> impl IntoView {
    let id = candidate.as_ref().map(|candidate| candidate.id.to_string()).unwrap_or_default();
    let facts = TenderFacts {
        title: candidate.as_ref().map(|candidate| candidate.title.clone()).unwrap_or_default(),
        ..TenderFacts::default()
    };
    let (of_file, of_text, of_typed) = (id.clone(), id.clone(), id);
    let from = candidate.map(|candidate| view! { <FromCandidate candidate/> });
    let crumbs =
        vec![(say(words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())), (say(words::NEW).to_owned(), None)];
    let is_typing = kept_for(TYPE).is_some();
    view! {
        <Title text=say(words::NEW)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::NEW sub=words::NEW_SUB/>
            <SameNotice/>
            {from}
            <div class="ways-in">
                <section>
                    <h2>{say(words::UPLOAD)}</h2>
                    <PostForm action="/tenders/upload" multipart=true>
                        <Hidden name="candidate" value=of_file/>
                        <FileField name="file" label=words::FILE hint=words::FILE_HINT
                            accept=ACCEPTED required=true multiple=true/>
                        <Actions><Submit label=words::UPLOAD_SUBMIT/></Actions>
                    </PostForm>
                </section>
                <section>
                    <h2>{say(words::PASTE)}</h2>
                    <PostForm action="/api/tenders/paste">
                        <Hidden name="candidate" value=of_text/>
                        <TextArea name="text" label=words::TEXT hint=words::TEXT_HINT rows=10 required=true
                            lang=Language::Japanese/>
                        <Actions><Submit label=words::PASTE_SUBMIT/></Actions>
                    </PostForm>
                </section>
            </div>
            <Disclosure summary=words::TYPE open=is_typing>
                <PostForm action=TYPE>
                    <Hidden name="candidate" value=of_typed/>
                    <FactFields facts/>
                    <Actions><Submit label=words::TYPE_SUBMIT/></Actions>
                </PostForm>
            </Disclosure>
        </PageFrame>
    }
}

/// The way to the tender that was made from the same notice.
#[component]
fn SameNotice() -> impl IntoView {
    let refusal = use_context::<KeptPost>().and_then(|kept| kept.refusal);
    match refusal {
        Some(AppError::Refused(Refusal::SameNotice { tender })) => Some(view! {
            <Notice kind=NoticeKind::Information>
                <ButtonLink href=paths::tender(tender) label=words::SAME_NOTICE/>
            </Notice>
        }),
        _ => None,
    }
}
