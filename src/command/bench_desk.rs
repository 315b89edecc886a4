//! What `cargo xtask bench desk` needs: `bench-desk` fills a database with a firm's whole desk, `bench-sweep` goes round
//! over its reminders.

use std::time::Instant;

use clap::Args;
use musubi::server::clock;
use musubi::server::failure::Failure;
use musubi::server::http::calls::SESSION;
use musubi::server::jobs::Clerk;
use musubi::server::services::bench_seed::desk;
use musubi::server::services::contacts::bench;
use musubi::server::store::{backups, bench_rows};
use musubi::ui::paths;
use serde_json::{Value, json};

use super::{DataFolder, Outcome};

/// What people look for: one sign, two, kana, Latin letters, a piece of an address, a rare name, a whole name, and what
/// a large part of all contacts has.
const QUESTIONS: [&str; 11] =
    ["佐", "佐藤", "たなか", "サト", "sato", "watanabe yumi", "@city.minato", "薬袋", "鈴木 大輔", "契約課", "た"];

/// Arguments of `bench-desk`.
#[derive(Debug, Args)]
pub struct BenchDesk {
    #[command(flatten)]
    folder: DataFolder,
    /// How many bids.
    #[arg(long)]
    bids: u32,
    /// How many dates in all.
    #[arg(long)]
    deadlines: u32,
    /// How many contacts the firm has.
    #[arg(long)]
    contacts: u32,
    /// How often they were spoken with.
    #[arg(long)]
    engagements: u32,
}

impl BenchDesk {
    /// Fills the database and prints who asks for which pages, as one line of JSON.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call().await?;
        let sizes = desk::Sizes { bids: self.bids, deadlines: self.deadlines };
        let made = desk::seed(&call.state, call.now, sizes).await?;
        let bids: Vec<_> = made.open.iter().map(|(bid, _)| *bid).collect();
        let sizes = bench::Sizes { contacts: self.contacts, engagements: self.engagements };
        let busiest = bench::seed(&call.state, &made.own.people, &bids, sizes, call.now).await?;
        // The partner keeps some of its own, which the firm must neither find nor count.
        let few = bench::Sizes { contacts: self.contacts / 50, engagements: self.engagements / 50 };
        bench::seed(&call.state, &made.partner.people, &bids, few, call.now).await?;
        let mut tx = call.state.store.begin_write().await?;
        backups::row_analyze(&mut tx).await?;
        tx.commit().await?;
        let (bid, tender) = made.open.first().copied().ok_or_else(|| Failure::fault("no bid was asked for"))?;
        let search = QUESTIONS.map(|question| ask(question, paths::contacts_found(question, "", "")));
        let pages = json!([
            page("home", vec![ask("", paths::HOME.to_owned())]),
            page("search", search.to_vec()),
            page("contact with a long log", vec![ask("", paths::contact(busiest))]),
            page("dates of a bid, with its months", vec![ask("", paths::bid_page(bid, "dates"))]),
            page("tender, with its months", vec![ask("", paths::tender(tender))]),
        ]);
        tell!("{}", json!({ "cookie": format!("{SESSION}={}", made.secret), "pages": pages }));
        call.state.store.close().await;
        Ok(Outcome::Fine)
    }
}

fn page(name: &str, asks: Vec<Value>) -> Value {
    json!({ "page": name, "asks": asks })
}

fn ask(name: &str, path: String) -> Value {
    json!({ "name": name, "path": path })
}

/// Arguments of `bench-sweep`.
#[derive(Debug, Args)]
pub struct BenchSweep {
    #[command(flatten)]
    folder: DataFolder,
    /// How many rounds.
    #[arg(long)]
    rounds: u32,
}

impl BenchSweep {
    /// Goes round and prints how long each round took, and what the first one told, as one line of JSON.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        let call = self.folder.call_on_existing().await?;
        let store = &call.state.store;
        let clerk = Clerk::new(store.clone(), None, "http://127.0.0.1", call.state.plan_rules(), clock::now);
        let mut tx = store.begin_read().await?;
        let before = bench_rows::bench_told(&mut tx).await?;
        tx.commit().await?;
        let mut rounds = Vec::new();
        for _ in 0..self.rounds {
            let begun = Instant::now();
            clerk.round().await?;
            rounds.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        let mut tx = store.begin_read().await?;
        let told = bench_rows::bench_told(&mut tx).await? - before;
        tx.commit().await?;
        tell!("{}", json!({ "told": told, "rounds_ms": rounds }));
        call.state.store.close().await;
        Ok(Outcome::Fine)
    }
}
