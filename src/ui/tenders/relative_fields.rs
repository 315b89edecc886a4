//! The fields of a date that hangs on another step.

use leptos::prelude::*;

use crate::domain::deadline::MilestoneKind;
use crate::domain::language::Language;
use crate::domain::notice::{Edge, OffsetUnit};
use crate::domain::relative_form::RelativeForm;
use crate::ui::kit::{Choice, Field, FieldWidth, Select};
use crate::ui::wording::{confirm as words, deadline, say};

/// The fields; their names begin with `prefix`.
#[component]
pub fn RelativeFields(
    /// `relative[3]`.
    prefix: String,
    /// What they hold.
    form: RelativeForm,
) -> impl IntoView {
    let name = |field: &str| format!("{prefix}[{field}]");
    let steps = || {
        let mut steps = vec![Choice::new("", words::UNKNOWN_STEP)];
        let printed = MilestoneKind::ALL.into_iter().filter(|kind| kind.is_printed());
        steps.extend(printed.map(|kind| Choice::new(kind.code(), deadline::kind(kind))));
        steps
    };
    let edges = Edge::ALL.map(|edge| Choice::new(edge.code(), words::edge(edge))).to_vec();
    let mut units = vec![Choice::new("", words::NO_UNIT)];
    units.extend(OffsetUnit::ALL.map(|unit| Choice::new(unit.code(), words::unit(unit))));
    view! {
        <div class="date-fields" role="group" aria-label=say(words::CORRECTION)>
            <div class="row">
                <Select name=name("kind") label=deadline::KIND options=steps() selected=form.kind/>
                <Select name=name("edge") label=words::EDGE options=edges selected=form.edge/>
            </div>
            <Select name=name("anchor") label=words::ANCHOR options=steps() selected=form.anchor/>
            <div class="row">
                <Field name=name("count") label=words::COUNT hint=words::COUNT_HINT value=form.count
                    width=FieldWidth::Short/>
                <Select name=name("unit") label=words::UNIT options=units selected=form.unit/>
                <Field name=name("time") label=deadline::TIME value=form.time width=FieldWidth::Short/>
            </div>
            <Field name=name("printed") label=words::PRINTED value=form.printed lang=Language::Japanese/>
        </div>
    }
}
