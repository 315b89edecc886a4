//! The form of one entry, made of what its kind asks for.

use leptos::prelude::*;

use super::conflict::RecordConflict;
use super::input::FieldInput;
use super::place::RecordPlace;
use super::rows::RowsInput;
use crate::domain::record::{FieldSort, RecordKind, RecordNumber, field_name};
use crate::domain::record_view::Record;
use crate::error::AppError;
use crate::ui::kept::{Kept, kept_for};
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Disclosure, Hidden, PostButton, PostForm, Revision, Submit, UnsavedGuard,
};
use crate::ui::wording::{language, record as words, say};

/// The form of an entry, with the way to delete it; empty for a new one.
#[component]
pub fn EntryForm(
    /// Who keeps it.
    place: RecordPlace,
    /// Its kind.
    kind: RecordKind,
    /// The entry; none for a new one.
    #[prop(optional_no_strip)]
    record: Option<Record>,
) -> impl IntoView {
    let (deed, row) = match &record {
        Some(record) => ("change", ("id", record.id.to_string())),
        None => ("add", ("kind", kind.code.clone())),
    };
    let action = place.address(deed);
    let back = kept_for(&action).filter(|kept| kept.value(row.0) == Some(row.1.as_str()));
    let is_changed = back.as_ref().is_some_and(|back| back.refused == Some(AppError::Changed));
    let conflict = back.clone().zip(record.clone()).filter(|_| is_changed).map(|(kept, record)| {
        view! { <RecordConflict kind=kind.clone() kept saved=record.form/> }
    });
    let remove = record.clone().map(|record| view! { <Remove place kind=kind.code.clone() record/> });
    let bid = match place {
        RecordPlace::Firm => None,
        RecordPlace::Bid(bid) => Some(view! { <Hidden name="bid" value=bid.to_string()/> }),
    };
    let to_list = (kind.number == RecordNumber::Many)
        .then(|| view! { <ButtonLink href=place.page(&kind.code) label=words::BACK/> });
    let came_back = back.is_some();
    view! {
        {conflict}
        <PostForm action row class="entry-form">
            // The first button of a form is the one that Enter presses.
            <button type="submit" class="unseen" tabindex="-1">{say(words::SAVE)}</button>
            {bid}
            <Fields kind record back/>
            <UnsavedGuard language=language() came_back/>
            <Actions><Submit label=words::SAVE/>{to_list}</Actions>
        </PostForm>
        {remove}
    }
}

#[component]
fn Fields(
    kind: RecordKind,
    #[prop(optional_no_strip)] record: Option<Record>,
    #[prop(optional_no_strip)] back: Option<Kept>,
) -> impl IntoView {
    let known = record.as_ref().map(|record| {
        view! {
            <Hidden name="kind" value=kind.code.clone()/>
            <Revision value=record.revision/>
        }
    });
    let form = record.map(|record| record.form).unwrap_or_default();
    let came_back = back.is_some();
    let fields = kind
        .fields
        .into_iter()
        .map(|field| {
            if field.sort == FieldSort::Rows {
                let kept = form.rows_of(&field.name).to_vec();
                return view! { <RowsInput field kept back=back.clone()/> }.into_any();
            }
            let kept = form.value(&field.name).to_owned();
            view! { <FieldInput name=field_name(&field.name) field kept came_back/> }.into_any()
        })
        .collect_view();
    view! { {known} {fields} }
}

#[component]
fn Remove(place: RecordPlace, kind: String, record: Record) -> impl IntoView {
    let mut fields = place.fields(&kind, record.id.to_string());
    fields.push(("revision", record.revision.to_string()));
    let bids = (record.bids > 0).then(|| view! { <p>{words::bids(record.bids)}</p> });
    view! {
        <Disclosure summary=words::REMOVE>
            <p class="sub">{say(words::REMOVE_NOTE)}</p>
            {bids}
            <PostButton action=place.address("remove") label=words::REMOVE_NOW fields kind=ButtonKind::Danger/>
        </Disclosure>
    }
}
