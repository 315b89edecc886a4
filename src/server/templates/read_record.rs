//! `records/*.toml`: the kinds of data that papers print row by row. Whatever is not understood is an error with its
//! line; nothing is ignored.

use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::anonymity::Naming;
use crate::domain::record::{
    Amounts, Field, FieldOption, FieldRule, FieldSort, InBoth, Need, PastOnly, Privacy, RecordKind, RecordNumber,
    RecordOwner,
};

/// Where a kind stands that does not say it.
const LAST_PLACE: u32 = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    kind: Spanned<String>,
    owner: Spanned<String>,
    #[serde(default)]
    single: bool,
    place: Option<u32>,
    title_ja: String,
    title_en: String,
    explanation_ja: String,
    explanation_en: String,
    heading: Spanned<String>,
    #[serde(default)]
    field: Vec<Spanned<RawField>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    name: Spanned<String>,
    label_ja: String,
    label_en: String,
    #[serde(default)]
    hint_ja: String,
    #[serde(default)]
    hint_en: String,
    sort: Spanned<String>,
    #[serde(default)]
    required: bool,
    max: Option<Spanned<u32>>,
    not_before: Option<Spanned<String>>,
    past: Option<Spanned<bool>>,
    losses: Option<Spanned<bool>>,
    #[serde(default)]
    personal: bool,
    names: Option<Spanned<String>>,
    option: Option<Spanned<Vec<RawOption>>>,
    column: Option<Spanned<Vec<Spanned<RawField>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOption {
    code: Spanned<String>,
    ja: String,
    en: String,
}

/// Whether the columns of rows are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Kind,
    Rows,
}

pub(super) fn read(name: &str, stem: &str, text: &str) -> Result<RecordKind, TemplateProblem> {
    let file = TomlFile { name, text };
    let raw: RawKind = file.parse()?;
    let code = raw.kind.get_ref();
    if code != stem {
        return Err(file.problem(&raw.kind, format!("the kind `{code}` differs from the file's name")));
    }
    identifier(&file, &raw.kind)?;
    let owner =
        RecordOwner::parse(raw.owner.get_ref()).ok_or_else(|| file.problem(&raw.owner, "an owner is firm or bid"))?;
    let fields = fields(&file, raw.field, Depth::Kind)?;
    let heads = fields.iter().find(|field| field.name == *raw.heading.get_ref());
    if heads.is_none_or(|field| field.sort == FieldSort::Rows) {
        return Err(file.problem(&raw.heading, format!("no field is called `{}`", raw.heading.get_ref())));
    }
    Ok(RecordKind {
        code: raw.kind.into_inner(),
        owner,
        number: if raw.single { RecordNumber::One } else { RecordNumber::Many },
        title: InBoth { ja: raw.title_ja, en: raw.title_en },
        explanation: InBoth { ja: raw.explanation_ja, en: raw.explanation_en },
        heading: raw.heading.into_inner(),
        place: raw.place.unwrap_or(LAST_PLACE),
        fields,
    })
}

/// Reads fields or columns; the end of a period may name a field before it.
fn fields(file: &TomlFile<'_>, raw: Vec<Spanned<RawField>>, depth: Depth) -> Result<Vec<Field>, TemplateProblem> {
    let mut read: Vec<Field> = Vec::new();
    for raw in raw {
        let name = raw.get_ref().name.clone();
        if read.iter().any(|field| field.name == *name.get_ref()) {
            return Err(file.problem(&name, format!("two fields are called `{}`", name.get_ref())));
        }
        let begins = raw.get_ref().not_before.clone();
        let field = field(file, raw.into_inner(), depth)?;
        if let Some(begins) = begins {
            let earlier = read.iter().find(|field| field.name == *begins.get_ref() && field.sort.is_time());
            if earlier.is_none() {
                let what = format!("no date or month before it is called `{}`", begins.get_ref());
                return Err(file.problem(&begins, what));
            }
        }
        read.push(field);
    }
    Ok(read)
}

fn field(file: &TomlFile<'_>, raw: RawField, depth: Depth) -> Result<Field, TemplateProblem> {
    identifier(file, &raw.name)?;
    let written = raw.sort.get_ref();
    let sort = FieldSort::parse(written)
        .ok_or_else(|| file.problem(&raw.sort, format!("no sort of field is called `{written}`")))?;
    if sort == FieldSort::Rows && depth == Depth::Rows {
        return Err(file.problem(&raw.sort, "rows have no rows in them"));
    }
    only_for(file, raw.not_before.as_ref(), "not_before", sort.is_time())?;
    only_for(file, raw.past.as_ref(), "past", sort.is_time())?;
    only_for(file, raw.losses.as_ref(), "losses", sort.is_money())?;
    Ok(Field {
        rule: FieldRule {
            need: if raw.required { Need::Required } else { Need::Optional },
            max: limit(file, sort, raw.max.as_ref())?,
            not_before: raw.not_before.map(Spanned::into_inner),
            past: if raw.past.is_some_and(Spanned::into_inner) { PastOnly::Past } else { PastOnly::Any },
            amounts: if raw.losses.is_some_and(Spanned::into_inner) { Amounts::AlsoLosses } else { Amounts::Positive },
        },
        privacy: if raw.personal { Privacy::Personal } else { Privacy::Ordinary },
        naming: naming(file, sort, raw.names.as_ref())?,
        options: options(file, sort, &raw.sort, raw.option)?,
        columns: columns(file, sort, &raw.sort, raw.column)?,
        name: raw.name.into_inner(),
        label: InBoth { ja: raw.label_ja, en: raw.label_en },
        hint: InBoth { ja: raw.hint_ja, en: raw.hint_en },
        sort,
    })
}

/// Whom a value names: what the kind says, else what its sort does.
fn naming(file: &TomlFile<'_>, sort: FieldSort, names: Option<&Spanned<String>>) -> Result<Naming, TemplateProblem> {
    let Some(names) = names else { return Ok(sort.naming()) };
    let read = Naming::parse(names.get_ref()).filter(|_| sort != FieldSort::Rows);
    read.ok_or_else(|| file.problem(names, "`names` is firm, person, trace or nobody, and rows have none"))
}

fn limit(file: &TomlFile<'_>, sort: FieldSort, max: Option<&Spanned<u32>>) -> Result<Option<u32>, TemplateProblem> {
    let Some(max) = max else { return Ok(None) };
    let Some((_, largest)) = sort.limits() else {
        return Err(file.problem(max, format!("a {} has no `max`", sort.name())));
    };
    if !(1..=largest).contains(max.get_ref()) {
        return Err(file.problem(max, format!("the `max` of a {} is 1 to {largest}", sort.name())));
    }
    Ok(Some(*max.get_ref()))
}

fn options(
    file: &TomlFile<'_>,
    sort: FieldSort,
    at: &Spanned<String>,
    raw: Option<Spanned<Vec<RawOption>>>,
) -> Result<Vec<FieldOption>, TemplateProblem> {
    only_for(file, raw.as_ref(), "option", sort == FieldSort::Choice)?;
    let raw = raw.map(Spanned::into_inner).unwrap_or_default();
    if raw.is_empty() && sort == FieldSort::Choice {
        return Err(file.problem(at, "a choice needs `option`"));
    }
    let mut read: Vec<FieldOption> = Vec::new();
    for option in raw {
        identifier(file, &option.code)?;
        if read.iter().any(|other| other.code == *option.code.get_ref()) {
            return Err(file.problem(&option.code, format!("two options are called `{}`", option.code.get_ref())));
        }
        read.push(FieldOption { code: option.code.into_inner(), label: InBoth { ja: option.ja, en: option.en } });
    }
    Ok(read)
}

fn columns(
    file: &TomlFile<'_>,
    sort: FieldSort,
    at: &Spanned<String>,
    raw: Option<Spanned<Vec<Spanned<RawField>>>>,
) -> Result<Vec<Field>, TemplateProblem> {
    only_for(file, raw.as_ref(), "column", sort == FieldSort::Rows)?;
    let raw = raw.map(Spanned::into_inner).unwrap_or_default();
    if raw.is_empty() && sort == FieldSort::Rows {
        return Err(file.problem(at, "rows need a `column` at least"));
    }
    fields(file, raw, Depth::Rows)
}

/// A key that means nothing for a sort is an error.
fn only_for<T>(file: &TomlFile<'_>, value: Option<&Spanned<T>>, key: &str, fits: bool) -> Result<(), TemplateProblem> {
    match value {
        Some(value) if !fits => Err(file.problem(value, format!("`{key}` means nothing here"))),
        _ => Ok(()),
    }
}

/// Names go into addresses, placeholders and the names of controls.
fn identifier(file: &TomlFile<'_>, name: &Spanned<String>) -> Result<(), TemplateProblem> {
    let text = name.get_ref();
    let fits = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= 40
        && text.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_');
    if fits { Ok(()) } else { Err(file.problem(name, "a name is a to z, digits and _, at most 40 characters")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "kind = \"thing\"\nowner = \"firm\"\ntitle_ja = \"甲\"\ntitle_en = \"A\"\nexplanation_ja = \"乙\"\nexplanation_en = \"B\"\nheading = \"name\"\n[[field]]\nname = \"name\"\nlabel_ja = \"名\"\nlabel_en = \"Name\"\nsort = \"line\"\n";

    fn problem_of(more: &str) -> (usize, String) {
        let problem = read("records/thing.toml", "thing", &format!("{HEAD}{more}")).unwrap_err();
        (problem.line, problem.to_string())
    }

    fn field(name: &str, rest: &str) -> String {
        format!("[[field]]\nname = \"{name}\"\nlabel_ja = \"何\"\nlabel_en = \"What\"\n{rest}")
    }

    #[test]
    fn a_kind_is_read_with_its_rows_and_rules() {
        let more = format!(
            "{}{}{}{}{}{}",
            field("from", "sort = \"date\"\n"),
            field("to", "sort = \"month\"\nnot_before = \"from\"\npast = true\n"),
            field("sort", "sort = \"choice\"\noption = [{ code = \"same\", ja = \"同種\", en = \"same kind\" }]\n"),
            field("rows", "sort = \"rows\"\nmax = 4\n"),
            "[[field.column]]\nname = \"work\"\nlabel_ja = \"業務\"\nlabel_en = \"Work\"\nsort = \"line\"\nmax = 60\n",
            "required = true\npersonal = true\n",
        );
        let kind = read("records/thing.toml", "thing", &format!("{HEAD}{more}")).unwrap();
        let to = kind.field("to").unwrap();
        assert_eq!((to.rule.not_before.as_deref(), to.rule.past), (Some("from"), PastOnly::Past));
        let rows = kind.field("rows").unwrap();
        let column = &rows.columns[0];
        assert_eq!((rows.max(), column.max(), column.is_required(), column.is_personal()), (4, 60, true, true));
        assert_eq!(kind.field("sort").unwrap().options[0].label.ja, "同種");
        let (own, stated) = (field("a", "sort = \"person\"\n"), field("b", "sort = \"line\"\nnames = \"firm\"\n"));
        let naming = read("records/thing.toml", "thing", &format!("{HEAD}{own}{stated}")).unwrap();
        let of = |name: &str| naming.field(name).unwrap().naming;
        assert_eq!((of("a"), of("b"), of("name")), (Naming::Person, Naming::Firm, Naming::Nobody));
        assert_eq!((kind.owner, kind.number), (RecordOwner::Firm, RecordNumber::Many));
    }

    #[test]
    fn what_means_nothing_is_told_with_its_line() {
        assert_eq!(problem_of("colour = \"red\"\n").0, 13);
        let (line, what) = problem_of(&field("a", "sort = \"liine\"\n"));
        assert_eq!((line, what.contains("liine")), (17, true), "{what}");
        assert_eq!(problem_of(&field("a", "sort = \"date\"\nmax = 3\n")).0, 18);
        assert_eq!(problem_of(&field("a", "sort = \"line\"\nmax = 501\n")).0, 18);
        assert_eq!(problem_of(&field("a", "sort = \"line\"\nnot_before = \"name\"\n")).0, 18);
        assert_eq!(problem_of(&field("a", "sort = \"date\"\nnot_before = \"name\"\n")).0, 18);
        assert_eq!(problem_of(&field("a", "sort = \"choice\"\n")).0, 17);
        assert_eq!(problem_of(&field("a", "sort = \"rows\"\n")).0, 17);
        assert_eq!(problem_of(&field("name", "sort = \"line\"\n")).0, 14);
        assert_eq!(problem_of(&field("a", "sort = \"line\"\nnames = \"someone\"\n")).0, 18);
        assert_eq!(problem_of(&field("A b", "sort = \"line\"\n")).0, 14);
        let options =
            "option = [{ code = \"x\", ja = \"甲\", en = \"A\" }, { code = \"x\", ja = \"乙\", en = \"B\" }]\n";
        assert!(problem_of(&field("a", &format!("sort = \"choice\"\n{options}"))).1.contains("two options"));
    }

    #[test]
    fn the_head_is_checked() {
        let with = |from: &str, to: &str| {
            let problem = read("records/thing.toml", "thing", &HEAD.replace(from, to)).unwrap_err();
            problem.line
        };
        assert_eq!(with("\"thing\"", "\"other\""), 1);
        assert_eq!(with("\"firm\"", "\"everybody\""), 2);
        assert_eq!(with("heading = \"name\"", "heading = \"nam\""), 7);
    }
}
