//! Files of what was spoken with contacts: a letter, a mail, a photograph. Told apart by their content, never by their
//! name alone.

use serde::{Deserialize, Serialize};

use super::id::EngagementFileId;
use super::picture::{PictureKind, PictureSize};

/// Most files of one entry.
pub const MOST_FILES: u32 = 20;
/// Longest file.
pub const FILE_LONGEST: usize = 15 * 1024 * 1024;
/// What a form offers to choose.
pub const ACCEPTED: &str = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.gif,.eml";
/// How much of a mail is looked at.
const HEAD_OF_MAIL: usize = 16 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSort {
    /// PDF.
    Pdf,
    /// A text of Word.
    Docx,
    /// A workbook of Excel.
    Xlsx,
    /// A picture.
    Picture(PictureKind),
    /// A mail with its headers (RFC 5322).
    Mail,
}

impl FileSort {
    /// What a file is; `None` when it is none of those taken, or its name says something else than its content.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8]) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => bytes.starts_with(b"%PDF-").then_some(Self::Pdf),
            "docx" => is_package(bytes, b"word/document.xml").then_some(Self::Docx),
            "xlsx" => is_package(bytes, b"xl/workbook.xml").then_some(Self::Xlsx),
            "png" => picture(bytes, PictureKind::Png),
            "jpg" | "jpeg" => picture(bytes, PictureKind::Jpeg),
            "gif" => picture(bytes, PictureKind::Gif),
            "eml" => is_mail(bytes).then_some(Self::Mail),
            _ => None,
        }
    }

    /// What it is called in a header.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Picture(kind) => kind.content_type(),
            Self::Mail => "message/rfc822",
        }
    }
}

fn picture(bytes: &[u8], wanted: PictureKind) -> Option<FileSort> {
    PictureSize::read(bytes).filter(|size| size.kind == wanted).map(|size| FileSort::Picture(size.kind))
}

/// A zip that names its main part; names stand in it as they are. Nothing is unpacked here.
fn is_package(bytes: &[u8], part: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(part.len()).any(|window| window == part)
}

/// Headers first, one of them a sender's or a date's.
fn is_mail(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD_OF_MAIL)).unwrap_or_default();
    let lines = head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut has_sender = false;
    for (at, line) in lines.enumerate() {
        if line.is_empty() {
            return at > 0 && has_sender;
        }
        if at > 0 && (line.starts_with(b" ") || line.starts_with(b"\t")) {
            continue;
        }
        let name: &[u8] = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_header = name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
        if !is_header {
            return false;
        }
        has_sender |= [b"from".as_slice(), b"date"].iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
    }
    // Headers longer than what was looked at.
    has_sender && head.len() < bytes.len()
}

/// A file as the log shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngagementFile {
    /// Which.
    pub id: EngagementFileId,
    /// Its name.
    pub name: String,
    /// What it is, as a header says it.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Whether the bid's other firms see it, where they see the entry.
    pub is_shared: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &[u8] = b"Received: by mail\r\n\tfrom somewhere\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nHello";

    #[test]
    fn the_content_decides_and_the_name_must_agree() {
        let gif = b"GIF89a\x01\x00\x01\x00rest";
        assert_eq!(FileSort::read("名刺.GIF", gif), Some(FileSort::Picture(PictureKind::Gif)));
        assert_eq!(FileSort::read("名刺.png", gif), None);
        assert_eq!(FileSort::read("a.pdf", b"%PDF-1.7 ..."), Some(FileSort::Pdf));
        assert_eq!(FileSort::read("a.pdf", b"<html>"), None);
        assert_eq!(FileSort::read("a.docx", b"PK\x03\x04....word/document.xml"), Some(FileSort::Docx));
        assert_eq!(FileSort::read("a.docx", b"PK\x03\x04....xl/workbook.xml"), None, "a workbook is no text");
        assert_eq!(FileSort::read("a.xlsx", b"PK\x03\x04....xl/workbook.xml"), Some(FileSort::Xlsx));
        assert_eq!(FileSort::read("a.exe", b"MZ"), None);
        assert_eq!(FileSort::read("pdf", b"%PDF-1.7"), None, "a name without an ending");
    }

    #[test]
    fn a_mail_begins_with_its_headers() {
        assert_eq!(FileSort::read("a.eml", MAIL), Some(FileSort::Mail));
        for none in [b"".as_slice(), b"\r\nFrom: a", b"<html>\n\n", b"Subject: x\n\nHello", b"From: a"] {
            assert_eq!(FileSort::read("a.eml", none), None, "{none:?}");
        }
    }
}
