//! Sample bids: those of the specimens, with the identities of their sections.

pub(super) use crate::server::docx::specimens::{date, joint, nordris, single, three};

use crate::domain::id::SectionId;
use crate::server::docx::specimens;

/// The identity of the section of a number.
pub(super) fn section_id(number: u32) -> SectionId {
    specimens::section_id(number).unwrap()
}
