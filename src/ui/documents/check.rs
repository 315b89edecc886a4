//! The readiness check: each thing that is wrong on one line, with the papers that it concerns.

use leptos::prelude::*;

use crate::domain::document::{DocumentProblem, Fact, MemberFact};
use crate::domain::document_view::DocumentLine;
use crate::domain::finding::{Finding, Matter, Weight};
use crate::domain::finding_group::{FindingGroup, grouped};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::ui::kit::{Disclosure, FindingKind, FindingRow, Findings, Notice, NoticeKind};
use crate::ui::paths;
use crate::ui::wording::{document as document_words, finding as words, language, say};

/// So many papers are named on the line itself; more of them open below it.
const MOST_ON_LINE: usize = 3;

/// The lines of the readiness check, gravest first.
#[component]
pub fn FindingList(
    /// The bid.
    id: BidId,
    /// The findings.
    findings: Vec<Finding>,
    /// The papers of the bid, for their names.
    papers: Vec<DocumentLine>,
    /// How many lines are shown at most; all when not given.
    #[prop(optional)]
    most: Option<usize>,
) -> impl IntoView {
    if findings.is_empty() {
        return view! { <Notice kind=NoticeKind::Success>{say(document_words::CHECK_CLEAR)}</Notice> }.into_any();
    }
    let rows = grouped(&findings)
        .into_iter()
        .take(most.unwrap_or(usize::MAX))
        .map(|group| view! { <Line id group papers=papers.clone()/> })
        .collect_view();
    view! { <Findings>{rows}</Findings> }.into_any()
}

#[component]
fn Line(id: BidId, group: FindingGroup, papers: Vec<DocumentLine>) -> impl IntoView {
    let title = words::group(&group);
    let detail = [group.first.rule(), words::source(&group.first)].into_iter().flatten();
    let detail = detail.collect::<Vec<_>>().join(" ・ ");
    let href = where_it_is_mended(id, &group);
    let kind = kind_of(group.weight);
    view! {
        <FindingRow kind title detail href link=words::MEND>
            <PaperLinks id codes=group.papers papers/>
        </FindingRow>
    }
}

/// The papers that a line concerns, each leading to its page.
#[component]
fn PaperLinks(id: BidId, codes: Vec<String>, papers: Vec<DocumentLine>) -> impl IntoView {
    let (own, count) = (language(), codes.len());
    let links = codes
        .into_iter()
        .map(|code| {
            let line = papers.iter().find(|line| line.form == code);
            let name = line.map(|line| match own {
                Language::Japanese => line.title_ja.clone(),
                Language::English => line.title_en.clone(),
            });
            let href = paths::document(id, &code);
            view! { <li><a href=href><span class="num">{code}</span>" "{name}</a></li> }
        })
        .collect_view();
    let list = view! { <ul class="finding-papers">{links}</ul> };
    match count {
        0 => ().into_any(),
        1..=MOST_ON_LINE => list.into_any(),
        more => view! { <Disclosure summary=words::papers(more)>{list}</Disclosure> }.into_any(),
    }
}

/// The page on which a finding is put right, where it is not simply the page of the one paper that it names; what lies
/// with the tender has none on the bid.
fn where_it_is_mended(id: BidId, group: &FindingGroup) -> Option<String> {
    let page = |page| Some(paths::bid_page(id, page));
    match &group.first.matter {
        Matter::Document { problem, .. } => match problem {
            DocumentProblem::Missing(Fact::Section(_) | Fact::Sections)
            | DocumentProblem::ReferenceLost(_)
            | DocumentProblem::PictureLost(_) => page("sections"),
            DocumentProblem::Missing(
                Fact::JointVentureName
                | Fact::JointVentureOffice
                | Fact::JointVentureFormedOn
                | Fact::JointVentureMonthsAfter
                | Fact::JointVentureBank
                | Fact::Member(_, MemberFact::Work | MemberFact::Share | MemberFact::Amount),
            ) => page("joint-venture"),
            DocumentProblem::Missing(Fact::Costs) => page("costs"),
            DocumentProblem::QuestionTells { .. } | DocumentProblem::QuestionsLate => page("questions"),
            DocumentProblem::RecordMissing(_) | DocumentProblem::FieldMissing { .. } => page("records"),
            _ => None,
        },
        Matter::Costs { .. } => page("costs"),
        Matter::JointVenture { .. } | Matter::JointVentureMissing => page("joint-venture"),
        Matter::DeadlinePassed { .. } | Matter::NoDeadline => page("dates"),
        Matter::ProcedureUnknown => Some(format!("{}#procedure", paths::bid_page(id, "documents"))),
        Matter::PriceBasisUnknown { .. } | Matter::TenderNotConfirmed => None,
    }
}

const fn kind_of(weight: Weight) -> FindingKind {
    match weight {
        Weight::Blocking => FindingKind::Blocking,
        Weight::Warning => FindingKind::Warning,
        Weight::CouldNotCheck => FindingKind::Unchecked,
    }
}
