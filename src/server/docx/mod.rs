//! Papers: a form and a bid's facts → manuscript → .docx, checked. Pure bytes in, bytes out; no clock, no files.

pub mod bench;
mod blanks;
mod chart;
pub mod checks;
mod compose;
mod costs;
mod countries;
mod fields;
mod filling;
mod finish;
mod form_tables;
mod gantt;
mod grid;
mod head;
pub mod html;
pub mod inspect;
mod ledger;
mod lists;
pub mod pages;
mod pieces;
mod plan;
pub mod preview_styles;
mod records;
mod related;
mod render;
mod seals;
mod sections;
pub mod specimens;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod turns;
mod values;
mod vertical;

use std::collections::BTreeMap;

pub use compose::{Composed, compose};
pub use gantt::schedule;
pub use inspect::{FileFault, FileFinding, inspect};
pub use plan::plan;
pub use turns::turns;

use crate::domain::document::{BidFacts, DocumentFinding, DocumentProblem, DocumentRule, Severity};
use crate::domain::form::{Form, Layout};
use crate::domain::instant::Instant;
use crate::domain::manuscript::Manuscript;

/// A finished paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub docx: Vec<u8>,
    /// What is wrong with the facts on the paper.
    pub findings: Vec<DocumentFinding>,
    /// What is wrong with the file; empty unless this engine has a fault.
    pub file_findings: Vec<FileFinding>,
    /// What was printed, for the preview and for checks of wording.
    pub manuscript: Manuscript,
}

/// Why no file could be made: a fault of this engine, never of the bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentFault {
    /// A part could not be read or written.
    Xml(String),
    /// The zip could not be written.
    Zip(String),
}

impl std::fmt::Display for DocumentFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Xml(what) => write!(f, "a part of the document: {what}"),
            Self::Zip(what) => write!(f, "the document's archive: {what}"),
        }
    }
}

impl std::error::Error for DocumentFault {}

/// Makes one form for one bid. The contents bear page numbers reckoned by lines, and say so in a finding.
///
/// # Errors
/// A fault of this engine.
pub fn document(form: &Form, facts: &BidFacts, layout: &Layout, revised: Instant) -> Result<Rendered, DocumentFault> {
    let Composed { mut manuscript, mut findings } = compose(form, facts, layout, revised);
    if manuscript.headings().next().is_some() {
        let reckoned = pages::reckon(&manuscript);
        pages::set_pages(&mut manuscript, &reckoned.headings);
        findings.push(DocumentFinding {
            rule: DocumentRule::File,
            severity: Severity::Warning,
            problem: DocumentProblem::PagesReckoned,
        });
    }
    finished(manuscript, findings)
}

/// The same paper with the pages of its headings, by bookmark, as counted on the typeset paper (see
/// [`pages::measured`]) at an instant.
///
/// # Errors
/// A fault of this engine.
pub fn with_pages(paper: Rendered, counted: &BTreeMap<String, u32>, at: Instant) -> Result<Rendered, DocumentFault> {
    let Rendered { mut manuscript, findings, .. } = paper;
    pages::set_pages(&mut manuscript, counted);
    finished(manuscript, about_pages(findings, Severity::Fine, DocumentProblem::PagesCounted { at }))
}

/// The same paper, saying that its pages could not be counted.
#[must_use]
pub fn without_pages(paper: Rendered) -> Rendered {
    let findings = about_pages(paper.findings, Severity::Warning, DocumentProblem::PagesNotCounted);
    Rendered { findings, ..paper }
}

fn about_pages(
    mut findings: Vec<DocumentFinding>,
    severity: Severity,
    problem: DocumentProblem,
) -> Vec<DocumentFinding> {
    findings.retain(|finding| finding.problem != DocumentProblem::PagesReckoned);
    findings.push(DocumentFinding { rule: DocumentRule::File, severity, problem });
    findings
}

/// The file of a manuscript, unchecked.
///
/// # Errors
/// A fault of this engine.
pub fn to_docx(manuscript: &Manuscript) -> Result<Vec<u8>, DocumentFault> {
    finish::finish(manuscript)
}

fn finished(manuscript: Manuscript, findings: Vec<DocumentFinding>) -> Result<Rendered, DocumentFault> {
    let docx = to_docx(&manuscript)?;
    let file_findings = inspect(&docx);
    Ok(Rendered { docx, findings, file_findings, manuscript })
}
