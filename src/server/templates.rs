//! The files of `/templates`, embedded in the binary; files of an overlay folder win over them.
//! Forms, layouts, kinds of records, procedures and lead times are parsed and checked here, at start; every other file
//! is given out as text.

mod files;
mod read_form;
mod read_go_no_go;
mod read_holidays;
mod read_holidays_abroad;
mod read_layout;
mod read_lead_times;
mod read_procedure;
mod read_record;
#[cfg(test)]
mod tests;
mod toml_fault;
mod toml_file;

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::days::Exceptions;
use crate::domain::form::{Form, Layout, RecordNames, TemplateFault};
use crate::domain::plan::{Criterion, HolidaysAbroad, LeadTimes};
use crate::domain::procedure::Procedure;
use crate::domain::question;
use crate::domain::record::RecordKind;

use files::{EMBEDDED, collect_embedded, collect_overlay};

/// All templates, checked.
#[derive(Debug, Clone)]
pub struct Templates {
    texts: BTreeMap<String, String>,
    forms: BTreeMap<String, Form>,
    layouts: BTreeMap<String, Layout>,
    records: Vec<RecordKind>,
    record_names: RecordNames,
    procedures: BTreeMap<String, Procedure>,
    exceptions: Exceptions,
    lead_times: LeadTimes,
    holidays_abroad: HolidaysAbroad,
    criteria: Vec<Criterion>,
    fingerprint: String,
}

/// What is wrong with which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateProblem {
    /// Path below the templates folder, such as `forms/F01.toml`.
    pub file: String,
    /// Line from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// What is wrong.
    pub what: TemplateFault,
}

impl std::fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {:?}", self.file, self.line, self.what)
    }
}

impl std::error::Error for TemplateProblem {}

impl TemplateProblem {
    /// File, line and what is wrong there, in the words that `say` has for it.
    #[must_use]
    pub fn told(&self, say: impl FnOnce(&TemplateFault) -> String) -> String {
        format!("{}:{}: {}", self.file, self.line, say(&self.what))
    }

    pub(super) fn new(file: &str, line: usize, what: impl Into<TemplateFault>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }
}

impl Templates {
    /// Reads the embedded files and those laid over them, and checks every form, layout and kind of record.
    ///
    /// # Errors
    /// The first file that does not hold, with its line.
    pub fn load(overlay: Option<&Path>) -> Result<Self, TemplateProblem> {
        let mut texts = BTreeMap::new();
        collect_embedded(&EMBEDDED, &mut texts);
        if let Some(root) = overlay {
            collect_overlay(root, root, 0, &mut texts)?;
        }
        Self::parse(texts)
    }

    /// The embedded files with others laid over them.
    #[cfg(test)]
    pub(crate) fn with(files: &[(&str, &str)]) -> Result<Self, TemplateProblem> {
        let mut texts = BTreeMap::new();
        collect_embedded(&EMBEDDED, &mut texts);
        texts.extend(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())));
        Self::parse(texts)
    }

    fn parse(texts: BTreeMap<String, String>) -> Result<Self, TemplateProblem> {
        let mut layouts = BTreeMap::new();
        let mut forms = BTreeMap::new();
        let mut records = Vec::new();
        for (file, text) in &texts {
            if let Some(name) = stem_in(file, "layouts/") {
                layouts.insert(name.to_owned(), read_layout::read(file, name, text)?);
            }
            if let Some(name) = stem_in(file, "records/") {
                if name == question::KIND {
                    return Err(TemplateProblem::new(file, 0, "questions have a register of their own"));
                }
                records.push(read_record::read(file, name, text)?);
            }
        }
        records.sort_by(|one: &RecordKind, other| (one.place, &one.code).cmp(&(other.place, &other.code)));
        let record_names = RecordNames::of(&records).with_questions();
        for (file, text) in &texts {
            if let Some(name) = stem_in(file, "forms/") {
                let form = read_form_of(file, name, text, &layouts, &record_names)?;
                forms.insert(form.code.clone(), form);
            }
        }
        let mut procedures = BTreeMap::new();
        for (file, text) in &texts {
            if let Some(name) = stem_in(file, "procedures/") {
                procedures.insert(name.to_owned(), read_procedure::read(file, name, text, &forms)?);
            }
        }
        let exceptions = texts.get(read_holidays::HOLIDAYS).map(|text| read_holidays::read(text)).transpose()?;
        let exceptions = exceptions.unwrap_or_default();
        let rules =
            |file: &str| texts.get(file).map(String::as_str).ok_or_else(|| TemplateProblem::new(file, 0, "is missing"));
        let lead_times = read_lead_times::read(rules(read_lead_times::FILE)?)?;
        let holidays_abroad = read_holidays_abroad::read(rules(read_holidays_abroad::FILE)?)?;
        let criteria = read_go_no_go::read(rules(read_go_no_go::FILE)?)?;
        let fingerprint = fingerprint_of(&texts);
        Ok(Self {
            texts,
            forms,
            layouts,
            records,
            record_names,
            procedures,
            exceptions,
            lead_times,
            holidays_abroad,
            criteria,
            fingerprint,
        })
    }

    /// A hash of every file and of this very program: what is kept from other ones has to be made again.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Holidays that are decided otherwise than the rules say.
    #[must_use]
    pub const fn exceptions(&self) -> &Exceptions {
        &self.exceptions
    }

    /// Every form, by code.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.forms.values()
    }

    /// One form by its code, such as `F01`.
    #[must_use]
    pub fn form(&self, code: &str) -> Option<&Form> {
        self.forms.get(code)
    }

    /// Reads a text as the file of a form, against the layouts and kinds of records that are there; keeps nothing.
    ///
    /// # Errors
    /// What does not hold, with its line.
    pub fn try_form(&self, code: &str, text: &str) -> Result<Form, TemplateProblem> {
        read_form_of(&format!("forms/{code}.toml"), code, text, &self.layouts, &self.record_names)
    }

    /// Every kind of record, as far as forms name it.
    #[must_use]
    pub fn record_names(&self) -> &RecordNames {
        &self.record_names
    }

    /// Every procedure, in the order of the files' ranks.
    #[must_use]
    pub fn procedures(&self) -> Vec<&Procedure> {
        let mut procedures: Vec<&Procedure> = self.procedures.values().collect();
        procedures.sort_by_key(|procedure| procedure.rank);
        procedures
    }

    /// One procedure by its name.
    #[must_use]
    pub fn procedure(&self, code: &str) -> Option<&Procedure> {
        self.procedures.get(code)
    }

    /// The usual tasks of a bid and how long they take.
    #[must_use]
    pub const fn lead_times(&self) -> &LeadTimes {
        &self.lead_times
    }

    /// The public holidays of other countries.
    #[must_use]
    pub const fn holidays_abroad(&self) -> &HolidaysAbroad {
        &self.holidays_abroad
    }

    /// The criteria of go or no-go, in order.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The layout by its name.
    #[must_use]
    pub fn layout(&self, name: &str) -> Option<&Layout> {
        self.layouts.get(name)
    }

    /// The layout of a form; there always is one, since loading checks it.
    #[must_use]
    pub fn layout_of(&self, form: &Form) -> Option<&Layout> {
        self.layout(&form.layout)
    }

    /// Every kind of record, in the order in which they are offered.
    pub fn records(&self) -> impl Iterator<Item = &RecordKind> {
        self.records.iter()
    }

    /// One kind of record by its code, such as `reference`.
    #[must_use]
    pub fn record(&self, code: &str) -> Option<&RecordKind> {
        self.records.iter().find(|kind| kind.code == code)
    }

    /// A file of rules or outlines, read as TOML.
    ///
    /// # Errors
    /// When it is missing or does not fit.
    pub fn parsed<T: serde::de::DeserializeOwned>(&self, file: &str) -> Result<T, TemplateProblem> {
        let text = self.text(file).ok_or_else(|| TemplateProblem::new(file, 0, "is missing"))?;
        toml::from_str(text).map_err(|error| TemplateProblem::new(file, 0, error.message()))
    }

    /// The text of any file, by its path below the templates folder.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(String::as_str)
    }

    /// The files below a folder such as `rules/`, in order of their paths, with their texts.
    pub fn texts_in<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.texts
            .iter()
            .filter(move |(file, _)| file.starts_with(folder))
            .map(|(file, text)| (file.as_str(), text.as_str()))
    }
}

/// A form whose code must be the name of its file.
fn read_form_of(
    file: &str,
    name: &str,
    text: &str,
    layouts: &BTreeMap<String, Layout>,
    records: &RecordNames,
) -> Result<Form, TemplateProblem> {
    let form = read_form::read(file, text, layouts, records)?;
    if form.code != name {
        return Err(TemplateProblem::new(file, 0, TemplateFault::OtherCode(form.code)));
    }
    Ok(form)
}

fn fingerprint_of(texts: &BTreeMap<String, String>) -> String {
    let mut hasher = Sha256::new_with_prefix(program());
    for part in texts.iter().flat_map(|(file, text)| [file, text]) {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize())
}

/// Version and size of the running program: another build checks otherwise, and every node that runs the same file
/// says the same.
fn program() -> String {
    let size = std::env::current_exe().and_then(std::fs::metadata).map_or(0, |file| file.len());
    format!("{} {size}", env!("CARGO_PKG_VERSION"))
}

fn stem_in<'f>(file: &'f str, folder: &str) -> Option<&'f str> {
    file.strip_prefix(folder)?.strip_suffix(".toml").filter(|stem| !stem.contains('/'))
}
