//! The command line: one file per command. Acts as the operator, who needs no seat.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use musubi::server::failure::Failure;

mod serve;

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
            Command::Serve(serve) => serve.run().await,
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
