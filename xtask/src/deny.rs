//! What may be depended on: `cargo deny` with `deny.toml`, installed under the target folder
//! when the machine has none.

use std::path::PathBuf;

use crate::{
    command, paths,
    problem::{Outcome, Problem},
    progress,
};

const VERSION: &str = "0.20.2";

/// Licences, bans and sources always; advisories where their database can be had, and a visible line where not.
pub fn check() -> Outcome {
    let program = program()?;
    command::run(command::cargo_at(&program).args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))?;
    let database = command::quiet(command::cargo_at(&program).args(["fetch", "db"]));
    if let Err(problem) = database {
        let reason = problem.to_string();
        progress::note("SKIPPED: advisories, since their database cannot be fetched from here");
        progress::note(reason.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim());
        return Ok(());
    }
    command::run(command::cargo_at(&program).args(["check", "--hide-inclusion-graph", "advisories"]))
}

/// The machine's own, else ours. Built without optimisation, since it runs for seconds.
fn program() -> Outcome<PathBuf> {
    let name = PathBuf::from("cargo-deny");
    if command::quiet(command::cargo_at(&name).arg("--version")).is_ok() {
        return Ok(name);
    }
    let tools = paths::target().join("tools");
    let program = tools.join("bin/cargo-deny");
    if !program.exists() {
        progress::note(format!("installing cargo-deny {VERSION} under {}", tools.display()));
        let mut install = command::cargo();
        install.args(["install", "--debug", "--locked", "cargo-deny", "--version", VERSION, "--root"]).arg(&tools);
        command::quiet(&mut install).map_err(|problem| {
            Problem::new(format!("cargo-deny is missing: run `cargo install --locked cargo-deny` ({problem})"))
        })?;
    }
    Ok(program)
}
