//! The papers of a bid.

use leptos::prelude::*;

use crate::domain::document_view::{DocumentList, DocumentView};
use crate::domain::finding::Finding;
use crate::domain::id::BidId;
use crate::error::AppError;

/// The papers of a bid and the readiness check.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/list")]
pub async fn list_documents(bid: BidId) -> Result<DocumentList, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::list(&call, bid).await)
}

/// Makes the readiness check anew and keeps it, from the page that shows the kept one.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/check")]
pub async fn check_documents(bid: BidId) -> Result<Vec<Finding>, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let findings = edge::leave(&call, services::documents::check(&call, bid).await)?;
    edge::go_back();
    Ok(findings)
}

/// One paper with its preview.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/load")]
pub async fn load_document(bid: BidId, form: String) -> Result<DocumentView, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::load(&call, bid, &form).await)
}

/// Saves the decisions for one paper.
///
/// # Errors
/// As every call on a bid; `Changed` when somebody saved in between.
#[server(prefix = "/api", endpoint = "documents/save")]
pub async fn save_document(
    bid: BidId,
    form: String,
    revision: i64,
    label: String,
    order: String,
    honorific: String,
    seal: String,
    date: String,
    amount: Option<String>,
    agent_address: String,
    agent_name: String,
    attachments: Option<String>,
    contact_department: String,
    contact_name: String,
    contact_reading: String,
    contact_telephone: String,
    contact_email: String,
) -> Result<(), AppError> {
    use crate::domain::document_settings::DocumentForm;
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let typed = DocumentForm {
        label,
        order,
        honorific,
        seal,
        date,
        amount: amount.unwrap_or_default(),
        agent_address,
        agent_name,
        attachments: attachments.unwrap_or_default(),
        contact_department,
        contact_name,
        contact_reading,
        contact_telephone,
        contact_email,
    };
    edge::leave(&call, services::documents::save(&call, bid, &form, revision, &typed).await)
}
