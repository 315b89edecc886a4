//! Dates on screen: one moment in two conventions and zones, the row of steps, the table.

mod table;
mod timeline;
mod when;

pub use table::{DateCells, DateTable, Source, columns};
pub use timeline::{TenderTimeline, critical_of, waits_for_us};
pub use when::{CertaintyTags, DaysLeft, Elsewhere, StepName, When};
