//! What comes in: pasted text and uploaded files, told apart by their bytes, with limits. Later sources
//! (portal XML, OCDS, HTML, Shift_JIS) are further arms of `recognise`; all end in one `SourceText`.

use super::pdf;
pub use super::pdf::Tools;
use crate::domain::deadline::Moment;
pub use crate::domain::notice::IntakeProblem;
use crate::domain::notice::{ProposedFact, ProposedMilestone};
use crate::domain::tender::TenderOutcome;
use serde::{Deserialize, Serialize};

/// The largest upload, in bytes.
pub const UPLOAD_LIMIT: usize = 20 * 1024 * 1024;
/// The longest text, in bytes.
pub const TEXT_LIMIT: usize = 2 * 1024 * 1024;

/// Where a text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Pasted or an uploaded text file.
    Text,
    /// `pdftotext -layout` of a PDF; form feeds separate its pages.
    Pdf,
    /// The readable text of a page; cells of a table are parted by tabs.
    Html,
    /// One result of the procurement portal's XML, one line an element, its description behind.
    PortalXml,
    /// One OCDS release or the newest state of a record, one line a value.
    Ocds,
}

/// What a structured source says outright, beside its text. All evidence points into that text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The buyer's or the portal's own key of the procedure, with its scheme: `ocds:ocds-213czf-000-00001`.
    pub identity: Option<String>,
    /// The release or version, for telling a newer one from the same one.
    pub release: Option<String>,
    /// Facts; they come before those read in the text.
    pub facts: Vec<ProposedFact>,
    /// Steps; likewise.
    pub milestones: Vec<ProposedMilestone>,
    /// How the procedure ended, when the source says so.
    pub outcome: Option<TenderOutcome>,
    /// Further files that the source names: title and address. Never fetched.
    pub documents: Vec<(String, String)>,
}

/// One entry of a feed: perhaps a tender. Its page is not fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its title.
    pub title: String,
    /// Its address as printed; only http and https are kept.
    pub link: String,
    /// When it was published, in Japan.
    pub published: Option<Moment>,
}

/// What a file turned out to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A text that can be read as a notice.
    Notice(Box<SourceText>),
    /// A feed of a buyer: its own title and its entries.
    Feed {
        /// Title of the feed.
        title: String,
        /// Newest first, as the feed has them.
        candidates: Vec<Candidate>,
    },
}

/// A text to be read, and what is known of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The text into which all evidence points; to be kept with the proposal.
    pub text: String,
    /// Where it came from.
    pub kind: SourceKind,
    /// Pages, when the source has them.
    pub pages: Option<u32>,
    /// Pages that hold no text: pictures, which nobody has read.
    pub pages_without_text: u32,
    /// What the source says outright.
    pub stated: Option<Box<Stated>>,
}

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recognised {
    Pdf,
    Word,
    Zip,
    OldOffice,
    Picture,
    Text,
}

/// Takes an uploaded file of any kind; a portal's answer or an OCDS package may hold many notices.
///
/// # Errors
/// Every `IntakeProblem`.
pub async fn open(name: &str, bytes: &[u8], tools: &Tools) -> Result<Vec<Incoming>, IntakeProblem> {
    Ok(vec![Incoming::Notice(Box::new(text_of_upload(name, bytes, tools).await?))])
}

/// Takes pasted text.
///
/// # Errors
/// Empty, too long, or with NUL bytes.
pub fn text_of_paste(text: &str) -> Result<SourceText, IntakeProblem> {
    plain_text(text.as_bytes())
}

/// Takes an uploaded file.
///
/// # Errors
/// Every `IntakeProblem`.
pub async fn text_of_upload(name: &str, bytes: &[u8], tools: &Tools) -> Result<SourceText, IntakeProblem> {
    if bytes.len() > UPLOAD_LIMIT {
        return Err(IntakeProblem::TooLarge { limit: UPLOAD_LIMIT as u64 });
    }
    match recognise(bytes) {
        Recognised::Pdf => pdf::text_of_pdf(bytes, tools).await,
        Recognised::Word => Err(IntakeProblem::WordDocument),
        Recognised::Zip => Err(IntakeProblem::ZipArchive),
        Recognised::OldOffice => Err(IntakeProblem::OldOffice),
        Recognised::Picture => Err(IntakeProblem::Picture),
        Recognised::Text if bytes.is_empty() => Err(IntakeProblem::Empty),
        Recognised::Text if name.to_ascii_lowercase().ends_with(".pdf") => Err(IntakeProblem::NotPdf),
        Recognised::Text => plain_text(bytes),
    }
}

fn recognise(bytes: &[u8]) -> Recognised {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if head.windows(5).any(|five| five == b"%PDF-") {
        Recognised::Pdf
    } else if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        let names = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
        if names.windows(5).any(|five| five == b"word/") { Recognised::Word } else { Recognised::Zip }
    } else if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Recognised::OldOffice
    } else if begins(b"\x89PNG") || begins(b"\xff\xd8\xff") || begins(b"II*\0") || begins(b"MM\0*") || begins(b"GIF8") {
        Recognised::Picture
    } else {
        Recognised::Text
    }
}

fn plain_text(bytes: &[u8]) -> Result<SourceText, IntakeProblem> {
    if bytes.len() > TEXT_LIMIT {
        return Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 });
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text =
        std::str::from_utf8(body).map_err(|wrong| IntakeProblem::NotUtf8 { offset: wrong.valid_up_to() as u64 })?;
    if let Some(offset) = text.find('\0') {
        return Err(IntakeProblem::NulByte { offset: offset as u64 });
    }
    if text.trim().is_empty() {
        return Err(IntakeProblem::Empty);
    }
    Ok(SourceText { text: text.to_owned(), kind: SourceKind::Text, pages: None, pages_without_text: 0, stated: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn upload(name: &str, bytes: &[u8]) -> Result<SourceText, IntakeProblem> {
        text_of_upload(name, bytes, &Tools::default()).await
    }

    #[tokio::test]
    async fn files_that_are_no_notice_are_named() {
        assert_eq!(upload("a.txt", b"").await, Err(IntakeProblem::Empty));
        assert_eq!(upload("a.txt", "\u{3000}\n".as_bytes()).await, Err(IntakeProblem::Empty));
        assert_eq!(upload("a.pdf", b"hello").await, Err(IntakeProblem::NotPdf));
        assert_eq!(upload("a.pdf", b"PK\x03\x04....word/document.xml").await, Err(IntakeProblem::WordDocument));
        assert_eq!(upload("a.docx", b"PK\x03\x04....x.txt").await, Err(IntakeProblem::ZipArchive));
        assert_eq!(upload("a.png", b"\x89PNG....").await, Err(IntakeProblem::Picture));
        assert_eq!(upload("a.txt", b"ab\xff").await, Err(IntakeProblem::NotUtf8 { offset: 2 }));
        assert_eq!(upload("a.txt", b"ab\0c").await, Err(IntakeProblem::NulByte { offset: 2 }));
        let long = vec![b'a'; TEXT_LIMIT + 1];
        assert_eq!(upload("a.txt", &long).await, Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 }));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(text_of_paste("\u{feff}公告").map(|source| source.text), Ok("公告".to_owned()));
    }
}
