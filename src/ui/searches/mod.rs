//! Saved searches on screen: their fields and what they find.

mod fields;
mod found;

pub use fields::SearchFields;
pub use found::FoundTable;
