//! Everything that can be wrong with a paper.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::place::{PaperSide, PrintPlace};
use super::shared::{Shared, Uncompared};
use crate::domain::deadline::MilestoneKind;
use crate::domain::form::Named;
use crate::domain::instant::Instant;
use crate::domain::question::PrintedField;

/// What is wrong with a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentProblem {
    /// The paper prints this and the bid does not say it.
    Missing(Fact),
    /// The paper prints records of a kind, and there is none.
    RecordMissing(Named),
    /// A record lacks what the paper prints of it.
    FieldMissing {
        /// The kind of record.
        kind: Named,
        /// What it lacks.
        field: Named,
        /// Which of the records, from 1.
        number: usize,
    },
    /// The addressee already ends with an honorific, and another would follow.
    HonorificTwice,
    /// The paper is dated before the notice.
    BeforeNotice,
    /// The date has no era.
    NoEra,
    /// The amount is below one yen.
    AmountTooSmall,
    /// The amount has more digits than boxes.
    AmountTooLarge,
    /// A character that a paper must not carry, or that was left out because no file can carry it.
    Character {
        /// Where it stands.
        fact: Fact,
        /// Which.
        character: char,
    },
    /// The firm's short sign (㈱) instead of its registered name.
    Abbreviated(Fact),
    /// The country's code is not known: the code itself is printed.
    UnknownCountry {
        /// Which member, from 0.
        member: usize,
    },
    /// A placeholder such as `{` or ○○ is left in the text.
    Placeholder(String),
    /// A text refers to a section that is no longer there.
    ReferenceLost(Fact),
    /// The file of a picture is not there, or is none that a paper can hold.
    PictureLost(Fact),
    /// A question on the sheet would tell who asks.
    QuestionTells {
        /// Its number on the sheet.
        number: i64,
        /// Where on its row.
        #[serde(default)]
        field: PrintedField,
        /// The words that tell it.
        words: String,
    },
    /// Questions are ready, and the time to ask is over.
    QuestionsLate,
    /// The page numbers of the contents were reckoned by lines, not measured on the typeset paper.
    PagesReckoned,
    /// The page numbers of the contents were counted on the paper as an office program sets it.
    PagesCounted {
        /// When.
        at: Instant,
    },
    /// An office program was asked to count the pages and could not: they are reckoned by lines.
    PagesNotCounted,
    /// Type on the produced paper is smaller than the floor; both in tenths of a point.
    TypeTooSmall {
        /// Where.
        place: PrintPlace,
        /// How large it is.
        tenths: u32,
        /// How large it must be.
        floor: u32,
    },
    /// A margin is too small; both in tenths of a millimetre.
    MarginTooSmall {
        /// On which side.
        side: PaperSide,
        /// How wide it is.
        tenths: u32,
        /// How wide it must be.
        least: u32,
    },
    /// A table reaches over the margin.
    TableTooWide {
        /// Where it begins.
        place: PrintPlace,
    },
    /// The paper keeps to its page limit.
    PagesWithin {
        /// How many count.
        pages: u32,
        /// How many may.
        limit: u32,
    },
    /// The paper has more pages than it may.
    TooManyPages {
        /// How many count.
        pages: u32,
        /// How many may.
        limit: u32,
    },
    /// The office program and the grid rule disagree whether the paper keeps to its limit.
    PagesNotCertain {
        /// What the office program counted.
        counted: u32,
        /// What the grid rule says.
        reckoned: u32,
        /// How many may be.
        limit: u32,
    },
    /// Nobody counted the pages: there is no office program, or it was not asked yet.
    PagesNotChecked {
        /// What the grid rule says.
        reckoned: u32,
        /// How many may be.
        limit: u32,
    },
    /// What stands on the produced paper where the 件名 should, and is not it.
    TitleDiffers {
        /// Where.
        place: PrintPlace,
        /// What stands there.
        found: String,
    },
    /// A placeholder is left on the produced paper.
    PlaceholderAt {
        /// Where.
        place: PrintPlace,
        /// Which.
        text: String,
    },
    /// A character that old office systems lack, on the produced paper.
    CharacterAt {
        /// Where.
        place: PrintPlace,
        /// Which.
        character: char,
    },
    /// A firm's short sign (㈱) on the produced paper.
    AbbreviatedAt {
        /// Where.
        place: PrintPlace,
    },
    /// The same thing in full-width and half-width characters, or two kinds of commas.
    WidthsMixed {
        /// Where.
        place: PrintPlace,
        /// What.
        text: String,
    },
    /// 様, 殿 and 御中 doubled, or where the other belongs.
    HonorificMisused {
        /// Where.
        place: PrintPlace,
        /// The line.
        text: String,
    },
    /// ヶ月 and the like for か月.
    MonthsWritten {
        /// Where.
        place: PrintPlace,
        /// As it is written.
        text: String,
    },
    /// A reading that the form wants in katakana.
    NotKatakana {
        /// Where.
        place: PrintPlace,
        /// What stands there.
        text: String,
    },
    /// A reading that the form wants in hiragana.
    NotHiragana {
        /// Where.
        place: PrintPlace,
        /// What stands there.
        text: String,
    },
    /// Two papers say the same thing differently, or one and the notice.
    Differs {
        /// What.
        what: Shared,
        /// As this paper says it.
        here: String,
        /// As the other says it.
        there: String,
        /// The other paper; empty for the notice.
        other: String,
    },
    /// The amount of a paper is not the sum of this breakdown.
    AmountsDiffer {
        /// The paper that states the amount.
        other: String,
    },
    /// Something that papers must say alike could not be held together.
    NotCompared(Uncompared),
    /// The paper is dated before one that must come first.
    DatedBefore {
        /// The other paper; empty for the agreement of the joint venture.
        other: String,
        /// Its day.
        other_day: NaiveDate,
    },
    /// The paper is dated after the step by which it is handed in.
    DatedAfter {
        /// The step.
        milestone: MilestoneKind,
        /// Its day.
        until: NaiveDate,
    },
}
