//! The dates of a tender in a table; with who answers for them on a bid's page.

use leptos::prelude::*;

use super::caution::{Cautions, CountedFrom, origin_of};
use super::when::{CertaintyTags, DaysLeft, Elsewhere, StepName, When};
use crate::domain::id::TenderId;
use crate::domain::tender::{Deadline, StepDone, TenderSource};
use crate::ui::kit::{Cell, Column, DataTable, Empty};
use crate::ui::tenders::OriginalLink;
use crate::ui::wording::{deadline as words, requirement, say};

/// The dates of a tender.
#[component]
pub fn DateTable(
    /// The dates, earliest first.
    dates: Vec<Deadline>,
    /// The tender, for links to its originals.
    tender: TenderId,
    /// What it was read from.
    read_from: Vec<TenderSource>,
) -> impl IntoView {
    if dates.is_empty() {
        return view! { <Empty title=words::NONE/> }.into_any();
    }
    let all = dates.clone();
    let rows = dates
        .into_iter()
        .map(|date| {
            let origin = origin_of(&date, &all);
            let source = view! { <Source date=date.clone() tender read_from=read_from.clone()/> };
            view! { <tr><DateCells date origin/><Cell label=words::SENTENCE>{source}</Cell></tr> }
        })
        .collect_view();
    let mut columns = columns();
    columns.push(Column::text(words::SENTENCE));
    view! { <DataTable caption=words::DATES columns>{rows}</DataTable> }.into_any()
}

/// The heads of the columns that every table of dates has.
#[must_use]
pub fn columns() -> Vec<Column> {
    vec![
        Column::text(words::STEP),
        Column::text(words::WHEN),
        Column::text(words::LEFT),
        Column::text(words::CERTAINTY),
    ]
}

/// The cells that every table of dates has.
#[component]
pub fn DateCells(
    /// The date.
    date: Deadline,
    /// That it is done on the bid.
    #[prop(optional_no_strip)]
    done: Option<StepDone>,
    /// The date from which it is counted.
    #[prop(optional_no_strip)]
    origin: Option<Deadline>,
) -> impl IntoView {
    let place = (!date.place.is_empty()).then(|| {
        let place = date.place.clone();
        view! { <span class="small under" lang="ja">{place}</span> }
    });
    let basis = date.basis.map(|basis| {
        view! {
            <span class="small under">{say(words::basis(basis))}</span>
        }
    });
    let methods = (!date.methods.is_empty()).then(|| {
        let ways: Vec<&str> = date.methods.iter().map(|method| say(requirement::method(*method))).collect();
        view! { <span class="small under">{ways.join(say(words::BETWEEN))}</span> }
    });
    let name = view! { <StepName deadline=date.clone()/> };
    let left = view! { <DaysLeft deadline=date.clone() done/> };
    let when = view! {
        <When at=date.at from=date.from/>
        <Elsewhere clocks=date.elsewhere.clone() here=date.at/>
        <Cautions date=date.clone()/>
    };
    let counted = view! { <CountedFrom date=date.clone() origin/> };
    let certainty = view! { <CertaintyTags deadline=date/> };
    view! {
        <Cell>{name}{counted}{place}</Cell>
        <Cell label=words::WHEN>{when}</Cell>
        <Cell label=words::LEFT>{left}</Cell>
        <Cell label=words::CERTAINTY>{certainty}{basis}{methods}</Cell>
    }
}

/// The sentence behind a date, and the page of the original.
#[component]
pub fn Source(
    /// The date.
    date: Deadline,
    /// The tender.
    tender: TenderId,
    /// What it was read from.
    read_from: Vec<TenderSource>,
) -> impl IntoView {
    let sentence = date.sentence;
    let sentence = (!sentence.is_empty()).then(|| view! { <q class="small" lang="ja">{sentence}</q> });
    // A page that a person wrote down leads to no file.
    let page = date.page.filter(|_| date.source.is_none()).map(words::original_page);
    let page = page.map(|page| view! { " "<span class="small">{page}</span> });
    view! { {sentence} {page} " " <span class="small"><OriginalLink tender read_from source=date.source page=date.page/></span> }
}
