//! What one-time links show: the link itself, once, and the forms behind it.

mod open_invitations;
mod person_fields;
mod shown_link;

pub use open_invitations::OpenInvitations;
pub use person_fields::{NewPasswordFields, PersonFields};
pub use shown_link::ShownLink;
