//! A manuscript becomes the parts of a .docx, by docx-rs. What docx-rs cannot say is marked for `finish`:
//! a heading row by half a twip in its height; ruby, the mark of a footnote and a picture by a run style that begins
//! with [`MARK`], their particulars parted by [`PARTING`].

mod contents;
mod raw_items;
mod tables;

use std::borrow::Cow;

use docx_rs as d;

use self::raw_items::{RawItems, Write};
use super::DocumentFault;
use super::related::Related;
use super::styles::style_of;
use crate::domain::block::is_unprintable;
use crate::domain::manuscript::{
    Align, BodyFace, Face, Font, HalfPoints, Ink, Inline, Item, Manuscript, PageSetup, Paragraph, Part, Picture, Role,
    Run, Stress, Table,
};

/// How the run styles begin that `finish` carries out.
pub(super) const MARK: &str = "Musubi";
/// Ruby: base, reading, size in half points, whether the base is dotted.
pub(super) const RUBY_MARK: &str = "MusubiRuby";
/// The mark of a footnote: its number.
pub(super) const NOTE_MARK: &str = "MusubiNote";
/// A picture: number in the paper, number of the file, width, height, description.
pub(super) const PICTURE_MARK: &str = "MusubiPicture";
/// Parts the particulars of a mark.
pub(super) const PARTING: char = '\u{E000}';
/// Grey of the seal mark: seen when printing, light under the seal's ink.
const SEAL_GREY: &str = "7F7F7F";
/// Red of words on envelopes.
const RED: &str = "C00000";

/// Writes a manuscript with docx-rs: first the frame of the file, then what stands in it, item by item, so that the
/// whole is never held as docx-rs's tree.
pub(super) struct Renderer<'m> {
    manuscript: &'m Manuscript,
    body: BodyFace,
    related: Related<'m>,
    bookmarks: usize,
    fits: u32,
    notes: usize,
    pictures: usize,
    /// Pages of the part whose header and footer are being made.
    part_pages: u32,
}

impl<'m> Renderer<'m> {
    pub(super) fn new(manuscript: &'m Manuscript) -> Self {
        let related = Related::of(manuscript);
        Self { manuscript, body: manuscript.body, related, bookmarks: 0, fits: 0, notes: 0, pictures: 0, part_pages: 1 }
    }

    pub(super) fn related(&self) -> &Related<'m> {
        &self.related
    }

    pub(super) fn manuscript(&self) -> &'m Manuscript {
        self.manuscript
    }

    /// The raw parts of the file, its sections empty.
    pub(super) fn frame(&mut self) -> d::XMLDocx {
        let mut docx = d::Docx::new();
        let Some((last, before)) = self.manuscript.parts.split_last() else {
            return docx.build();
        };
        let mut has_header = false;
        for part in before {
            docx = docx.add_section(self.section(part, has_header));
            has_header |= !part.header.is_empty() || !part.footer.is_empty();
        }
        self.last_section(docx, last, has_header).build()
    }

    fn section(&mut self, part: &Part, has_header: bool) -> d::Section {
        self.count_pages(part);
        let (size, margin) = sheet(&part.page);
        let mut section = d::Section::new().page_size(size).page_margin(margin).doc_grid(grid(&part.page));
        if let Some(orient) = orientation(&part.page) {
            section = section.page_orient(orient);
        }
        if let Some(from) = part.numbering_from {
            section = section.page_num_type(d::PageNumType::new().start(from));
        }
        if has_header || !part.header.is_empty() {
            section = section.header(self.header(&part.header));
        }
        if has_header || !part.footer.is_empty() {
            section = section.footer(self.footer(&part.footer));
        }
        section
    }

    fn last_section(&mut self, docx: d::Docx, part: &Part, has_header: bool) -> d::Docx {
        self.count_pages(part);
        let page = &part.page;
        let (_, margin) = sheet(page);
        let mut docx = docx.page_size(twips(page.width.twips()), twips(page.height.twips())).page_margin(margin);
        if let Some(orient) = orientation(page) {
            docx = docx.page_orient(orient);
        }
        if let Some(from) = part.numbering_from {
            docx = docx.page_num_type(d::PageNumType::new().start(from));
        }
        if has_header || !part.header.is_empty() {
            docx = docx.header(self.header(&part.header));
        }
        if has_header || !part.footer.is_empty() {
            docx = docx.footer(self.footer(&part.footer));
        }
        docx.document.section_property = docx.document.section_property.doc_grid(grid(page));
        docx
    }

    /// Counted only where it is printed and not counted by every program.
    fn count_pages(&mut self, part: &Part) {
        let mut edges = part.header.iter().chain(&part.footer).flat_map(|paragraph| &paragraph.inlines);
        if self.manuscript.parts.len() > 1 && edges.any(|inline| *inline == Inline::PageCount) {
            self.part_pages = super::pages::pages_of(part, self.manuscript);
        }
    }

    fn header(&mut self, paragraphs: &[Paragraph]) -> d::Header {
        paragraphs.iter().fold(d::Header::new(), |header, paragraph| header.add_paragraph(self.paragraph(paragraph)))
    }

    fn footer(&mut self, paragraphs: &[Paragraph]) -> d::Footer {
        paragraphs.iter().fold(d::Footer::new(), |footer, paragraph| footer.add_paragraph(self.paragraph(paragraph)))
    }

    /// Writes the items of a part one after the other.
    pub(super) fn items(&mut self, part: &Part, write: &mut Write<'_>) -> Result<(), DocumentFault> {
        let mut raw = RawItems::new(write);
        let mut breaks = false;
        for item in &part.items {
            match item {
                Item::PageBreak => breaks = true,
                Item::Paragraph(paragraph) => {
                    let made = self.paragraph(paragraph).page_break_before_if(std::mem::take(&mut breaks));
                    raw.paragraph(&made)?;
                }
                Item::Table(table) => {
                    if std::mem::take(&mut breaks) {
                        raw.paragraph(&tiny_paragraph().page_break_before(true))?;
                    }
                    raw.table(&self.table(table))?;
                }
                Item::Contents { deepest } => {
                    for entry in self.contents(*deepest) {
                        raw.paragraph(&entry.page_break_before_if(std::mem::take(&mut breaks)))?;
                    }
                }
            }
        }
        // Word wants a paragraph behind the last table of a part.
        if raw.ends_with_paragraph() { Ok(()) } else { raw.paragraph(&tiny_paragraph()) }
    }

    fn table(&mut self, table: &Table) -> d::Table {
        tables::table(self, table)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> d::Paragraph {
        let mut made = self.bare_paragraph(paragraph);
        match &paragraph.role {
            Role::Heading { level, number, bookmark, .. } => {
                self.bookmarks += 1;
                let id = self.bookmarks;
                made = made
                    .outline_lvl(usize::from(level.saturating_sub(1)))
                    .keep_next(true)
                    .add_bookmark_start(id, bookmark.as_str());
                // The number looks as the words behind it do, but for lines and dots that belong to them alone.
                let face = paragraph.inlines.iter().find_map(Inline::face).unwrap_or_default();
                let face = Face { stress: Stress { bold: face.stress.bold, ..Stress::default() }, ..face };
                made = made.add_run(self.text(&format!("{number}　"), &face));
                made = self.inlines(made, &paragraph.inlines);
                made.add_bookmark_end(id)
            }
            _ => self.inlines(made, &paragraph.inlines),
        }
    }

    fn bare_paragraph(&self, paragraph: &Paragraph) -> d::Paragraph {
        let mut made = d::Paragraph::new();
        if let Some(style) = style_of(&paragraph.role) {
            made = made.style(style);
        }
        made = match paragraph.align {
            Align::Justify => made,
            Align::Left => made.align(d::AlignmentType::Left),
            Align::Centre => made.align(d::AlignmentType::Center),
            Align::Right => made.align(d::AlignmentType::Right),
            Align::Distribute => made.align(d::AlignmentType::Distribute),
        };
        let indent = paragraph.indent;
        if indent != Default::default() {
            let special = match indent.first {
                0 => None,
                first if first > 0 => Some(d::SpecialIndentType::FirstLine(self.chars(first))),
                first => Some(d::SpecialIndentType::Hanging(-self.chars(first))),
            };
            made = made.indent(Some(self.chars(indent.left)), special, Some(self.chars(indent.right)), None);
        }
        if paragraph.space_before > 0 || paragraph.space_after > 0 || paragraph.line.is_some() {
            made = made.line_spacing(spacing(paragraph));
        }
        if paragraph.line.is_some() {
            made = made.snap_to_grid(false);
        }
        if paragraph.keep_next { made.keep_next(true) } else { made }
    }

    fn inlines(&mut self, mut made: d::Paragraph, inlines: &[Inline]) -> d::Paragraph {
        for inline in inlines {
            made = match inline {
                Inline::Link { address, inlines } => self.link(made, address, inlines),
                other => self.inline(made, other),
            };
        }
        made
    }

    fn link(&mut self, made: d::Paragraph, address: &str, inlines: &[Inline]) -> d::Paragraph {
        let Some(rid) = self.related.link(address) else { return self.inlines(made, inlines) };
        let link = d::HyperlinkData::External { rid, path: String::new() };
        let link = d::Hyperlink { link, history: Some(1), children: Vec::new() };
        made.add_hyperlink(inlines.iter().fold(link, |link, inline| self.inline(link, inline)))
    }

    fn inline<H: Holder>(&mut self, made: H, inline: &Inline) -> H {
        match inline {
            Inline::Text(run) => self.texts(made, run),
            Inline::Ruby { base, reading, face } => made.hold(self.ruby(base, reading, face)),
            Inline::SealMark => made.hold(d::Run::new().add_text("印").color(SEAL_GREY)),
            Inline::PageNumber => field(made, d::InstrText::PAGE(d::InstrPAGE::new()), d::Run::new().add_text("1")),
            Inline::PageCount => self.page_count(made),
            Inline::Reference { bookmark, text, face } => {
                let instruction = d::InstrText::Unsupported(format!("REF {bookmark} \\h"));
                field(made, instruction, self.text(text, face))
            }
            Inline::Footnote(_) => {
                self.notes += 1;
                made.hold(d::Run::new().add_text(self.notes.to_string()).style(NOTE_MARK))
            }
            Inline::Picture(picture) => self.picture(made, picture),
            Inline::Link { inlines, .. } => inlines.iter().fold(made, |made, inline| self.inline(made, inline)),
        }
    }

    /// Of a paper in one part, its pages, which every program counts; else those of the part, which Word counts and
    /// others take as they are written.
    fn page_count<H: Holder>(&self, made: H) -> H {
        if self.manuscript.parts.len() == 1 {
            return field(made, d::InstrText::NUMPAGES(d::InstrNUMPAGES::new()), d::Run::new().add_text("1"));
        }
        let count = d::Run::new().add_text(self.part_pages.to_string());
        field(made, d::InstrText::Unsupported("SECTIONPAGES".to_owned()), count)
    }

    fn picture<H: Holder>(&mut self, made: H, picture: &Picture) -> H {
        let Some(file) = self.related.picture(&picture.file) else { return made };
        self.pictures += 1;
        let particulars = [
            self.pictures.to_string(),
            file.to_string(),
            picture.width.0.to_string(),
            picture.height.0.to_string(),
            picture.alt.replace(PARTING, ""),
        ];
        let particulars = particulars.join(&PARTING.to_string());
        made.hold(d::Run::new().add_text(printable(&particulars)).style(PICTURE_MARK))
    }

    /// 均等割付 as Word writes it: `fitText`, and the spacing that comes of it on all letters but the last, by which
    /// programs that do not know `fitText` set the same width.
    fn texts<H: Holder>(&mut self, made: H, run: &Run) -> H {
        let size = run.face.size.unwrap_or(self.body.size);
        let mut letters = run.text.chars();
        let (Some(width), Some(last)) = (run.face.fit, letters.next_back()) else {
            return made.hold(self.text(&run.text, &run.face));
        };
        let gaps = i32::try_from(letters.clone().count()).unwrap_or(i32::MAX).max(1);
        let natural = i32::try_from(super::pieces::half_widths(&run.text)).unwrap_or(0) * size.twips() / 2;
        let spacing = (i32::from(width) * size.twips() - natural) / gaps;
        self.fits += 1;
        let id = Some(self.fits);
        let face = Face { fit: None, ..run.face };
        let fitted = |mut text: d::Run, spacing: i32| {
            text.run_property = text.run_property.fit_text(usize::from(width) * usize::from(size.0) * 10, id);
            if spacing == 0 { text } else { text.character_spacing(spacing) }
        };
        let first = fitted(self.text(letters.as_str(), &face), spacing);
        let last = fitted(self.text(&last.to_string(), &face), 0);
        made.hold(first).hold(last)
    }

    fn ruby(&mut self, base: &str, reading: &str, face: &Face) -> d::Run {
        let size = face.size.unwrap_or(self.body.size).0;
        let dots = if face.stress.dots { "dots" } else { "" };
        let words = |text: &str| text.replace(|c: char| c == PARTING || c.is_control(), "");
        let text = format!("{}{PARTING}{}{PARTING}{size}{PARTING}{dots}", words(base), words(reading));
        self.text(&text, face).style(RUBY_MARK)
    }

    /// Text in a face; line feeds and tabs become elements.
    fn text(&mut self, text: &str, face: &Face) -> d::Run {
        let mut run = d::Run::new();
        for (line_index, line) in text.split('\n').enumerate() {
            if line_index > 0 {
                run = run.add_break(d::BreakType::TextWrapping);
            }
            for (index, piece) in line.split('\t').enumerate() {
                if index > 0 {
                    run = run.add_tab();
                }
                if !piece.is_empty() {
                    run = run.add_text(printable(piece));
                }
            }
        }
        self.faced(run, face)
    }

    fn faced(&mut self, mut run: d::Run, face: &Face) -> d::Run {
        if let Some(size) = face.size.filter(|size| *size != self.body.size) {
            run = run.size(usize::from(size.0));
        }
        if let Some(font) = face.font.filter(|font| *font != self.body.font) {
            run = run.fonts(fonts(font));
        }
        if face.stress.bold {
            run = run.bold();
        }
        if face.stress.underline {
            run = run.underline("single");
        }
        if face.ink == Ink::Red {
            run = run.color(RED);
        }
        if face.stress.dots { run.style(super::styles::EMPHASIS) } else { run }
    }

    /// Hundredths of a character of the body, in twips.
    fn chars(&self, hundredths: i32) -> i32 {
        hundredths * self.body.size.twips() / 100
    }
}

/// What holds runs.
trait Holder: Sized {
    fn hold(self, run: d::Run) -> Self;
}

impl Holder for d::Paragraph {
    fn hold(self, run: d::Run) -> Self {
        self.add_run(run)
    }
}

impl Holder for d::Hyperlink {
    fn hold(self, run: d::Run) -> Self {
        self.add_run(run)
    }
}

/// Two steps that docx-rs has no words for.
trait BreakBefore {
    fn page_break_before_if(self, wanted: bool) -> Self;
}

impl BreakBefore for d::Paragraph {
    fn page_break_before_if(self, wanted: bool) -> Self {
        if wanted { self.page_break_before(true) } else { self }
    }
}

fn spacing(paragraph: &Paragraph) -> d::LineSpacing {
    let mut spacing = d::LineSpacing::new();
    if paragraph.space_before > 0 {
        spacing = spacing.before(u32::from(paragraph.space_before) * 10);
    }
    if paragraph.space_after > 0 {
        spacing = spacing.after(u32::from(paragraph.space_after) * 10);
    }
    match paragraph.line {
        Some(line) => spacing.line_rule(d::LineSpacingType::Exact).line(line.twips()),
        None => spacing,
    }
}

/// A complex field with its cached result.
fn field<H: Holder>(made: H, instruction: d::InstrText, cached: d::Run) -> H {
    field_runs(instruction, cached).into_iter().fold(made, H::hold)
}

fn field_runs(instruction: d::InstrText, cached: d::Run) -> [d::Run; 5] {
    let mark = |kind| d::Run::new().add_field_char(kind, false);
    [
        mark(d::FieldCharType::Begin),
        d::Run::new().add_instr_text(instruction),
        mark(d::FieldCharType::Separate),
        cached,
        mark(d::FieldCharType::End),
    ]
}

/// A paragraph 1 pt high.
fn tiny_paragraph() -> d::Paragraph {
    let exact = d::LineSpacing::new().line_rule(d::LineSpacingType::Exact).line(HalfPoints(2).twips());
    d::Paragraph::new().snap_to_grid(false).line_spacing(exact)
}

/// Text without the characters that XML forbids; most has none.
fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(is_unprintable) { text.chars().filter(|c| !is_unprintable(*c)).collect() } else { text.into() }
}

pub(super) fn font_name(font: Font) -> &'static str {
    match font {
        Font::Mincho => "ＭＳ 明朝",
        Font::Gothic => "ＭＳ ゴシック",
    }
}

fn fonts(font: Font) -> d::RunFonts {
    let name = font_name(font);
    d::RunFonts::new().east_asia(name).ascii(name).hi_ansi(name)
}

fn twips(length: i32) -> u32 {
    u32::try_from(length).unwrap_or_default()
}

fn sheet(page: &PageSetup) -> (d::PageSize, d::PageMargin) {
    let size = d::PageSize::new().size(twips(page.width.twips()), twips(page.height.twips()));
    let margin = d::PageMargin {
        top: page.top.twips(),
        bottom: page.bottom.twips(),
        left: page.left.twips(),
        right: page.right.twips(),
        header: page.edge.twips(),
        footer: page.edge.twips(),
        gutter: 0,
    };
    (size, margin)
}

fn orientation(page: &PageSetup) -> Option<d::PageOrientationType> {
    (page.width > page.height).then_some(d::PageOrientationType::Landscape)
}

fn grid(page: &PageSetup) -> d::DocGrid {
    let pitch = usize::try_from(page.pitch.twips()).unwrap_or(360);
    d::DocGrid::new().grid_type(d::DocGridType::Lines).line_pitch(pitch)
}
