//! The papers of a bid as their pages show them.

use serde::{Deserialize, Serialize};

use super::document::{CopyKind, DocumentFinding};
use super::document_settings::DocumentForm;
use super::finding::Finding;
use super::form::{Named, Variant};
use super::paper::Why;
use super::paper_view::PaperPlanView;

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
    /// Why it is in the set.
    pub why: Vec<Why>,
    /// 正本, where somebody said how many.
    pub originals: Option<u32>,
    /// 副本, where somebody said how many.
    pub copies: Option<u32>,
}

/// The list of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentList {
    /// 件名 of the bid.
    pub bid_title: String,
    /// Every paper of the set, in order.
    pub documents: Vec<DocumentLine>,
    /// The readiness check over the whole bid.
    pub findings: Vec<Finding>,
    /// Whether the reader may download.
    pub may_export: bool,
    /// Whether the reader may change the set.
    pub may_edit: bool,
    /// What stands around the list.
    pub plan: Box<PaperPlanView>,
}

/// One of several forms of the same paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantLine {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: Named,
}

impl VariantLine {
    /// The line of a variant.
    #[must_use]
    pub fn of(variant: &Variant) -> Self {
        Self { code: variant.code.clone(), title: variant.title.clone() }
    }
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
    /// Whether it draws a schedule, of which there is a workbook.
    pub has_schedule: bool,
    /// Between which forms of it a bid chooses, its own first; empty where there is one.
    pub variants: Vec<VariantLine>,
    /// Labels that buyers give it.
    pub labels: Vec<String>,
    /// Titles that buyers give it.
    pub titles: Vec<String>,
    /// Whether there is a copy that names no firm (副本).
    pub has_blind_copy: bool,
    /// The copy that the preview shows.
    pub copy: CopyKind,
    /// What still names a firm or a person in the copy that must not.
    pub named: Vec<String>,
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

/// A paper with what stands in its form now; nothing of it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentDraft {
    /// The paper as HTML, escaped by its maker.
    pub preview: String,
    /// The measures of the preview, for the page's style element of them.
    pub preview_css: String,
}

/// Why there is no PDF of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfState {
    /// There is no office program.
    Absent,
    /// Too many wait for it.
    Busy,
    /// It took too long and was stopped.
    TooLong,
    /// It ended without a PDF.
    Failed,
}

impl PdfState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Absent, Self::Busy, Self::TooLong, Self::Failed];

    /// The code in an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Busy => "busy",
            Self::TooLong => "too-long",
            Self::Failed => "failed",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
