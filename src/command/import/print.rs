//! What was read, as one JSON object a line or as a summary for people.

use std::path::Path;

use musubi::domain::deadline::MilestoneKind;
use musubi::domain::language::Language;
use musubi::domain::notice::{
    Evidence, FactValue, IntakeProblem, ProposedFact, ProposedMilestone, ProposedRequirement, ProposedTender,
    RelativeDate,
};
use musubi::domain::tender::price_basis_code;
use musubi::server::intake::{Candidate, SourceKind, SourceText, Stated};
use musubi::ui::wording::{intake as wording, requirement as demands};
use serde_json::{Value, json};

use super::{BELONGS_TO, Reading};

/// A file that could not be read: its problem by code, the sentence in English, and the place.
pub fn problem(file: &Path, problem: &IntakeProblem) -> Value {
    json!({
        "file": file.display().to_string(),
        "problem": code(problem),
        "sentence": sentence(problem),
        "place": place(problem),
    })
}

/// A file that the system did not let us read.
pub fn fault(file: &Path, error: &std::io::Error) -> Value {
    json!({ "file": file.display().to_string(), "problem": "file", "sentence": error.to_string(), "place": null })
}

/// A feed and its entries.
pub fn feed(file: &Path, title: &str, candidates: &[Candidate]) -> Value {
    let candidates = candidates.iter().map(
        |one| json!({ "title": one.title, "link": one.link, "published": one.published.map(|at| at.to_string()) }),
    );
    json!({ "file": file.display().to_string(), "problem": null, "feed": title, "candidates": candidates.collect::<Vec<_>>() })
}

/// The whole sentence for a person at the terminal.
pub fn sentence(problem: &IntakeProblem) -> String {
    wording::problem_in(Language::English, "", problem)
}

/// The stable name of a problem, as serde writes it.
fn code(problem: &IntakeProblem) -> String {
    let value = json!(problem);
    value.get("problem").and_then(Value::as_str).unwrap_or("unreadable").to_owned()
}

/// Where in the file: a byte, or line and column.
fn place(problem: &IntakeProblem) -> Value {
    let value = json!(problem);
    match (value.get("at"), value.get("offset")) {
        (Some(at), _) => at.clone(),
        (None, Some(offset)) => json!({ "offset": offset }),
        (None, None) => Value::Null,
    }
}

/// What a tender was read from: the sort of source, which of its results, and what the source says of itself.
pub fn source(source: &SourceText, result: usize) -> Value {
    let mut object = json!({ "kind": source.kind, "result": result });
    if let (Some(stated), Some(fields)) = (source.stated.as_deref(), object.as_object_mut()) {
        add_stated(fields, source.kind, stated);
    }
    object
}

fn add_stated(fields: &mut serde_json::Map<String, Value>, kind: SourceKind, stated: &Stated) {
    let documents: Vec<Value> =
        stated.documents.iter().map(|(title, address)| json!({ "title": title, "address": address })).collect();
    fields.insert("documents".to_owned(), json!(documents));
    if matches!(kind, SourceKind::PortalXml | SourceKind::Ocds) {
        let changes = stated.history.iter().map(|change| {
            json!({
                "release": change.release,
                "at": change.at.map(|at| at.to_string()),
                "field": change.field,
                "before": change.before,
                "after": change.after,
                "reason": change.reason,
            })
        });
        fields.insert("identity".to_owned(), json!(stated.identity));
        fields.insert("release".to_owned(), json!(stated.release));
        fields.insert("outcome".to_owned(), json!(stated.outcome));
        fields.insert("changes".to_owned(), changes.collect());
    }
}

/// A proposed tender.
pub fn tender(reading: &Reading) -> Value {
    let proposal = &reading.proposal;
    let other_dates = proposal.other_dates.iter();
    json!({
        "file": reading.files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", "),
        "files": reading.files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>(),
        "problem": reading.problem,
        "tender": reading.tender,
        "source": reading.source,
        "kind_of_text": proposal.kind_of_text,
        "facts": proposal.facts.iter().map(fact).collect::<Vec<_>>(),
        "milestones": proposal.milestones.iter().map(milestone).collect::<Vec<_>>(),
        "conflicts": proposal.conflicts,
        "missing": proposal.missing,
        "missing_milestones": proposal.missing_milestones,
        "unreadable": proposal.unreadable,
        "relative": proposal.relative.iter().map(relative).collect::<Vec<_>>(),
        "requirements": proposal.requirements.iter().map(requirement).collect::<Vec<_>>(),
        "other_dates": other_dates
            .map(|date| json!({ "at": date.at.to_string(), "sentence": date.evidence.sentence, "file": date.evidence.file }))
            .collect::<Vec<_>>(),
    })
}

fn fact(fact: &ProposedFact) -> Value {
    let (value, kind) = match &fact.value {
        FactValue::Text(text) => (text.as_str(), None),
        FactValue::Procedure { kind, printed } => (printed.as_str(), Some(kind.code())),
        FactValue::PriceBasis(basis) => (price_basis_code(*basis), None),
    };
    let mut object = json!({
        "name": fact.name, "value": value, "kind": kind, "certain": fact.certain, "doubt": fact.doubt,
    });
    add_place(&mut object, &fact.evidence);
    object
}

fn milestone(step: &ProposedMilestone) -> Value {
    let mut object = json!({
        "kind": step.kind.code(),
        "name": step.kind.ja(),
        "at": step.at.to_string(),
        "from": step.from.map(|from| from.to_string()),
        "precision": step.at.precision(),
        "certainty": step.certainty,
        "basis": step.basis,
        "methods": step.methods,
        "certain": step.certain,
        "doubt": step.doubt,
    });
    add_place(&mut object, &step.evidence);
    object
}

fn relative(date: &RelativeDate) -> Value {
    let mut object = json!({
        "kind": date.kind.map(MilestoneKind::code),
        "edge": date.edge,
        "anchor": date.anchor.map(MilestoneKind::code),
        "count": date.offset.map(|offset| offset.count),
        "unit": date.offset.map(|offset| offset.unit),
        "time": date.time.map(|time| time.format("%H:%M").to_string()),
        "printed": date.printed,
    });
    add_place(&mut object, &date.evidence);
    object
}

/// The fields of the value beside its kind, the words in both languages, and how sure they are.
fn requirement(requirement: &ProposedRequirement) -> Value {
    let mut object = json!(requirement.value);
    if let Some(fields) = object.as_object_mut() {
        fields.insert("ja".to_owned(), json!(requirement.ja));
        fields.insert("en".to_owned(), json!(demands::english(&requirement.value)));
        fields.insert("certain".to_owned(), json!(requirement.certain));
        fields.insert("doubt".to_owned(), json!(requirement.doubt));
    }
    add_place(&mut object, &requirement.evidence);
    object
}

fn add_place(object: &mut Value, evidence: &Evidence) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert("sentence".to_owned(), json!(evidence.sentence));
        fields.insert("start".to_owned(), json!(evidence.start));
        fields.insert("end".to_owned(), json!(evidence.end));
        fields.insert("page".to_owned(), json!(evidence.page));
        fields.insert("file".to_owned(), json!(evidence.file));
    }
}

/// A proposed tender for a person at the terminal.
pub fn summary(reading: &Reading) {
    for file in &reading.files {
        tell!("{}", file.display());
    }
    match reading.problem {
        None => {}
        Some(BELONGS_TO) => tell!("  ! it belongs to a tender that is there, and waits there as a change"),
        Some(_) => tell!("  ! there is a tender made from this same notice already"),
    }
    summary_of(&reading.proposal);
    if let Some(tender) = reading.tender {
        tell!("  tender {tender}");
    }
}

fn summary_of(proposal: &ProposedTender) {
    for fact in &proposal.facts {
        tell!("  {} {}", sign(fact.certain), fact.value.as_text());
    }
    for step in &proposal.milestones {
        tell!("  {} {}\t{}", sign(step.certain), step.at, step.kind.ja());
    }
    for requirement in &proposal.requirements {
        let kind = demands::kind(requirement.value.kind()).ja;
        tell!("  {} {kind}\t{}", sign(requirement.certain), requirement.ja);
    }
    tell!("  {} contradictions", proposal.conflicts.len());
}

/// A feed for a person at the terminal.
pub fn feed_summary(file: &Path, title: &str, candidates: &[Candidate]) {
    tell!("{}\n  feed {title}", file.display());
    for candidate in candidates {
        let published = candidate.published.map(|at| at.to_string()).unwrap_or_default();
        tell!("  {published}\t{}\t{}", candidate.title, candidate.link);
    }
}

const fn sign(is_certain: bool) -> char {
    if is_certain { '✓' } else { '?' }
}
