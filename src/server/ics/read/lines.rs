//! Bytes → content lines: unfolded before they are decoded, since some programs fold in the middle of a character.

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::domain::calendar_file::FileFault;

/// Largest file in bytes.
pub const FILE_MOST: usize = 5 << 20;
/// Most lines, folded ones counted one by one.
const LINES_MOST: usize = 100_000;
/// Longest line in bytes after unfolding.
const LINE_MOST: usize = 256 << 10;

/// The content lines with the number of the line where each begins.
///
/// # Errors
/// When the file is too large, has too many or too long lines, or is no text.
pub fn of(bytes: &[u8]) -> Result<Vec<(usize, String)>, FileFault> {
    if bytes.len() > FILE_MOST {
        return Err(FileFault::TooLarge(FILE_MOST));
    }
    let decoded;
    let bytes = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        [0xff, 0xfe, rest @ ..] => {
            decoded = UTF_16LE.decode_without_bom_handling(rest).0;
            decoded.as_bytes()
        }
        [0xfe, 0xff, rest @ ..] => {
            decoded = UTF_16BE.decode_without_bom_handling(rest).0;
            decoded.as_bytes()
        }
        other => other,
    };
    texts(unfolded(bytes)?)
}

fn unfolded(bytes: &[u8]) -> Result<Vec<(usize, Vec<u8>)>, FileFault> {
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    for (at, line) in physical(bytes).enumerate() {
        let number = at + 1;
        if number > LINES_MOST {
            return Err(FileFault::TooManyLines(LINES_MOST));
        }
        let (whole, more) = match (lines.last_mut(), line) {
            (Some((_, whole)), [b' ' | b'\t', more @ ..]) => (whole, more),
            _ => {
                lines.push((number, Vec::new()));
                let Some((_, whole)) = lines.last_mut() else { continue };
                (whole, line)
            }
        };
        if whole.len() + more.len() > LINE_MOST {
            return Err(FileFault::LineTooLong(number));
        }
        whole.extend_from_slice(more);
    }
    Ok(lines)
}

/// Lines end with CR LF; files from elsewhere end them with either.
pub fn physical(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
            rest = None;
            return Some(bytes);
        };
        let (line, tail) = bytes.split_at(end);
        rest = tail.strip_prefix(b"\r\n").or_else(|| tail.get(1..));
        Some(line)
    })
}

/// UTF-8, as the format wants; else Shift_JIS, as older Japanese programs write, when all of it fits.
fn texts(lines: Vec<(usize, Vec<u8>)>) -> Result<Vec<(usize, String)>, FileFault> {
    let Some((first, _)) = lines.iter().find(|(_, bytes)| std::str::from_utf8(bytes).is_err()) else {
        return Ok(lines
            .into_iter()
            .map(|(number, bytes)| (number, String::from_utf8_lossy(&bytes).into_owned()))
            .collect());
    };
    let first = *first;
    lines
        .into_iter()
        .map(|(number, bytes)| {
            SHIFT_JIS
                .decode_without_bom_handling_and_without_replacement(&bytes)
                .map(|text| (number, text.into_owned()))
                .ok_or(FileFault::NoText(first))
        })
        .collect()
}
