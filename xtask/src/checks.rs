//! The checks that run nothing of Musubi's: form, lints, documentation, dependencies.

use crate::{
    command, deny,
    problem::{Explain, Outcome},
    progress,
};

/// A check and the name that `--only` knows it by.
pub struct Check {
    pub name: &'static str,
    title: &'static str,
    work: fn() -> Outcome,
}

pub const ALL: [Check; 5] = [
    Check { name: "format", title: "Format", work: format },
    Check { name: "lints", title: "Lints: server and xtask", work: lints },
    Check { name: "browser-lints", title: "Lints: browser half", work: browser_lints },
    Check { name: "docs", title: "Documentation", work: docs },
    Check { name: "deny", title: "Dependencies", work: deny::check },
];

impl Check {
    pub fn run(&self) -> Outcome {
        progress::step(self.title, self.work)
    }
}

/// `cargo xtask check`: all of them, also after one failed.
pub fn all() -> Outcome {
    let failed: Vec<&str> = ALL.iter().filter(|check| check.run().is_err()).map(|check| check.name).collect();
    failed.is_empty().then_some(()).explain(format!("failed: {}", failed.join(", ")))
}

fn format() -> Outcome {
    command::run(command::cargo().args(["fmt", "--all", "--check"]))
}

/// Apart, not `--workspace`: together they would need the shared dependencies with other features, built again.
fn lints() -> Outcome {
    for package in ["musubi", "xtask"] {
        command::run(command::cargo().args([
            "clippy",
            "--locked",
            "--package",
            package,
            "--all-targets",
            "--",
            "-Dwarnings",
        ]))?;
    }
    Ok(())
}

/// On the host's target, where the machine's own clippy works.
fn browser_lints() -> Outcome {
    let mut clippy = command::cargo();
    clippy.args([
        "clippy",
        "--locked",
        "--package",
        "musubi",
        "--lib",
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    command::run(clippy.args(["--", "-Dwarnings"]))
}

fn docs() -> Outcome {
    let mut doc = command::cargo();
    doc.args(["doc", "--locked", "--package", "musubi", "--lib", "--no-deps", "--document-private-items"]);
    command::run(doc.env("RUSTDOCFLAGS", "-Dwarnings"))
}
