//! The fields of a tender's facts, for typing and for changing.

use leptos::prelude::*;

use crate::domain::language::Language;
use crate::domain::notice::{FactName, PriceBasis, ProcedureKind};
use crate::domain::tender::{TenderFacts, fact_code, price_basis_code};
use crate::ui::kit::{Choice, Field, FieldWidth, Select};
use crate::ui::wording::{intake, tender as words};

/// Name of a fact's field in the form.
#[must_use]
pub(super) fn name(fact: FactName) -> String {
    format!("facts[{}]", fact_code(fact))
}

/// All facts, one under the other.
#[component]
pub fn FactFields(
    /// What is there already.
    facts: TenderFacts,
) -> impl IntoView {
    let line = |fact: FactName, width: FieldWidth| {
        let value = facts.value(fact);
        view! {
            <Field
                name=name(fact)
                label=intake::fact(fact)
                hint=intake::fact_hint(fact)
                value
                width
                lang=Language::Japanese
                required=fact == FactName::Title
            />
        }
    };
    view! {
        {line(FactName::Title, FieldWidth::Full)}
        {line(FactName::Number, FieldWidth::Medium)}
        {line(FactName::Addressee, FieldWidth::Medium)}
        {line(FactName::AuthorityName, FieldWidth::Medium)}
        <ProcedureSelect selected=facts.procedure/>
        <Field
            name="facts[procedure_term]"
            label=words::PROCEDURE_TERM
            value=facts.procedure_term.clone()
            width=FieldWidth::Medium
            lang=Language::Japanese
        />
        {line(FactName::Place, FieldWidth::Full)}
        {line(FactName::Period, FieldWidth::Full)}
        <PriceBasisSelect selected=facts.price_basis/>
    }
}

/// The type of the procedure.
#[component]
pub fn ProcedureSelect(
    /// The one that is chosen.
    selected: Option<ProcedureKind>,
) -> impl IntoView {
    let mut options = vec![Choice::new("", words::NOT_STATED)];
    options.extend(ProcedureKind::ALL.map(|kind| Choice::new(kind.code(), intake::procedure(kind))));
    view! {
        <Select
            name=name(FactName::Procedure)
            label=intake::fact(FactName::Procedure)
            options
            selected=selected.map_or("", ProcedureKind::code)
        />
    }
}

/// Whether the price contains tax.
#[component]
pub(super) fn PriceBasisSelect(
    /// The one that is chosen.
    selected: Option<PriceBasis>,
) -> impl IntoView {
    let mut options = vec![Choice::new("", words::NOT_STATED)];
    options.extend(
        [PriceBasis::TaxExclusive, PriceBasis::TaxInclusive]
            .map(|basis| Choice::new(price_basis_code(basis), intake::price_basis(basis))),
    );
    view! {
        <Select
            name=name(FactName::PriceBasis)
            label=intake::fact(FactName::PriceBasis)
            options
            selected=selected.map_or("", price_basis_code)
        />
    }
}
