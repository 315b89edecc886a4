//! Data for papers on screen: forms made of what a kind asks for, tables, what somebody else saved.
//! No kind has code of its own.

mod conflict;
mod details;
mod entries;
mod form;
mod input;
mod place;
mod rows;
mod table;

pub use entries::{Entries, asked_entry};
pub use place::RecordPlace;
pub use table::{Around, RecordTable};

use leptos::prelude::*;

use crate::domain::record::{Field, FieldSort, RecordForm, RecordKind};
use crate::ui::wording::{language, record as words, say};

/// A kept value in the language of the page.
fn shown(field: &Field, kept: &str) -> String {
    match field.sort {
        FieldSort::Flag if !kept.is_empty() => say(words::YES).to_owned(),
        _ => field.screen(kept, language()),
    }
}

/// What stands for an entry.
fn heading(kind: &RecordKind, form: &RecordForm) -> String {
    let heading = kind.heading_of(form, language());
    let line = heading.lines().next().unwrap_or_default().to_owned();
    if line.is_empty() { say(words::UNTITLED).to_owned() } else { line }
}

/// What people typed, in whatever language: marked where it is Japanese, for those who listen.
fn typed(text: String) -> impl IntoView {
    let is_japanese = text.chars().any(|sign| matches!(sign, '\u{3041}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}'));
    view! { <span lang=is_japanese.then_some("ja")>{text}</span> }
}
