//! What of a plan moves when dates of the notice do, shown before anybody takes them over.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::TaskState;
use super::view::{Conflict, PlanTask};
use crate::domain::days::Office;
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::derived_date::{self, DerivedMove};
use crate::domain::id::{BidId, DeadlineId};
use crate::domain::tender::Deadline;

/// Most dates of one change.
pub const MOST_MOVED: usize = 100;

/// A date as a change of the notice, or a person, would leave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDate {
    /// The date that is there; none for a new one.
    #[serde(default)]
    pub deadline: Option<DeadlineId>,
    /// What happens.
    pub kind: MilestoneKind,
    /// When it will be; none where it is no longer said.
    #[serde(default)]
    pub at: Option<Moment>,
}

impl MovedDate {
    /// What a person saw of the move of a date and of what is counted from it, to be compared when they agree. Tasks are
    /// not in it: plans are reckoned anew whenever they are read, and a day later they stand elsewhere.
    #[must_use]
    pub fn print(&self, along: &[DerivedMove]) -> String {
        let deadline = self.deadline.map(|id| id.to_string()).unwrap_or_default();
        let at = self.at.map(|at| at.to_string()).unwrap_or_default();
        let own = format!("{deadline} {} {at}", self.kind.code());
        if along.is_empty() { own } else { format!("{own}, {}", derived_date::print(along)) }
    }
}

/// What moves in the plan of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMoves {
    /// The bid.
    pub bid: BidId,
    /// Its tasks that move, by what they would begin.
    pub tasks: Vec<TaskMove>,
}

/// A task that moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskMove {
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// Its latest begin and end now; none where it is new.
    pub now: Option<TaskDays>,
    /// Its latest begin and end then; none where it is dropped.
    pub then: Option<TaskDays>,
    /// Whether it would not fit any more.
    pub is_too_late: bool,
}

/// The latest begin and end of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDays {
    /// The latest day on which it begins.
    pub start: NaiveDate,
    /// The latest day on which it ends.
    pub end: NaiveDate,
}

impl TaskDays {
    const fn of(task: &PlanTask) -> Self {
        Self { start: task.latest_start, end: task.latest_end }
    }
}

/// The dates of a tender as a change would leave them, with those that are counted from them, earliest first. `fresh` names
/// a date that is not kept yet.
#[must_use]
pub fn with_moved(
    mut dates: Vec<Deadline>,
    moved: &[MovedDate],
    office: &Office,
    fresh: fn() -> DeadlineId,
) -> Vec<Deadline> {
    for change in moved {
        match (change.deadline, change.at) {
            (Some(id), Some(at)) => {
                if let Some(date) = dates.iter_mut().find(|date| date.id == id) {
                    // Where it will be is said: it is counted from nothing.
                    (date.kind, date.at, date.derived) = (change.kind, at, None);
                }
            }
            (Some(id), None) => dates.retain(|date| date.id != id),
            (None, Some(at)) => dates.push(Deadline::bare(fresh(), change.kind, at)),
            (None, None) => {}
        }
    }
    for follows in derived_date::moves(&dates, office) {
        if let Some(date) = dates.iter_mut().find(|date| date.id == follows.deadline) {
            date.at = follows.to;
        }
    }
    dates.sort_by_key(|date| date.at.to_utc_millis());
    dates
}

/// The tasks that move, or that do not fit any more, by what they would begin; what is done is done.
#[must_use]
pub fn moved_tasks(before: &[PlanTask], after: &[PlanTask]) -> Vec<TaskMove> {
    let find = |tasks: &[PlanTask], code: &str| tasks.iter().find(|task| task.code == code).cloned();
    let open = |task: &&PlanTask| task.state != TaskState::Done;
    let mut moves: Vec<TaskMove> = Vec::new();
    for task in after.iter().filter(open) {
        let was = find(before, &task.code);
        let is_too_late = in_danger(task) && !was.as_ref().is_some_and(in_danger);
        let now = was.as_ref().map(TaskDays::of);
        if now != Some(TaskDays::of(task)) || is_too_late {
            moves.push(moved(task, now, Some(TaskDays::of(task)), is_too_late));
        }
    }
    let dropped = before.iter().filter(open).filter(|task| find(after, &task.code).is_none());
    moves.extend(dropped.map(|task| moved(task, Some(TaskDays::of(task)), None, false)));
    moves.sort_by_key(|task| task.then.or(task.now).map(|days| (days.start, days.end)));
    moves
}

fn moved(task: &PlanTask, now: Option<TaskDays>, then: Option<TaskDays>, is_too_late: bool) -> TaskMove {
    TaskMove { title_ja: task.title_ja.clone(), title_en: task.title_en.clone(), now, then, is_too_late }
}

fn in_danger(task: &PlanTask) -> bool {
    task.conflicts.iter().any(Conflict::is_danger)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::derived_date::{DayUnit, Derivation, Side};

    #[test]
    fn a_counted_date_that_a_correction_prints_stands_where_it_is_printed() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let bid = Deadline::bare(DeadlineId::fresh(), MilestoneKind::BidBy, at("2026-12-20T17:00"));
        let derived = Derivation { origin: bid.id, count: 1, unit: DayUnit::BusinessDay, side: Side::Before };
        let bond = Deadline {
            derived: Some(derived),
            ..Deadline::bare(DeadlineId::fresh(), MilestoneKind::DepositBy, at("2026-12-18"))
        };
        let (bond_id, printed) = (bond.id, at("2026-12-11"));
        let moved = MovedDate { deadline: Some(bond_id), kind: MilestoneKind::DepositBy, at: Some(printed) };
        let after = with_moved(vec![bid, bond], &[moved], &Office::national(), DeadlineId::fresh);
        let stands = after.iter().find(|date| date.id == bond_id).unwrap();
        assert_eq!((stands.at, &stands.derived), (printed, &None));
    }
}
