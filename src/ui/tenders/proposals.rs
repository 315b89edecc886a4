//! What is proposed, to be taken over, corrected or left out: facts, dates, and rows for dates by hand.

use leptos::prelude::*;

use super::date_fields::{DateFields, DateValues};
use super::fact_fields::{self, PriceBasisSelect, ProcedureSelect};
use super::marks::Marks;
use super::source_text;
use crate::domain::id::TenderId;
use crate::domain::language::Language;
use crate::domain::notice::{Doubt, Evidence, FactName, FactValue, ProposedFact, ProposedMilestone, ProposedTender};
use crate::domain::tender::TenderFile;
use crate::ui::kit::{Choice, Field, FieldWidth, Fieldset, Radios, RadiosLook, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{deadline, intake, say, tender as words};

/// Rows for dates that a person adds.
const ROWS_BY_HAND: usize = 3;

/// What leads from a value back to its place.
#[derive(Debug, Clone)]
pub struct Places {
    /// The tender.
    pub tender: TenderId,
    /// The numbered places.
    pub marks: Marks,
    /// The original, when a file was uploaded.
    pub file: Option<TenderFile>,
}

/// The facts: a field each, its sentence, and how sure it is.
#[component]
pub fn ProposedFacts(
    /// What was read.
    proposal: ProposedTender,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let rows = FactName::ALL.map(|name| {
        let found: Vec<ProposedFact> = proposal.facts.iter().filter(|fact| fact.name == name).cloned().collect();
        fact_row(name, found, &places)
    });
    view! { <ul class="proposals">{rows.into_iter().collect_view()}</ul> }
}

fn fact_row(name: FactName, found: Vec<ProposedFact>, places: &Places) -> impl IntoView + use<> {
    let first = found.first().cloned();
    let is_sure = first.as_ref().is_none_or(|fact| fact.certain);
    let tag = match &first {
        Some(fact) => sureness(fact.certain).into_any(),
        None => view! { <Tag text=words::NOT_FOUND/> }.into_any(),
    };
    let evidence = found.iter().map(|fact| behind(&fact.evidence, fact.doubt.as_ref(), places)).collect_view();
    let class = if is_sure { "proposal" } else { "proposal unsure" };
    view! {
        <li class=class>
            {fact_field(name, first.map(|fact| fact.value))}
            {tag}
            {evidence}
        </li>
    }
}

fn fact_field(name: FactName, value: Option<FactValue>) -> AnyView {
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
                    hint=intake::fact_hint(name) value lang=Language::Japanese
                    required=name == FactName::Title/>
            }
            .into_any()
        }
    }
}

/// The dates: fields, sentence, doubt, and the choice to take each over or to leave it out.
#[component]
pub fn ProposedDates(
    /// What was read.
    dates: Vec<ProposedMilestone>,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let rows = dates.into_iter().enumerate().map(|(at, date)| date_row(at, &date, &places)).collect_view();
    view! { <ul class="proposals">{rows}</ul> }
}

fn date_row(at: usize, date: &ProposedMilestone, places: &Places) -> impl IntoView + use<> {
    let class = if date.certain { "proposal" } else { "proposal unsure" };
    let choices = vec![Choice::new("yes", words::TAKE), Choice::new("no", words::LEAVE)];
    // What is doubtful is not chosen for the person.
    let selected = if date.certain { "yes" } else { "" };
    view! {
        <li class=class>
            <h3>
                {say(deadline::kind(date.kind))} " "
                <span class="num nowrap">{deadline::moment(date.at)}</span>
            </h3>
            {sureness(date.certain)}
            {behind(&date.evidence, date.doubt.as_ref(), places)}
            <Radios name=format!("dates[{at}][include]") label=words::INCLUDE options=choices
                selected required=true look=RadiosLook::Segmented/>
            <DateFields prefix=format!("dates[{at}]") values=DateValues::from(date)/>
        </li>
    }
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

fn sureness(is_certain: bool) -> impl IntoView {
    if is_certain {
        view! { <Tag kind=TagKind::Ok text=words::CERTAIN/> }
    } else {
        view! { <Tag kind=TagKind::Warn text=words::DOUBTFUL/> }
    }
}

/// The doubt, the sentence and the ways to its place.
fn behind(evidence: &Evidence, doubt: Option<&Doubt>, places: &Places) -> impl IntoView + use<> {
    let doubt = doubt.map(|doubt| view! { <p class="doubt">{intake::doubt(doubt)}</p> });
    view! {
        <div class="behind">
            {doubt}
            <blockquote lang="ja">{evidence.sentence.clone()}</blockquote>
            <p class="small">{ways(evidence, places)}</p>
        </div>
    }
}

/// Links to the place in the text and to the page of the original.
pub(super) fn ways(evidence: &Evidence, places: &Places) -> impl IntoView + use<> {
    let mark = places.marks.number(evidence).map(|number| {
        let href = format!("#{}", source_text::id(number));
        view! { <a href=href>{format!("[{number}] {}", say(words::IN_TEXT))}</a> }
    });
    let page = evidence.page.zip(places.file.as_ref()).map(|(page, file)| {
        let href = paths::tender_file(places.tender, file.id, Some(page));
        view! { " " <a href=href target="_blank" rel="noopener">{words::page(page)}</a> }
    });
    view! { {mark} {page} }
}
