//! `/tenders/:tender/edit`: changing the facts and dates of a confirmed tender.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::tenders::load_tender;
use crate::domain::id::TenderId;
use crate::domain::tender::{Deadline, TenderDetail, TenderState};
use crate::error::AppError;
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Crumbs, Disclosure, Hidden, PageHead, PostButton, PostForm, Revision, Submit,
};
use crate::ui::load::loading;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::tenders::{DateFields, DateValues, FactFields};
use crate::ui::wording::{deadline as dates, say, tender as words};

/// Where a changed date is posted.
const CHANGE: &str = "/api/deadlines/change";
/// Where a new date is posted.
const ADD: &str = "/api/deadlines/add";

/// Changing a tender.
#[component]
pub fn EditTenderPage() -> impl IntoView {
    let tender = tender_param();
    loading(
        async move {
            let tender = load_tender(tender?).await?;
            if tender.state != TenderState::Confirmed {
                return Err(AppError::NotFound);
            }
            if tender.may_edit_dates { Ok(tender) } else { Err(AppError::NotAllowed) }
        },
        |tender| view! { <EditTender tender/> }.into_any(),
    )
}

#[component]
fn EditTender(tender: TenderDetail) -> impl IntoView {
    let id = tender.id;
    let title = say(if tender.is_own { words::EDIT } else { words::EDIT_DATES });
    let crumbs = vec![
        (say(words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (tender.facts.title.clone(), Some(paths::tender(id))),
        (title.to_owned(), None),
    ];
    let name = tender.facts.title.clone();
    let facts = tender.is_own.then(|| {
        view! {
            <section>
                <h2>{say(words::FACTS)}</h2>
                <PostForm action="/api/tenders/edit">
                    <Hidden name="tender" value=id.to_string()/>
                    <Revision value=tender.revision/>
                    <FactFields facts=tender.facts/>
                    <Actions><Submit label=words::SAVE/></Actions>
                </PostForm>
            </section>
        }
    });
    let rows = tender.deadlines.into_iter().map(|date| view! { <Date tender=id date/> }).collect_view();
    view! {
        <Title text=title/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title sub=name>
                <ButtonLink href=paths::tender(id) label=words::BACK/>
            </PageHead>
            <section>
                <h2>{say(dates::DATES)}</h2>
                {rows}
                <Disclosure summary=dates::ADD open=kept_for(ADD).is_some()>
                    <PostForm action=ADD>
                        <Hidden name="tender" value=id.to_string()/>
                        <DateFields prefix="date".to_owned() values=DateValues::default() whole=true/>
                        <Actions><Submit label=dates::ADD/></Actions>
                    </PostForm>
                </Disclosure>
            </section>
            {facts}
        </PageFrame>
    }
}

#[component]
fn Date(tender: TenderId, date: Deadline) -> impl IntoView {
    let name = if date.title.is_empty() { say(dates::kind(date.kind)).to_owned() } else { date.title.clone() };
    let summary = format!("{name} — {}", dates::moment(date.at));
    let id = date.id.to_string();
    let is_refused = kept_for(CHANGE).is_some_and(|kept| kept.value("deadline") == Some(id.as_str()));
    let sentence = date.sentence.clone();
    let sentence =
        (!sentence.is_empty()).then(|| view! { <blockquote class="quote" lang="ja">{sentence}</blockquote> });
    let values = DateValues::from(&date);
    let remove =
        vec![("deadline", id.clone()), ("tender", tender.to_string()), ("revision", date.revision.to_string())];
    view! {
        <Disclosure summary open=is_refused>
            {sentence}
            <PostForm action=CHANGE row=("deadline", id)>
                <Hidden name="tender" value=tender.to_string()/>
                <Revision value=date.revision/>
                <DateFields prefix="date".to_owned() values whole=true/>
                <Actions><Submit label=dates::SAVE/></Actions>
            </PostForm>
            <PostButton action="/api/deadlines/remove" label=dates::REMOVE kind=ButtonKind::Danger
                fields=remove about=name/>
        </Disclosure>
    }
}
