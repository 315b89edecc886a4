//! Rust's library for the browser target, built once from the source that Debian ships beside its compiler.
//! Nothing is written outside the target folder.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use crate::{
    command,
    compiler::{self, TARGET},
    fingerprint::{Fingerprint, Stamp},
    paths,
    problem::{Explain, Outcome},
    progress,
};

/// The folder for `--sysroot`, built when it is not there or was built by another version.
pub fn debian() -> Outcome<PathBuf> {
    let sysroot = paths::target().join("wasm-sysroot");
    let version = compiler::debian_version()?;
    let made_from = Fingerprint::default().text(&version).finish();
    let stamp = Stamp::at(sysroot.join("stamp"));
    if !stamp.is(&made_from) {
        progress::step("Browser half: Rust's library for the browser target", || {
            stamp.clear();
            build_library(&sysroot, &version)?;
            stamp.set(&made_from)
        })?;
    }
    Ok(sysroot)
}

fn build_library(sysroot: &Path, version: &str) -> Outcome {
    let work = paths::target().join("wasm-library");
    write_empty_crate(&work)?;
    // Without bitcode a later `lto = true` fails ("failed to get bitcode").
    let mut cargo = compiler::debian_cargo();
    cargo.current_dir(&work).env("RUSTFLAGS", "-Cembed-bitcode=yes").env("RUSTC_BOOTSTRAP", "1");
    cargo.args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort", "--target-dir"]);
    // A build folder of the person's own choice would keep the libraries elsewhere.
    cargo.env("CARGO_BUILD_BUILD_DIR", work.join("target"));
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
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    replace_folder(&work.join("src"))?;
    fs::write(work.join("Cargo.toml"), manifest).explain(work.display())?;
    fs::write(work.join("src/lib.rs"), "").explain(work.display())
}

fn link_host_library(sysroot: &Path, version: &str) -> Outcome {
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).explain("rustc -vV names no host")?;
    let prefix = command::capture(compiler::debian_rustc().args(["--print", "sysroot"]))?;
    let link = sysroot.join("lib/rustlib").join(host);
    fs::remove_file(&link).unwrap_or_default();
    symlink(Path::new(prefix.trim()).join("lib/rustlib").join(host), &link).explain(link.display())
}

fn replace_folder(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).explain(folder.display())?;
    }
    fs::create_dir_all(folder).explain(folder.display())
}
