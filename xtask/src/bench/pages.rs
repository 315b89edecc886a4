//! The overview of a bid under steady load, with much data, on both databases.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};

use super::{
    Bounds, last_json,
    load::{Answers, Load},
    running::{Server, fresh_data, musubi},
};
use crate::{
    command,
    paths::{self, Profile},
    postgres::{Cluster, Durability},
    problem::{Explain, Outcome},
    progress, server, site,
};

const RATE: u32 = 100;
const CONNECTIONS: u32 = 32;
const DURATION: Duration = Duration::from_secs(20);
const SEED: [&str; 4] = ["--bids", "500", "--sections", "20000"];

/// Measures one engine after the other.
pub fn run(bounds: Bounds) -> Outcome {
    server::build(Profile::Release)?;
    site::build(Profile::Release)?;
    let cluster = Cluster::start(Durability::Usual)?;
    let url = cluster.database("bench_pages")?;
    let engines = [("sqlite", None), ("postgresql", Some(url.as_str()))];
    let measured = engines.map(|(name, url)| progress::step(name, || Measured::of(name, url)));
    let measured = measured.into_iter().collect::<Outcome<Vec<Measured>>>()?;
    report(&measured);
    let every: Vec<Outcome> = measured
        .iter()
        .map(|engine| {
            bounds.judge(&format!("{}: every request answered", engine.name), (engine.answers.failures == 0).into())
        })
        .collect();
    every.into_iter().collect()
}

struct Measured {
    name: &'static str,
    answers: Answers,
    resident_kb: u64,
    peak_kb: u64,
}

impl Measured {
    fn of(name: &'static str, database_url: Option<&str>) -> Outcome<Self> {
        let data = paths::target().join("bench/pages").join(name);
        let page = Page::seed(&data, database_url)?;
        let server = Server::start(&data, database_url)?;
        let load = Load {
            server: server.address,
            paths: &[page.path],
            cookie: &page.cookie,
            rate: RATE,
            connections: CONNECTIONS,
            duration: DURATION,
        };
        let answers = load.run()?;
        Ok(Self { name, answers, resident_kb: server.memory_kb("VmRSS")?, peak_kb: server.memory_kb("VmHWM")? })
    }
}

/// The page that is asked for, and who asks.
struct Page {
    path: String,
    cookie: String,
}

impl Page {
    fn seed(data: &Path, database_url: Option<&str>) -> Outcome<Self> {
        let data = fresh_data(data)?;
        let mut seed = musubi(database_url);
        let seeded = last_json(&command::capture(seed.args(["bench-seed", "--data"]).arg(data).args(SEED))?)?;
        let text = |name: &str| {
            let text = seeded.get(name).and_then(Value::as_str);
            text.map(str::to_owned).explain(format!("bench-seed told no {name}"))
        };
        Ok(Self { path: text("path")?, cookie: text("cookie")? })
    }
}

fn report(measured: &[Measured]) {
    println!("{RATE} requests a second over {CONNECTIONS} connections for {} s", DURATION.as_secs());
    println!(
        "{:<12}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "engine", "answers", "failures", "p50 ms", "p99 ms", "RSS MB", "peak MB"
    );
    for Measured { name, answers, resident_kb, peak_kb } in measured {
        let (p50, p99) = (answers.latencies.percentile(50), answers.latencies.percentile(99));
        let (count, failures) = (answers.latencies.count(), answers.failures);
        println!(
            "{name:<12}{count:>10}{failures:>10}{p50:>10.2}{p99:>10.2}{:>10}{:>10}",
            resident_kb / 1024,
            peak_kb / 1024
        );
    }
    let line = |engine: &Measured| {
        let latencies = &engine.answers.latencies;
        json!({
            "engine": engine.name, "answers": latencies.count(), "failures": engine.answers.failures,
            "p50_ms": latencies.percentile(50), "p99_ms": latencies.percentile(99),
            "rss_kb": engine.resident_kb, "peak_kb": engine.peak_kb,
        })
    };
    println!("{}", json!({ "bench": "pages", "engines": measured.iter().map(line).collect::<Vec<_>>() }));
}
