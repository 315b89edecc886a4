//! `word/footnotes.xml`: the footnotes in the order of their marks, and the two lines that part them from the text.

use quick_xml::escape::escape;

use super::HEAD;
use crate::domain::manuscript::{Manuscript, Paragraph};
use crate::server::docx::styles::NOTE_REFERENCE;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The part; none without a footnote.
pub(super) fn part(manuscript: &Manuscript) -> Option<Vec<u8>> {
    let mut notes = manuscript.paragraphs().flat_map(Paragraph::footnotes).peekable();
    notes.peek()?;
    let mut xml = format!("{HEAD}<w:footnotes xmlns:w=\"{NAMESPACE}\">");
    for (id, line) in [(-1, "separator"), (0, "continuationSeparator")] {
        xml.push_str(&format!(
            "<w:footnote w:type=\"{line}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:{line}/></w:r></w:p></w:footnote>"
        ));
    }
    for (index, note) in notes.enumerate() {
        xml.push_str(&format!(
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/><w:snapToGrid w:val=\"0\"/><w:jc w:val=\"left\"/></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"{NOTE_REFERENCE}\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
            index + 1
        ));
        words(note, manuscript.body.size.0, &mut xml);
        xml.push_str("</w:p></w:footnote>");
    }
    xml.push_str("</w:footnotes>");
    Some(xml.into_bytes())
}

/// The words, a size smaller than the text; line feeds and tabs become elements.
fn words(note: &str, size: u16, xml: &mut String) {
    let size = size.saturating_sub(3).max(14);
    xml.push_str(&format!("<w:r><w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>"));
    for (index, line) in note.split('\n').enumerate() {
        if index > 0 {
            xml.push_str("<w:br/>");
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                xml.push_str("<w:tab/>");
            }
            let clean: String = piece.chars().filter(|c| !crate::domain::block::is_unprintable(*c)).collect();
            xml.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(&clean)));
        }
    }
    xml.push_str("</w:r>");
}
