//! The compiler for the browser half: the machine's own when it has the target, else Debian's
//! with a library of ours (`sysroot`).

use std::{fs, path::PathBuf, process::Command};

use crate::{
    command, debian,
    problem::{Outcome, Problem},
    sysroot,
};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A way to compile for browsers.
pub enum Compiler {
    /// The cargo that runs xtask.
    Own,
    /// Debian's, with the library in this folder.
    Debian { sysroot: PathBuf },
}

/// The first way that this machine offers.
pub fn find() -> Outcome<Compiler> {
    if own_has_target() || added_by_rustup() {
        return Ok(Compiler::Own);
    }
    debian::ensure(&[&debian::RUSTC, &debian::CARGO, &debian::RUST_SOURCE, &debian::WASM_LINKER]).map_err(
        |problem| {
            Problem::new(format!("the browser target is missing: run `rustup target add {TARGET}` (else: {problem})"))
        },
    )?;
    Ok(Compiler::Debian { sysroot: sysroot::debian()? })
}

impl Compiler {
    /// `cargo` for the browser target.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Own => without_flags(command::cargo()),
            Self::Debian { sysroot } => {
                let target = |key: &str, value: String| format!("target.{TARGET}.{key}={value}");
                let linker = target("linker", format!("{:?}", debian::WASM_LINKER.path()));
                let flags = format!("--sysroot={}", sysroot.display());
                let flags = target("rustflags", format!("[{flags:?}]"));
                let mut cargo = debian_cargo();
                cargo.args(["--config", &linker, "--config", &flags]);
                cargo
            }
        }
    }

    /// What tells one compiler's output from another's.
    pub fn version(&self) -> Outcome<String> {
        match self {
            Self::Own => command::capture(command::program("rustc").arg("-vV")),
            Self::Debian { .. } => debian_version(),
        }
    }
}

fn own_has_target() -> bool {
    let asked = command::capture(command::program("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let library = asked.ok().and_then(|folder| fs::read_dir(folder.trim()).ok());
    let is_std = |name: String| name.starts_with("libstd-") && name.ends_with(".rlib");
    library.is_some_and(|files| files.flatten().any(|file| file.file_name().into_string().is_ok_and(is_std)))
}

/// `RUSTUP_AUTO_INSTALL=0` tells rustup to fetch nothing; it is then not even asked.
fn added_by_rustup() -> bool {
    let may_fetch = std::env::var("RUSTUP_AUTO_INSTALL").as_deref() != Ok("0");
    may_fetch && command::quiet(command::program("rustup").args(["target", "add", TARGET])).is_ok() && own_has_target()
}

pub fn debian_version() -> Outcome<String> {
    command::capture(debian_rustc().arg("-vV"))
}

pub fn debian_rustc() -> Command {
    let mut rustc = command::program(debian::RUSTC.path());
    forget_rustup(&mut rustc);
    rustc
}

pub fn debian_cargo() -> Command {
    let mut cargo = without_flags(command::cargo_at(&debian::CARGO.path()));
    forget_rustup(&mut cargo);
    cargo.env("RUSTC", debian::RUSTC.path());
    cargo
}

/// Takes away what rustup and an outer cargo set for their own compiler.
fn forget_rustup(command: &mut Command) {
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("LD_LIBRARY_PATH");
}

/// General flags would take the place of those for the browser target.
fn without_flags(mut cargo: Command) -> Command {
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        cargo.env_remove(name);
    }
    cargo
}
