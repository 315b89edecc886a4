//! The server's binary: built, and run for a person.

use crate::{
    command,
    paths::{self, Profile},
    problem::Outcome,
    progress, site,
};

/// Builds the binary.
pub fn build(profile: Profile) -> Outcome {
    progress::step("Server: compile", || {
        let mut cargo = command::cargo();
        cargo.args([
            "build",
            "--locked",
            "--package",
            "musubi",
            "--bin",
            "musubi",
        ]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        command::run(&mut cargo)
    })
}

/// `cargo xtask serve`: builds what changed, then serves until Ctrl-C.
pub fn serve(arguments: &[String]) -> Outcome {
    build(Profile::Debug)?;
    site::build(Profile::Debug)?;
    let arguments = arguments
        .strip_prefix(&["--".to_owned()])
        .unwrap_or(arguments);
    command::run(
        command::program(paths::binary(Profile::Debug))
            .arg("serve")
            .args(arguments),
    )
}
