//! `musubi user`: what the operator does for people who are locked out.

use clap::{Args, Subcommand};
use musubi::server::access::Caller;
use musubi::server::failure::Failure;
use musubi::server::settings::Settings;
use musubi::server::state::AppState;
use musubi::server::{clock, services};

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
    pub async fn run(self) -> Result<Outcome, Failure> {
        let Deed::Reset { folder, email } = self.deed;
        let mut settings = Settings::for_data(folder.data);
        settings.templates = folder.templates;
        let state = AppState::open(settings).await?;
        let operator = Caller::operator();
        let token = services::accounts::reset_by_operator(&state, &operator, &email, clock::now()).await?;
        println!("{}/link/{}", state.settings.base_url(), token.secret);
        state.store.close().await;
        Ok(Outcome::Fine)
    }
}
