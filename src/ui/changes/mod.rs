//! What comes after the first notice, on screen: rows of a difference, banners, lists of changes.

mod history;
mod list;
mod plan_moves;
mod rows;
mod standing;

pub use history::ReleaseHistory;
pub use list::{ChangeTable, MovedList, OfferedList};
pub use plan_moves::{MovedPlans, PlanMoved};
pub use rows::{Choices, OUTCOME_ROW};
pub use standing::StandingBanner;
