//! Contacts as files: vCard 4 and a table that Google and Outlook read, out; a stranger's vCard or table, bounded, in.
//! Bytes in, bytes out.

mod columns;
mod draft;
mod head;
mod lines;
mod name;
mod quotes;
mod said;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod vcard;
mod write;

use crate::domain::contact_card::{CardFault, CardFile};

pub use text::FILE_MOST;
pub use write::{body_vcards, table_body_rows, table_head, table_rows, vcards};

/// Reads a file, whichever of both it is.
///
/// # Errors
/// What makes the whole file unreadable, with its line.
pub fn read(bytes: &[u8]) -> Result<CardFile, CardFault> {
    let plain = text::plain(bytes)?;
    let (line, first) = text::first_line(&plain).ok_or(CardFault::Empty)?;
    let first = first.to_ascii_uppercase();
    if first.starts_with(b"BEGIN:VCARD") {
        return vcard::read(&plain);
    }
    if first.starts_with(b"BEGIN:") {
        return Err(CardFault::NoCards(line));
    }
    table::read(&text::decoded(&plain)?)
}
