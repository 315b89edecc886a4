//! Pieces of the page of costs: the table form of a sheet, the sheet as it is saved, its sums while they are typed.

mod form;
mod live_sums;
mod saved;

pub use form::SheetForm;
pub use live_sums::LiveSums;
pub use saved::{SavedSheet, SharedTotals};
