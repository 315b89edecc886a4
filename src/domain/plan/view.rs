//! The plan as its page, its table and the command line show it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::TaskState;
use super::decision::DecisionOutcome;
use super::ended::DoneWith;
use super::rules::{Side, Unit};
use crate::domain::bid::BidHead;
use crate::domain::deadline::MilestoneKind;
use crate::domain::instant::Instant;
use crate::domain::tender::SeatedPerson;

/// A day off and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayName {
    /// The day.
    pub date: NaiveDate,
    /// Its Japanese name; empty for a holiday abroad.
    pub ja: String,
    /// Its English name.
    pub en: String,
}

/// What does not fit about a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Conflict {
    /// Its last day is over.
    EndPast,
    /// Its latest start is over and nobody has begun: so many days are needed, so many are left.
    StartPast {
        /// How many days it takes.
        needed: i64,
        /// How many are left, today among them.
        left: i64,
    },
    /// Between the two days that somebody set there are fewer than it takes.
    TooShort {
        /// How many days it takes.
        needed: i64,
        /// How many there are.
        left: i64,
    },
    /// What it waits for is ready only then.
    NotReady {
        /// Code of the task that it waits for.
        code: String,
        /// When this one can begin at the earliest.
        from: NaiveDate,
    },
    /// The end that somebody set is later than the plan allows.
    EndsLate {
        /// The latest end by the plan.
        latest: NaiveDate,
    },
    /// A certificate that was ordered before this day is too old at the submission.
    TooOld {
        /// The earliest useful day on which to order it.
        earliest: NaiveDate,
    },
    /// A certificate that is valid when it is first handed in is too old at a later submission, which takes a second one.
    AgainFor {
        /// That submission.
        step: MilestoneKind,
        /// The earliest useful day on which to order the second one.
        earliest: NaiveDate,
    },
    /// A day that somebody set is a day off.
    OnDayOff {
        /// The day.
        date: NaiveDate,
    },
    /// Days off within its span.
    DaysOff {
        /// Two letters of the country.
        country: String,
        /// The days.
        days: Vec<DayName>,
    },
}

impl Conflict {
    /// Whether it endangers the task; days off are counted already, and a second certificate is a task of its own.
    #[must_use]
    pub const fn is_danger(&self) -> bool {
        !matches!(self, Self::DaysOff { .. } | Self::AgainFor { .. })
    }
}

/// A task with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTask {
    /// Code of the usual task, or the identity of one of our own.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English; the same for a task of our own.
    pub title_en: String,
    /// What of the notice it is about, in Japanese.
    pub about: Vec<String>,
    /// Whether somebody added it.
    pub is_own: bool,
    /// Whose it is.
    pub side: Side,
    /// The firms of that side.
    pub firms: Vec<String>,
    /// How long it takes.
    pub days: u16,
    /// In which days.
    pub unit: Unit,
    /// How long it usually takes; `None` for a task of our own.
    pub usual_days: Option<u16>,
    /// The latest day on which it begins.
    pub latest_start: NaiveDate,
    /// The latest day on which it ends.
    pub latest_end: NaiveDate,
    /// The earliest day on which it can begin, from today on and after what it waits for.
    pub earliest_start: NaiveDate,
    /// For a certificate: the earliest useful day on which to order it.
    pub earliest_order: Option<NaiveDate>,
    /// Days by which it can be late without moving anything; below zero when it is too late already.
    pub slack: i64,
    /// Whether it cannot wait.
    pub is_critical: bool,
    /// Codes of the tasks that it waits for.
    pub waits_for: Vec<String>,
    /// What does not fit.
    pub conflicts: Vec<Conflict>,
    /// Who does it.
    pub owner: Option<SeatedPerson>,
    /// How far it is.
    pub state: TaskState,
    /// How far somebody said that it is.
    pub own_state: TaskState,
    /// When it was begun or done.
    pub state_on: Option<NaiveDate>,
    /// With what it is done, where nobody marked it.
    pub done_with: Option<DoneWith>,
    /// The duration that somebody set.
    pub own_days: Option<u16>,
    /// The first day that somebody set.
    pub own_start: Option<NaiveDate>,
    /// The last day that somebody set.
    pub own_end: Option<NaiveDate>,
    /// A remark.
    pub note: String,
    /// Where the lead time is from; empty for a task of our own.
    pub source: String,
    /// Counts changes; 0 when nobody changed anything.
    pub revision: i64,
}

/// A task that this bid does without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedTask {
    /// Its code.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// Counts changes.
    pub revision: i64,
}

/// A step of the tender that the plan is counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// What happens.
    pub kind: MilestoneKind,
    /// When, in Japan.
    pub date: NaiveDate,
}

/// A country of the bid's firms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCountry {
    /// Its two letters.
    pub code: String,
    /// Whether its holidays are known for the whole of the plan.
    pub is_known: bool,
}

/// A day within the plan on which somebody does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDay {
    /// The day.
    pub date: NaiveDate,
    /// Offices in Japan are closed.
    pub japan: bool,
    /// A partner abroad does not work.
    pub abroad: bool,
}

/// The page of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPage {
    /// The head.
    pub head: BidHead,
    /// Today in Japan.
    pub today: NaiveDate,
    /// The first day of the picture.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The steps of the tender that it is counted from, earliest first.
    pub steps: Vec<PlanStep>,
    /// The tasks, by latest start.
    pub tasks: Vec<PlanTask>,
    /// What this bid does without.
    pub removed: Vec<RemovedTask>,
    /// Who can own a task.
    pub people: Vec<SeatedPerson>,
    /// The partners' countries.
    pub countries: Vec<PlanCountry>,
    /// Whether it is decided to bid.
    pub outcome: DecisionOutcome,
    /// Days off within the plan, for the picture.
    pub closed: Vec<ClosedDay>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may take it along.
    pub may_export: bool,
}

/// The plan as a file to take along.
#[derive(Debug, Clone)]
pub struct PlanSheet {
    /// The plan.
    pub page: PlanPage,
    /// What does not fit about each task, in their order.
    pub notes: Vec<String>,
    /// When the plan is taken.
    pub at: Instant,
}
