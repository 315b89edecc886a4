//! Pieces of a section's page: its text as it reads, its editor as a plain form, the choice between two texts.

mod blocks;
mod conflict;
mod editor;
mod rich_text;
mod written_table;

pub use blocks::Blocks;
pub use conflict::Conflict;
pub use editor::{Editor, kept_blocks};
pub use rich_text::Quoted;

/// Address to which a text is posted.
pub const WRITE: &str = "/api/sections/write";
