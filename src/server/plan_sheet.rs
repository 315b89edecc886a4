//! The plan as a file to take along: what does not fit, in the Japanese of the schedule beside it.

use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::plan::{PlanPage, PlanSheet, PlanTask};
use crate::ui::wording::{in_language, plan as words};

/// The plan with its sentences.
#[must_use]
pub fn of(page: PlanPage, at: Instant) -> PlanSheet {
    let notes = page.tasks.iter().map(|task| sentences(&page, task, Language::Japanese).join("\n")).collect();
    PlanSheet { page, notes, at }
}

/// What does not fit about a task, in a language.
#[must_use]
pub fn sentences(page: &PlanPage, task: &PlanTask, language: Language) -> Vec<String> {
    in_language(language, || {
        let title_of = |code: &str| {
            let other = page.tasks.iter().find(|other| other.code == code);
            other.map_or_else(|| code.to_owned(), |other| words::title(other).to_owned())
        };
        task.conflicts.iter().map(|conflict| words::conflict(conflict, task.unit, title_of)).collect()
    })
}
