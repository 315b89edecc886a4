//! What is saved now, beside what the second of two editors typed.

use leptos::prelude::*;

use super::fact_fields;
use crate::domain::counter_hours::HoursForm;
use crate::domain::deadline::{Basis, MilestoneKind, Moment};
use crate::domain::derived_date::DerivedForm;
use crate::domain::era;
use crate::domain::notice::FactName;
use crate::domain::relative_form::RelativeForm;
use crate::domain::requirement_form::RequirementForm;
use crate::domain::tender::{Deadline, RelativeDeadline, Requirement, TenderFacts};
use crate::ui::kept::Kept;
use crate::ui::kit::{Notice, NoticeKind};
use crate::ui::wording::{
    Phrase, confirm, deadline, derived_date, intake, organisation, requirement, say, tender as words,
};

/// One saved value: the field it belongs to, what the field would hold, and how it reads.
#[derive(Debug, Clone)]
pub struct Saved {
    name: String,
    label: Phrase,
    value: String,
    shown: String,
}

impl Saved {
    fn text(name: String, label: Phrase, value: String) -> Self {
        Self { name, label, shown: value.clone(), value }
    }

    fn word(name: String, label: Phrase, value: &str, shown: &str) -> Self {
        Self { name, label, value: value.to_owned(), shown: shown.to_owned() }
    }

    /// Whether something else was typed; a day may be written in any way.
    fn differs(&self, kept: &Kept) -> bool {
        let typed = kept.value(&self.name).unwrap_or_default().trim();
        let as_day = |text: &str| era::parse(text).ok();
        typed != self.value.trim() && (as_day(typed).is_none() || as_day(typed) != as_day(&self.value))
    }
}

/// The saved values that differ from the typed ones.
#[component]
pub fn TenderConflict(
    /// What is saved.
    saved: Vec<Saved>,
    /// What was typed.
    kept: Kept,
) -> impl IntoView {
    let rows: Vec<_> = saved
        .into_iter()
        .filter(|one| one.differs(&kept))
        .map(|one| {
            let shown = if one.shown.is_empty() { say(organisation::NONE).to_owned() } else { one.shown };
            view! { <div><dt>{say(one.label)}</dt><dd>{shown}</dd></div> }
        })
        .collect();
    let body = if rows.is_empty() {
        view! { <p>{say(words::SAME_VALUES)}</p> }.into_any()
    } else {
        view! { <dl class="facts">{rows}</dl> }.into_any()
    };
    view! {
        <Notice kind=NoticeKind::Warning>
            <h3>{say(organisation::NOW_SAVED)}</h3>
            {body}
        </Notice>
    }
}

/// The facts as they are saved, field by field.
#[must_use]
pub fn saved_facts(facts: &TenderFacts) -> Vec<Saved> {
    let mut fields: Vec<Saved> = FactName::ALL
        .into_iter()
        .map(|fact| {
            let (name, label, value) = (fact_fields::name(fact), intake::fact(fact), facts.value(fact));
            match fact {
                FactName::Procedure => {
                    let shown = facts.procedure.map_or("", |kind| say(intake::procedure(kind)));
                    Saved::word(name, label, &value, shown)
                }
                FactName::PriceBasis => {
                    let shown = facts.price_basis.map_or("", |basis| say(intake::price_basis(basis)));
                    Saved::word(name, label, &value, shown)
                }
                _ => Saved::text(name, label, value),
            }
        })
        .collect();
    let term = facts.procedure_term.clone();
    fields.push(Saved::text("facts[procedure_term]".to_owned(), words::PROCEDURE_TERM, term));
    fields
}

/// A date as it is saved, field by field.
#[must_use]
pub fn saved_date(date: &Deadline) -> Vec<Saved> {
    let name = |field: &str| format!("date[{field}]");
    let time = |at: Moment| at.time.map(deadline::clock).unwrap_or_default();
    let day = |at: Moment| at.date.to_string();
    let basis = date.basis;
    let mut fields = vec![
        Saved::word(name("kind"), deadline::KIND, date.kind.code(), say(deadline::kind(date.kind))),
        Saved::text(name("date"), deadline::DATE, day(date.at)),
        Saved::text(name("time"), deadline::TIME, time(date.at)),
        Saved::text(name("from_date"), deadline::FROM_DATE, date.from.map(day).unwrap_or_default()),
        Saved::text(name("from_time"), deadline::FROM_TIME, date.from.map(time).unwrap_or_default()),
        Saved::word(
            name("certainty"),
            deadline::CERTAINTY,
            date.certainty.code(),
            say(deadline::certainty(date.certainty)),
        ),
        Saved::word(
            name("basis"),
            deadline::BASIS,
            basis.map_or("", Basis::code),
            basis.map_or("", |basis| say(deadline::basis(basis))),
        ),
        Saved::text(name("title"), deadline::TITLE, date.title.clone()),
        Saved::text(name("place"), deadline::PLACE, date.place.clone()),
    ];
    let hours = HoursForm::from(date.hours);
    let derived = date.derived.as_ref().map(DerivedForm::from).unwrap_or_default();
    let hour = |field: &str, label, value| Saved::text(name(&format!("hours][{field}")), label, value);
    fields.extend([
        hour("open_from", derived_date::OPEN_FROM, hours.open_from),
        hour("open_to", derived_date::OPEN_TO, hours.open_to),
        hour("shut_from", derived_date::SHUT_FROM, hours.shut_from),
        hour("shut_to", derived_date::SHUT_TO, hours.shut_to),
        Saved::text(name("derived][count"), derived_date::COUNT, derived.count),
    ]);
    fields.extend(date.methods.iter().map(|method| {
        let word = requirement::method(*method);
        Saved::word(format!("date[methods][{}]", method.code()), deadline::METHODS, "yes", say(word))
    }));
    fields
}

/// A date that hangs on another as it is saved, field by field.
#[must_use]
pub fn saved_relative(date: &RelativeDeadline) -> Vec<Saved> {
    let form = RelativeForm::from(date);
    let name = |field: &str| format!("relative[{field}]");
    let step = |kind: Option<MilestoneKind>| kind.map_or("", |kind| say(deadline::kind(kind)));
    let unit = date.offset.map_or("", |offset| say(confirm::unit(offset.unit)));
    vec![
        Saved::word(name("kind"), deadline::KIND, &form.kind, step(date.kind)),
        Saved::word(name("edge"), confirm::EDGE, &form.edge, say(confirm::edge(date.edge))),
        Saved::word(name("anchor"), confirm::ANCHOR, &form.anchor, step(date.anchor)),
        Saved::text(name("count"), confirm::COUNT, form.count),
        Saved::word(name("unit"), confirm::UNIT, &form.unit, unit),
        Saved::text(name("time"), deadline::TIME, form.time),
        Saved::text(name("printed"), confirm::PRINTED, form.printed),
    ]
}

/// A requirement as it is saved: its words, and its value in one line.
#[must_use]
pub fn saved_requirement(one: &Requirement) -> Vec<Saved> {
    let form = RequirementForm::of(&one.value, &one.ja, &one.en);
    vec![
        Saved::word(
            "requirement[kind]".to_owned(),
            requirement::KIND,
            &form.kind,
            &format!("{} {}", say(requirement::kind(one.kind())), requirement::value(&one.value)),
        ),
        Saved::text("requirement[ja]".to_owned(), requirement::IN_JAPANESE, form.ja),
        Saved::text("requirement[en]".to_owned(), requirement::IN_ENGLISH, form.en),
    ]
}
