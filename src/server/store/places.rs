//! The columns that say where a value was read: the sentence, the text it stands in, offsets and page.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::notice::Evidence;
use crate::server::failure::Failure;

/// The columns of a value's place; all empty where a person typed it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// The sentence.
    pub sentence: &'a str,
    /// Position of the text.
    pub source: Option<i64>,
    /// Where the value begins.
    pub start: Option<i64>,
    /// Where it ends.
    pub end: Option<i64>,
    /// Page of the original.
    pub page: Option<i64>,
}

impl<'a> Place<'a> {
    /// The columns of an evidence.
    #[must_use]
    pub fn of(evidence: Option<&'a Evidence>) -> Self {
        let Some(evidence) = evidence else { return Self::default() };
        Self {
            sentence: &evidence.sentence,
            source: Some(i64::from(evidence.file)),
            start: i64::try_from(evidence.start).ok(),
            end: i64::try_from(evidence.end).ok(),
            page: evidence.page.map(i64::from),
        }
    }
}

/// A small number in a column, or none.
///
/// # Errors
/// Faults of the database.
pub fn small(row: &AnyRow, column: &str) -> Result<Option<u32>, Failure> {
    let number: Option<i64> = row.try_get(column)?;
    Ok(number.and_then(|number| u32::try_from(number).ok()))
}
