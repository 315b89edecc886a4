//! Reminders on screen: the table of an inbox, how mails fared.

mod mail_answer;
mod table;

pub use mail_answer::MailAnswer;
pub use table::ReminderTable;
