//! Tenders on screen: the texts of a notice with their marks, the fields of facts, dates and requirements, what
//! is proposed and what is decided about it.

mod confirm_keys;
mod conflict;
mod date_fields;
mod derived_fields;
mod fact_fields;
mod findings;
mod marks;
mod open_rows;
mod original_link;
mod proposal_row;
mod proposals;
mod proposed_requirements;
mod relative_fields;
mod requirement_fields;
mod requirement_list;
mod row_in_page;
mod source_text;

pub use confirm_keys::ConfirmKeys;
pub use conflict::{TenderConflict, saved_date, saved_facts, saved_relative, saved_requirement};
pub use date_fields::{DateFields, DateValues};
pub use derived_fields::{DerivedFields, HoursFields};
pub use fact_fields::{FactFields, ProcedureSelect};
pub use findings::{ConflictNotices, LeftOver, MissingFacts};
pub use marks::Marks;
pub use open_rows::OpenRows;
pub use original_link::OriginalLink;
pub use proposal_row::{Places, ProposalGroup, Sureness};
pub use proposals::{AddedDates, ProposedRows, count};
pub use proposed_requirements::{ProposedRelative, ProposedRequirements, RequirementWords};
pub use relative_fields::RelativeFields;
pub use requirement_fields::RequirementFields;
pub use requirement_list::{RequirementList, RequirementText, of_kind};
pub use source_text::{SourceTexts, name_of};
