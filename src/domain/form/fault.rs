//! What is wrong with a file of `/templates`: said in two languages by `ui::wording::form_fault`.

use serde::{Deserialize, Serialize};

/// What does not hold in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateFault {
    /// The text is no TOML.
    Syntax(SyntaxFault),
    /// A key that means nothing where it stands.
    UnknownKey {
        /// The key.
        key: String,
        /// What may stand there, parted by commas; empty where nothing may.
        known: String,
    },
    /// A key that must be there.
    MissingKey(String),
    /// A piece of the form that is put together otherwise than it may be.
    Shape(ShapeFault),
    /// A value of another sort than the key has.
    WrongValue(ValueSort),
    /// A word that is none of a closed set.
    NoneOf {
        /// The key.
        key: String,
        /// The words that may be written, parted by commas.
        names: String,
        /// The word that was.
        written: String,
    },
    /// A number out of bounds.
    OutOfBounds {
        /// The least that may be.
        least: String,
        /// The most that may be.
        most: String,
    },
    /// A list of tables that is written otherwise.
    NoTables(String),
    /// The code of a form differs from the name of its file.
    OtherCode(String),
    /// No such block.
    UnknownBlock(String),
    /// No such placeholder.
    UnknownPlaceholder(String),
    /// The kind of record has no such field.
    UnknownField(String),
    /// What has a value inside a repetition only.
    OutsideRepetition(String),
    /// No such condition.
    UnknownCondition(String),
    /// No such repetition.
    UnknownRepetition(String),
    /// Rows of records that are not repeated around them.
    RowsOutside {
        /// The rows.
        rows: String,
        /// The kind of record.
        kind: String,
    },
    /// No such layout.
    UnknownLayout(String),
    /// No such article.
    UnknownArticle(String),
    /// A row whose cells are not as many as the columns.
    RowWidth {
        /// Cells in the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// What is wrong with a file of rules or records, which the server reads at its start alone; in English.
    Rules(String),
}

/// How a piece of a form is put together wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapeFault {
    /// A form without an order.
    NoOrder,
    /// `pages_most` is not more than `pages`.
    PagesMost,
    /// The number of a rule is written otherwise than R-07.
    RuleNumber,
    /// A block without `kind`.
    NoKind,
    /// A brace without its partner.
    Brace,
    /// A table without rows.
    NoRows,
    /// A table without columns.
    NoColumns,
    /// A row that is no list of cells.
    NoCells,
    /// A repetition of a field that has no columns.
    FieldRepeated,
    /// A field with text and columns.
    TextAndColumns,
    /// A list of an item that is none, or that stands beside others.
    ItemList,
    /// An item with columns and `sub`.
    ColumnsAndSub,
    /// An entry that is neither text nor table.
    TextOrTable,
    /// Labels of a firm that are not three.
    ThreeLabels,
    /// A schedule over records without dates.
    NoDates,
}

/// What is no TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyntaxFault {
    /// The same key or table twice.
    Twice,
    /// A quotation mark, a bracket or a brace that is not closed, or too much.
    Unclosed,
    /// A comma too few or too many.
    Comma,
    /// A key without a value.
    NoValue,
    /// A key that must be quoted, or is none.
    Key,
    /// A number, date or truth that is none.
    Value,
    /// Tables in tables without end.
    Depth,
    /// Anything else.
    Other,
}

/// The sort of value that a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueSort {
    /// `"…"`
    Text,
    /// A whole number, not below zero.
    Number,
    /// `true` or `false`
    Truth,
    /// `[…]`
    List,
    /// `{ … }`
    Table,
    /// A text or a list of texts.
    TextOrTexts,
    /// A text, a list of texts or a table.
    TextListOrTable,
    /// None of these.
    Other,
}

impl From<ShapeFault> for TemplateFault {
    fn from(fault: ShapeFault) -> Self {
        Self::Shape(fault)
    }
}

impl From<&str> for TemplateFault {
    fn from(said: &str) -> Self {
        Self::Rules(said.to_owned())
    }
}

impl From<String> for TemplateFault {
    fn from(said: String) -> Self {
        Self::Rules(said)
    }
}
