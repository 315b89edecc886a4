//! The kinds of records and their fields, as far as forms name them.

use crate::domain::anonymity::Naming;
use crate::domain::question;
use crate::domain::record::{Field, Need, RecordKind, RecordNumber, RecordOwner};

pub use crate::domain::record::InBoth as Named;

/// Every kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordNames(pub Vec<RecordName>);

/// One kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordName {
    /// Its name in forms.
    pub kind: String,
    /// Whose it is.
    pub owner: RecordOwner,
    /// Whether there is one for each owner.
    pub is_single: bool,
    /// What people call it.
    pub title: Named,
    /// Its fields.
    pub fields: Vec<FieldName>,
}

/// One field, or a column of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName {
    /// Its name in forms.
    pub name: String,
    /// What people call it.
    pub label: Named,
    /// `line`, `date`, `choice`, `rows` …
    pub sort: String,
    /// Whether a paper is incomplete without it.
    pub is_required: bool,
    /// Whom it names.
    pub naming: Naming,
    /// The choices: code, and what paper prints.
    pub options: Vec<(String, String)>,
    /// The columns of rows.
    pub columns: Vec<Self>,
}

impl RecordNames {
    /// The names in the kinds.
    #[must_use]
    pub fn of(kinds: &[RecordKind]) -> Self {
        Self(kinds.iter().map(RecordName::of).collect())
    }

    /// The same with the rows of the register of questions, which no file of records says.
    #[must_use]
    pub fn with_questions(mut self) -> Self {
        self.0.push(RecordName::questions());
        self
    }

    /// A kind by its name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&RecordName> {
        self.0.iter().find(|kind| kind.kind == name)
    }
}

impl RecordName {
    fn of(kind: &RecordKind) -> Self {
        Self {
            kind: kind.code.clone(),
            owner: kind.owner,
            is_single: kind.number == RecordNumber::One,
            title: kind.title.clone(),
            fields: kind.fields.iter().map(FieldName::of).collect(),
        }
    }

    /// A question to the buyer as forms print it.
    fn questions() -> Self {
        let field = |name: &str, sort: &str, ja: &str, en: &str| FieldName {
            name: name.to_owned(),
            label: Named { ja: ja.to_owned(), en: en.to_owned() },
            sort: sort.to_owned(),
            is_required: name == "question",
            naming: Naming::Nobody,
            options: Vec::new(),
            columns: Vec::new(),
        };
        Self {
            kind: question::KIND.to_owned(),
            owner: RecordOwner::Bid,
            is_single: false,
            title: Named { ja: "質問".to_owned(), en: "Questions to the buyer (質問)".to_owned() },
            fields: vec![
                field("number", "count", "番号", "Number (No.)"),
                field("document", "line", "資料名", "Document (資料名)"),
                field("page", "line", "ページ", "Page (ページ)"),
                field("item", "line", "項目", "Chapter or number (項目)"),
                field("question", "text", "質問内容", "Question (質問内容)"),
            ],
        }
    }

    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldName> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FieldName {
    fn of(field: &Field) -> Self {
        Self {
            name: field.name.clone(),
            label: field.label.clone(),
            sort: field.sort.name().to_owned(),
            is_required: field.rule.need == Need::Required,
            naming: field.naming,
            options: field.options.iter().map(|option| (option.code.clone(), option.label.ja.clone())).collect(),
            columns: field.columns.iter().map(Self::of).collect(),
        }
    }

    /// A column of its rows by its name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Self> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// What paper prints for the code of a choice.
    #[must_use]
    pub fn option(&self, code: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| known == code).map(|(_, printed)| printed.as_str())
    }
}
