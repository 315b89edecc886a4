//! Accounts of a firm: the table, inviting, one's own sessions.

mod invite;
mod sessions;
mod table;

pub use invite::{InviteColleague, InvitePartner};
pub use sessions::OwnSessions;
pub use table::AccountTable;
