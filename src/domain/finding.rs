//! One line of the readiness check: what is wrong, how grave it is, where, and by which rule.
//! The sentences are in `ui::wording::finding`.

use serde::{Deserialize, Serialize};

use super::cost_sheet::findings::CostRule;
use super::deadline::MilestoneKind;
use super::document::{DocumentProblem, DocumentRule, Severity};
use super::joint_venture_view::VentureFinding;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The bid or a paper is invalid so.
    Blocking,
    /// A person should look.
    Warning,
    /// It could not be checked.
    CouldNotCheck,
}

/// One line of the readiness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How grave.
    pub weight: Weight,
    /// Where and what.
    pub matter: Matter,
}

/// Where a finding lies and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Matter {
    /// A paper.
    Document {
        /// Code of the form.
        form: String,
        /// Which rule.
        rule: DocumentRule,
        /// What is wrong.
        problem: DocumentProblem,
    },
    /// The tender's amount basis (税抜・税込) is not known, and this paper states an amount. R-16.
    PriceBasisUnknown {
        /// Code of the form.
        form: String,
    },
    /// A rule of joint ventures. and so on.
    JointVenture {
        /// The breach with its rule.
        finding: Box<VentureFinding>,
    },
    /// More than one firm is on the bid and no joint venture is set up.
    JointVentureMissing,
    /// One of our dates has passed. R-01.
    DeadlinePassed {
        /// Which step.
        milestone: MilestoneKind,
        /// As printed in the notice, in Japan.
        at: String,
    },
    /// The cost breakdown (内訳書) breaks a rule; its page tells where..
    Costs {
        /// Which rule.
        rule: CostRule,
    },
    /// The tender was proposed by the reader and not confirmed by a person.
    TenderNotConfirmed,
    /// No date of a step that is ours is known.
    NoDeadline,
    /// Neither the notice nor a person says which procedure it is, so which papers are needed is not known.
    ProcedureUnknown,
}

impl Finding {
    /// Code of the form of the paper in which it lies, where it lies in one.
    #[must_use]
    pub fn form(&self) -> Option<&str> {
        match &self.matter {
            Matter::Document { form, .. } | Matter::PriceBasisUnknown { form } => Some(form),
            _ => None,
        }
    }

    /// What is wrong with the paper, where it lies in one.
    #[must_use]
    pub const fn problem(&self) -> Option<&DocumentProblem> {
        match &self.matter {
            Matter::Document { problem, .. } => Some(problem),
            _ => None,
        }
    }

    /// The rule behind the finding (dossier §9), where there is one.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match &self.matter {
            Matter::Document { rule, .. } => Some(rule.code()),
            Matter::PriceBasisUnknown { .. } => Some("R-16"),
            Matter::JointVenture { finding } => Some(&finding.rule.id),
            Matter::DeadlinePassed { .. } => Some("R-01"),
            Matter::Costs { rule } => Some(rule.code()),
            Matter::JointVentureMissing
            | Matter::TenderNotConfirmed
            | Matter::NoDeadline
            | Matter::ProcedureUnknown => None,
        }
    }
}

impl Weight {
    /// The weight of a paper's finding; none when it says that nothing is wrong.
    #[must_use]
    pub const fn of(severity: Severity) -> Option<Self> {
        match severity {
            Severity::Error => Some(Self::Blocking),
            Severity::Warning => Some(Self::Warning),
            Severity::Fine => None,
            Severity::Unchecked => Some(Self::CouldNotCheck),
        }
    }
}
