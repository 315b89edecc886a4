//! Why a file or a pasted text could not be taken in.

use serde::{Deserialize, Serialize};

/// Why a file or a pasted text could not be taken in. Crosses the wire; holds no sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum IntakeProblem {
    /// Nothing but blanks.
    Empty,
    /// More bytes than are taken.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Bytes that no encoding of Japanese reads without an error, or that two read equally well.
    EncodingUnknown {
        /// The first byte that is in doubt.
        offset: u64,
    },
    /// One part is written in one encoding, another part in another.
    EncodingMixed {
        /// Where the other encoding begins.
        offset: u64,
    },
    /// A NUL byte: not a text.
    NulByte {
        /// Where.
        offset: u64,
    },
    /// Called .pdf, and is none.
    NotPdf,
    /// A Word document.
    WordDocument,
    /// Some other zip archive.
    ZipArchive,
    /// An old or an encrypted office file.
    OldOffice,
    /// A picture.
    Picture,
    /// The PDF opens only with a password.
    PdfEncrypted,
    /// The PDF is damaged.
    PdfBroken,
    /// The PDF holds pictures of pages and no text.
    PdfScanned {
        /// Its pages.
        pages: u32,
    },
    /// Reading the PDF took longer than is allowed, or more memory.
    PdfTooHard,
    /// The PDF holds more text than is taken.
    PdfTooMuchText {
        /// The limit in bytes.
        limit: u64,
    },
    /// No program to read a PDF is installed on the server.
    PdfToolMissing,
    /// The server could not run the program or keep the file meanwhile.
    PdfToolFailed,
    /// Not well-formed XML.
    XmlBroken {
        /// The first place that breaks a rule.
        at: TextPlace,
    },
    /// XML that ends in the middle.
    XmlCutOff {
        /// Its end.
        at: TextPlace,
    },
    /// A document type declaration; it could declare entities or name files.
    XmlDoctype {
        /// Where.
        at: TextPlace,
    },
    /// An entity that is none of the five of XML.
    XmlEntity {
        /// Where.
        at: TextPlace,
    },
    /// XML of another sort than the portal's answer and feeds.
    XmlUnknown,
    /// Not JSON.
    JsonBroken {
        /// The first place that breaks a rule.
        at: TextPlace,
    },
    /// JSON that ends in the middle.
    JsonCutOff {
        /// Its end.
        at: TextPlace,
    },
    /// JSON of another sort than OCDS.
    JsonUnknown,
    /// Elements or values nested deeper than any real file has them.
    TooDeep {
        /// Where the limit is passed.
        at: TextPlace,
    },
    /// More elements or values than are taken.
    TooManyParts {
        /// The limit.
        limit: u64,
    },
    /// The procurement portal answered with an error.
    PortalError,
    /// A portal's answer or a package without a single notice.
    NoNotice,
}

/// A place in a text as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPlace {
    /// Line, from 1.
    pub line: u32,
    /// Character in the line, from 1.
    pub column: u32,
}

impl TextPlace {
    /// The place of a byte.
    #[must_use]
    pub fn of(text: &str, byte: usize) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = text.get(..byte).unwrap_or_default();
        let line = before.bytes().filter(|one| *one == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let place = |byte| TextPlace::of("公告\n令和8年", byte);
        assert_eq!((place(0).line, place(0).column), (1, 1));
        assert_eq!((place(10).line, place(10).column), (2, 2), "also from within a character");
        assert_eq!((place(99).line, place(99).column), (2, 5));
    }
}
