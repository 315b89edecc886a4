//! A buyer's own .docx: its blanks found, filled in place, and proven unchanged everywhere else.
//! Bytes in, bytes out: it reads no disk, no address, no database, and knows no bid.

pub mod bench;
mod cells;
mod choices;
mod controls;
mod directory;
mod fields;
mod fill;
mod find;
mod formats;
mod found;
mod inline;
mod labels;
mod line;
mod merge;
mod package;
mod proof;
mod protection;
mod slot;
mod story;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod tint;
mod tree;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub use fill::{Filled, LONGEST};
pub use labels::{LabelFault, Labels};
pub use proof::{Proof, compare};
pub use tables::tables;

use crate::domain::buyer_form::{Blank, FillRefusal, FormProblem, FormRefusal, Protection};
use found::Found;
use package::Package;
use tree::Tree;

/// Where the words beside blanks are written.
pub const LABELS_FILE: &str = "rules/form_labels.toml";

const DEFLATE_LEVEL: i64 = 6;

/// A form with its values in it.
#[derive(Debug, Clone)]
pub struct FilledForm {
    /// The file.
    pub docx: Vec<u8>,
    /// What was compared with the original.
    pub proof: Proof,
}

/// A form as it was read.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its blanks, in the order of its parts: of a protected form those that it leaves open.
    pub blanks: Vec<Blank>,
    /// How it is protected against changes, where it is.
    pub protection: Option<Protection>,
}

/// Reads a form.
///
/// # Errors
/// Why the file is not opened.
pub fn read(bytes: &[u8], labels: &Labels) -> Result<Form, FormRefusal> {
    let package = package::open(bytes)?;
    let blanks = find_all(&package, labels)?.into_iter().map(|found| found.blank).collect();
    Ok(Form { blanks, protection: package.protection })
}

/// The blanks of a form, as [`read`] finds them.
///
/// # Errors
/// Why the file is not opened.
pub fn blanks(bytes: &[u8], labels: &Labels) -> Result<Vec<Blank>, FormRefusal> {
    Ok(read(bytes, labels)?.blanks)
}

/// The form with values by blank id. To fill it again, fill the original again.
///
/// # Errors
/// Why the file is not opened, or a value not taken; `Altered` when anything but the filled places would differ.
pub fn fill(bytes: &[u8], values: &BTreeMap<String, String>, labels: &Labels) -> Result<FilledForm, FormProblem> {
    let mut package = package::open(bytes)?;
    let found = find_all(&package, labels)?;
    let edits = fill::edits(&found, values)?;
    let altered = |part: &str| FillRefusal::Altered(part.to_owned());
    let mut parts = BTreeMap::new();
    let mut filled = Vec::new();
    for (name, text) in &package.stories {
        let Some(edits) = edits.get(name) else { continue };
        let (made, places) = fill::apply(name, text, edits).ok_or_else(|| altered(name))?;
        parts.insert(name.as_str(), made);
        filled.extend(places);
    }
    let docx = write(&mut package.archive, &parts).ok_or_else(|| altered("zip"))?;
    let proof = proof::compare(bytes, &docx, &filled)?;
    Ok(FilledForm { docx, proof })
}

fn find_all(package: &Package<'_>, labels: &Labels) -> Result<Vec<Found>, FormRefusal> {
    let mut all = Vec::new();
    for (name, text) in &package.stories {
        let tree = Tree::read(name, text)?;
        let found = find::find(name, &tree, labels);
        all.extend(protection::left_open(&tree, package.protection, found));
    }
    Ok(all)
}

/// The same package with other texts for some parts; everything else is copied as it is packed.
fn write(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, parts: &BTreeMap<&str, String>) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).ok()?;
        let Some(text) = parts.get(file.name()) else {
            zip.raw_copy_file(file).ok()?;
            continue;
        };
        let mut options = SimpleFileOptions::default().compression_method(file.compression());
        if file.compression() == zip::CompressionMethod::Deflated {
            options = options.compression_level(Some(DEFLATE_LEVEL));
        }
        if let Some(time) = file.last_modified() {
            options = options.last_modified_time(time);
        }
        zip.start_file(file.name(), options).ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
