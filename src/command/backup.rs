//! `musubi backup` and `musubi restore`: everything to one file and back.

use std::path::PathBuf;

use clap::Args;
use musubi::server::failure::Failure;
use musubi::server::services::backups;

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    #[command(flatten)]
    folder: DataFolder,
    /// The file to write.
    file: PathBuf,
}

impl Backup {
    /// Writes the file.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let head = backups::save(&call, &self.file).await?;
        tell!("{}: {} rows", self.file.display(), head.rows());
        Ok(Outcome::Fine)
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::File(&self.file)
    }
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    folder: DataFolder,
    /// The backup to read.
    file: PathBuf,
}

impl Restore {
    /// Replaces everything by the backup.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call().await?;
        let restored = backups::restore(&call, &self.file).await?;
        tell!("{}: {} rows restored; everybody signs in again", self.file.display(), restored.head.rows());
        if let Some(before) = restored.before {
            tell!("What was there before is in {}", before.display());
        }
        Ok(Outcome::Fine)
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::File(&self.file)
    }
}
