//! Words of the readiness check.

use super::{Phrase, cost, counted, deadline, document, joint_venture, say, say_with};
use crate::domain::finding::{Finding, Matter, Weight};
use crate::domain::finding_group::FindingGroup;
use crate::domain::joint_venture_view::VentureFinding;

/// Blocking.
pub const BLOCKING: Phrase = Phrase::new("不備", "to fix");
/// Warning.
pub const WARNING: Phrase = Phrase::new("要確認", "to look at");
/// Could not check.
pub const COULD_NOT_CHECK: Phrase = Phrase::new("確認不可", "could not be checked");

/// The link to where it is mended.
pub const MEND: Phrase = Phrase::new("直す", "Mend");

/// The word for a weight.
#[must_use]
pub fn weight(weight: Weight) -> &'static str {
    say(match weight {
        Weight::Blocking => BLOCKING,
        Weight::Warning => WARNING,
        Weight::CouldNotCheck => COULD_NOT_CHECK,
    })
}

/// Where the rule behind a finding comes from, where it lies in a paper.
#[must_use]
pub fn source(finding: &Finding) -> Option<&'static str> {
    match &finding.matter {
        Matter::Document { rule, .. } => Some(say(document::source(*rule))),
        _ => None,
    }
}

/// How many papers something concerns.
#[must_use]
pub fn papers(number: usize) -> String {
    say_with(format!("書類{number}件"), counted(number, "paper", "papers"))
}

/// What is wrong, told once for all papers that it concerns.
#[must_use]
pub fn group(group: &FindingGroup) -> String {
    match group.sections.as_slice() {
        [] | [_] => sentence(&group.first),
        several => document::sections_missing(several),
    }
}

/// What is wrong.
#[must_use]
pub fn sentence(finding: &Finding) -> String {
    match &finding.matter {
        Matter::Document { problem, .. } => document::problem(problem),
        Matter::PriceBasisUnknown { .. } => say_with(
            "金額が税抜か税込か確認されていません。公告を確認し、案件に登録してください。".to_owned(),
            "Whether the amount is with or without tax (税込・税抜) is not confirmed. Read the notice and set it on the tender.".to_owned(),
        ),
        Matter::JointVenture { finding } => {
            let what = joint_venture::breach(&finding.breach, &[]);
            let VentureFinding { rule, .. } = finding.as_ref();
            say_with(
                format!("{}：{what} {}", rule.term_ja, rule.explanation_ja),
                format!("{}: {what} {}", rule.term_ja, rule.explanation_en),
            )
        }
        Matter::JointVentureMissing => say_with(
            "複数の会社が参加していますが、共同企業体が登録されていません。".to_owned(),
            "More than one firm is on the bid, but no joint venture (共同企業体) is set up.".to_owned(),
        ),
        Matter::DeadlinePassed { milestone, at } => say_with(
            format!("{}を過ぎています（{}）。", milestone.ja(), deadline::iso(at)),
            format!("It has passed: {}, {} (Japan time).", milestone.en(), deadline::iso(at)),
        ),
        Matter::Costs { rule } => say(cost::rule(*rule)).to_owned(),
        Matter::TenderNotConfirmed => say_with(
            "公告から読み取った内容が確認されていません。".to_owned(),
            "What was read from the notice is not confirmed by a person.".to_owned(),
        ),
        Matter::ProcedureUnknown => say_with(
            "入札・契約の方式が分からないため、必要な書類を確定できません。書類のページで方式を選んでください。".to_owned(),
            "Which procedure (一般競争, プロポーザル …) it is is not known, so which papers are needed could not be \
             checked. Choose it on the page of documents."
                .to_owned(),
        ),
        Matter::NoDeadline => say_with(
            "提出期限が登録されていないため、期限を確認できません。".to_owned(),
            "No deadline of ours is known, so dates could not be checked.".to_owned(),
        ),
    }
}
