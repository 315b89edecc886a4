//! The backward plan of a bid: from the steps of its tender and usual lead times to tasks with the latest day on which
//! each begins and ends. What people decided is laid over it; what is computed is never kept.

mod abroad;
mod change;
mod decision;
mod ended;
mod moved;
mod rules;
mod schedule;
mod situation;
mod start_lead;
mod view;
mod workdays;

pub use abroad::{Abroad, HolidaysAbroad};
pub use change::{KeptTask, MOST_TASKS, TaskDraft, TaskForm, TaskState};
pub use decision::{
    BEST, Computed, Criterion, Decision, DecisionForm, DecisionOutcome, DecisionPage, Feasibility, Score, ScoreForm,
    percent,
};
pub use ended::{DECISION_TASK, DoneWith};
pub use moved::{MOST_MOVED, MovedDate, PlanMoves, TaskDays, TaskMove, moved_tasks, with_moved};
pub use rules::{Anchor, LeadTime, LeadTimes, PlanWhen, Side, TaskEnd, Unit};
pub use schedule::{Demand, Scheduled, Situation, schedule};
pub use situation::{PlanFacts, StepDate};
pub use start_lead::StartLead;
pub use view::{ClosedDay, Conflict, DayName, PlanCountry, PlanPage, PlanSheet, PlanStep, PlanTask, RemovedTask};
pub use workdays::Workdays;
