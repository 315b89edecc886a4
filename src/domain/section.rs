//! A section of the proposal: its line in the outline, its two texts, and the blocks of a text as a
//! plain form writes them (one item per line, one table row per line).

mod graft;
mod plain_form;
mod seen;
mod tokens;

use serde::{Deserialize, Serialize};

use super::bid::{BidHead, SeatLine};
use super::block::{BidFieldValues, Block};
use super::id::{SectionId, UserId};
use super::instant::Instant;
use super::language::Language;
use super::question::Concerned;

pub use plain_form::{BLOCK_KINDS, BREAK_MARK, BlockInput, KEPT_KINDS};
pub use seen::SeenBlock;

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionState {
    /// 未着手
    Empty,
    /// 下書き
    Draft,
    /// 確認中
    Review,
    /// 承認
    Approved,
}

impl SectionState {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Empty, Self::Draft, Self::Review, Self::Approved];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after its text was written: what was approved is not what is there now.
    #[must_use]
    pub const fn after_writing(self) -> Self {
        match self {
            Self::Empty | Self::Approved => Self::Draft,
            other => other,
        }
    }
}

/// A section as a line of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLine {
    /// The section.
    pub id: SectionId,
    /// 1, 2, 3 …
    pub position: i64,
    /// Code of the outline's chapter.
    pub code: String,
    /// 見出し
    pub title_ja: String,
    /// Heading in English.
    pub title_en: String,
    /// Who writes it.
    pub assignee: Option<UserId>,
    /// Name of who writes it.
    pub assignee_name: Option<String>,
    /// ISO date, or empty.
    pub due_on: String,
    /// How far it is.
    pub state: SectionState,
    /// Revision of the line.
    pub revision: i64,
    /// Characters of the Japanese text.
    pub characters_ja: i64,
    /// Characters of the English text.
    pub characters_en: i64,
    /// How many edits its texts have had; who approves says which they have seen.
    pub edits: i64,
}

/// The outline of a bid's proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The head.
    pub head: BidHead,
    /// The sections.
    pub sections: Vec<SectionLine>,
    /// Who can be given a section.
    pub seats: Vec<SeatLine>,
}

/// What a chapter of the outline template says to its writer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// 書き方
    pub ja: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

/// One text of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionText {
    /// Its language.
    pub language: Language,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Revision of this text.
    pub revision: i64,
    /// Who saved it last.
    pub saved_by: Option<String>,
    /// When.
    pub saved_at: Option<Instant>,
}

/// Everything on the page of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionPageView {
    /// The head.
    pub head: BidHead,
    /// The outline at the left; a contributor's own section alone.
    pub sections: Vec<SectionLine>,
    /// This section.
    pub line: SectionLine,
    /// What to write here.
    pub guidance: Guidance,
    /// Japanese, English.
    pub texts: Vec<SectionText>,
    /// What texts quote of the bid.
    pub fields: BidFieldValues,
    /// Questions to the buyer that concern it, with their answers.
    pub questions: Vec<Concerned>,
    /// Whether the reader may write it.
    pub may_write: bool,
    /// Who reads; none is the operator.
    pub reader: Option<UserId>,
}

/// What a button beside a block asks for, with the block's place from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockMove {
    /// Save as it is.
    Save,
    /// One place up.
    Up(usize),
    /// One place down.
    Down(usize),
    /// A new paragraph below.
    AddBelow(usize),
    /// A new paragraph at the end.
    AddLast,
    /// Take the block out.
    Remove(usize),
}

impl BlockMove {
    /// Reads `up:2`, `down:2`, `add:2`, `add`, `remove:2`; everything else saves.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (verb, place) = text.split_once(':').map_or((text, None), |(verb, place)| (verb, place.parse().ok()));
        match (verb, place) {
            ("up", Some(place)) => Self::Up(place),
            ("down", Some(place)) => Self::Down(place),
            ("add", Some(place)) => Self::AddBelow(place),
            ("add", None) => Self::AddLast,
            ("remove", Some(place)) => Self::Remove(place),
            _ => Self::Save,
        }
    }

    /// Applies it and tells the place that the eye should return to.
    pub fn apply(self, blocks: &mut Vec<BlockInput>) -> Option<usize> {
        let fresh = || BlockInput { kind: "paragraph".to_owned(), ..BlockInput::default() };
        match self {
            Self::Save => None,
            Self::Up(place) if place > 0 && place < blocks.len() => {
                blocks.swap(place, place - 1);
                Some(place - 1)
            }
            Self::Down(place) if place.saturating_add(1) < blocks.len() => {
                blocks.swap(place, place + 1);
                Some(place + 1)
            }
            Self::AddBelow(place) if place < blocks.len() => {
                blocks.insert(place + 1, fresh());
                Some(place + 1)
            }
            Self::AddLast => {
                blocks.push(fresh());
                Some(blocks.len() - 1)
            }
            Self::Remove(place) if place < blocks.len() => {
                blocks.remove(place);
                (!blocks.is_empty()).then(|| place.min(blocks.len() - 1))
            }
            Self::Up(place) | Self::Down(place) | Self::AddBelow(place) | Self::Remove(place) => Some(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(kind: &str, text: &str) -> BlockInput {
        BlockInput { id: "a".into(), kind: kind.into(), text: text.into() }
    }

    #[test]
    fn moving_beyond_the_ends_changes_nothing() {
        let start = vec![input("paragraph", "1"), input("paragraph", "2")];
        for text in ["up:0", "down:1", "remove:9", "add:7", "up:99999999999999999999999", "save", "x:1"] {
            let mut blocks = start.clone();
            BlockMove::parse(text).apply(&mut blocks);
            assert_eq!(blocks, start, "{text}");
        }
    }
}
