//! One pass over a part: sorts children, drops and adds attributes, carries out the marks of `render`.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::attributes;
use super::marks::{carried_out, is_marked};
use super::order::{order_of, rank};
use super::repeated::Repeated;
use crate::server::docx::DocumentFault;

/// Tidies a document piece by piece; what it learned of one piece makes the next ones cheap.
pub(super) struct Tidy {
    /// The body size in twips: the unit of `leftChars`.
    character: i32,
    repeated: Repeated,
}

impl Tidy {
    pub(super) fn new(character: i32) -> Self {
        Self { character: character.max(1), repeated: Repeated::default() }
    }

    /// A whole part.
    pub(super) fn part(&mut self, xml: &[u8]) -> Result<Vec<u8>, DocumentFault> {
        let mut out = super::HEAD.as_bytes().to_vec();
        self.piece(xml, &mut out)?;
        Ok(out)
    }

    /// A piece of a part, added to `out`: items, or the tags around them. Only whole items are understood.
    pub(super) fn piece(&mut self, xml: &[u8], out: &mut Vec<u8>) -> Result<(), DocumentFault> {
        let mut reader = Reader::from_reader(xml);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let mut pass = Pass { reader, character: self.character, repeated: &mut self.repeated };
        loop {
            match pass.next()? {
                Event::Eof => return Ok(()),
                Event::Decl(_) => {}
                event => pass.event(event, out)?,
            }
        }
    }
}

struct Pass<'x, 't> {
    reader: Reader<&'x [u8]>,
    character: i32,
    repeated: &'t mut Repeated,
}

impl<'x> Pass<'x, '_> {
    fn next(&mut self) -> Result<Event<'x>, DocumentFault> {
        self.reader.read_event().map_err(|error| DocumentFault::Xml(error.to_string()))
    }

    /// Writes an event; of an element that is handled as a whole, all of it.
    fn event(&mut self, event: Event<'x>, out: &mut Vec<u8>) -> Result<(), DocumentFault> {
        match event {
            Event::Start(start) => match start.name().as_ref() {
                b"w:r" => self.run(&start, out),
                name => match order_of(name) {
                    Some(order) => self.properties(&start, order, out),
                    None => {
                        self.open(&start, out);
                        Ok(())
                    }
                },
            },
            Event::Empty(start) => {
                self.empty(&start, out);
                Ok(())
            }
            other => write(out, other),
        }
    }

    /// An empty properties element says nothing and is dropped.
    fn empty(&self, start: &BytesStart<'_>, out: &mut Vec<u8>) {
        if !matches!(start.name().as_ref(), b"w:rPr" | b"w:pPr" | b"w:trPr") {
            attributes::tag(start, self.character, b"/>", out);
        }
    }

    fn open(&self, start: &BytesStart<'_>, out: &mut Vec<u8>) {
        attributes::tag(start, self.character, b">", out);
    }

    /// An element whose children have a fixed order. The same ones come again and again: those are copied.
    fn properties(&mut self, start: &BytesStart<'_>, order: &[&str], out: &mut Vec<u8>) -> Result<(), DocumentFault> {
        let inside: &'x [u8] = self.reader.get_ref();
        if let Some((length, tidied)) = self.repeated.find(start, inside) {
            out.extend_from_slice(tidied);
            // The reader stands in front of the end tag, which it has to see.
            *self.reader.get_mut() = inside.get(length..).unwrap_or_default();
            self.next()?;
            return Ok(());
        }
        let from = out.len();
        self.ordered(start, order, out)?;
        let length = inside.len() - self.reader.get_ref().len();
        let (raw, tidied) = (inside.get(..length), out.get(from..));
        self.repeated.keep(start, raw.unwrap_or_default(), tidied.unwrap_or_default());
        Ok(())
    }

    /// Reads all children of an element whose children have a fixed order, and writes them sorted.
    fn ordered(&mut self, start: &BytesStart<'_>, order: &[&str], out: &mut Vec<u8>) -> Result<(), DocumentFault> {
        let mut children: Vec<(usize, Vec<u8>)> = Vec::new();
        loop {
            let mut bytes = Vec::new();
            let name: Vec<u8> = match self.next()? {
                Event::End(_) | Event::Eof => break,
                Event::Start(inner) => {
                    self.whole(&inner, &mut bytes)?;
                    inner.name().as_ref().to_vec()
                }
                Event::Empty(inner) if attributes::is_heading_mark(&inner) => {
                    children.extend(rank(order, b"w:tblHeader").map(|place| (place, b"<w:tblHeader/>".to_vec())));
                    bytes.extend_from_slice(attributes::height_without_mark(&inner).as_bytes());
                    b"w:trHeight".to_vec()
                }
                Event::Empty(inner) => {
                    self.empty(&inner, &mut bytes);
                    inner.name().as_ref().to_vec()
                }
                _ => continue,
            };
            // A child that the schema does not know would make the file invalid: it is left out.
            if let Some(place) = rank(order, &name).filter(|_| !bytes.is_empty()) {
                children.push((place, bytes));
            }
        }
        if children.is_empty() && start.name().as_ref() != b"w:sectPr" {
            return Ok(());
        }
        children.sort_by_key(|(place, _)| *place);
        self.open(start, out);
        for (_, bytes) in children {
            out.extend_from_slice(&bytes);
        }
        write(out, Event::End(start.to_end()))
    }

    /// An element with everything in it.
    fn whole(&mut self, start: &BytesStart<'x>, out: &mut Vec<u8>) -> Result<(), DocumentFault> {
        let own = start.name();
        if let Some(order) = order_of(own.as_ref()) {
            return self.ordered(start, order, out);
        }
        self.open(start, out);
        loop {
            match self.next()? {
                Event::End(end) if end.name() == own => return write(out, Event::End(end)),
                Event::Eof => return Ok(()),
                Event::Start(inner) if inner.name().as_ref() != b"w:r" => self.whole(&inner, out)?,
                other => self.event(other, out)?,
            }
        }
    }

    /// A run; one that bears a mark becomes what the mark says, an empty one nothing.
    fn run(&mut self, start: &BytesStart<'x>, out: &mut Vec<u8>) -> Result<(), DocumentFault> {
        let opened = out.len();
        self.open(start, out);
        let inside = out.len();
        loop {
            match self.next()? {
                Event::End(end) if end.name().as_ref() == b"w:r" => break,
                Event::Eof => break,
                event => self.event(event, out)?,
            }
        }
        let written = out.get(inside..).unwrap_or_default();
        if written.is_empty() {
            out.truncate(opened);
            return Ok(());
        }
        if is_marked(written) {
            let text = std::str::from_utf8(written).map_err(|error| DocumentFault::Xml(error.to_string()))?;
            if let Some(made) = carried_out(text) {
                out.truncate(inside);
                out.extend_from_slice(made.as_bytes());
            }
        }
        out.extend_from_slice(b"</w:r>");
        Ok(())
    }
}

fn write(out: &mut Vec<u8>, event: Event<'_>) -> Result<(), DocumentFault> {
    Writer::new(out).write_event(event).map_err(|error| DocumentFault::Xml(error.to_string()))
}
