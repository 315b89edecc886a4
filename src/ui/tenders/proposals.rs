//! The rows of what is proposed: facts and dates, those that need a decision before those that were read
//! clearly.

use leptos::prelude::*;

use super::date_fields::{DateFields, DateValues};
use super::fact_fields::{self, PriceBasisSelect, ProcedureSelect};
use super::marks::row_id;
use super::proposal_row::{Places, ProposalRow, Sureness};
use crate::domain::language::Language;
use crate::domain::notice::{FactName, FactValue, ProposedFact, ProposedMilestone, ProposedTender};
use crate::domain::tender::fact_code;
use crate::ui::kit::{Field, FieldWidth, Fieldset};
use crate::ui::wording::{deadline, intake, requirement, say, tender as words};

/// Rows for dates that a person adds.
const ROWS_BY_HAND: usize = 3;

/// Whether every value of a fact is clear.
fn is_clear(found: &[ProposedFact]) -> bool {
    found.iter().all(|fact| fact.certain)
}

fn found(proposal: &ProposedTender, name: FactName) -> Vec<ProposedFact> {
    proposal.facts.iter().filter(|fact| fact.name == name).cloned().collect()
}

/// How many rows of facts and dates are of this sureness.
#[must_use]
pub fn count(proposal: &ProposedTender, sureness: Sureness) -> usize {
    let is_this = |certain: bool| Sureness::of(certain) == sureness;
    let facts = FactName::ALL.into_iter().map(|name| found(proposal, name));
    let facts = facts.filter(|found| !found.is_empty() && is_this(is_clear(found))).count();
    facts + proposal.milestones.iter().filter(|date| is_this(date.certain)).count()
}

/// Facts, then dates, of one sureness.
#[component]
pub fn ProposedRows(
    /// What was read.
    proposal: ProposedTender,
    /// Which of it.
    sureness: Sureness,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let facts = FactName::ALL
        .into_iter()
        .map(|name| (name, found(&proposal, name)))
        .filter(|(_, found)| !found.is_empty() && Sureness::of(is_clear(found)) == sureness)
        .map(|(name, found)| view! { <FactRow name found sureness places=places.clone()/> })
        .collect_view();
    let dates = proposal
        .milestones
        .into_iter()
        .enumerate()
        .filter(|(_, date)| Sureness::of(date.certain) == sureness)
        .map(|(at, date)| view! { <DateRow at date places=places.clone()/> })
        .collect_view();
    view! { <div class="props">{facts}{dates}</div> }
}

#[component]
fn FactRow(name: FactName, found: Vec<ProposedFact>, sureness: Sureness, places: Places) -> impl IntoView {
    let mut values = found.into_iter();
    let first = values.next()?;
    let others: Vec<(String, String)> =
        values.enumerate().map(|(at, fact)| ((at + 1).to_string(), shown(&fact.value))).collect();
    let value = shown(&first.value);
    let value = view! { <span lang="ja">{value}</span> }.into_any();
    let fields = fact_field(name, Some(first.value));
    Some(view! {
        <ProposalRow
            id=row_id("fact", fact_code(name))
            choice=format!("choices[{}]", fact_code(name))
            name=intake::fact(name)
            value
            sureness
            doubt=first.doubt
            evidence=first.evidence
            places
            others
            needed=name == FactName::Title
        >
            {fields}
        </ProposalRow>
    })
}

/// A fact in one line.
fn shown(value: &FactValue) -> String {
    match value {
        FactValue::Text(text) => text.clone(),
        FactValue::Procedure { kind, printed } => {
            let name = say(intake::procedure(*kind));
            if printed.is_empty() || name.contains(printed.as_str()) {
                name.to_owned()
            } else {
                format!("{name} — {printed}")
            }
        }
        FactValue::PriceBasis(basis) => say(intake::price_basis(*basis)).to_owned(),
    }
}

/// The field of a fact, filled with what was read.
pub(super) fn fact_field(name: FactName, value: Option<FactValue>) -> AnyView {
    match (name, value) {
        (FactName::Procedure, value) => {
            let (kind, printed) = match value {
                Some(FactValue::Procedure { kind, printed }) => (Some(kind), printed),
                _ => (None, String::new()),
            };
            view! {
                <ProcedureSelect selected=kind/>
                <Field name="facts[procedure_term]" label=words::PROCEDURE_TERM value=printed
                    width=FieldWidth::Medium lang=Language::Japanese/>
            }
            .into_any()
        }
        (FactName::PriceBasis, value) => {
            let basis = match value {
                Some(FactValue::PriceBasis(basis)) => Some(basis),
                _ => None,
            };
            view! { <PriceBasisSelect selected=basis/> }.into_any()
        }
        (name, value) => {
            let value = value.map(|value| value.as_text().to_owned());
            view! {
                <Field name=fact_fields::name(name) label=intake::fact(name)
                    hint=intake::fact_hint(name) value lang=Language::Japanese/>
            }
            .into_any()
        }
    }
}

#[component]
fn DateRow(at: usize, date: ProposedMilestone, places: Places) -> impl IntoView {
    let values = DateValues::from(&date);
    let value = view! { <DateValue date=date.clone()/> }.into_any();
    view! {
        <ProposalRow
            id=row_id("date", at)
            choice=format!("dates[{at}][include]")
            name=deadline::kind(date.kind)
            value
            sureness=Sureness::of(date.certain)
            doubt=date.doubt
            evidence=date.evidence
            places
        >
            <DateFields prefix=format!("dates[{at}]") values/>
        </ProposalRow>
    }
}

#[component]
fn DateValue(date: ProposedMilestone) -> impl IntoView {
    let at = deadline::moment(date.at);
    let at = date.from.map_or_else(|| at.clone(), |from| format!("{} – {at}", deadline::moment(from)));
    let planned = (date.certainty == crate::domain::deadline::Certainty::Planned)
        .then(|| say(deadline::certainty(date.certainty)).to_owned());
    let basis = date.basis.map(|basis| say(deadline::basis(basis)).to_owned());
    let methods = date.methods.iter().map(|method| say(requirement::method(*method)).to_owned());
    let more: Vec<String> = planned.into_iter().chain(basis).chain(methods).collect();
    let more = (!more.is_empty()).then(|| view! { " " <span class="small">{more.join(say(deadline::BETWEEN))}</span> });
    view! { <span class="num">{at}</span> {more} }
}

/// Empty rows behind the proposed dates.
#[component]
pub fn AddedDates(
    /// How many dates are proposed.
    after: usize,
) -> impl IntoView {
    (0..ROWS_BY_HAND)
        .map(|row| {
            view! {
                <Fieldset legend=words::row(row + 1)>
                    <DateFields prefix=format!("dates[{}]", after + row)
                        values=DateValues::default()/>
                </Fieldset>
            }
        })
        .collect_view()
}
