//! The kinds of records and their fields, as far as forms name them.

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Named {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

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
    /// The choices: code, and what paper prints.
    pub options: Vec<(String, String)>,
    /// The columns of rows.
    pub columns: Vec<Self>,
}

names! {
    /// Whose a record is.
    RecordOwner, "owner" {
        /// A firm's: kept, and chosen for a bid.
        Firm = "firm",
        /// A bid's own.
        Bid = "bid",
    }
}

impl RecordNames {
    /// A kind by its name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&RecordName> {
        self.0.iter().find(|kind| kind.kind == name)
    }
}

impl RecordName {
    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldName> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FieldName {
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
