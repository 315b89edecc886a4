//! Every load, every server, several times in turn: medians as a table, and the bounds.

use std::path::Path;

use serde_json::{Value, json};

use super::{
    Bounds, Holds,
    live::{self, Load, Wish},
    windows::Kind,
};
use crate::problem::{Outcome, Problem};

/// Clients, texts, edits a second of each.
const LOADS: [(u32, u32, u32); 3] = [(50, 5, 10), (200, 20, 10), (1_000, 100, 1)];
/// Clients of the loads with bounds.
const BOUND_FROM: u32 = 200;
const TIMES_LESS_MEMORY: f64 = 3.0;
const DURABLE_WITHIN: f64 = 150.0;
const SERVERS: [Kind; 3] = [Kind::Musubi, Kind::YWebsocket, Kind::Hocuspocus];
const FIGURES: [&str; 8] = ["p50", "p99", "ack_p50", "ack_p99", "rss_mb", "rss_added_mb", "cpu", "late_p99"];
/// Of these every single one counts, not the median.
const COUNTS: [&str; 3] = ["lost", "diverged", "cut_off"];

/// A load with what came of it on each server.
struct Row {
    load: Load,
    servers: Vec<Value>,
}

/// Measures everything: whatever else the machine does falls on each server alike.
pub fn run(wish: &Wish, peers: &Path) -> Outcome {
    let loads = LOADS.map(|(clients, documents, rate)| Load { clients, documents, rate, ..wish.load });
    let mut runs: Vec<Vec<Vec<Value>>> = vec![vec![Vec::new(); SERVERS.len()]; loads.len()];
    for repetition in 1..=wish.repetitions {
        crate::progress::note(format!("repetition {repetition} of {}", wish.repetitions));
        for (load, servers) in loads.iter().zip(&mut runs) {
            for (kind, measured) in SERVERS.iter().zip(servers) {
                measured.push(live::measure(*kind, *load, peers)?);
            }
        }
    }
    let rows: Vec<Row> = loads
        .into_iter()
        .zip(runs)
        .map(|(load, servers)| Row { load, servers: servers.iter().map(|runs| together(runs)).collect() })
        .collect();
    print_table(&rows);
    println!("{}", line(&rows, wish));
    let verdicts: Vec<Outcome> = rows.iter().flat_map(|row| judge(wish.bounds, row)).collect();
    verdicts.into_iter().collect()
}

fn together(runs: &[Value]) -> Value {
    let mut all = json!({});
    for name in FIGURES {
        let mut numbers: Vec<f64> = runs.iter().filter_map(|run| run[name].as_f64()).collect();
        numbers.sort_by(f64::total_cmp);
        all[name] = json!(numbers.get(numbers.len() / 2));
    }
    for name in COUNTS {
        all[name] = runs.iter().filter_map(|run| run[name].as_u64()).sum::<u64>().into();
    }
    all
}

fn print_table(rows: &[Row]) {
    println!(
        "| windows/texts, edits a second each | server | p50 ms | p99 ms | times ours | ack p50/p99 ms | MB added | \
         times ours | CPU s | lost | differ |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for Row { load, servers } in rows {
        let Some(ours) = servers.first() else { continue };
        for (kind, server) in SERVERS.iter().zip(servers) {
            let figure = |name: &str| server[name].as_f64().map_or("–".to_owned(), |number| format!("{number:.1}"));
            let times = |name: &str| match (server[name].as_f64(), ours[name].as_f64()) {
                (Some(theirs), Some(ours)) if ours > 0.0 => format!("{:.1}", theirs / ours),
                _ => "–".to_owned(),
            };
            println!(
                "| {}/{}, {} | {} | {} | {} | {} | {} / {} | {} | {} | {} | {} | {} |",
                load.clients,
                load.documents,
                load.rate,
                kind.name(),
                figure("p50"),
                figure("p99"),
                times("p99"),
                figure("ack_p50"),
                figure("ack_p99"),
                figure("rss_added_mb"),
                times("rss_added_mb"),
                figure("cpu"),
                server["lost"],
                server["diverged"],
            );
        }
    }
}

fn line(rows: &[Row], wish: &Wish) -> Value {
    let row = |Row { load, servers }: &Row| {
        let mut line = json!({ "clients": load.clients, "documents": load.documents, "rate": load.rate });
        for (kind, server) in SERVERS.iter().zip(servers) {
            line[kind.name()] = server.clone();
        }
        line
    };
    let loads: Vec<Value> = rows.iter().map(row).collect();
    json!({ "bench": "live", "repetitions": wish.repetitions, "seconds": wish.load.seconds, "loads": loads })
}

/// Against whichever peer is better at each.
fn judge(bounds: Bounds, row: &Row) -> Vec<Outcome> {
    let [ours, peers @ ..] = row.servers.as_slice() else { return vec![Err(Problem::new("nothing was measured"))] };
    let name = format!("{}/{}", row.load.clients, row.load.documents);
    let all_kept = ours["lost"] == 0 && ours["diverged"] == 0 && ours["cut_off"] == 0;
    let mut verdicts = vec![bounds.judge(&format!("{name}: nothing lost, no window differs"), all_kept.into())];
    if row.load.clients >= BOUND_FROM {
        let best = |figure: &str| peers.iter().filter_map(|peer| peer[figure].as_f64()).fold(f64::INFINITY, f64::min);
        let at_most = |figure: &str, bound: f64| Holds::from(ours[figure].as_f64().is_some_and(|own| own <= bound));
        verdicts.extend([
            bounds.judge(&format!("{name}: p99 not above the better peer's"), at_most("p99", best("p99"))),
            bounds.judge(
                &format!("{name}: a third of the memory that the better peer adds"),
                at_most("rss_added_mb", best("rss_added_mb") / TIMES_LESS_MEMORY),
            ),
            bounds.judge(&format!("{name}: on disk within 150 ms at p99"), at_most("ack_p99", DURABLE_WITHIN)),
        ]);
    }
    verdicts
}
