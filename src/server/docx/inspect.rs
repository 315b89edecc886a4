//! Our own checks of a produced .docx: what a schema validator misses, and what must hold at run time without one.
//! Knows files that this engine writes (prefix `w:`); it is no judge of files from elsewhere.

mod body;
mod notes;
pub(in crate::server::docx) mod package;

/// One fault of a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileFinding {
    /// The part, such as `word/document.xml`; empty for the file as a whole.
    pub part: String,
    /// What is wrong.
    pub fault: FileFault,
}

/// What can be wrong with a file (documents decisions, "Validity" 1).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum FileFault {
    /// Not a zip, or larger than a paper can be.
    Unreadable,
    /// A part that every .docx has is not there.
    PartMissing,
    /// A part is not well-formed XML.
    Malformed,
    /// A child stands before one that must precede it.
    ChildOrder {
        /// The parent.
        parent: String,
        /// The child that is out of place.
        child: String,
    },
    /// A child that the schema does not know there.
    UnknownChild {
        /// The parent.
        parent: String,
        /// The child.
        child: String,
    },
    /// An attribute that the schema does not know there.
    UnknownAttribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
    },
    /// A value that is not one of those allowed.
    Value {
        /// The element.
        element: String,
        /// The value.
        value: String,
    },
    /// A cell does not end with a paragraph.
    CellWithoutParagraph,
    /// The cells of a row do not fill the columns of their table exactly.
    GridSpan,
    /// Two bookmarks share an id or a name.
    BookmarkTwice(String),
    /// A bookmark begins and does not end, or the other way round.
    BookmarkOpen(String),
    /// A link or field names a bookmark that is not there.
    BookmarkMissing(String),
    /// A complex field does not end, or ends without having begun.
    FieldOpen,
    /// A complex field has no cached result.
    FieldEmpty(String),
    /// A relationship names a part that is not there, or an id is used that no relationship has.
    RelationshipMissing(String),
    /// Two relationships have one id.
    RelationshipTwice(String),
    /// A relationship leads out of the file, and is no link to an address of the web or of mail.
    External(String),
    /// A part that nothing refers to.
    Orphan,
    /// A part without a content type.
    ContentType,
    /// A picture's bytes are not of the kind that its name says.
    Picture,
    /// The mark of a footnote that is not there, a footnote without a mark, or two marks of one.
    Footnote(String),
    /// Two drawings share an id.
    DrawingTwice(String),
    /// A style that is not defined.
    StyleMissing(String),
    /// A line feed or tab inside `w:t`.
    LineFeed,
    /// A placeholder is left: a brace, ○○.
    Leftover(String),
}

/// Every fault of a produced file; an empty list is a sound one.
#[must_use]
pub fn inspect(bytes: &[u8]) -> Vec<FileFinding> {
    let Some(parts) = package::read(bytes) else {
        return vec![FileFinding { part: String::new(), fault: FileFault::Unreadable }];
    };
    let mut findings = package::check(&parts);
    let styles = parts.get("word/styles.xml").map(|xml| body::style_ids(xml)).unwrap_or_default();
    for (name, xml) in &parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let faults = body::check(name, xml, &styles);
            findings.extend(faults.into_iter().map(|fault| FileFinding { part: name.clone(), fault }));
        }
    }
    findings.extend(notes::check(&parts));
    findings
}
