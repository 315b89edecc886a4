//! What stands in a line: texts, readings, fields, links, pictures.

use std::borrow::Cow;
use std::sync::Arc;

use super::face::Face;
use super::measure::Length;
use crate::domain::picture::PictureKind;

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
