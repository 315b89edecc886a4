//! The files of `/templates`, embedded in the binary; files of an overlay folder win over them.
//! Forms, layouts, kinds of records, procedures and lead times are parsed and checked here, at start; every other file
//! is given out as text.

mod read_form;
mod read_go_no_go;
mod read_holidays;
mod read_holidays_abroad;
mod read_layout;
mod read_lead_times;
mod read_procedure;
mod read_record;
mod toml_fault;
mod toml_file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::domain::days::Exceptions;
use crate::domain::form::{Form, Layout, RecordNames, TemplateFault};
use crate::domain::plan::{Criterion, HolidaysAbroad, LeadTimes};
use crate::domain::procedure::Procedure;
use crate::domain::question;
use crate::domain::record::RecordKind;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Files larger than this are no templates.
const LARGEST_FILE: u64 = 1 << 20;
/// Deepest folder that is looked into: an overlay with a loop of links ends here.
const DEEPEST_FOLDER: usize = 8;

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

fn collect_embedded(dir: &Dir<'_>, texts: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            texts.insert(file.path().to_string_lossy().replace('\\', "/"), text.to_owned());
        }
    }
    for below in dir.dirs() {
        collect_embedded(below, texts);
    }
}

fn collect_overlay(
    root: &Path,
    dir: &Path,
    depth: usize,
    texts: &mut BTreeMap<String, String>,
) -> Result<(), TemplateProblem> {
    if depth > DEEPEST_FOLDER {
        return Ok(());
    }
    for path in sorted_entries(dir)? {
        if path.is_dir() {
            collect_overlay(root, &path, depth + 1, texts)?;
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let size = path.metadata().map_err(|error| TemplateProblem::new(&name, 0, error.to_string()))?.len();
        if size > LARGEST_FILE {
            return Err(TemplateProblem::new(&name, 0, "larger than 1 MB"));
        }
        let bytes = std::fs::read(&path).map_err(|error| TemplateProblem::new(&name, 0, error.to_string()))?;
        if let Ok(text) = String::from_utf8(bytes) {
            texts.insert(name, text.trim_start_matches('\u{FEFF}').to_owned());
        } else if name.ends_with(".toml") {
            return Err(TemplateProblem::new(&name, 0, "not UTF-8"));
        }
    }
    Ok(())
}

fn sorted_entries(dir: &Path) -> Result<Vec<PathBuf>, TemplateProblem> {
    let problem = |error: std::io::Error| TemplateProblem::new(&dir.to_string_lossy(), 0, error.to_string());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(problem)? {
        paths.push(entry.map_err(problem)?.path());
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notice::ProcedureKind;
    use crate::domain::procedure::{Circumstance, Need, proposed};

    fn with(file: &str, text: &str) -> Result<Templates, TemplateProblem> {
        Templates::with(&[(file, text)])
    }

    const HEAD: &str = "code = \"X\"\ntitle_ja = \"甲\"\ntitle_en = \"A\"\nexplanation_ja = \"乙\"\nexplanation_en = \"B\"\nlayout = \"letter\"\norders = [\"A\"]\n";

    fn problem_of(blocks: &str) -> (usize, String) {
        let problem = with("forms/X.toml", &format!("{HEAD}{blocks}")).unwrap_err();
        assert_eq!(problem.file, "forms/X.toml");
        (problem.line, format!("{:?}", problem.what))
    }

    #[test]
    fn the_embedded_forms_hold() {
        let templates = Templates::load(None).unwrap();
        for form in templates.forms() {
            assert!(templates.layout_of(form).is_some(), "{}", form.code);
        }
        for code in ["F01", "F06", "F07", "F10"] {
            assert!(templates.form(code).is_some(), "{code}");
        }
    }

    #[test]
    fn an_unknown_block_is_told_with_its_line() {
        let (line, what) = problem_of("\n[[block]]\nkind = \"date\"\n\n[[block]]\nkind = \"dtae\"\n");
        assert_eq!(line, 13);
        assert_eq!(what, "UnknownBlock(\"dtae\")");
    }

    #[test]
    fn an_unknown_placeholder_is_told_with_its_line() {
        let (line, what) = problem_of("\n[[block]]\nkind = \"paragraph\"\nalign = \"left\"\ntext = \"{titel}\"\n");
        assert_eq!(line, 12);
        assert_eq!(what, "UnknownPlaceholder(\"titel\")");
    }

    #[test]
    fn a_key_that_means_nothing_is_told_with_its_line() {
        let (line, what) = problem_of("\n[[block]]\nkind = \"date\"\ncolour = \"red\"\n");
        assert_eq!(line, 11);
        assert!(what.contains("colour"), "{what}");
        let (line, what) = problem_of("\n[[block]]\nkind = \"date\"\ntext = \"きょう\"\n");
        assert_eq!(line, 11);
        assert!(what.contains("text"), "{what}");
    }

    #[test]
    fn conditions_repetitions_and_layouts_are_checked() {
        assert_eq!(problem_of("\n[[block]]\nkind = \"date\"\nwhen = \"full_moon\"\n").0, 11);
        assert_eq!(problem_of("\n[[block]]\nkind = \"note\"\nlabel = \"注\"\ntext = \"{member.name}\"\n").0, 12);
        let text = HEAD.replace("letter", "scroll");
        assert_eq!(with("forms/X.toml", &text).unwrap_err().line, 6);
        assert_eq!(with("forms/Y.toml", HEAD).unwrap_err().what, TemplateFault::OtherCode("X".to_owned()));
    }

    #[test]
    fn what_a_block_of_another_kind_has_is_told_with_its_line() {
        let told = |blocks: &str, line: usize, word: &str| {
            let (at, what) = problem_of(blocks);
            assert_eq!(at, line, "{what}");
            assert!(what.contains(word), "{what}");
        };
        told("\n[[block]]\nkind = \"ki\"\nlines = 2\n", 11, "lines");
        told(
            "\n[[block]]\nkind = \"table\"\nrepeat = \"moon\"\ncolumn = [{ text = \"a\" }]\n",
            11,
            "UnknownRepetition(\"moon\")",
        );
        told("\n[[block]]\nkind = \"table\"\ncolumn = [{ text = \"a\" }]\n", 10, "Shape(NoRows)");
        told(
            "\n[[block]]\nkind = \"table\"\ncolumn = [{ label = \"a\" }]\nrow = [\n  [\"x\"],\n  [\"x\", \"y\"],\n]\n",
            14,
            "RowWidth { cells: 2, columns: 1 }",
        );
        told("\n[[block]]\nkind = \"page_break\"\nlayout = \"scroll\"\n", 11, "scroll");
        told("\n[[block]]\nkind = \"sender\"\nlabels = [\"a\"]\n", 11, "Shape(ThreeLabels)");
        told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{article.shares}\"\n", 11, "UnknownArticle(\"shares\")");
        told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{page}\"\n", 11, "page");
        told("\n[[block]]\nkind = \"gantt\"\nrepeat = \"staff\"\ncolumn = [{ label = \"a\" }]\n", 11, "Shape(NoDates)");
    }

    #[test]
    fn records_are_known_by_kind_field_and_repetition() {
        let told = |blocks: &str, word: &str| {
            let (line, what) = problem_of(blocks);
            assert_eq!(line, 11, "{what}");
            assert!(what.contains(word), "{what}");
        };
        told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{staff.nose}\"\n", "staff.nose");
        told("\n[[block]]\nkind = \"paragraph\"\ntext = \"{staff.name}\"\n", "OutsideRepetition");
        told("\n[[block]]\nkind = \"paragraph\"\nwhen = \"staff.name\"\ntext = \"a\"\n", "OutsideRepetition");
        told("\n[[block]]\nkind = \"paragraph\"\nwhen = \"staff.role is king\"\ntext = \"a\"\n", "king");
    }

    #[test]
    fn the_procedures_hold_and_every_kind_of_notice_leads_to_one() {
        let templates = Templates::load(None).unwrap();
        let procedures = templates.procedures();
        assert_eq!(procedures.len(), 6);
        for kind in ProcedureKind::ALL {
            assert!(proposed(procedures.iter().copied(), Some(kind), "防災業務委託").is_some(), "{kind:?}");
        }
        let works = proposed(procedures.iter().copied(), Some(ProcedureKind::Joken), "市道改良工事").unwrap();
        assert_eq!(works.code, "open_works");
    }

    /// The columns of the dossier's table: which forms are usual in each procedure for one firm.
    #[test]
    fn the_usual_papers_are_those_of_the_table() {
        let templates = Templates::load(None).unwrap();
        let usual = |code: &str, circumstances: &[Circumstance]| {
            let procedure = templates.procedure(code).unwrap();
            let held = circumstances.iter().copied().collect();
            let forms = (1..=33).map(|number| format!("F{number:02}"));
            forms.filter(|form| procedure.need(form, &held).0 == Need::Usual).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(usual("open_works", &[]), "F01 F03 F08 F12 F13 F17 F18 F28 F29 F33");
        assert_eq!(usual("open_services", &[]), "F01 F08 F12 F17 F18 F28 F29 F33");
        assert_eq!(usual("designated_works", &[]), "F01 F03 F28 F29 F33");
        assert_eq!(usual("designated_services", &[]), "F01 F28 F29 F33");
        let proposal = "F04 F05 F06 F09 F10 F11 F12 F13 F14 F15 F17 F18 F28 F29 F33";
        assert_eq!(usual("proposal", &[]), proposal);
        assert_eq!(usual("quotation", &[]), "F05 F28 F29 F33");
        let joint = [Circumstance::JointVenture, Circumstance::ForeignMember];
        let with_partner = "F04 F05 F07 F09 F10 F11 F12 F13 F14 F15 F17 F18 F20 F22 F23 F24 F25 F26 F28 F29 F32 F33";
        assert_eq!(usual("proposal", &joint), with_partner);
        assert!(usual("open_works", &[Circumstance::Evaluated]).contains("F09 F10 F12 F13 F14 F15"));
        assert!(usual("quotation", &[Circumstance::Agent]).contains("F19"));
    }

    #[test]
    fn what_a_procedure_does_not_know_is_told_with_its_line() {
        let text = "title_ja = \"甲\"\ntitle_en = \"A\"\nrank = 1\nkinds = [\"ippan\"]\n[forms]\nF01 = \"usual\"\n";
        let line = |text: &str| with("procedures/x.toml", text).unwrap_err().line;
        assert!(with("procedures/x.toml", text).is_ok());
        assert_eq!(line(&text.replace("F01", "F99")), 6);
        assert_eq!(line(&text.replace("usual", "always")), 6);
        assert_eq!(line(&text.replace("ippan", "auction")), 4);
        assert_eq!(line(&format!("{text}[[rule]]\nwhen = \"rain\"\nneed = \"usual\"\nforms = [\"F01\"]\n")), 8);
        let rule = "[[rule]]\nwhen = \"agent\"\nneed = \"usual\"\nforms = [\"F01\", \"F99\"]\n";
        assert_eq!(line(&format!("{text}{rule}")), 10);
    }

    #[test]
    fn every_block_of_the_language_is_described_and_used_by_a_form() {
        let templates = Templates::load(None).unwrap();
        let readme = templates.text("forms/README.md").unwrap();
        let blocks = readme.lines().skip_while(|line| *line != "## Blocks").take_while(|line| *line != "## Records");
        // Tables of blocks have three columns, those of keys two.
        let rows = blocks.filter(|line| line.matches('|').count() == 4);
        let described: Vec<&str> =
            rows.filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(kind, _)| kind).collect();
        assert!(described.len() > 25, "{described:?}");
        let files: Vec<(&str, &str)> =
            templates.texts_in("forms/").filter(|(file, _)| file.ends_with(".toml")).collect();
        for kind in &described {
            let line = format!("kind = \"{kind}\"");
            assert!(files.iter().any(|(_, text)| text.lines().any(|own| own == line)), "no form has a {kind}");
        }
        for (file, text) in &files {
            let kinds = text.lines().filter_map(|line| line.strip_prefix("kind = \"")?.strip_suffix('"'));
            for kind in kinds {
                assert!(described.contains(&kind), "{file}: {kind} is not described");
            }
        }
    }

    #[test]
    fn what_the_language_can_is_used_by_a_form() {
        let templates = Templates::load(None).unwrap();
        for feature in [
            "landscape_a3",
            "reading = ",
            "header_blind = ",
            "footer = ",
            "{pages}",
            "each = \"member\"",
            "firms = \"partners\"",
            "each_only = ",
            "repeat = \"member\"",
            "only = ",
            "rows = ",
            "merge = true",
            "group = ",
            "total = ",
            "beside = true",
            "tick = ",
            "numerals = ",
            "branch = true",
            "{article.",
            ".formal}",
            "cells = 10",
            "red = true",
            "dashed = true",
            "agent = \"seals\"",
            "width_mm = 30",
            ".boxes}",
            ".age}",
            "when = \"no_seal\"",
            "variant ",
        ] {
            let is_used =
                templates.texts_in("forms/").any(|(file, text)| file.ends_with(".toml") && text.contains(feature));
            assert!(is_used, "no form uses {feature}");
        }
    }

    #[test]
    fn a_text_is_tried_as_a_form_and_changes_nothing() {
        let templates = Templates::load(None).unwrap();
        let text = templates.text("forms/F27.toml").unwrap();
        let tried = templates.try_form("F27", &text.replace("pages = 1", "pages = 2")).unwrap();
        assert_eq!((tried.pages, templates.form("F27").unwrap().pages), (Some(2), Some(1)));
        let renamed = templates.try_form("F28", text).unwrap_err();
        assert_eq!((renamed.file.as_str(), renamed.line), ("forms/F28.toml", 0));
        let broken = templates.try_form("F27", &format!("{text}\n[[block]]\nkind = \"poem\"\n")).unwrap_err();
        assert_eq!(broken.line, text.lines().count() + 3, "{broken}");
    }

    #[test]
    fn an_overlay_file_wins() {
        let dir = std::env::temp_dir().join(format!("musubi-templates-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("forms")).unwrap();
        let own = Templates::load(None)
            .unwrap()
            .text("forms/F01.toml")
            .unwrap()
            .replace("label = \"【様式第４号】\"", "label = \"様式９\"");
        std::fs::write(dir.join("forms/F01.toml"), own).unwrap();
        let templates = Templates::load(Some(&dir)).unwrap();
        std::fs::remove_dir_all(&dir).unwrap();
        assert_eq!(templates.form("F01").unwrap().label, "様式９");
        assert_ne!(templates.fingerprint(), Templates::load(None).unwrap().fingerprint());
    }
}
