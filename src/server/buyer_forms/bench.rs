//! The form of the measurements: about 100 pages with 500 places, to be compared with docxtpl.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::Instant as Clock;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Labels, blanks, fill};

const PARAGRAPHS: usize = 2_000;
const EVERY: usize = 4;
const TABLES: usize = 60;
const APART: usize = 33;
const SENTENCE: &str =
    "本業務では、災害時に市民へ正確な情報を速やかに届けるため、関係部署との協議を重ねながら段階的に構築を進めます。";
const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// Fills the form and measures: milliseconds from its bytes to those of the filled file, which come with them.
///
/// # Errors
/// When the form cannot be opened or filled.
pub fn run(form: &[u8], labels: &Labels) -> Result<(f64, Vec<u8>), String> {
    let places = blanks(form, labels).map_err(|refusal| format!("{refusal:?}"))?;
    let value = |(number, id): (usize, String)| (id, format!("値{number}"));
    let values: BTreeMap<String, String> = places.into_iter().map(|blank| blank.id).enumerate().map(value).collect();
    let start = Clock::now();
    let filled = fill(form, &values, labels).map_err(|problem| format!("{problem:?}"))?;
    Ok((start.elapsed().as_secs_f64() * 1000.0, filled.docx))
}

/// The form.
///
/// # Errors
/// When the zip cannot be written.
pub fn form() -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONSHIPS), ("word/document.xml", &document())]
    {
        zip.start_file(name, SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        zip.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

fn document() -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>".to_owned();
    for index in 0..PARAGRAPHS {
        if index % EVERY == 0 {
            paragraph(&mut xml, &format!("項目{index}：{{{{ field_{} }}}}", index / EVERY));
        } else {
            paragraph(&mut xml, SENTENCE);
        }
        if index % APART == 0 && index / APART < TABLES {
            table(&mut xml, index);
        }
    }
    xml.push_str("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>");
    xml
}

fn paragraph(xml: &mut String, text: &str) {
    // Writing into a text cannot fail.
    let _ = write!(
        xml,
        "<w:p><w:r><w:rPr><w:sz w:val=\"21\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    );
}

fn table(xml: &mut String, index: usize) {
    xml.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"8000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid>");
    for row in 0..6 {
        xml.push_str("<w:tr>");
        for column in 0..4 {
            xml.push_str("<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>");
            paragraph(xml, &if row == 0 { format!("項目{column}") } else { format!("表{index} 行{row} 列{column}") });
            xml.push_str("</w:tc>");
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}
