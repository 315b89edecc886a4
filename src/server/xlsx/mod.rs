//! Cost sheets as .xlsx: out with live formulas and their results, in from our own files and from foreign tables;
//! plans and schedules out, with real dates; questions to the buyer out, their answers in.
//! Bytes in, bytes out; formulas are never evaluated.

mod columns;
mod grid;
mod plan;
mod questions;
mod read;
mod schedule;
#[cfg(test)]
mod tests;
mod understand;
mod write;

pub use plan::write_plan;
pub use questions::{QuestionSheet, write_questions};
pub use read::{FILE_MOST, ReadFault, read, read_texts};
pub use schedule::write_schedule;
pub use understand::{RowNote, Understood, understand};
pub use write::{Heading, WriteFault, write};
