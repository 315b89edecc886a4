//! `musubi check`: the readiness check of a bid.

use clap::Args;
use musubi::domain::id::BidId;
use musubi::server::failure::Failure;
use musubi::server::services::documents;
use musubi::ui::wording::finding;

use super::{DataFolder, Outcome};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    folder: DataFolder,
    /// The bid.
    #[arg(long, value_parser = super::bid_id)]
    bid: BidId,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Prints the findings; ends with 1 when there is one.
    pub async fn run(self) -> Result<Outcome, Failure> {
        let call = self.folder.call().await?;
        let findings = documents::check(&call, self.bid).await?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&findings)?);
        } else {
            for found in &findings {
                let place = finding::place(found).unwrap_or("-");
                let rule = found.rule().unwrap_or("-");
                println!("{}\t{place}\t{rule}\t{}", finding::weight(found.weight), finding::sentence(found));
            }
        }
        Ok(if findings.is_empty() { Outcome::Fine } else { Outcome::Findings })
    }
}
