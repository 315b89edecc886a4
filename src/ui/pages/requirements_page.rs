//! `/tenders/:tender/requirements`: what a notice asks for, by sort, in both languages side by side.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::requirements::list_requirements;
use crate::domain::id::TenderId;
use crate::domain::question::Concerned;
use crate::domain::requirement::RequirementKind;
use crate::domain::requirement_form::RequirementForm;
use crate::domain::tender::{Requirement, RequirementState, TenderRequirements, TenderSource};
use crate::error::AppError;
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Choice, Crumbs, Disclosure, Empty, Hidden, PageHead, PostButton, PostForm,
    Revision, Select, Submit,
};
use crate::ui::load::loading;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::questions::ConcernedList;
use crate::ui::tenders::{RequirementFields, RequirementText, TenderConflict, of_kind, saved_requirement};
use crate::ui::wording::{requirement as words, say, tender as tenders};

/// Where a changed requirement is posted.
const CHANGE: &str = "/api/requirements/change";
/// Where a new requirement is posted.
const ADD: &str = "/api/requirements/add";

/// The requirements of a tender.
#[component]
pub fn RequirementsPage() -> impl IntoView {
    let tender = tender_param();
    loading(async move { list_requirements(tender?).await }, |list| view! { <Requirements list/> }.into_any())
}

#[component]
fn Requirements(list: TenderRequirements) -> impl IntoView {
    let id = list.tender;
    let crumbs = vec![
        (say(tenders::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (list.title.clone(), Some(paths::tender(id))),
        (say(words::TITLE).to_owned(), None),
    ];
    let left_out: Vec<Requirement> =
        list.requirements.iter().filter(|one| one.state == RequirementState::LeftOut).cloned().collect();
    let is_empty = left_out.len() == list.requirements.len();
    let may_edit = list.may_edit;
    let body = if is_empty {
        view! { <Empty title=words::NONE><p>{say(words::NONE_HINT)}</p></Empty> }.into_any()
    } else {
        view! { <Groups list=list.clone()/> }.into_any()
    };
    let add = may_edit.then(|| view! { <Add tender=id/> });
    let left_out = view! { <LeftOut tender=id requirements=left_out may_edit read_from=list.read_from/> };
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), list.title)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::TITLE sub=words::SUB>
                <ButtonLink href=paths::tender(id) label=tenders::BACK/>
            </PageHead>
            {body}
            {add}
            {left_out}
        </PageFrame>
    }
}

/// Each sort that occurs, in reading order.
#[component]
fn Groups(list: TenderRequirements) -> impl IntoView {
    RequirementKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let group: Vec<Requirement> = of_kind(&list.requirements, kind).cloned().collect();
            let count = group.len();
            let rows: Vec<_> = group
                .into_iter()
                .enumerate()
                .map(|(at, one)| {
                    let place = Place { is_first: at == 0, is_last: at + 1 == count };
                    let read_from = list.read_from.clone();
                    let concerned = list.concerned.iter().filter(|asked| asked.requirement == Some(one.id));
                    let concerned = concerned.cloned().collect();
                    view! { <Row tender=list.tender one place read_from concerned may_edit=list.may_edit/> }
                })
                .collect();
            (count > 0).then(|| {
                view! {
                    <section class="demand-group">
                        <h2>{say(words::kind(kind))} " " <span class="count num">{count}</span></h2>
                        <p class="hint">{say(words::hint(kind))}</p>
                        <ul class="plain demands">{rows}</ul>
                    </section>
                }
            })
        })
        .collect_view()
}

/// Where a requirement stands among those of its sort.
#[derive(Debug, Clone, Copy)]
struct Place {
    is_first: bool,
    is_last: bool,
}

#[component]
fn Row(
    tender: TenderId,
    one: Requirement,
    place: Place,
    read_from: Vec<TenderSource>,
    concerned: Vec<Concerned>,
    may_edit: bool,
) -> impl IntoView {
    let edit = may_edit.then(|| view! { <Edit tender one=one.clone() place/> });
    view! {
        <li>
            <RequirementText one tender read_from/>
            <ConcernedList questions=concerned is_reader=true/>
            {edit}
        </li>
    }
}

#[component]
fn Edit(tender: TenderId, one: Requirement, place: Place) -> impl IntoView {
    let id = one.id.to_string();
    let is_refused = kept_for(CHANGE).is_some_and(|kept| kept.value("id") == Some(id.as_str()));
    let conflict = kept_for(CHANGE)
        .filter(|kept| is_refused && kept.refused == Some(AppError::Changed))
        .map(|kept| view! { <TenderConflict saved=saved_requirement(&one) kept/> });
    let kind = one.kind();
    let form = RequirementForm::of(&one.value, &one.ja, &one.en);
    let name = if one.ja.is_empty() { one.en.clone() } else { one.ja.clone() };
    let fields = vec![("id", id.clone()), ("tender", tender.to_string()), ("revision", one.revision.to_string())];
    let shift = |way: &'static str, label| {
        let fields = vec![("id", one.id.to_string()), ("tender", tender.to_string()), ("way", way.to_owned())];
        view! { <PostButton action="/api/requirements/move" label fields about=name.clone()/> }
    };
    let up = (!place.is_first).then(|| shift("up", words::UP));
    let down = (!place.is_last).then(|| shift("down", words::DOWN));
    let revision = one.revision;
    view! {
        <Disclosure summary=words::CHANGE open=is_refused>
            {conflict}
            <PostForm action=CHANGE row=("id", id)>
                <Hidden name="tender" value=tender.to_string()/>
                <Revision value=revision/>
                <Hidden name="requirement[kind]" value=kind.code().to_owned()/>
                <RequirementFields prefix="requirement".to_owned() kind form/>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
            <Actions>
                {up}
                {down}
                <PostButton action="/api/requirements/leave-out" label=words::LEAVE_OUT kind=ButtonKind::Danger fields
                    about=name.clone()/>
            </Actions>
        </Disclosure>
    }
}

/// Adding: the sort first, since its fields follow from it.
#[component]
fn Add(tender: TenderId) -> impl IntoView {
    let kept = kept_for(ADD).and_then(|kept| kept.value("requirement[kind]").map(str::to_owned));
    let asked = use_query_map().with_untracked(|query| query.get("kind"));
    let kind = kept.or(asked).and_then(|code| RequirementKind::parse(&code));
    let options = RequirementKind::ALL.map(|kind| Choice::new(kind.code(), words::kind(kind))).to_vec();
    let form = kind.map(|kind| {
        view! {
            <h3>{say(words::kind(kind))}</h3>
            <p class="hint">{say(words::hint(kind))}</p>
            <PostForm action=ADD>
                <Hidden name="tender" value=tender.to_string()/>
                <Hidden name="requirement[kind]" value=kind.code().to_owned()/>
                <RequirementFields prefix="requirement".to_owned() kind form=RequirementForm::default()/>
                <Actions><Submit label=words::ADD/></Actions>
            </PostForm>
        }
    });
    view! {
        <section id="add">
            <h2>{say(words::ADD)}</h2>
            <p class="hint">{say(words::CHOOSE_KIND)}</p>
            <form method="get" action=format!("{}#add", paths::tender_requirements(tender)) class="form inline">
                <Select name="kind" label=words::KIND options selected=kind.map_or("", RequirementKind::code)/>
                <button type="submit" class="button quiet">{say(words::GO_ON)}</button>
            </form>
            {form}
        </section>
    }
}

/// Those that a person left out, each with the way back.
#[component]
fn LeftOut(
    tender: TenderId,
    requirements: Vec<Requirement>,
    may_edit: bool,
    read_from: Vec<TenderSource>,
) -> impl IntoView {
    let count = requirements.len();
    let rows: Vec<_> = requirements
        .into_iter()
        .map(|one| {
            let fields = vec![
                ("id", one.id.to_string()),
                ("tender", tender.to_string()),
                ("revision", one.revision.to_string()),
            ];
            let back = may_edit.then(|| {
                view! {
                    <PostButton action="/api/requirements/take-back" label=words::TAKE_BACK fields
                        about=one.ja.clone()/>
                }
            });
            let kind = say(words::kind(one.kind()));
            view! {
                <li>
                    <p class="small">{kind}</p>
                    <RequirementText one tender read_from=read_from.clone()/>
                    {back}
                </li>
            }
        })
        .collect();
    (count > 0).then(|| {
        view! {
            <Disclosure summary=format!("{} ({count})", say(words::LEFT_OUT))>
                <ul class="plain demands">{rows}</ul>
            </Disclosure>
        }
    })
}
