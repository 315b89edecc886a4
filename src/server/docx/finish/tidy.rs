//! One pass over a part: sorts children, drops and adds attributes, carries out the marks of `render`.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::order::{order_of, rank};
use crate::server::docx::DocumentFault;
use crate::server::docx::render::{RUBY_MARK, RUBY_PARTING};

/// The tidied part. `character` is the body size in twips: the unit of `leftChars`.
pub(super) fn tidy(xml: &[u8], character: i32) -> Result<Vec<u8>, DocumentFault> {
    let text = std::str::from_utf8(xml).map_err(|error| DocumentFault::Xml(error.to_string()))?;
    let mut pass = Pass { reader: Reader::from_str(text), character: character.max(1) };
    let mut out = Vec::with_capacity(xml.len());
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let mut writer = Writer::new(&mut out);
    loop {
        match pass.next()? {
            Event::Eof => break,
            Event::Decl(_) => {}
            event => pass.event(event, &mut writer)?,
        }
    }
    Ok(out)
}

type Out<'o> = Writer<&'o mut Vec<u8>>;

struct Pass<'x> {
    reader: Reader<&'x [u8]>,
    character: i32,
}

impl<'x> Pass<'x> {
    fn next(&mut self) -> Result<Event<'x>, DocumentFault> {
        self.reader.read_event().map_err(|error| DocumentFault::Xml(error.to_string()))
    }

    /// Writes an event; of an element that is handled as a whole, all of it.
    fn event(&mut self, event: Event<'x>, out: &mut Out<'_>) -> Result<(), DocumentFault> {
        match event {
            Event::Start(start) => match (start.name().as_ref(), order_of(start.name().as_ref())) {
                (_, Some(order)) => self.ordered(&start, order, out),
                (b"w:r", _) => self.run(&start, out),
                _ => write(out, Event::Start(self.attributes(&start))),
            },
            Event::Empty(start) => self.empty(&start, out),
            other => write(out, other),
        }
    }

    /// An empty properties element says nothing and is dropped.
    fn empty(&self, start: &BytesStart<'x>, out: &mut Out<'_>) -> Result<(), DocumentFault> {
        match start.name().as_ref() {
            b"w:rPr" | b"w:pPr" | b"w:trPr" => Ok(()),
            b"w:gridCol" | b"w:ind" => write(out, Event::Empty(self.attributes(start))),
            _ => {
                // As it is, without the space that docx-rs leaves before the slash.
                let bytes = out.get_mut();
                bytes.push(b'<');
                bytes.extend_from_slice(start.trim_ascii_end());
                bytes.extend_from_slice(b"/>");
                Ok(())
            }
        }
    }

    /// An element whose children have a fixed order: reads them all, writes them sorted.
    fn ordered(&mut self, start: &BytesStart<'x>, order: &[&str], out: &mut Out<'_>) -> Result<(), DocumentFault> {
        let mut children: Vec<(usize, Vec<u8>)> = Vec::new();
        loop {
            let mut bytes = Vec::new();
            let mut child = Writer::new(&mut bytes);
            let name: Vec<u8> = match self.next()? {
                Event::End(_) | Event::Eof => break,
                Event::Start(inner) => {
                    let name = inner.name().as_ref().to_vec();
                    self.whole(inner, &mut child)?;
                    name
                }
                Event::Empty(inner) if is_heading_mark(&inner) => {
                    children.extend(rank(order, b"w:tblHeader").map(|place| (place, b"<w:tblHeader/>".to_vec())));
                    bytes.extend_from_slice(height_without_mark(&inner).as_bytes());
                    b"w:trHeight".to_vec()
                }
                Event::Empty(inner) => {
                    self.empty(&inner, &mut child)?;
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
        write(out, Event::Start(self.attributes(start)))?;
        for (_, bytes) in children {
            out.get_mut().extend_from_slice(&bytes);
        }
        write(out, Event::End(start.to_end()))
    }

    /// An element with everything in it.
    fn whole(&mut self, start: BytesStart<'x>, out: &mut Out<'_>) -> Result<(), DocumentFault> {
        let own = start.name().as_ref().to_vec();
        if let Some(order) = order_of(&own) {
            return self.ordered(&start, order, out);
        }
        write(out, Event::Start(self.attributes(&start)))?;
        loop {
            let event = self.next()?;
            let ends = match &event {
                Event::End(end) => end.name().as_ref() == own,
                Event::Eof => true,
                _ => false,
            };
            if ends {
                return write(out, event);
            }
            match event {
                Event::Start(inner) if inner.name().as_ref() != b"w:r" => self.whole(inner, out)?,
                other => self.event(other, out)?,
            }
        }
    }

    /// A run; one that bears the ruby mark becomes a `w:ruby`.
    fn run(&mut self, start: &BytesStart<'x>, out: &mut Out<'_>) -> Result<(), DocumentFault> {
        let mut bytes = Vec::new();
        let mut inner = Writer::new(&mut bytes);
        loop {
            match self.next()? {
                Event::End(end) if end.name().as_ref() == b"w:r" => break,
                Event::Eof => break,
                event => self.event(event, &mut inner)?,
            }
        }
        if bytes.is_empty() {
            return Ok(());
        }
        let text = std::str::from_utf8(&bytes).map_err(|error| DocumentFault::Xml(error.to_string()))?;
        let made = if text.contains(RUBY_MARK) { ruby(text) } else { None };
        write(out, Event::Start(self.attributes(start)))?;
        out.get_mut().extend_from_slice(made.as_deref().unwrap_or(text).as_bytes());
        write(out, Event::End(start.to_end()))
    }

    fn attributes(&self, start: &BytesStart<'x>) -> BytesStart<'x> {
        let name = start.name();
        match name.as_ref() {
            b"w:gridCol" => without(start, b"w:type"),
            b"w:p" => without(start, b"w14:paraId"),
            b"w:ind" => self.indent(start),
            _ => start.clone(),
        }
    }

    /// Adds the indents in characters, so that they survive another size (dossier §4.1).
    fn indent(&self, start: &BytesStart<'x>) -> BytesStart<'x> {
        let mut made = BytesStart::new("w:ind");
        let names = [
            ("w:left", "w:leftChars"),
            ("w:right", "w:rightChars"),
            ("w:firstLine", "w:firstLineChars"),
            ("w:hanging", "w:hangingChars"),
        ];
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let Ok(value) = std::str::from_utf8(&attribute.value) else { continue };
            let Some((name, chars)) = names.iter().find(|(name, _)| name.as_bytes() == key) else { continue };
            let Ok(twips) = value.parse::<i32>() else { continue };
            let is_edge = name.ends_with("left") || name.ends_with("right");
            if twips != 0 || is_edge {
                made.push_attribute((
                    *chars,
                    ((twips * 100 + self.character / 2).div_euclid(self.character)).to_string().as_str(),
                ));
                made.push_attribute((*name, value));
            }
        }
        made
    }
}

/// Half a twip in a row's height marks a heading row.
fn is_heading_mark(element: &BytesStart<'_>) -> bool {
    element.name().as_ref() == b"w:trHeight" && String::from_utf8_lossy(element).contains(".5\"")
}

/// The height without the mark; nothing where there was only the mark.
fn height_without_mark(element: &BytesStart<'_>) -> String {
    let text = String::from_utf8_lossy(element);
    if text.contains("\"0.5\"") { String::new() } else { format!("<{}/>", text.trim_end().replacen(".5\"", "\"", 1)) }
}

fn without<'x>(start: &BytesStart<'x>, unwanted: &[u8]) -> BytesStart<'x> {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let mut made = BytesStart::new(name);
    for attribute in start.attributes().with_checks(false).flatten() {
        if attribute.key.as_ref() != unwanted {
            made.push_attribute(attribute);
        }
    }
    made
}

fn write(out: &mut Out<'_>, event: Event<'_>) -> Result<(), DocumentFault> {
    out.write_event(event).map_err(|error| DocumentFault::Xml(error.to_string()))
}

/// The inside of a ruby run, made of the inside of a marked one.
fn ruby(run: &str) -> Option<String> {
    let properties_end = run.find("</w:rPr>")?;
    let mark = format!("<w:rStyle w:val=\"{RUBY_MARK}\"/>");
    let properties = run.get(..properties_end)?.strip_prefix("<w:rPr>")?.replace(&mark, "");
    let text_start = run.find("<w:t ").or_else(|| run.find("<w:t>"))?;
    let words = run.get(text_start..)?;
    let words = words.get(words.find('>')? + 1..words.find("</w:t>")?)?;
    let (base, reading) = words.split_once(RUBY_PARTING)?;
    let size = properties
        .split_once("<w:sz w:val=\"")
        .and_then(|(_, tail)| tail.split_once('"')?.0.parse::<u32>().ok())
        .unwrap_or(21);
    let half = size.div_ceil(2);
    Some(format!(
        "<w:ruby><w:rubyPr><w:rubyAlign w:val=\"distributeSpace\"/><w:hps w:val=\"{half}\"/><w:hpsRaise w:val=\"{raise}\"/>\
         <w:hpsBaseText w:val=\"{size}\"/><w:lid w:val=\"ja-JP\"/></w:rubyPr>\
         <w:rt><w:r><w:rPr><w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/></w:rPr><w:t>{reading}</w:t></w:r></w:rt>\
         <w:rubyBase><w:r><w:rPr>{properties}</w:rPr><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby>",
        raise = size - size / 10,
    ))
}
