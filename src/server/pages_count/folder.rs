//! The folder in which the office program works: only this process's user can enter it, and it goes away.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The largest PDF that is read.
const LARGEST_PDF: u64 = 200 << 20;

/// How the names of the folders begin.
const NAME: &str = "musubi-office-";
/// The file in a folder that its process holds locked: the system lets go of it however the process ends.
const LOCK: &str = "in-use";

/// Holds the program's profile, and a paper while it is converted.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    lock: File,
}

impl Folder {
    pub(super) fn make() -> std::io::Result<Self> {
        Self::make_in(&std::env::temp_dir())
    }

    fn make_in(parent: &Path) -> std::io::Result<Self> {
        let random = RandomState::new().build_hasher().finish();
        let path = parent.join(format!("{NAME}{}-{random:016x}", std::process::id()));
        DirBuilder::new().mode(0o700).create(&path)?;
        let lock = File::create_new(path.join(LOCK))?;
        // Whoever sweeps at this moment may be first; then the folder is theirs to remove.
        lock.try_lock()?;
        Ok(Self { path, lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn profile(&self) -> PathBuf {
        self.path.join("profile")
    }

    pub(super) fn paper(&self) -> PathBuf {
        self.path.join("paper.docx")
    }

    fn typeset(&self) -> PathBuf {
        self.path.join("paper.pdf")
    }

    /// Puts a paper in.
    pub(super) async fn put(&self, docx: &[u8]) -> std::io::Result<()> {
        tokio::fs::write(self.paper(), docx).await
    }

    /// Takes the PDF out; neither it nor the paper stays.
    pub(super) async fn fetch(&self) -> std::io::Result<Vec<u8>> {
        let typeset = self.typeset();
        if tokio::fs::metadata(&typeset).await?.len() > LARGEST_PDF {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        let pdf = tokio::fs::read(&typeset).await?;
        tokio::fs::remove_file(&typeset).await?;
        tokio::fs::remove_file(self.paper()).await?;
        Ok(pdf)
    }
}

/// Removes the folders of processes that were killed before they could: those whose lock nobody holds any more.
pub(super) fn sweep() {
    sweep_in(&std::env::temp_dir());
}

fn sweep_in(parent: &Path) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    let is_ours = |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with(NAME));
    for folder in entries.filter_map(Result::ok).filter(|entry| is_ours(&entry.file_name())) {
        // What cannot be opened is somebody else's.
        let Ok(lock) = File::open(folder.path().join(LOCK)) else { continue };
        if lock.try_lock().is_ok() && std::fs::remove_dir_all(folder.path()).is_err() {
            tracing::warn!("a folder of the office program stays in the system's temporary folder");
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing can be told to anyone here; what stays lies in the system's folder for such files.
        let _ = std::fs::remove_dir_all(&self.path);
        let _ = self.lock.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_killed_process_is_swept_and_one_in_use_is_not() {
        let parent = tempfile::tempdir().unwrap();
        let in_use = Folder::make_in(parent.path()).unwrap();
        let left = Folder::make_in(parent.path()).unwrap();
        std::fs::write(left.path().join("paper.docx"), b"paper").unwrap();
        let path = left.path().to_owned();
        // A process that is killed lets go of its locks and runs no destructor.
        left.lock.unlock().unwrap();
        std::mem::forget(left);
        let other = parent.path().join("musubi-office-none");
        std::fs::create_dir(&other).unwrap();
        sweep_in(parent.path());
        assert!(!path.exists() && in_use.path().exists() && other.exists());
    }
}
