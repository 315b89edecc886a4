//! The package: parts, content types, relationships.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{FileFault, FileFinding};
use crate::domain::block::is_link;
use crate::domain::picture::PictureSize;

/// The parts by name.
pub(in crate::server::docx) type Parts = BTreeMap<String, Vec<u8>>;

const LARGEST_PART: u64 = 64 << 20;
const LARGEST_FILE: usize = 200 << 20;
const PARTS_MOST: usize = 2_000;

pub(in crate::server::docx) fn read(bytes: &[u8]) -> Option<Parts> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > PARTS_MOST {
        return None;
    }
    let mut parts = Parts::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        let name = file.name().to_owned();
        let mut content = Vec::new();
        file.take(LARGEST_PART + 1).read_to_end(&mut content).ok()?;
        total += content.len();
        if content.len() as u64 > LARGEST_PART || total > LARGEST_FILE || parts.insert(name, content).is_some() {
            return None;
        }
    }
    Some(parts)
}

/// A relationship as written.
struct Relationship {
    id: String,
    target: String,
    is_external: bool,
    is_link: bool,
}

pub(super) fn check(parts: &Parts) -> Vec<FileFinding> {
    let mut findings = Vec::new();
    let mut note = |part: &str, fault| findings.push(FileFinding { part: part.to_owned(), fault });
    for needed in
        ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"]
    {
        if !parts.contains_key(needed) {
            note(needed, FileFault::PartMissing);
        }
    }
    let mut reached = BTreeSet::new();
    for (name, xml) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let mut ids = BTreeSet::new();
        for relationship in relationships(xml) {
            if !ids.insert(relationship.id.clone()) {
                note(name, FileFault::RelationshipTwice(relationship.id.clone()));
            }
            if relationship.is_external {
                if !(relationship.is_link && is_link(&relationship.target)) {
                    note(name, FileFault::External(relationship.target));
                }
                continue;
            }
            let target = resolve(name, &relationship.target);
            if parts.contains_key(&target) {
                reached.insert(target);
            } else {
                note(name, FileFault::RelationshipMissing(relationship.target));
            }
        }
        for used in parts.get(&source_of(name)).map(|xml| used_ids(xml)).unwrap_or_default() {
            if !ids.contains(&used) {
                note(name, FileFault::RelationshipMissing(used));
            }
        }
    }
    let content_types = parts.get("[Content_Types].xml").map_or([].as_slice(), Vec::as_slice);
    let types = stated(content_types, b"Override", b"PartName");
    let pictures = stated(content_types, b"Default", b"ContentType");
    for (name, bytes) in parts.iter().filter(|(name, _)| *name != "[Content_Types].xml" && !name.ends_with(".rels")) {
        if !reached.contains(name) {
            note(name, FileFault::Orphan);
        }
        if name.starts_with("word/media/") {
            picture(name, bytes, &pictures).into_iter().for_each(|fault| note(name, fault));
        } else if !types.contains(&format!("/{name}")) {
            note(name, FileFault::ContentType);
        }
    }
    for stated in types.iter().filter(|stated| !parts.contains_key(stated.trim_start_matches('/'))) {
        note(stated.trim_start_matches('/'), FileFault::PartMissing);
    }
    findings
}

/// `word/_rels/document.xml.rels` belongs to `word/document.xml`.
fn source_of(rels: &str) -> String {
    rels.replacen("_rels/", "", 1).trim_end_matches(".rels").to_owned()
}

fn resolve(rels: &str, target: &str) -> String {
    let folder = rels.split_once("_rels/").map_or("", |(folder, _)| folder);
    target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned)
}

fn relationships(xml: &[u8]) -> Vec<Relationship> {
    let mut found = Vec::new();
    each_element(xml, |element| {
        if element.name().as_ref() == b"Relationship" {
            let id = attribute(element, b"Id").unwrap_or_default();
            let target = attribute(element, b"Target").unwrap_or_default();
            found.push(Relationship {
                id,
                target,
                is_external: attribute(element, b"TargetMode").as_deref() == Some("External"),
                is_link: attribute(element, b"Type").is_some_and(|kind| kind.ends_with("/hyperlink")),
            });
        }
    });
    found
}

fn used_ids(xml: &[u8]) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    each_element(xml, |element| {
        used.extend([b"r:id".as_slice(), b"r:embed"].into_iter().filter_map(|key| attribute(element, key)));
    });
    used
}

/// What is wrong with a picture, whose content type its ending gives.
fn picture(name: &str, bytes: &[u8], stated: &BTreeSet<String>) -> Option<FileFault> {
    let Some(size) = PictureSize::read(bytes).filter(|size| name.ends_with(size.kind.extension())) else {
        return Some(FileFault::Picture);
    };
    (!stated.contains(size.kind.content_type())).then_some(FileFault::ContentType)
}

/// The values of an attribute of all elements of a name.
fn stated(xml: &[u8], name: &[u8], key: &[u8]) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    each_element(xml, |element| {
        if element.name().as_ref() == name {
            values.extend(attribute(element, key));
        }
    });
    values
}

pub(in crate::server::docx) fn each_element(xml: &[u8], mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => visit(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, unescaped.
pub(in crate::server::docx) fn attribute(element: &BytesStart<'_>, key: &[u8]) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == key)?;
    let raw = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned))
}
