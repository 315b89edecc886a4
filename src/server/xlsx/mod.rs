//! Cost sheets as .xlsx: out with live formulas and their results, in from our own files and from foreign tables; plans
//! out, with real dates and a calendar.
//! Bytes in, bytes out; formulas are never evaluated.

mod columns;
mod grid;
mod plan;
mod read;
#[cfg(test)]
mod tests;
mod understand;
mod write;

pub use plan::{PlanSheet, write_plan};
pub use read::{FILE_MOST, ReadFault, read};
pub use understand::{RowNote, Understood, understand};
pub use write::{Heading, WriteFault, write};
