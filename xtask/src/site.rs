//! The site: the folder beside the server's binary with everything that it serves as files,
//! compressed beforehand.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    browser, command, debian, editor,
    fingerprint::{Fingerprint, Stamp, files_under},
    npm,
    paths::{self, Profile},
    problem::{Explain, Outcome},
    progress, style,
};

/// Kinds of file that compression makes smaller; pictures and fonts are compressed already.
const COMPRESSED: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Brings the site beside the binary of a profile up to date.
pub fn build(profile: Profile) -> Outcome<PathBuf> {
    let pkg = browser::build()?;
    let (stage, fingerprint) = stage(&[pkg, editor::build()?])?;
    let site = paths::site(profile);
    let stamp = Stamp::at(site.with_extension("stamp"));
    if !(site.exists() && stamp.is(&fingerprint)) {
        stamp.clear();
        replace(&stage, &site)?;
        stamp.set(&fingerprint)?;
    }
    Ok(site)
}

/// The site as it is to be, in a folder that no server reads.
fn stage(parts: &[PathBuf]) -> Outcome<(PathBuf, String)> {
    let stage = paths::target().join("browser/site");
    let stamp = Stamp::at(paths::target().join("browser/site.stamp"));
    let fingerprint = inputs(parts);
    if !stamp.is(&fingerprint) {
        progress::step("Site: style, assets, compression", || {
            stamp.clear();
            assemble(parts, &stage)?;
            compress(&stage)?;
            stamp.set(&fingerprint)
        })?;
    }
    Ok((stage, fingerprint))
}

fn inputs(parts: &[PathBuf]) -> String {
    let mut inputs = Fingerprint::default();
    for folder in parts.iter().chain([&paths::root().join("style")]) {
        for path in files_under(folder) {
            inputs.file(&path);
        }
    }
    inputs.finish()
}

fn assemble(parts: &[PathBuf], stage: &Path) -> Outcome {
    if stage.exists() {
        fs::remove_dir_all(stage).explain(stage.display())?;
    }
    copy_folder(&paths::root().join("style/assets"), stage)?;
    for part in parts {
        copy_folder(part, &stage.join("pkg"))?;
    }
    let sheet = style::sheet(&paths::root().join("style/main.css"))?;
    fs::write(stage.join("pkg/musubi.css"), sheet).explain("musubi.css")
}

fn compress(stage: &Path) -> Outcome {
    let is_compressed = |path: &PathBuf| {
        path.extension().and_then(|extension| extension.to_str()).is_some_and(|known| COMPRESSED.contains(&known))
    };
    let files: BTreeSet<PathBuf> = files_under(stage).into_iter().filter(is_compressed).collect();
    debian::ensure(&[&debian::NODE])?;
    command::run(npm::node().arg(paths::root().join("xtask/npm/compress.mjs")).args(files))
}

/// Swaps the folder in one step, so that a running server never sees half a site.
fn replace(stage: &Path, site: &Path) -> Outcome {
    let (new, old) = (site.with_extension("new"), site.with_extension("old"));
    for rest in [&new, &old] {
        if rest.exists() {
            fs::remove_dir_all(rest).explain(rest.display())?;
        }
    }
    copy_folder(stage, &new)?;
    if site.exists() {
        fs::rename(site, &old).explain(site.display())?;
    }
    fs::rename(&new, site).explain(site.display())?;
    if old.exists() {
        fs::remove_dir_all(&old).explain(old.display())?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).explain(to.display())?;
    for path in files_under(from) {
        let target = to.join(path.strip_prefix(from).explain(path.display())?);
        fs::create_dir_all(target.parent().unwrap_or(to)).explain(target.display())?;
        fs::copy(&path, &target).explain(path.display())?;
    }
    Ok(())
}
