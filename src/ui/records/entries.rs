//! The entries that the reader may edit: the only one as a form, several as a table, or the form of one of them.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::form::EntryForm;
use super::heading;
use super::place::RecordPlace;
use super::table::{Around, RecordTable};
use crate::domain::record::{RecordKind, RecordNumber};
use crate::domain::record_view::Record;
use crate::ui::kit::{Actions, ButtonKind, ButtonLink, Empty};
use crate::ui::paths;
use crate::ui::wording::{record as words, say};

/// What `?entry=` names when there is no entry yet.
const NEW: &str = "new";

/// The entry that the address asks for.
#[must_use]
pub fn asked_entry() -> Option<String> {
    use_query_map().with_untracked(|query| query.get("entry"))
}

/// The entries of one kind, to be edited.
#[component]
pub fn Entries(
    /// Who keeps them.
    place: RecordPlace,
    /// The kind.
    kind: RecordKind,
    /// The entries in order.
    records: Vec<Record>,
    /// The entry whose form is asked for.
    #[prop(optional_no_strip)]
    asked: Option<String>,
) -> impl IntoView {
    if kind.number == RecordNumber::One {
        let record = records.into_iter().next();
        return view! { <EntryForm place kind record/> }.into_any();
    }
    match asked {
        Some(asked) if asked == NEW => view! {
            <h2>{say(words::NEW)}</h2>
            <EntryForm place kind record=None/>
        }
        .into_any(),
        Some(asked) => match records.into_iter().find(|record| record.id.to_string() == asked) {
            Some(record) => {
                let title = heading(&kind, &record.form);
                view! {
                    <h2>{super::typed(title)}</h2>
                    <EntryForm place kind record=Some(record)/>
                }
                .into_any()
            }
            // Somebody has deleted it meanwhile: the list says what there is.
            None => {
                view! { <Empty title=words::GONE><ButtonLink href=place.page(&kind.code) label=words::BACK/></Empty> }
                    .into_any()
            }
        },
        None => view! { <List place kind records/> }.into_any(),
    }
}

#[component]
fn List(place: RecordPlace, kind: RecordKind, records: Vec<Record>) -> impl IntoView {
    let add = paths::entry(&place.page(&kind.code), NEW);
    if records.is_empty() {
        return view! {
            <Empty title=words::NONE><ButtonLink href=add label=words::ADD kind=ButtonKind::Primary/></Empty>
        }
        .into_any();
    }
    view! {
        <RecordTable kind records around=Around::Edit(place)/>
        <Actions><ButtonLink href=add label=words::ADD kind=ButtonKind::Primary/></Actions>
    }
    .into_any()
}
