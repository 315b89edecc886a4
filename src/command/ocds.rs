//! `musubi ocds`: prints a tender as a release of the Open Contracting Data Standard.

use clap::Args;
use musubi::domain::id::TenderId;
use musubi::domain::ocds::Release;
use musubi::server::failure::Failure;
use musubi::server::services::tenders;

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `ocds`.
#[derive(Debug, Args)]
pub struct Ocds {
    #[command(flatten)]
    folder: DataFolder,
    /// The tender.
    #[arg(long, value_parser = tender_id)]
    tender: TenderId,
    /// The publisher's prefix of process identities; the one given is registered to nobody.
    #[arg(long, default_value = "ocds-musubi")]
    prefix: String,
}

impl Ocds {
    /// Prints the release.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let tender = tenders::load(&call, self.tender).await?;
        let outcome = tenders::standing(&call, self.tender).await?.outcome.map(|record| record.outcome);
        let release = Release::of(&tender, outcome, &self.prefix, call.now);
        tell!("{}", serde_json::to_string_pretty(&release)?);
        Ok(Outcome::Fine)
    }

    /// What it works on, for a refusal.
    pub const fn place(&self) -> Place<'_> {
        Place::Tender { tender: self.tender, folder: &self.folder }
    }
}

fn tender_id(text: &str) -> Result<TenderId, String> {
    TenderId::parse(text).ok_or_else(|| format!("`{text}` is not the id of a tender"))
}
