//! Server functions on the audit trail of a bid.

use leptos::prelude::*;

use crate::domain::audit::{AuditQuery, AuditTrail};
use crate::domain::id::BidId;
use crate::error::AppError;

/// A page of the trail.
#[server(prefix = "/api", endpoint = "audits/list")]
pub async fn load_audit(bid: BidId, #[server(default)] query: AuditQuery) -> Result<AuditTrail, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::audits::list(&call, bid, query).await)
}
