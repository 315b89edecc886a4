//! `musubi form preview`: a file of the form language as papers of firms that do not exist, or the line that does not hold.

use std::path::{Path, PathBuf};

use clap::Args;
use musubi::domain::catalogue::{ExampleFirms, ExampleForm};
use musubi::domain::document::{Order, Severity};
use musubi::domain::form::Form;
use musubi::domain::instant::Instant;
use musubi::domain::language::Language;
use musubi::server::clock;
use musubi::server::docx::{self, Rendered, specimens};
use musubi::server::failure::Failure;
use musubi::server::templates::Templates;
use musubi::ui::wording::{in_language, template_fault};

use crate::command::{DataFolder, Outcome};

/// Arguments of `form preview`.
#[derive(Debug, Args)]
pub(super) struct Preview {
    /// The file of a form (.toml), named by its code: F01.toml.
    file: PathBuf,
    /// Folder that receives the papers (.docx); it is made when it is not there. Without it nothing is written.
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    folder: DataFolder,
}

impl Preview {
    /// Prints each paper with its pages, and what is wrong; findings when the file does not hold or makes no sound paper.
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let text = String::from_utf8(super::read(&self.file)?)
            .map_err(|_| Failure::fault(format!("{} is no text in UTF-8", self.file.display())))?;
        let code = self.file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let templates = super::templates(&self.folder)?;
        let form = match templates.try_form(code, text.trim_start_matches('\u{FEFF}')) {
            Ok(form) => form,
            Err(problem) => {
                for language in [Language::English, Language::Japanese] {
                    let sentence = in_language(language, || template_fault::sentence(&problem.what));
                    tell!("{}:{}: {sentence}", self.file.display(), problem.line);
                }
                return Ok(Outcome::Findings);
            }
        };
        if let Some(folder) = &self.out {
            std::fs::create_dir_all(folder)?;
        }
        let now = clock::now();
        let mut outcome = Outcome::Fine;
        for (name, example) in examples(&form) {
            let paper = paper(&templates, &form, &example, now)?;
            let errors = paper.findings.iter().filter(|found| found.severity == Severity::Error).count();
            let pages = docx::pages::reckon(&paper.manuscript).pages;
            tell!("{name}\t{pages} pages\t{errors} to fill in\t{} faults of the file", paper.file_findings.len());
            if !paper.file_findings.is_empty() {
                outcome = Outcome::Findings;
            }
            if let Some(folder) = &self.out {
                write(folder, &name, &paper)?;
            }
        }
        Ok(outcome)
    }
}

fn paper(templates: &Templates, form: &Form, example: &ExampleForm, now: Instant) -> Result<Rendered, Failure> {
    let layout = templates.layout_of(form);
    let layout = layout.ok_or_else(|| Failure::fault(format!("form {} has no layout", form.code)))?;
    docx::document(form, &specimens::of_form(form, example, templates.record_names()), layout, now)
        .map_err(|fault| Failure::Fault(Box::new(fault)))
}

fn write(folder: &Path, name: &str, paper: &Rendered) -> Result<(), Failure> {
    Ok(std::fs::write(folder.join(format!("{name}.docx")), &paper.docx)?)
}

/// Every variant and order for all kinds of firms, each with a name for its file.
fn examples(form: &Form) -> Vec<(String, ExampleForm)> {
    let variants: Vec<&str> = form.variants.iter().map(|variant| variant.code.as_str()).collect();
    let variants = if variants.is_empty() { vec![""] } else { variants };
    let mut all = Vec::new();
    for firms in ExampleFirms::ALL {
        for variant in variants.iter().copied() {
            for order in &form.orders {
                let order = match order {
                    Order::A => "a",
                    Order::B => "b",
                };
                let parts = [form.code.as_str(), firms.code(), variant, order];
                let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
                let example = ExampleForm {
                    firms: firms.code().to_owned(),
                    variant: variant.to_owned(),
                    order: order.to_owned(),
                    agent: String::new(),
                };
                all.push((name, example));
            }
        }
    }
    all
}
