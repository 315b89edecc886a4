//! `cargo xtask`: builds, serves, tests and measures Musubi. Each command does its own set-up,
//! or says in one sentence what is missing and how to get it.

mod bench;
mod browser;
mod checks;
mod command;
mod compiler;
mod debian;
mod deny;
mod editor;
mod fingerprint;
mod fuzz;
mod interrupt;
mod journeys;
mod judges;
mod npm;
mod paths;
mod payload;
mod postgres;
mod problem;
mod progress;
mod python;
mod release;
mod server;
mod site;
mod style;
mod sysroot;
mod tally;
mod test;
mod wishes;

use std::process::ExitCode;

use paths::Profile;
use payload::Payload;
use problem::{Outcome, Problem};

const USAGE: &str = "\
cargo xtask serve [-- ARGS]      build what changed and serve; ARGS go to `musubi serve`
cargo xtask build [--release]    server, browser half and site; --release also checks the payload
cargo xtask check                format, lints, documentation, dependencies
cargo xtask test [--long] [--only STEP] [FILTER]
                                 the checks and every test, with the servers and judges that they need
cargo xtask bench NAME [--check] documents, pages, payload or intake, of the release build;
                                 --check makes a missed bound an error
cargo xtask bench live [--clients N] [--documents M] [--rate R] [--seconds S]
                       [--against y-websocket|hocuspocus] [--matrix] [--repetitions N] [--json] [--no-build] [--check]
                                 windows that write on a live server, and on a peer under the same load
cargo xtask bench desk [--seconds S] [--repetitions N] [--json] [--no-build] [--check]
                                 home, search, a contact's card and dates with much data, and the round of reminders
cargo xtask bench kill [--kills N] [--json] [--no-build]
                                 SIGKILL in the middle of writing, on both databases; what is lost is an error
cargo xtask fuzz [TARGET] [--seconds N]
                                 text, html, portal, ocds, feed, rules, live, ics or cards against made-up input;
                                 all, ten minutes each
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match interrupt::listen().and_then(|()| dispatch(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", ..] => server::serve(&arguments[1..]),
        ["build"] => build(Profile::Debug),
        ["build", "--release"] => build(Profile::Release),
        ["check"] => checks::all(),
        ["test", ..] => test::run(&arguments[1..]),
        ["bench", ..] => bench::run(&arguments[1..]),
        ["fuzz", ..] => fuzz::run(&arguments[1..]),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Problem::new(format!("unknown command\n{USAGE}"))),
    }
}

fn build(profile: Profile) -> Outcome {
    server::build(profile)?;
    let site = site::build(profile)?;
    let payload = Payload::of(&site)?;
    payload.print();
    match profile {
        Profile::Debug => Ok(()),
        Profile::Release => payload.check(),
    }
}
