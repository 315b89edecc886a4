//! The dated steps of a tender, and those that hang on others.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::Origin;
use crate::domain::counter_hours::CounterHours;
use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use crate::domain::deadline_caution::DateCaution;
use crate::domain::derived_date::Derivation;
use crate::domain::id::{DeadlineId, RelativeDateId};
use crate::domain::notice::{Edge, Offset};

/// The same instant in another zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElsewhereTime {
    /// IANA zone.
    pub zone: String,
    /// Wall clock there.
    pub at: Moment,
}

/// A dated step of a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Its identity.
    pub id: DeadlineId,
    /// What happens.
    pub kind: MilestoneKind,
    /// A name of its own, where the kind's name does not say enough.
    pub title: String,
    /// Where a period begins.
    pub from: Option<Moment>,
    /// When, or the end of the period; wall clock in Japan.
    pub at: Moment,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着 and the like.
    pub basis: Option<Basis>,
    /// 持参, 郵送, 電子 …; empty when nothing is said.
    pub methods: Vec<Method>,
    /// When the counter is open.
    pub hours: CounterHours,
    /// Where it happens.
    pub place: String,
    /// The sentence behind it; empty when a person typed it.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
    /// Counts changes.
    pub revision: i64,
    /// From which other date it is counted, and moves with it.
    pub derived: Option<Derivation>,
    /// The same instant for the people who are not in Japan; empty when no time of day is printed.
    pub elsewhere: Vec<ElsewhereTime>,
    /// Why to be careful with it; empty until an office is known.
    pub cautions: Vec<DateCaution>,
}

impl Deadline {
    /// A date of which nothing but its day and time is known.
    #[must_use]
    pub const fn bare(id: DeadlineId, kind: MilestoneKind, at: Moment) -> Self {
        Self {
            id,
            kind,
            title: String::new(),
            from: None,
            at,
            certainty: Certainty::Fixed,
            basis: None,
            methods: Vec::new(),
            hours: CounterHours { open: None, shut: None },
            place: String::new(),
            sentence: String::new(),
            source: None,
            page: None,
            origin: Origin::Person,
            revision: 1,
            derived: None,
            elsewhere: Vec::new(),
            cautions: Vec::new(),
        }
    }

    /// The moment by which one must be ready.
    #[must_use]
    pub fn ready(&self) -> Moment {
        self.kind.ready(self.from, self.at)
    }
}

/// A date that the notice gives only by another step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeDeadline {
    /// Its identity.
    pub id: RelativeDateId,
    /// The step that it dates, where that is known.
    pub kind: Option<MilestoneKind>,
    /// Beginning or end.
    pub edge: Edge,
    /// The step it hangs on.
    pub anchor: Option<MilestoneKind>,
    /// How far from it; none for the day itself.
    pub offset: Option<Offset>,
    /// Time of day.
    pub time: Option<NaiveTime>,
    /// The words, as printed.
    pub printed: String,
    /// The sentence behind it.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
    /// Counts changes.
    pub revision: i64,
}
