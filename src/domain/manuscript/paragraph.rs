//! A paragraph: what it is, how its lines are set; and a heading as contents see it.

use super::inline::Inline;
use super::measure::HalfPoints;

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
