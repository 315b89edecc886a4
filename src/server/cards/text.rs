//! Bytes → text: the encodings in which programs write contacts, and how large a file may be.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::contact_card::CardFault;
use crate::server::ics::read::lines::physical;

/// Largest file in bytes: telephones write a picture into each card.
pub const FILE_MOST: usize = 20 << 20;
/// Longest line in bytes that is read.
pub const LINE_MOST: usize = 256 << 10;

/// The file without its mark, UTF-16 as UTF-8.
///
/// # Errors
/// `TooLarge`, `Packed`; `NoText` when there are zero bytes in it.
pub fn plain(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CardFault> {
    if bytes.len() > FILE_MOST {
        return Err(CardFault::TooLarge(FILE_MOST));
    }
    let plain = match bytes {
        [b'P', b'K', 3 | 5, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(CardFault::Packed),
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        [0xff, 0xfe, rest @ ..] => utf_16(UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => utf_16(UTF_16BE, rest),
        other => Cow::Borrowed(other),
    };
    match plain.iter().position(|byte| *byte == 0) {
        Some(at) => Err(CardFault::NoText(line_at(&plain, at))),
        None => Ok(plain),
    }
}

fn utf_16<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    match encoding.decode_without_bom_handling(bytes).0 {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// The first line that is not blank, and its number.
pub fn first_line(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut lines = physical(bytes).map(<[u8]>::trim_ascii).enumerate();
    lines.find(|(_, line)| !line.is_empty()).map(|(at, line)| (at + 1, line))
}

/// The text of a table.
///
/// # Errors
/// `LineTooLong`; `NoText` when it is in no encoding that is known.
pub fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, CardFault> {
    if let Some(at) = physical(bytes).position(|line| line.len() > LINE_MOST) {
        return Err(CardFault::LineTooLong(at + 1));
    }
    text_of(bytes, None).ok_or_else(|| {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        CardFault::NoText(line_at(bytes, at))
    })
}

/// A text in the encoding that is named, or else in whichever it can be.
pub fn text_of<'a>(bytes: &'a [u8], named: Option<&str>) -> Option<Cow<'a, str>> {
    let strictly = |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = named.and_then(|name| Encoding::for_label(name.trim().as_bytes())).and_then(strictly) {
        return Some(text);
    }
    if bytes.contains(&0x1b)
        && let Some(text) = strictly(ISO_2022_JP)
    {
        return Some(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    if has_lone_accents(bytes) { strictly(WINDOWS_1252) } else { strictly(SHIFT_JIS) }
}

/// Whether every byte that is not ASCII stands alone behind a letter, as accented letters of the West do. Japanese texts
/// hold two such bytes together sooner or later.
fn has_lone_accents(bytes: &[u8]) -> bool {
    let before = std::iter::once(&b' ').chain(bytes);
    let after = bytes.iter().skip(1).chain(std::iter::once(&b' '));
    bytes.iter().zip(before).zip(after).all(|((byte, before), after)| {
        byte.is_ascii()
            || (*byte >= 0xc0
                && after.is_ascii()
                && before.is_ascii()
                && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic()))
    })
}

fn line_at(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or(bytes);
    physical(before).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_and_western_encodings_are_told_apart() {
        let sjis = SHIFT_JIS.encode("姓,名\n山田,太郎").0;
        assert_eq!(text_of(&sjis, None).as_deref(), Some("姓,名\n山田,太郎"));
        let jis = b"\x1b$B;3ED\x1b(B,x";
        assert_eq!(text_of(jis, None).as_deref(), Some("山田,x"));
        let west = WINDOWS_1252.encode("Müller,José").0;
        assert_eq!(text_of(&west, None).as_deref(), Some("Müller,José"));
        assert_eq!(text_of("山田".as_bytes(), Some("UTF-8")).as_deref(), Some("山田"));
        assert_eq!(text_of(b"\xff\xff\xff", None), None);
    }

    #[test]
    fn marks_are_taken_off_and_packed_files_are_known() {
        assert_eq!(plain(b"\xef\xbb\xbfa").as_deref(), Ok(&b"a"[..]));
        assert_eq!(plain(b"\xff\xfea\0\x0a\0").as_deref(), Ok(&b"a\n"[..]));
        assert_eq!(plain(b"PK\x03\x04"), Err(CardFault::Packed));
        assert_eq!(plain(b"a\n\0"), Err(CardFault::NoText(2)));
    }
}
