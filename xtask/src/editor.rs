//! The editor of sections: TypeScript in `editor/`, bundled into one module that only a section's page loads.

use std::path::PathBuf;

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
    let bundle = build()?;
    npm::install_beside(&source())?;
    command::run(npm::node().arg(source().join("node_modules/typescript/bin/tsc")).current_dir(source()))?;
    let mut tests = npm::node();
    tests.arg(source().join("scripts/test.mjs")).arg("--build").arg(bundle).args(filter);
    tests.env(debian::PDF_TEXT.variable(), debian::PDF_TEXT.path());
    judges::of_pages(&mut tests)?;
    let (lines, verdict) = command::watch(&mut tests)?;
    Ok((Tally::of_node(&lines), verdict))
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
