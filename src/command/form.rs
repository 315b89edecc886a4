//! `musubi form`: the blanks of a buyer's own .docx, and the form with values in them; a form of our own as papers of
//! an example.

mod preview;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use musubi::domain::buyer_form::{AddedBlank, BlankRow, FormProblem, OverflowRow};
use musubi::domain::id::BidId;
use musubi::domain::language::Language;
use musubi::error::Refusal;
use musubi::server::buyer_forms::{self, Form, LABELS_FILE, Labels};
use musubi::server::failure::Failure;
use musubi::server::services;
use musubi::server::templates::Templates;
use musubi::ui::wording::{buyer_form, in_language, say, template_fault};
use serde::Serialize;

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Largest file that is read.
const LARGEST: u64 = 256 << 20;

/// Arguments of `form`.
#[derive(Debug, Args)]
pub struct FormCommand {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Say where the blanks are, and what of a bid fits them.
    Blanks(Blanks),
    /// Put values into the blanks; everything else stays as it is, to the byte.
    Fill(Fill),
    /// Show a form of the catalogue (.toml) with example firms, or the line that does not hold.
    Preview(preview::Preview),
}

/// Arguments of `form blanks`.
#[derive(Debug, Args)]
struct Blanks {
    /// The form (.docx).
    file: PathBuf,
    /// Print the form's text instead, each line with its address: `form fill` takes `ADDRESS-addedN` for the place behind
    /// its character N.
    #[arg(long, conflicts_with = "json")]
    lines: bool,
    /// Print JSON: id, part, table, row, cell, label, kind, proposal, options where the form offers some, checked of a box,
    /// protection of a protected form.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    folder: DataFolder,
}

/// Arguments of `form fill`.
#[derive(Debug, Args)]
struct Fill {
    /// The form (.docx), as the buyer gave it out.
    file: PathBuf,
    /// A JSON file: values by blank id. An id such as `document-p4-added3` puts a text where no blank was found: behind the
    /// third character of the line `document-p4`.
    #[arg(long, required_unless_present = "bid")]
    values: Option<PathBuf>,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// Print JSON: out, bytes, values, places, and overflows: which values do not fit a place that does not grow.
    #[arg(long)]
    json: bool,
    /// Id of a bid whose data fill the blanks for which there is no value.
    #[arg(long, value_parser = super::bid_id)]
    bid: Option<BidId>,
    #[command(flatten)]
    folder: DataFolder,
}

/// What `form fill --json` prints.
#[derive(Debug, Serialize)]
struct FillRow<'f> {
    out: String,
    bytes: usize,
    values: usize,
    places: usize,
    overflows: &'f [OverflowRow],
}

impl FormCommand {
    /// Runs the deed.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        match &self.deed {
            Deed::Blanks(blanks) => blanks.run(),
            Deed::Fill(fill) => fill.run().await,
            Deed::Preview(preview) => preview.run(),
        }
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        match &self.deed {
            Deed::Fill(Fill { bid: Some(bid), folder, .. }) => Place::Bid { bid: *bid, folder },
            _ => Place::Nowhere,
        }
    }
}

impl Blanks {
    fn run(&self) -> Result<Outcome, Failure> {
        if self.lines {
            return self.tell_lines();
        }
        let Form { blanks, protection } = find(&self.file, &read(&self.file)?, &labels(&self.folder)?)?;
        // Also where it leaves no blank that could say so.
        if let Some(protection) = protection {
            eprintln!("{}", in_language(Language::English, || say(buyer_form::protection(protection)).to_owned()));
        }
        if self.json {
            let rows: Vec<BlankRow<'_>> = blanks.iter().map(|blank| BlankRow::of(blank, protection)).collect();
            tell!("{}", serde_json::to_string_pretty(&rows)?);
            return Ok(Outcome::Fine);
        }
        let lines = blanks.iter().map(|blank| {
            let proposal = blank.proposal.map(|datum| datum.name()).unwrap_or_default();
            format!("{}\t{}\t{}\t{proposal}", blank.id, blank.kind.name(), blank.label)
        });
        lines.for_each(|line| tell!("{line}"));
        Ok(Outcome::Fine)
    }
}

impl Blanks {
    fn tell_lines(&self) -> Result<Outcome, Failure> {
        let shown = buyer_forms::show(&read(&self.file)?, &[], &labels(&self.folder)?)
            .map_err(|refusal| refused(&self.file, refusal.into()))?;
        for line in shown.outline {
            tell!("{}\t{}", line.address, line.text());
        }
        Ok(Outcome::Fine)
    }
}

impl Fill {
    async fn run(&self) -> Result<Outcome, Failure> {
        let bytes = read(&self.file)?;
        let labels = labels(&self.folder)?;
        let mut values = match self.bid {
            Some(bid) => {
                let call = self.folder.call_on_existing().await?;
                services::buyer_forms::proposals(&call, bid, &find(&self.file, &bytes, &labels)?.blanks).await?
            }
            None => BTreeMap::new(),
        };
        if let Some(file) = &self.values {
            values.extend(read_values(file)?);
        }
        let added: Vec<AddedBlank> = values.keys().filter_map(|id| AddedBlank::of_id(id)).collect();
        let filled =
            buyer_forms::fill_with(&bytes, &values, &added, &labels).map_err(|problem| refused(&self.file, problem))?;
        std::fs::write(&self.out, &filled.docx).map_err(|error| unreadable(&self.out, &error))?;
        if self.json {
            let row = FillRow {
                out: self.out.display().to_string(),
                bytes: filled.docx.len(),
                values: values.len(),
                places: filled.proof.places,
                overflows: &filled.overflows,
            };
            tell!("{}", serde_json::to_string_pretty(&row)?);
            return Ok(Outcome::Fine);
        }
        for OverflowRow { id, label, overflow } in &filled.overflows {
            let warning = in_language(Language::English, || buyer_form::overflow(*overflow));
            eprintln!("blank {id} ({label}): {warning}");
        }
        tell!(
            "{}\t{} bytes\t{} values\t{} places",
            self.out.display(),
            filled.docx.len(),
            values.len(),
            filled.proof.places
        );
        Ok(Outcome::Fine)
    }
}

fn find(file: &Path, bytes: &[u8], labels: &Labels) -> Result<Form, Failure> {
    buyer_forms::read(bytes, labels).map_err(|refusal| refused(file, refusal.into()))
}

fn refused(file: &Path, problem: FormProblem) -> Failure {
    Refusal::BuyerForm { file: file.display().to_string(), problem }.into()
}

fn labels(folder: &DataFolder) -> Result<Labels, Failure> {
    let templates = templates(folder)?;
    let text = templates.text(LABELS_FILE).unwrap_or_default();
    Labels::parse(text).map_err(|fault| Failure::fault(format!("{LABELS_FILE}: {fault}")))
}

fn templates(folder: &DataFolder) -> Result<Templates, Failure> {
    Templates::load(folder.templates.as_deref())
        .map_err(|problem| Failure::fault(in_language(Language::English, || problem.told(template_fault::sentence))))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let size = std::fs::metadata(file).map_err(|error| unreadable(file, &error))?.len();
    if size > LARGEST {
        return Err(Failure::fault(format!("{} is larger than 256 MB", file.display())));
    }
    std::fs::read(file).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Failure {
    Failure::fault(format!("{}: {error}", file.display()))
}

/// Texts as they are, numbers as they are written, true and false as yes and no; null leaves a blank blank.
fn read_values(file: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    let object: BTreeMap<String, serde_json::Value> = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|error| {
            Failure::fault(format!("{} is no JSON object of values by blank id: {error}", file.display()))
        })?;
    let mut values = BTreeMap::new();
    for (id, value) in object {
        let text = match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(answer) => if answer { "yes" } else { "no" }.to_owned(),
            serde_json::Value::Null => String::new(),
            _ => return Err(Failure::fault(format!("{}: the value of {id} is no text", file.display()))),
        };
        values.insert(id, text);
    }
    Ok(values)
}
