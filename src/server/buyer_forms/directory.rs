//! Looks at the list at the end of a zip before anything is made of it: how many parts, and whether their names are honest.

use std::collections::BTreeSet;

use crate::domain::buyer_form::FormRefusal;

/// Most parts of a package.
pub(super) const MOST_PARTS: usize = 2_000;
const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;
/// The end may be followed by a comment of this length at most.
const LONGEST_COMMENT: usize = 65_535;

/// Refuses a list that is too long or whose names lead elsewhere or twice to the same place.
pub(super) fn check(bytes: &[u8]) -> Result<(), FormRefusal> {
    let from = bytes.len().saturating_sub(END_LENGTH + LONGEST_COMMENT);
    let tail = bytes.get(from..).unwrap_or_default();
    let end = tail.windows(END.len()).rposition(|window| window == END).ok_or(FormRefusal::NotZip)? + from;
    let count = usize::from(u16_at(bytes, end + 10).ok_or(FormRefusal::NotZip)?);
    if count > MOST_PARTS {
        return Err(FormRefusal::TooManyParts);
    }
    let size = u32_at(bytes, end + 12).ok_or(FormRefusal::NotZip)? as usize;
    // Counted back from the end, so that bytes before the zip do not matter.
    let mut at = end.checked_sub(size).ok_or(FormRefusal::NotZip)?;
    let mut names = BTreeSet::new();
    let mut found = 0;
    while at < end && bytes.get(at..at + ENTRY.len()) == Some(ENTRY.as_slice()) {
        let length = |offset| u16_at(bytes, at + offset).map(usize::from).ok_or(FormRefusal::NotZip);
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let start = at + ENTRY_LENGTH;
        let name_bytes = bytes.get(start..start + name).ok_or(FormRefusal::NotZip)?;
        let text = String::from_utf8_lossy(name_bytes).into_owned();
        check_name(&text)?;
        if !names.insert(text.to_lowercase()) {
            return Err(FormRefusal::NameTwice(text));
        }
        found += 1;
        if found > MOST_PARTS {
            return Err(FormRefusal::TooManyParts);
        }
        at = start + name + extra + comment;
    }
    if found == 0 || found != count { Err(FormRefusal::NotZip) } else { Ok(()) }
}

fn check_name(name: &str) -> Result<(), FormRefusal> {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    let leads_out = name.split('/').any(|segment| segment == "..");
    let is_odd = name.is_empty() || name.contains(['\\', '\0']);
    if has_drive || leads_out || is_odd || name.starts_with('/') {
        return Err(FormRefusal::UnsafeName(name.to_owned()));
    }
    Ok(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
