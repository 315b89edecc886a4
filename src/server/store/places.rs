//! The columns that say where a value was read: the sentence, the text it stands in, offsets and page.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::notice::Evidence;
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::{Connection, Statement};

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

impl<'q> Place<'q> {
    /// Binds `sentence, source, text_start, text_end, page`, which stand in that order in every statement.
    pub fn bind(self, statement: Statement<'q>) -> Statement<'q> {
        statement.bind(self.sentence).bind(self.source).bind(self.start).bind(self.end).bind(self.page)
    }
}

/// The tables whose rows are a tender's, each with the sentence that it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// Its dates.
    Deadline,
    /// Its demands.
    Requirement,
}

/// Gives a row of a tender that was just changed back to the notice: what it says now stands in that sentence.
///
/// # Errors
/// Faults of the database.
pub async fn place_put(
    connection: &mut Connection,
    access: &TenderAccess,
    table: Placed,
    id: String,
    evidence: &Evidence,
) -> Result<(), Failure> {
    let statement = match table {
        Placed::Deadline => {
            "update deadline
             set origin = 'notice', sentence = $3, source = $4, text_start = $5, text_end = $6, page = $7
             where id = $1 and tender_id = $2"
        }
        Placed::Requirement => {
            "update requirement
             set origin = 'notice', sentence = $3, source = $4, text_start = $5, text_end = $6, page = $7
             where id = $1 and tender_id = $2"
        }
    };
    let statement = sqlx::query(statement).bind(id).bind(access.tender().to_string());
    Place::of(Some(evidence)).bind(statement).execute(connection).await?;
    Ok(())
}

/// A small number in a column, or none.
///
/// # Errors
/// Faults of the database.
pub fn small(row: &AnyRow, column: &str) -> Result<Option<u32>, Failure> {
    let number: Option<i64> = row.try_get(column)?;
    Ok(number.and_then(|number| u32::try_from(number).ok()))
}
