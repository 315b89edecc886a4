//! The command line: one file per command. Acts as the operator, who needs no seat.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use musubi::domain::id::BidId;
use musubi::server::access::Caller;
use musubi::server::clock;
use musubi::server::edge::Call;
use musubi::server::failure::Failure;
use musubi::server::settings::Settings;
use musubi::server::state::AppState;

mod backup;
mod bench;
mod bench_seed;
mod check;
mod demo;
mod export;
mod import;
mod ocds;
mod serve;
mod user;

/// Joint bids for Japanese public tenders, prepared together in two languages.
#[derive(Debug, Parser)]
#[command(name = "musubi", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the workspace.
    Serve(serve::Serve),
    /// Read notices and say what they propose; ends with 1 when one cannot be read or contradicts itself.
    Import(import::Import),
    /// Print a tender as an OCDS 1.1 release.
    Ocds(ocds::Ocds),
    /// Help a person who is locked out.
    User(user::User),
    /// Make an example bid in an empty data folder and print how to sign in.
    Demo(demo::Demo),
    /// Write the papers of a bid as .docx.
    Export(export::Export),
    /// Write everything to one file, also while the server runs.
    Backup(backup::Backup),
    /// Replace everything by what a backup holds, also while the server runs.
    Restore(backup::Restore),
    /// Say what is wrong with a bid; ends with 1 when something is.
    Check(check::Check),
    /// Measure the making of a document.
    #[command(hide = true)]
    BenchDocument(bench::BenchDocument),
    /// Measure the reading of notices.
    #[command(hide = true)]
    BenchIntake(bench::BenchIntake),
    /// Fill a database for measuring.
    #[command(hide = true)]
    BenchSeed(bench_seed::BenchSeed),
}

/// Where the data is.
#[derive(Debug, Clone, clap::Args)]
pub struct DataFolder {
    /// Folder of the embedded database (with DATABASE_URL set, PostgreSQL is used instead).
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// Folder whose files lie over the embedded templates.
    #[arg(long)]
    pub templates: Option<PathBuf>,
}

impl DataFolder {
    /// Opens the data, as the operator.
    pub async fn call(&self) -> Result<Call, Failure> {
        let mut settings = Settings::for_data(self.data.clone());
        settings.templates.clone_from(&self.templates);
        let state = AppState::open(settings).await?;
        Ok(Call::new(state, Caller::operator(), clock::now()))
    }
}

/// Reads a bid's identity from the command line.
fn bid_id(text: &str) -> Result<BidId, String> {
    BidId::parse(text).ok_or_else(|| format!("`{text}` is not the id of a bid"))
}

/// How a command ended.
pub enum Outcome {
    /// All is well.
    Fine,
    /// It ran, and there is something to look at.
    Findings,
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("MUSUBI_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,musubi=info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.to_string()),
    };
    let result: Result<Outcome, Failure> = runtime.block_on(async {
        match arguments.command {
            Command::Import(command) => command.run().await,
            Command::Serve(command) => command.run().await,
            Command::Ocds(command) => command.run().await,
            Command::User(user) => user.run().await,
            Command::Demo(command) => command.run().await,
            Command::Export(command) => command.run().await,
            Command::Backup(command) => command.run().await,
            Command::Restore(command) => command.run().await,
            Command::Check(command) => command.run().await,
            Command::BenchDocument(command) => command.run(),
            Command::BenchIntake(command) => command.run(),
            Command::BenchSeed(command) => command.run().await,
        }
    });
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => failed(&failure.to_string()),
    }
}

fn failed(text: &str) -> ExitCode {
    eprintln!("musubi: {text}");
    ExitCode::from(1)
}
