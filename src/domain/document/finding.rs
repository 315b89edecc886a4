//! One line of what is wrong with a paper: its rule, how grave it is, the problem.

use serde::{Deserialize, Serialize};

use super::problem::DocumentProblem;

/// One line of what is wrong with a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFinding {
    /// The rule of the dossier (§9), or of this engine.
    pub rule: DocumentRule,
    /// Whether the paper must not be handed in so.
    pub severity: Severity,
    /// What is wrong.
    pub problem: DocumentProblem,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// The paper is invalid, or the bid is.
    Error,
    /// A person should look.
    Warning,
    /// Nothing is wrong: this says what was checked, and when.
    Fine,
    /// It could not be checked.
    Unchecked,
}

/// Which rule a finding comes from; [`DocumentRule::code`] is what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentRule {
    /// 件名 equals the notice.
    Title,
    /// 宛先 and one honorific.
    Addressee,
    /// date present, not before 公告日.
    Date,
    /// sender complete.
    Sender,
    /// agent complete.
    Agent,
    /// amount present, at least 1.
    Amount,
    /// 内訳書 attached.
    Costs,
    /// readings of names.
    Reading,
    /// name of the joint venture, order of its members.
    JointVentureName,
    /// attachments.
    Attachments,
    /// pages, type, margins.
    Layout,
    /// questions in time.
    QuestionPeriod,
    /// Questions that tell nobody who asks: dossier §3.15.
    Questions,
    /// papers that contradict each other.
    Consistency,
    /// characters.
    Characters,
    /// The style of official texts (公用文), dossier §4.3.
    Style,
    /// label present, no leftover placeholder.
    Leftover,
    /// period.
    Period,
    /// The file itself, not the bid: documents decisions, "Validity".
    File,
}

impl DocumentRule {
    /// `R-07` and so on; `FILE` for the engine's own checks of the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "R-07",
            Self::Addressee => "R-08",
            Self::Date => "R-09",
            Self::Sender => "R-10",
            Self::Agent => "R-13",
            Self::Amount => "R-15",
            Self::Costs => "R-21",
            Self::Reading => "R-27",
            Self::JointVentureName => "R-36",
            Self::Attachments => "R-47",
            Self::Layout => "R-48",
            Self::QuestionPeriod => "R-52",
            Self::Questions => "QUESTIONS",
            Self::Consistency => "R-54",
            Self::Characters => "R-63",
            Self::Style => "STYLE",
            Self::Leftover => "R-64",
            Self::Period => "R-66",
            Self::File => "FILE",
        }
    }
}
