//! A firm's own data for papers, over the wire.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::id::RecordId;
use crate::domain::record::Row;
use crate::domain::record_view::{FirmRecords, KindCount};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    domain::record::RecordForm,
    server::{
        edge,
        services::records::{self, Sent},
    },
    ui::paths,
};

/// The kinds that a firm keeps.
#[server(endpoint = "records/kinds", prefix = "/api")]
pub async fn list_record_kinds() -> Result<Vec<KindCount>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, records::kinds(&call).await)
}

/// What the reader's firm keeps of one kind.
#[server(endpoint = "records/list", prefix = "/api")]
pub async fn list_records(kind: String) -> Result<FirmRecords, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, records::list(&call, &kind).await)
}

/// Adds an entry; `more` asks for one more row of that field instead.
#[server(endpoint = "records/add", prefix = "/api")]
pub async fn add_record(
    kind: String,
    #[server(default)] values: BTreeMap<String, String>,
    #[server(default)] rows: BTreeMap<String, Vec<Row>>,
    #[server(default)] more: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let sent = Sent { form: RecordForm { values, rows }, more };
    edge::leave(&call, records::add(&call, &kind, &sent).await)?;
    edge::go(&paths::saved(&paths::firm_records(&kind)));
    Ok(())
}

/// Changes an entry; `more` asks for one more row of that field instead.
#[server(endpoint = "records/change", prefix = "/api")]
pub async fn change_record(
    kind: String,
    id: RecordId,
    revision: i64,
    #[server(default)] values: BTreeMap<String, String>,
    #[server(default)] rows: BTreeMap<String, Vec<Row>>,
    #[server(default)] more: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let sent = Sent { form: RecordForm { values, rows }, more };
    edge::leave(&call, records::change(&call, &kind, id, revision, &sent).await)?;
    edge::go(&paths::saved(&paths::firm_records(&kind)));
    Ok(())
}

/// Removes an entry.
#[server(endpoint = "records/remove", prefix = "/api")]
pub async fn remove_record(kind: String, id: RecordId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, records::remove(&call, &kind, id, revision).await)?;
    edge::go(&paths::saved(&paths::firm_records(&kind)));
    Ok(())
}

/// Moves an entry: `up` or `down`.
#[server(endpoint = "records/move", prefix = "/api")]
pub async fn move_record(kind: String, id: RecordId, way: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, records::shift(&call, &kind, id, &way).await)
}
