//! What a 様式 looks like, as data: the parsed form language of `templates/forms`, and page layouts.
//! Reads no file (`server::templates` does) and prints nothing (`server::docx::compose` does).

use super::document::Order;
use super::manuscript::Align;

/// Makes an enum with a printed name for each value, and reads it.
macro_rules! names {
    ($(#[$outer:meta])* $name:ident, $what:literal { $($(#[$inner:meta])* $value:ident = $text:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$inner])* $value,)+ }

        impl $name {
            #[doc = concat!("Every ", $what, ".")]
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            #[doc = concat!("The ", $what, "'s name in a form file.")]
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$value => $text,)+ }
            }

            #[doc = concat!("Reads a ", $what, "'s name.")]
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }

            /// All names, for saying what may be written.
            #[must_use]
            pub fn names() -> String {
                Self::ALL.iter().map(|value| value.name()).collect::<Vec<_>>().join(", ")
            }
        }
    };
}

mod condition;
mod fault;
mod layout;
mod lists;
mod people;
mod pictures;
mod record_names;
mod repeat;
mod tables;
mod text;

pub use condition::{Condition, RecordState, State, Statement};
pub use fault::{ShapeFault, SyntaxFault, TemplateFault, ValueSort};
pub use layout::Layout;
pub use lists::{Below, CheckOption, FormArticle, FormArticles, FormItem, FormParagraph, Numerals, SubItem, Tick};
pub use people::{AgentPlace, FirmBlock, MarkPlace, SenderFirms, SenderPlace};
pub use pictures::{ChartLevel, FormGantt, FormVertical, GanttUnit, SealBox, VerticalLine};
pub use record_names::{FieldName, Named, RecordName, RecordNames};
pub use repeat::{Each, Over, Repeat};
pub use tables::{FormColumn, FormField, FormFields, FormRow, FormTable, RowText};
pub use text::{FieldForm, MemberValue, Placeholder, RecordValueName, Text, TextFault, TextPart, Whose};

/// One 様式.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Stable code of the catalogue, such as F01.
    pub code: String,
    /// Title in Japanese.
    pub title_ja: String,
    /// Title in English.
    pub title_en: String,
    /// What the paper is for, in Japanese.
    pub explanation_ja: String,
    /// What the paper is for, in English.
    pub explanation_en: String,
    /// What to know when filling it and handing it in; may be empty.
    pub notes: Named,
    /// The label printed when the buyer's is not known; may be empty.
    pub label: String,
    /// Other labels seen at buyers.
    pub labels: Vec<String>,
    /// Other titles seen at buyers.
    pub titles: Vec<String>,
    /// Forms of the same paper between which a bid chooses; the first is the own.
    pub variants: Vec<Variant>,
    /// The orders of the head it allows; the first is its own.
    pub orders: Vec<Order>,
    /// Name of its layout.
    pub layout: String,
    /// Printed once, or once for each of several.
    pub each: Each,
    /// Only for those of which this holds.
    pub each_only: Vec<Condition>,
    /// Who hands it in.
    pub per: HandedInBy,
    /// How many pages one copy has with ordinary data.
    pub pages: Option<u32>,
    /// How many it may have for several firms and for works, when that is more.
    pub pages_most: Option<u32>,
    /// The rules of the dossier that it must hold, such as R-07.
    pub rules: Vec<String>,
    /// Above every page.
    pub header: Text,
    /// Above every page of a copy that must not name the firm.
    pub header_blind: Text,
    /// Below every page.
    pub footer: Text,
    /// What is printed, in order; the head is brought into the bid's order when printing.
    pub blocks: Vec<FormBlock>,
}

/// Copies for those who judge must not name the firm (dossier §9).
const BLIND: &str = "R-49";

impl Form {
    /// Whether there is a copy of it that names no firm (副本): the form must hold the rule.
    #[must_use]
    pub fn has_blind_copy(&self) -> bool {
        self.rules.iter().any(|rule| rule == BLIND)
    }

    /// How many pages one copy of a variant has with ordinary data, where its file says so.
    #[must_use]
    pub fn pages_of(&self, variant: Option<&str>) -> Option<u32> {
        let chosen = variant.and_then(|code| self.variants.iter().find(|variant| variant.code == code));
        chosen.and_then(|variant| variant.pages).or(self.pages)
    }
}

/// One of several forms of the same paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its name in conditions.
    pub code: String,
    /// Its title, for choosing.
    pub title: Named,
    /// Its layout, when it is another than the form's.
    pub layout: Option<Layout>,
    /// How many pages one copy has, when that is another number than the form's.
    pub pages: Option<u32>,
}

names! {
    /// Who hands a paper in.
    HandedInBy, "who hands in" {
        /// The representative, for all.
        Representative = "representative",
        /// Each member its own.
        Member = "member",
    }
}

names! {
    /// How large a text is printed.
    TextSize, "size" {
        /// As notes.
        Note = "note",
        /// As the running text.
        Body = "body",
        /// 14 pt.
        Large = "large",
        /// As 表題.
        Title = "title",
    }
}

/// One block of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBlock {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// What it is.
    pub body: FormBlockBody,
}

/// What a block can be (dossier §3.0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormBlockBody {
    /// B1 ラベル.
    Label {
        /// Left, or right for some buyers.
        align: Align,
    },
    /// B2 日付.
    Date,
    /// B3 宛先.
    Addressee {
        /// Something else than the tender's addressee with its honorific.
        text: Option<Text>,
    },
    /// B4, B5 差出人 and B6 代理人, in the head.
    Sender(FirmBlock),
    /// The same where it is written.
    Signatures(FirmBlock),
    /// B7 表題.
    Title {
        /// As printed, spaced letters included.
        text: Text,
        /// How large.
        size: TextSize,
    },
    /// A paragraph.
    Paragraph(FormParagraph),
    /// A line that parts a form.
    Heading {
        /// Its words.
        text: Text,
    },
    /// B8 記.
    Ki,
    /// B8 numbered items.
    Items {
        /// The labels are spread over this many characters.
        label_width: u16,
        /// The items; those whose conditions fail leave no gap in the numbers.
        items: Vec<FormItem>,
    },
    /// Boxes to tick.
    Checks {
        /// What stands beside the boxes.
        options: Vec<CheckOption>,
        /// So many side by side.
        across: u16,
        /// Indent in characters.
        left: i32,
    },
    /// 条文.
    Articles(FormArticles),
    /// The digit boxes of the amount.
    AmountBoxes {
        /// The word in the first cell.
        label: String,
        /// How many digits.
        cells: usize,
    },
    /// 金…円 on a line of its own.
    AmountLine {
        /// The word before it; may be empty.
        label: String,
        /// The amount in words.
        text: Text,
    },
    /// A table.
    Table(FormTable),
    /// A grid of labels and values.
    Fields(FormFields),
    /// 内訳書.
    CostBreakdown,
    /// Squares for seals.
    SealBoxes(Vec<SealBox>),
    /// 工程表.
    Gantt(FormGantt),
    /// 体制図.
    OrgChart(Vec<ChartLevel>),
    /// A frame with vertical lines.
    Vertical(FormVertical),
    /// B9 連絡先.
    ContactBox {
        /// Of which firms.
        firms: SenderFirms,
        /// The words above it.
        label: String,
        /// Whether it has lines.
        boxed: bool,
    },
    /// 以上.
    End,
    /// B10 注記.
    Note {
        /// 注, 備考.
        label: String,
        /// Its text.
        text: Text,
    },
    /// What follows begins on a new page.
    PageBreak {
        /// The layout of the pages that follow, when it is another.
        layout: Option<Layout>,
    },
    /// The cover of a proposal.
    Cover {
        /// The word below 件名.
        text: Text,
    },
    /// 目次.
    Contents {
        /// Deepest level listed.
        deepest: u8,
    },
    /// The written sections.
    Sections,
    /// Empty lines.
    Spacer {
        /// How many.
        lines: u16,
    },
}
