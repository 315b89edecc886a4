//! The fields of one date.

use leptos::prelude::*;

use super::derived_fields::{DerivedFields, HoursFields};
use super::requirement_fields::MethodBoxes;
use crate::domain::counter_hours::HoursForm;
use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use crate::domain::derived_date::Derivation;
use crate::domain::id::DeadlineId;
use crate::domain::language::Language;
use crate::domain::notice::ProposedMilestone;
use crate::domain::tender::Deadline;
use crate::domain::tender_form::ticked;
use crate::ui::kit::{Choice, Field, FieldWidth, Select};
use crate::ui::wording::{deadline as words, say};

/// What the fields hold before anything is typed.
#[derive(Debug, Clone, Default)]
pub struct DateValues {
    kind: Option<MilestoneKind>,
    title: String,
    from: Option<Moment>,
    at: Option<Moment>,
    certainty: Option<Certainty>,
    basis: Option<Basis>,
    methods: Vec<Method>,
    place: String,
    hours: HoursForm,
    /// The sentence that a person copied, and its page; none where the notice itself was read.
    typed: Option<(String, Option<u32>)>,
    derived: Option<Derivation>,
    of: Option<DeadlineId>,
    others: Vec<Deadline>,
}

impl DateValues {
    /// The same with the dates from which it may be counted.
    #[must_use]
    pub fn among(self, others: &[Deadline]) -> Self {
        Self { others: others.to_vec(), ..self }
    }
}

impl From<&ProposedMilestone> for DateValues {
    fn from(proposed: &ProposedMilestone) -> Self {
        Self {
            kind: Some(proposed.kind),
            from: proposed.from,
            at: Some(proposed.at),
            certainty: Some(proposed.certainty),
            basis: proposed.basis,
            methods: proposed.methods.clone(),
            ..Self::default()
        }
    }
}

impl From<&Deadline> for DateValues {
    fn from(deadline: &Deadline) -> Self {
        Self {
            kind: Some(deadline.kind),
            title: deadline.title.clone(),
            from: deadline.from,
            at: Some(deadline.at),
            certainty: Some(deadline.certainty),
            basis: deadline.basis,
            methods: deadline.methods.clone(),
            place: deadline.place.clone(),
            hours: deadline.hours.into(),
            typed: deadline.source.is_none().then(|| (deadline.sentence.clone(), deadline.page)),
            derived: deadline.derived,
            of: Some(deadline.id),
            others: Vec::new(),
        }
    }
}

/// The fields of one date; their names begin with `prefix`.
#[component]
pub fn DateFields(
    /// `date`, or `dates[3]` in a form of many.
    prefix: String,
    /// What they hold.
    values: DateValues,
    /// Whether its own name, its place, the hours of the counter and what it is counted from and rests on are asked as well.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let name = |field: &str| format!("{prefix}[{field}]");
    let day = |moment: Option<Moment>| moment.map(|moment| moment.date.to_string());
    let time = |moment: Option<Moment>| moment.and_then(|moment| moment.time).map(words::clock);
    let mut kinds = vec![Choice::new("", words::CHOOSE)];
    let offered = MilestoneKind::ALL.into_iter().filter(|kind| whole || kind.is_printed());
    kinds.extend(offered.map(|kind| Choice::new(kind.code(), words::kind(kind))));
    let certainties = [Certainty::Fixed, Certainty::Planned].map(|one| Choice::new(one.code(), words::certainty(one)));
    let mut bases = vec![Choice::new("", words::NO_BASIS)];
    bases.extend(Basis::ALL.map(|one| Choice::new(one.code(), words::basis(one))));
    // A day that is counted is not typed.
    let typed = if values.derived.is_some() { None } else { values.at };
    let more = whole.then(|| {
        let hours = view! { <HoursFields prefix=prefix.clone() hours=values.hours.clone()/> };
        let derived = view! {
            <DerivedFields prefix=prefix.clone() derived=values.derived dates=values.others.clone() of=values.of/>
        };
        let (sentence, page) = values.typed.clone().unwrap_or_default();
        let is_read = values.of.is_some() && values.typed.is_none();
        let evidence = (!is_read).then(|| {
            view! {
                <div class="row">
                    <Field name=name("sentence") label=words::TYPED_SENTENCE hint=words::TYPED_SENTENCE_HINT
                        value=sentence lang=Language::Japanese/>
                    <Field name=name("page") label=words::PAGE width=FieldWidth::Short
                        value=page.map(|page| page.to_string())/>
                </div>
            }
        });
        view! {
            <Field name=name("title") label=words::TITLE hint=words::TITLE_HINT
                value=values.title.clone() width=FieldWidth::Medium/>
            <Field name=name("place") label=words::PLACE value=values.place.clone()/>
            {evidence}
            {hours}
            {derived}
        }
    });
    view! {
        <div class="date-fields" role="group" aria-label=say(words::STEP)>
            <Select name=name("kind") label=words::KIND options=kinds
                selected=values.kind.map_or("", MilestoneKind::code)/>
            <div class="row">
                <Field name=name("date") label=words::DATE hint=words::DATE_HINT
                    value=day(typed) width=FieldWidth::Short/>
                <Field name=name("time") label=words::TIME hint=words::TIME_HINT
                    value=time(values.at) width=FieldWidth::Short/>
            </div>
            <div class="row">
                <Field name=name("from_date") label=words::FROM_DATE
                    value=day(values.from) width=FieldWidth::Short/>
                <Field name=name("from_time") label=words::FROM_TIME
                    value=time(values.from) width=FieldWidth::Short/>
            </div>
            <div class="row">
                <Select name=name("certainty") label=words::CERTAINTY options=certainties.to_vec()
                    selected=values.certainty.map_or("", Certainty::code)/>
                <Select name=name("basis") label=words::BASIS options=bases
                    selected=values.basis.map_or("", Basis::code)/>
            </div>
            <MethodBoxes prefix=prefix.clone() ticked=ticked(&values.methods)/>
            {more}
        </div>
    }
}
