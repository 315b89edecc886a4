//! Of the server only the readers.

pub mod rooms;

#[path = "../../src/server/cards/mod.rs"]
pub mod cards;
#[path = "../../src/server/ics/mod.rs"]
pub mod ics;
#[path = "../../src/server/intake/mod.rs"]
pub mod intake;
