//! What `cargo xtask bench` measures and the binary alone knows. Not shown in the help.

use std::path::{Path, PathBuf};

use clap::Args;
use musubi::domain::catalogue::ExampleFirms;
use musubi::domain::document::BidFacts;
use musubi::domain::notice::ProposedTender;
use musubi::server::buyer_forms::{self, LABELS_FILE, Labels};
use musubi::server::clock;
use musubi::server::docx::{self, specimens};
use musubi::server::failure::Failure;
use musubi::server::intake;
use musubi::server::intake::keys::{self, Compared, RequirementScore, Score};
use musubi::server::templates::Templates;

use super::Outcome;

/// Ending of a key beside its notice.
const KEY: &str = ".expected.json";
/// The project's keys, used where a folder of notices holds none.
const KEYS: &str = "bench/intake/keys";
/// How many notices the measure of speed reads.
const MANY: usize = 1_000;

/// Arguments of `bench-document`.
#[derive(Debug, Args)]
pub struct BenchDocument {
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
}

impl BenchDocument {
    /// Writes a proposal of about 100 pages and prints time and peak memory as JSON.
    pub fn run(&self) -> Result<Outcome, Failure> {
        let (ms, peak_kb) = docx::bench::run(&self.out).map_err(Failure::fault)?;
        tell!("{}", serde_json::json!({ "ms": ms, "peak_kb": peak_kb }));
        Ok(Outcome::Fine)
    }
}

/// Arguments of `bench-catalogue`.
#[derive(Debug, Args)]
pub struct BenchCatalogue {}

impl BenchCatalogue {
    /// Makes every paper for a joint venture of three with a foreign member, each with all its checks, and prints their
    /// number, time and peak memory as JSON. The templates are loaded before.
    pub fn run(&self) -> Result<Outcome, Failure> {
        let templates = Templates::load(None).map_err(|problem| Failure::fault(problem.to_string()))?;
        let facts = specimens::example(ExampleFirms::Three, templates.record_names());
        let facts = BidFacts { agent: Some(specimens::agent()), ..facts };
        let begin = std::time::Instant::now();
        let mut papers = 0;
        for form in templates.forms() {
            let layout = templates.layout_of(form);
            let layout = layout.ok_or_else(|| Failure::fault(format!("form {} has no layout", form.code)))?;
            let paper =
                docx::document(form, &facts, layout, clock::now()).map_err(|fault| Failure::Fault(Box::new(fault)))?;
            if !paper.file_findings.is_empty() {
                return Err(Failure::fault(format!("the file of form {} is not sound", form.code)));
            }
            papers += 1;
        }
        let ms = begin.elapsed().as_secs_f64() * 1000.0;
        tell!("{}", serde_json::json!({ "papers": papers, "ms": ms, "peak_kb": memory_kb("VmHWM:") }));
        Ok(Outcome::Fine)
    }
}

/// Arguments of `bench-form`.
#[derive(Debug, Args)]
pub struct BenchForm {
    /// Write the form that is filled, and nothing else.
    #[arg(long)]
    make: bool,
    /// The form.
    #[arg(long)]
    form: PathBuf,
    /// The file to write.
    #[arg(long, default_value = "filled.docx")]
    out: PathBuf,
}

impl BenchForm {
    /// Makes the form, or fills it and prints time and peak memory as JSON.
    pub fn run(&self) -> Result<Outcome, Failure> {
        if self.make {
            std::fs::write(&self.form, buyer_forms::bench::form().map_err(Failure::fault)?)?;
            return Ok(Outcome::Fine);
        }
        let templates = Templates::load(None).map_err(|problem| Failure::fault(problem.to_string()))?;
        let labels = Labels::parse(templates.text(LABELS_FILE).unwrap_or_default())
            .map_err(|fault| Failure::fault(fault.to_string()))?;
        let (ms, filled) = buyer_forms::bench::run(&std::fs::read(&self.form)?, &labels).map_err(Failure::fault)?;
        std::fs::write(&self.out, filled)?;
        tell!("{}", serde_json::json!({ "ms": ms, "peak_kb": memory_kb("VmHWM:") }));
        Ok(Outcome::Fine)
    }
}

/// Arguments of `bench-intake`.
#[derive(Debug, Args)]
pub struct BenchIntake {
    /// Folder of notices as text (`NAME.txt`, with `NAME.txt.expected.json` where a key exists).
    folder: PathBuf,
    /// Folder of keys; without it the keys beside the notices, else the project's.
    #[arg(long)]
    keys: Option<PathBuf>,
    /// Print every difference.
    #[arg(long)]
    verbose: bool,
}

impl BenchIntake {
    /// Reads every notice and compares it with its key; ends with 1 when a wrong date is called certain.
    pub fn run(&self) -> Result<Outcome, Failure> {
        let mut total = Score::default();
        let mut requirements = RequirementScore::default();
        let files = self.notices()?;
        tell!(
            "notice\tsteps\tfound\tcertain\tdoubted\topen\twrong certain\twrong uncertain\tbeginnings wrong\tways\trelative\tsort\tfacts"
        );
        for file in &files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Ok(text) = std::fs::read_to_string(file) else {
                tell!("{name}\tnot UTF-8");
                continue;
            };
            let proposed = intake::read(&text);
            match self.key_of(file)? {
                Some(key) => {
                    let compared = self.compare(&name, &proposed, &key)?;
                    total.add(&compared.score);
                    requirements.add(&compared.requirements);
                }
                None => print_unkeyed(&name, &proposed),
            }
        }
        print_score("all with a key", &total);
        print_shares(&total);
        print_requirements("all with a key", &requirements);
        print_many(&files);
        print_speed();
        Ok(if total.wrong_certain + requirements.wrong_certain > 0 { Outcome::Findings } else { Outcome::Fine })
    }

    fn notices(&self) -> Result<Vec<PathBuf>, Failure> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "txt" || ending == "md") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn key_of(&self, notice: &Path) -> Result<Option<String>, Failure> {
        let mut name = notice.file_name().unwrap_or_default().to_owned();
        name.push(KEY);
        let given = self.keys.as_ref().map(|folder| folder.join(&name));
        let beside = notice.with_file_name(&name);
        let ours = Path::new(KEYS).join(&name);
        let found = [given, Some(beside), Some(ours)].into_iter().flatten().find(|path| path.is_file());
        Ok(found.map(std::fs::read_to_string).transpose()?)
    }

    fn compare(&self, name: &str, proposed: &ProposedTender, key: &str) -> Result<Compared, Failure> {
        let compared = keys::compare(proposed, &keys::parse_key(key)?);
        print_score(name, &compared.score);
        print_requirements(name, &compared.requirements);
        if self.verbose || compared.score.wrong_certain + compared.requirements.wrong_certain > 0 {
            for difference in &compared.differences {
                tell!("  {difference}");
            }
        }
        Ok(compared)
    }
}

fn print_score(name: &str, score: &Score) {
    tell!(
        "{name}\t{}\t{}\t{}\t{}\t{}/{}\t{}\t{}\t{}\t{}/{}\t{}/{}+{}\t{}/{}\t{}/{}",
        score.expected,
        score.found,
        score.found_certain,
        score.found_uncertain,
        score.found_open,
        score.open,
        score.wrong_certain,
        score.wrong_uncertain,
        score.wrong_from,
        score.ways_found,
        score.ways_expected,
        score.relative_found,
        score.relative_expected,
        score.relative_wrong,
        score.sorts_found,
        score.sorts_expected,
        score.facts_found,
        score.facts_expected,
    );
}

/// A line of its own for what is demanded.
fn print_requirements(name: &str, score: &RequirementScore) {
    tell!(
        "{name}\trequirements {}\tfound {}\tcertain {}\tmissing {}\twrong certain {}\tcertain, not in the key {}\tuncertain {}",
        score.expected,
        score.found,
        score.found_certain,
        score.missing,
        score.wrong_certain,
        score.unkeyed_certain,
        score.uncertain,
    );
}

/// The three bounds; a step that the notice itself leaves open is rightly uncertain and counts in none of them.
fn print_shares(total: &Score) {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    tell!("wrong among those called certain\t{}\tbound 0", total.wrong_certain);
    tell!("stated steps found with kind and time\t{:.1} %\tbound 95", share(total.found, total.expected));
    tell!(
        "found ones doubted although the notice is clear\t{:.1} %\tbound 15",
        share(total.found_uncertain, total.found)
    );
    tell!("found ones that the notice itself leaves open\t{} of {}", total.found_open, total.open);
}

/// The folder's texts over and over: seconds, and how much memory grew meanwhile.
fn print_many(files: &[PathBuf]) {
    let texts: Vec<String> = files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    if texts.is_empty() {
        return;
    }
    texts.iter().for_each(|text| drop(intake::read(text)));
    let before = memory_kb("VmRSS:");
    let begin = std::time::Instant::now();
    texts.iter().cycle().take(MANY).for_each(|text| drop(intake::read(text)));
    tell!(
        "{MANY} notices\t{:.1} s\tmemory grew by {} KB\tpeak {} KB",
        begin.elapsed().as_secs_f64(),
        memory_kb("VmRSS:").saturating_sub(before),
        memory_kb("VmHWM:")
    );
}

/// A figure of this process in KB; 0 where the system does not tell.
fn memory_kb(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// How long a text at the limit takes: dates without end, and words without a date.
fn print_speed() {
    let line = "入札書の提出期限 令和８年９月２５日（金）午後５時まで（必着）とする。\n";
    let words = "本業務の実施に当たり必要な事項を定める仕様書の提出方法及び質問の一覧。\n";
    for (name, text) in [("dates", line), ("words", words)] {
        let text = text.repeat(2_000_000 / text.len());
        let begin = std::time::Instant::now();
        intake::read(&text);
        tell!("2 MB of {name}\t{} ms", begin.elapsed().as_millis());
    }
}

fn print_unkeyed(name: &str, proposed: &ProposedTender) {
    let certain = proposed.milestones.iter().filter(|milestone| milestone.certain).count();
    let uncertain = proposed.milestones.len() - certain;
    tell!("{name}\tno key\t{certain} certain\t{uncertain} uncertain");
}
