//! The server's binary: built, and run for a person.

use crate::{
    command,
    paths::{self, Profile},
    problem::Outcome,
    progress, site,
};

/// Builds the binary.
pub fn build(profile: Profile) -> Outcome {
    compile(match profile {
        Profile::Debug => &["--bin", "musubi"],
        Profile::Release => &["--bin", "musubi", "--release"],
    })
}

/// Builds the debug binary together with the tests: alone, it would share fewer built dependencies with them.
pub fn build_with_tests() -> Outcome {
    compile(&["--bins", "--tests"])
}

fn compile(what: &[&str]) -> Outcome {
    progress::step("Server: compile", || {
        command::run(command::cargo().args(["build", "--locked", "--package", "musubi"]).args(what))
    })
}

/// `cargo xtask serve`: builds what changed, then serves until Ctrl-C.
pub fn serve(arguments: &[String]) -> Outcome {
    build(Profile::Debug)?;
    site::build(Profile::Debug)?;
    let arguments = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    command::run(command::program(paths::binary(Profile::Debug)).arg("serve").args(arguments))
}
