//! The editor of sections: TypeScript in `editor/`, bundled into one module that only a section's page loads.

use std::{path::PathBuf, process::Command};

use crate::{
    command, debian,
    fingerprint::{Fingerprint, Stamp, files_under},
    judges, npm, paths,
    problem::Outcome,
    progress,
    tally::Tally,
};

/// The folder with `editor.js`, made anew only when something that it comes from changed.
pub fn build() -> Outcome<PathBuf> {
    let output = paths::target().join("browser/editor");
    let stamp = Stamp::at(paths::target().join("browser/editor.stamp"));
    let fingerprint = inputs();
    if output.join("editor.js").exists() && stamp.is(&fingerprint) {
        return Ok(output);
    }
    stamp.clear();
    progress::step("Editor: bundle", || {
        npm::install_beside(&source())?;
        // It fails when the bundle is too large or holds a package twice.
        command::run(npm::node().arg(source().join("scripts/build.mjs")).arg(&output))
    })?;
    stamp.set(&fingerprint)?;
    Ok(output)
}

/// Types, then the tests in node and in Chromium that match.
pub fn test(filter: Option<&str>) -> Outcome<(Tally, Outcome)> {
    debian::ensure(&[&debian::PDF_TEXT])?;
    let mut tests = tests()?;
    command::run(npm::node().arg(source().join("node_modules/typescript/bin/tsc")).current_dir(source()))?;
    tests.args(filter).env(debian::PDF_TEXT.variable(), debian::PDF_TEXT.path());
    let (lines, verdict) = command::watch(&mut tests)?;
    Ok((Tally::of_node(&lines), verdict))
}

/// `cargo xtask bench editor`: what an opening and a key cost in Chromium, each the median of three; fails where the
/// product promises less.
pub fn bench() -> Outcome {
    command::run(tests()?.env("MUSUBI_BENCH", "1"))
}

fn tests() -> Outcome<Command> {
    let bundle = build()?;
    npm::install_beside(&source())?;
    let mut tests = npm::node();
    tests.arg(source().join("scripts/test.mjs")).arg("--build").arg(bundle);
    judges::of_pages(&mut tests)?;
    Ok(tests)
}

fn source() -> PathBuf {
    paths::root().join("editor")
}

fn inputs() -> String {
    let mut inputs = Fingerprint::default();
    for name in ["package.json", "package-lock.json", "tsconfig.json", "scripts/build.mjs"] {
        inputs.file(&source().join(name));
    }
    for path in files_under(&source().join("src")) {
        inputs.file(&path);
    }
    inputs.finish()
}
