//! The elements of a part with the bytes that they stand in: what is filled is cut into the part itself,
//! never written anew from a tree.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::name::QName;

use crate::domain::buyer_form::FormRefusal;

/// An element's or text's number in the tree.
pub(super) type Id = usize;

/// What an element is, by its own name; prefixes differ from file to file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A stretch of text, or an entity.
    Text,
    /// Text that is not escaped: read, never filled.
    CData,
    AlternateContent,
    Choice,
    Fallback,
    P,
    PPr,
    R,
    RPr,
    T,
    Tab,
    Br,
    Tbl,
    Tr,
    TrPr,
    Tc,
    TcPr,
    Sdt,
    SdtPr,
    SdtContent,
    TxbxContent,
    FldChar,
    FfData,
    InstrText,
    FldSimple,
    Del,
    Ruby,
    RubyBase,
    Rt,
    Drawing,
    Pict,
    Other,
}

/// One element or text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    start: u32,
    /// End of the start tag; of a text its end.
    open: u32,
    /// Start of the end tag; equal to `open` for an empty element.
    close: u32,
    end: u32,
    pub(super) parent: Id,
    first: u32,
    last: u32,
    next: u32,
}

const NONE: u32 = u32::MAX;

/// The elements of one part.
pub(super) struct Tree<'t> {
    pub(super) text: &'t str,
    nodes: Vec<Node>,
    /// The prefix of the document's own elements, such as `w`: drawings and formulas have a `p` and a `t` too.
    own_prefix: Vec<u8>,
}

impl<'t> Tree<'t> {
    /// Reads a part that was checked before: its size and the number of its elements are bounded.
    pub(super) fn read(part: &str, text: &'t str) -> Result<Self, FormRefusal> {
        let malformed = || FormRefusal::Malformed(part.to_owned());
        let mut tree = Tree { text, nodes: Vec::with_capacity(text.len() / 24), own_prefix: Vec::new() };
        tree.nodes.push(Node::new(Tag::Other, 0, 0, 0));
        // The reader passes over a byte order mark without counting it.
        let mark = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let mut reader = Reader::from_str(text.get(mark..).unwrap_or_default());
        let mut parent = 0;
        let mut before = mark as u32;
        loop {
            let event = reader.read_event().map_err(|_| malformed())?;
            let now = u32::try_from(reader.buffer_position()).ok().and_then(|at| at.checked_add(mark as u32));
            let now = now.ok_or_else(malformed)?;
            match event {
                Event::Start(element) => {
                    if parent == 0 {
                        tree.own_prefix =
                            element.name().prefix().map_or_else(Vec::new, |prefix| prefix.as_ref().to_vec());
                    }
                    parent = tree.push(Node::new(tree.tag_of(element.name()), before, now, parent));
                }
                Event::Empty(element) => {
                    let id = tree.push(Node::new(tree.tag_of(element.name()), before, now, parent));
                    tree.nodes[id].close = now;
                    tree.nodes[id].end = now;
                }
                Event::End(_) => {
                    let node = &mut tree.nodes[parent];
                    node.close = before;
                    node.end = now;
                    parent = node.parent;
                }
                Event::Text(_) | Event::GeneralRef(_) => {
                    let id = tree.push(Node::new(Tag::Text, before, now, parent));
                    tree.nodes[id].end = now;
                }
                Event::CData(_) => {
                    let id = tree.push(Node::new(Tag::CData, before, now, parent));
                    tree.nodes[id].end = now;
                }
                Event::Eof => break,
                _ => {}
            }
            before = now;
        }
        Ok(tree)
    }

    fn tag_of(&self, name: QName<'_>) -> Tag {
        let tag = tag_of(name.local_name().as_ref());
        let is_own = name.prefix().map_or(&[][..], |prefix| prefix.into_inner()) == self.own_prefix;
        if is_own || matches!(tag, Tag::AlternateContent | Tag::Choice | Tag::Fallback) { tag } else { Tag::Other }
    }

    fn push(&mut self, node: Node) -> Id {
        let id = self.nodes.len();
        // A package that is opened holds at most a million of them, so that the number fits.
        let number = u32::try_from(id).unwrap_or(NONE);
        let last = self.nodes[node.parent].last;
        if last == NONE {
            self.nodes[node.parent].first = number;
        } else {
            self.nodes[last as usize].next = number;
        }
        self.nodes[node.parent].last = number;
        self.nodes.push(node);
        id
    }

    pub(super) fn tag(&self, id: Id) -> Tag {
        self.nodes[id].tag
    }

    pub(super) fn parent(&self, id: Id) -> Id {
        self.nodes[id].parent
    }

    /// All of an element.
    pub(super) fn whole(&self, id: Id) -> Range<usize> {
        self.nodes[id].start as usize..self.nodes[id].end as usize
    }

    /// The start tag.
    pub(super) fn open(&self, id: Id) -> Range<usize> {
        self.nodes[id].start as usize..self.nodes[id].open as usize
    }

    /// Where the end tag begins.
    pub(super) fn close(&self, id: Id) -> usize {
        self.nodes[id].close as usize
    }

    /// Whether it is written `<a/>`.
    pub(super) fn is_closed_at_once(&self, id: Id) -> bool {
        self.nodes[id].open == self.nodes[id].end
    }

    pub(super) fn source(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let next = |number: u32| (number != NONE).then_some(number as usize);
        std::iter::successors(next(self.nodes[id].first), move |child| next(self.nodes[*child].next))
    }

    /// An element and those that follow it below the same parent.
    pub(super) fn and_following(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), move |node| {
            let next = self.nodes[*node].next;
            (next != NONE).then_some(next as usize)
        })
    }

    /// The first child of a kind.
    pub(super) fn child(&self, id: Id, tag: Tag) -> Option<Id> {
        self.children(id).find(|child| self.tag(*child) == tag)
    }

    /// The first child of a name that has no kind of its own.
    pub(super) fn named(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|child| self.name(*child) == name)
    }

    /// Everything below, in document order.
    pub(super) fn below(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.nodes[id].end;
        (id + 1..self.nodes.len()).take_while(move |node| self.nodes[*node].start < end)
    }

    /// The own name, without prefix.
    pub(super) fn name(&self, id: Id) -> &'t str {
        let name = self.full_name(id);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// `w:` of `w:p`; empty without one.
    pub(super) fn prefix(&self, id: Id) -> &'t str {
        let name = self.full_name(id);
        name.find(':').and_then(|at| name.get(..=at)).unwrap_or_default()
    }

    fn full_name(&self, id: Id) -> &'t str {
        let tag = self.source(self.open(id)).trim_start_matches('<');
        tag.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default()
    }

    /// An attribute by its own name.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<String> {
        let (range, _) = self.attribute_range(id, name)?;
        let raw = self.source(range);
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
    }

    /// Where an attribute's value stands, without its quotation marks, and the mark.
    pub(super) fn attribute_range(&self, id: Id, name: &str) -> Option<(Range<usize>, char)> {
        let open = self.open(id);
        let tag = self.source(open.clone());
        let mut from = self.full_name(id).len() + 1;
        loop {
            let rest = tag.get(from..)?;
            let equals = rest.find('=')?;
            let key = rest.get(..equals)?.trim();
            let after = rest.get(equals + 1..)?;
            let quote_at = after.find(['"', '\''])?;
            let quote = after.get(quote_at..)?.chars().next()?;
            let value_from = from + equals + 1 + quote_at + 1;
            let length = tag.get(value_from..)?.find(quote)?;
            if key.split_once(':').map_or(key, |(_, local)| local) == name {
                return Some((open.start + value_from..open.start + value_from + length, quote));
            }
            from = value_from + length + 1;
        }
    }
}

impl Node {
    fn new(tag: Tag, start: u32, open: u32, parent: Id) -> Self {
        Self { tag, start, open, close: open, end: u32::MAX, parent, first: NONE, last: NONE, next: NONE }
    }
}

fn tag_of(name: &[u8]) -> Tag {
    match name {
        b"AlternateContent" => Tag::AlternateContent,
        b"Choice" => Tag::Choice,
        b"Fallback" => Tag::Fallback,
        b"p" => Tag::P,
        b"pPr" => Tag::PPr,
        b"r" => Tag::R,
        b"rPr" => Tag::RPr,
        b"t" => Tag::T,
        b"tab" | b"ptab" => Tag::Tab,
        b"br" | b"cr" => Tag::Br,
        b"tbl" => Tag::Tbl,
        b"tr" => Tag::Tr,
        b"trPr" => Tag::TrPr,
        b"tc" => Tag::Tc,
        b"tcPr" => Tag::TcPr,
        b"sdt" => Tag::Sdt,
        b"sdtPr" => Tag::SdtPr,
        b"sdtContent" => Tag::SdtContent,
        b"txbxContent" => Tag::TxbxContent,
        b"fldChar" => Tag::FldChar,
        b"ffData" => Tag::FfData,
        b"instrText" => Tag::InstrText,
        b"fldSimple" => Tag::FldSimple,
        b"del" | b"moveFrom" => Tag::Del,
        b"ruby" => Tag::Ruby,
        b"rubyBase" => Tag::RubyBase,
        b"rt" => Tag::Rt,
        b"drawing" => Tag::Drawing,
        b"pict" | b"object" => Tag::Pict,
        _ => Tag::Other,
    }
}
