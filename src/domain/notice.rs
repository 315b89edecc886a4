//! What reading a notice (公告) proposes: facts and dated steps, each with the sentence behind it and every doubt.
//! A proposal only; nothing here is true for the tender until a person confirms it. No sentences for people.

mod doubt;
mod fact;
mod intake_problem;
mod procedure_kind;
mod relative_date;
mod text_kind;

use serde::{Deserialize, Serialize};

use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use crate::domain::requirement::RequirementValue;

pub use doubt::{Conflict, Doubt};
pub use fact::{FactName, FactValue, PriceBasis, ProposedFact};
pub use intake_problem::{IntakeProblem, TextPlace};
pub use procedure_kind::ProcedureKind;
pub use relative_date::{Edge, Offset, OffsetUnit, RelativeDate};
pub use text_kind::TextKind;

/// Where in the original text a value was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Byte offset of the value in the original text; always on a character boundary.
    pub start: usize,
    /// Byte offset behind the value.
    pub end: usize,
    /// The line or sentence around the value, exactly as printed, at most some hundred characters.
    pub sentence: String,
    /// Page of the original, from 1, when the source has pages.
    pub page: Option<u32>,
    /// Which of the files that were read together, from 0.
    #[serde(default)]
    pub file: u32,
}

/// One proposed dated step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedMilestone {
    /// What happens.
    pub kind: MilestoneKind,
    /// When, or the end of the period.
    pub at: Moment,
    /// The beginning, when a period is printed.
    pub from: Option<Moment>,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着, 消印有効, 到達, when printed.
    pub basis: Option<Basis>,
    /// 持参, 郵送, 電子 …, when printed with the date; empty when not.
    #[serde(default)]
    pub methods: Vec<Method>,
    /// Where it was read.
    pub evidence: Evidence,
    /// False as soon as there is any doubt.
    pub certain: bool,
    /// The gravest doubt, when there is one.
    pub doubt: Option<Doubt>,
}

/// Why something that looks like a date could not be read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnreadableReason {
    /// The calendar has no such day, or the era no such year.
    NoSuchDay,
    /// Only a month, or a part of one (上旬, 頃).
    NoDay,
    /// Characters are lost or blanks are left (令和　年　月　日, 〇月〇日).
    Blank,
    /// Month and day only, and no year anywhere in the text.
    NoYear,
    /// Depends on another step (開札日の翌日正午まで, 契約締結後30日以内).
    Relative,
}

/// Something that looks like a date, belongs to a step, and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableDate {
    /// The step, as far as the label says.
    pub kind: Option<MilestoneKind>,
    /// Why.
    pub reason: UnreadableReason,
    /// Where.
    pub evidence: Evidence,
}

/// One demand of the notice, proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedRequirement {
    /// What is demanded.
    pub value: RequirementValue,
    /// The demand in Japanese: the words of the notice, blanks put right, at most some hundred characters.
    pub ja: String,
    /// Where it was read.
    pub evidence: Evidence,
    /// False as soon as there is any doubt.
    pub certain: bool,
    /// The first doubt, when there is one.
    pub doubt: Option<Doubt>,
}

/// A date that no step was found for: the person may know what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDate {
    /// The moment as printed.
    pub at: Moment,
    /// Where.
    pub evidence: Evidence,
}

/// The whole proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedTender {
    /// Facts, in the order of `FactName::ALL`; contradicting values stand side by side.
    pub facts: Vec<ProposedFact>,
    /// Steps, in order of time; contradicting dates stand side by side, none certain.
    pub milestones: Vec<ProposedMilestone>,
    /// Contradictions inside the notice.
    pub conflicts: Vec<Conflict>,
    /// Facts that were not found.
    pub missing: Vec<FactName>,
    /// Steps that a procedure of this kind has and that were not found.
    pub missing_milestones: Vec<MilestoneKind>,
    /// Dates that belong to a step and could not be read.
    pub unreadable: Vec<UnreadableDate>,
    /// Dates of the notice that were bound to no step (dates of laws and examples are left out).
    pub other_dates: Vec<OtherDate>,
    /// Dates given only by another step, in the order of the text.
    #[serde(default)]
    pub relative: Vec<RelativeDate>,
    /// Forms, certificates, copies, limits, eligibility …, in the order of the text.
    #[serde(default)]
    pub requirements: Vec<ProposedRequirement>,
    /// What sort of text this is.
    pub kind_of_text: TextKind,
}

impl ProposedTender {
    /// The first fact of that name.
    pub fn fact(&self, name: FactName) -> Option<&ProposedFact> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    /// Every proposal for one step.
    pub fn milestones_of(&self, kind: MilestoneKind) -> impl Iterator<Item = &ProposedMilestone> {
        self.milestones.iter().filter(move |milestone| milestone.kind == kind)
    }
}
