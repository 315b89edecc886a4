//! Pieces that show papers and what is wrong with them.

mod check;
mod live_preview;
mod plan;
mod readiness;
mod ways;

pub use check::FindingList;
pub use live_preview::{LivePreview, MEASURES_ID, PREVIEW_ID};
pub use plan::{Demands, PlanFields, ProcedureWord, Profile, SetFields, procedure_name};
pub use readiness::{FindingPanel, PaperPanel};
pub use ways::{LimitFields, OfPaper, WayFields, orders, variants};

use leptos::prelude::*;

use crate::domain::document::{DocumentFinding, DocumentProblem, Fact, Severity};
use crate::domain::document_view::DocumentLine;
use crate::ui::kit::{FindingKind, FindingRow, Findings, Tag, TagKind};
use crate::ui::wording::{document as words, say};

/// Findings drawn together from this many sections on: one is told in its own words.
const SEVERAL: usize = 2;

/// Findings of one paper with those of sections without a text drawn together in the place of the first: a proposal
/// that is only begun would fill the page with them. The numbers stand beside the one that is kept for all.
fn gathered(findings: Vec<DocumentFinding>) -> Vec<(DocumentFinding, Option<Vec<usize>>)> {
    let section = |finding: &DocumentFinding| match finding.problem {
        DocumentProblem::Missing(Fact::Section(number)) => Some(number),
        _ => None,
    };
    let numbers: Vec<usize> = findings.iter().filter_map(section).collect();
    let mut several = Some(numbers).filter(|numbers| numbers.len() >= SEVERAL);
    let is_one = several.is_none();
    findings
        .into_iter()
        .filter_map(|finding| match section(&finding) {
            Some(_) if !is_one => several.take().map(|numbers| (finding, Some(numbers))),
            _ => Some((finding, None)),
        })
        .collect()
}

/// The state of a paper: how much of it is wrong.
#[component]
pub fn DocumentState(
    /// The paper.
    line: DocumentLine,
) -> impl IntoView {
    let kind = match (line.errors, line.warnings) {
        (0, 0) => TagKind::Ok,
        (0, _) => TagKind::Warn,
        _ => TagKind::Bad,
    };
    view! { <Tag kind text=words::count(line.errors, line.warnings)/> }
}

/// What is wrong with one paper.
#[component]
pub fn PaperFindings(
    /// The findings.
    findings: Vec<DocumentFinding>,
) -> impl IntoView {
    if findings.is_empty() {
        return view! {
            <Findings><FindingRow kind=FindingKind::Fine title=words::COMPLETE/></Findings>
        }
        .into_any();
    }
    let rows = gathered(findings)
        .into_iter()
        .map(|(found, sections)| {
            let kind = match found.severity {
                Severity::Error => FindingKind::Blocking,
                Severity::Warning => FindingKind::Warning,
                Severity::Fine => FindingKind::Fine,
                Severity::Unchecked => FindingKind::Unchecked,
            };
            let title =
                sections.map_or_else(|| words::problem(&found.problem), |several| words::sections_missing(&several));
            let detail = format!("{} ・ {}", found.rule.code(), say(words::source(found.rule)));
            view! { <FindingRow kind title detail/> }
        })
        .collect_view();
    view! { <Findings>{rows}</Findings> }.into_any()
}
