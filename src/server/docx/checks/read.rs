//! Reads a produced .docx back as the lines that stand on paper: what is checked is the file that is handed out, not
//! what it was made from. Knows files of this engine, and takes what it does not know as running text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::domain::document::PrintPart;
use crate::server::docx::inspect::package::{self, Parts, attribute};

/// A file as it prints.
#[derive(Debug, Default)]
pub(super) struct Print {
    /// Its paragraphs in order, header, footer and notes behind the text.
    pub(super) lines: Vec<Line>,
    /// Its tables: how wide each is, and on which page setup it stands.
    pub(super) tables: Vec<Grid>,
    /// Its page setups in order.
    pub(super) frames: Vec<Frame>,
}

/// A paragraph.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    /// The paragraph style; empty for running text.
    pub(super) style: String,
    /// Its words, without readings (ふりがな) above them.
    pub(super) text: String,
    /// The smallest type of its visible characters, in half points.
    pub(super) smallest: u16,
    /// Where it stands.
    pub(super) part: PrintPart,
    /// The cell, when it stands in one: table, row, cell, each from 0.
    pub(super) cell: Option<(usize, usize, usize)>,
}

/// A table's width in twips, and the page setup that it stands on.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Grid {
    pub(super) width: i32,
    pub(super) indent: i32,
    pub(super) frame: usize,
    /// The line that follows its first cell, for a place.
    pub(super) first_line: usize,
}

/// Paper and margins in twips.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Frame {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    pub(super) left: i32,
    pub(super) right: i32,
}

/// Reads a file; none when it is no .docx.
pub(super) fn read(docx: &[u8]) -> Option<Print> {
    let parts = package::read(docx)?;
    let default = default_size(&parts);
    let mut print = Print::default();
    let mut named: Vec<(&str, PrintPart)> = vec![("word/document.xml", PrintPart::Text)];
    for name in parts.keys() {
        let part = match name.as_str() {
            name if name.starts_with("word/header") => PrintPart::Header,
            name if name.starts_with("word/footer") => PrintPart::Footer,
            "word/footnotes.xml" => PrintPart::Note,
            _ => continue,
        };
        named.push((name, part));
    }
    for (name, part) in named {
        let xml = parts.get(name)?;
        Walk {
            print: &mut print,
            part,
            default,
            open: Vec::new(),
            tables: Vec::new(),
            run: 0,
            quiet: 0,
            is_text: false,
        }
        .all(xml)?;
    }
    Some(print)
}

/// The size of running text by the styles, in half points.
fn default_size(parts: &Parts) -> u16 {
    let mut size = None;
    if let Some(xml) = parts.get("word/styles.xml") {
        package::each_element(xml, |element| {
            if element.name().as_ref() == b"w:sz" && size.is_none() {
                size = attribute(element, b"w:val").and_then(|value| value.parse().ok());
            }
        });
    }
    size.unwrap_or(20)
}

struct Walk<'p> {
    print: &'p mut Print,
    part: PrintPart,
    default: u16,
    /// The paragraphs that are open, inner ones (of text boxes) last.
    open: Vec<Line>,
    /// The tables that are open: number, row, cell; rows and cells count from 1 once begun.
    tables: Vec<(usize, usize, usize)>,
    /// Size of the run that is read.
    run: u16,
    /// How many elements are open whose words do not stand in the line.
    quiet: usize,
    is_text: bool,
}

impl Walk<'_> {
    fn all(mut self, xml: &[u8]) -> Option<()> {
        let mut reader = Reader::from_reader(xml);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(element) => self.begin(&element),
                Event::Empty(element) => {
                    self.begin(&element);
                    self.end(element.name().as_ref());
                }
                Event::End(element) => self.end(element.name().as_ref()),
                Event::Text(text) => self.words(&text.decode().ok()?),
                Event::GeneralRef(entity) => self.words(reference(&entity)),
                Event::Eof => return Some(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        let number = |key: &[u8]| attribute(element, key).and_then(|value| value.parse::<i32>().ok()).unwrap_or(0);
        match element.name().as_ref() {
            b"w:p" => self.open.push(self.line()),
            b"w:pStyle" => {
                if let Some(line) = self.open.last_mut() {
                    line.style = attribute(element, b"w:val").unwrap_or_default();
                }
            }
            b"w:r" => self.run = self.default,
            b"w:sz" => self.run = u16::try_from(number(b"w:val")).unwrap_or(self.default),
            b"w:t" => self.is_text = true,
            b"w:tab" | b"w:br" if !self.open.is_empty() => self.words("\n"),
            b"w:rt" | b"w:instrText" | b"w:tabs" => self.quiet += 1,
            b"w:tbl" => {
                self.tables.push((self.print.tables.len(), 0, 0));
                let (frame, first_line) = (self.print.frames.len(), self.print.lines.len());
                self.print.tables.push(Grid { frame, first_line, ..Grid::default() });
            }
            b"w:gridCol" => self.grid(|grid| grid.width += number(b"w:w")),
            b"w:tblInd" => self.grid(|grid| grid.indent = number(b"w:w")),
            b"w:tr" => {
                if let Some((_, row, cell)) = self.tables.last_mut() {
                    (*row, *cell) = (*row + 1, 0);
                }
            }
            b"w:tc" => {
                if let Some((_, _, cell)) = self.tables.last_mut() {
                    *cell += 1;
                }
            }
            b"w:pgSz" => {
                let (width, height) = (number(b"w:w"), number(b"w:h"));
                self.print.frames.push(Frame { width, height, ..Frame::default() });
            }
            b"w:pgMar" => {
                if let Some(frame) = self.print.frames.last_mut() {
                    (frame.top, frame.bottom) = (number(b"w:top"), number(b"w:bottom"));
                    (frame.left, frame.right) = (number(b"w:left"), number(b"w:right"));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"w:p" => {
                if let Some(line) = self.open.pop() {
                    self.print.lines.push(line);
                }
            }
            b"w:t" => self.is_text = false,
            b"w:rt" | b"w:instrText" | b"w:tabs" => self.quiet = self.quiet.saturating_sub(1),
            b"w:tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn line(&self) -> Line {
        let cell = self.tables.last().map(|(table, row, cell)| (*table, row.saturating_sub(1), cell.saturating_sub(1)));
        Line { part: self.part, cell, smallest: u16::MAX, ..Line::default() }
    }

    fn grid(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.tables.last().and_then(|(table, ..)| self.print.tables.get_mut(*table)) {
            change(grid);
        }
    }

    fn words(&mut self, words: &str) {
        let is_break = words == "\n";
        if self.quiet > 0 || !(self.is_text || is_break) {
            return;
        }
        let Some(line) = self.open.last_mut() else { return };
        line.text.push_str(words);
        if !words.trim().is_empty() {
            line.smallest = line.smallest.min(self.run);
        }
    }
}

fn reference(entity: &[u8]) -> &str {
    match entity {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => "",
    }
}

impl Line {
    /// Its words without blanks of any width.
    pub(super) fn squeezed(&self) -> String {
        self.text.chars().filter(|letter| !letter.is_whitespace()).collect()
    }
}
