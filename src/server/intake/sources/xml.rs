//! XML to a small tree, safely: no document types, no entities but the five of XML, bounded depth and number.
//! Knows nothing of portals and feeds; prefixes of names are left out.

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::domain::notice::{IntakeProblem, TextPlace};

/// Elements inside each other; the portal's answer has five, feeds have six.
const DEEPEST: usize = 64;
/// Elements and attributes; an answer with the most results that the portal gives has forty thousand.
const MOST_PARTS: usize = 400_000;

/// An element with its own text and what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Name without prefix.
    pub name: String,
    /// Attributes by name without prefix.
    pub attributes: Vec<(String, String)>,
    /// Its own text, all pieces together.
    pub text: String,
    /// Elements in it, in order.
    pub children: Vec<Element>,
}

impl Element {
    /// The first element of that name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements of that name in it.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first text of an element of that name, without blanks around; `None` when all are empty or missing.
    pub fn value<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).map(|child| child.text.trim()).find(|text| !text.is_empty())
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a whole document.
///
/// # Errors
/// Those that begin with `Xml`, `TooDeep`, `TooManyParts`.
pub fn parse(text: &str) -> Result<Element, IntakeProblem> {
    Parser { text, reader: Reader::from_str(text), open: Vec::new(), parts: 0 }.run()
}

struct Parser<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<Element>,
    parts: usize,
}

impl Parser<'_> {
    fn run(mut self) -> Result<Element, IntakeProblem> {
        let mut root = None;
        loop {
            let before = self.position();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.refusal(&error)),
            };
            match event {
                Event::Start(start) if root.is_none() => {
                    let element = self.element(&start, before)?;
                    self.open.push(element);
                }
                Event::Empty(start) if root.is_none() => {
                    let element = self.element(&start, before)?;
                    root = self.close(element);
                }
                Event::End(_) => {
                    root = match self.open.pop() {
                        Some(element) => self.close(element),
                        None => return Err(self.broken(before)),
                    };
                }
                Event::Text(text) => {
                    let text = text.decode().map_err(|_| self.broken(before))?;
                    self.take(&text, before)?;
                }
                Event::CData(data) => {
                    let text = data.decode().map_err(|_| self.broken(before))?;
                    self.take(&text, before)?;
                }
                Event::GeneralRef(reference) => {
                    let ch = resolve(&reference).ok_or_else(|| self.entity(before))?;
                    self.take(ch.encode_utf8(&mut [0; 4]), before)?;
                }
                Event::DocType(_) => return Err(IntakeProblem::XmlDoctype { at: self.place(before) }),
                Event::Start(_) | Event::Empty(_) => return Err(self.broken(before)),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        if self.open.is_empty() { root.ok_or_else(|| self.broken(self.text.len())) } else { Err(self.cut_off()) }
    }

    fn element(&mut self, start: &BytesStart<'_>, at: usize) -> Result<Element, IntakeProblem> {
        if self.open.len() >= DEEPEST {
            return Err(IntakeProblem::TooDeep { at: self.place(at) });
        }
        self.count()?;
        let mut element = Element { name: name_of(start.local_name().as_ref()), ..Element::default() };
        // Whether a name stands twice is not looked at: that takes the square of their number.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.broken(at))?;
            self.count()?;
            let value = attribute.unescape_value().map_err(|_| self.entity(at))?;
            element.attributes.push((name_of(attribute.key.local_name().as_ref()), value.into_owned()));
        }
        Ok(element)
    }

    fn count(&mut self) -> Result<(), IntakeProblem> {
        self.parts += 1;
        if self.parts > MOST_PARTS { Err(IntakeProblem::TooManyParts { limit: MOST_PARTS as u64 }) } else { Ok(()) }
    }

    /// Puts a finished element into the one around it; gives it back when it was the outermost.
    fn close(&mut self, element: Element) -> Option<Element> {
        match self.open.last_mut() {
            Some(outer) => {
                outer.children.push(element);
                None
            }
            None => Some(element),
        }
    }

    fn take(&mut self, text: &str, at: usize) -> Result<(), IntakeProblem> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim_start_matches('\u{feff}').trim().is_empty() => {}
            None => return Err(self.broken(at)),
        }
        Ok(())
    }

    fn refusal(&self, error: &Error) -> IntakeProblem {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        match error {
            // An unclosed tag, comment, CDATA section or declaration at the very end.
            Error::Syntax(_) if self.position() >= self.text.len() => self.cut_off(),
            _ => self.broken(at),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn place(&self, byte: usize) -> TextPlace {
        TextPlace::of(self.text, byte)
    }

    fn broken(&self, byte: usize) -> IntakeProblem {
        IntakeProblem::XmlBroken { at: self.place(byte) }
    }

    fn entity(&self, byte: usize) -> IntakeProblem {
        IntakeProblem::XmlEntity { at: self.place(byte) }
    }

    fn cut_off(&self) -> IntakeProblem {
        IntakeProblem::XmlCutOff { at: self.place(self.text.len()) }
    }
}

fn name_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The character behind a reference: a number, or one of the five names.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten().filter(|ch| *ch != '\0');
    }
    match reference.decode().ok()?.as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LAUGHS: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;&lol;\">]>\n<Results>&lol1;</Results>";

    fn place(line: u32, column: u32) -> TextPlace {
        TextPlace { line, column }
    }

    #[test]
    fn text_entities_and_cdata_become_one_text() {
        let root =
            parse("<?xml version=\"1.0\"?><a:r x='1&amp;2'><b>一&lt;<![CDATA[<二>]]>&#x4e09;<!-- --></b><c/></a:r>")
                .unwrap();
        assert_eq!((root.name.as_str(), root.attribute("x")), ("r", Some("1&2")));
        assert_eq!((root.value("b"), root.value("c")), (Some("一<<二>三"), None));
    }

    #[test]
    fn document_types_and_entities_are_refused_with_their_place() {
        assert_eq!(parse(LAUGHS), Err(IntakeProblem::XmlDoctype { at: place(2, 1) }));
        let outside = "<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>";
        assert_eq!(parse(outside), Err(IntakeProblem::XmlDoctype { at: place(1, 1) }));
        assert_eq!(parse("<r>\n公告&nbsp;</r>"), Err(IntakeProblem::XmlEntity { at: place(2, 3) }));
        assert_eq!(parse("<r x='&x;'/>"), Err(IntakeProblem::XmlEntity { at: place(1, 1) }));
        assert_eq!(parse("<r>&#0;</r>"), Err(IntakeProblem::XmlEntity { at: place(1, 4) }));
    }

    #[test]
    fn what_is_no_xml_is_told_from_what_is_cut_off() {
        assert!(matches!(parse("<r><a></r>"), Err(IntakeProblem::XmlBroken { .. })));
        assert!(matches!(parse("<r/><r/>"), Err(IntakeProblem::XmlBroken { .. })));
        assert!(matches!(parse("公告"), Err(IntakeProblem::XmlBroken { .. })));
        assert!(matches!(parse(""), Err(IntakeProblem::XmlBroken { .. })));
        for cut in ["<r>", "<r><a", "<r><![CDATA[", "<r><!--", "<r></r", "<r x='"] {
            assert!(matches!(parse(cut), Err(IntakeProblem::XmlCutOff { .. })), "{cut} {:?}", parse(cut));
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        assert!(matches!(parse(&"<a>".repeat(100_000)), Err(IntakeProblem::TooDeep { .. })));
        let wide = format!("<r>{}</r>", "<a/>".repeat(MOST_PARTS));
        assert_eq!(parse(&wide), Err(IntakeProblem::TooManyParts { limit: MOST_PARTS as u64 }));
    }

    proptest! {
        #[test]
        fn any_markup_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(vec![
            "<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "&amp;", "&#65;", "&x;", "公", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<!DOCTYPE", ">", "<", "&", "'",
        ]), 0..40)) {
            let _ = parse(&pieces.concat());
        }
    }
}
