//! What comes after the first notice, on screen: rows of a difference, banners, lists of changes.

mod list;
mod rows;
mod standing;

pub use list::{ChangeTable, MovedList};
pub use rows::{Choices, OUTCOME_ROW};
pub use standing::StandingBanner;
