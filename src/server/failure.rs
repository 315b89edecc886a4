//! What a service can end with: a refusal that a person is told, or a fault that only the log sees.

use std::error::Error;
use std::fmt;

use crate::domain::problem::{Problem, Problems};
use crate::error::{AppError, Refusal};

/// A refusal or a fault.
#[derive(Debug)]
pub enum Failure {
    /// The person is told.
    Refused(AppError),
    /// Something of ours broke; the person is told a reference only.
    Fault(Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// A fault in our own words, for what has no error value of its own.
    pub fn fault(text: impl Into<String>) -> Self {
        Self::Fault(text.into().into())
    }

    /// One wrong field.
    #[must_use]
    pub fn field(field: &str, problem: impl Into<Problem>) -> Self {
        let mut problems = Problems::default();
        problems.add(field, problem.into());
        Self::Refused(AppError::Invalid(problems.into_vec()))
    }

    /// The refusal for another one when a named constraint was broken; otherwise unchanged.
    #[must_use]
    pub fn on_constraint(self, name: &str, columns: &str, instead: impl Into<Self>) -> Self {
        match &self {
            Self::Fault(fault) => {
                let breaks = fault.downcast_ref::<sqlx::Error>().is_some_and(|error| match error {
                    sqlx::Error::Database(database) => {
                        database.constraint() == Some(name)
                            || (database.is_unique_violation() && database.message().contains(columns))
                    }
                    _ => false,
                });
                if breaks { instead.into() } else { self }
            }
            Self::Refused(_) => self,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(formatter, "refused: {refusal:?}"),
            Self::Fault(fault) => {
                write!(formatter, "{fault}")?;
                let mut source = fault.source();
                while let Some(cause) = source {
                    write!(formatter, ": {cause}")?;
                    source = cause.source();
                }
                Ok(())
            }
        }
    }
}

impl From<AppError> for Failure {
    fn from(refusal: AppError) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(AppError::Refused(refusal))
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Refused(AppError::Invalid(problems.into_vec()))
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(Box::new(error))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(Box::new(error))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Fault(Box::new(error))
    }
}
