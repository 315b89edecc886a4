//! Ruby, of which docx-rs knows nothing: a run that `render` marked becomes a `w:ruby`.

use crate::server::docx::render::{RUBY_MARK, RUBY_PARTING};

/// Whether a tidied run bears the mark: the style of a run stands first among its properties.
pub(super) fn is_marked(run: &[u8]) -> bool {
    run.strip_prefix(b"<w:rPr><w:rStyle w:val=\"").is_some_and(|style| style.starts_with(RUBY_MARK.as_bytes()))
}

/// The inside of a ruby run, made of the inside of a marked run.
pub(super) fn ruby(run: &str) -> Option<String> {
    let (properties, words) = run.strip_prefix("<w:rPr>")?.split_once("</w:rPr>")?;
    let properties = properties.replace(&format!("<w:rStyle w:val=\"{RUBY_MARK}\"/>"), "");
    let words = words.get(words.find("<w:t ").or_else(|| words.find("<w:t>"))?..)?;
    let words = words.get(words.find('>')? + 1..words.find("</w:t>")?)?;
    let (base, reading) = words.split_once(RUBY_PARTING)?;
    let size = properties
        .split_once("<w:sz w:val=\"")
        .and_then(|(_, tail)| tail.split_once('"')?.0.parse::<u32>().ok())
        .unwrap_or(21);
    let half = size.div_ceil(2);
    Some(format!(
        "<w:ruby><w:rubyPr><w:rubyAlign w:val=\"distributeSpace\"/><w:hps w:val=\"{half}\"/><w:hpsRaise w:val=\"{raise}\"/>\
         <w:hpsBaseText w:val=\"{size}\"/><w:lid w:val=\"ja-JP\"/></w:rubyPr>\
         <w:rt><w:r><w:rPr><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr><w:t>{reading}</w:t></w:r></w:rt>\
         <w:rubyBase><w:r><w:rPr>{properties}</w:rPr><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby>",
        raise = size - size / 10,
    ))
}
