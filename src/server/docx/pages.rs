//! Page numbers of headings: reckoned by the grid rule, or read from the typeset paper's text.
//! Reckoning is what stands in the contents until the paper is typeset; it is never reported as a count.

use std::collections::BTreeMap;

use super::pieces;
use crate::domain::manuscript::{
    Heading, Inline, Item, Manuscript, PageSetup, Paragraph, Part, Role, Row, RowHeight, Table,
};

/// What the grid rule says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reckoning {
    /// Sheets in all, cover included.
    pub pages: u32,
    /// The printed page number of each heading, by bookmark.
    pub headings: BTreeMap<String, u32>,
}

/// Lays the lines of a manuscript on the grid: an East Asian line takes whole cells, an exact line its height.
#[must_use]
pub fn reckon(manuscript: &Manuscript) -> Reckoning {
    let mut reckoning = Reckoning::default();
    for part in &manuscript.parts {
        let mut walk = Walk::new(part, manuscript, part.numbering_from.unwrap_or(reckoning.pages + 1));
        for item in &part.items {
            walk.item(item);
        }
        reckoning.pages += walk.pages;
        reckoning.headings.append(&mut walk.headings);
    }
    reckoning
}

/// How many pages a part takes by the same rule.
pub(super) fn pages_of(part: &Part, manuscript: &Manuscript) -> u32 {
    let mut walk = Walk::new(part, manuscript, 1);
    part.items.iter().for_each(|item| walk.item(item));
    walk.pages
}

/// Writes page numbers into the headings, from where the contents take them.
pub fn set_pages(manuscript: &mut Manuscript, pages: &BTreeMap<String, u32>) {
    for item in manuscript.parts.iter_mut().flat_map(|part| &mut part.items) {
        if let Item::Paragraph(Paragraph { role: Role::Heading { bookmark, page, .. }, .. }) = item {
            *page = pages.get(bookmark).copied();
        }
    }
}

/// Finds each heading in the text of the typeset pages (one string a page, as `pdftotext` gives it) and returns the
/// printed page numbers by bookmark. The contents themselves repeat the words: a heading is looked for behind them, and
/// behind the heading before it.
#[must_use]
pub fn measured(manuscript: &Manuscript, typeset: &[String]) -> BTreeMap<String, u32> {
    let lines: Vec<(usize, String)> = typeset
        .iter()
        .enumerate()
        .flat_map(|(page, text)| text.lines().map(move |line| (page, squeeze(line))))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let unnumbered = unnumbered_sheets(manuscript);
    let mut found = BTreeMap::new();
    let mut next = end_of_contents(manuscript, &lines);
    for heading in manuscript.headings() {
        let wanted = squeeze(&format!("{}{}", heading.number, heading.text));
        let start: String = wanted.chars().take(16).collect();
        let mut behind = lines.iter().enumerate().skip(next);
        let is_it = |line: &str| line.starts_with(&start) && !is_entry(line);
        let Some((place, (page, _))) = behind.find(|(_, (_, line))| is_it(line)) else { continue };
        next = place + 1;
        let printed = u32::try_from(page + 1).unwrap_or(u32::MAX).saturating_sub(unnumbered).max(1);
        found.insert(heading.bookmark.to_owned(), printed);
    }
    found
}

/// The line behind the last entry of the contents; the first line when not all entries are found. A long entry takes two
/// lines, the first of which looks like the heading.
fn end_of_contents(manuscript: &Manuscript, lines: &[(usize, String)]) -> usize {
    let items = manuscript.parts.iter().flat_map(|part| &part.items);
    let deepest =
        items.filter_map(|item| if let Item::Contents { deepest } = item { Some(*deepest) } else { None }).max();
    let entries = manuscript.headings().filter(|heading| Some(heading.level) <= deepest).count();
    let mut ends = lines.iter().enumerate().filter(|(_, (_, line))| is_entry(line));
    entries.checked_sub(1).and_then(|last| ends.nth(last)).map_or(0, |(place, _)| place + 1)
}

/// Sheets before the part whose numbering begins at 1: each has one sheet, being a cover.
pub(super) fn unnumbered_sheets(manuscript: &Manuscript) -> u32 {
    let before = manuscript.parts.iter().take_while(|part| part.numbering_from.is_none()).count();
    if before == manuscript.parts.len() { 0 } else { u32::try_from(before).unwrap_or(0) }
}

pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A line of the contents has a leader of dots and ends with its page.
fn is_entry(line: &str) -> bool {
    line.ends_with(|last: char| last.is_ascii_digit())
        && ["....", "・・・・", "……"].iter().any(|dots| line.contains(dots))
}

/// Whether a row stays on the page of the next one.
fn is_kept(row: &Row) -> bool {
    row.cells.iter().flat_map(|cell| &cell.paragraphs).any(|paragraph| paragraph.keep_next)
}

struct Walk<'m> {
    manuscript: &'m Manuscript,
    page: PageSetup,
    /// Used height of the page, in twips.
    used: i32,
    number: u32,
    pages: u32,
    headings: BTreeMap<String, u32>,
}

impl<'m> Walk<'m> {
    fn new(part: &Part, manuscript: &'m Manuscript, number: u32) -> Self {
        Self { manuscript, page: part.page, used: 0, number, pages: 1, headings: BTreeMap::new() }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::PageBreak => self.turn(),
            Item::Paragraph(paragraph) => self.paragraph(paragraph),
            Item::Table(table) => self.table(table),
            Item::Contents { deepest } => {
                let entries = self.manuscript.headings().filter(|heading| heading.level <= *deepest).count();
                for _ in 0..entries {
                    self.place(self.page.pitch.twips());
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let width = self.page.text_width().twips();
        let (line, lines) = (self.line_height(paragraph), self.lines(paragraph, width));
        // A heading stays with the line that follows it.
        let reserve = if paragraph.keep_next { self.page.pitch.twips() } else { 0 };
        if paragraph.keep_next && self.used + line + reserve > self.page.text_height().twips() {
            self.turn();
        }
        let before = if self.used == 0 { 0 } else { i32::from(paragraph.space_before) * 10 };
        self.place(before + line);
        if let Some(heading) = Heading::of(paragraph) {
            self.headings.insert(heading.bookmark.to_owned(), self.number);
        }
        for _ in 1..lines {
            self.place(line);
        }
        for note in paragraph.footnotes() {
            self.note(note, width);
        }
        self.used += i32::from(paragraph.space_after) * 10;
    }

    /// A footnote takes its lines from the page on which its mark stands.
    fn note(&mut self, note: &str, width: i32) {
        let half = self.manuscript.body.size.twips() / 2;
        let lines = note.split('\n').map(|line| {
            let long = i32::try_from(pieces::half_widths(line)).unwrap_or(i32::MAX / 400) * half;
            1 + (long - 1).max(0) / width.max(1)
        });
        self.used += lines.sum::<i32>() * self.page.pitch.twips();
    }

    fn table(&mut self, table: &Table) {
        let rows: Vec<(i32, bool)> = table.rows.iter().map(|row| (self.row_height(row, table), is_kept(row))).collect();
        let mut is_inside = false;
        for (index, (height, is_kept)) in rows.iter().enumerate() {
            if *is_kept && !is_inside {
                let kept = rows.iter().skip(index).take_while(|(_, is_kept)| *is_kept).count();
                self.keep(rows.iter().skip(index).take(kept + 1).map(|(height, _)| height).sum());
            }
            is_inside = *is_kept;
            self.place(*height);
        }
    }

    /// Turns the page when what stays together does not fit on it; what no page holds is parted all the same.
    fn keep(&mut self, height: i32) {
        let room = self.page.text_height().twips();
        if self.used > 0 && height <= room && self.used + height > room {
            self.turn();
        }
    }

    fn row_height(&self, row: &Row, table: &Table) -> i32 {
        let mut column = 0;
        let mut needed = 0;
        for cell in &row.cells {
            let width: i32 = table.widths.iter().skip(column).take(cell.columns).map(|width| width.twips()).sum();
            let inner = width - 2 * table.padding.twips();
            let height = |p: &Paragraph| {
                i32::from(p.space_before + p.space_after) * 10 + self.line_height(p) * self.lines(p, inner)
            };
            needed = needed.max(cell.paragraphs.iter().map(height).sum());
            column += cell.columns;
        }
        match row.height {
            RowHeight::Auto => needed,
            RowHeight::AtLeast(least) => needed.max(least.twips()),
            RowHeight::Exact(exact) => exact.twips(),
        }
    }

    fn line_height(&self, paragraph: &Paragraph) -> i32 {
        if let Some(exact) = paragraph.line {
            return exact.twips();
        }
        let pitch = self.page.pitch.twips().max(1);
        let tallest = paragraph.inlines.iter().map(|inline| match inline {
            Inline::Picture(picture) => picture.height.twips(),
            other => self.size(other),
        });
        let size = tallest.max().unwrap_or(self.manuscript.body.size.twips());
        pitch * (size + pitch - 1).div_euclid(pitch).max(1)
    }

    fn lines(&self, paragraph: &Paragraph, width: i32) -> i32 {
        let character = self.manuscript.body.size.twips();
        let taken = (paragraph.indent.left + paragraph.indent.right) * character / 100;
        let room = (width - taken).max(character);
        let mut lines = 1;
        let mut along = paragraph.indent.first * character / 100;
        for inline in &paragraph.inlines {
            let half = self.size(inline) / 2;
            for (index, line) in inline.plain_text().split('\n').enumerate() {
                if index > 0 {
                    lines += 1;
                    along = 0;
                }
                along += i32::try_from(pieces::half_widths(line)).unwrap_or(i32::MAX / 400) * half;
            }
            lines += (along - 1).max(0) / room;
            along = if along > room { along % room } else { along };
        }
        lines
    }

    fn size(&self, inline: &Inline) -> i32 {
        inline.face().and_then(|face| face.size).unwrap_or(self.manuscript.body.size).twips()
    }

    fn place(&mut self, height: i32) {
        if self.used > 0 && self.used + height > self.page.text_height().twips() {
            self.turn();
        }
        self.used += height;
    }

    fn turn(&mut self) {
        self.used = 0;
        self.number += 1;
        self.pages += 1;
    }
}
