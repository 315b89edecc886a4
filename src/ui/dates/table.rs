//! The dates of a tender in a table; with who answers for them on a bid's page.

use leptos::prelude::*;

use super::when::{CertaintyTags, DaysLeft, Elsewhere, StepName, When};
use crate::domain::id::TenderId;
use crate::domain::tender::{Deadline, TenderFile};
use crate::ui::kit::{Cell, Column, DataTable, Empty};
use crate::ui::paths;
use crate::ui::wording::{deadline as words, say, tender};

/// The dates of a tender.
#[component]
pub fn DateTable(
    /// The dates, earliest first.
    dates: Vec<Deadline>,
    /// The tender, for links to its original.
    tender: TenderId,
    /// The original.
    #[prop(optional_no_strip)]
    file: Option<TenderFile>,
) -> impl IntoView {
    if dates.is_empty() {
        return view! { <Empty title=words::NONE/> }.into_any();
    }
    let rows = dates
        .into_iter()
        .map(|date| {
            let source = view! { <Source date=date.clone() tender file=file.clone()/> };
            view! { <tr><DateCells date/><Cell label=words::SENTENCE>{source}</Cell></tr> }
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
    let name = view! { <StepName deadline=date.clone()/> };
    let left = view! { <DaysLeft deadline=date.clone()/> };
    let when = view! {
        <When at=date.at from=date.from/>
        <Elsewhere clocks=date.elsewhere.clone() here=date.at/>
    };
    let certainty = view! { <CertaintyTags deadline=date/> };
    view! {
        <Cell>{name}{place}</Cell>
        <Cell label=words::WHEN>{when}</Cell>
        <Cell label=words::LEFT>{left}</Cell>
        <Cell label=words::CERTAINTY>{certainty}{basis}</Cell>
    }
}

/// The sentence behind a date, and the page of the original.
#[component]
pub fn Source(
    /// The date.
    date: Deadline,
    /// The tender.
    tender: TenderId,
    /// The original.
    #[prop(optional_no_strip)]
    file: Option<TenderFile>,
) -> impl IntoView {
    let page = date.page.zip(file).map(|(page, file)| {
        let href = paths::tender_file(tender, file.id, Some(page));
        view! { " " <a href=href target="_blank" rel="noopener">{tender::page(page)}</a> }
    });
    let sentence = date.sentence;
    let sentence = (!sentence.is_empty()).then(|| view! { <q class="small" lang="ja">{sentence}</q> });
    view! { {sentence} <span class="small">{page}</span> }
}
