//! 工程表 as it is drawn: tasks with their days, months by years of the era, and in which slot a bar or a milestone
//! stands. What draws it, on paper or in a workbook, asks here.

use chrono::{Datelike, NaiveDate};

use super::era::{Digits, EraDate};

/// More months than this are drawn as months, however the form asks.
const MOST_IN_THIRDS: usize = 18;
/// More months than this are not drawn: a date is mistyped.
const MOST: usize = 60;
/// 上旬, 中旬, 下旬.
pub const THIRDS: [&str; 3] = ["上", "中", "下"];

/// A task with its days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScheduledTask {
    /// What stands left of its bar, column by column, as paper prints it.
    pub texts: Vec<String>,
    /// 開始日.
    pub start: Option<NaiveDate>,
    /// 終了日.
    pub end: Option<NaiveDate>,
    /// Whether it is a milestone, ◇ on the day of its end.
    pub is_milestone: bool,
}

/// A column left of the bars.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScheduleColumn {
    /// Its heading.
    pub label: String,
    /// How wide it is against the others.
    pub weight: u16,
}

/// A whole schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// 工程表, or the buyer's word.
    pub title: String,
    /// 件名.
    pub subject: String,
    /// 履行期間; may be empty.
    pub period: String,
    /// What stands left of the bars.
    pub columns: Vec<ScheduleColumn>,
    /// The tasks.
    pub tasks: Vec<ScheduledTask>,
    /// Its months.
    pub calendar: Calendar,
}

/// The months of a schedule, each in one slot or in three.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The first day of each month, from the earliest date to the latest; none without a date.
    pub months: Vec<NaiveDate>,
    /// Slots of a month.
    pub parts: usize,
}

/// How finely a schedule is asked to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fineness {
    /// By thirds of a month.
    Thirds,
    /// By months.
    Months,
}

/// What stands in a slot of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Nothing.
    Empty,
    /// The task goes on.
    GoesOn,
    /// A milestone lies there.
    Milestone,
}

impl Calendar {
    /// The calendar of tasks.
    #[must_use]
    pub fn of(tasks: &[ScheduledTask], fineness: Fineness) -> Self {
        let months = months(tasks);
        let is_fine = fineness == Fineness::Thirds && months.len() <= MOST_IN_THIRDS;
        Self { months, parts: if is_fine { THIRDS.len() } else { 1 } }
    }

    /// How many slots there are.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.months.len() * self.parts
    }

    /// The years of the era with the number of their months.
    #[must_use]
    pub fn years(&self) -> Vec<(String, usize)> {
        let years = self.months.chunk_by(|a, b| era_year(*a) == era_year(*b));
        years.map(|year| (year.first().map(|day| era_year(*day)).unwrap_or_default(), year.len())).collect()
    }

    /// What stands in a slot of a task.
    #[must_use]
    pub fn slot(&self, task: &ScheduledTask, slot: usize) -> Slot {
        let end = task.end.or(task.start).and_then(|day| self.place(day));
        if task.is_milestone {
            return if end == Some(slot) { Slot::Milestone } else { Slot::Empty };
        }
        let start = task.start.or(task.end).and_then(|day| self.place(day));
        let goes_on = start.zip(end).is_some_and(|(start, end)| (start..=end).contains(&slot));
        if goes_on { Slot::GoesOn } else { Slot::Empty }
    }

    fn place(&self, day: NaiveDate) -> Option<usize> {
        let month = self.months.iter().position(|first| (first.year(), first.month()) == (day.year(), day.month()))?;
        let third = usize::try_from((day.day().saturating_sub(1) / 10).min(2)).unwrap_or(0);
        Some(month * self.parts + if self.parts == THIRDS.len() { third } else { 0 })
    }
}

fn months(tasks: &[ScheduledTask]) -> Vec<NaiveDate> {
    let days = || tasks.iter().flat_map(|task| [task.start, task.end]).flatten();
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Vec::new() };
    let mut month = first.with_day(1);
    let mut months = Vec::new();
    while let Some(day) = month.filter(|day| *day <= last && months.len() < MOST) {
        months.push(day);
        month = day.checked_add_months(chrono::Months::new(1));
    }
    months
}

/// The year of an era, as heads of calendars print it: 令和８年.
#[must_use]
pub fn era_year(day: NaiveDate) -> String {
    match EraDate::of(day) {
        Ok(era) if era.year == 1 => format!("{}元年", era.era.kanji()),
        Ok(era) => format!("{}{}年", era.era.kanji(), Digits::Office.print(u32::from(era.year))),
        Err(_) => day.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(if month < 4 { 2027 } else { 2026 }, month, day)
    }

    fn task(start: Option<NaiveDate>, end: Option<NaiveDate>) -> ScheduledTask {
        ScheduledTask { start, end, ..ScheduledTask::default() }
    }

    #[test]
    fn bars_and_milestones_stand_in_their_slots() {
        let bar = task(day(12, 11), day(1, 5));
        let point = ScheduledTask { is_milestone: true, ..task(day(2, 28), day(2, 28)) };
        let tasks = [bar, point];
        let calendar = Calendar::of(&tasks, Fineness::Thirds);
        assert_eq!((calendar.months.len(), calendar.slots()), (3, 9));
        assert_eq!(calendar.years(), [("令和８年".to_owned(), 1), ("令和９年".to_owned(), 2)]);
        let row = |task: &ScheduledTask| (0..9).map(|slot| calendar.slot(task, slot)).collect::<Vec<_>>();
        let [bar, point] = &tasks;
        let dark: Vec<usize> = (0..9).filter(|slot| row(bar)[*slot] == Slot::GoesOn).collect();
        assert_eq!(dark, [1, 2, 3]);
        assert_eq!(row(point).iter().position(|slot| *slot == Slot::Milestone), Some(8));
        assert_eq!(Calendar::of(&tasks, Fineness::Months).slots(), 3);
        assert_eq!(Calendar::of(&[], Fineness::Thirds).slots(), 0);
    }
}
