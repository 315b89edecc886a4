//! The zip: parts in a fixed order with fixed times, content types and relationships made from the parts that are there.

use std::io::{Cursor, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::HEAD;
use crate::server::docx::DocumentFault;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DEFLATE_LEVEL: i64 = 6;

/// What the thread that deflates is given, in order.
enum Piece {
    Name(String),
    Bytes(Vec<u8>),
}

/// The parts of a file that is being written.
pub(super) struct Parts {
    pieces: Sender<Piece>,
}

impl Parts {
    /// Begins a part; what is added from now on stands in it.
    pub(super) fn begin(&self, name: &str) {
        self.send(Piece::Name(name.to_owned()));
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
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(DEFLATE_LEVEL))
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for piece in pieces {
        match piece {
            Piece::Name(name) => zip.start_file(name, options).map_err(broken)?,
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

/// `[Content_Types].xml` of these parts.
pub(super) fn content_types<'n>(names: impl Iterator<Item = &'n str>) -> Vec<u8> {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
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

/// The document's relationships: headers and footers under the ids that docx-rs gave them, then our own parts.
pub(super) fn document_relationships(raw: &[u8]) -> Result<Vec<u8>, DocumentFault> {
    let mut xml =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in referred(raw)? {
        xml.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>"));
    }
    let own = [
        ("fontTable", "fontTable.xml"),
        ("settings", "settings.xml"),
        ("styles", "styles.xml"),
        ("theme", "theme/theme1.xml"),
    ];
    for (index, (kind, target)) in own.iter().enumerate() {
        xml.push_str(&format!(
            "<Relationship Id=\"rIdOwn{}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>",
            index + 1
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
