//! Makes a sound .docx of docx-rs's parts: children in schema order, wrong attributes dropped, marks of `render` carried out,
//! our own styles, settings, theme and properties, relationships that resolve, deflate, nothing left to chance or clock.

mod attributes;
mod marks;
mod notes;
mod order;
mod package;
mod repeated;
mod tidy;

pub(super) use order::{order_of, rank};

use docx_rs::XMLDocx;

use self::package::Parts;
use self::tidy::Tidy;
use super::DocumentFault;
use super::render::Renderer;
use super::styles;
use crate::domain::manuscript::Manuscript;

/// The first line of every part.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const DOCUMENT: &str = "word/document.xml";
/// The document is deflated in pieces of about this size.
const PIECE: usize = 64 << 10;

/// The bytes of the file.
pub(super) fn finish(manuscript: &Manuscript) -> Result<Vec<u8>, DocumentFault> {
    let mut renderer = Renderer::new(manuscript);
    let frame = renderer.frame();
    let mut tidy = Tidy::new(manuscript.body.size.twips());
    let before = [("docProps/app.xml", styles::app_part()), ("docProps/core.xml", styles::core_part(manuscript))];
    let after = parts_after_document(&renderer, &frame, &mut tidy)?;
    package::file(|parts| {
        let names = before.iter().map(|(name, _)| *name).chain([DOCUMENT]);
        let names = names.chain(after.iter().map(|(name, _)| name.as_str()));
        parts.whole("[Content_Types].xml", package::content_types(names, renderer.related()));
        parts.whole("_rels/.rels", package::package_relationships());
        for (name, bytes) in before {
            parts.whole(name, bytes);
        }
        parts.begin(DOCUMENT);
        document(&mut renderer, &frame.document, &mut tidy, &parts)?;
        for (name, bytes) in after {
            parts.whole(&name, bytes);
        }
        for (number, picture) in renderer.related().pictures() {
            parts.stored(&package::picture_part(number, picture.kind), picture.bytes.to_vec());
        }
        Ok(())
    })
}

fn parts_after_document(
    renderer: &Renderer<'_>,
    frame: &XMLDocx,
    tidy: &mut Tidy,
) -> Result<Vec<(String, Vec<u8>)>, DocumentFault> {
    let manuscript = renderer.manuscript();
    let mut parts = Vec::new();
    for (index, header) in frame.headers.iter().enumerate() {
        parts.push((format!("word/header{}.xml", index + 1), tidy.part(header)?));
    }
    for (index, footer) in frame.footers.iter().enumerate() {
        parts.push((format!("word/footer{}.xml", index + 1), tidy.part(footer)?));
    }
    let notes = notes::part(manuscript);
    let relationships = package::document_relationships(&frame.document_rels, renderer.related(), notes.is_some())?;
    let settings = styles::settings_part(notes.is_some());
    parts.extend(notes.map(|bytes| ("word/footnotes.xml".to_owned(), bytes)));
    let own = [
        ("word/fontTable.xml", styles::font_table_part()),
        ("word/settings.xml", settings),
        ("word/styles.xml", styles::styles_part(manuscript)),
        ("word/theme/theme1.xml", styles::theme_part()),
        ("word/_rels/document.xml.rels", relationships),
    ];
    parts.extend(own.map(|(name, bytes)| (name.to_owned(), bytes)));
    Ok(parts)
}

/// Writes the document: its frame holds one paragraph for each section but the last, in front of which the items belong.
fn document(renderer: &mut Renderer<'_>, frame: &[u8], tidy: &mut Tidy, parts: &Parts) -> Result<(), DocumentFault> {
    let frame = std::str::from_utf8(frame).map_err(|error| DocumentFault::Xml(error.to_string()))?;
    let (head, sections) = frame.split_once("<w:body>").unwrap_or((frame, ""));
    let mut sections = sections.split_inclusive("</w:p>");
    let mut out = HEAD.as_bytes().to_vec();
    tidy.piece(head.as_bytes(), &mut out)?;
    out.extend_from_slice(b"<w:body>");
    for part in &renderer.manuscript().parts {
        renderer.items(part, &mut |item| {
            tidy.piece(item, &mut out)?;
            if out.len() >= PIECE {
                parts.add(std::mem::replace(&mut out, Vec::with_capacity(PIECE + PIECE / 4)));
            }
            Ok(())
        })?;
        tidy.piece(sections.next().unwrap_or_default().as_bytes(), &mut out)?;
    }
    for rest in sections {
        tidy.piece(rest.as_bytes(), &mut out)?;
    }
    parts.add(out);
    Ok(())
}
