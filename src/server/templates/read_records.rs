//! The names in `records/*.toml`, for checking what forms print of them.

use serde::Deserialize;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::form::{FieldName, Named, RecordName, RecordOwner};

#[derive(Deserialize)]
struct RawKind {
    kind: toml::Spanned<String>,
    owner: toml::Spanned<String>,
    #[serde(default)]
    single: bool,
    #[serde(default)]
    title_ja: String,
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    field: Vec<RawField>,
}

#[derive(Deserialize)]
struct RawField {
    name: String,
    #[serde(default)]
    label_ja: String,
    #[serde(default)]
    label_en: String,
    sort: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    option: Vec<RawOption>,
    #[serde(default)]
    column: Vec<RawField>,
}

#[derive(Deserialize)]
struct RawOption {
    code: String,
    ja: String,
}

pub(super) fn read(name: &str, text: &str) -> Result<RecordName, TemplateProblem> {
    let file = TomlFile { name, text };
    let raw: RawKind = file.parse()?;
    let owner = RecordOwner::parse(raw.owner.get_ref());
    Ok(RecordName {
        owner: owner.ok_or_else(|| file.problem(&raw.owner, "owner is firm or bid"))?,
        kind: raw.kind.into_inner(),
        is_single: raw.single,
        title: Named { ja: raw.title_ja, en: raw.title_en },
        fields: raw.field.into_iter().map(field).collect(),
    })
}

fn field(raw: RawField) -> FieldName {
    FieldName {
        name: raw.name,
        label: Named { ja: raw.label_ja, en: raw.label_en },
        sort: raw.sort,
        is_required: raw.required,
        options: raw.option.into_iter().map(|option| (option.code, option.ja)).collect(),
        columns: raw.column.into_iter().map(field).collect(),
    }
}
