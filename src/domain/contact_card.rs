//! Contacts and organisations as files of other programs hold them: what was read of each, by the rules of our own fields,
//! what of it was not kept, and what became of it. Nothing here knows CSV or vCard.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::contact::ContactForm;
use super::contact_organisation::BodyForm;
use super::contact_view::{Likeness, Named};
use super::id::{ContactCardFileId, ContactId, ContactOrganisationId};
use super::problem::Problem;

pub use aside::Aside;
pub use name::{NameKeys, NameMatch, Script};
pub use telephone::number;

mod aside;
mod name;
mod row;
mod telephone;

/// Most contacts of one file. All of them are added in one transaction, which takes some seconds for as many; on SQLite
/// nobody else writes meanwhile, and whoever waits for 15 seconds gives up (`busy_timeout`).
pub const ROWS_MOST: usize = 5_000;
/// Contacts of a file that one page shows.
pub const PAGE: usize = 200;
/// Most contacts of a file about each of which a person decides by itself.
pub const DECIDED_MOST: usize = 200;

/// A contact as it goes into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub id: ContactId,
    /// The particulars.
    pub form: ContactForm,
    /// The organisation.
    pub body: Option<BodyForm>,
}

/// An organisation as it goes into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyCard {
    /// Which.
    pub id: ContactOrganisationId,
    /// The particulars.
    pub form: BodyForm,
}

/// Which program's way of writing contacts a file follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardDialect {
    /// vCard of any version.
    VCard,
    /// A table with our own columns.
    Own,
    /// A table as Google writes it.
    Google,
    /// A table as Outlook writes it.
    Outlook,
    /// A table with other heads that are known.
    Table,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFile {
    /// Whose way of writing it is.
    pub dialect: CardDialect,
    /// Its contacts, in the order of the file.
    pub rows: Vec<CardRow>,
    /// Columns or properties that are not kept, and how many contacts have something there.
    pub unread: BTreeMap<String, usize>,
}

/// One contact of a file, by the rules of our own fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRow {
    /// Line of the file where it begins, from 1.
    pub line: usize,
    /// The particulars that are kept; the organisation is named in `body`.
    pub form: ContactForm,
    /// The organisation; without a name for none. Its sort may be open.
    pub body: BodyForm,
    /// Whether the contact is that organisation itself, and nobody of it.
    #[serde(default)]
    pub is_body: bool,
    /// What of it was not kept, or not as it stands.
    pub notes: Vec<CardNote>,
    /// Why it is not taken.
    pub refusal: Option<CardRefusal>,
}

/// What of a contact was not kept, or not as it stands. Fields go by their names in our forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardNote {
    /// A picture, sound or key.
    Picture,
    /// Birthday, anniversary, sex.
    Birthday,
    /// Address, telephone or e-mail at home.
    Home,
    /// An address or site without an organisation to keep it with.
    NoBody,
    /// Not of the form that is kept, or one of several; it stands in the notes.
    Moved(String),
    /// Longer than is kept; its end was cut off.
    Cut(String),
    /// A field that begins like a formula; it is kept as text.
    Formula(String),
    /// A field breaks its rule and was left out.
    Dropped {
        /// Its name.
        field: String,
        /// What is wrong.
        problem: Problem,
    },
    /// A line, counted in the file, that cannot be read.
    Line(usize),
    /// The row has more cells than the table has heads: one of them may have been torn.
    MoreCells,
    /// A cell that looks as if rows behind it were in it: a quotation mark may not be closed.
    OpenQuote,
    /// They refused to be written to, which counts also where something else is held.
    Refused,
}

/// Why a contact of a file is not taken at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardRefusal {
    /// It names nobody, and no organisation. Files that are kept since before organisations were taken may say more.
    #[serde(alias = "only_body")]
    NoName,
    /// It is a list of people.
    Group,
    /// It breaks off before its end.
    Unfinished,
    /// Rows behind it are in one of its cells, since a quotation mark is not closed.
    OpenQuote,
}

/// Why a file is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardFault {
    /// Nothing is in it.
    Empty,
    /// Larger than this many bytes.
    TooLarge(usize),
    /// More contacts than this.
    TooManyRows(usize),
    /// A line, or a row over several lines, is longer than is read.
    LineTooLong(usize),
    /// A line is no text in any known encoding.
    NoText(usize),
    /// A workbook or another packed file.
    Packed,
    /// No line is a vCard or the head of a table of contacts; where the first one stands.
    NoCards(usize),
    /// Cards lie too deep in one another.
    TooDeep(usize),
    /// A quotation mark among the heads is not closed.
    OpenQuote(usize),
}

/// What becomes of a contact of a file, or became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Nobody like it is held.
    New,
    /// The firm holds one like it.
    Held {
        /// Which.
        contact: Named<ContactId>,
        /// Why it may be the same.
        why: Likeness,
    },
    /// It is an organisation, and the firm holds one of that name.
    HeldBody(Named<ContactOrganisationId>),
    /// The same file has one like it further up.
    Twin {
        /// Line of the other one.
        line: usize,
    },
    /// It cannot be taken.
    Refused,
    /// It was added.
    Added(ContactId),
    /// Empty fields of one that the firm held were filled in.
    Filled(ContactId),
    /// The firm held one like it, or got one since; it was left alone.
    Left(ContactId),
    /// The organisation was added.
    AddedBody(ContactOrganisationId),
    /// Empty fields of an organisation that the firm held were filled in.
    FilledBody(ContactOrganisationId),
    /// The firm held the organisation, or got it since; it was left alone.
    LeftBody(ContactOrganisationId),
    /// It was like another one of the file and left out.
    LeftTwin {
        /// Line of the other one.
        line: usize,
    },
    /// Somebody chose to leave it out.
    LeftOut,
}

/// What a person wants done with a contact of a file that the firm may hold already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardChoice {
    /// Leave it out.
    Skip,
    /// Fill in what is empty: of that contact, or of whichever is like it.
    Fill(Option<ContactId>),
    /// Keep it as another contact.
    New,
}

impl CardChoice {
    /// The code of the form.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Skip => "skip".to_owned(),
            Self::Fill(None) => "fill".to_owned(),
            Self::Fill(Some(contact)) => format!("fill.{contact}"),
            Self::New => "new".to_owned(),
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "skip" => Some(Self::Skip),
            "fill" => Some(Self::Fill(None)),
            "new" => Some(Self::New),
            other => other.strip_prefix("fill.").and_then(ContactId::parse).map(|contact| Self::Fill(Some(contact))),
        }
    }
}

/// One contact of a file with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardLine {
    /// Its place in the file, from 0.
    pub at: usize,
    /// What was read.
    pub row: CardRow,
    /// What becomes of it.
    pub state: CardState,
}

impl CardLine {
    /// The name of its choice in the form.
    #[must_use]
    pub fn choice(&self) -> String {
        format!("choices[r{}]", self.at)
    }
}

/// A file as its page shows it: before a person confirmed, or after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSheet {
    /// Which.
    pub id: ContactCardFileId,
    /// The file's name.
    pub name: String,
    /// Whose way of writing it is.
    pub dialect: CardDialect,
    /// Columns or properties that are not kept, and how many contacts have something there.
    pub unread: BTreeMap<String, usize>,
    /// Whether it was confirmed.
    pub is_done: bool,
    /// How many of its contacts are, or were, new.
    pub new: usize,
    /// How many of those are organisations.
    pub new_bodies: usize,
    /// How many are like one that is held, or like another one of the file.
    pub known: usize,
    /// How many of those had empty fields filled in.
    pub filled: usize,
    /// Those about which a person decides one by one.
    pub doubles: Vec<CardLine>,
    /// All that cannot be taken.
    pub refused: Vec<CardLine>,
    /// A page of the others: those that are new, or all that were taken or left.
    pub lines: Vec<CardLine>,
    /// How many of the others stand on earlier pages.
    pub from: usize,
    /// How many of the others there are.
    pub others: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_read_back() {
        let id = ContactId::parse("01999999-0000-7000-8000-000000000001");
        for choice in [CardChoice::Skip, CardChoice::Fill(None), CardChoice::Fill(id), CardChoice::New] {
            assert_eq!(CardChoice::parse(&choice.code()), Some(choice));
        }
        assert_eq!(CardChoice::parse("fill.x"), None);
    }
}
