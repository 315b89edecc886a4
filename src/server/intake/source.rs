//! What comes in: pasted text and uploaded files, told apart by their bytes, with limits. Each sort of file has
//! its reader in `sources`; all end in `SourceText`s, or in the candidates of a feed.

use super::pdf;
pub use super::pdf::Tools;
use super::sources;
pub use crate::domain::change::StatedChange;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
#[serde(default)]
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
    /// Further files that the source names: title and address as printed. Never fetched.
    pub documents: Vec<(String, String)>,
    /// The byte from which the text is the buyer's own words; before it stand the stated values, one a line,
    /// which the rules for the language of notices leave alone.
    #[serde(default)]
    pub body: usize,
    /// What the releases of the source changed, the oldest first.
    #[serde(default)]
    pub history: Vec<StatedChange>,
}

/// One entry of a feed: perhaps a tender. Its page is not fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its title.
    pub title: String,
    /// Its address, a relative one resolved by the feed's own; empty when it is not http or https.
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
    if bytes.len() > UPLOAD_LIMIT {
        return Err(IntakeProblem::TooLarge { limit: UPLOAD_LIMIT as u64 });
    }
    match recognise(bytes) {
        Recognised::Pdf => Ok(vec![Incoming::Notice(Box::new(pdf::text_of_pdf(bytes, tools).await?))]),
        Recognised::Word => Err(IntakeProblem::WordDocument),
        Recognised::Zip => Err(IntakeProblem::ZipArchive),
        Recognised::OldOffice => Err(IntakeProblem::OldOffice),
        Recognised::Picture => Err(IntakeProblem::Picture),
        Recognised::Text if bytes.is_empty() => Err(IntakeProblem::Empty),
        Recognised::Text if name.to_ascii_lowercase().ends_with(".pdf") => Err(IntakeProblem::NotPdf),
        Recognised::Text => {
            // Work for a processor, not for the runtime.
            let (name, bytes) = (name.to_owned(), bytes.to_vec());
            match tokio::task::spawn_blocking(move || sources::open(&name, &bytes)).await {
                Ok(opened) => opened,
                Err(error) => std::panic::resume_unwind(error.into_panic()),
            }
        }
    }
}

/// Takes pasted text of any kind: a notice, the portal's XML, OCDS, a page's source, a feed.
///
/// # Errors
/// Those of texts.
pub fn open_paste(text: &str) -> Result<Vec<Incoming>, IntakeProblem> {
    sources::open_text("", text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Takes pasted text as the notice itself.
///
/// # Errors
/// Empty, too long, or with NUL bytes.
pub fn text_of_paste(text: &str) -> Result<SourceText, IntakeProblem> {
    sources::plain(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Takes an uploaded file that holds one notice; of several the first.
///
/// # Errors
/// Every `IntakeProblem`; `NoNotice` for a feed.
pub async fn text_of_upload(name: &str, bytes: &[u8], tools: &Tools) -> Result<SourceText, IntakeProblem> {
    open(name, bytes, tools)
        .await?
        .into_iter()
        .find_map(|incoming| match incoming {
            Incoming::Notice(notice) => Some(*notice),
            Incoming::Feed { .. } => None,
        })
        .ok_or(IntakeProblem::NoNotice)
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
        assert_eq!(upload("a.txt", b"ab\xff").await, Err(IntakeProblem::EncodingUnknown { offset: 2 }));
        assert_eq!(upload("a.txt", b"ab\0c").await, Err(IntakeProblem::NulByte { offset: 2 }));
        let long = vec![b'a'; TEXT_LIMIT + 1];
        assert_eq!(upload("a.txt", &long).await, Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 }));
    }

    #[tokio::test]
    async fn every_sort_of_file_is_told_by_its_beginning() {
        let kind = async |name: &str, text: &str| upload(name, text.as_bytes()).await.map(|source| source.kind);
        let portal = include_str!("fixtures/portal.xml");
        let release = include_str!("fixtures/ocds/02-tender.json");
        assert_eq!(kind("a.xml", portal).await, Ok(SourceKind::PortalXml));
        assert_eq!(kind("a", portal).await, Ok(SourceKind::PortalXml));
        assert_eq!(kind("a.txt", release).await, Ok(SourceKind::Ocds));
        assert_eq!(kind("a", "<!DOCTYPE html><p>公告").await, Ok(SourceKind::Html));
        assert_eq!(
            kind("a", "\n<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html><p>公告").await,
            Ok(SourceKind::Html)
        );
        assert_eq!(kind("a.html", "公告<br>第1号").await, Ok(SourceKind::Html));
        assert_eq!(kind("a", "<table><tr><td>公告").await, Ok(SourceKind::Html));
        assert_eq!(kind("a.txt", "＜公告＞\n<1> 件名").await, Ok(SourceKind::Text));
        assert_eq!(kind("a.txt", "[公告] 件名 {1}").await, Ok(SourceKind::Text));
        assert_eq!(kind("a.xml", "<rss><channel/></rss>").await, Err(IntakeProblem::NoNotice));
        assert_eq!(kind("a.xml", "<other/>").await, Err(IntakeProblem::XmlUnknown));
        assert!(matches!(kind("a.xml", "公告").await, Err(IntakeProblem::XmlBroken { .. })));
        assert!(matches!(kind("a.json", "公告").await, Err(IntakeProblem::JsonBroken { .. })));
    }

    #[tokio::test]
    async fn a_small_file_cut_at_any_byte_never_panics() {
        let files: [(&str, &[u8]); 4] = [
            ("a.xml", include_bytes!("fixtures/portal.xml")),
            ("a.json", include_bytes!("fixtures/ocds/std_amendments_tender.json")),
            ("a.html", include_bytes!("fixtures/page.html")),
            ("a.txt", include_bytes!("fixtures/road_works.txt")),
        ];
        for (name, bytes) in files {
            for end in 0..bytes.len() {
                let _ = open(name, &bytes[..end], &Tools::default()).await;
            }
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(text_of_paste("\u{feff}公告").map(|source| source.text), Ok("公告".to_owned()));
    }
}
