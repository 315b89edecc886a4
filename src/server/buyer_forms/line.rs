//! A paragraph as the row of its characters, each with the bytes it stands in.

use std::ops::Range;

use super::merge;
use super::tint::is_tinted;
use super::tree::{Id, Tag, Tree};

/// Stands for a picture, a box or whatever else is no character.
pub(super) const OBJECT: char = '\u{FFFC}';

/// One character of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) letter: char,
    /// Its bytes; of a tab or break the whole element.
    pub(super) bytes: Range<usize>,
    /// The `t`, or the tab or break itself.
    pub(super) holder: Id,
    pub(super) is_underlined: bool,
    /// Whether it is printed in a colour of samples.
    pub(super) is_tinted: bool,
    /// Whether it may be replaced: not in a control, a field or a link's address.
    pub(super) is_free: bool,
}

/// A content control or field within a paragraph, and a box that hangs in it.
#[derive(Debug, Clone)]
pub(super) enum Inside {
    /// A content control, and how many characters stood before it.
    Control(Id, usize),
    /// A field of an older form: its first `fldChar`, and how many characters stood before it.
    Field(Id, usize),
    /// A field of a mail merge: its first `fldChar` or its `fldSimple`, and how many characters stood before it.
    Merge(Id, usize),
    /// A text box: `txbxContent`.
    Box(Id),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) node: Id,
    pub(super) atoms: Vec<Atom>,
    pub(super) insides: Vec<Inside>,
    /// Whether a field stands in it, such as a sum that Word computes.
    pub(super) has_field: bool,
}

impl Line {
    /// Reads a paragraph.
    pub(super) fn read(tree: &Tree<'_>, node: Id) -> Self {
        let line = Self { node, atoms: Vec::new(), insides: Vec::new(), has_field: false };
        let mut reading = Reading { tree, line, fields: Vec::new() };
        reading.children(node, Within { run: node, is_underlined: false, is_tinted: false, is_free: true });
        reading.line
    }

    pub(super) fn text(&self) -> String {
        self.atoms.iter().map(|atom| atom.letter).collect()
    }

    /// Whether nothing is printed in it.
    pub(super) fn is_blank(&self) -> bool {
        self.insides.is_empty()
            && !self.has_field
            && self.atoms.iter().all(|atom| is_space(atom.letter) && atom.is_free)
    }
}

/// Whether a character only takes room.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{200B}'
}

/// Room that a character takes, in halves of a full-width one.
pub(super) fn width(letter: char) -> usize {
    match letter {
        '\t' => 8,
        '\u{2003}' => 2,
        '\u{2002}' => 1,
        '\u{FF61}'..='\u{FFDC}' => 1,
        letter if u32::from(letter) >= 0x1100 => 2,
        _ => 1,
    }
}

#[derive(Clone, Copy)]
struct Within {
    run: Id,
    is_underlined: bool,
    is_tinted: bool,
    is_free: bool,
}

/// A field that was begun and not yet ended.
struct OpenField {
    in_result: bool,
}

struct Reading<'t, 'x> {
    tree: &'t Tree<'x>,
    line: Line,
    fields: Vec<OpenField>,
}

impl Reading<'_, '_> {
    fn children(&mut self, node: Id, within: Within) {
        let children: Vec<Id> = self.tree.children(node).collect();
        for child in children {
            self.read(child, within);
        }
    }

    fn read(&mut self, node: Id, within: Within) {
        let free = |within: Within| Within { is_free: false, ..within };
        match self.tree.tag(node) {
            Tag::R => {
                let (is_underlined, is_tinted) = (self.is_underlined(node), is_tinted(self.tree, node));
                let is_free = within.is_free && self.fields.is_empty() && !self.is_hidden(node);
                self.children(node, Within { run: node, is_underlined, is_tinted, is_free });
            }
            Tag::T => self.letters(node, within),
            Tag::Tab if within.run != self.line.node => self.mark('\t', node, within),
            Tag::Br if within.run != self.line.node => self.mark('\n', node, within),
            Tag::FldChar => self.field(node, within),
            Tag::Sdt => {
                self.line.insides.push(Inside::Control(node, self.line.atoms.len()));
                if let Some(content) = self.tree.child(node, Tag::SdtContent) {
                    self.children(content, free(within));
                }
            }
            Tag::FldSimple => self.simple_field(node, within),
            Tag::Ruby => {
                if let Some(base) = self.tree.child(node, Tag::RubyBase) {
                    self.children(base, free(within));
                }
            }
            Tag::Drawing | Tag::Pict | Tag::AlternateContent => self.object(node, within),
            Tag::PPr | Tag::RPr | Tag::Del | Tag::InstrText | Tag::Rt | Tag::Text | Tag::CData => {}
            Tag::Other if self.tree.name(node) == "sym" => self.mark(OBJECT, node, free(within)),
            _ => self.children(node, within),
        }
    }

    fn letters(&mut self, holder: Id, within: Within) {
        if self.fields.iter().any(|field| !field.in_result) {
            return;
        }
        let texts: Vec<Id> = self.tree.children(holder).collect();
        for text in texts {
            let bytes = self.tree.whole(text);
            let source = self.tree.source(bytes.clone());
            let mut push = |letter, bytes, is_free| {
                let Within { is_underlined, is_tinted, .. } = within;
                self.line.atoms.push(Atom { letter, bytes, holder, is_underlined, is_tinted, is_free });
            };
            if source.starts_with('&') {
                let letter = quick_xml::escape::unescape(source).ok().and_then(|text| text.chars().next());
                push(letter.unwrap_or(OBJECT), bytes, within.is_free);
                continue;
            }
            let is_free = within.is_free && self.tree.tag(text) == Tag::Text;
            for (at, letter) in source.char_indices() {
                let from = bytes.start + at;
                push(letter, from..from + letter.len_utf8(), is_free);
            }
        }
    }

    fn mark(&mut self, letter: char, holder: Id, within: Within) {
        if self.fields.iter().any(|field| !field.in_result) {
            return;
        }
        let Within { is_underlined, is_tinted, is_free, .. } = within;
        let bytes = self.tree.whole(holder);
        self.line.atoms.push(Atom { letter, bytes, holder, is_underlined, is_tinted, is_free });
    }

    fn simple_field(&mut self, node: Id, within: Within) {
        self.line.has_field = true;
        let is_merge = within.is_free && self.fields.is_empty() && merge::name(self.tree, node).is_some();
        if is_merge {
            self.line.insides.push(Inside::Merge(node, self.line.atoms.len()));
        }
        let count = self.line.insides.len();
        self.children(node, Within { is_free: false, ..within });
        // The value takes the place of the whole field, with whatever is in it.
        if is_merge {
            self.line.insides.truncate(count);
        }
    }

    fn field(&mut self, node: Id, within: Within) {
        match self.tree.attribute(node, "fldCharType").as_deref() {
            Some("begin") => {
                self.line.has_field = true;
                let at = self.line.atoms.len();
                if self.fields.is_empty() && self.tree.child(node, Tag::FfData).is_some() {
                    self.line.insides.push(Inside::Field(node, at));
                } else if self.fields.is_empty() && within.is_free && merge::name(self.tree, node).is_some() {
                    self.line.insides.push(Inside::Merge(node, at));
                }
                self.fields.push(OpenField { in_result: false });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// A picture, or boxes with text in them; of two copies of the same box the newer counts.
    fn object(&mut self, node: Id, within: Within) {
        let Within { is_underlined, is_tinted, .. } = within;
        let bytes = self.tree.whole(node);
        let letter = OBJECT;
        self.line.atoms.push(Atom { letter, bytes, holder: node, is_underlined, is_tinted, is_free: false });
        let from = match self.tree.tag(node) {
            Tag::AlternateContent => {
                let choice = self.tree.child(node, Tag::Choice);
                let has_box = |id: &Id| self.tree.below(*id).any(|below| self.tree.tag(below) == Tag::TxbxContent);
                choice.filter(has_box).or_else(|| self.tree.child(node, Tag::Fallback))
            }
            _ => Some(node),
        };
        let boxes: Vec<Id> = from.map(|from| boxes(self.tree, from)).unwrap_or_default();
        self.line.insides.extend(boxes.into_iter().map(Inside::Box));
    }

    fn is_underlined(&self, run: Id) -> bool {
        let underline = self.tree.child(run, Tag::RPr).and_then(|properties| self.tree.named(properties, "u"));
        underline.is_some_and(|u| self.tree.attribute(u, "val").as_deref() != Some("none"))
    }

    fn is_hidden(&self, run: Id) -> bool {
        let hidden = self.tree.child(run, Tag::RPr).and_then(|properties| self.tree.named(properties, "vanish"));
        hidden.is_some_and(|v| !matches!(self.tree.attribute(v, "val").as_deref(), Some("0" | "false" | "off")))
    }
}

/// The text boxes below, each once: not those within a box, and of two copies the newer.
pub(super) fn boxes(tree: &Tree<'_>, from: Id) -> Vec<Id> {
    let mut found = Vec::new();
    let mut after = 0;
    let skipped: Vec<Range<usize>> = tree
        .below(from)
        .filter(|node| tree.tag(*node) == Tag::Fallback && tree.tag(tree.parent(*node)) == Tag::AlternateContent)
        .filter(|node| tree.child(tree.parent(*node), Tag::Choice).is_some())
        .map(|node| tree.whole(node))
        .collect();
    for node in tree.below(from).filter(|node| tree.tag(*node) == Tag::TxbxContent) {
        let whole = tree.whole(node);
        if whole.start < after || skipped.iter().any(|range| range.contains(&whole.start)) {
            continue;
        }
        after = whole.end;
        found.push(node);
    }
    found
}

/// The copy of a box for older programs: the box at the same position below `Fallback`.
pub(super) fn twin(tree: &Tree<'_>, content: Id) -> Option<Id> {
    let ancestors = std::iter::successors(Some(content), |node| (*node != 0).then(|| tree.parent(*node)));
    let choice = ancestors.into_iter().find(|node| tree.tag(*node) == Tag::Choice)?;
    let position = boxes(tree, choice).iter().position(|found| *found == content)?;
    let fallback = tree.child(tree.parent(choice), Tag::Fallback)?;
    boxes(tree, fallback).get(position).copied()
}
