//! Whether inputs changed since a result was made: by content, not by time,
//! since a fresh checkout changes times only.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::problem::{Explain, Outcome};

/// A running summary of inputs.
#[derive(Default)]
pub struct Fingerprint(DefaultHasher);

impl Fingerprint {
    pub fn text(&mut self, text: &str) -> &mut Self {
        text.hash(&mut self.0);
        self
    }

    /// A file's name and content; one that is not there counts too.
    pub fn file(&mut self, path: &Path) -> &mut Self {
        path.hash(&mut self.0);
        fs::read(path).ok().hash(&mut self.0);
        self
    }

    pub fn finish(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// The file that remembers which inputs a result was made from.
pub struct Stamp(PathBuf);

impl Stamp {
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|known| known == fingerprint)
    }

    pub fn clear(&self) {
        // Nothing there to begin with is as good.
        fs::remove_file(&self.0).unwrap_or_default();
    }

    pub fn set(&self, fingerprint: &str) -> Outcome {
        fs::write(&self.0, fingerprint).explain(self.0.display())
    }
}

/// Every file under a folder, sorted; none when the folder is missing.
pub fn files_under(folder: &Path) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.append(&mut files_under(&path));
        } else {
            files.insert(path);
        }
    }
    files
}
