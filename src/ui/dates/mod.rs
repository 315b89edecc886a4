//! Dates on screen: one moment in two conventions and zones, the row of steps, the table, the months, what moves along.

mod calendar;
mod caution;
mod closed_days;
mod day_count;
mod moves;
mod table;
mod timeline;
mod when;

pub use calendar::MonthCalendar;
pub use caution::{Cautions, CountedFrom, origin_of};
pub use closed_days::ClosedDays;
pub use day_count::DayCounts;
pub use moves::{Moves, MovesAlong, StaleDates, moves_of};
pub use table::{DateCells, DateTable, Source, columns};
pub use timeline::{TenderTimeline, critical_of, waits_for_us};
pub use when::{CertaintyTags, DaysLeft, Elsewhere, StepName, When};
