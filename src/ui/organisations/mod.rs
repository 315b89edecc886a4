//! A firm's particulars: the fields, and what stands beside them.

mod conflict;
mod corporate_number_check;
mod fields;
mod kind_switch;

pub use conflict::Conflict;
pub use corporate_number_check::CorporateNumberCheck;
pub use fields::OrganisationFields;
pub use kind_switch::KindSwitch;
