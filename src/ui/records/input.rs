//! The control of one field, by its sort.

use leptos::prelude::*;

use crate::domain::country;
use crate::domain::language::Language;
use crate::domain::record::{Field as RecordField, FieldSort};
use crate::ui::kit::{Checkbox, Choice, Field, FieldKind, FieldWidth, Select, TextArea};
use crate::ui::wording::{language, record as words, say};

/// Lines up to this length are drawn half as wide.
const SHORT_LINE: u32 = 60;
/// Texts up to this length are drawn low.
const SHORT_TEXT: u32 = 200;

/// The control of a field, filled with the value that is kept.
#[component]
pub fn FieldInput(
    /// Name of the control.
    name: String,
    /// The field.
    field: RecordField,
    /// Its value, canonical.
    kept: String,
    /// Whether a refused post is shown again: then the second reading of a date would be that of another one.
    came_back: bool,
) -> impl IntoView {
    let language = language();
    let label = field.label.of(language).to_owned();
    let hint = hint(&field, language);
    let value = field.control(&kept, language);
    let required = field.is_required();
    match field.sort {
        FieldSort::Text => {
            let rows = if field.max() <= SHORT_TEXT { 2 } else { 4 };
            view! { <TextArea name label hint value required rows/> }.into_any()
        }
        FieldSort::Choice | FieldSort::Country => {
            let options = options(&field, language);
            view! { <Select name label hint options selected=value required/> }.into_any()
        }
        FieldSort::Flag => view! { <Checkbox name label hint value="yes" checked=!kept.is_empty()/> }.into_any(),
        sort => {
            let second = if came_back { String::new() } else { field.other_reading(&kept, language) };
            let unit = if second.is_empty() { words::unit(sort).to_owned() } else { second };
            let (kind, width) = (kind(sort), width(&field));
            view! { <Field name label hint value required kind unit width/> }.into_any()
        }
    }
}

fn hint(field: &RecordField, language: Language) -> String {
    let usual = match field.sort {
        FieldSort::Date => say(words::DATE_HINT),
        FieldSort::Month => say(words::MONTH_HINT),
        _ => "",
    };
    let own = field.hint.of(language);
    let personal = if field.is_personal() { say(words::PERSONAL) } else { "" };
    let parts = [if own.is_empty() { usual } else { own }, personal];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is offered, with an empty one first: nobody chooses by not looking.
fn options(field: &RecordField, language: Language) -> Vec<Choice> {
    let none = Choice::new("", if field.is_required() { words::NOT_CHOSEN } else { words::NO_CHOICE });
    let offered: Vec<Choice> = match field.sort {
        FieldSort::Country => {
            let name = |country: &country::Country| match language {
                Language::Japanese => country.ja,
                Language::English => country.en,
            };
            country::ALL.iter().map(|country| Choice::new(country.code, name(country))).collect()
        }
        _ => {
            let own = field.options.iter();
            own.map(|option| Choice::new(option.code.clone(), option.label.of(language))).collect()
        }
    };
    std::iter::once(none).chain(offered).collect()
}

const fn kind(sort: FieldSort) -> FieldKind {
    match sort {
        FieldSort::Yen | FieldSort::ThousandYen | FieldSort::Count => FieldKind::Number,
        FieldSort::Percent => FieldKind::Decimal,
        FieldSort::Telephone => FieldKind::Telephone,
        FieldSort::Email => FieldKind::Email,
        _ => FieldKind::Text,
    }
}

fn width(field: &RecordField) -> FieldWidth {
    match field.sort {
        FieldSort::Yen | FieldSort::ThousandYen | FieldSort::Count | FieldSort::Percent => FieldWidth::Short,
        FieldSort::Line if field.max() > SHORT_LINE => FieldWidth::Full,
        _ => FieldWidth::Medium,
    }
}
