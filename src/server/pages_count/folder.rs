//! The folder in which the office program works: only this process's user can enter it, and it goes away.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// The largest PDF that is read.
const LARGEST_PDF: u64 = 200 << 20;

/// Holds the program's profile, and a paper while it is converted.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn make() -> std::io::Result<Self> {
        let random = RandomState::new().build_hasher().finish();
        let path = std::env::temp_dir().join(format!("musubi-office-{}-{random:016x}", std::process::id()));
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self { path })
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

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing can be told to anyone here; what stays lies in the system's folder for such files.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
