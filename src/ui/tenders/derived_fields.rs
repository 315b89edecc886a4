//! The fields that say from which other date a date is counted, and when the counter is open.

use leptos::prelude::*;

use crate::domain::counter_hours::HoursForm;
use crate::domain::derived_date::{DayUnit, Derivation, DerivedForm, Side};
use crate::domain::id::DeadlineId;
use crate::domain::tender::Deadline;
use crate::ui::kit::{Choice, Field, FieldKind, FieldWidth, Fieldset, Select};
use crate::ui::wording::{Phrase, deadline, derived_date as words, say};

/// From which other date it is counted.
#[component]
pub fn DerivedFields(
    /// `date`.
    prefix: String,
    /// What holds now.
    derived: Option<Derivation>,
    /// The dates of the tender.
    dates: Vec<Deadline>,
    /// The date itself, which cannot be its own origin.
    #[prop(optional_no_strip)]
    of: Option<DeadlineId>,
) -> impl IntoView {
    let name = move |field: &str| format!("{prefix}[derived][{field}]");
    let form = derived.as_ref().map(DerivedForm::from).unwrap_or_default();
    let mut origins = vec![Choice::new("", words::NO_ORIGIN)];
    origins.extend(dates.iter().filter(|date| Some(date.id) != of).map(|date| {
        let label = format!("{} {}", words::name(date), deadline::short(date.at));
        Choice::new(date.id.to_string(), label)
    }));
    let units = DayUnit::ALL.map(|unit| Choice::new(unit.code(), words::unit(unit))).to_vec();
    let sides = Side::ALL.map(|side| Choice::new(side.code(), words::side(side))).to_vec();
    view! {
        <Fieldset legend=words::COUNTED hint=words::COUNTED_HINT>
            <Select name=name("origin") label=words::ORIGIN options=origins selected=form.origin/>
            <div class="row">
                <Field name=name("count") label=words::COUNT value=form.count kind=FieldKind::Number/>
                <Select name=name("unit") label=words::UNIT options=units selected=form.unit/>
                <Select name=name("side") label=words::SIDE options=sides selected=form.side/>
            </div>
        </Fieldset>
    }
}

/// The hours of the counter.
#[component]
pub fn HoursFields(
    /// `date`.
    prefix: String,
    /// What holds now.
    hours: HoursForm,
) -> impl IntoView {
    let field = |name: &str, label: Phrase, value: String| {
        view! { <Field name=format!("{prefix}[hours][{name}]") label value width=FieldWidth::Short/> }
    };
    view! {
        <fieldset class="group">
            <legend>{say(words::HOURS)}</legend>
            <div class="row">
                {field("open_from", words::OPEN_FROM, hours.open_from)}
                {field("open_to", words::OPEN_TO, hours.open_to)}
                {field("shut_from", words::SHUT_FROM, hours.shut_from)}
                {field("shut_to", words::SHUT_TO, hours.shut_to)}
            </div>
        </fieldset>
    }
}
