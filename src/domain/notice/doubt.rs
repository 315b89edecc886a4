//! Why what was read of a notice may not be called certain, and what of it cannot be true at once.

use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Evidence;
use super::fact::FactName;
use crate::domain::deadline::{MilestoneKind, Moment};

/// Why a proposed value may not be called certain. Wording is made in `ui/wording`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "doubt")]
pub enum Doubt {
    /// The printed weekday is not the weekday of the printed date.
    WeekdayDisagrees {
        /// As printed.
        printed: Weekday,
        /// Of the calendar.
        actual: Weekday,
    },
    /// The notice names two different moments for the same step.
    TwoDates {
        /// The other moment.
        other: Moment,
    },
    /// A fact is printed twice, differently.
    TwoValues {
        /// The other value.
        other: String,
    },
    /// The time is given only by reference to another step (入札開始時刻まで).
    ReferenceToOtherTime,
    /// The step lies on the wrong side of another one.
    OutOfOrder {
        /// The step it disagrees with.
        with: MilestoneKind,
        /// That step's moment.
        at: Moment,
    },
    /// No year is printed; it was taken from the dates around.
    YearAssumed,
    /// The era year and the Western year printed side by side differ.
    EraDisagrees {
        /// The other reading.
        other: NaiveDate,
    },
    /// The label stands far from the date, or something else stands between.
    LabelFar,
    /// The words of the label fit another step too.
    LabelAmbiguous {
        /// The other step.
        other: MilestoneKind,
    },
    /// The buyer calls it planned (予定, 頃).
    Planned,
    /// Several times of day stand near, or one that may be counter hours only.
    TimeUnclear,
    /// The time of day is written in a way with two readings (午後0時, 12時 after 午後, 24時).
    TimeNotation,
    /// The period ends before it begins.
    PeriodReversed,
    /// The date may belong to an example, a form or another procedure.
    MayBeElsewhere,
    /// The text is damaged near the value (character recognition, lost characters).
    TextDamaged,
    /// Found by its place on the page, not by a label.
    NoLabel,
}

/// Two statements of the notice that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "conflict")]
pub enum Conflict {
    /// Printed weekday and date differ.
    Weekday {
        /// The step.
        kind: MilestoneKind,
        /// Its date.
        date: NaiveDate,
        /// As printed.
        printed: Weekday,
        /// Of the calendar.
        actual: Weekday,
        /// Where.
        evidence: Evidence,
    },
    /// Two moments for one step.
    TwoDates {
        /// The step.
        kind: MilestoneKind,
        /// The first moment.
        first: Moment,
        /// Where the first stands.
        first_evidence: Evidence,
        /// The second moment.
        second: Moment,
        /// Where the second stands.
        second_evidence: Evidence,
    },
    /// A step that must come first is printed with a later date.
    Order {
        /// The step that must come first.
        earlier: MilestoneKind,
        /// Its moment.
        earlier_at: Moment,
        /// The step that must follow.
        later: MilestoneKind,
        /// Its moment.
        later_at: Moment,
    },
    /// Two values for one fact.
    TwoValues {
        /// The fact.
        name: FactName,
        /// The first value.
        first: String,
        /// Where the first stands.
        first_evidence: Evidence,
        /// The second value.
        second: String,
        /// Where the second stands.
        second_evidence: Evidence,
    },
}
