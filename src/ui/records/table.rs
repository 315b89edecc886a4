//! Entries as a table: what stands for them, a few columns, and what can be done with each.

use leptos::prelude::*;

use super::details::RecordDetails;
use super::place::RecordPlace;
use super::{heading, shown, typed};
use crate::domain::record::{Field, FieldSort, RecordKind};
use crate::domain::record_view::Record;
use crate::ui::kit::{Actions, Align, ButtonLink, Cell, Column, DataTable, Disclosure, PostButton};
use crate::ui::paths;
use crate::ui::wording::{language, record as words};

/// Columns beside the heading.
const COLUMNS: usize = 3;

/// What can be done with the entries of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// Nothing: they are read.
    Read,
    /// They are edited and put in order where they are kept.
    Edit(RecordPlace),
    /// They are the reader's firm's, and chosen for a bid: put in order and taken out.
    Chosen(RecordPlace),
    /// They are the reader's firm's, and may be chosen for a bid.
    Offered(RecordPlace),
}

/// Entries of one kind.
#[component]
pub fn RecordTable(
    /// The kind.
    kind: RecordKind,
    /// The entries in order.
    records: Vec<Record>,
    /// What can be done with them.
    around: Around,
) -> impl IntoView {
    let columns: Vec<Field> =
        kind.fields.iter().filter(|field| is_column(&kind, field)).take(COLUMNS).cloned().collect();
    let title = kind.field(&kind.heading).map(|field| field.label.of(language()).to_owned()).unwrap_or_default();
    let heads: Vec<Column> = std::iter::once(Column::text(title))
        .chain(columns.iter().map(|field| Column { label: field.label.of(language()).into(), align: side(field) }))
        .chain((around != Around::Read).then(|| Column::text(words::DEEDS)))
        .collect();
    let count = records.len();
    let caption = kind.title.of(language()).to_owned();
    let rows = records
        .into_iter()
        .enumerate()
        .map(|(at, record)| {
            let place = Place { is_first: at == 0, is_last: at + 1 == count };
            view! { <RecordRow kind=kind.clone() columns=columns.clone() record around place/> }
        })
        .collect_view();
    view! { <DataTable caption columns=heads>{rows}</DataTable> }
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    is_first: bool,
    is_last: bool,
}

/// Short, and nobody's private life.
fn is_column(kind: &RecordKind, field: &Field) -> bool {
    let is_short = !matches!(field.sort, FieldSort::Text | FieldSort::Rows);
    is_short && !field.is_personal() && field.name != kind.heading
}

const fn side(field: &Field) -> Align {
    match field.sort {
        FieldSort::Yen | FieldSort::ThousandYen | FieldSort::Count | FieldSort::Percent => Align::End,
        _ => Align::Start,
    }
}

#[component]
fn RecordRow(kind: RecordKind, columns: Vec<Field>, record: Record, around: Around, place: Place) -> impl IntoView {
    let name = heading(&kind, &record.form);
    let cells = columns
        .iter()
        .map(|field| {
            let value = shown(field, record.form.value(&field.name));
            let label = field.label.of(language()).to_owned();
            let align = side(field);
            view! { <Cell label align>{(!value.is_empty()).then(|| typed(value))}</Cell> }
        })
        .collect_view();
    let deeds = (around != Around::Read).then(|| {
        let deeds = deeds(&kind, &record, around, place, &name);
        view! { <Cell><Actions>{deeds}</Actions></Cell> }
    });
    let details = view! {
        <Disclosure summary=words::ALL_FIELDS><RecordDetails kind=kind.clone() form=record.form.clone()/></Disclosure>
    };
    view! {
        <tr>
            <Cell>{typed(name)} {details}</Cell>
            {cells}
            {deeds}
        </tr>
    }
}

fn deeds(kind: &RecordKind, record: &Record, around: Around, place: Place, name: &str) -> AnyView {
    let id = record.id.to_string();
    let button = |at: RecordPlace, deed: &str, label, way: Option<&str>| {
        let mut fields = at.fields(&kind.code, id.clone());
        fields.extend(way.map(|way| ("way", way.to_owned())));
        view! { <PostButton action=at.address(deed) label fields about=name.to_owned()/> }
    };
    let order = |at: RecordPlace| {
        let up = (!place.is_first).then(|| button(at, "move", words::UP, Some("up")));
        let down = (!place.is_last).then(|| button(at, "move", words::DOWN, Some("down")));
        view! { {up} {down} }
    };
    match around {
        Around::Read => ().into_any(),
        Around::Edit(at) => {
            let href = paths::entry(&at.page(&kind.code), &id);
            view! { <ButtonLink href label=words::CHANGE/> {order(at)} }.into_any()
        }
        Around::Chosen(at) => view! { {order(at)} {button(at, "leave-out", words::LEAVE_OUT, None)} }.into_any(),
        Around::Offered(at) => button(at, "choose", words::CHOOSE, None).into_any(),
    }
}
