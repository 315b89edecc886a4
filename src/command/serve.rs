//! `musubi serve`: runs the workspace.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use musubi::server::failure::Failure;
use musubi::server::pages_count::Office;
use musubi::server::settings::Settings;
use musubi::server::{clock, run, services, state::AppState};

use super::{DataFolder, Outcome};

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    folder: DataFolder,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    /// Folder of the browser half (default: `site` beside the binary).
    #[arg(long)]
    site: Option<PathBuf>,
}

impl Serve {
    /// Runs until it is told to stop.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let mut settings = Settings::for_data(self.folder.data.clone());
        settings.addr = self.addr;
        settings.templates.clone_from(&self.folder.templates);
        if let Some(site) = &self.site {
            settings.site.clone_from(site);
        }
        // Nothing that a user waits for: what cannot be swept stays until the next start.
        let _ = tokio::task::spawn_blocking(Office::sweep).await;
        let state = AppState::open(settings).await?;
        let server = run::bind(state).await?;
        tell!("Musubi 結び: {}", server.base_url());
        match &server.state().post {
            Some(post) => tell!("メール / Mail: {}", post.sender()),
            None => tell!("メール未設定 / No mail is sent: MUSUBI_SMTP_URL"),
        }
        if let Some(token) = services::links::begin_set_up(&server.state(), clock::now()).await? {
            tell!("初期設定 / Set up (once, 24 h): {}/link/{}", server.base_url(), token.secret);
        }
        server.run_until_stopped().await?;
        Ok(Outcome::Fine)
    }
}
