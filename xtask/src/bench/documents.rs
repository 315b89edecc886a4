//! Writing a document of 100 pages, next to python-docx and npm docx, filling one, next to docxtpl, and making every paper
//! of the catalogue; what is written: `bench/documents/README.md`.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{Bounds, Holds, last_json, number};
use crate::{
    command, npm,
    paths::{self, Profile},
    problem::{Explain, Outcome},
    progress, python, server,
};

const RUNS: usize = 5;
const TIMES_PYTHON_DOCX: f64 = 10.0;
const TIMES_NPM_DOCX: f64 = 5.0;
const TIMES_DOCXTPL: f64 = 3.0;
const CATALOGUE_MS: f64 = 300.0;
const PEAK_KB: f64 = 64.0 * 1024.0;

/// One way to write the document, and what each run told.
struct Writer {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<OsString>,
    file: PathBuf,
    runs: Vec<Value>,
}

/// What a writer took, as medians, and what it wrote.
struct Written {
    name: &'static str,
    ms: f64,
    peak_kb: f64,
    content: Value,
}

/// Measures all three in turn, so that whatever else the machine does falls on each alike.
pub fn run(bounds: Bounds) -> Outcome {
    server::build(Profile::Release)?;
    let scripts = paths::root().join("bench/documents");
    let python = python::environment("venv-bench", &scripts.join("requirements.txt"))?.join("python");
    let node = install_npm_docx(&scripts)?;
    let musubi = paths::binary(Profile::Release);
    let mut writers = [
        Writer::new("musubi", musubi, vec!["bench-document".into(), "--out".into()])?,
        Writer::new("python-docx", python.clone(), vec![scripts.join("python_docx.py").into()])?,
        Writer::new("npm docx", npm::program(), vec![node.into()])?,
    ];
    for number in 1..=RUNS {
        progress::step(&format!("run {number} of {RUNS}"), || writers.iter_mut().try_for_each(Writer::write))?;
    }
    let [ours, python_docx, npm_docx] = writers.each_ref().map(|writer| writer.result(&python));
    let (ours, python_docx, npm_docx) = (ours?, python_docx?, npm_docx?);
    report("documents", &[&ours, &python_docx, &npm_docx], ours.ms);
    let written = judge(bounds, &ours, &python_docx, &npm_docx);
    let filled = fill(bounds, &scripts, &python);
    let catalogue = catalogue(bounds);
    written.and(filled).and(catalogue)
}

/// Makes every paper of the catalogue, each time in a process of its own.
fn catalogue(bounds: Bounds) -> Outcome {
    let musubi = paths::binary(Profile::Release);
    let make = || last_json(&command::capture(command::program(&musubi).arg("bench-catalogue"))?);
    let runs = (0..RUNS).map(|_| make()).collect::<Outcome<Vec<Value>>>()?;
    let (papers, ms, peak_kb) = (median(&runs, "papers")?, median(&runs, "ms")?, median(&runs, "peak_kb")?);
    println!("{}", json!({ "bench": "catalogue", "runs": RUNS, "papers": papers, "ms": ms, "peak_kb": peak_kb }));
    let verdicts = [
        ("the whole catalogue in 300 ms", Holds::from(ms < CATALOGUE_MS)),
        ("the whole catalogue under 64 MB at the peak", Holds::from(peak_kb < PEAK_KB)),
    ];
    let all: Vec<Outcome> = verdicts.into_iter().map(|(bound, holds)| bounds.judge(bound, holds)).collect();
    all.into_iter().collect()
}

/// Fills the same form in turn; the form is made by ours and holds `{{ field_n }}` as docxtpl wants it.
fn fill(bounds: Bounds, scripts: &Path, python: &Path) -> Outcome {
    let musubi = paths::binary(Profile::Release);
    let form = paths::target().join("bench/documents/form.docx");
    command::run(command::program(&musubi).args(["bench-form", "--make", "--form"]).arg(&form))?;
    let with_form = |first: Vec<OsString>, last: Vec<OsString>| [first, vec![form.clone().into()], last].concat();
    let mut writers = [
        Writer::new(
            "musubi filling",
            musubi,
            with_form(vec!["bench-form".into(), "--form".into()], vec!["--out".into()]),
        )?,
        Writer::new("docxtpl", python.to_owned(), with_form(vec![scripts.join("docxtpl_fill.py").into()], Vec::new()))?,
    ];
    for number in 1..=RUNS {
        progress::step(&format!("filling {number} of {RUNS}"), || writers.iter_mut().try_for_each(Writer::write))?;
    }
    let [ours, docxtpl] = writers.each_ref().map(|writer| writer.result(python));
    let (ours, docxtpl) = (ours?, docxtpl?);
    report("filling", &[&ours, &docxtpl], ours.ms);
    let verdicts = [
        ("three times as fast as docxtpl", Holds::from(docxtpl.ms / ours.ms >= TIMES_DOCXTPL)),
        ("filling under 64 MB at the peak", Holds::from(ours.peak_kb < PEAK_KB)),
    ];
    let all: Vec<Outcome> = verdicts.into_iter().map(|(bound, holds)| bounds.judge(bound, holds)).collect();
    all.into_iter().collect()
}

impl Writer {
    fn new(name: &'static str, program: PathBuf, arguments: Vec<OsString>) -> Outcome<Self> {
        let folder = paths::target().join("bench/documents");
        fs::create_dir_all(&folder).explain(folder.display())?;
        let file = folder.join(name.replace(' ', "-")).with_extension("docx");
        Ok(Self { name, program, arguments, file, runs: Vec::new() })
    }

    fn write(&mut self) -> Outcome {
        let mut command = command::program(&self.program);
        let printed = command::capture(command.args(&self.arguments).arg(&self.file))?;
        self.runs.push(last_json(&printed)?);
        Ok(())
    }

    fn result(&self, python: &Path) -> Outcome<Written> {
        let count = paths::root().join("bench/documents/count.py");
        let counted = command::capture(command::program(python).arg(count).arg(&self.file))?;
        Ok(Written {
            name: self.name,
            ms: median(&self.runs, "ms")?,
            peak_kb: median(&self.runs, "peak_kb")?,
            content: last_json(&counted)?,
        })
    }
}

/// The script runs from the folder of its packages, which is where Node.js looks for them.
fn install_npm_docx(scripts: &Path) -> Outcome<PathBuf> {
    let folder = npm::install_copy(scripts, &paths::target().join("npm-bench"))?;
    let script = folder.join("docx.mjs");
    fs::copy(scripts.join("docx.mjs"), &script).explain(script.display())?;
    Ok(script)
}

fn median(runs: &[Value], name: &str) -> Outcome<f64> {
    let mut numbers = runs.iter().map(|run| number(run, name)).collect::<Outcome<Vec<f64>>>()?;
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().explain("no run")
}

fn report(bench: &str, results: &[&Written], ours: f64) {
    println!("{:<14}{:>10}{:>12}{:>10}   content", "writer", "ms", "peak MB", "times");
    for Written { name, ms, peak_kb, content } in results {
        let (peak, times) = (peak_kb / 1024.0, ms / ours);
        println!("{name:<14}{ms:>10.1}{peak:>12.1}{times:>10.1}   {content}");
    }
    let line = |result: &&Written| {
        let Written { name, ms, peak_kb, content } = result;
        json!({ "writer": name, "ms": ms, "peak_kb": peak_kb, "content": content })
    };
    let writers: Vec<Value> = results.iter().map(line).collect();
    println!("{}", json!({ "bench": bench, "runs": RUNS, "writers": writers }));
}

fn judge(bounds: Bounds, ours: &Written, python_docx: &Written, npm_docx: &Written) -> Outcome {
    let times = |peer: &Written, bound: f64| Holds::from(peer.ms / ours.ms >= bound);
    let verdicts = [
        ("ten times as fast as python-docx", times(python_docx, TIMES_PYTHON_DOCX)),
        ("five times as fast as npm docx", times(npm_docx, TIMES_NPM_DOCX)),
        ("under 64 MB at the peak", Holds::from(ours.peak_kb < PEAK_KB)),
    ];
    let all: Vec<Outcome> = verdicts.into_iter().map(|(bound, holds)| bounds.judge(bound, holds)).collect();
    all.into_iter().collect()
}
