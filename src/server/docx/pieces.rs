//! The paragraphs of which papers consist (dossier §3.0): one small function for each, with its measures.

use super::filling::{Filling, Scope};
use super::values;
use crate::domain::form::{Layout, Placeholder, Text, TextPart};
use crate::domain::manuscript::{
    Align, Face, Font, HalfPoints, Indent, Inline, Item, Length, PageSetup, Paragraph, Role, Run, Stress,
};

/// The measures of a layout that pieces need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) page: PageSetup,
    pub(super) body: HalfPoints,
    pub(super) title: HalfPoints,
    pub(super) label: HalfPoints,
    pub(super) note: HalfPoints,
    pub(super) heading: HalfPoints,
    pub(super) heading_font: Font,
}

impl Sizes {
    pub(super) fn of(layout: &Layout) -> Self {
        Self {
            page: layout.page,
            body: layout.size,
            title: layout.title_size,
            label: layout.label_size,
            note: layout.note_size,
            heading: layout.heading_size,
            heading_font: layout.heading_font,
        }
    }

    /// The width of so many characters of the body (one half point = 0.17639 mm).
    pub(super) fn characters(&self, count: i32) -> Length {
        Length((i32::from(self.body.0) * count * 17_639 + 500) / 1000)
    }

    /// How many whole characters of the body a width holds.
    pub(super) fn characters_in(&self, width: Length) -> u16 {
        let character = i64::from(self.body.0.max(1)) * 17_639;
        u16::try_from(i64::from(width.0) * 1000 / character).unwrap_or(u16::MAX)
    }

    /// One line of the grid, in half points.
    pub(super) fn pitch(&self) -> u16 {
        self.page.pitch.0
    }
}

/// A face of another size.
pub(super) fn sized(size: HalfPoints) -> Face {
    Face { size: Some(size), ..Face::default() }
}

/// Text in a face.
pub(super) fn run(text: &str, face: Face) -> Inline {
    Inline::Text(Run { text: text.to_owned(), face })
}

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A line height in which a size stands well: four thirds, in whole points.
pub(super) fn line_for(size: HalfPoints) -> HalfPoints {
    HalfPoints((size.0 * 4 / 3).div_ceil(2) * 2)
}

/// ⏎
pub(super) fn blank_line() -> Item {
    Item::Paragraph(Paragraph { align: Align::Left, ..Paragraph::default() })
}

/// A paragraph that only parts two tables: 4 pt high.
pub(super) fn gap() -> Item {
    Item::Paragraph(Paragraph {
        align: Align::Left,
        line: Some(HalfPoints(8)),
        inlines: Vec::new(),
        ..Paragraph::default()
    })
}

/// B1 ラベル.
pub(super) fn label(text: &str, align: Align, sizes: &Sizes) -> Paragraph {
    Paragraph { role: Role::Label, align, inlines: vec![run(text, sized(sizes.label))], ..Paragraph::default() }
}

/// B7 表題, with one blank line above and below.
pub(super) fn title(text: &str, size: HalfPoints, sizes: &Sizes) -> Paragraph {
    Paragraph {
        role: Role::Title,
        align: Align::Centre,
        space_before: sizes.pitch(),
        space_after: sizes.pitch(),
        line: Some(line_for(size)),
        inlines: vec![run(text, sized(size))],
        ..Paragraph::default()
    }
}

/// A title with spaces between its letters, where the other has them.
pub(super) fn spaced_like(title: &str, other: &str) -> String {
    let letters: Vec<String> = title.chars().map(String::from).collect();
    if other.contains('　') && letters.len() <= 10 { letters.join("　") } else { title.to_owned() }
}

/// A line that parts a form.
pub(super) fn form_heading(text: &str, sizes: &Sizes) -> Paragraph {
    let face = Face { font: Some(sizes.heading_font), stress: Stress::BOLD, ..Face::default() };
    let space_before = sizes.pitch() / 3;
    Paragraph {
        align: Align::Left,
        space_before,
        space_after: 4,
        line: Some(HalfPoints(sizes.pitch())),
        keep_next: true,
        inlines: vec![run(text, face)],
        ..Paragraph::default()
    }
}

/// 金…円 in the middle, underlined, with the word before it.
pub(super) fn amount_line(label: &str, text: &str, size: HalfPoints, sizes: &Sizes) -> Paragraph {
    let mut inlines = Vec::new();
    if !label.is_empty() {
        inlines.push(run(&format!("{label}　"), sized(sizes.body)));
    }
    let stress = Stress { underline: true, ..Stress::default() };
    inlines.push(run(text, Face { size: Some(size), stress, ..Face::default() }));
    let half = sizes.pitch() / 2;
    Paragraph {
        align: Align::Centre,
        space_before: half,
        space_after: half,
        line: Some(line_for(size)),
        inlines,
        ..Paragraph::default()
    }
}

/// What stands above or below every page; nothing for an empty text.
pub(super) fn edge(text: &Text, filling: &mut Filling<'_>, scope: Scope, role: Role) -> Vec<Paragraph> {
    let face = sized(filling.sizes.note);
    let mut inlines = Vec::new();
    for part in &text.0 {
        inlines.push(match part {
            TextPart::Placeholder(Placeholder::Page) => Inline::PageNumber,
            TextPart::Placeholder(Placeholder::Pages) => Inline::PageCount,
            part => run(&values::fill(&Text(vec![part.clone()]), filling, scope), face),
        });
    }
    if inlines.is_empty() {
        return Vec::new();
    }
    let align = if role == Role::Footer { Align::Centre } else { Align::Right };
    vec![Paragraph { role, align, inlines, ..Paragraph::default() }]
}

/// 記, with half a line above and below.
pub(super) fn ki(sizes: &Sizes) -> Paragraph {
    let half = sizes.pitch() / 2;
    Paragraph {
        space_before: half, space_after: half, keep_next: true, ..Paragraph::of(Role::Ki, Align::Centre, "記")
    }
}

/// 以上, one character from the right.
pub(super) fn end() -> Paragraph {
    let indent = Indent { right: 100, ..Indent::default() };
    Paragraph { indent, ..Paragraph::of(Role::End, Align::Right, "以　上") }
}

/// A numbered item: number, label spread over `width` characters, text; further lines hang below the text.
pub(super) fn item(number: &str, label: &str, width: u16, text: &str) -> Paragraph {
    let hang = i32::from(width.max(length_in_characters(label))) * 100 + 300;
    let mut inlines = vec![Inline::text(&format!("{number}　"))];
    inlines.push(spread(label, width));
    if !text.is_empty() {
        inlines.push(Inline::text(&format!("　{text}")));
    }
    let indent = Indent { left: hang, right: 0, first: -hang };
    Paragraph { role: Role::ListItem, align: Align::Justify, indent, inlines, ..Paragraph::default() }
}

/// An item (1), (2) … below a numbered one.
pub(super) fn enclosed_item(number: usize, text: &str) -> Paragraph {
    let indent = Indent { left: 450, right: 0, first: -250 };
    Paragraph { indent, ..Paragraph::of(Role::ListItem, Align::Justify, &format!("({number})　{text}")) }
}

/// B10 注記.
pub(super) fn note(label: &str, text: &str, sizes: &Sizes) -> Paragraph {
    // Indents count in characters of the body, the note is set smaller.
    let hang =
        (i32::from(length_in_characters(label)) + 1) * 100 * i32::from(sizes.note.0) / i32::from(sizes.body.0.max(1));
    let inlines = vec![run(&format!("{label}　{text}"), sized(sizes.note))];
    let indent = Indent { left: hang, right: 0, first: -hang };
    Paragraph { role: Role::Note, indent, inlines, ..Paragraph::default() }
}

/// The word above the contents.
pub(super) fn contents_title(sizes: &Sizes) -> Paragraph {
    let face = Face { size: Some(HalfPoints(28)), font: Some(sizes.heading_font), ..Face::default() };
    Paragraph {
        role: Role::ContentsTitle,
        align: Align::Centre,
        space_after: sizes.pitch(),
        line: Some(HalfPoints(40)),
        inlines: vec![run("目　次", face)],
        ..Paragraph::default()
    }
}

/// The header of a proposal: the task, never the firm.
pub(super) fn header(title: &str, sizes: &Sizes) -> Paragraph {
    Paragraph {
        role: Role::Header,
        align: Align::Right,
        inlines: vec![run(title, sized(sizes.note))],
        ..Paragraph::default()
    }
}

/// B11 通し番号: - 1 -
pub(super) fn footer() -> Paragraph {
    let inlines = vec![Inline::text("- "), Inline::PageNumber, Inline::text(" -")];
    Paragraph { role: Role::Footer, align: Align::Centre, inlines, ..Paragraph::default() }
}

/// 均等割付: a word spread over so many characters, with full-width spaces where they fit exactly.
pub(super) fn spread(word: &str, width: u16) -> Inline {
    let length = length_in_characters(word);
    let letters: Vec<String> = word.chars().map(String::from).collect();
    let gaps = u16::try_from(letters.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if gaps == 0 || length >= width {
        return Inline::text(word);
    }
    if (width - length).is_multiple_of(gaps) {
        let between = "　".repeat(usize::from((width - length) / gaps));
        return Inline::text(&letters.join(&between));
    }
    run(word, Face { fit: Some(width), stress: Stress::default(), ..Face::default() })
}

/// How many full-width characters a text takes, rounded up.
pub(super) fn length_in_characters(text: &str) -> u16 {
    u16::try_from(half_widths(text).div_ceil(2)).unwrap_or(u16::MAX)
}

/// How many half-width characters a text takes.
pub(super) fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if is_half_width(c) { 1 } else { 2 }).sum()
}

fn is_half_width(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{FF61}'..='\u{FF9F}')
}
