//! `procedures/*.toml`: which papers a bid needs. Whatever is not understood is an error with its line, a form that is
//! not there as well.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::{OneOrMore, TomlFile};
use crate::domain::form::Form;
use crate::domain::notice::ProcedureKind;
use crate::domain::procedure::{Circumstance, Need, Procedure, ProcedureRule};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProcedure {
    title_ja: String,
    title_en: String,
    rank: u32,
    kinds: Vec<Spanned<String>>,
    #[serde(default)]
    title_has: Vec<String>,
    #[serde(default)]
    title_lacks: Vec<String>,
    forms: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    when: Spanned<OneOrMore>,
    need: Spanned<String>,
    forms: Vec<Spanned<String>>,
}

pub(super) fn read(
    name: &str,
    code: &str,
    text: &str,
    forms: &BTreeMap<String, Form>,
) -> Result<Procedure, TemplateProblem> {
    let file = TomlFile { name, text };
    let raw: RawProcedure = file.parse()?;
    let needs = raw.forms.iter().map(|(form, need)| {
        known(&file, form, forms)?;
        Ok((form.get_ref().clone(), read_need(&file, need)?))
    });
    Ok(Procedure {
        code: code.to_owned(),
        kinds: raw.kinds.iter().map(|kind| read_kind(&file, kind)).collect::<Result<_, _>>()?,
        forms: needs.collect::<Result<_, TemplateProblem>>()?,
        rules: raw.rule.iter().map(|rule| read_rule(&file, rule, forms)).collect::<Result<_, _>>()?,
        title_ja: raw.title_ja,
        title_en: raw.title_en,
        rank: raw.rank,
        title_has: raw.title_has,
        title_lacks: raw.title_lacks,
    })
}

fn read_rule(
    file: &TomlFile<'_>,
    raw: &RawRule,
    forms: &BTreeMap<String, Form>,
) -> Result<ProcedureRule, TemplateProblem> {
    let names = match raw.when.get_ref() {
        OneOrMore::One(name) => std::slice::from_ref(name),
        OneOrMore::More(names) => names.as_slice(),
    };
    if names.is_empty() {
        return Err(file.problem(&raw.when, "a rule needs a circumstance"));
    }
    let circumstance = |name: &String| {
        Circumstance::parse(name).ok_or_else(|| file.problem(&raw.when, format!("no circumstance is called `{name}`")))
    };
    for form in &raw.forms {
        known(file, form, forms)?;
    }
    Ok(ProcedureRule {
        when: names.iter().map(circumstance).collect::<Result<_, _>>()?,
        need: read_need(file, &raw.need)?,
        forms: raw.forms.iter().map(|form| form.get_ref().clone()).collect(),
    })
}

fn known(file: &TomlFile<'_>, code: &Spanned<String>, forms: &BTreeMap<String, Form>) -> Result<(), TemplateProblem> {
    if forms.contains_key(code.get_ref()) {
        return Ok(());
    }
    Err(file.problem(code, format!("no form is called `{}`", code.get_ref())))
}

fn read_need(file: &TomlFile<'_>, raw: &Spanned<String>) -> Result<Need, TemplateProblem> {
    Need::parse(raw.get_ref()).ok_or_else(|| file.problem(raw, "a need is usual, often, if_asked or never"))
}

fn read_kind(file: &TomlFile<'_>, raw: &Spanned<String>) -> Result<ProcedureKind, TemplateProblem> {
    ProcedureKind::parse(raw.get_ref())
        .ok_or_else(|| file.problem(raw, format!("no kind of procedure is called `{}`", raw.get_ref())))
}
