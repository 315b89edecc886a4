//! Of the server only the readers.

pub mod rooms;

#[path = "../../src/server/intake/mod.rs"]
pub mod intake;
