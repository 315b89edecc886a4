//! What a newer text says against what a tender holds: per fact, date and demand what is the same, changed,
//! added or no longer said, each with every reason to look twice. Decides nothing and moves nothing.

mod date;
mod fact;
#[cfg(test)]
mod fixtures;
mod requirement;
mod row_key;

use serde::{Deserialize, Serialize};

use crate::domain::days::Office;
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::derived_date::moves;
use crate::domain::notice::{Doubt, FactName, ProposedTender};
use crate::domain::plan::MovedDate;
use crate::domain::requirement::RequirementKind;
use crate::domain::tender::{Deadline, FactSource, Requirement, TenderFacts};
use crate::domain::text::{half_width, hyphen};

use date::date_differences;
use fact::fact_difference;
use requirement::requirement_differences;

pub use date::DateDifference;
pub use fact::{FactDifference, kept_value, take_over};
pub use requirement::RequirementDifference;
pub use row_key::RowKey;

/// How much of the tender a newer text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// A whole notice, or a release: what it does not say is no longer said.
    Whole,
    /// A correction and the like: only what it prints has moved.
    Part,
}

/// What a newer text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newer {
    /// How much it speaks of.
    pub scope: Scope,
    /// What it wants to hold from now on; of a correction only the side behind 変更後 or (正).
    pub proposal: ProposedTender,
    /// What a correction says that was there before: 変更前, (誤).
    pub before: Option<ProposedTender>,
}

/// What a tender holds now.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// Its facts.
    pub facts: &'a TenderFacts,
    /// The sentences behind them.
    pub sources: &'a [FactSource],
    /// Its dates.
    pub deadlines: &'a [Deadline],
    /// Its demands, those left out as well.
    pub requirements: &'a [Requirement],
}

/// How a value stands to the newer text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Both say the same.
    Same,
    /// The newer text says something else.
    Changed,
    /// Only the newer text says it.
    Added,
    /// The newer text, a whole one, does not say it any more.
    Gone,
}

/// Why a person should look before taking a value over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Caution {
    /// The reader was not sure of the new value.
    Reading {
        /// Why, when it said so.
        why: Option<Doubt>,
    },
    /// A person put the present value in; it would be replaced.
    PersonsWord,
    /// The correction calls another text the present one.
    BeforeDiffers {
        /// What it calls the present one.
        printed: String,
    },
    /// The correction calls another moment the present one.
    BeforeElsewhen {
        /// What it calls the present one.
        at: Moment,
    },
    /// The tender holds several dates of this kind, and any of them may be meant.
    SeveralHeld,
    /// Dates are counted from the one that is gone: they stay where they are, and move no more.
    StayBehind {
        /// How many.
        count: usize,
    },
    /// The present date has a time of day, the newer one prints none.
    TimeNotSaid,
    /// Not being printed does not prove that it holds no longer.
    OnlyUnsaid,
}

/// Everything that moved or stayed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Facts, in reading order.
    pub facts: Vec<FactDifference>,
    /// Dates, in the order of time.
    pub dates: Vec<DateDifference>,
    /// Demands, by their sort.
    pub requirements: Vec<RequirementDifference>,
}

impl Difference {
    /// Works out what moves with each date when it is taken over, and what stays behind when it is removed.
    pub fn follow(&mut self, deadlines: &[Deadline], office: &Office) {
        for row in self.dates.iter_mut().filter(|row| row.movement == Movement::Gone) {
            let Some(held) = row.held.as_ref() else { continue };
            let is_counted = |date: &&Deadline| date.derived.as_ref().is_some_and(|derived| derived.origin == held.id);
            let count = deadlines.iter().filter(is_counted).count();
            row.cautions.extend((count > 0).then_some(Caution::StayBehind { count }));
        }
        for row in self.dates.iter_mut().filter(|row| row.movement == Movement::Changed) {
            let (Some(held), Some(draft)) = (row.held.as_ref(), row.draft()) else { continue };
            let mut after = deadlines.to_vec();
            for date in after.iter_mut().filter(|date| date.id == held.id) {
                (date.at, date.derived) = (draft.at, None);
            }
            row.moves = moves(&after, office);
        }
    }

    /// The dates as they would be if all of it were taken over; those that stay are left out.
    #[must_use]
    pub fn moved_dates(&self) -> Vec<MovedDate> {
        let moving = self.dates.iter().filter(|date| date.movement != Movement::Same);
        let moved = moving.filter_map(|date| {
            let held = date.held.as_ref();
            let newer = date.newer.as_ref().map(|(_, newer)| newer);
            Some(MovedDate {
                deadline: held.map(|held| held.id),
                kind: newer.map(|newer| newer.kind).or(held.map(|held| held.kind))?,
                at: newer.map(|newer| newer.at),
            })
        });
        moved.collect()
    }

    /// Whether nothing is to be decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.iter().all(|fact| fact.movement == Movement::Same)
            && self.dates.iter().all(|date| date.movement == Movement::Same)
            && self.requirements.iter().all(|demand| demand.movement == Movement::Same)
    }
}

/// Compares what a tender holds with what a newer text says.
#[must_use]
pub fn compare(held: &Held<'_>, newer: &Newer) -> Difference {
    let facts = FactName::ALL.into_iter().filter_map(|name| fact_difference(name, held, newer)).collect();
    let mut dates = Vec::new();
    for kind in MilestoneKind::ALL {
        date_differences(kind, held.deadlines, newer, &mut dates);
    }
    dates.sort_by_key(|date| {
        let newer = date.newer.as_ref().map(|(_, newer)| newer.at);
        newer.or_else(|| date.held.as_ref().map(|held| held.at)).map_or(i64::MAX, Moment::to_utc_millis)
    });
    let mut requirements = Vec::new();
    for kind in RequirementKind::ALL {
        requirement_differences(kind, held.requirements, newer, &mut requirements);
    }
    Difference { facts, dates, requirements }
}

/// A text without blanks, in one width and with one hyphen: what counts when two texts are compared.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|sign| hyphen(half_width(sign)))
        .filter(|sign| !sign.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

fn of_reading(certain: bool, doubt: Option<&Doubt>) -> Vec<Caution> {
    if certain { Vec::new() } else { vec![Caution::Reading { why: doubt.cloned() }] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::derived_date::{DayUnit, Derivation, Side};
    use crate::domain::id::DeadlineId;

    #[test]
    fn what_is_counted_from_a_date_that_is_gone_stays_behind_and_that_is_said() {
        let day = |text: &str| Moment::parse(text).unwrap();
        let gone = Deadline::bare(DeadlineId::fresh(), MilestoneKind::IntentBy, day("2026-12-10"));
        let derived = Derivation { origin: gone.id, count: 2, unit: DayUnit::BusinessDay, side: Side::Before };
        let counted = Deadline {
            derived: Some(derived),
            ..Deadline::bare(DeadlineId::fresh(), MilestoneKind::Internal, day("2026-12-08"))
        };
        let row = DateDifference {
            movement: Movement::Gone,
            held: Some(gone.clone()),
            newer: None,
            cautions: Vec::new(),
            moves: Vec::new(),
        };
        let mut difference = Difference { dates: vec![row], ..Difference::default() };
        difference.follow(&[gone.clone(), counted], &Office::national());
        assert_eq!(difference.dates[0].cautions, [Caution::StayBehind { count: 1 }]);
        difference.dates[0].cautions.clear();
        difference.follow(&[gone], &Office::national());
        assert_eq!(difference.dates[0].cautions, []);
    }
}
