//! A buyer's own .docx: its blanks found, filled in place, and proven unchanged everywhere else.
//! Bytes in, bytes out: it reads no disk, no address, no database, and knows no bid.

pub mod bench;
mod by_hand;
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
mod measure;
mod merge;
mod outline;
mod package;
mod proof;
mod protection;
mod slot;
mod spots;
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

use crate::domain::buyer_form::{
    AddedBlank, AddedDraft, Blank, FillRefusal, FormProblem, FormRefusal, MOST_LINES, OutlineLine, OverflowRow,
    PlaceRefusal, Protection, Room,
};
use found::Found;
use package::Package;
use protection::Open;
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
    /// Values that their places do not show as a whole: they are filled in all the same.
    pub overflows: Vec<OverflowRow>,
}

/// A form as it was read.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its blanks, in the order of its parts: of a protected form those that it leaves open.
    pub blanks: Vec<Blank>,
    /// How it is protected against changes, where it is.
    pub protection: Option<Protection>,
}

/// A form as its page shows it.
#[derive(Debug)]
pub struct Shown {
    /// The form, with the blanks that were added by hand.
    pub form: Form,
    /// Room of the blanks that do not grow, by id.
    pub rooms: BTreeMap<String, Room>,
    /// The text by place, at most [`MOST_LINES`] lines.
    pub outline: Vec<OutlineLine>,
}

/// Reads a form.
///
/// # Errors
/// Why the file is not opened.
pub fn read(bytes: &[u8], labels: &Labels) -> Result<Form, FormRefusal> {
    let package = package::open(bytes)?;
    Ok(Form { blanks: blanks_of(&package, &[], labels)?, protection: package.protection })
}

/// The blanks of a form, as [`read`] finds them.
///
/// # Errors
/// Why the file is not opened.
pub fn blanks(bytes: &[u8], labels: &Labels) -> Result<Vec<Blank>, FormRefusal> {
    blanks_with(bytes, &[], labels)
}

/// The same with those that were added by hand; what no longer has a place of its own is left out.
///
/// # Errors
/// Why the file is not opened.
pub fn blanks_with(bytes: &[u8], added: &[AddedBlank], labels: &Labels) -> Result<Vec<Blank>, FormRefusal> {
    blanks_of(&package::open(bytes)?, added, labels)
}

fn blanks_of(package: &Package<'_>, added: &[AddedBlank], labels: &Labels) -> Result<Vec<Blank>, FormRefusal> {
    let mut blanks = Vec::new();
    for part in parts(package, added, labels) {
        blanks.extend(part?.found.into_iter().map(|found| found.blank));
    }
    Ok(blanks)
}

/// The blanks of a form, their room, and its text.
///
/// # Errors
/// Why the file is not opened.
pub fn show(bytes: &[u8], added: &[AddedBlank], labels: &Labels) -> Result<Shown, FormRefusal> {
    let package = package::open(bytes)?;
    let form = Form { blanks: Vec::new(), protection: package.protection };
    let mut shown = Shown { form, rooms: BTreeMap::new(), outline: Vec::new() };
    for part in parts(&package, added, labels) {
        let part = part?;
        let spots = spots::read(part.name, &part.tree);
        shown.rooms.extend(measure::rooms(&part.tree, &spots, &part.found));
        let left = MOST_LINES.saturating_sub(shown.outline.len());
        shown.outline.extend(outline::lines(&part, &spots, left));
        shown.form.blanks.extend(part.found.into_iter().map(|found| found.blank));
    }
    Ok(shown)
}

/// Where a blank goes that a person adds to these.
///
/// # Errors
/// Why the file is not opened, or why the blank cannot be where it was asked for.
pub fn place(
    bytes: &[u8],
    draft: &AddedDraft,
    added: &[AddedBlank],
    labels: &Labels,
) -> Result<AddedBlank, FormProblem> {
    let package = package::open(bytes)?;
    for part in parts(&package, added, labels) {
        if let Some(placed) = by_hand::placed(&part?, draft, labels) {
            return Ok(placed?);
        }
    }
    Err(PlaceRefusal::NotThere.into())
}

/// The form with values by blank id. To fill it again, fill the original again.
///
/// # Errors
/// Why the file is not opened, or a value not taken; `Altered` when anything but the filled places would differ.
pub fn fill(bytes: &[u8], values: &BTreeMap<String, String>, labels: &Labels) -> Result<FilledForm, FormProblem> {
    fill_with(bytes, values, &[], labels)
}

/// The same, also for blanks that were added by hand.
///
/// # Errors
/// As [`fill()`].
pub fn fill_with(
    bytes: &[u8],
    values: &BTreeMap<String, String>,
    added: &[AddedBlank],
    labels: &Labels,
) -> Result<FilledForm, FormProblem> {
    let mut package = package::open(bytes)?;
    let mut found = Vec::new();
    let mut overflows = Vec::new();
    for part in parts(&package, added, labels) {
        let part = part?;
        overflows.extend(measure::overflows(&part, values));
        found.extend(part.found);
    }
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
    Ok(FilledForm { docx, proof, overflows })
}

/// A part with its blanks, also those added by hand.
struct Part<'p> {
    name: &'p str,
    tree: Tree<'p>,
    /// What of it a protected form leaves open.
    open: Open,
    found: Vec<Found>,
}

/// The parts of a form one after another, so that one tree at a time is in memory.
fn parts<'p>(
    package: &'p Package<'_>,
    added: &'p [AddedBlank],
    labels: &'p Labels,
) -> impl Iterator<Item = Result<Part<'p>, FormRefusal>> {
    package.stories.iter().map(move |(name, text)| {
        let tree = Tree::read(name, text)?;
        let open = Open::of(&tree, package.protection);
        let mut found = find::find(name, &tree, labels);
        found.retain(|one| open.holds(&one.recipe));
        let mut part = Part { name, tree, open, found };
        by_hand::add(&mut part, added, labels);
        Ok(part)
    })
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
