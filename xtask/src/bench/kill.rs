//! The server killed in the middle of writing, on both databases: nothing that it acknowledged may be gone, and every
//! window must come to the same text.

use serde_json::{Value, json};

use super::{
    number,
    windows::{self, Subject},
};
use crate::{
    postgres::{Cluster, Durability},
    problem::{Explain, Outcome, Problem},
    progress, release,
};

const KILLS: u32 = 10;

/// Kills a server on either engine ten times.
pub fn run(arguments: &[&str]) -> Outcome {
    let mut kills = KILLS;
    let mut build = release::Build::Anew;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "--json" => progress::beside_output(),
            "--no-build" => build = release::Build::AsItStands,
            "--kills" => {
                kills = words.next().and_then(|kills| kills.parse().ok()).explain("--kills takes a number")?;
            }
            other => return Err(Problem::new(format!("bench kill knows no {other}"))),
        }
    }
    release::build(build)?;
    windows::build()?;
    let cluster = Cluster::start(Durability::Usual)?;
    let url = cluster.database("bench_kill")?;
    let options = [("rounds", kills.to_string())];
    let engines = [("sqlite", None), ("postgresql", Some(url.as_str()))];
    let measured = engines.map(|(name, url)| {
        let killed = progress::step(name, || Subject::ours(name, url)?.measure("kill", &options))?;
        Ok((name, killed))
    });
    let measured = measured.into_iter().collect::<Outcome<Vec<(&str, Value)>>>()?;
    println!("{}", line(&measured));
    for (name, killed) in &measured {
        let (lost, diverged) = (number(killed, "lost")?, number(killed, "diverged")?);
        if lost + diverged > 0.0 {
            return Err(Problem::new(format!("{name}: {lost} acknowledged edits lost, {diverged} windows differ")));
        }
    }
    Ok(())
}

fn line(measured: &[(&str, Value)]) -> Value {
    let mut line = json!({ "bench": "kill" });
    for (name, killed) in measured {
        line[*name] = killed.clone();
    }
    line
}
