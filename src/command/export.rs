//! `musubi export`: writes the papers of a bid as .docx.

use std::path::PathBuf;

use clap::Args;
use musubi::domain::document::Severity;
use musubi::domain::id::BidId;
use musubi::server::failure::Failure;
use musubi::server::services::documents;

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    folder: DataFolder,
    /// Id of the bid: the last part of its address in the browser (/bids/ID).
    #[arg(long, value_parser = super::bid_id)]
    bid: BidId,
    /// Folder that receives the files; it is made when it is not there.
    #[arg(long)]
    out: PathBuf,
    /// A form such as F01; may be given again. Without it every paper that the bid needs.
    #[arg(long)]
    form: Vec<String>,
}

impl Export {
    /// Writes the files; findings when a paper is not fit to be handed in.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let papers = documents::render_all(&call, self.bid, &self.form).await?;
        std::fs::create_dir_all(&self.out)?;
        let mut outcome = Outcome::Fine;
        for paper in papers {
            let errors = paper.findings.iter().filter(|found| found.severity == Severity::Error).count();
            if errors > 0 {
                outcome = Outcome::Findings;
            }
            // By code, so that a program finds the paper that it asked for wherever people moved it in the set.
            let name = format!("{}_{}.docx", paper.form, documents::in_file_name(&paper.title));
            let file = self.out.join(name);
            std::fs::write(&file, &paper.docx)?;
            tell!("{}\t{} bytes\t{errors} to fix", file.display(), paper.docx.len());
        }
        Ok(outcome)
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        Place::Bid { bid: self.bid, folder: &self.folder }
    }
}
