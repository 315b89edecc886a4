//! The one place that knows where Debian puts programs and which package brings them.
//! Every path can be overridden by the environment variable beside it.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use crate::{
    command,
    problem::{Outcome, Problem},
    progress,
};

/// Something that xtask needs and that Debian can install.
pub struct Need {
    what: &'static str,
    variable: &'static str,
    usual: &'static str,
    package: &'static str,
    elsewhere: Elsewhere,
}

/// Whether a program of the same name on `PATH` does as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    OnPath,
    /// Only Debian's own: a rustc of rustup has the name and not the library source that belongs to it.
    Nowhere,
}

pub const RUSTC: Need = Need {
    what: "a Rust compiler with the browser target's library source",
    variable: "MUSUBI_RUSTC_WEB",
    usual: "/usr/bin/rustc",
    package: "rustc-web",
    elsewhere: Elsewhere::Nowhere,
};
pub const CARGO: Need = Need {
    what: "that compiler's cargo",
    variable: "MUSUBI_CARGO_WEB",
    usual: "/usr/bin/cargo",
    package: "cargo-web",
    elsewhere: Elsewhere::Nowhere,
};
pub const RUST_SOURCE: Need = Need {
    what: "the source of Rust's library",
    variable: "MUSUBI_RUST_SOURCE_WEB",
    usual: "/usr/lib/rustlib/src/rust/library/std",
    package: "rust-web-src",
    elsewhere: Elsewhere::Nowhere,
};
pub const WASM_LINKER: Need = Need {
    what: "a linker for the browser half",
    variable: "MUSUBI_WASM_LD",
    usual: "/usr/bin/wasm-ld-19",
    package: "lld-19",
    elsewhere: Elsewhere::OnPath,
};
pub const NODE: Need = Need {
    what: "Node.js 20",
    variable: "MUSUBI_NODE",
    usual: "/usr/bin/node",
    package: "nodejs",
    elsewhere: Elsewhere::OnPath,
};
pub const NPM: Need =
    Need { what: "npm", variable: "MUSUBI_NPM", usual: "/usr/bin/npm", package: "npm", elsewhere: Elsewhere::OnPath };
pub const CHROMIUM: Need = Need {
    what: "Chromium",
    variable: "MUSUBI_CHROMIUM",
    usual: "/usr/bin/chromium",
    package: "chromium",
    elsewhere: Elsewhere::OnPath,
};
pub const OFFICE: Need = Need {
    what: "an office program that turns documents into PDF",
    variable: "MUSUBI_TEST_SOFFICE",
    usual: "/usr/bin/soffice",
    package: "libreoffice-writer",
    elsewhere: Elsewhere::OnPath,
};
pub const PDF_TEXT: Need = Need {
    what: "a reader of PDF files",
    variable: "MUSUBI_PDFTOTEXT",
    usual: "/usr/bin/pdftotext",
    package: "poppler-utils",
    elsewhere: Elsewhere::OnPath,
};
pub const FONT_IPA: Need = Need {
    what: "IPA's Japanese fonts",
    variable: "MUSUBI_TEST_FONT_IPA",
    usual: "/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf",
    package: "fonts-ipafont",
    elsewhere: Elsewhere::OnPath,
};
pub const FONT_NOTO: Need = Need {
    what: "the Noto CJK fonts",
    variable: "MUSUBI_TEST_FONT_NOTO",
    usual: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    package: "fonts-noto-cjk",
    elsewhere: Elsewhere::OnPath,
};
pub const FONT_CONFIG: Need = Need {
    what: "fontconfig",
    variable: "MUSUBI_FC_MATCH",
    usual: "/usr/bin/fc-match",
    package: "fontconfig",
    elsewhere: Elsewhere::OnPath,
};
pub const SETPRIV: Need = Need {
    what: "setpriv",
    variable: "MUSUBI_SETPRIV",
    usual: "/usr/bin/setpriv",
    package: "util-linux",
    elsewhere: Elsewhere::OnPath,
};

pub const PYTHON: Need = Need {
    what: "Python 3.10 or newer",
    variable: "MUSUBI_PYTHON",
    usual: "python3",
    package: "python3",
    elsewhere: Elsewhere::OnPath,
};
const PYTHON_VENV: &str = "python3-venv";

/// Debian keeps PostgreSQL's server programs in one folder a version, outside `PATH`.
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";
const POSTGRES_FOLDER: &str = "MUSUBI_POSTGRES_BIN";
const POSTGRES_PACKAGE: &str = "postgresql";

impl Need {
    /// Where it is, or should be.
    pub fn path(&self) -> PathBuf {
        match std::env::var_os(self.variable) {
            Some(chosen) => chosen.into(),
            None if Path::new(self.usual).exists() || self.elsewhere == Elsewhere::Nowhere => self.usual.into(),
            None => on_path(self.usual).unwrap_or_else(|| self.usual.into()),
        }
    }

    pub const fn variable(&self) -> &'static str {
        self.variable
    }
}

/// Installs what is missing, or says in one sentence what that is and how to get it.
pub fn ensure(needs: &[&Need]) -> Outcome {
    let is_missing = |need: &&Need| !need.path().exists();
    let missing: Vec<&Need> = needs.iter().copied().filter(is_missing).collect();
    let wrongly_named = missing.iter().find(|need| std::env::var_os(need.variable).is_some());
    if let Some(need) = wrongly_named {
        let (variable, path) = (need.variable, need.path());
        return Err(Problem::new(format!("{variable} names {}, which does not exist", path.display())));
    }
    if !missing.is_empty() && may_install() {
        install(&missing.iter().map(|need| need.package).collect::<Vec<_>>())?;
    }
    match missing.into_iter().find(is_missing) {
        None => Ok(()),
        Some(need) => Err(Problem::new(format!(
            "{} is missing: as root on Debian run `apt-get install --no-install-recommends {}`, \
             or name its path in {}",
            need.what, need.package, need.variable
        ))),
    }
}

/// The folder with `initdb` and `postgres`: the newest installed version.
pub fn postgres_programs() -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os(POSTGRES_FOLDER) {
        return Ok(chosen.into());
    }
    if newest_postgres().is_none() && may_install() {
        install(&[POSTGRES_PACKAGE])?;
    }
    newest_postgres().ok_or_else(|| {
        Problem::new(format!(
            "PostgreSQL's server programs are missing: as root on Debian run \
             `apt-get install --no-install-recommends {POSTGRES_PACKAGE}`, or name their folder in {POSTGRES_FOLDER}"
        ))
    })
}

/// Whether packages can be installed, and PostgreSQL, which refuses root, needs another user.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Python's module for environments of its own, a package apart in Debian.
pub fn install_python_venv() -> Outcome {
    if may_install() {
        return install(&[PYTHON_VENV]);
    }
    Err(Problem::new(format!("`python3 -m venv` does not work: install Debian's {PYTHON_VENV} as root")))
}

fn newest_postgres() -> Option<PathBuf> {
    let version = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let versions = fs::read_dir(POSTGRES_VERSIONS).ok()?.flatten().map(|entry| entry.path());
    let newest = versions.filter(|folder| folder.join("bin/postgres").exists()).max_by_key(version)?;
    Some(newest.join("bin"))
}

/// Debian's packages can be had when this is Debian (or made from it) and we are root.
fn may_install() -> bool {
    is_root() && Path::new("/etc/debian_version").exists() && on_path("apt-get").is_some()
}

fn install(packages: &[&str]) -> Outcome {
    static LISTS_ARE_FRESH: AtomicBool = AtomicBool::new(false);
    progress::note(format!("installing Debian's packages {}", packages.join(" ")));
    if !LISTS_ARE_FRESH.swap(true, Ordering::SeqCst) {
        command::quiet(command::program("apt-get").arg("update").env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    command::quiet(
        command::program("apt-get")
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// A program of the same name elsewhere, as on systems that are not Debian.
fn on_path(program: &str) -> Option<PathBuf> {
    let name = Path::new(program).file_name()?;
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
