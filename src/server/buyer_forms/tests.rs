//! Forms made by the tests with the traits of real ones: what is found, what is filled, what is refused.

mod by_hand;
mod forms;
mod hostile;
mod language;
mod layouts;
mod older_fields;
mod places;
mod protected;
mod rows;
mod samples;
mod shapes;
mod unseen;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub(crate) use protected::protected;

use super::labels::tests::labels;
use super::{FilledForm, blanks, fill};
use crate::domain::buyer_form::{Blank, FormProblem};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
                 xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
                 xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
                 xmlns:v=\"urn:schemas-microsoft-com:vml\"";

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A package of these parts, in order.
pub(super) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, bytes)) in parts.iter().enumerate() {
        let method = if index % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document of this body.
pub(super) fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", xml.as_bytes()),
        ("word/media/image1.bin", &[7; 300]),
    ])
}

/// A paragraph of one run.
pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:sz w:val=\"21\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A cell; `text` empty for a blank one. `properties` go into `tcPr`.
pub(super) fn tc(text: &str, properties: &str) -> String {
    let inner = if text.is_empty() {
        "<w:p><w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:pPr></w:p>".to_owned()
    } else {
        p(text)
    };
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
}

/// A table of rows of plain cells.
pub(super) fn table(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| tc(text, "")).collect::<String>());
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A form with one blank, for tests of the pages.
pub(crate) fn small_form() -> Vec<u8> {
    form_with_table(&[&["商号又は名称", ""]])
}

/// A document with one table of plain cells, for tests of what comes in tables.
pub(crate) fn form_with_table(rows: &[&[&str]]) -> Vec<u8> {
    document(&table(rows))
}

pub(super) fn found(bytes: &[u8]) -> Vec<Blank> {
    blanks(bytes, &labels()).unwrap()
}

/// Labels with proposals: `商号=member.name`.
pub(super) fn told(bytes: &[u8]) -> Vec<String> {
    let tell = |blank: Blank| match blank.proposal {
        Some(datum) => format!("{}={}", blank.label, datum.name()),
        None => blank.label,
    };
    found(bytes).into_iter().map(tell).collect()
}

pub(super) fn filled(bytes: &[u8], values: &[(&str, &str)]) -> Result<FilledForm, FormProblem> {
    let values: BTreeMap<String, String> =
        values.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    fill(bytes, &values, &labels())
}

pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The document with these values in it.
pub(super) fn xml_with(bytes: &[u8], values: &[(&str, &str)]) -> String {
    part(&filled(bytes, values).unwrap().docx, "word/document.xml")
}
