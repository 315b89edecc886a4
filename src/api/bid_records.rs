//! Data for the papers of one bid, over the wire: its own entries, and what its firms choose of theirs.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::id::{BidId, RecordId};
use crate::domain::record::Row;
use crate::domain::record_view::{BidRecordKinds, BidRecords};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    domain::record::RecordForm,
    server::{
        edge,
        services::records::{Sent, of_bid},
    },
    ui::paths,
};

/// The kinds, with what the bid has of each.
#[server(endpoint = "bid-records/kinds", prefix = "/api")]
pub async fn list_bid_record_kinds(bid: BidId) -> Result<BidRecordKinds, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, of_bid::kinds(&call, bid).await)
}

/// One kind in a bid.
#[server(endpoint = "bid-records/open", prefix = "/api")]
pub async fn open_bid_records(bid: BidId, kind: String) -> Result<BidRecords, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, of_bid::open(&call, bid, &kind).await)
}

/// Adds an entry to the bid; `more` asks for one more row of that field instead.
#[server(endpoint = "bid-records/add", prefix = "/api")]
pub async fn add_bid_record(
    bid: BidId,
    kind: String,
    #[server(default)] values: BTreeMap<String, String>,
    #[server(default)] rows: BTreeMap<String, Vec<Row>>,
    #[server(default)] more: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let sent = Sent { form: RecordForm { values, rows }, more };
    edge::leave(&call, of_bid::add(&call, bid, &kind, &sent).await)?;
    edge::go(&paths::saved(&paths::bid_records(bid, &kind)));
    Ok(())
}

/// Changes an entry of the bid; `more` asks for one more row of that field instead.
#[server(endpoint = "bid-records/change", prefix = "/api")]
pub async fn change_bid_record(
    bid: BidId,
    kind: String,
    id: RecordId,
    revision: i64,
    #[server(default)] values: BTreeMap<String, String>,
    #[server(default)] rows: BTreeMap<String, Vec<Row>>,
    #[server(default)] more: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let sent = Sent { form: RecordForm { values, rows }, more };
    edge::leave(&call, of_bid::change(&call, bid, &kind, id, revision, &sent).await)?;
    edge::go(&paths::saved(&paths::bid_records(bid, &kind)));
    Ok(())
}

/// Removes an entry of the bid.
#[server(endpoint = "bid-records/remove", prefix = "/api")]
pub async fn remove_bid_record(bid: BidId, kind: String, id: RecordId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, of_bid::remove(&call, bid, &kind, id, revision).await)?;
    edge::go(&paths::saved(&paths::bid_records(bid, &kind)));
    Ok(())
}

/// Moves an entry of the bid, or one that the caller's firm has chosen: `up` or `down`.
#[server(endpoint = "bid-records/move", prefix = "/api")]
pub async fn move_bid_record(bid: BidId, kind: String, id: RecordId, way: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, of_bid::shift(&call, bid, &kind, id, &way).await)
}

/// Chooses an entry of the caller's firm for the bid.
#[server(endpoint = "bid-records/choose", prefix = "/api")]
pub async fn choose_record(bid: BidId, kind: String, id: RecordId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, of_bid::choose(&call, bid, &kind, id).await)
}

/// Takes an entry of the caller's firm out of the bid.
#[server(endpoint = "bid-records/leave-out", prefix = "/api")]
pub async fn leave_out_record(bid: BidId, kind: String, id: RecordId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, of_bid::leave_out(&call, bid, &kind, id).await)
}
