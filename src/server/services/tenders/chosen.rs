//! What a person chose of what was proposed: taken as it is, corrected, or left out.

use crate::domain::notice::{
    FactName, FactValue, ProposedFact, ProposedMilestone, ProposedRequirement, ProposedTender, RelativeDate,
};
use crate::domain::problem::{Problem, Problems};
use crate::domain::relative_form::{MOST_RELATIVE, RelativeDraft, RelativeForm};
use crate::domain::requirement_form::{MOST_REQUIREMENTS, RequirementDraft, RequirementForm};
use crate::domain::tender::{fact_code, price_basis_code};
use crate::domain::tender_form::{DateDraft, DateForm, FactsForm, MOST_DATES};

use super::confirm::ConfirmForm;

/// What a person said to one proposal. A corrected one is taken with the fields as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Take,
    LeaveOut,
}

fn verdict(include: &str, problems: &mut Problems, field: impl Fn() -> String) -> Option<Verdict> {
    match include {
        "yes" | "correct" => Some(Verdict::Take),
        "no" => Some(Verdict::LeaveOut),
        _ => {
            problems.add(&field(), Problem::NotChosen);
            None
        }
    }
}

/// The facts as they are to be: the typed ones, another value of the notice where one was chosen,
/// nothing where the person left it out.
pub(super) fn facts(form: &ConfirmForm, proposal: &ProposedTender, problems: &mut Problems) -> FactsForm {
    let mut facts = form.facts.clone();
    for name in FactName::ALL {
        let found: Vec<&ProposedFact> = proposal.facts.iter().filter(|fact| fact.name == name).collect();
        let choice = form.choices.get(fact_code(name)).map_or("", String::as_str);
        match (choice, found.first()) {
            ("yes" | "correct", _) | (_, None) => {}
            ("no", Some(_)) => set(&mut facts, name, None),
            ("", Some(first)) if first.certain => {}
            (nth, Some(_)) => match nth.parse::<usize>().ok().and_then(|nth| found.get(nth)) {
                Some(other) => set(&mut facts, name, Some(&other.value)),
                None => problems.add(&format!("choices[{}]", fact_code(name)), Problem::NotChosen),
            },
        }
    }
    facts
}

/// The value of a proposed fact as it is kept.
pub(super) fn proposed_value(fact: &ProposedFact) -> String {
    kept_value(&fact.value)
}

fn kept_value(value: &FactValue) -> String {
    match value {
        FactValue::Text(text) => text.clone(),
        FactValue::Procedure { kind, .. } => kind.code().to_owned(),
        FactValue::PriceBasis(basis) => price_basis_code(*basis).to_owned(),
    }
}

fn set(facts: &mut FactsForm, name: FactName, value: Option<&FactValue>) {
    let text = value.map(kept_value).unwrap_or_default();
    let field = match name {
        FactName::Title => &mut facts.title,
        FactName::Number => &mut facts.number,
        FactName::Addressee => &mut facts.addressee,
        FactName::AuthorityName => &mut facts.addressee_name,
        FactName::Procedure => {
            facts.procedure_term = value.map_or("", FactValue::as_text).to_owned();
            &mut facts.procedure
        }
        FactName::Place => &mut facts.place,
        FactName::Period => &mut facts.period,
        FactName::PriceBasis => &mut facts.price_basis,
    };
    *field = text;
}

/// The chosen dates, each with its proposal; those added by hand have none.
pub(super) fn dates<'a>(
    proposal: &'a ProposedTender,
    rows: &[DateForm],
    problems: &mut Problems,
) -> Vec<(DateDraft, Option<&'a ProposedMilestone>)> {
    if rows.len() > MOST_DATES {
        problems.add("dates", Problem::OutOfRange { least: 0, most: MOST_DATES as i64 });
        return Vec::new();
    }
    let empty = DateForm::default();
    let mut chosen = Vec::new();
    for (index, proposed) in proposal.milestones.iter().enumerate().take(MOST_DATES) {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("dates[{index}][{field}]");
        if verdict(&row.include, problems, || name("include")) == Some(Verdict::Take)
            && let Some(draft) = row.parse(problems, name)
        {
            chosen.push((draft, Some(proposed)));
        }
    }
    for (index, row) in rows.iter().enumerate().skip(proposal.milestones.len()) {
        if row.is_blank() {
            continue;
        }
        if let Some(draft) = row.parse(problems, |field| format!("dates[{index}][{field}]")) {
            chosen.push((draft, None));
        }
    }
    chosen
}

/// Whether a date is the notice's, unchanged.
pub(super) fn is_date_as_proposed(draft: &DateDraft, proposed: &ProposedMilestone) -> bool {
    draft.kind == proposed.kind
        && draft.at == proposed.at
        && draft.from == proposed.from
        && draft.certainty == proposed.certainty
        && draft.basis == proposed.basis
        && draft.methods.len() == proposed.methods.len()
        && draft.methods.iter().all(|method| proposed.methods.contains(method))
        && draft.title.is_empty()
        && draft.place.is_empty()
}

/// The chosen dates that hang on others.
pub(super) fn relative<'a>(
    proposal: &'a ProposedTender,
    rows: &[RelativeForm],
    problems: &mut Problems,
) -> Vec<(RelativeDraft, &'a RelativeDate)> {
    let empty = RelativeForm::default();
    let mut chosen = Vec::new();
    for (index, proposed) in proposal.relative.iter().enumerate().take(MOST_RELATIVE) {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("relative[{index}][{field}]");
        if verdict(&row.include, problems, || name("include")) == Some(Verdict::Take)
            && let Some(draft) = row.parse(problems, name)
        {
            chosen.push((draft, proposed));
        }
    }
    chosen
}

/// A demand and what the person said to it.
pub(super) struct ChosenRequirement<'a> {
    /// What is kept.
    pub draft: RequirementDraft,
    /// What was proposed.
    pub proposed: &'a ProposedRequirement,
    /// Whether it counts.
    pub is_held: bool,
}

/// Every proposed demand; one that was left out is kept as read, so that it is not proposed anew.
pub(super) fn requirements<'a>(
    proposal: &'a ProposedTender,
    rows: &[RequirementForm],
    problems: &mut Problems,
) -> Vec<ChosenRequirement<'a>> {
    let empty = RequirementForm::default();
    let mut chosen = Vec::new();
    for (index, proposed) in proposal.requirements.iter().enumerate().take(MOST_REQUIREMENTS) {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("requirements[{index}][{field}]");
        match verdict(&row.include, problems, || name("include")) {
            Some(Verdict::Take) => {
                let draft = row.parse(problems, name);
                chosen.extend(draft.map(|draft| ChosenRequirement { draft, proposed, is_held: true }));
            }
            Some(Verdict::LeaveOut) => {
                let draft =
                    RequirementDraft { value: proposed.value.clone(), ja: proposed.ja.clone(), en: String::new() };
                chosen.push(ChosenRequirement { draft, proposed, is_held: false });
            }
            None => {}
        }
    }
    chosen
}

/// Whether a demand is the notice's, unchanged; its English is always a translation.
pub(super) fn is_requirement_as_proposed(draft: &RequirementDraft, proposed: &ProposedRequirement) -> bool {
    draft.value == proposed.value && draft.ja == proposed.ja.trim()
}
