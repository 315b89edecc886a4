//! The compiler for the browser half: the machine's own when it has the target, else Debian's with a library that
//! is built once from the source that Debian ships beside it. Nothing is written outside the target folder.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command, debian,
    fingerprint::{Fingerprint, Stamp},
    paths,
    problem::{Explain, Outcome, Problem},
    progress,
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
    debian::ensure(&[
        &debian::RUSTC,
        &debian::CARGO,
        &debian::RUST_SOURCE,
        &debian::WASM_LINKER,
    ])
    .map_err(|problem| {
        Problem::new(format!(
            "the browser target is missing: run `rustup target add {TARGET}` (else: {problem})"
        ))
    })?;
    Ok(Compiler::Debian {
        sysroot: debian_sysroot()?,
    })
}

impl Compiler {
    /// `cargo` for the browser target.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Own => without_flags(command::cargo()),
            Self::Debian { sysroot } => {
                let mut cargo = debian_cargo();
                cargo
                    .env(
                        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                        debian::WASM_LINKER.path(),
                    )
                    .env(
                        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                        format!("--sysroot={}", sysroot.display()),
                    );
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
    let asked = command::capture(command::program("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]));
    let library = asked
        .ok()
        .and_then(|folder| fs::read_dir(folder.trim()).ok());
    let is_std = |name: String| name.starts_with("libstd-") && name.ends_with(".rlib");
    library.is_some_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().into_string().is_ok_and(is_std))
    })
}

/// `RUSTUP_AUTO_INSTALL=0` tells rustup to fetch nothing; it is then not even asked.
fn added_by_rustup() -> bool {
    let may_fetch = std::env::var("RUSTUP_AUTO_INSTALL").as_deref() != Ok("0");
    may_fetch
        && command::quiet(command::program("rustup").args(["target", "add", TARGET])).is_ok()
        && own_has_target()
}

fn debian_version() -> Outcome<String> {
    command::capture(debian_environment(&mut command::program(debian::RUSTC.path())).arg("-vV"))
}

fn debian_cargo() -> Command {
    let mut cargo = without_flags(command::cargo_at(&debian::CARGO.path()));
    debian_environment(&mut cargo).env("RUSTC", debian::RUSTC.path());
    cargo
}

/// Takes away what rustup and an outer cargo set for their own compiler.
fn debian_environment(command: &mut Command) -> &mut Command {
    command
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("LD_LIBRARY_PATH")
}

/// General flags would take the place of those for the browser target.
fn without_flags(mut cargo: Command) -> Command {
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
    ] {
        cargo.env_remove(name);
    }
    cargo
}

fn debian_sysroot() -> Outcome<PathBuf> {
    let sysroot = paths::target().join("wasm-sysroot");
    let version = debian_version()?;
    let made_from = Fingerprint::default().text(&version).finish();
    let stamp = Stamp::at(sysroot.join("stamp"));
    if !stamp.is(&made_from) {
        progress::step(
            "Browser half: Rust's library for the browser target",
            || {
                stamp.clear();
                build_library(&sysroot, &version)?;
                stamp.set(&made_from)
            },
        )?;
    }
    Ok(sysroot)
}

fn build_library(sysroot: &Path, version: &str) -> Outcome {
    let work = paths::target().join("wasm-library");
    write_empty_crate(&work)?;
    // Without bitcode a later `lto = true` fails ("failed to get bitcode").
    let mut cargo = debian_cargo();
    cargo
        .current_dir(&work)
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC_BOOTSTRAP", "1");
    cargo.args([
        "build",
        "--release",
        "--target",
        TARGET,
        "-Zbuild-std=std,panic_abort",
        "--target-dir",
    ]);
    command::run(cargo.arg(work.join("target")))?;

    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let built = work.join("target").join(TARGET).join("release/deps");
    replace_folder(&library)?;
    for entry in fs::read_dir(&built).explain(built.display())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty") {
            fs::copy(entry.path(), library.join(&name)).explain(&name)?;
        }
    }
    link_host_library(sysroot, version)?;
    fs::remove_dir_all(&work).explain(work.display())
}

/// Its own workspace, so that cargo does not take it for a forgotten member of ours.
fn write_empty_crate(work: &Path) -> Outcome {
    let manifest =
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    replace_folder(&work.join("src"))?;
    fs::write(work.join("Cargo.toml"), manifest).explain(work.display())?;
    fs::write(work.join("src/lib.rs"), "").explain(work.display())
}

fn link_host_library(sysroot: &Path, version: &str) -> Outcome {
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .explain("rustc -vV names no host")?;
    let prefix = command::capture(
        debian_environment(&mut command::program(debian::RUSTC.path()))
            .args(["--print", "sysroot"]),
    )?;
    let link = sysroot.join("lib/rustlib").join(host);
    fs::remove_file(&link).unwrap_or_default();
    symlink(
        Path::new(prefix.trim()).join("lib/rustlib").join(host),
        &link,
    )
    .explain(link.display())
}

fn replace_folder(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).explain(folder.display())?;
    }
    fs::create_dir_all(folder).explain(folder.display())
}
