//! Tags with their attributes: those that the schema does not know are dropped, indents get their measure in characters.

use quick_xml::events::BytesStart;

/// Attributes that docx-rs writes and the schema does not know there.
const UNWANTED: [(&[u8], &[u8]); 2] = [(b"w:gridCol", b"w:type"), (b"w:p", b"w14:paraId")];

/// Writes the tag of a start, closed by `end`. `character` is the body size in twips.
pub(super) fn tag(start: &BytesStart<'_>, character: i32, end: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    let name = start.name();
    if name.as_ref() == b"w:ind" {
        indent(start, character, out);
    } else if let Some((_, unwanted)) = UNWANTED.iter().find(|(element, _)| *element == name.as_ref()) {
        without(start, unwanted, out);
    } else {
        // docx-rs leaves a space before the slash.
        out.extend_from_slice(start.trim_ascii_end());
    }
    out.extend_from_slice(end);
}

/// Half a twip in a row's height marks a heading row.
pub(super) fn is_heading_mark(element: &BytesStart<'_>) -> bool {
    element.name().as_ref() == b"w:trHeight" && String::from_utf8_lossy(element).contains(".5\"")
}

/// The height without the mark; nothing where there was only the mark.
pub(super) fn height_without_mark(element: &BytesStart<'_>) -> String {
    let text = String::from_utf8_lossy(element);
    if text.contains("\"0.5\"") { String::new() } else { format!("<{}/>", text.trim_end().replacen(".5\"", "\"", 1)) }
}

fn without(start: &BytesStart<'_>, unwanted: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(start.name().as_ref());
    for attribute in start.attributes().with_checks(false).flatten() {
        if attribute.key.as_ref() != unwanted {
            push(attribute.key.as_ref(), &attribute.value, out);
        }
    }
}

/// Adds the indents in characters, so that they survive another size (dossier §4.1).
fn indent(start: &BytesStart<'_>, character: i32, out: &mut Vec<u8>) {
    out.extend_from_slice(b"w:ind");
    let names = [
        ("w:left", "w:leftChars"),
        ("w:right", "w:rightChars"),
        ("w:firstLine", "w:firstLineChars"),
        ("w:hanging", "w:hangingChars"),
    ];
    for attribute in start.attributes().with_checks(false).flatten() {
        let key = attribute.key.as_ref();
        let Ok(value) = std::str::from_utf8(&attribute.value) else { continue };
        let Some((name, chars)) = names.iter().find(|(name, _)| name.as_bytes() == key) else { continue };
        let Ok(twips) = value.parse::<i32>() else { continue };
        let is_edge = name.ends_with("left") || name.ends_with("right");
        if twips != 0 || is_edge {
            let hundredths = (twips * 100 + character / 2).div_euclid(character).to_string();
            push(chars.as_bytes(), hundredths.as_bytes(), out);
            push(name.as_bytes(), value.as_bytes(), out);
        }
    }
}

fn push(key: &[u8], value: &[u8], out: &mut Vec<u8>) {
    let pieces: [&[u8]; 5] = [b" ", key, b"=\"", value, b"\""];
    for bytes in pieces {
        out.extend_from_slice(bytes);
    }
}
