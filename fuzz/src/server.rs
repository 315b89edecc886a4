//! Of the server only the readers.

#[path = "../../src/server/intake/mod.rs"]
pub mod intake;
