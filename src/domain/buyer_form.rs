//! A buyer's own form: the blanks found in it, what they may hold, and why a file or a value is refused.
//! Knows nothing of zip or XML (`server::buyer_forms`) and holds no sentence (`ui::wording`).

mod added;
mod datum;
mod outline;
mod protection;
mod room;
mod view;

use serde::{Deserialize, Serialize};

pub use added::{AddedBlank, AddedDraft, AddedInput, AddedKind, MOST_ADDED, PlaceRefusal, Side};
pub use datum::{Datum, MemberDatum};
pub use outline::{MOST_LINES, OutlineLine, Piece};
pub use protection::Protection;
pub use room::{Overflow, OverflowRow, Room};
pub use view::{
    Answer, AnswerInput, BlankView, BuyerFormLine, BuyerFormList, BuyerFormView, DatumView, LEAVE, TICK, TYPED, UNTICK,
};

/// A place that the buyer left for the bidder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank {
    /// Made of part and position, so that it is the same whenever the same file is read.
    pub id: String,
    /// The part of the package, such as `word/document.xml`.
    pub part: String,
    /// Where it stands in the part.
    pub place: Place,
    /// The buyer's word for it, as printed, without spaces between its letters.
    pub label: String,
    /// The heading over the label, such as 構成員 or 連絡先; in a list without such, the number of the row; empty when there
    /// is none.
    pub group: String,
    /// How the buyer drew it.
    pub kind: BlankKind,
    /// What the bid knows that fits.
    pub proposal: Option<Datum>,
    /// The words around it, for a person to see where it is.
    pub context: String,
    /// What may be chosen, of a list.
    pub choices: Vec<String>,
    /// How many digits it takes, of digit boxes.
    pub digits: Option<usize>,
    /// Whether 円 or another unit is already printed beside it.
    pub has_unit: bool,
    /// Whether it is a box that is ticked already, and can be unticked.
    #[serde(default)]
    pub is_checked: bool,
}

/// Where a blank stands: tables in document order from 0, nested ones too; rows and cells from 0 as in the XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// In a paragraph outside tables, counted from 0.
    Paragraph(usize),
    /// In a cell.
    Cell {
        /// Which table.
        table: usize,
        /// Which row of it.
        row: usize,
        /// Which cell of the row.
        cell: usize,
    },
}

/// How a blank is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankKind {
    /// An empty cell beside or below its label.
    Cell,
    /// Boxes for one digit each; the place is that of the first.
    Digits,
    /// Underlined spaces, or a row of low lines.
    Underline,
    /// （　　）
    Brackets,
    /// 令和　年　月　日
    Date,
    /// □, or a control or field that is ticked.
    Checkbox,
    /// 有・無 and the like, of which one is marked.
    Choice,
    /// A content control.
    Control,
    /// A field of an older form: FORMTEXT, FORMDROPDOWN.
    FormField,
    /// `{{name}}`
    Placeholder,
    /// The room behind a label in its line.
    Line,
}

impl BlankKind {
    /// As written in JSON and in ids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::Digits => "digits",
            Self::Underline => "underline",
            Self::Brackets => "brackets",
            Self::Date => "date",
            Self::Checkbox => "checkbox",
            Self::Choice => "choice",
            Self::Control => "control",
            Self::FormField => "form_field",
            Self::Placeholder => "placeholder",
            Self::Line => "line",
        }
    }
}

/// Why a file is not opened. A part is named where one is to blame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormRefusal {
    /// An OLE file that is neither of the two below.
    Ole,
    /// Protected by a password.
    Password,
    /// Of the older .doc kind, or .rtf.
    OldWord,
    /// A PDF.
    Pdf,
    /// An OpenDocument file, such as .odt.
    OpenDocument,
    /// A workbook, such as .xlsx.
    Workbook,
    /// A Word template (.dotx), which Word does not open under the name of a document.
    Template,
    /// Digitally signed: any value would break the signature.
    Signed(String),
    /// No zip, or a damaged one.
    NotZip,
    /// A zip that is no Word document.
    AnotherKind,
    /// Too many parts.
    TooManyParts,
    /// A part is too large when read.
    PartTooLarge(String),
    /// All parts together are too large when read.
    TooLarge,
    /// All parts together have too many elements.
    TooManyElements,
    /// A part's name leads out of the package.
    UnsafeName(String),
    /// Two parts have names that are equal but for case.
    NameTwice(String),
    /// A part is protected by a password, or packed in a way that Word does not use.
    Packing(String),
    /// A part cannot be unpacked.
    Damaged(String),
    /// A part that is named is not there.
    Missing(String),
    /// A part has a document type, which could draw in other files.
    DocumentType(String),
    /// A part is nested too deeply.
    TooDeep(String),
    /// A part is no well-formed XML.
    Malformed(String),
    /// A part is written in another encoding than UTF-8.
    Encoding(String),
    /// Macros.
    Macros(String),
    /// ActiveX.
    ActiveX(String),
    /// A part refers to something outside that is no hyperlink.
    External(String),
}

/// Why a value is not filled in. The blank's id is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FillRefusal {
    /// No blank has this id.
    Unknown(String),
    /// The value holds a control character.
    ControlCharacter(String),
    /// The value holds an emoji, whose look is up to the reader's machine.
    Emoji(String, char),
    /// The value is no date.
    NotADate(String),
    /// The era printed in the form is another than the date's.
    OtherEra(String),
    /// The value is no number.
    NotANumber(String),
    /// The number has more digits than there are boxes.
    TooManyDigits(String),
    /// The value is neither yes nor no.
    NotYesOrNo(String),
    /// The value is not among those that the form offers; the first of them are named.
    NotAChoice(String, Vec<String>),
    /// The value is too long.
    TooLong(String),
    /// The form takes fewer characters here; its label and how many are named.
    LongerThan(String, String, u32),
    /// Something outside the filled places would have changed; the part is named.
    Altered(String),
}

/// What went wrong with a buyer's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormProblem {
    /// The file.
    File(FormRefusal),
    /// A value.
    Value(FillRefusal),
    /// A place for a blank.
    Place(PlaceRefusal),
}

impl From<FormRefusal> for FormProblem {
    fn from(refusal: FormRefusal) -> Self {
        Self::File(refusal)
    }
}

impl From<FillRefusal> for FormProblem {
    fn from(refusal: FillRefusal) -> Self {
        Self::Value(refusal)
    }
}

impl From<PlaceRefusal> for FormProblem {
    fn from(refusal: PlaceRefusal) -> Self {
        Self::Place(refusal)
    }
}

/// A blank as `musubi form blanks --json` prints it.
#[derive(Debug, Clone, Serialize)]
pub struct BlankRow<'b> {
    id: &'b str,
    part: &'b str,
    table: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    row: Option<usize>,
    cell: Option<usize>,
    label: &'b str,
    kind: &'static str,
    proposal: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    options: &'b [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protection: Option<Protection>,
}

impl<'b> BlankRow<'b> {
    /// A blank of a form that is protected so, or not at all.
    #[must_use]
    pub fn of(blank: &'b Blank, protection: Option<Protection>) -> Self {
        let (table, row, cell, paragraph) = match blank.place {
            Place::Paragraph(number) => (None, None, None, Some(number)),
            Place::Cell { table, row, cell } => (Some(table), Some(row), Some(cell), None),
        };
        Self {
            id: &blank.id,
            part: &blank.part,
            table,
            paragraph,
            row,
            cell,
            label: &blank.label,
            kind: blank.kind.name(),
            proposal: blank.proposal.map(Datum::name),
            options: &blank.choices,
            checked: (blank.kind == BlankKind::Checkbox).then_some(blank.is_checked),
            protection,
        }
    }
}
