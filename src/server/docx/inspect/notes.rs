//! Footnotes: each has one mark in the text, each mark has its footnote.

use std::collections::BTreeMap;

use super::package::{Parts, attribute, each_element};
use super::{FileFault, FileFinding};

const DOCUMENT: &str = "word/document.xml";
const FOOTNOTES: &str = "word/footnotes.xml";

/// Every footnote that has not exactly one mark, and every mark without its footnote.
pub(super) fn check(parts: &Parts) -> Vec<FileFinding> {
    let mut marks: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids(parts, DOCUMENT, b"w:footnoteReference") {
        *marks.entry(id).or_default() += 1;
    }
    let mut notes = ids(parts, FOOTNOTES, b"w:footnote");
    // The lines that part footnotes from the text have no mark.
    notes.retain(|id| !matches!(id.as_str(), "-1" | "0"));
    let unmarked = notes.iter().filter(|id| marks.get(*id) != Some(&1)).cloned();
    let lost = marks.keys().filter(|id| !notes.contains(id)).cloned();
    let fault = |id| FileFinding { part: FOOTNOTES.to_owned(), fault: FileFault::Footnote(id) };
    unmarked.chain(lost).map(fault).collect()
}

fn ids(parts: &Parts, part: &str, element_name: &[u8]) -> Vec<String> {
    let mut ids = Vec::new();
    let xml = parts.get(part).map_or([].as_slice(), Vec::as_slice);
    each_element(xml, |element| {
        if element.name().as_ref() == element_name {
            ids.extend(attribute(element, b"w:id"));
        }
    });
    ids
}
