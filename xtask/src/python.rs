//! Python's packages in virtual environments under the target folder, exactly as their requirement files say.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command, debian,
    fingerprint::{Fingerprint, Stamp},
    paths,
    problem::{Explain, Outcome},
    progress,
};

/// The folder of programs of an environment that holds what `requirements` lists.
pub fn environment(name: &str, requirements: &Path) -> Outcome<PathBuf> {
    let folder = paths::target().join(name);
    let programs = folder.join("bin");
    let wanted = Fingerprint::default().file(requirements).finish();
    let stamp = Stamp::at(folder.join("stamp"));
    if !stamp.is(&wanted) {
        progress::note(format!("Python environment {}", folder.display()));
        create(&folder)?;
        let mut pip = command::program(programs.join("pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        command::quiet(pip.arg(requirements))?;
        stamp.set(&wanted)?;
    }
    Ok(programs)
}

fn create(folder: &Path) -> Outcome {
    debian::ensure(&[&debian::PYTHON])?;
    if folder.exists() {
        fs::remove_dir_all(folder).explain(folder.display())?;
    }
    let make = || command::quiet(command::program(debian::PYTHON.path()).args(["-m", "venv"]).arg(folder));
    // Debian's own Python comes without this module until asked for.
    make().or_else(|problem| debian::install_python_venv().and_then(|()| make()).map_err(|_| problem))
}
