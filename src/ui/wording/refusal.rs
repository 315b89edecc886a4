//! What a person is told when something is refused. The sentences of notices and dates; the others follow.

use super::{deadline, intake, say};
use crate::domain::problem::Problem;
use crate::error::{AppError, Refusal};

/// What is wrong with a field.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NotChosen => say(intake::NOT_CHOSEN).to_owned(),
        Problem::TimeUnreadable => say(deadline::TIME_UNREADABLE).to_owned(),
        Problem::PeriodReversed => say(deadline::PERIOD_REVERSED).to_owned(),
        other => format!("{other:?}"),
    }
}

/// Why the whole request was refused.
#[must_use]
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::Refused(Refusal::Notice { file, problem }) => intake::problem(file, problem),
        AppError::Refused(Refusal::SameNotice { .. }) => say(intake::SAME_NOTICE).to_owned(),
        AppError::Refused(Refusal::NoFile) => say(intake::NO_FILE).to_owned(),
        other => format!("{other:?}"),
    }
}
