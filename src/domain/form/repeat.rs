//! What is printed once for each of several.

use super::condition::Condition;
use super::record_names::Named;

/// For what a block, a row or an entry is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repeat {
    /// For each of these.
    pub over: Over,
    /// Only for those of which this holds.
    pub only: Vec<Condition>,
    /// Filled up with blank ones to so many.
    pub least: u16,
}

/// What is repeated for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Over {
    /// Nothing: once.
    #[default]
    Once,
    /// Each member, the representative first.
    Member,
    /// Each member but the representative.
    Partner,
    /// Each attachment.
    Attachment,
    /// Each record of a kind.
    Record {
        /// The kind.
        kind: String,
        /// What people call it.
        title: Named,
    },
    /// Each row of a field of a record.
    Rows {
        /// The record's kind.
        kind: String,
        /// The field.
        field: String,
    },
}

/// For what the whole paper is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Each {
    /// Once.
    #[default]
    Once,
    /// Each member.
    Member,
    /// Each member but the representative.
    Partner,
    /// Each record of a kind.
    Record {
        /// The kind.
        kind: String,
        /// What people call it.
        title: Named,
    },
}

impl Each {
    /// The same as a repetition.
    #[must_use]
    pub fn over(&self) -> Over {
        match self {
            Self::Once => Over::Once,
            Self::Member => Over::Member,
            Self::Partner => Over::Partner,
            Self::Record { kind, title } => Over::Record { kind: kind.clone(), title: title.clone() },
        }
    }
}
