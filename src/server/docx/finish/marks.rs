//! What docx-rs has no words for: a run that `render` marked becomes a `w:ruby`, the mark of a footnote or a picture.

use crate::server::docx::related;
use crate::server::docx::render::{MARK, NOTE_MARK, PARTING, PICTURE_MARK, RUBY_MARK};
use crate::server::docx::styles::{EMPHASIS, NOTE_REFERENCE};

const STYLE: &str = "<w:rPr><w:rStyle w:val=\"";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
/// A hundredth of a millimetre in the units of drawings.
const EMU: i64 = 360;

/// Whether a tidied run bears a mark: the style of a run stands first among its properties.
pub(super) fn is_marked(run: &[u8]) -> bool {
    run.strip_prefix(STYLE.as_bytes()).is_some_and(|style| style.starts_with(MARK.as_bytes()))
}

/// The inside of the run that a mark asks for, made of the inside of the marked one.
pub(super) fn carried_out(run: &str) -> Option<String> {
    let (mark, rest) = run.strip_prefix(STYLE)?.split_once("\"/>")?;
    let (properties, words) = rest.split_once("</w:rPr>")?;
    let words = words.get(words.find("<w:t ").or_else(|| words.find("<w:t>"))?..)?;
    let words = words.get(words.find('>')? + 1..words.find("</w:t>")?)?;
    match mark {
        RUBY_MARK => ruby(properties, words),
        NOTE_MARK => Some(format!("{STYLE}{NOTE_REFERENCE}\"/></w:rPr><w:footnoteReference w:id=\"{words}\"/>")),
        PICTURE_MARK => picture(words),
        _ => None,
    }
}

fn ruby(properties: &str, words: &str) -> Option<String> {
    let mut words = words.split(PARTING);
    let (base, reading, size, dots) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let size: u32 = size.parse().ok()?;
    let half = size.div_ceil(2);
    let style = if dots.is_empty() { String::new() } else { format!("<w:rStyle w:val=\"{EMPHASIS}\"/>") };
    Some(format!(
        "<w:ruby><w:rubyPr><w:rubyAlign w:val=\"distributeSpace\"/><w:hps w:val=\"{half}\"/><w:hpsRaise w:val=\"{raise}\"/>\
         <w:hpsBaseText w:val=\"{size}\"/><w:lid w:val=\"ja-JP\"/></w:rubyPr>\
         <w:rt><w:r><w:rPr><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr><w:t>{reading}</w:t></w:r></w:rt>\
         <w:rubyBase><w:r><w:rPr>{style}{properties}</w:rPr><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby>",
        raise = size - size / 10,
    ))
}

/// A picture in the line, as wide and as high as the paper says.
fn picture(words: &str) -> Option<String> {
    let mut words = words.split(PARTING);
    let (number, file, width, height) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let description = words.next()?.replace('"', "&quot;");
    let emu = |length: &str| length.parse::<i64>().ok().map(|length| (length * EMU).max(1));
    let (across, down) = (emu(width)?, emu(height)?);
    let rid = related::picture_id(file.parse().ok()?);
    Some(format!(
        "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{across}\" cy=\"{down}\"/>\
         <wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{description}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"{DRAWING}/main\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\">\
         <pic:pic xmlns:pic=\"{DRAWING}/picture\"><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}\" descr=\"{description}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{rid}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{down}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>",
        name = format_args!("図 {number}"),
    ))
}
