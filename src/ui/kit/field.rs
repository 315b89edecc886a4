//! One line of text with its label, hint and problems.

use leptos::prelude::*;

use super::control::{Control, kept_value};
use super::words::Words;
use crate::domain::language::Language;

/// What is typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A password; never filled in by us.
    Password,
    /// A day, `2026-12-10`.
    Date,
    /// A time of day, `17:00`.
    Time,
    /// A day and time without zone, `2026-12-10T17:00`.
    DateTime,
    /// A whole number or an amount; a text for the browser, since people type 全角 digits and commas.
    Number,
    /// A number with a decimal point; a text for the browser.
    Decimal,
    /// A telephone number.
    Telephone,
    /// A web address.
    Address,
    /// Something to look for.
    Search,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number | Self::Decimal => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime-local",
            Self::Telephone => "tel",
            Self::Address => "url",
            Self::Search => "search",
        }
    }

    pub(super) const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("numeric"),
            Self::Decimal => Some("decimal"),
            _ => None,
        }
    }

    const fn width(self) -> FieldWidth {
        match self {
            Self::Date | Self::Time | Self::DateTime | Self::Number | Self::Decimal => FieldWidth::Short,
            _ => FieldWidth::Full,
        }
    }
}

/// How wide a field is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldWidth {
    /// As wide as the form.
    Full,
    /// A name, a code.
    Medium,
    /// A date, a number.
    Short,
}

impl FieldWidth {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "field",
            Self::Medium => "field medium",
            Self::Short => "field short",
        }
    }
}

/// A labelled line of text.
#[component]
pub fn Field(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: Words,
    /// A line that helps to fill it in.
    #[prop(optional, into)]
    hint: Words,
    /// The value before anything is typed.
    #[prop(optional, into)]
    value: Words,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// The `autocomplete` token.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Language of what is typed, when it is not the page's.
    #[prop(optional)]
    lang: Option<Language>,
    /// A word after the control: 円, %, 部.
    #[prop(optional, into)]
    unit: Words,
    /// How wide it is drawn; by the kind when not given.
    #[prop(optional)]
    width: Option<FieldWidth>,
    /// Which one of several fields of this name, from 0.
    #[prop(optional)]
    nth: Option<usize>,
    /// Smallest value of a date or time.
    #[prop(optional, into)]
    min: Words,
    /// Largest value of a date or time.
    #[prop(optional, into)]
    max: Words,
    /// Longest text, in UTF-16 units as the browser counts.
    #[prop(optional)]
    max_length: Option<u32>,
    /// Texts that the browser offers while one types; any other is as good.
    #[prop(optional)]
    offered: Vec<String>,
) -> impl IntoView {
    let control = Control::new(&name, nth, label, hint, required);
    let kept = if kind == FieldKind::Password { None } else { kept_value(&name, nth) };
    let value = kept.or_else(|| value.into_option());
    let list = (!offered.is_empty()).then(|| format!("{}-offered", control.id));
    let offered = list.clone().map(|id| {
        let options = offered.into_iter().map(|text| view! { <option value=text></option> }).collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    let input = view! {
        <input
            type=kind.input_type()
            inputmode=kind.input_mode()
            id=control.id.clone()
            name=name
            value=value
            required=required
            autocomplete=autocomplete
            lang=lang.map(Language::tag)
            min=min.into_option()
            max=max.into_option()
            maxlength=max_length.map(|length| length.to_string())
            list=list
            aria-describedby=control.described_by()
            aria-invalid=control.invalid()
        />
    };
    view! {
        <div class=width.unwrap_or(kind.width()).class()>
            <label for=control.id.clone()>{control.caption()}</label>
            {control.hint_line()}
            <div class="entry">
                {input}
                {offered}
                {unit.into_option().map(|unit| view! { <span class="unit">{unit}</span> })}
            </div>
            {control.problem_lines()}
        </div>
    }
}
