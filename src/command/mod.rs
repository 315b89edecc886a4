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

use refusal::Place;

#[macro_use]
mod telling;

mod backup;
mod bench;
mod bench_desk;
mod bench_seed;
mod calendar;
mod check;
mod demo;
mod export;
mod form;
mod import;
mod ocds;
mod plan;
mod questions;
mod refusal;
mod serve;
mod user;

/// Joint bids for Japanese public tenders, prepared together in two languages.
///
/// Begin with `musubi serve`, or with `musubi demo --data DIR` for an example. Exit code 0: done; 1: there are findings,
/// or it failed and says why; 2: the arguments are wrong.
#[derive(Debug, Parser)]
#[command(name = "musubi", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the workspace; the first start prints the link with which you set up your firm.
    Serve(serve::Serve),
    /// Read notices (公告) and say what they propose; saves nothing without --save.
    ///
    /// Each date is printed with ✓ when it is certain and ? when a person must look. Ends with 1 when a notice cannot
    /// be read or contradicts itself.
    Import(import::Import),
    /// Print a tender as an OCDS 1.1 release.
    Ocds(ocds::Ocds),
    /// Help a person who is locked out.
    User(user::User),
    /// Make an example bid in an empty data folder and print how to sign in.
    Demo(demo::Demo),
    /// Write the papers (様式) of a bid as .docx files; ends with 1 when one of them is not fit to be handed in.
    Export(export::Export),
    /// Find and fill the blanks of a form that the buyer gave out (.docx); show a form of the catalogue with an example.
    Form(form::FormCommand),
    /// Print the dates of a bid as a calendar (iCalendar), or read somebody else's.
    Calendar(calendar::CalendarCommand),
    /// Write everything to one file, also while the server runs.
    Backup(backup::Backup),
    /// Replace everything by what a backup holds, also while the server runs; what was there is saved first.
    Restore(backup::Restore),
    /// Print the backward plan of a bid: which task begins and ends by when; ends with 1 when one of them cannot wait.
    Plan(plan::Plan),
    /// Print the questions to the buyer of a bid; ends with 1 when one that is ready would tell who asks.
    Questions(questions::Questions),
    /// Say what is wrong with a bid, in English and Japanese; ends with 1 when something is.
    Check(check::Check),
    /// Measure the making of a document.
    #[command(hide = true)]
    BenchDocument(bench::BenchDocument),
    /// Measure the making of every paper of the catalogue.
    #[command(hide = true)]
    BenchCatalogue(bench::BenchCatalogue),
    /// Measure the filling of a form.
    #[command(hide = true)]
    BenchForm(bench::BenchForm),
    /// Measure the reading of notices.
    #[command(hide = true)]
    BenchIntake(bench::BenchIntake),
    /// Fill a database for measuring.
    #[command(hide = true)]
    BenchSeed(bench_seed::BenchSeed),
    /// Fill a database with a firm's whole desk.
    #[command(hide = true)]
    BenchDesk(bench_desk::BenchDesk),
    /// Measure the going round over reminders.
    #[command(hide = true)]
    BenchSweep(bench_desk::BenchSweep),
}

/// Where the data is.
#[derive(Debug, Clone, clap::Args)]
pub struct DataFolder {
    /// Folder that holds the data. With DATABASE_URL set, PostgreSQL holds it instead.
    #[arg(long, default_value = "data")]
    pub data: PathBuf,
    /// Folder with your own forms, layouts and rules: its files win over the built-in ones.
    #[arg(long)]
    pub templates: Option<PathBuf>,
}

impl DataFolder {
    /// Opens data that is already there, as the operator: a folder named wrongly must not become an empty one.
    pub async fn call_on_existing(&self) -> Result<Call, Failure> {
        let is_there = std::env::var_os("DATABASE_URL").is_some() || self.data.join("musubi.db").is_file();
        if !is_there {
            return Err(Failure::fault(format!(
                "there is no data in {}: name the folder with --data, or begin with `musubi serve` or `musubi demo`",
                self.data.display()
            )));
        }
        self.call().await
    }

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
    BidId::parse(text).ok_or_else(|| {
        format!("`{text}` is not the id of a bid: it is the last part of the bid's address in the browser, /bids/ID")
    })
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
    let outcome = runtime.block_on(arguments.command.run());
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => failed(&refusal::sentences(&failure, &arguments.command.place())),
    }
}

impl Command {
    async fn run(&self) -> Result<Outcome, Failure> {
        match self {
            Self::Import(command) => command.run().await,
            Self::Serve(command) => command.run().await,
            Self::Ocds(command) => command.run().await,
            Self::User(user) => user.run().await,
            Self::Demo(command) => command.run().await,
            Self::Export(command) => command.run().await,
            Self::Form(command) => command.run().await,
            Self::Calendar(command) => command.run().await,
            Self::Backup(command) => command.run().await,
            Self::Restore(command) => command.run().await,
            Self::Plan(command) => command.run().await,
            Self::Questions(command) => command.run().await,
            Self::Check(command) => command.run().await,
            Self::BenchDocument(command) => command.run(),
            Self::BenchCatalogue(command) => command.run(),
            Self::BenchForm(command) => command.run(),
            Self::BenchIntake(command) => command.run(),
            Self::BenchSeed(command) => command.run().await,
            Self::BenchDesk(command) => command.run().await,
            Self::BenchSweep(command) => command.run().await,
        }
    }

    /// What it worked on, for a refusal.
    fn place(&self) -> Place<'_> {
        match self {
            Self::Import(command) => command.place(),
            Self::Ocds(command) => command.place(),
            Self::User(user) => user.place(),
            Self::Export(command) => command.place(),
            Self::Form(command) => command.place(),
            Self::Calendar(command) => command.place(),
            Self::Backup(command) => command.place(),
            Self::Restore(command) => command.place(),
            Self::Plan(command) => command.place(),
            Self::Questions(command) => command.place(),
            Self::Check(command) => command.place(),
            Self::Demo(command) => command.place(),
            Self::Serve(_)
            | Self::BenchDocument(_)
            | Self::BenchCatalogue(_)
            | Self::BenchForm(_)
            | Self::BenchIntake(_)
            | Self::BenchSeed(_)
            | Self::BenchDesk(_)
            | Self::BenchSweep(_) => Place::Nowhere,
        }
    }
}

fn failed(text: &str) -> ExitCode {
    eprintln!("musubi: {text}");
    ExitCode::from(1)
}
