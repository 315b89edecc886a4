//! Data that papers print row by row — references, people, certificates — as kinds of records: what a kind asks for,
//! as data of `templates/records`. Reads no file (`server::templates` does); values are read in `value`, printed in
//! `print`, whole entries in `entry`.

use serde::{Deserialize, Serialize};

use super::anonymity::Naming;
use super::language::Language;

mod characters;
mod entry;
mod print;
#[cfg(test)]
mod tests;
mod value;

pub use characters::find_emoji;
pub use entry::{RecordDraft, RecordForm, Row, field_name, row_field_name};

/// Most entries of one kind that a firm or a bid keeps.
pub const MOST_RECORDS: usize = 200;
/// Most entries that the firms of a bid choose for it together.
pub const MOST_CHOSEN: usize = 500;
/// Longest entry, in bytes as it is kept.
pub const LONGEST_RECORD: usize = 32 * 1024;
/// Most characters that a kind may allow in one line.
pub const LONGEST_LINE: u32 = 500;
/// Most characters that a kind may allow in a text.
pub const LONGEST_TEXT: u32 = 4_000;
/// Most rows that a kind may allow.
pub const MOST_ROWS: u32 = 60;
/// The largest number that a kind may allow.
pub const LARGEST_COUNT: u32 = 999_999_999;

/// Two texts that say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InBoth {
    /// 日本語
    pub ja: String,
    /// English
    pub en: String,
}

impl InBoth {
    /// The text in one language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

/// Who keeps the entries of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordOwner {
    /// A firm keeps them, uses them again, and chooses them for each bid.
    Firm,
    /// They belong to one bid.
    Bid,
}

impl RecordOwner {
    /// Reads the name of a file of `templates/records`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "firm" => Some(Self::Firm),
            "bid" => Some(Self::Bid),
            _ => None,
        }
    }
}

/// How many entries of a kind one owner has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordNumber {
    /// One, such as the firm's own profile.
    One,
    /// Up to [`MOST_RECORDS`].
    Many,
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordKind {
    /// Its code, the name of its file.
    pub code: String,
    /// Who keeps its entries.
    pub owner: RecordOwner,
    /// How many entries an owner has.
    pub number: RecordNumber,
    /// Its name.
    pub title: InBoth,
    /// What it is for and which papers print it.
    pub explanation: InBoth,
    /// Name of the field that stands for an entry in lists.
    pub heading: String,
    /// Where it stands among the kinds; those of one place by their code.
    pub place: u32,
    /// What it asks for, in order.
    pub fields: Vec<Field>,
}

impl RecordKind {
    /// One of its fields.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What stands for an entry in lists; empty when that field is.
    #[must_use]
    pub fn heading_of(&self, form: &RecordForm, language: Language) -> String {
        self.field(&self.heading).map(|field| field.screen(form.value(&field.name), language)).unwrap_or_default()
    }
}

/// Makes the sorts of fields with their names.
macro_rules! sorts {
    ($($(#[$doc:meta])* $sort:ident = $name:literal,)+) => {
        /// What is typed into a field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum FieldSort { $($(#[$doc])* $sort,)+ }

        impl FieldSort {
            /// Every sort.
            pub const ALL: &'static [Self] = &[$(Self::$sort,)+];

            /// Its name in a file of `templates/records`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$sort => $name,)+ }
            }
        }
    };
}

sorts! {
    /// One line of text.
    Line = "line",
    /// Several lines of text.
    Text = "text",
    /// A person's name.
    Person = "person",
    /// 商号又は名称, as registered: no ㈱ (dossier §3.0 V-name).
    Firm = "firm",
    /// A reading in full-width katakana (V-kana).
    Katakana = "katakana",
    /// ふりがな: a reading in hiragana (V-kana).
    Hiragana = "hiragana",
    /// A day (V-date).
    Date = "date",
    /// A month.
    Month = "month",
    /// Yen, 1 or more (V-yen) where the kind does not allow losses.
    Yen = "yen",
    /// Thousands of yen, likewise.
    ThousandYen = "thousand_yen",
    /// A whole number (V-count).
    Count = "count",
    /// Per cent with two digits after the point (V-pct).
    Percent = "percent",
    /// A country, ISO 3166-1 alpha-2.
    Country = "country",
    /// A telephone number (V-tel).
    Telephone = "telephone",
    /// An e-mail address (V-mail).
    Email = "email",
    /// 法人番号: thirteen digits of which one checks the others (V-corpno).
    CorporateNumber = "corporate_number",
    /// 適格請求書発行事業者登録番号: T and thirteen digits (V-inv).
    InvoiceNumber = "invoice_number",
    /// One of those offered.
    Choice = "choice",
    /// Yes, or not.
    Flag = "flag",
    /// Rows with columns.
    Rows = "rows",
}

impl FieldSort {
    /// Reads its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sort| sort.name() == name)
    }

    /// Whom a value of the sort names, where its kind says nothing else.
    #[must_use]
    pub const fn naming(self) -> Naming {
        match self {
            Self::Person => Naming::Person,
            Self::Firm => Naming::Firm,
            Self::Katakana
            | Self::Hiragana
            | Self::Telephone
            | Self::Email
            | Self::CorporateNumber
            | Self::InvoiceNumber => Naming::Trace,
            _ => Naming::Nobody,
        }
    }

    /// Whether it is an amount of money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Yen | Self::ThousandYen)
    }

    /// Whether it is a day or a month.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Month)
    }

    /// The limit that holds where a kind names none, and the largest that it may name; none for sorts without one.
    #[must_use]
    pub const fn limits(self) -> Option<(u32, u32)> {
        match self {
            Self::Line => Some((120, LONGEST_LINE)),
            Self::Text => Some((1_000, LONGEST_TEXT)),
            Self::Person => Some((80, 80)),
            Self::Firm | Self::Katakana | Self::Hiragana => Some((120, 120)),
            Self::Count => Some((LARGEST_COUNT, LARGEST_COUNT)),
            Self::Rows => Some((20, MOST_ROWS)),
            _ => None,
        }
    }
}

/// One thing that a choice offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldOption {
    /// What is kept.
    pub code: String,
    /// What is read; papers print the Japanese.
    pub label: InBoth,
}

/// One thing that a kind asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: InBoth,
    /// A line that helps; may be empty.
    pub hint: InBoth,
    /// What is typed.
    pub sort: FieldSort,
    /// What a person must keep to.
    pub rule: FieldRule,
    /// Whether it is about a person's private life.
    pub privacy: Privacy,
    /// Whom it names, for copies that must name nobody.
    pub naming: Naming,
    /// What a choice offers.
    pub options: Vec<FieldOption>,
    /// The columns of rows.
    pub columns: Vec<Field>,
}

/// What a person must keep to, beside the sort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRule {
    /// Whether it must be filled in.
    pub need: Need,
    /// Most characters of a line, text, name or reading, largest count, most rows.
    pub max: Option<u32>,
    /// The field before which a day or month must not lie: the end of a period names its beginning.
    pub not_before: Option<String>,
    /// Whether a day or month must have come.
    pub past: PastOnly,
    /// Whether an amount may be a loss.
    pub amounts: Amounts,
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It must.
    Required,
    /// It may stay empty.
    #[default]
    Optional,
}

/// Whether a day may lie ahead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PastOnly {
    /// It may not: a founding, a birth.
    Past,
    /// It may.
    #[default]
    Any,
}

/// Which amounts are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amounts {
    /// Also losses, printed with △, and nothing at all.
    AlsoLosses,
    /// 1 or more.
    #[default]
    Positive,
}

/// Whether a field is about a person's private life.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// It is: a birth date, a residence status. Printed only where a form names it, and left out of lists.
    Personal,
    /// It is not.
    #[default]
    Ordinary,
}

impl Field {
    /// Whether it must be filled in.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.rule.need == Need::Required
    }

    /// Whether it is about a person's private life.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.privacy == Privacy::Personal
    }

    /// The limit of its sort, or of the kind where it names one.
    #[must_use]
    pub fn max(&self) -> u32 {
        self.rule.max.or(self.sort.limits().map(|(usual, _)| usual)).unwrap_or(u32::MAX)
    }
}
