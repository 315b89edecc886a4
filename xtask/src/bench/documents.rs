//! Writing a document of 100 pages, next to python-docx and npm docx;
//! what is written: `bench/documents/README.md`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
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
const PEAK_KB: f64 = 64.0 * 1024.0;

/// One way to write the document, and what it took: medians.
struct Writer {
    name: &'static str,
    ms: f64,
    peak_kb: f64,
    content: Value,
}

/// Measures all three one after the other.
pub fn run(bounds: Bounds) -> Outcome {
    server::build(Profile::Release)?;
    let scripts = paths::root().join("bench/documents");
    let output = paths::target().join("bench/documents");
    fs::create_dir_all(&output).explain(output.display())?;
    let python =
        python::environment("venv-bench", &scripts.join("requirements.txt"))?.join("python");
    let node = install_npm_docx(&scripts)?;

    let musubi = paths::binary(Profile::Release);
    let measure = |name, command: &dyn Fn() -> Command| measure(name, &output, &python, command);
    let ours = measure("musubi", &|| with(&musubi, &["bench-document", "--out"]))?;
    let python_docx = measure("python-docx", &|| {
        with(
            &python,
            &[&scripts.join("python_docx.py").to_string_lossy()],
        )
    })?;
    let npm_docx = measure("npm docx", &|| {
        with(&npm::program(), &[&node.to_string_lossy()])
    })?;
    report(&ours, &[&python_docx, &npm_docx]);
    judge(bounds, &ours, &python_docx, &npm_docx)
}

/// The script runs from the folder of its packages, which is where Node.js looks for them.
fn install_npm_docx(scripts: &Path) -> Outcome<PathBuf> {
    let folder = npm::install_copy(scripts, &paths::target().join("npm-bench"))?;
    let script = folder.join("docx.mjs");
    fs::copy(scripts.join("docx.mjs"), &script).explain(script.display())?;
    Ok(script)
}

fn with(program: &Path, arguments: &[&str]) -> Command {
    let mut command = command::program(program);
    command.args(arguments);
    command
}

fn measure(
    name: &'static str,
    output: &Path,
    python: &Path,
    command: &dyn Fn() -> Command,
) -> Outcome<Writer> {
    progress::step(name, || {
        let file = output.join(name.replace(' ', "-")).with_extension("docx");
        let mut runs = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            runs.push(last_json(&command::capture(command().arg(&file))?)?);
        }
        let count = paths::root().join("bench/documents/count.py");
        let content = last_json(&command::capture(
            command::program(python).arg(count).arg(&file),
        )?)?;
        Ok(Writer {
            name,
            ms: median(&runs, "ms")?,
            peak_kb: median(&runs, "peak_kb")?,
            content,
        })
    })
}

fn median(runs: &[Value], name: &str) -> Outcome<f64> {
    let mut numbers = runs
        .iter()
        .map(|run| number(run, name))
        .collect::<Outcome<Vec<f64>>>()?;
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().explain("no run")
}

fn report(ours: &Writer, peers: &[&Writer]) {
    println!(
        "{:<14}{:>10}{:>12}{:>10}   content",
        "writer", "ms", "peak MB", "times"
    );
    for writer in [ours].iter().chain(peers) {
        let (ms, peak, times) = (writer.ms, writer.peak_kb / 1024.0, writer.ms / ours.ms);
        println!(
            "{:<14}{ms:>10.1}{peak:>12.1}{times:>10.1}   {}",
            writer.name, writer.content
        );
    }
    let line = |writer: &Writer| json!({ "writer": writer.name, "ms": writer.ms, "peak_kb": writer.peak_kb, "content": writer.content });
    let writers: Vec<Value> = [ours]
        .iter()
        .chain(peers)
        .map(|writer| line(writer))
        .collect();
    println!(
        "{}",
        json!({ "bench": "documents", "runs": RUNS, "writers": writers })
    );
}

fn judge(bounds: Bounds, ours: &Writer, python_docx: &Writer, npm_docx: &Writer) -> Outcome {
    let times = |peer: &Writer, bound: f64| Holds::from(peer.ms / ours.ms >= bound);
    let verdicts = [
        (
            "ten times as fast as python-docx",
            times(python_docx, TIMES_PYTHON_DOCX),
        ),
        (
            "five times as fast as npm docx",
            times(npm_docx, TIMES_NPM_DOCX),
        ),
        (
            "under 64 MB at the peak",
            Holds::from(ours.peak_kb < PEAK_KB),
        ),
    ];
    let all: Vec<Outcome> = verdicts
        .into_iter()
        .map(|(bound, holds)| bounds.judge(bound, holds))
        .collect();
    all.into_iter().collect()
}
