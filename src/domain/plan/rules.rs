//! What `templates/rules/lead_times.toml` says: the tasks that a bid usually has, and how long they take.

use serde::{Deserialize, Serialize};

use crate::domain::deadline::MilestoneKind;
use crate::domain::requirement::RequirementKind;

/// Whose work a task is; its days are counted where that firm works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The firms in Japan.
    Japan,
    /// The partners abroad.
    Abroad,
    /// All firms: a day counts on which all of them work.
    Both,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Japan, Self::Abroad, Self::Both];

    /// The code kept in rows, rules and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Japan => "japan",
            Self::Abroad => "abroad",
            Self::Both => "both",
        }
    }

    /// Its Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Japan => "日本側",
            Self::Abroad => "海外側",
            Self::Both => "双方",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.code() == code)
    }
}

/// In which days a duration is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days on which the side works.
    Business,
    /// All days, as of a courier that also flies on Sundays.
    Calendar,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 2] = [Self::Business, Self::Calendar];

    /// The code in rules.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Calendar => "calendar",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

/// What must be so for a task to be needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanWhen {
    /// More firms than one bid together.
    JointVenture,
    /// One of them has its head office abroad.
    ForeignMember,
    /// All of them are Japanese.
    Domestic,
    /// Something may be handed in electronically.
    Electronic,
}

impl PlanWhen {
    /// Every condition.
    pub const ALL: [Self; 4] = [Self::JointVenture, Self::ForeignMember, Self::Domestic, Self::Electronic];

    /// The code in rules.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::JointVenture => "joint_venture",
            Self::ForeignMember => "foreign_member",
            Self::Domestic => "domestic",
            Self::Electronic => "electronic",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.code() == code)
    }
}

/// From where a task's end is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Backward from the step.
    Before,
    /// Forward from the step.
    After,
}

/// When a task ends at the latest: business days in Japan before or after a step of the tender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskEnd {
    /// The way in which it is counted.
    pub anchor: Anchor,
    /// The steps; the first that the tender has counts.
    pub steps: Vec<MilestoneKind>,
    /// How many days; the step's own day is not counted.
    pub days: u16,
}

/// One usual task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadTime {
    /// Its name in rows.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// Whose it is.
    pub side: Side,
    /// How long it takes.
    pub days: u16,
    /// In which days.
    pub unit: Unit,
    /// When it ends at the latest; the first whose step the tender has. Without one, the tasks that wait for it decide.
    pub ends: Vec<TaskEnd>,
    /// Codes of the tasks that it waits for, which stand before it.
    pub waits_for: Vec<String>,
    /// All of them must hold.
    pub when: Vec<PlanWhen>,
    /// The tender must have one of these steps; none for any tender.
    pub steps: Vec<MilestoneKind>,
    /// The notice must demand one of these; none for any notice.
    pub demands: Vec<RequirementKind>,
    /// The notice must demand a certificate whose title holds one of these; none for a task that is no certificate.
    pub certificates: Vec<String>,
    /// How many months before the submission a certificate may be issued at the earliest.
    pub valid_months: Option<u16>,
    /// Where the figures are from.
    pub source: String,
}

/// All of them, each behind those that it waits for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadTimes {
    /// A task with less slack than this many business days is critical.
    pub soon: u16,
    /// The tasks.
    pub tasks: Vec<LeadTime>,
}
