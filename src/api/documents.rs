//! The papers of a bid.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::document_view::{DocumentDraft, DocumentList, DocumentView};
use crate::domain::finding::Finding;
use crate::domain::id::{BidId, RequirementId};
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

/// One paper with its preview; `copy` is `blind` for the one that names no firm.
///
/// # Errors
/// As every call on a bid; not found for a copy that there is not.
#[server(prefix = "/api", endpoint = "documents/load")]
pub async fn load_document(bid: BidId, form: String, copy: Option<String>) -> Result<DocumentView, AppError> {
    use crate::domain::document::CopyKind;
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let loaded = match CopyKind::parse(copy.as_deref().unwrap_or_default()) {
        Some(copy) => services::documents::load(&call, bid, &form, copy).await,
        None => Err(AppError::NotFound.into()),
    };
    edge::leave(&call, loaded)
}

/// One paper as it would be with what stands in its form now, by the names of the fields; none while one of them cannot
/// be read. Saves nothing.
///
/// # Errors
/// As for [`load_document`].
#[server(prefix = "/api", endpoint = "documents/preview")]
pub async fn preview_document(
    bid: BidId,
    form: String,
    copy: Option<String>,
    #[server(default)] fields: BTreeMap<String, String>,
) -> Result<Option<DocumentDraft>, AppError> {
    use crate::domain::document::CopyKind;
    use crate::domain::document_settings::DocumentForm;
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let typed = DocumentForm::of_fields(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let drawn = match CopyKind::parse(copy.as_deref().unwrap_or_default()) {
        Some(copy) => services::documents::draft(&call, bid, &form, copy, &typed).await,
        None => Err(AppError::NotFound.into()),
    };
    edge::leave(&call, drawn)
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
    title: Option<String>,
    variant: Option<String>,
    price_basis: Option<String>,
    originals: Option<String>,
    copies: Option<String>,
    pages: Option<String>,
    scope: Option<String>,
    points: Option<String>,
    contact_department: String,
    contact_name: String,
    contact_reading: String,
    contact_telephone: String,
    contact_email: String,
) -> Result<(), AppError> {
    use crate::domain::document_settings::DocumentForm;
    use crate::domain::paper_form::WaysForm;
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let ways = WaysForm {
        label,
        title: title.unwrap_or_default(),
        variant: variant.unwrap_or_default(),
        order,
        honorific,
        seal,
        price_basis: price_basis.unwrap_or_default(),
        originals: originals.unwrap_or_default(),
        copies: copies.unwrap_or_default(),
        pages: pages.unwrap_or_default(),
        scope: scope.unwrap_or_default(),
        points: points.unwrap_or_default(),
    };
    let typed = DocumentForm {
        ways,
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

/// Saves the procedure of a bid and the buyer's ways for all its papers.
///
/// # Errors
/// As every call on a bid; `Changed` when somebody saved in between.
#[server(prefix = "/api", endpoint = "documents/plan")]
pub async fn save_paper_plan(
    bid: BidId,
    revision: i64,
    procedure: String,
    branch: Option<String>,
    evaluated: Option<String>,
    order: Option<String>,
    honorific: Option<String>,
    seal: Option<String>,
    price_basis: Option<String>,
    originals: Option<String>,
    copies: Option<String>,
    points: Option<String>,
) -> Result<(), AppError> {
    use crate::domain::paper_form::WaysForm;
    use crate::server::{edge, services};
    let call = edge::enter()?;
    let ways = WaysForm {
        order: order.unwrap_or_default(),
        honorific: honorific.unwrap_or_default(),
        seal: seal.unwrap_or_default(),
        price_basis: price_basis.unwrap_or_default(),
        originals: originals.unwrap_or_default(),
        copies: copies.unwrap_or_default(),
        points: points.unwrap_or_default(),
        ..WaysForm::default()
    };
    let evaluated = evaluated.unwrap_or_default();
    let typed = services::documents::PlanForm { procedure, branch: branch.is_some(), evaluated, ways };
    edge::leave(&call, services::documents::save_plan(&call, bid, revision, &typed).await)
}

/// Adds a paper of a form to the set.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/add")]
pub async fn add_paper(bid: BidId, code: String) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::add(&call, bid, &code).await)
}

/// Drops a paper from the set.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/drop")]
pub async fn drop_paper(bid: BidId, code: String) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::drop_paper(&call, bid, &code).await)
}

/// Takes a dropped paper back.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/take-back")]
pub async fn take_paper_back(bid: BidId, code: String) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::take_back(&call, bid, &code).await)
}

/// Moves a paper past its neighbour.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/move")]
pub async fn move_paper(bid: BidId, code: String, way: String) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::shift(&call, bid, &code, &way).await)
}

/// Lets a paper, or all of them, keep to a demand of the notice.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/accept")]
pub async fn accept_demand(bid: BidId, requirement: RequirementId, paper: String) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::accept(&call, bid, requirement, &paper).await)
}

/// Keeps the set as the buyer's profile of the caller's firm.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/keep-profile")]
pub async fn keep_buyer_profile(bid: BidId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::keep_profile(&call, bid).await)
}

/// Puts the buyer's profile of the caller's firm in the place of the set.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "documents/use-profile")]
pub async fn use_buyer_profile(bid: BidId) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::documents::use_profile(&call, bid).await)
}
