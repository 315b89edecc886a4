//! The zip: parts in a fixed order with fixed times, content types and relationships made from the parts that are there.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::HEAD;
use crate::domain::picture::PictureKind;
use crate::server::docx::DocumentFault;
use crate::server::docx::related::{self, Related};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DEFLATE_LEVEL: i64 = 6;

/// What the thread that deflates is given, in order.
enum Piece {
    Name(String, CompressionMethod),
    Bytes(Vec<u8>),
}

/// The parts of a file that is being written.
pub(super) struct Parts {
    pieces: Sender<Piece>,
}

impl Parts {
    /// Begins a part; what is added from now on stands in it.
    pub(super) fn begin(&self, name: &str) {
        self.send(Piece::Name(name.to_owned(), CompressionMethod::Deflated));
    }

    /// Adds to the part that was begun last.
    pub(super) fn add(&self, bytes: Vec<u8>) {
        self.send(Piece::Bytes(bytes));
    }

    /// Adds a whole part.
    pub(super) fn whole(&self, name: &str, bytes: Vec<u8>) {
        self.begin(name);
        self.add(bytes);
    }

    /// Adds a whole part that is small already.
    pub(super) fn stored(&self, name: &str, bytes: Vec<u8>) {
        self.send(Piece::Name(name.to_owned(), CompressionMethod::Stored));
        self.add(bytes);
    }

    /// Nobody takes pieces any more when the zip could not be written: its fault is told at the end.
    fn send(&self, piece: Piece) {
        let _ = self.pieces.send(piece);
    }
}

/// The file of the parts that `write` makes. They are deflated on a thread of their own while the next ones are made;
/// the bytes do not depend on which of the two is ahead.
pub(super) fn file(write: impl FnOnce(Parts) -> Result<(), DocumentFault>) -> Result<Vec<u8>, DocumentFault> {
    let (sender, pieces) = mpsc::channel();
    thread::scope(|scope| {
        let zip = thread::Builder::new().name("deflate".to_owned()).spawn_scoped(scope, || zip(pieces));
        let zip = zip.map_err(|error| DocumentFault::Zip(error.to_string()))?;
        let made = write(Parts { pieces: sender });
        let file = zip.join().map_err(|_| DocumentFault::Zip("the thread that deflates ended early".to_owned()))?;
        made.and(file)
    })
}

fn zip(pieces: Receiver<Piece>) -> Result<Vec<u8>, DocumentFault> {
    let options = |method| {
        let level = (method == CompressionMethod::Deflated).then_some(DEFLATE_LEVEL);
        SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(level)
            .last_modified_time(DateTime::default())
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for piece in pieces {
        match piece {
            Piece::Name(name, method) => zip.start_file(name, options(method)).map_err(broken)?,
            Piece::Bytes(bytes) => {
                zip.write_all(&bytes).map_err(|error| DocumentFault::Zip(error.to_string()))?;
            }
        }
    }
    Ok(zip.finish().map_err(broken)?.into_inner())
}

fn broken(error: ZipError) -> DocumentFault {
    DocumentFault::Zip(error.to_string())
}

/// The name of the part that holds a picture.
pub(super) fn picture_part(number: usize, kind: PictureKind) -> String {
    format!("word/media/image{number}.{}", kind.extension())
}

/// `[Content_Types].xml` of these parts.
pub(super) fn content_types<'n>(names: impl Iterator<Item = &'n str>, related: &Related<'_>) -> Vec<u8> {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let kinds: BTreeSet<_> =
        related.pictures().map(|(_, picture)| (picture.kind.extension(), picture.kind.content_type())).collect();
    for (extension, content_type) in kinds {
        xml.push_str(&format!("<Default Extension=\"{extension}\" ContentType=\"{content_type}\"/>"));
    }
    for name in names {
        if let Some(content_type) = content_type(name) {
            xml.push_str(&format!(
                "<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-{content_type}+xml\"/>"
            ));
        }
    }
    xml.push_str("</Types>");
    xml.into_bytes()
}

/// The document's relationships: headers and footers under the ids that docx-rs gave them, then our own parts, pictures
/// and links.
pub(super) fn document_relationships(
    raw: &[u8],
    related: &Related<'_>,
    has_notes: bool,
) -> Result<Vec<u8>, DocumentFault> {
    let mut xml =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in referred(raw)? {
        xml.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>"));
    }
    let own = [
        ("footnotes", "footnotes.xml"),
        ("fontTable", "fontTable.xml"),
        ("settings", "settings.xml"),
        ("styles", "styles.xml"),
        ("theme", "theme/theme1.xml"),
    ];
    for (index, (kind, target)) in own.iter().enumerate().skip(usize::from(!has_notes)) {
        xml.push_str(&format!(
            "<Relationship Id=\"rIdOwn{index}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>"
        ));
    }
    for (number, picture) in related.pictures() {
        xml.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"{RELATIONSHIPS}/image\" Target=\"{}\"/>",
            related::picture_id(number),
            picture_part(number, picture.kind).trim_start_matches("word/")
        ));
    }
    for (number, address) in related.links() {
        xml.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"{RELATIONSHIPS}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            related::link_id(number),
            escape(address)
        ));
    }
    xml.push_str("</Relationships>");
    Ok(xml.into_bytes())
}

/// The content type of a part, between `application/vnd.openxmlformats-` and `+xml`.
fn content_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "docProps/app.xml" => "officedocument.extended-properties",
        "docProps/core.xml" => "package.core-properties",
        "word/document.xml" => "officedocument.wordprocessingml.document.main",
        "word/fontTable.xml" => "officedocument.wordprocessingml.fontTable",
        "word/footnotes.xml" => "officedocument.wordprocessingml.footnotes",
        "word/settings.xml" => "officedocument.wordprocessingml.settings",
        "word/styles.xml" => "officedocument.wordprocessingml.styles",
        "word/theme/theme1.xml" => "officedocument.theme",
        name if name.starts_with("word/header") => "officedocument.wordprocessingml.header",
        name if name.starts_with("word/footer") => "officedocument.wordprocessingml.footer",
        _ => return None,
    })
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> Vec<u8> {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONSHIPS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{RELATIONSHIPS}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
    .into_bytes()
}

/// The headers and footers among docx-rs's relationships: id, kind, target.
fn referred(raw: &[u8]) -> Result<Vec<(String, &'static str, String)>, DocumentFault> {
    let text = std::str::from_utf8(raw).map_err(|error| DocumentFault::Xml(error.to_string()))?;
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| DocumentFault::Xml(error.to_string()))?;
        let (Event::Empty(element) | Event::Start(element)) = event else {
            if let Event::Eof = event {
                return Ok(found);
            } else {
                continue;
            };
        };
        let of = |key: &[u8]| {
            let attribute = element.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key)?;
            Some(String::from_utf8_lossy(&attribute.value).into_owned())
        };
        let (Some(id), Some(kind), Some(target)) = (of(b"Id"), of(b"Type"), of(b"Target")) else { continue };
        let kind = if kind.ends_with("/header") {
            "header"
        } else if kind.ends_with("/footer") {
            "footer"
        } else {
            continue;
        };
        found.push((id, kind, target));
    }
}
