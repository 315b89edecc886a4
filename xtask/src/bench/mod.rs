//! `cargo xtask bench NAME`: measures the release build. Numbers go to the terminal as a table and,
//! for those who compare runs, as one line of JSON.

mod connection;
mod desk;
mod desk_figures;
mod documents;
mod kill;
mod latency;
mod live;
mod live_matrix;
mod load;
mod pages;
mod running;
mod windows;

use serde_json::Value;

use crate::{
    command,
    paths::{self, Profile},
    payload::Payload,
    problem::{Explain, Outcome, Problem},
    server, site,
};

/// Dispatches by name.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["documents", rest @ ..] => documents::run(is_checked(rest)?),
        ["pages", rest @ ..] => pages::run(is_checked(rest)?),
        ["payload", rest @ ..] => payload(is_checked(rest)?),
        ["live", rest @ ..] => live::run(rest),
        ["kill", rest @ ..] => kill::run(rest),
        ["desk", rest @ ..] => desk::run(rest),
        ["editor"] => crate::editor::bench(),
        ["intake", ..] => intake(&arguments[1..]),
        _ => Err(Problem::new("bench takes one of desk, documents, pages, payload, live, kill, editor, intake")),
    }
}

/// Whether a bound that is missed ends the run with an error.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bounds {
    Shown,
    Checked,
}

fn is_checked(arguments: &[&str]) -> Outcome<Bounds> {
    match arguments {
        [] => Ok(Bounds::Shown),
        ["--check"] => Ok(Bounds::Checked),
        _ => Err(Problem::new("this bench takes no argument but --check")),
    }
}

impl Bounds {
    /// Prints whether a bound holds.
    fn judge(self, bound: &str, holds: Holds) -> Outcome {
        println!("{} {bound}", if holds == Holds::Yes { "holds: " } else { "MISSED:" });
        match (self, holds) {
            (Self::Checked, Holds::No) => Err(Problem::new(format!("missed: {bound}"))),
            _ => Ok(()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Yes,
    No,
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

fn payload(bounds: Bounds) -> Outcome {
    server::build(Profile::Release)?;
    let payload = Payload::of(&site::build(Profile::Release)?)?;
    payload.print();
    match bounds {
        Bounds::Shown => Ok(()),
        Bounds::Checked => payload.check(),
    }
}

/// What is measured here is known to the binary alone.
fn intake(arguments: &[String]) -> Outcome {
    server::build(Profile::Release)?;
    command::run(command::program(paths::binary(Profile::Release)).arg("bench-intake").args(arguments))
}

/// The number behind an option, of which there is at least one of what it counts.
fn number_behind(option: &str, words: &mut std::slice::Iter<'_, &str>) -> Outcome<u32> {
    let number = words.next().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
    number.explain(format!("{option} takes a number"))
}

/// The last line of what a measured program printed, as JSON.
fn last_json(printed: &str) -> Outcome<Value> {
    let line = printed.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str(line).explain(format!("not JSON: {line}"))
}

fn number(value: &Value, name: &str) -> Outcome<f64> {
    value.get(name).and_then(Value::as_f64).explain(format!("no number {name} in {value}"))
}
