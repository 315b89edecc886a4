//! One part: order of children, tables, bookmarks, fields, texts.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::FileFault;
use super::package::attribute;
use crate::server::docx::finish::{order_of, rank};

const LEFTOVERS: [&str; 5] = ["{", "}", "○○", "〇〇", "◯◯"];
/// Attributes that docx-rs writes and the schema does not know.
const STRANGE: [(&[u8], &[u8]); 1] = [(b"w:gridCol", b"w:type")];
/// Closed sets of values: element, attribute, values.
const CLOSED: [(&[u8], &[u8], &[&str]); 9] = [
    (b"w:jc", b"w:val", &["left", "center", "right", "both", "distribute", "start", "end"]),
    (b"w:trHeight", b"w:hRule", &["auto", "atLeast", "exact"]),
    (b"w:spacing", b"w:lineRule", &["auto", "atLeast", "exact"]),
    (b"w:vMerge", b"w:val", &["restart", "continue"]),
    (b"w:vAlign", b"w:val", &["top", "center", "both", "bottom"]),
    (b"w:fldChar", b"w:fldCharType", &["begin", "separate", "end"]),
    (b"w:tblLayout", b"w:type", &["fixed", "autofit"]),
    (b"w:br", b"w:type", &["page", "column", "textWrapping"]),
    (b"w:docGrid", b"w:type", &["default", "lines", "linesAndChars", "snapToChars"]),
];

/// The ids of all styles.
pub(super) fn style_ids(xml: &[u8]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) if element.name().as_ref() == b"w:style" => {
                ids.extend(attribute(&element, b"w:styleId"))
            }
            Ok(Event::Eof) | Err(_) => return ids,
            Ok(_) => {}
        }
    }
}

/// Every fault of one part, each kind once for each place.
pub(super) fn check(name: &str, xml: &[u8], styles: &BTreeSet<String>) -> Vec<FileFault> {
    let mut walk = Walk::of(styles);
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => walk.open(&element),
            Ok(Event::Empty(element)) => {
                walk.open(&element);
                walk.close();
            }
            Ok(Event::End(_)) => walk.close(),
            Ok(Event::Text(text)) => walk.text(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(entity)) => {
                walk.text(if matches!(&*entity, b"#10" | b"#xA" | b"#xa") { "\n" } else { "&" })
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return vec![FileFault::Malformed],
        }
    }
    if !walk.stack.is_empty() {
        return vec![FileFault::Malformed];
    }
    if name.starts_with("word/") { walk.finish() } else { Vec::new() }
}

struct Element {
    name: Vec<u8>,
    /// Highest rank of its children so far.
    rank: usize,
    last_child: Vec<u8>,
}

struct Field {
    instruction: String,
    separated: bool,
    result: String,
}

/// A table and the row that is being read.
#[derive(Default)]
struct Grid {
    columns: usize,
    filled: usize,
}

struct Walk<'s> {
    styles: &'s BTreeSet<String>,
    faults: Vec<FileFault>,
    stack: Vec<Element>,
    grids: Vec<Grid>,
    fields: Vec<Field>,
    bookmarks: BTreeMap<String, String>,
    open_bookmarks: BTreeSet<String>,
    wanted: BTreeSet<String>,
    drawings: BTreeSet<String>,
    paragraph: String,
}

impl<'s> Walk<'s> {
    fn of(styles: &'s BTreeSet<String>) -> Self {
        Self {
            styles,
            faults: Vec::new(),
            stack: Vec::new(),
            grids: Vec::new(),
            fields: Vec::new(),
            bookmarks: BTreeMap::new(),
            open_bookmarks: BTreeSet::new(),
            wanted: BTreeSet::new(),
            drawings: BTreeSet::new(),
            paragraph: String::new(),
        }
    }

    fn note(&mut self, fault: FileFault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        let name = element.name().as_ref().to_vec();
        self.child_of_parent(&name);
        self.attributes(element, &name);
        match name.as_slice() {
            b"w:tbl" => self.grids.push(Grid::default()),
            b"w:gridCol" => self.grid(|grid| grid.columns += 1),
            b"w:tr" => self.grid(|grid| grid.filled = 0),
            b"w:tc" => self.grid(|grid| grid.filled += 1),
            b"w:gridSpan" => {
                let span = attribute(element, b"w:val").and_then(|value| value.parse().ok()).unwrap_or(1_usize);
                self.grid(|grid| grid.filled += span.saturating_sub(1));
            }
            b"w:p" => self.paragraph.clear(),
            b"w:fldChar" => self.field_mark(attribute(element, b"w:fldCharType").as_deref()),
            b"w:bookmarkStart" => self.bookmark(element),
            b"w:bookmarkEnd" => {
                let id = attribute(element, b"w:id").unwrap_or_default();
                if !self.open_bookmarks.remove(&id) {
                    self.note(FileFault::BookmarkOpen(id));
                }
            }
            b"wp:docPr" => {
                let id = attribute(element, b"id").unwrap_or_default();
                if !self.drawings.insert(id.clone()) {
                    self.note(FileFault::DrawingTwice(id));
                }
            }
            b"w:hyperlink" => self.wanted.extend(attribute(element, b"w:anchor")),
            b"w:pStyle" | b"w:rStyle" | b"w:tblStyle" | b"w:basedOn" => self.style(element),
            _ => {}
        }
        self.stack.push(Element { name, rank: 0, last_child: Vec::new() });
    }

    fn close(&mut self) {
        let Some(element) = self.stack.pop() else { return };
        match element.name.as_slice() {
            b"w:tc" if element.last_child != b"w:p" => self.note(FileFault::CellWithoutParagraph),
            b"w:tr" if self.grids.last().is_some_and(|grid| grid.filled != grid.columns) => {
                self.note(FileFault::GridSpan)
            }
            b"w:tbl" => {
                self.grids.pop();
            }
            b"w:p" => self.leftovers(),
            _ => {}
        }
    }

    fn child_of_parent(&mut self, child: &[u8]) {
        let Some(parent) = self.stack.last_mut() else { return };
        parent.last_child = child.to_vec();
        let Some(order) = order_of(&parent.name) else { return };
        let names =
            || (String::from_utf8_lossy(&parent.name).into_owned(), String::from_utf8_lossy(child).into_owned());
        let fault = match rank(order, child) {
            None => {
                let (parent, child) = names();
                FileFault::UnknownChild { parent, child }
            }
            Some(place) if place < parent.rank => {
                let (parent, child) = names();
                FileFault::ChildOrder { parent, child }
            }
            Some(place) => {
                parent.rank = place;
                return;
            }
        };
        self.note(fault);
    }

    fn attributes(&mut self, element: &BytesStart<'_>, name: &[u8]) {
        for (strange, key) in STRANGE {
            if strange == name && attribute(element, key).is_some() {
                let (element, attribute) =
                    (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(key).into_owned());
                self.note(FileFault::UnknownAttribute { element, attribute });
            }
        }
        for (closed, key, values) in CLOSED {
            if closed == name
                && let Some(value) = attribute(element, key)
                && !values.contains(&value.as_str())
            {
                self.note(FileFault::Value { element: String::from_utf8_lossy(name).into_owned(), value });
            }
        }
    }

    fn grid(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.grids.last_mut() {
            change(grid);
        }
    }

    fn style(&mut self, element: &BytesStart<'_>) {
        let id = attribute(element, b"w:val").unwrap_or_default();
        if !self.styles.contains(&id) {
            self.note(FileFault::StyleMissing(id));
        }
    }

    fn bookmark(&mut self, element: &BytesStart<'_>) {
        let id = attribute(element, b"w:id").unwrap_or_default();
        let name = attribute(element, b"w:name").unwrap_or_default();
        if self.bookmarks.contains_key(&id) || self.bookmarks.values().any(|known| *known == name) {
            self.note(FileFault::BookmarkTwice(name.clone()));
        }
        self.open_bookmarks.insert(id.clone());
        self.bookmarks.insert(id, name);
    }

    fn field_mark(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                self.fields.push(Field { instruction: String::new(), separated: false, result: String::new() })
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.separated = true;
                }
            }
            _ => match self.fields.pop() {
                None => self.note(FileFault::FieldOpen),
                Some(field) => {
                    if field.result.is_empty() {
                        self.note(FileFault::FieldEmpty(field.instruction.trim().to_owned()));
                    }
                    let mut words = field.instruction.split_whitespace();
                    if matches!(words.next(), Some("PAGEREF" | "REF")) {
                        self.wanted.extend(words.next().map(str::to_owned));
                    }
                }
            },
        }
    }

    fn text(&mut self, text: &str) {
        match self.stack.last().map(|element| element.name.as_slice()) {
            Some(b"w:t") => {
                if text.contains(['\n', '\t', '\r']) {
                    self.note(FileFault::LineFeed);
                }
                self.paragraph.push_str(text);
                for field in self.fields.iter_mut().filter(|field| field.separated) {
                    field.result.push_str(text);
                }
            }
            Some(b"w:instrText") => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn leftovers(&mut self) {
        for leftover in LEFTOVERS {
            if self.paragraph.contains(leftover) {
                self.note(FileFault::Leftover(leftover.to_owned()));
            }
        }
    }

    fn finish(mut self) -> Vec<FileFault> {
        if !self.fields.is_empty() {
            self.note(FileFault::FieldOpen);
        }
        for id in std::mem::take(&mut self.open_bookmarks) {
            self.note(FileFault::BookmarkOpen(id));
        }
        for name in std::mem::take(&mut self.wanted) {
            if !self.bookmarks.values().any(|known| *known == name) {
                self.note(FileFault::BookmarkMissing(name));
            }
        }
        self.faults
    }
}
