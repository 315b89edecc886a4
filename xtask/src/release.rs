//! The release build that is measured.

use crate::{
    paths::{self, Profile},
    problem::{Explain, Outcome},
    server, site,
};

/// Whether it is built first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    Anew,
    /// What a build has left is measured as it stands.
    AsItStands,
}

/// Sees to it that there is one.
pub fn build(build: Build) -> Outcome {
    if build == Build::AsItStands {
        let binary = paths::binary(Profile::Release);
        return binary.exists().then_some(()).explain(format!("there is no {}", binary.display()));
    }
    server::build(Profile::Release)?;
    site::build(Profile::Release).map(drop)
}
