//! What a person chose of what was proposed: taken as it is, corrected, or left out.

use crate::domain::counter_hours::CounterHours;
use crate::domain::notice::{
    FactName, FactValue, ProposedFact, ProposedMilestone, ProposedRequirement, ProposedTender, RelativeDate,
};
use crate::domain::problem::{Problem, Problems};
use crate::domain::relative_form::{RelativeDraft, RelativeForm};
use crate::domain::requirement_form::{RequirementDraft, RequirementForm};
use crate::domain::tender::{fact_code, price_basis_code};
use crate::domain::tender_form::{DateDraft, DateForm, FactsForm, MOST_DATES};

use super::confirm::ConfirmForm;

/// What a person said to one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// As it was read. Fields that say otherwise are a problem: what somebody typed is never lost silently.
    Accept,
    /// With the fields as they are.
    Correct,
    Reject,
}

fn verdict(include: &str, problems: &mut Problems, field: impl Fn() -> String) -> Option<Verdict> {
    match include {
        "yes" => Some(Verdict::Accept),
        "correct" => Some(Verdict::Correct),
        "no" => Some(Verdict::Reject),
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
        let Some(first) = found.first() else { continue };
        let field = || format!("choices[{}]", fact_code(name));
        match form.choices.get(fact_code(name)).map_or("", String::as_str) {
            "correct" => {}
            "no" => set(&mut facts, name, None),
            "yes" if differs(&facts, name, first) => problems.add(&field(), Problem::AcceptedButChanged),
            "yes" => set(&mut facts, name, Some(&first.value)),
            "" if found.iter().all(|fact| fact.certain) => {}
            nth => match nth.parse::<usize>().ok().and_then(|nth| found.get(nth)) {
                Some(other) => set(&mut facts, name, Some(&other.value)),
                None => problems.add(&field(), Problem::NotChosen),
            },
        }
    }
    facts
}

/// Whether the field of a fact was changed; blanks count for nothing, and an empty form changes nothing.
fn differs(facts: &FactsForm, name: FactName, proposed: &ProposedFact) -> bool {
    let plain = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
    let typed = plain(typed(facts, name));
    !typed.is_empty() && typed != plain(&proposed_value(proposed))
}

const fn typed(facts: &FactsForm, name: FactName) -> &String {
    match name {
        FactName::Title => &facts.title,
        FactName::Number => &facts.number,
        FactName::Addressee => &facts.addressee,
        FactName::AuthorityName => &facts.addressee_name,
        FactName::Procedure => &facts.procedure,
        FactName::Place => &facts.place,
        FactName::Period => &facts.period,
        FactName::PriceBasis => &facts.price_basis,
    }
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
    if rows.len() > MOST_DATES + proposal.milestones.len() {
        problems.add("dates", Problem::OutOfRange { least: 0, most: MOST_DATES as i64 });
        return Vec::new();
    }
    let empty = DateForm::default();
    let mut chosen = Vec::new();
    for (index, proposed) in proposal.milestones.iter().enumerate() {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("dates[{index}][{field}]");
        let verdict = verdict(&row.include, problems, || name("include"));
        let draft = match verdict {
            Some(Verdict::Accept) if row.is_blank() => Some(date_as_read(proposed)),
            Some(Verdict::Accept | Verdict::Correct) => row.parse(problems, name),
            Some(Verdict::Reject) | None => None,
        };
        let Some(draft) = draft else { continue };
        if verdict == Some(Verdict::Accept) && !is_date_as_proposed(&draft, proposed) {
            problems.add(&name("include"), Problem::AcceptedButChanged);
        }
        chosen.push((draft, Some(proposed)));
    }
    for (index, row) in rows.iter().enumerate().skip(proposal.milestones.len()) {
        if row.is_blank() {
            continue;
        }
        if let Some(draft) = row.parse(problems, |field| format!("dates[{index}][{field}]")) {
            chosen.push((draft, None));
        }
    }
    // A text may print more dates than a tender holds: which of them count is for the person to say.
    if chosen.len() > MOST_DATES {
        problems.add("dates", Problem::OutOfRange { least: 0, most: MOST_DATES as i64 });
    }
    chosen
}

fn date_as_read(proposed: &ProposedMilestone) -> DateDraft {
    DateDraft {
        kind: proposed.kind,
        title: String::new(),
        from: proposed.from,
        at: proposed.at,
        certainty: proposed.certainty,
        basis: proposed.basis,
        methods: proposed.methods.clone(),
        hours: CounterHours::default(),
        place: String::new(),
        sentence: String::new(),
        page: None,
    }
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
        && draft.hours == CounterHours::default()
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
    for (index, proposed) in proposal.relative.iter().enumerate() {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("relative[{index}][{field}]");
        let verdict = verdict(&row.include, problems, || name("include"));
        let as_read = RelativeForm::from(proposed);
        let draft = match verdict {
            Some(Verdict::Accept) if row.printed.trim().is_empty() => as_read.parse(problems, name),
            Some(Verdict::Accept | Verdict::Correct) => row.parse(problems, name),
            Some(Verdict::Reject) | None => None,
        };
        let Some(draft) = draft else { continue };
        if verdict == Some(Verdict::Accept) && !is_relative_as_proposed(&draft, proposed) {
            problems.add(&name("include"), Problem::AcceptedButChanged);
        }
        chosen.push((draft, proposed));
    }
    chosen
}

/// Whether a date that hangs on another is the notice's, unchanged.
pub(super) fn is_relative_as_proposed(draft: &RelativeDraft, proposed: &RelativeDate) -> bool {
    draft.kind == proposed.kind
        && draft.anchor == proposed.anchor
        && draft.edge == proposed.edge
        && draft.offset == proposed.offset
        && draft.time == proposed.time
        && draft.printed == proposed.printed.trim()
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
    for (index, proposed) in proposal.requirements.iter().enumerate() {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("requirements[{index}][{field}]");
        let as_read =
            || RequirementDraft { value: proposed.value.clone(), ja: proposed.ja.trim().to_owned(), en: String::new() };
        let verdict = verdict(&row.include, problems, || name("include"));
        let draft = match verdict {
            Some(Verdict::Reject) => Some(as_read()),
            Some(Verdict::Accept) if row.kind.is_empty() => Some(as_read()),
            Some(Verdict::Accept | Verdict::Correct) => row.parse(problems, name),
            None => None,
        };
        let Some(draft) = draft else { continue };
        if verdict == Some(Verdict::Accept) && !is_requirement_as_proposed(&draft, proposed) {
            problems.add(&name("include"), Problem::AcceptedButChanged);
        }
        chosen.push(ChosenRequirement { draft, proposed, is_held: verdict != Some(Verdict::Reject) });
    }
    chosen
}

/// Whether a demand is the notice's, unchanged; its English is always a translation.
pub(super) fn is_requirement_as_proposed(draft: &RequirementDraft, proposed: &ProposedRequirement) -> bool {
    draft.value == proposed.value && draft.ja == proposed.ja.trim()
}
