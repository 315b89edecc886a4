//! Steady writing: how long an edit takes to the others and to the disk, and what it costs the server.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Outcome;
use crate::crowd::{Crowd, Pace};
use crate::musubi::Texts;
use crate::process::{Server, free_port};
use crate::wire::Place;
use crate::wish::{Kind, Wish};

/// Between the last thing done to a server and the measuring of what it takes idle.
const SETTLING: Duration = Duration::from_secs(3);

/// Measures one server.
pub async fn run(wish: &Wish) -> Outcome<Value> {
    let (clients, documents): (usize, usize) = (wish.number("clients")?, wish.number("documents")?);
    let (rate, seconds): (f64, f64) = (wish.number("rate")?, wish.number("seconds")?);
    if documents == 0 || documents > clients {
        return Err("there must be a client for every document".into());
    }
    let port = free_port()?;
    let mut server = Server::start(&wish.serve, port).await?;
    let texts = match wish.kind {
        Kind::Musubi => Some(Texts::prepare(server.port, &std::fs::read_to_string(wish.text("demo")?)?, documents)?),
        _ => None,
    };
    let place = |text: usize, somebody: usize| match &texts {
        Some(texts) => texts.place(text, somebody),
        None => Ok(Place::Named(wish.kind, format!("text{text}"))),
    };
    if texts.is_some() {
        // Checking passwords takes memory that a process keeps: it would hide what the windows add.
        server.kill().await?;
        server = Server::start(&wish.serve, port).await?;
    }
    let is_acknowledging = wish.kind != Kind::YWebsocket;
    // One window comes, writes and goes: idle is a server that has worked before, its program read from the disk.
    let mut first = Crowd::new(1, 1, place)?.open(server.port).await?;
    first.write(Pace { start: Instant::now(), rate: 1.0, edits: 1 });
    first.written().await?;
    first.quiet(is_acknowledging).await;
    first.close().await?;
    tokio::time::sleep(SETTLING).await;
    let idle = server.resident()?;
    let watch = server.watch();
    let mut session = Crowd::new(clients, documents, place)?.open(server.port).await?;
    session.quiet(is_acknowledging).await;
    let used = server.seconds()?;
    let start = Instant::now() + Duration::from_millis(200);
    session.write(Pace { start, rate, edits: (rate * seconds).round() as usize });
    session.written().await?;
    session.quiet(is_acknowledging).await;
    let cpu = server.seconds()? - used;
    let most = watch.stop();
    let (crowd, cut_off) = session.close().await?;
    let is_durable = wish.kind == Kind::Musubi;
    let compared = crowd.compare(server.port, |text| place(text, 0), is_durable).await?;
    let seen = Percentiles::of(&crowd.tally.seen.borrow());
    let acknowledged = Percentiles::of(&crowd.tally.acknowledged.borrow());
    let late = Percentiles::of(&crowd.tally.late.borrow());
    Ok(json!({
        "p50": seen.at(50), "p99": seen.at(99),
        "ack_p50": acknowledged.at(50), "ack_p99": acknowledged.at(99),
        "rss_mb": rounded(most), "rss_added_mb": rounded(most - idle), "cpu": rounded(cpu),
        "lost": compared.lost, "diverged": compared.diverged,
        "edits": late.0.len(), "seen": seen.0.len(), "cut_off": cut_off, "late_p99": late.at(99),
    }))
}

/// Durations in ascending order.
struct Percentiles(Vec<f64>);

impl Percentiles {
    fn of(all: &[f64]) -> Self {
        let mut all = all.to_vec();
        all.sort_by(f64::total_cmp);
        Self(all)
    }

    /// By nearest rank; nothing of nothing.
    fn at(&self, hundredths: usize) -> Option<f64> {
        let rank = (self.0.len() * hundredths).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().map(rounded)
    }
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
