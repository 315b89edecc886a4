//! One file per route: reads the address, owns what is loaded, composes.

pub mod document_page;
pub mod documents_page;
pub mod home_page;
pub mod not_found_page;
