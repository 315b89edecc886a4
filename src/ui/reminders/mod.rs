//! Reminders on screen: the table of an inbox.

mod table;

pub use table::ReminderTable;
