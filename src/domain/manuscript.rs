//! The neutral tree that can be printed: what `server::docx` turns into a .docx and into the preview.
//! Pure data without a word of its own; lengths are exact, so that equal input gives equal bytes.

use std::borrow::Cow;
use std::sync::Arc;

use super::instant::Instant;
use super::language::Language;
use super::picture::PictureKind;

/// A length on paper, in hundredths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Length(pub i32);

/// A type size or a distance between lines, in half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfPoints(pub u16);

/// A document ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// Title in the file's properties.
    pub title: String,
    /// Author in the file's properties; empty for a blind copy.
    pub author: String,
    /// Language of the text; Japanese for every paper a Japanese office receives.
    pub language: Language,
    /// When the data were last changed: the file's dates.
    pub revised: Instant,
    /// The face of everything that names no other.
    pub body: BodyFace,
    /// The parts, each with its own page setup; a part begins on a new page.
    pub parts: Vec<Part>,
}

/// The face of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyFace {
    /// Mincho or Gothic.
    pub font: Font,
    /// Its size.
    pub size: HalfPoints,
}

/// A run of pages with one setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Paper, margins and grid.
    pub page: PageSetup,
    /// Printed above the text of every page.
    pub header: Vec<Paragraph>,
    /// Printed below the text of every page.
    pub footer: Vec<Paragraph>,
    /// Page numbers begin anew at this number.
    pub numbering_from: Option<u32>,
    /// The content.
    pub items: Vec<Item>,
}

/// Paper, margins and grid (dossier §4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSetup {
    /// Width of the sheet as it lies.
    pub width: Length,
    /// Height of the sheet as it lies.
    pub height: Length,
    /// Free space above the text.
    pub top: Length,
    /// Free space below the text.
    pub bottom: Length,
    /// Free space left of the text.
    pub left: Length,
    /// Free space right of the text.
    pub right: Length,
    /// From the paper's edge to the header and the footer.
    pub edge: Length,
    /// Distance of the lines of the document grid.
    pub pitch: HalfPoints,
}

/// Something that stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// The contents, made of the headings of the whole manuscript down to a level.
    Contents {
        /// Deepest heading level listed.
        deepest: u8,
    },
    /// What follows begins on a new page.
    PageBreak,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// What it is; becomes the paragraph style and the class in the preview.
    pub role: Role,
    /// How its lines are set.
    pub align: Align,
    /// Indents.
    pub indent: Indent,
    /// Space above, in half points.
    pub space_before: u16,
    /// Space below, in half points.
    pub space_after: u16,
    /// Exact line height; such a paragraph does not snap to the grid.
    pub line: Option<HalfPoints>,
    /// Stays on the page of what follows.
    pub keep_next: bool,
    /// The content.
    pub inlines: Vec<Inline>,
}

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// 様式第n号.
    Label,
    /// 表題.
    Title,
    /// 日付.
    Date,
    /// 宛先.
    Addressee,
    /// A line of the sender block, 差出人.
    Sender,
    /// 記.
    Ki,
    /// 以上.
    End,
    /// A numbered item, 箇条.
    ListItem,
    /// A picture.
    Picture,
    /// What stands below a picture.
    Caption,
    /// 注.
    Note,
    /// Text in a table.
    Cell,
    /// Text in a heading row, which repeats on each page.
    CellHeading,
    /// Header line.
    Header,
    /// Footer line.
    Footer,
    /// A line of the cover.
    Cover,
    /// The word 目次 above the contents.
    ContentsTitle,
    /// A heading.
    Heading {
        /// 1 to 4: １, (1), ア, (ア) (dossier §4.2).
        level: u8,
        /// The printed number, without the space that follows it.
        number: String,
        /// Bookmark that contents entries point at; unique in the manuscript.
        bookmark: String,
        /// Page on which it stands, when that was measured.
        page: Option<u32>,
    },
}

/// How lines are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// 両端揃え, the Japanese default.
    #[default]
    Justify,
    /// 左揃え.
    Left,
    /// 中央揃え.
    Centre,
    /// 右揃え.
    Right,
    /// 均等割付.
    Distribute,
}

/// Indents in hundredths of a character of the body (as in OOXML `leftChars`), so that they survive another size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indent {
    /// Left of all lines.
    pub left: i32,
    /// Right of all lines.
    pub right: i32,
    /// First line against the others; negative hangs.
    pub first: i32,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text in one face. A line feed is a line break, a tab a tab.
    Text(Run),
    /// Text with its reading above it (ふりがな).
    Ruby {
        /// The text.
        base: String,
        /// The reading.
        reading: String,
        /// The face of the text; the reading takes half its size.
        face: Face,
    },
    /// The number of this page.
    PageNumber,
    /// The number of pages of this part.
    PageCount,
    /// Where the seal goes, 印.
    SealMark,
    /// Something that leads out of the paper.
    Link {
        /// Where to: http, https or mailto.
        address: String,
        /// What is seen of it.
        inlines: Vec<Inline>,
    },
    /// The number and the words of a heading, brought up to date by who opens the file.
    Reference {
        /// The heading's.
        bookmark: String,
        /// What it says now.
        text: String,
        /// Its face.
        face: Face,
    },
    /// The mark of a footnote, 脚注, with what it says.
    Footnote(String),
    /// A picture as one large character.
    Picture(Picture),
}

/// A picture and how large it prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it is called among the pictures of the bid: the same name is the same picture.
    pub file: String,
    /// Where the preview finds it.
    pub address: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// What the file is.
    pub kind: PictureKind,
    /// What it shows, for who does not see it.
    pub alt: String,
    /// How wide it prints.
    pub width: Length,
    /// How high it prints.
    pub height: Length,
}

/// Text in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// The face.
    pub face: Face,
}

/// How characters look; `None` is the body's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Face {
    /// Another size.
    pub size: Option<HalfPoints>,
    /// Another font.
    pub font: Option<Font>,
    /// What makes it stand out.
    pub stress: Stress,
    /// Its colour.
    pub ink: Ink,
    /// The characters are spread over the width of so many (均等割付 of a run).
    pub fit: Option<u16>,
}

/// The colour of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// Black.
    #[default]
    Black,
    /// Red, as 入札書在中 on an envelope.
    Red,
}

/// How characters are made to stand out; each can be beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stress {
    /// 太字.
    pub bold: bool,
    /// 下線.
    pub underline: bool,
    /// 圏点.
    pub dots: bool,
}

/// A family of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// ＭＳ 明朝.
    Mincho,
    /// ＭＳ ゴシック.
    Gothic,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is; becomes the class in the preview.
    pub role: TableRole,
    /// Where it stands in the line.
    pub place: TablePlace,
    /// Widths of the columns.
    pub widths: Vec<Length>,
    /// Space at the left and right of the text in each cell.
    pub padding: Length,
    /// Lines drawn around the cells.
    pub borders: Borders,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableRole {
    /// A table of data.
    Data,
    /// The sender block, 差出人: lines without borders.
    Sender,
    /// The digit boxes of the amount.
    DigitBoxes,
    /// The box of the person to ask, 連絡先.
    Contact,
    /// Squares for seals.
    Seals,
    /// Boxes with lines between, 体制図.
    Chart,
    /// 工程表.
    Schedule,
    /// A frame with vertical lines.
    Vertical,
}

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TablePlace {
    /// This far from the left edge of the text.
    Left(Length),
    /// In the middle.
    Centre,
    /// At the right edge of the text.
    Right,
}

/// Lines around cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borders {
    /// None.
    None,
    /// 0.5 pt around every cell.
    Grid,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How high.
    pub height: RowHeight,
    /// Whether it repeats on each page.
    pub place: RowPlace,
    /// The cells; their spans fill the columns exactly.
    pub cells: Vec<Cell>,
}

/// How high a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowHeight {
    /// As the text needs.
    Auto,
    /// At least this.
    AtLeast(Length),
    /// Exactly this.
    Exact(Length),
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowPlace {
    /// Repeated on each page.
    Heading,
    /// Once.
    Body,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How many columns it covers.
    pub columns: usize,
    /// Whether it continues the cell above.
    pub join: Join,
    /// Shaded as a heading (F2F2F2).
    pub ground: Ground,
    /// Where its text stands.
    pub stand: Stand,
    /// Lines of its own, beside the table's.
    pub rule: Sides,
    /// The dashes of those lines.
    pub dash: Dash,
    /// Which way its text runs.
    pub flow: Flow,
    /// The text; an empty list prints an empty cell.
    pub paragraphs: Vec<Paragraph>,
}

/// How a cell is joined downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Join {
    /// Alone.
    #[default]
    Alone,
    /// The first of several.
    First,
    /// One of the others: its text is not printed.
    Below,
}

/// What is behind the text of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Paper.
    #[default]
    Plain,
    /// The grey of headings.
    Shaded,
    /// The grey of bars, which a copier keeps.
    Dark,
}

/// The sides of a cell that have a line of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides(u8);

/// How lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dash {
    /// Through.
    #[default]
    Solid,
    /// In dashes: what stands outside.
    Dashed,
}

/// Which way text runs in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// From left to right.
    #[default]
    Across,
    /// From top to bottom, lines from right to left (縦書き).
    Down,
}

/// Where text stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    /// At the top.
    Top,
    /// In the middle.
    #[default]
    Middle,
    /// At the bottom.
    Bottom,
}

impl Length {
    /// Whole millimetres.
    #[must_use]
    pub const fn mm(millimetres: i32) -> Self {
        Self(millimetres.saturating_mul(100))
    }

    /// In twentieths of a point, rounded up, as Word does (35 mm = 1985; dossier §4.1).
    #[must_use]
    pub const fn twips(self) -> i32 {
        let scaled = self.0 as i64 * 1440;
        (scaled.div_euclid(2540) + (scaled.rem_euclid(2540) != 0) as i64) as i32
    }

    /// This and another.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// This without another.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl HalfPoints {
    /// In twentieths of a point.
    #[must_use]
    pub const fn twips(self) -> i32 {
        self.0 as i32 * 10
    }
}

impl PageSetup {
    /// Width of the text.
    #[must_use]
    pub const fn text_width(&self) -> Length {
        self.width.minus(self.left).minus(self.right)
    }

    /// Height of the text.
    #[must_use]
    pub const fn text_height(&self) -> Length {
        self.height.minus(self.top).minus(self.bottom)
    }
}

impl Paragraph {
    /// A paragraph of one text in the body's face.
    #[must_use]
    pub fn of(role: Role, align: Align, text: &str) -> Self {
        Self { role, align, inlines: vec![Inline::text(text)], ..Self::default() }
    }

    /// The words alone.
    #[must_use]
    pub fn plain_text(&self) -> String {
        self.inlines.iter().map(Inline::plain_text).collect()
    }

    /// The footnotes in their order.
    pub fn footnotes(&self) -> impl Iterator<Item = &str> {
        let own = self.inlines.iter().flat_map(|inline| match inline {
            Inline::Link { inlines, .. } => inlines.as_slice(),
            other => std::slice::from_ref(other),
        });
        own.filter_map(|inline| if let Inline::Footnote(text) = inline { Some(text.as_str()) } else { None })
    }
}

impl Stress {
    /// 太字 alone.
    pub const BOLD: Self = Self { bold: true, underline: false, dots: false };
}

impl Inline {
    /// Text in the body's face.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(Run { text: text.to_owned(), face: Face::default() })
    }

    /// The words alone; a field has none.
    #[must_use]
    pub fn plain_text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(run) => run.text.as_str().into(),
            Self::Ruby { base, .. } => base.as_str().into(),
            Self::Reference { text, .. } => text.as_str().into(),
            Self::SealMark => "印".into(),
            Self::Link { inlines, .. } => inlines.iter().map(Self::plain_text).collect::<String>().into(),
            Self::PageNumber | Self::PageCount | Self::Footnote(_) | Self::Picture(_) => "".into(),
        }
    }

    /// The face of its characters, when it has characters.
    #[must_use]
    pub fn face(&self) -> Option<Face> {
        match self {
            Self::Text(run) => Some(run.face),
            Self::Ruby { face, .. } | Self::Reference { face, .. } => Some(*face),
            Self::Link { inlines, .. } => inlines.iter().find_map(Self::face),
            _ => None,
        }
    }
}

impl Sides {
    /// None.
    pub const NONE: Self = Self(0);
    /// Above.
    pub const ABOVE: Self = Self(1);
    /// At the right.
    pub const RIGHT: Self = Self(2);
    /// Below, to write on.
    pub const BELOW: Self = Self(4);
    /// At the left.
    pub const LEFT: Self = Self(8);
    /// All around.
    pub const AROUND: Self = Self(15);

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether these sides are among them.
    #[must_use]
    pub const fn has(self, sides: Self) -> bool {
        self.0 & sides.0 == sides.0 && sides.0 != 0
    }
}

impl Cell {
    /// A plain cell of one column.
    #[must_use]
    pub fn of(paragraphs: Vec<Paragraph>) -> Self {
        Self {
            columns: 1,
            join: Join::Alone,
            ground: Ground::Plain,
            stand: Stand::Middle,
            rule: Sides::NONE,
            dash: Dash::Solid,
            flow: Flow::Across,
            paragraphs,
        }
    }
}

impl Manuscript {
    /// The headings in order: level, number, text, bookmark, measured page.
    pub fn headings(&self) -> impl Iterator<Item = Heading<'_>> {
        self.parts.iter().flat_map(|part| &part.items).filter_map(|item| match item {
            Item::Paragraph(paragraph) => Heading::of(paragraph),
            _ => None,
        })
    }

    /// The paragraphs of the text in their order, those in tables among them.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.parts.iter().flat_map(|part| &part.items).flat_map(Item::paragraphs)
    }

    /// Every word that is printed, one line per paragraph, tables row by row: for checks of wording.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut lines = Vec::new();
        for item in self.parts.iter().flat_map(|part| &part.items) {
            match item {
                Item::Paragraph(paragraph) => lines.push(paragraph.plain_text()),
                Item::Table(table) => lines.extend(table.rows.iter().map(Row::plain_text)),
                Item::Contents { .. } | Item::PageBreak => {}
            }
        }
        lines.join("\n")
    }
}

impl Item {
    /// The paragraphs that it consists of.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let (own, rows) = match self {
            Self::Paragraph(paragraph) => (Some(paragraph), [].as_slice()),
            Self::Table(table) => (None, table.rows.as_slice()),
            Self::Contents { .. } | Self::PageBreak => (None, [].as_slice()),
        };
        let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.join != Join::Below);
        own.into_iter().chain(cells.flat_map(|cell| &cell.paragraphs))
    }
}

impl Row {
    /// The words alone, cells parted by tabs.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let cell = |cell: &Cell| cell.paragraphs.iter().map(Paragraph::plain_text).collect::<Vec<_>>().join(" ");
        self.cells.iter().map(cell).collect::<Vec<_>>().join("\t")
    }
}

/// A heading as contents see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'m> {
    /// 1 to 4.
    pub level: u8,
    /// The printed number.
    pub number: &'m str,
    /// The words.
    pub text: String,
    /// Where contents point at.
    pub bookmark: &'m str,
    /// The measured page.
    pub page: Option<u32>,
}

impl<'m> Heading<'m> {
    /// The heading, if the paragraph is one.
    #[must_use]
    pub fn of(paragraph: &'m Paragraph) -> Option<Self> {
        match &paragraph.role {
            Role::Heading { level, number, bookmark, page } => {
                Some(Self { level: *level, number, text: paragraph.plain_text(), bookmark, page: *page })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_become_the_twips_of_the_dossier() {
        let twips: Vec<i32> = [35, 30, 25, 20, 210, 297].map(|mm| Length::mm(mm).twips()).to_vec();
        assert_eq!(twips, [1985, 1701, 1418, 1134, 11906, 16838]);
    }
}
