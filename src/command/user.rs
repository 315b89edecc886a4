//! `musubi user`: what the operator does for people who are locked out.

use clap::{Args, Subcommand};
use musubi::server::failure::Failure;
use musubi::server::services;

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `user`.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Print a one-time link with which a person sets a new password.
    Reset {
        #[command(flatten)]
        folder: DataFolder,
        /// E-mail address of the account.
        #[arg(long)]
        email: String,
    },
}

impl User {
    /// Does it and ends.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let Deed::Reset { folder, email } = &self.deed;
        let call = folder.call_on_existing().await?;
        let token = services::accounts::reset_by_operator(&call.state, &call.caller, email, call.now).await?;
        tell!("{}/link/{}", call.state.settings.base_url(), token.secret);
        call.state.store.close().await;
        Ok(Outcome::Fine)
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        let Deed::Reset { folder, email } = &self.deed;
        Place::Account { email, folder }
    }
}
