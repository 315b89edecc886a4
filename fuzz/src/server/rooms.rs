//! Of the live texts only what reads frames and applies edits.

#[path = "../../../src/server/rooms/document.rs"]
pub mod document;
#[path = "../../../src/server/rooms/frame.rs"]
pub mod frame;
#[path = "../../../src/server/rooms/planting.rs"]
mod planting;
#[path = "../../../src/server/rooms/presence.rs"]
pub mod presence;
#[path = "../../../src/server/rooms/projection.rs"]
mod projection;
#[path = "../../../src/server/rooms/scan.rs"]
mod scan;
#[path = "../../../src/server/rooms/shape.rs"]
mod shape;
