//! Opens a stranger's package within bounds: whatever is refused is refused before memory is given to it.
//! Nothing is written to disk and nothing is fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

use super::directory;
use super::protection;
use crate::domain::buyer_form::{FormRefusal, Protection};

/// Largest XML part, and all of them together: they are read into memory.
const LARGEST_XML: u64 = 16 << 20;
const LARGEST_XML_IN_ALL: u64 = 64 << 20;
/// Largest other part, such as a picture, and everything together: these are only counted.
const LARGEST_PART: u64 = 64 << 20;
const LARGEST_FILE: u64 = 200 << 20;
/// Most elements and texts of all XML parts: each takes more memory in the tree than in the file.
const MOST_NODES: usize = 1_000_000;
const DEEPEST: usize = 256;
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// A package that was found harmless: where its document is, and the texts of the parts that people read.
pub(super) struct Package<'b> {
    pub(super) archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The document first, then headers and footers in the order of their relationships, with their texts.
    pub(super) stories: Vec<(String, String)>,
    /// How the document is protected against changes.
    pub(super) protection: Option<Protection>,
}

/// Opens and checks.
pub(super) fn open(bytes: &[u8]) -> Result<Package<'_>, FormRefusal> {
    if let Some(refusal) = other_kind(bytes) {
        return Err(refusal);
    }
    directory::check(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FormRefusal::NotZip)?;
    let has = |wanted: &str| archive.file_names().any(|name| name == wanted);
    if has("META-INF/manifest.xml") && !has(CONTENT_TYPES) {
        return Err(FormRefusal::OpenDocument);
    }
    // The reader may settle on another list of a crafted file than the one that was looked at.
    if archive.len() > directory::MOST_PARTS {
        return Err(FormRefusal::TooManyParts);
    }
    let parts = read_parts(&mut archive)?;
    let Stories { names: stories, protection } = stories(&parts)?;
    let mut texts = parts.texts;
    let stories = stories
        .into_iter()
        .map(|name| texts.remove(&name).map(|text| (name.clone(), text)).ok_or(FormRefusal::Missing(name)))
        .collect::<Result<_, _>>()?;
    Ok(Package { archive, stories, protection })
}

/// What a file is that is no zip, as far as its bytes tell.
fn other_kind(bytes: &[u8]) -> Option<FormRefusal> {
    if bytes.starts_with(b"%PDF-") {
        return Some(FormRefusal::Pdf);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(FormRefusal::OldWord);
    }
    if !bytes.starts_with(&OLE) {
        return None;
    }
    // Names within an OLE file are written in UTF-16.
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    Some(if names("EncryptedPackage") {
        FormRefusal::Password
    } else if names("WordDocument") {
        FormRefusal::OldWord
    } else {
        FormRefusal::Ole
    })
}

/// What was read of the parts.
struct Parts {
    names: BTreeSet<String>,
    texts: BTreeMap<String, String>,
    types: Vec<u8>,
}

/// What was read so far.
#[derive(Default)]
struct Sizes {
    xml: u64,
    all: u64,
    nodes: usize,
}

fn read_parts(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Parts, FormRefusal> {
    let mut parts = Parts { names: BTreeSet::new(), texts: BTreeMap::new(), types: Vec::new() };
    let mut sizes = Sizes::default();
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap_or_default().to_owned();
        let packing = || FormRefusal::Packing(name.clone());
        {
            let raw = archive.by_index_raw(index).map_err(|_| FormRefusal::Damaged(name.clone()))?;
            let is_plain = matches!(raw.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
            if raw.encrypted() || !is_plain {
                return Err(packing());
            }
        }
        let mut file = archive.by_index(index).map_err(|_| packing())?;
        let content = read_part(&mut file, &name, &mut sizes)?;
        forbid_code_and_signatures(&name)?;
        parts.names.insert(name.clone());
        let Some(content) = content else { continue };
        if name == CONTENT_TYPES {
            parts.types.clone_from(&content);
        }
        let text = checked_xml(&name, content, &mut sizes.nodes)?;
        if name.ends_with(".rels") || is_story(&name) || name.ends_with(".xml") {
            if name.ends_with(".rels") {
                forbid_outside(&name, &text)?;
            }
            if name.ends_with(".rels") || !is_bulk(&name) {
                parts.texts.insert(name, text);
            }
        }
    }
    if parts.types.is_empty() {
        return Err(FormRefusal::AnotherKind);
    }
    Ok(parts)
}

/// Whether a part is only looked through and not kept.
fn is_bulk(name: &str) -> bool {
    ["styles", "theme", "fontTable", "numbering", "webSettings", "stylesWithEffects", "glossary/"]
        .iter()
        .any(|part| name.contains(part))
}

fn is_story(name: &str) -> bool {
    name.ends_with(".xml")
}

/// The bytes of an XML part; of any other part only the size is counted.
fn read_part(file: &mut impl Read, name: &str, sizes: &mut Sizes) -> Result<Option<Vec<u8>>, FormRefusal> {
    let is_xml = [".xml", ".rels", ".vml"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let damaged = |_| FormRefusal::Damaged(name.to_owned());
    let mut content = Vec::new();
    let largest = if is_xml { LARGEST_XML } else { LARGEST_PART };
    let mut bounded = file.take(largest + 1);
    let size = if is_xml {
        bounded.read_to_end(&mut content).map_err(damaged)? as u64
    } else {
        std::io::copy(&mut bounded, &mut std::io::sink()).map_err(damaged)?
    };
    sizes.all += size;
    sizes.xml += if is_xml { size } else { 0 };
    if size > largest {
        return Err(FormRefusal::PartTooLarge(name.to_owned()));
    }
    if sizes.all > LARGEST_FILE || sizes.xml > LARGEST_XML_IN_ALL {
        return Err(FormRefusal::TooLarge);
    }
    Ok(is_xml.then_some(content))
}

fn forbid_code_and_signatures(name: &str) -> Result<(), FormRefusal> {
    let lower = name.to_ascii_lowercase();
    if ["vbaproject", "vbadata", "attachedtoolbars"].iter().any(|word| lower.contains(word)) {
        return Err(FormRefusal::Macros(name.to_owned()));
    }
    if lower.contains("/activex/") || lower.starts_with("activex/") {
        return Err(FormRefusal::ActiveX(name.to_owned()));
    }
    if lower.starts_with("_xmlsignatures/") {
        return Err(FormRefusal::Signed(name.to_owned()));
    }
    Ok(())
}

/// The text of an XML part that is well-formed, not too deep, not too finely divided, and declares nothing.
fn checked_xml(name: &str, content: Vec<u8>, nodes: &mut usize) -> Result<String, FormRefusal> {
    let malformed = || FormRefusal::Malformed(name.to_owned());
    let text = String::from_utf8(content).map_err(|_| FormRefusal::Encoding(name.to_owned()))?;
    let mut reader = Reader::from_str(&text);
    let mut depth = 0_usize;
    let mut roots = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| malformed())?;
        *nodes += 1;
        if *nodes > MOST_NODES {
            return Err(FormRefusal::TooManyElements);
        }
        match event {
            Event::Start(_) => {
                roots += usize::from(depth == 0);
                depth += 1;
                if depth > DEEPEST {
                    return Err(FormRefusal::TooDeep(name.to_owned()));
                }
            }
            Event::Empty(_) => roots += usize::from(depth == 0),
            Event::End(_) => depth = depth.checked_sub(1).ok_or_else(malformed)?,
            Event::DocType(_) => return Err(FormRefusal::DocumentType(name.to_owned())),
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                if encoding.is_some_and(|name| !name.eq_ignore_ascii_case(b"utf-8")) {
                    return Err(FormRefusal::Encoding(name.to_owned()));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if depth != 0 || roots != 1 { Err(malformed()) } else { Ok(text) }
}

/// One relationship as written.
struct Relationship {
    kind: String,
    target: String,
    is_external: bool,
}

fn relationships(name: &str, text: &str) -> Result<Vec<Relationship>, FormRefusal> {
    let mut found = Vec::new();
    each_element(name, text, |element| {
        if element.local_name().as_ref() == b"Relationship" {
            found.push(Relationship {
                kind: attribute(element, b"Type"),
                target: attribute(element, b"Target"),
                is_external: attribute(element, b"TargetMode").eq_ignore_ascii_case("external"),
            });
        }
    })?;
    Ok(found)
}

/// Whether a target is a file on the author's own drive, which no other machine reads: Word names the template so of
/// every document that is made from one.
fn is_on_drive(target: &str) -> bool {
    let Some(path) = target.strip_prefix("file:///") else { return false };
    let mut letters = path.chars();
    letters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && letters.next() == Some(':')
}

fn forbid_outside(name: &str, text: &str) -> Result<(), FormRefusal> {
    for relationship in relationships(name, text)? {
        let is_own_template = relationship.kind.ends_with("/attachedTemplate") && is_on_drive(&relationship.target);
        if relationship.is_external && !relationship.kind.ends_with("/hyperlink") && !is_own_template {
            return Err(FormRefusal::External(name.to_owned()));
        }
        if relationship.kind.ends_with("/vbaProject") {
            return Err(FormRefusal::Macros(name.to_owned()));
        }
        if ["/control", "/activeXControlBinary"].iter().any(|end| relationship.kind.ends_with(end)) {
            return Err(FormRefusal::ActiveX(name.to_owned()));
        }
    }
    Ok(())
}

/// The parts that people read, by name, and what their settings say of changes.
struct Stories {
    names: Vec<String>,
    protection: Option<Protection>,
}

/// Looks the parts up that people read; the document must be one of Word.
fn stories(parts: &Parts) -> Result<Stories, FormRefusal> {
    let root = parts.texts.get("_rels/.rels").ok_or(FormRefusal::AnotherKind)?;
    let document = relationships("_rels/.rels", root)?
        .into_iter()
        .find(|relationship| relationship.kind.ends_with("/officeDocument"))
        .and_then(|relationship| resolve("", &relationship.target))
        .ok_or(FormRefusal::AnotherKind)?;
    check_kind(parts, &document)?;
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let rels = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut names = vec![document.clone()];
    let mut protection = None;
    if let Some(text) = parts.texts.get(&rels) {
        for relationship in relationships(&rels, text)? {
            if relationship.kind.ends_with("/settings")
                && let Some(name) = resolve(folder, &relationship.target)
                && let Some(text) = parts.texts.get(&name)
            {
                protection = protection::of_settings(&name, text)?;
            }
            let is_story = ["/header", "/footer"].iter().any(|end| relationship.kind.ends_with(end));
            let Some(target) = resolve(folder, &relationship.target).filter(|_| is_story) else { continue };
            if !names.contains(&target) && parts.texts.contains_key(&target) {
                names.push(target);
            }
        }
    }
    Ok(Stories { names, protection })
}

fn check_kind(parts: &Parts, document: &str) -> Result<(), FormRefusal> {
    let types = std::str::from_utf8(&parts.types).map_err(|_| FormRefusal::Encoding(CONTENT_TYPES.to_owned()))?;
    let mut kind = None;
    let mut has_code = None;
    each_element(CONTENT_TYPES, types, |element| {
        let content_type = attribute(element, b"ContentType");
        if content_type.contains("vbaProject") || content_type.contains("macroEnabled") {
            has_code = Some(FormRefusal::Macros(CONTENT_TYPES.to_owned()));
        }
        if attribute(element, b"PartName").trim_start_matches('/').eq_ignore_ascii_case(document) {
            kind = Some(content_type);
        }
    })?;
    if let Some(refusal) = has_code {
        return Err(refusal);
    }
    if !parts.names.contains(document) {
        return Err(FormRefusal::Missing(document.to_owned()));
    }
    if document.starts_with("xl/") || kind.as_ref().is_some_and(|kind| kind.contains("spreadsheetml")) {
        return Err(FormRefusal::Workbook);
    }
    if kind.as_ref().is_some_and(|kind| kind.contains("wordprocessingml.template")) {
        return Err(FormRefusal::Template);
    }
    let is_word = kind.map_or_else(|| document.starts_with("word/"), |kind| kind.contains("wordprocessingml"));
    if is_word { Ok(()) } else { Err(FormRefusal::AnotherKind) }
}

fn resolve(folder: &str, target: &str) -> Option<String> {
    if let Some(absolute) = target.strip_prefix('/') {
        return Some(absolute.to_owned());
    }
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

fn each_element(name: &str, text: &str, mut visit: impl FnMut(&BytesStart<'_>)) -> Result<(), FormRefusal> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| FormRefusal::Malformed(name.to_owned()))? {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, key: &[u8]) -> String {
    let found = element.attributes().with_checks(false).flatten().find(|found| found.key.as_ref() == key);
    found.and_then(|found| found.unescape_value().ok().map(std::borrow::Cow::into_owned)).unwrap_or_default()
}
