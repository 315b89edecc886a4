//! Where things lie in the repository and under its target folder.

use std::path::{Path, PathBuf};

/// The two ways to build the server; the browser half is the same in both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

/// The root of the repository: the folder above xtask's own.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    here.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Cargo's target folder, where xtask keeps everything that it makes.
pub fn target() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root().join(chosen)
}

/// The server's binary.
pub fn binary(profile: Profile) -> PathBuf {
    profile_folder(profile).join("musubi")
}

/// The site always stands beside the binary that serves it.
pub fn site(profile: Profile) -> PathBuf {
    profile_folder(profile).join("site")
}

fn profile_folder(profile: Profile) -> PathBuf {
    target().join(match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    })
}
