//! `musubi import`: reads notices and says what they propose; keeps them only when asked to.

use std::path::{Path, PathBuf};

use clap::Args;
use musubi::domain::id::{OrganisationId, TenderId};
use musubi::domain::notice::{Evidence, FactValue, IntakeProblem, ProposedFact, ProposedMilestone, ProposedTender};
use musubi::domain::tender::price_basis_code;
use musubi::error::{AppError, Refusal};
use musubi::server::edge::Call;
use musubi::server::failure::Failure;
use musubi::server::intake::{self, SourceText, Tools};
use musubi::server::services::tenders::{self, Upload};
use musubi::server::settings::Settings;
use serde_json::{Value, json};

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    folder: DataFolder,
    /// The notices: UTF-8 text or PDF with text.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print one JSON object a line instead of a summary.
    #[arg(long)]
    json: bool,
    /// Keep each notice as a proposed tender, to be confirmed by a person.
    #[arg(long)]
    save: bool,
    /// The firm that keeps them; not needed when there is only one.
    #[arg(long, requires = "save", value_parser = organisation_id)]
    organisation: Option<OrganisationId>,
}

/// What became of one file.
struct Reading {
    proposal: Option<ProposedTender>,
    problem: Option<String>,
    tender: Option<TenderId>,
}

impl Import {
    /// Reads the files; findings when one cannot be read or contradicts itself.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let keep = if self.save { Some(self.keeper().await?) } else { None };
        let settings = Settings::for_data(self.folder.data.clone());
        let tools = Tools { pdftotext: settings.pdftotext, ..Tools::default() };
        let mut outcome = Outcome::Fine;
        for file in &self.files {
            let reading = read(file, &tools, keep.as_ref()).await?;
            let is_clear = reading.problem.is_none()
                && reading.proposal.as_ref().is_some_and(|proposal| proposal.conflicts.is_empty());
            if !is_clear {
                outcome = Outcome::Findings;
            }
            if self.json {
                println!("{}", object(file, &reading));
            } else {
                summary(file, &reading);
            }
        }
        Ok(outcome)
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Folder(&self.folder)
    }

    async fn keeper(&self) -> Result<(Call, OrganisationId), Failure> {
        let call = self.folder.call_on_existing().await?;
        let organisation = match self.organisation {
            Some(organisation) => organisation,
            None => tenders::only_organisation(&call).await?,
        };
        Ok((call, organisation))
    }
}

async fn read(file: &Path, tools: &Tools, keep: Option<&(Call, OrganisationId)>) -> Result<Reading, Failure> {
    let failed = |problem: String| Reading { proposal: None, problem: Some(problem), tender: None };
    let bytes = match tokio::fs::read(file).await {
        Ok(bytes) => bytes,
        Err(error) => return Ok(failed(error.to_string())),
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = match intake::text_of_upload(&name, &bytes, tools).await {
        Ok(source) => source,
        Err(problem) => return Ok(failed(code(problem))),
    };
    let text = source.text.clone();
    let proposal = tokio::task::spawn_blocking(move || intake::read(&text))
        .await
        .map_err(|error| Failure::fault(format!("{}: {error}", file.display())))?;
    let (tender, problem) = match keep {
        Some(keep) => saved(keep, source, Upload { name, bytes }).await?,
        None => (None, None),
    };
    Ok(Reading { proposal: Some(proposal), problem, tender })
}

async fn saved(
    (call, organisation): &(Call, OrganisationId),
    source: SourceText,
    original: Upload,
) -> Result<(Option<TenderId>, Option<String>), Failure> {
    match tenders::propose(call, *organisation, None, source, Some(original)).await {
        Ok(tender) => Ok((Some(tender), None)),
        Err(Failure::Refused(AppError::Refused(Refusal::SameNotice { tender }))) => {
            Ok((Some(tender), Some("same_notice".to_owned())))
        }
        Err(other) => Err(other),
    }
}

/// The stable name of a problem, as serde writes it.
fn code(problem: IntakeProblem) -> String {
    let value = json!(problem);
    value.get("problem").and_then(Value::as_str).unwrap_or("unreadable").to_owned()
}

fn object(file: &Path, reading: &Reading) -> Value {
    let empty = Vec::new();
    let proposal = reading.proposal.as_ref();
    let facts = proposal.map_or(&empty[..], |proposal| &proposal.facts);
    let milestones = proposal.map_or(&[][..], |proposal| &proposal.milestones);
    json!({
        "file": file.display().to_string(),
        "problem": reading.problem,
        "tender": reading.tender,
        "kind_of_text": proposal.map(|proposal| proposal.kind_of_text),
        "facts": facts.iter().map(fact).collect::<Vec<_>>(),
        "milestones": milestones.iter().map(milestone).collect::<Vec<_>>(),
        "conflicts": proposal.map(|proposal| &proposal.conflicts),
        "missing": proposal.map(|proposal| &proposal.missing),
        "missing_milestones": proposal.map(|proposal| &proposal.missing_milestones),
        "unreadable": proposal.map(|proposal| &proposal.unreadable),
        "other_dates": proposal.map(|proposal| {
            let dates = proposal.other_dates.iter();
            dates.map(|date| json!({ "at": date.at.to_string(), "sentence": date.evidence.sentence })).collect::<Vec<_>>()
        }),
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
        "certain": step.certain,
        "doubt": step.doubt,
    });
    add_place(&mut object, &step.evidence);
    object
}

fn add_place(object: &mut Value, evidence: &Evidence) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert("sentence".to_owned(), json!(evidence.sentence));
        fields.insert("start".to_owned(), json!(evidence.start));
        fields.insert("end".to_owned(), json!(evidence.end));
        fields.insert("page".to_owned(), json!(evidence.page));
    }
}

fn summary(file: &Path, reading: &Reading) {
    println!("{}", file.display());
    if let Some(problem) = &reading.problem {
        println!("  ! {problem}");
    }
    let Some(proposal) = &reading.proposal else { return };
    for fact in &proposal.facts {
        println!("  {} {}", sign(fact.certain), fact.value.as_text());
    }
    for step in &proposal.milestones {
        println!("  {} {}\t{}", sign(step.certain), step.at, step.kind.ja());
    }
    println!("  {} contradictions", proposal.conflicts.len());
    if let Some(tender) = reading.tender {
        println!("  tender {tender}");
    }
}

const fn sign(is_certain: bool) -> char {
    if is_certain { '✓' } else { '?' }
}

fn organisation_id(text: &str) -> Result<OrganisationId, String> {
    OrganisationId::parse(text).ok_or_else(|| format!("`{text}` is not the id of an organisation"))
}
