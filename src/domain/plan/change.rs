//! What people decide about a task of the plan: who does it, how far it is, other days than the usual ones; and tasks of
//! their own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rules::Side;
use crate::domain::era;
use crate::domain::id::UserId;
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::{self, Line, Prose};

/// Most rows that a bid keeps of its plan.
pub const MOST_TASKS: usize = 200;
/// Longest that a task takes, in days.
const MOST_DAYS: u16 = 250;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody works on it.
    Started,
    /// It is done.
    Done,
    /// This bid does not need it.
    Removed,
}

impl TaskState {
    /// Those that a person chooses among.
    pub const CHOSEN: [Self; 3] = [Self::Open, Self::Started, Self::Done];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Started => "started",
            Self::Done => "done",
            Self::Removed => "removed",
        }
    }

    /// Its Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Open => "未着手",
            Self::Started => "着手済み",
            Self::Done => "済み",
            Self::Removed => "外した",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Open, Self::Started, Self::Done, Self::Removed].into_iter().find(|state| state.code() == code)
    }
}

/// What is kept of one task; everything else is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTask {
    /// Code of the usual task, or the identity of one of our own.
    pub code: String,
    /// What was decided.
    pub draft: TaskDraft,
    /// The day on which it was begun or done.
    pub state_on: Option<NaiveDate>,
    /// Counts changes.
    pub revision: i64,
}

/// What was decided about a task, parsed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskDraft {
    /// Title of a task of our own; empty for a usual one.
    pub title: String,
    /// Whose it is, for a task of our own.
    pub side: Option<Side>,
    /// Who does it.
    pub owner: Option<UserId>,
    /// How far it is.
    pub state: TaskState,
    /// How long it takes, where that is not as usual.
    pub days: Option<u16>,
    /// The day on which it begins, where somebody set one.
    pub start: Option<NaiveDate>,
    /// The day on which it ends, where somebody set one.
    pub end: Option<NaiveDate>,
    /// A remark.
    pub note: String,
}

/// What the form of a task sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskForm {
    /// Title of a task of our own.
    pub title: String,
    /// Whose it is, for a task of our own.
    pub side: String,
    /// Who does it; empty for nobody.
    pub owner: String,
    /// How far it is.
    pub state: String,
    /// How long it takes; empty for as usual.
    pub days: String,
    /// When it begins; empty for as computed.
    pub start: String,
    /// When it ends; empty for as computed.
    pub end: String,
    /// A remark.
    pub note: String,
}

impl TaskForm {
    /// Reads the form of a usual task.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<TaskDraft> {
        let before = problems.len();
        let owner = self.owner(problems, &name);
        let state = if self.state.is_empty() {
            Some(TaskState::Open)
        } else {
            TaskState::CHOSEN.into_iter().find(|state| state.code() == self.state)
        };
        if state.is_none() {
            problems.add(&name("state"), Problem::NotOffered);
        }
        let days = self.days(problems, &name);
        let start = problems.take(&name("start"), text::optional(&self.start, era::parse)).flatten();
        let end = problems.take(&name("end"), text::optional(&self.end, era::parse)).flatten();
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            problems.add(&name("end"), Problem::PeriodReversed);
        }
        let note = problems.take(&name("note"), text::optional(&self.note, Prose::<500>::parse)).flatten();
        (problems.len() == before).then(|| TaskDraft {
            owner,
            state: state.unwrap_or_default(),
            days,
            start,
            end,
            note: note.map(|note| note.as_str().to_owned()).unwrap_or_default(),
            ..TaskDraft::default()
        })
    }

    /// Reads the form of a task of our own: it has a title, a side, a duration and a day on which it ends.
    pub fn parse_own(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<TaskDraft> {
        let before = problems.len();
        let draft = self.parse(problems, &name);
        let title = problems.take(&name("title"), Line::<80>::parse(&self.title));
        let side = Side::parse(&self.side);
        if side.is_none() {
            problems.add(&name("side"), Problem::NotOffered);
        }
        for (field, is_empty) in [("days", self.days.trim().is_empty()), ("end", self.end.trim().is_empty())] {
            if is_empty {
                problems.add(&name(field), Problem::Text(text::TextProblem::Empty));
            }
        }
        let (Some(draft), Some(title), true) = (draft, title, problems.len() == before) else { return None };
        Some(TaskDraft { title: title.as_str().to_owned(), side, ..draft })
    }

    fn owner(&self, problems: &mut Problems, name: &impl Fn(&str) -> String) -> Option<UserId> {
        if self.owner.is_empty() {
            return None;
        }
        let owner = UserId::parse(&self.owner);
        if owner.is_none() {
            problems.add(&name("owner"), Problem::NotOffered);
        }
        owner
    }

    fn days(&self, problems: &mut Problems, name: &impl Fn(&str) -> String) -> Option<u16> {
        let typed: String = self.days.trim().chars().map(text::half_width).collect();
        if typed.is_empty() {
            return None;
        }
        let days = typed.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
        if days.is_none() {
            problems.add(&name("days"), Problem::OutOfRange { least: 1, most: i64::from(MOST_DAYS) });
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &TaskForm) -> Result<TaskDraft, Vec<String>> {
        let mut problems = Problems::default();
        let draft = form.parse(&mut problems, str::to_owned);
        draft.ok_or_else(|| problems.into_vec().into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn an_empty_form_leaves_everything_as_usual() {
        assert_eq!(read(&TaskForm::default()), Ok(TaskDraft::default()));
    }

    #[test]
    fn days_and_dates_are_read_as_people_type_them() {
        let form = TaskForm { days: "１０".to_owned(), end: "令和8年12月4日".to_owned(), ..TaskForm::default() };
        let draft = read(&form).unwrap();
        assert_eq!((draft.days, draft.end), (Some(10), NaiveDate::from_ymd_opt(2026, 12, 4)));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let form = TaskForm {
            state: "removed".to_owned(),
            days: "0".to_owned(),
            start: "soon".to_owned(),
            ..TaskForm::default()
        };
        assert_eq!(read(&form), Err(vec!["state".to_owned(), "days".to_owned(), "start".to_owned()]));
    }

    #[test]
    fn a_task_of_our_own_needs_title_side_days_and_end() {
        let mut problems = Problems::default();
        assert_eq!(TaskForm::default().parse_own(&mut problems, str::to_owned), None);
        let fields: Vec<String> = problems.into_vec().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["title", "side", "days", "end"]);
    }
}
