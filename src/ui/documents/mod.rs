//! Pieces that show papers and what is wrong with them.

mod plan;
mod readiness;
mod ways;

pub use plan::{Demands, PlanFields, ProcedureWord, Profile, SetFields, procedure_name};
pub use readiness::{FindingPanel, PaperPanel};
pub use ways::{LimitFields, OfPaper, WayFields, orders, variants};

use leptos::prelude::*;

use crate::domain::document::{DocumentFinding, DocumentProblem, Fact, Severity};
use crate::domain::document_view::DocumentLine;
use crate::domain::finding::{Finding, Matter, Weight};
use crate::domain::id::BidId;
use crate::ui::kit::{FindingKind, FindingRow, Findings, Notice, NoticeKind, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{document as words, finding as finding_words, say};

/// The lines of the readiness check, gravest first.
#[component]
pub fn FindingList(
    /// The bid.
    id: BidId,
    /// The findings.
    findings: Vec<Finding>,
    /// How many lines are shown at most; all when not given.
    #[prop(optional)]
    most: Option<usize>,
) -> impl IntoView {
    if findings.is_empty() {
        return view! { <Notice kind=NoticeKind::Success>{say(words::CHECK_CLEAR)}</Notice> }.into_any();
    }
    let rows = gathered(findings, |finding| finding.problem())
        .into_iter()
        .take(most.unwrap_or(usize::MAX))
        .map(|(finding, sections)| {
            let title =
                sections.map_or_else(|| finding_words::sentence(&finding), |several| words::sections_missing(&several));
            let source = finding_words::source(&finding);
            let detail = [finding.form(), finding.rule(), source].into_iter().flatten();
            let detail = detail.collect::<Vec<_>>().join(" ・ ");
            let href = where_it_is_mended(id, &finding.matter);
            view! { <FindingRow kind=kind_of(finding.weight) title detail href link=finding_words::MEND/> }
        })
        .collect_view();
    view! { <Findings>{rows}</Findings> }.into_any()
}

/// Findings with those of sections without a text drawn together in the place of the first: a proposal that is only
/// begun would fill the page with them. The numbers stand beside the one that is kept for all.
fn gathered<T>(findings: Vec<T>, problem: impl Fn(&T) -> Option<&DocumentProblem>) -> Vec<(T, Option<Vec<usize>>)> {
    let section = |finding: &T| match problem(finding) {
        Some(DocumentProblem::Missing(Fact::Section(number))) => Some(*number),
        _ => None,
    };
    let mut several: Option<Vec<usize>> =
        Some(findings.iter().filter_map(&section).collect()).filter(|numbers: &Vec<usize>| numbers.len() > 1);
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
    let rows = gathered(findings, |found| Some(&found.problem))
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

/// The page on which a finding is put right; what lies with the tender has none on the bid.
fn where_it_is_mended(id: BidId, matter: &Matter) -> Option<String> {
    match matter {
        Matter::Document {
            problem:
                DocumentProblem::Missing(Fact::Section(_) | Fact::Sections)
                | DocumentProblem::ReferenceLost(_)
                | DocumentProblem::PictureLost(_),
            ..
        } => Some(paths::bid_page(id, "sections")),
        Matter::Document { form, .. } | Matter::PriceBasisUnknown { form } => Some(paths::document(id, form)),
        Matter::Costs { .. } => Some(paths::bid_page(id, "costs")),
        Matter::JointVenture { .. } | Matter::JointVentureMissing => Some(paths::bid_page(id, "joint-venture")),
        Matter::DeadlinePassed { .. } | Matter::NoDeadline => Some(paths::bid_page(id, "dates")),
        Matter::ProcedureUnknown => Some(format!("{}#procedure", paths::bid_page(id, "documents"))),
        Matter::TenderNotConfirmed => None,
    }
}

const fn kind_of(weight: Weight) -> FindingKind {
    match weight {
        Weight::Blocking => FindingKind::Blocking,
        Weight::Warning => FindingKind::Warning,
        Weight::CouldNotCheck => FindingKind::Unchecked,
    }
}
