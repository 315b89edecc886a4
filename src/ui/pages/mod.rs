//! One file per route: reads the address, owns what is loaded, composes.

pub mod home_page;
pub mod not_found_page;
