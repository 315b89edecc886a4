//! Compares a filled form with its original, and believes neither the finder nor the writer: parts, their order and
//! packing, and every byte outside the filled places must be those of the original.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::fill::Filled;
use crate::domain::buyer_form::FillRefusal;

/// What was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// Parts in all.
    pub parts: usize,
    /// Parts with filled places.
    pub changed_parts: usize,
    /// Filled places.
    pub places: usize,
    /// Bytes outside the places of the changed parts, found identical.
    pub identical_bytes: usize,
}

/// Compares two packages.
///
/// # Errors
/// `Altered` with the first part that differs outside the filled places.
pub fn compare(before: &[u8], after: &[u8], filled: &[Filled]) -> Result<Proof, FillRefusal> {
    let altered = |part: &str| FillRefusal::Altered(part.to_owned());
    let open = |bytes| ZipArchive::new(Cursor::new(bytes)).map_err(|_| altered("zip"));
    let (mut old, mut new) = (open(before)?, open(after)?);
    if old.len() != new.len() {
        return Err(altered("zip"));
    }
    let mut proof = Proof { parts: old.len(), changed_parts: 0, places: filled.len(), identical_bytes: 0 };
    for index in 0..old.len() {
        let name = old.name_for_index(index).unwrap_or_default().to_owned();
        if new.name_for_index(index) != Some(name.as_str()) {
            return Err(altered(&name));
        }
        let places: Vec<&Filled> = filled.iter().filter(|place| place.part == name).collect();
        if places.is_empty() {
            let (old, new) = (packed(&mut old, index), packed(&mut new, index));
            if old.is_none() || old != new {
                return Err(altered(&name));
            }
            continue;
        }
        let (old, new) = (unpacked(&mut old, index), unpacked(&mut new, index));
        let (Some((old, old_method)), Some((new, new_method))) = (old, new) else { return Err(altered(&name)) };
        if old_method != new_method {
            return Err(altered(&name));
        }
        proof.identical_bytes += identical(&old, &new, &places).ok_or_else(|| altered(&name))?;
        if !is_well_formed(&new) {
            return Err(altered(&name));
        }
        proof.changed_parts += 1;
    }
    Ok(proof)
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The bytes as they are packed, with method and checksum.
fn packed(archive: &mut Archive<'_>, index: usize) -> Option<(Vec<u8>, zip::CompressionMethod, u32)> {
    let mut file = archive.by_index_raw(index).ok()?;
    let (method, checksum) = (file.compression(), file.crc32());
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    Some((bytes, method, checksum))
}

fn unpacked(archive: &mut Archive<'_>, index: usize) -> Option<(Vec<u8>, zip::CompressionMethod)> {
    let mut file = archive.by_index(index).ok()?;
    let method = file.compression();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    Some((bytes, method))
}

/// How many bytes outside the places are the same; none when one differs.
fn identical(old: &[u8], new: &[u8], places: &[&Filled]) -> Option<usize> {
    let (mut in_old, mut in_new, mut count) = (0, 0, 0);
    for place in places {
        let (before, after) = (old.get(in_old..place.before.start)?, new.get(in_new..place.after.start)?);
        if before != after {
            return None;
        }
        count += before.len();
        (in_old, in_new) = (place.before.end, place.after.end);
    }
    let (before, after) = (old.get(in_old..)?, new.get(in_new..)?);
    (before == after).then_some(count + before.len())
}

fn is_well_formed(xml: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(xml) else { return false };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
