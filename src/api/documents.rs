//! The papers of a bid.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::document::DocumentFinding;
use crate::domain::document_settings::DocumentForm;
use crate::domain::finding::Finding;
use crate::domain::id::BidId;
use crate::error::AppError;

/// One line of the list of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// Code of the form.
    pub form: String,
    /// Label of the 様式 as it will be printed.
    pub label: String,
    /// 入札書 and so on.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// How many findings block it.
    pub errors: usize,
    /// How many a person should look at.
    pub warnings: usize,
}

/// The list of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentList {
    /// 件名 of the bid.
    pub bid_title: String,
    /// Every paper that can be made.
    pub documents: Vec<DocumentLine>,
    /// The readiness check over the whole bid.
    pub findings: Vec<Finding>,
    /// Whether the reader may download.
    pub may_export: bool,
}

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    /// 件名 of the bid.
    pub bid_title: String,
    /// Code of the form.
    pub form: String,
    /// 入札書 and so on.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// What the paper is for, in Japanese.
    pub explanation_ja: String,
    /// What the paper is for, in English.
    pub explanation_en: String,
    /// The orders of the head it allows (`a`, `b`), its own first.
    pub orders: Vec<String>,
    /// Whether it states an amount.
    pub has_amount: bool,
    /// Whether it lists attachments.
    pub has_attachments: bool,
    /// The decisions for this paper.
    pub settings: DocumentForm,
    /// Revision of the decisions; 0 when none are kept.
    pub revision: i64,
    /// The paper as HTML, escaped by its maker.
    pub preview: String,
    /// The measures of the preview, for a style element with the page's nonce.
    pub preview_css: String,
    /// What is wrong with it.
    pub findings: Vec<DocumentFinding>,
    /// The amount with tax, when the paper states one without: yen.
    pub with_tax: Option<i64>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may download it.
    pub may_export: bool,
}

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
#[expect(clippy::too_many_arguments, reason = "the fields of one form, named as in the page")]
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
