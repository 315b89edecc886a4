//! npm's packages, exactly as their lock files say.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command, debian,
    fingerprint::{Fingerprint, Stamp},
    paths,
    problem::{Explain, Outcome},
    progress,
};

/// Installs the programs of `xtask/npm` under the target folder.
pub fn tools() -> Outcome<PathBuf> {
    install_copy(&paths::root().join("xtask/npm"), &paths::target().join("npm-tools"))
}

/// Installs what `source` locks into `folder`, so that `source` itself stays clean.
/// Not by `npm ci`: it also wants the optional packages for other systems, which not every mirror carries.
pub fn install_copy(source: &Path, folder: &Path) -> Outcome<PathBuf> {
    fs::create_dir_all(folder).explain(folder.display())?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), folder.join(name)).explain(source.join(name).display())?;
    }
    once(folder, &["install", "--no-save"])?;
    Ok(folder.to_path_buf())
}

/// Installs what a folder locks into the folder itself, where its sources look for it. Not by `npm ci`, like above.
pub fn install_beside(folder: &Path) -> Outcome {
    once(folder, &["install", "--no-save"])
}

/// `npm ci` in a folder.
pub fn install(folder: &Path) -> Outcome {
    once(folder, &["ci"])
}

/// Node.js, to run an installed script.
pub fn node() -> Command {
    command::program(program())
}

/// Where Node.js is.
pub fn program() -> PathBuf {
    debian::NODE.path()
}

/// Nothing is done when the same lock file was installed before.
fn once(folder: &Path, arguments: &[&str]) -> Outcome {
    let lock =
        Fingerprint::default().file(&folder.join("package.json")).file(&folder.join("package-lock.json")).finish();
    let stamp = Stamp::at(folder.join("node_modules/.xtask-stamp"));
    if stamp.is(&lock) {
        return Ok(());
    }
    debian::ensure(&[&debian::NODE, &debian::NPM])?;
    progress::note(format!("npm {} in {}", arguments.join(" "), folder.display()));
    let mut npm = command::program(debian::NPM.path());
    npm.args(arguments).args(["--no-audit", "--no-fund"]).current_dir(folder);
    command::quiet(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    stamp.set(&lock)
}
