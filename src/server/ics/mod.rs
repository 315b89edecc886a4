//! iCalendar (RFC 5545): dates out for calendar programs, a stranger's file in within bounds. Bytes in, bytes out.

pub(in crate::server) mod line;
pub(in crate::server) mod read;
#[cfg(test)]
pub(crate) mod tests;
mod write;

pub use read::{FILE_MOST, read};
pub use write::{Calendar, Event, Lead, Related, Status, When, write};
