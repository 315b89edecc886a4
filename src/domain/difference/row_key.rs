//! Where a row of the difference came from: the name under which it is chosen in the form.

use crate::domain::id::{DeadlineId, RequirementId};
use crate::domain::notice::FactName;

/// Where a row of the difference came from; the name under which it is chosen in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKey {
    /// A fact.
    Fact(FactName),
    /// A date of the newer text, by its number there.
    Date(usize),
    /// A date that is no longer said.
    GoneDate(DeadlineId),
    /// A demand of the newer text, by its number there.
    Requirement(usize),
    /// A demand that is no longer said.
    GoneRequirement(RequirementId),
}

impl RowKey {
    /// The key as it stands in a form.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Fact(name) => format!("fact-{}", crate::domain::tender::fact_code(name)),
            Self::Date(number) => format!("date-{number}"),
            Self::GoneDate(id) => format!("gone-date-{id}"),
            Self::Requirement(number) => format!("requirement-{number}"),
            Self::GoneRequirement(id) => format!("gone-requirement-{id}"),
        }
    }
}
