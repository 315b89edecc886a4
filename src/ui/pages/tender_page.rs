//! `/tenders/:tender`: one tender with its facts, dates, originals and bids.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::changes::load_standing;
use crate::api::tenders::load_tender;
use crate::domain::change::Standing;
use crate::domain::id::{BidId, TenderId};
use crate::domain::notice::FactName;
use crate::domain::tender::{
    FactSource, Origin, RelativeDeadline, Requirement, RequirementState, TenderDetail, TenderFacts, TenderSource,
    TenderState,
};
use crate::error::AppError;
use crate::ui::changes::StandingBanner;
use crate::ui::dates::{DateTable, TenderTimeline};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonKind, ButtonLink, Crumbs, Notice, NoticeKind, PageHead, PostButton};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::tenders::{OriginalLink, RequirementList};
use crate::ui::wording::{change, confirm, deadline, intake, requirement as demands, say, tender as words};

/// The tender of the address; what is no identity is not found.
///
/// # Errors
/// Not found.
pub fn tender_param() -> Result<TenderId, AppError> {
    TenderId::parse(&text_param("tender")).ok_or(AppError::NotFound)
}

/// One tender.
#[component]
pub fn TenderPage() -> impl IntoView {
    let tender = tender_param();
    loading(
        async move {
            let tender = tender?;
            Ok((load_tender(tender).await?, load_standing(tender).await?))
        },
        |(tender, standing)| view! { <Tender tender standing/> }.into_any(),
    )
}

#[component]
fn Tender(tender: TenderDetail, standing: Standing) -> impl IntoView {
    let title =
        if tender.facts.title.is_empty() { say(words::UNTITLED).to_owned() } else { tender.facts.title.clone() };
    let crumbs = vec![(say(words::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())), (title.clone(), None)];
    let sub = sub_of(&tender.facts);
    let banner = view! { <Banner tender=tender.clone()/> };
    let read_from = tender.read_from.clone();
    let is_confirmed = tender.state == TenderState::Confirmed;
    let buttons = view! { <Buttons tender=tender.clone()/> };
    let steps = view! { <TenderTimeline dates=tender.deadlines.clone()/> };
    view! {
        <Title text=title.clone()/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title sub>{buttons}</PageHead>
            <StandingBanner standing/>
            {banner}
            {steps}
            <section>
                <h2>{say(deadline::DATES)}</h2>
                <DateTable dates=tender.deadlines tender=tender.id read_from=read_from.clone()/>
            </section>
            <Relative dates=tender.relative tender=tender.id read_from=read_from.clone()/>
            <div class="cols">
                <Facts facts=tender.facts sources=tender.sources tender=tender.id read_from=read_from.clone()/>
                <div>
                    <Originals tender=tender.id read_from=tender.read_from/>
                    <Bids bids=tender.bids/>
                </div>
            </div>
            <Requirements tender=tender.id requirements=tender.requirements read_from is_confirmed may_edit=tender.is_own/>
        </PageFrame>
    }
}

/// That it waits to be confirmed, or was put away.
#[component]
fn Banner(tender: TenderDetail) -> impl IntoView {
    match tender.state {
        TenderState::Confirmed => None,
        TenderState::Proposed => {
            let link = tender.is_own.then(|| {
                view! {
                    <ButtonLink href=paths::confirm_tender(tender.id) label=words::TO_CONFIRM
                        kind=ButtonKind::Primary/>
                }
            });
            Some(
                view! { <Notice kind=NoticeKind::Warning><p>{say(words::STILL_PROPOSED)}</p>{link}</Notice> }
                    .into_any(),
            )
        }
        TenderState::Discarded => {
            let back = tender.is_own.then(|| {
                let fields = vec![("tender", tender.id.to_string()), ("revision", tender.revision.to_string())];
                view! { <PostButton action="/api/tenders/take-back" label=confirm::TAKE_BACK fields/> }
            });
            Some(
                view! { <Notice kind=NoticeKind::Information><p>{say(words::WAS_DISCARDED)}</p>{back}</Notice> }
                    .into_any(),
            )
        }
    }
}

/// The dates that hang on other steps.
#[component]
fn Relative(dates: Vec<RelativeDeadline>, tender: TenderId, read_from: Vec<TenderSource>) -> impl IntoView {
    let rows: Vec<_> = dates
        .into_iter()
        .map(|date| {
            let sense = confirm::kept_sense(&date);
            let by_person = (date.origin == Origin::Person).then(|| say(words::origin(date.origin)));
            let (source, page) = (date.source, date.page);
            let read_from = read_from.clone();
            view! {
                <div>
                    <dt>{confirm::step(date.kind)}</dt>
                    <dd>
                        <span lang="ja">{date.printed}</span>
                        <span class="small under">
                            {sense} " " {by_person} " " <OriginalLink tender read_from source=source page=page/>
                        </span>
                    </dd>
                </div>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <section><h2>{say(words::RELATIVE)}</h2><dl class="facts">{rows}</dl></section> }
    })
}

/// What the notice asks for.
#[component]
fn Requirements(
    tender: TenderId,
    requirements: Vec<Requirement>,
    read_from: Vec<TenderSource>,
    is_confirmed: bool,
    may_edit: bool,
) -> impl IntoView {
    let held = requirements.iter().filter(|one| one.state == RequirementState::Held).count();
    let label = if held == 0 { demands::ADD } else { demands::ALL };
    let all = (is_confirmed && (may_edit || held > 0))
        .then(|| view! { <Actions><ButtonLink href=paths::tender_requirements(tender) label/></Actions> });
    let list = if held == 0 {
        view! { <p class="hint">{say(demands::NONE)}</p> }.into_any()
    } else {
        view! { <dl class="facts demand-list"><RequirementList requirements tender read_from/></dl> }.into_any()
    };
    is_confirmed.then(|| {
        view! {
            <section>
                <h2>{say(demands::TITLE)} " " <span class="count num">{held}</span></h2>
                {list}
                {all}
            </section>
        }
    })
}

fn sub_of(facts: &TenderFacts) -> String {
    let mut parts: Vec<String> =
        [&facts.number, &facts.addressee].into_iter().filter(|text| !text.is_empty()).cloned().collect();
    parts.extend(facts.procedure.map(|kind| say(intake::procedure(kind)).to_owned()));
    parts.join(" ・ ")
}

#[component]
fn Buttons(tender: TenderDetail) -> impl IntoView {
    if tender.state != TenderState::Confirmed {
        return ().into_any();
    }
    let edit = if tender.is_own { Some(words::EDIT) } else { tender.may_edit_dates.then_some(words::EDIT_DATES) };
    let edit = edit.map(|label| view! { <ButtonLink href=paths::edit_tender(tender.id) label/> });
    let bid = tender.is_own.then(|| {
        view! {
            <PostButton action="/api/bids/create" label=words::MAKE_BID kind=ButtonKind::Primary
                fields=vec![("tender", tender.id.to_string())]/>
        }
    });
    let changes = paths::tender_changes(tender.id);
    let changes = if tender.is_own {
        view! { <ButtonLink href=changes label=change::BRING/> }
    } else {
        view! { <ButtonLink href=changes label=change::CHANGES/> }
    };
    view! { <Actions>{changes}{edit}{bid}</Actions> }.into_any()
}

#[component]
fn Facts(
    facts: TenderFacts,
    sources: Vec<FactSource>,
    tender: TenderId,
    read_from: Vec<TenderSource>,
) -> impl IntoView {
    let rows = FactName::ALL
        .into_iter()
        .map(|name| {
            let shown = shown(name, &facts);
            let is_there = !shown.is_empty();
            let value = if is_there { shown } else { say(words::NOT_STATED).to_owned() };
            let source = sources.iter().find(|source| source.name == name && is_there);
            let source = source.map(|source| source_of(source, tender, read_from.clone()));
            view! {
                <div>
                    <dt>{say(intake::fact(name))}</dt>
                    <dd class:absent=!is_there>{value}{source}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{say(words::FACTS)}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
}

fn shown(name: FactName, facts: &TenderFacts) -> String {
    match name {
        FactName::Procedure => {
            let kind = facts.procedure.map(|kind| say(intake::procedure(kind)));
            match (kind, facts.procedure_term.as_str()) {
                (Some(kind), "") => kind.to_owned(),
                (Some(kind), term) => format!("{kind} — {term}"),
                (None, term) => term.to_owned(),
            }
        }
        FactName::PriceBasis => {
            facts.price_basis.map_or_else(String::new, |basis| say(intake::price_basis(basis)).to_owned())
        }
        other => facts.value(other),
    }
}

fn source_of(source: &FactSource, tender: TenderId, read_from: Vec<TenderSource>) -> impl IntoView + use<> {
    let origin = (source.origin == Origin::Person).then(|| say(words::origin(source.origin)));
    let (text, page) = (source.source, source.page);
    let sentence = source.sentence.clone();
    let sentence = (!sentence.is_empty()).then(|| view! { <q lang="ja">{sentence}</q> });
    view! {
        <span class="small under">
            {origin} " " {sentence} " " <OriginalLink tender read_from source=text page=page/>
        </span>
    }
}

/// The files of a tender, and what sort of text each is.
#[component]
fn Originals(tender: TenderId, read_from: Vec<TenderSource>) -> impl IntoView {
    let rows = read_from
        .into_iter()
        .filter_map(|text| {
            let kind = confirm::text_kind(text.text_kind);
            let kind = (!kind.en.is_empty()).then(|| view! { <span class="source-kind">{say(kind)}</span> });
            let pages = text.pages.map(words::pages);
            let file = text.file?;
            let href = paths::tender_file(tender, file.id, None);
            Some(view! {
                <li>
                    <a href=href target="_blank" rel="noopener">{file.name}</a> " " {kind} " "
                    <span class="small num">{pages} " " {words::size(file.size)}</span>
                </li>
            })
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <section><h2>{say(words::FILES)}</h2><ul class="plain">{rows}</ul></section> })
}

#[component]
fn Bids(bids: Vec<BidId>) -> impl IntoView {
    if bids.is_empty() {
        return ().into_any();
    }
    let rows = bids
        .into_iter()
        .map(|bid| view! { <li><a href=paths::bid(bid)>{say(words::OPEN_BID)}</a></li> })
        .collect_view();
    view! { <section><h2>{say(words::BIDS)}</h2><ul class="plain">{rows}</ul></section> }.into_any()
}
