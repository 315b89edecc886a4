//! Makes a sound .docx of docx-rs's parts: children in schema order, wrong attributes dropped, marks of `render` carried out,
//! our own styles, settings, theme and properties, relationships that resolve, deflate, nothing left to chance or clock.

mod order;
mod package;
mod tidy;

pub(super) use order::{order_of, rank};

use docx_rs::XMLDocx;

use super::DocumentFault;
use super::styles;
use crate::domain::manuscript::Manuscript;

/// The bytes of the file.
pub(super) fn finish(manuscript: &Manuscript, raw: XMLDocx) -> Result<Vec<u8>, DocumentFault> {
    let character = manuscript.body.size.twips();
    let mut package = package::Package::new();
    package.add("docProps/app.xml", styles::app_part());
    package.add("docProps/core.xml", styles::core_part(manuscript));
    package.add("word/document.xml", tidy::tidy(&raw.document, character)?);
    for (index, header) in raw.headers.iter().enumerate() {
        package.add(&format!("word/header{}.xml", index + 1), tidy::tidy(header, character)?);
    }
    for (index, footer) in raw.footers.iter().enumerate() {
        package.add(&format!("word/footer{}.xml", index + 1), tidy::tidy(footer, character)?);
    }
    package.add("word/fontTable.xml", styles::font_table_part());
    package.add("word/settings.xml", styles::settings_part());
    package.add("word/styles.xml", styles::styles_part(manuscript));
    package.add("word/theme/theme1.xml", styles::theme_part());
    package.relate(&raw.document_rels)?;
    package.write()
}
