//! The texts and files that a tender was read from.

use serde::{Deserialize, Serialize};

use crate::domain::id::TenderFileId;
use crate::domain::notice::TextKind;

/// A text or file that a tender was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderSource {
    /// Its place among the tender's texts, from 0; what was read points to it by this.
    pub position: u32,
    /// The file's name; empty for a pasted text.
    pub name: String,
    /// What sort of text it is.
    pub text_kind: TextKind,
    /// Pages, when it has them.
    pub pages: Option<u32>,
    /// Pages that hold no text and were read by nobody.
    pub pages_without_text: u32,
    /// The original, when a file was uploaded.
    pub file: Option<TenderFile>,
    /// Further files that it names: title and address as printed. Nobody has fetched them.
    pub documents: Vec<(String, String)>,
}

/// The original in which a sentence stands.
#[must_use]
pub fn file_behind(read_from: &[TenderSource], source: Option<u32>) -> Option<&TenderFile> {
    let position = source?;
    read_from.iter().find(|text| text.position == position)?.file.as_ref()
}

/// A file kept with a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderFile {
    /// Its identity.
    pub id: TenderFileId,
    /// Its name as uploaded.
    pub name: String,
    /// Its media type, decided by its bytes.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}
