//! The server killed in the middle of writing, again and again: whatever it acknowledged is there when it is started
//! again, and every window comes to the same text.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Outcome;
use crate::crowd::{Crowd, Pace};
use crate::musubi::Texts;
use crate::process::{Server, free_port};
use crate::wish::Wish;

const WRITERS: usize = 20;
const TEXTS: usize = 4;
/// Edits a second of each.
const RATE: f64 = 20.0;
/// Until every window has noticed that the server is gone.
const DRAINING: Duration = Duration::from_millis(300);

/// Kills one server so many times.
pub async fn run(wish: &Wish) -> Outcome<Value> {
    let rounds: u32 = wish.number("rounds")?;
    let port = free_port()?;
    let mut server = Server::start(&wish.serve, port).await?;
    let texts = Texts::prepare(port, &std::fs::read_to_string(wish.text("demo")?)?, TEXTS)?;
    let mut crowd = Crowd::new(WRITERS, TEXTS, |text, somebody| texts.place(text, somebody))?;
    let (mut lost, mut diverged, mut acknowledged, mut unacknowledged) = (0, 0, 0, 0);
    for round in 0..rounds {
        let session = crowd.open(port).await?;
        session.quiet(true).await;
        session.write(Pace { start: Instant::now(), rate: RATE, edits: usize::MAX });
        // Never at the same moment of writing.
        tokio::time::sleep(Duration::from_millis(600 + u64::from(round) * 137 % 900)).await;
        server.kill().await?;
        // What was on its way is still read: an acknowledgement that arrived counts.
        tokio::time::sleep(DRAINING).await;
        let cut_off;
        (crowd, cut_off) = session.close().await?;
        server = Server::start(&wish.serve, port).await?;
        // Before anybody sends again what was not acknowledged.
        let kept = crowd.compare(port, |text| texts.place(text, 0), true).await?;
        let session = crowd.open(port).await?;
        session.quiet(true).await;
        let cut_off_again;
        (crowd, cut_off_again) = session.close().await?;
        let after = crowd.compare(port, |text| texts.place(text, 0), true).await?;
        eprintln!(
            "bench-live: kill {}: {cut_off} cut off, {} acknowledged, {} lost; then {} acknowledged, {} lost, {} diverged",
            round + 1,
            kept.promised,
            kept.lost,
            after.promised,
            after.lost,
            after.diverged
        );
        acknowledged = after.promised;
        unacknowledged += after.promised - kept.promised;
        lost += kept.lost + after.lost;
        diverged += after.diverged + cut_off_again;
    }
    Ok(json!({
        "kills": rounds, "acked": acknowledged, "resent": unacknowledged, "lost": lost, "diverged": diverged,
    }))
}
