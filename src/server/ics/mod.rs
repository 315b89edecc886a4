//! iCalendar (RFC 5545): dates out for calendar programs, a stranger's file in within bounds. Bytes in, bytes out.

pub mod line;
pub mod read;
#[cfg(test)]
pub(crate) mod tests;
mod write;

pub use read::{FILE_MOST, read, read_for};
pub use write::{Calendar, Event, Lead, Morning, Related, Status, When, write};
