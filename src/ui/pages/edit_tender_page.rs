//! `/tenders/:tender/edit`: changing the facts and dates of a confirmed tender.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::plans::plans_moved;
use crate::api::tenders::load_tender;
use crate::domain::derived_date::moves;
use crate::domain::id::TenderId;
use crate::domain::relative_form::RelativeForm;
use crate::domain::tender::{Deadline, RelativeDeadline, TenderDetail, TenderState};
use crate::error::AppError;
use crate::ui::dates::{CountedFrom, Moves, MovesAlong, StaleDates, moves_of, origin_of};
use crate::ui::frame::PageFrame;
use crate::ui::kept::{Kept, kept_for};
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Crumbs, Disclosure, Hidden, Notice, NoticeKind, PageHead, PostButton, PostForm,
    Revision, Submit,
};
use crate::ui::load::loading;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::tenders::{
    DateFields, DateValues, FactFields, RelativeFields, TenderConflict, saved_date, saved_facts, saved_relative,
};
use crate::ui::wording::{confirm, day_off, deadline as dates, derived_date, say, tender as words};

/// Where changed facts are posted.
const EDIT: &str = "/api/tenders/edit";
/// Where a changed date is posted.
const CHANGE: &str = "/api/deadlines/change";
/// Where a new date is posted.
const ADD: &str = "/api/deadlines/add";
/// Where a changed date that hangs on another is posted.
const CHANGE_RELATIVE: &str = "/api/deadlines/change-relative";
/// Where a new one is posted.
const ADD_RELATIVE: &str = "/api/deadlines/add-relative";

/// Changing a tender.
#[component]
pub fn EditTenderPage() -> impl IntoView {
    let tender = tender_param();
    let moves = moves_of(kept_for(CHANGE).as_ref());
    loading(
        async move {
            let tender = load_tender(tender?).await?;
            if tender.state != TenderState::Confirmed {
                return Err(AppError::NotFound);
            }
            if !tender.may_edit_dates {
                return Err(AppError::NotAllowed);
            }
            let moves = match moves {
                Some(moves) => Some(with_plans(tender.id, moves).await?),
                None => None,
            };
            Ok((tender, moves))
        },
        |(tender, moves)| view! { <EditTender tender moving=moves/> }.into_any(),
    )
}

/// With the tasks that move when the date does.
async fn with_plans(tender: TenderId, moves: Moves) -> Result<Moves, AppError> {
    let Some(date) = moves.date.clone() else { return Ok(moves) };
    let plans = plans_moved(tender, vec![date]).await?;
    Ok(Moves { plans, ..moves })
}

#[component]
fn EditTender(
    tender: TenderDetail,
    /// What the date would move whose change came back.
    #[prop(optional_no_strip)]
    moving: Option<Moves>,
) -> impl IntoView {
    let id = tender.id;
    let title = say(if tender.is_own { words::EDIT } else { words::EDIT_DATES });
    let crumbs = vec![
        (say(words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (tender.facts.title.clone(), Some(paths::tender(id))),
        (title.to_owned(), None),
    ];
    let name = tender.facts.title.clone();
    let gone = gone(CHANGE, "deadline", &tender.deadlines.iter().map(|date| date.id.to_string()).collect::<Vec<_>>());
    let relative = tender.relative.clone();
    let facts = tender.is_own.then(|| {
        let conflict = changed(EDIT).map(|kept| {
            view! { <TenderConflict saved=saved_facts(&tender.facts) kept/> }
        });
        view! {
            <section>
                <h2>{say(words::FACTS)}</h2>
                {conflict}
                <PostForm action=EDIT>
                    <Hidden name="tender" value=id.to_string()/>
                    <Revision value=tender.revision/>
                    <FactFields facts=tender.facts/>
                    <Actions><Submit label=words::SAVE/></Actions>
                </PostForm>
            </section>
        }
    });
    let all = tender.deadlines;
    let fresh = DateValues::default().among(&all);
    let stale = view! { <StaleDates tender=id moves=moves(&all, &tender.office)/> };
    let rows = all
        .iter()
        .map(|date| view! { <Date tender=id date=date.clone() all=all.clone() moves=moving.clone()/> })
        .collect_view();
    view! {
        <Title text=title/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title sub=name>
                <ButtonLink href=paths::days_off(id) label=day_off::DAYS_OFF/>
                <ButtonLink href=paths::tender(id) label=words::BACK/>
            </PageHead>
            <section>
                <h2>{say(dates::DATES)}</h2>
                {gone}
                {stale}
                {rows}
                <Disclosure summary=dates::ADD open=kept_for(ADD).is_some()>
                    <PostForm action=ADD>
                        <Hidden name="tender" value=id.to_string()/>
                        <DateFields prefix="date".to_owned() values=fresh whole=true/>
                        <Actions><Submit label=dates::ADD/></Actions>
                    </PostForm>
                </Disclosure>
            </section>
            <Relative tender=id dates=relative/>
            {facts}
        </PageFrame>
    }
}

#[component]
fn Date(
    tender: TenderId,
    date: Deadline,
    all: Vec<Deadline>,
    #[prop(optional_no_strip)] moves: Option<Moves>,
) -> impl IntoView {
    let name = if date.title.is_empty() { say(dates::kind(date.kind)).to_owned() } else { date.title.clone() };
    let summary = format!("{name} — {}", dates::moment(date.at));
    let id = date.id.to_string();
    let is_refused = kept_for(CHANGE).is_some_and(|kept| kept.value("deadline") == Some(id.as_str()));
    let sentence = sentence(date.sentence.clone());
    let values = DateValues::from(&date).among(&all);
    let counted = all.iter().filter(|other| other.derived.is_some_and(|derived| derived.origin == date.id)).count();
    let stay = (counted > 0).then(|| view! { <p class="hint">{derived_date::stay_behind(counted)}</p> });
    let moves = moves.filter(|_| is_refused);
    let label = match &moves {
        Some(moves) if moves.along.is_empty() => derived_date::AGREE_ALONE,
        Some(_) => derived_date::AGREE,
        None => dates::SAVE,
    };
    let along = moves.map(|moves| view! { <MovesAlong moves/> });
    let origin = view! { <CountedFrom date=date.clone() origin=origin_of(&date, &all)/> };
    let conflict = changed(CHANGE).filter(|_| is_refused).map(|kept| {
        view! { <TenderConflict saved=saved_date(&date) kept/> }
    });
    let remove =
        vec![("deadline", id.clone()), ("tender", tender.to_string()), ("revision", date.revision.to_string())];
    view! {
        <Disclosure summary open=is_refused>
            {sentence}
            {origin}
            {conflict}
            <PostForm action=CHANGE row=("deadline", id)>
                <Hidden name="tender" value=tender.to_string()/>
                <Revision value=date.revision/>
                {along}
                <DateFields prefix="date".to_owned() values whole=true/>
                <Actions><Submit label/></Actions>
            </PostForm>
            {stay}
            <PostButton action="/api/deadlines/remove" label=dates::REMOVE kind=ButtonKind::Danger
                fields=remove about=name/>
        </Disclosure>
    }
}

/// The dates that hang on others: each can be corrected, and one added.
#[component]
fn Relative(tender: TenderId, dates: Vec<RelativeDeadline>) -> impl IntoView {
    let gone = gone(CHANGE_RELATIVE, "date", &dates.iter().map(|date| date.id.to_string()).collect::<Vec<_>>());
    let rows = dates.into_iter().map(|date| view! { <RelativeRow tender date/> }).collect_view();
    view! {
        <section>
            <h2>{say(words::RELATIVE)}</h2>
            <p class="hint">{say(confirm::RELATIVE_HINT)}</p>
            {gone}
            {rows}
            <Disclosure summary=words::ADD_RELATIVE open=kept_for(ADD_RELATIVE).is_some()>
                <PostForm action=ADD_RELATIVE>
                    <Hidden name="tender" value=tender.to_string()/>
                    <RelativeFields prefix="relative".to_owned() form=RelativeForm::default()/>
                    <Actions><Submit label=words::ADD_RELATIVE/></Actions>
                </PostForm>
            </Disclosure>
        </section>
    }
}

#[component]
fn RelativeRow(tender: TenderId, date: RelativeDeadline) -> impl IntoView {
    let summary = format!("{} — {}", confirm::step(date.kind), date.printed);
    let id = date.id.to_string();
    let is_refused = kept_for(CHANGE_RELATIVE).is_some_and(|kept| kept.value("date") == Some(id.as_str()));
    let conflict = changed(CHANGE_RELATIVE).filter(|_| is_refused).map(|kept| {
        view! { <TenderConflict saved=saved_relative(&date) kept/> }
    });
    let fields = vec![("date", id.clone()), ("tender", tender.to_string()), ("revision", date.revision.to_string())];
    let (form, revision) = (RelativeForm::from(&date), date.revision);
    let sentence = sentence(date.sentence);
    view! {
        <Disclosure summary open=is_refused>
            {sentence}
            {conflict}
            <PostForm action=CHANGE_RELATIVE row=("date", id)>
                <Hidden name="tender" value=tender.to_string()/>
                <Revision value=revision/>
                <RelativeFields prefix="relative".to_owned() form/>
                <Actions><Submit label=dates::SAVE/></Actions>
            </PostForm>
            <PostButton action="/api/deadlines/remove-relative" label=dates::REMOVE kind=ButtonKind::Danger fields
                about=date.printed/>
        </Disclosure>
    }
}

/// The sentence of the notice behind a date.
fn sentence(text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <blockquote class="quote" lang="ja">{text}</blockquote> })
}

/// What was typed, when somebody else was first.
fn changed(action: &str) -> Option<Kept> {
    kept_for(action).filter(|kept| kept.refused == Some(AppError::Changed))
}

/// Says so when the date that was to be changed is not there any more.
fn gone(action: &str, field: &str, there: &[String]) -> Option<impl IntoView + use<>> {
    let kept = changed(action)?;
    let asked = kept.value(field).unwrap_or_default();
    (!there.iter().any(|id| id == asked)).then(|| {
        view! { <Notice kind=NoticeKind::Warning><p>{say(words::DATE_GONE)}</p></Notice> }
    })
}
