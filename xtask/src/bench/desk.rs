//! The pages that a firm with much on its desk opens all day (home, search, a card, the dates of a bid), under steady
//! load, and how long looking through all reminders takes; on both databases.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    Bounds, Holds,
    desk_figures::{Engine, Page, Sweep},
    last_json,
    load::Load,
    number_behind,
    running::{Server, fresh_data, musubi},
};
use crate::{
    command, paths,
    postgres::{Cluster, Durability},
    problem::{Explain, Outcome, Problem},
    progress, release,
};

const RATE: u32 = 100;
const CONNECTIONS: u32 = 32;
const SEED: [&str; 8] = ["--bids", "500", "--deadlines", "20000", "--contacts", "50000", "--engagements", "200000"];
/// Pages with a bound, and the bound in milliseconds at the 99th percentile.
const BOUND: [&str; 2] = ["home", "search"];
const WITHIN: f64 = 60.0;
/// Milliseconds in which a round looks through all reminders.
const SWEPT_WITHIN: f64 = 1_000.0;

/// What the person asked for.
struct Wish {
    seconds: u32,
    repetitions: u32,
    build: release::Build,
    is_json: bool,
    bounds: Bounds,
}

impl Wish {
    fn parse(arguments: &[&str]) -> Outcome<Self> {
        let mut wish =
            Self { seconds: 10, repetitions: 3, build: release::Build::Anew, is_json: false, bounds: Bounds::Shown };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut number = || number_behind(word, &mut words);
            match *word {
                "--seconds" => wish.seconds = number()?,
                "--repetitions" => wish.repetitions = number()?,
                "--no-build" => wish.build = release::Build::AsItStands,
                "--json" => wish.is_json = true,
                "--check" => wish.bounds = Bounds::Checked,
                other => return Err(Problem::new(format!("bench desk knows no {other}"))),
            }
        }
        Ok(wish)
    }
}

/// Measures one engine after the other.
pub fn run(arguments: &[&str]) -> Outcome {
    let wish = Wish::parse(arguments)?;
    if wish.is_json {
        progress::beside_output();
    }
    release::build(wish.build)?;
    let cluster = Cluster::start(Durability::Usual)?;
    let url = cluster.database("bench_desk")?;
    let engines = [
        measure("sqlite", None, &wish, || Ok(()))?,
        measure("postgresql", Some(&url), &wish, || cluster.settle(&url))?,
    ];
    engines.iter().for_each(Engine::note);
    let all: Vec<Value> = engines.iter().map(Engine::line).collect();
    println!(
        "{}",
        json!({ "bench": "desk", "seconds": wish.seconds, "repetitions": wish.repetitions, "engines": all })
    );
    let verdicts: Vec<Outcome> = engines.iter().flat_map(|engine| judge(wish.bounds, engine)).collect();
    verdicts.into_iter().collect()
}

/// Fills a database, looks through its reminders, and asks for its pages.
fn measure(
    name: &'static str,
    database_url: Option<&str>,
    wish: &Wish,
    settle: impl FnOnce() -> Outcome,
) -> Outcome<Engine> {
    let data = fresh_data(&paths::target().join("bench/desk").join(name))?;
    let tell = |deed: &str, arguments: &[&str]| {
        let mut program = musubi(database_url);
        last_json(&command::capture(program.args([deed, "--data"]).arg(&data).args(arguments))?)
    };
    let seeded = progress::step(&format!("{name}: fill"), || tell("bench-desk", &SEED))?;
    settle()?;
    let rounds = (wish.repetitions + 1).to_string();
    let sweep = progress::step(&format!("{name}: look through the reminders"), || {
        Sweep::of(&tell("bench-sweep", &["--rounds", &rounds])?)
    })?;
    let server = Server::start(&data, database_url)?;
    let mut pages = Page::all_of(&seeded)?;
    let cookie = seeded.get("cookie").and_then(Value::as_str).explain("bench-desk told no cookie")?;
    for repetition in 1..=wish.repetitions {
        for page in &mut pages {
            progress::step(&format!("{name}, {repetition} of {}: {}", wish.repetitions, page.name), || {
                let load = Load {
                    server: server.address,
                    paths: &page.paths,
                    cookie,
                    rate: RATE,
                    connections: CONNECTIONS,
                    duration: Duration::from_secs(wish.seconds.into()),
                };
                page.runs.push(load.run()?);
                Ok(())
            })?;
            progress::note(format!("p99 so far: {:.1} ms", page.median(99)));
        }
    }
    Ok(Engine { name, pages, sweep, resident_kb: server.memory_kb("VmRSS")?, peak_kb: server.memory_kb("VmHWM")? })
}

fn judge(bounds: Bounds, engine: &Engine) -> Vec<Outcome> {
    let name = engine.name;
    let failures: usize = engine.pages.iter().map(Page::failures).sum();
    let mut verdicts = vec![bounds.judge(&format!("{name}: every request answered"), (failures == 0).into())];
    for page in engine.pages.iter().filter(|page| BOUND.contains(&page.name.as_str())) {
        let holds = Holds::from(page.median(99) < WITHIN);
        verdicts.push(bounds.judge(&format!("{name}: {} within {WITHIN} ms at p99", page.name), holds));
    }
    let holds = Holds::from(engine.sweep.slowest() < SWEPT_WITHIN);
    verdicts.push(bounds.judge(&format!("{name}: all reminders looked through within {SWEPT_WITHIN} ms"), holds));
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_named_in_any_order() {
        let wish = Wish::parse(&["--check", "--seconds", "5", "--json", "--repetitions", "1", "--no-build"]);
        assert!(wish.is_ok_and(|wish| wish.seconds == 5
            && wish.repetitions == 1
            && wish.is_json
            && wish.bounds == Bounds::Checked
            && wish.build == release::Build::AsItStands));
        assert!(Wish::parse(&["--seconds", "0"]).is_err());
        assert!(Wish::parse(&["--bids", "5"]).is_err());
    }
}
