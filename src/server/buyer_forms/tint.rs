//! Colours in which buyers print what is to be written over: grey and red, or the style of Word's own placeholders. Blue is
//! the colour of links.

use super::tree::{Id, Tag, Tree};

/// Whether a run is printed in such a colour.
pub(super) fn is_tinted(tree: &Tree<'_>, run: Id) -> bool {
    let Some(properties) = tree.child(run, Tag::RPr) else { return false };
    let value = |name: &str, key: &str| tree.named(properties, name).and_then(|node| tree.attribute(node, key));
    value("rStyle", "val").is_some_and(|style| style.contains("Placeholder"))
        || value("color", "themeColor").is_some_and(|theme| theme.starts_with("background"))
        || value("color", "val").is_some_and(|code| is_of_samples(&code))
}

/// Whether a colour is a grey that is neither white nor nearly black, such as `D9D9D9`.
pub(super) fn is_grey(code: &str) -> bool {
    parts(code).is_some_and(|[red, green, blue]| {
        let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
        most - least <= 12 && least >= 0x60 && most <= 0xDF
    })
}

fn is_of_samples(code: &str) -> bool {
    let is_red = parts(code).is_some_and(|[red, green, blue]| red >= 0xC0 && green <= 0x40 && blue <= 0x40);
    is_red || is_grey(code)
}

fn parts(code: &str) -> Option<[u8; 3]> {
    let part = |from: usize| u8::from_str_radix(code.get(from..from + 2)?, 16).ok();
    if code.len() == 6 { Some([part(0)?, part(2)?, part(4)?]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_samples_are_told_from_those_of_print() {
        for code in ["808080", "A6A6A6", "FF0000", "C00000"] {
            assert!(is_of_samples(code), "{code}");
        }
        for code in ["000000", "auto", "FFFFFF", "00B050", "0000FF", "0563C1", "80808", "ああ"] {
            assert!(!is_of_samples(code), "{code}");
        }
        assert!(is_grey("D9D9D9") && !is_grey("F2F2F2") && !is_grey("FFFF00"));
    }
}
