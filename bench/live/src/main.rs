//! `musubi-bench-live load|kill`: windows on a live server, as many as asked for, each with a whole copy of its text.
//! Prints one line of JSON; what it is doing goes to standard error. Started by `cargo xtask bench`.

mod bytes;
mod crowd;
mod http;
mod kill;
mod load;
mod musubi;
mod process;
mod replica;
mod window;
mod wire;
mod wish;

use std::error::Error;
use std::process::ExitCode;

use wish::Wish;

/// What can fail, as a sentence for the terminal.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("bench-live: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// One thread: the server needs the other core, and everything here then happens in one order.
fn run() -> Outcome<serde_json::Value> {
    let wish = Wish::parse(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    runtime.block_on(local.run_until(async {
        match wish.deed.as_str() {
            "load" => load::run(&wish).await,
            "kill" => kill::run(&wish).await,
            other => Err(format!("{other} is neither load nor kill").into()),
        }
    }))
}
