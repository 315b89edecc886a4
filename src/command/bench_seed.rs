//! `musubi bench-seed`: fills a database for measuring and tells who asks for which page.

use clap::Args;
use musubi::server::failure::Failure;
use musubi::server::http::calls::SESSION;
use musubi::server::services::bench_seed;

use super::{DataFolder, Outcome};

/// Arguments of `bench-seed`.
#[derive(Debug, Args)]
pub struct BenchSeed {
    #[command(flatten)]
    folder: DataFolder,
    /// How many bids.
    #[arg(long)]
    bids: u32,
    /// How many sections in all.
    #[arg(long)]
    sections: u32,
}

impl BenchSeed {
    /// Fills the database and prints one line of JSON.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call().await?;
        let made = bench_seed::seed(&call.state, call.now, self.bids, self.sections).await?;
        let cookie = format!("{SESSION}={}", made.secret);
        tell!("{}", serde_json::json!({ "cookie": cookie, "path": format!("/bids/{}", made.bid) }));
        call.state.store.close().await;
        Ok(Outcome::Fine)
    }
}
