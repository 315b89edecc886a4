//! What the firms of the example keep for papers and choose for its bid, and what the bid itself has: `records.toml`.

use musubi::domain::id::BidId;
use musubi::domain::record::RecordForm;
use musubi::server::edge::Call;
use musubi::server::failure::Failure;
use musubi::server::services::records::{self, Sent, of_bid};
use serde::Deserialize;

const RECORDS: &str = include_str!("records.toml");

#[derive(Debug, Deserialize)]
struct All {
    minato: Vec<Entry>,
    nordlys: Vec<Entry>,
    bid: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    kind: String,
    #[serde(flatten)]
    form: RecordForm,
}

/// Enters everything; each firm chooses all of its own.
pub(super) async fn enter(minato: &Call, nordlys: &Call, bid: BidId) -> Result<(), Failure> {
    let all: All = toml::from_str(RECORDS).map_err(|error| Failure::Fault(Box::new(error)))?;
    choose(minato, bid, all.minato).await?;
    choose(nordlys, bid, all.nordlys).await?;
    for entry in all.bid {
        of_bid::add(minato, bid, &entry.kind, &sent(entry.form)).await?;
    }
    Ok(())
}

async fn choose(call: &Call, bid: BidId, entries: Vec<Entry>) -> Result<(), Failure> {
    let mut kinds: Vec<String> = Vec::new();
    for entry in entries {
        records::add(call, &entry.kind, &sent(entry.form)).await?;
        if !kinds.contains(&entry.kind) {
            kinds.push(entry.kind);
        }
    }
    for kind in kinds {
        for record in records::list(call, &kind).await?.records {
            of_bid::choose(call, bid, &kind, record.id).await?;
        }
    }
    Ok(())
}

const fn sent(form: RecordForm) -> Sent {
    Sent { form, more: String::new() }
}
