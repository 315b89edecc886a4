//! Pieces that show papers and what is wrong with them.

use leptos::prelude::*;

use crate::domain::document::{DocumentFinding, Severity};
use crate::domain::finding::{Finding, Weight};
use crate::domain::id::BidId;
use crate::ui::kit::{FindingKind, FindingRow, Findings, Notice, NoticeKind};
use crate::ui::paths;
use crate::ui::wording::{document as words, finding as finding_words, say};

/// The lines of the readiness check, gravest first.
#[component]
pub fn FindingList(
    /// The bid.
    id: BidId,
    /// The findings.
    findings: Vec<Finding>,
) -> impl IntoView {
    if findings.is_empty() {
        return view! { <Notice kind=NoticeKind::Success>{say(words::CHECK_CLEAR)}</Notice> }.into_any();
    }
    let rows = findings
        .into_iter()
        .map(|finding| {
            let title = finding_words::sentence(&finding);
            let form = finding_words::place(&finding).map(str::to_owned);
            let rule = finding.rule().map(str::to_owned);
            let href = form.as_ref().map(|form| paths::document(id, form));
            let detail = [form, rule].into_iter().flatten().collect::<Vec<_>>().join(" ・ ");
            view! { <FindingRow kind=kind_of(finding.weight) title detail href link=finding_words::MEND/> }
        })
        .collect_view();
    view! { <Findings>{rows}</Findings> }.into_any()
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
    let rows = findings
        .into_iter()
        .map(|found| {
            let kind = match found.severity {
                Severity::Error => FindingKind::Blocking,
                Severity::Warning => FindingKind::Warning,
                Severity::Fine => FindingKind::Fine,
            };
            view! { <FindingRow kind title=words::problem(&found.problem) detail=found.rule.code()/> }
        })
        .collect_view();
    view! { <Findings>{rows}</Findings> }.into_any()
}

const fn kind_of(weight: Weight) -> FindingKind {
    match weight {
        Weight::Blocking => FindingKind::Blocking,
        Weight::Warning => FindingKind::Warning,
        Weight::CouldNotCheck => FindingKind::Unchecked,
    }
}
