//! Tenders on screen: the text of a notice with its marks, the fields of facts and dates, what is proposed.

mod date_fields;
mod fact_fields;
mod findings;
mod marks;
mod original_link;
mod proposals;
mod source_text;

pub use date_fields::{DateFields, DateValues};
pub use fact_fields::{FactFields, ProcedureSelect};
pub use findings::{ConflictNotices, LeftOver};
pub use marks::Marks;
pub use original_link::OriginalLink;
pub use proposals::{AddedDates, Places, ProposedDates, ProposedFacts};
pub use source_text::SourceText;
