//! `forms/*.toml`: the form language. Whatever is not understood is an error with its line; nothing is ignored.

mod around;
mod blocks;
mod lists;
mod people;
mod pictures;
mod tables;
mod written;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use self::around::{Around, Reading};
use self::written::OneOrMore;
use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::document::Order;
use crate::domain::form::{
    Each, Form, HandedInBy, Layout, Named, RecordNames, ShapeFault, TemplateFault, Text, Variant,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHead {
    code: String,
    title_ja: String,
    title_en: String,
    explanation_ja: String,
    explanation_en: String,
    #[serde(default)]
    notes_ja: String,
    #[serde(default)]
    notes_en: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    variants: Vec<RawVariant>,
    layout: Spanned<String>,
    orders: Spanned<Vec<String>>,
    each: Option<Spanned<String>>,
    each_only: Option<Spanned<OneOrMore>>,
    per: Option<Spanned<String>>,
    pages: Option<u32>,
    pages_most: Option<Spanned<u32>>,
    #[serde(default)]
    rules: Vec<Spanned<String>>,
    header: Option<Spanned<String>>,
    header_blind: Option<Spanned<String>>,
    footer: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVariant {
    code: String,
    title_ja: String,
    title_en: String,
    layout: Option<Spanned<String>>,
    pages: Option<u32>,
}

pub(super) fn read(
    name: &str,
    text: &str,
    layouts: &BTreeMap<String, Layout>,
    records: &RecordNames,
) -> Result<Form, TemplateProblem> {
    let file = TomlFile { name, text };
    let (head, blocks) = file.parts("block")?;
    let raw: RawHead = file.read_table(head)?;
    let each = each(&file, raw.each.as_ref(), records)?;
    let reading = Reading {
        file: &file,
        records,
        layouts,
        variants: raw.variants.iter().map(|variant| variant.code.clone()).collect(),
        named_articles: RefCell::default(),
        articles_asked: RefCell::default(),
    };
    reading.layout(&raw.layout)?;
    let variant = |raw: RawVariant| {
        Ok(Variant {
            code: raw.code,
            title: Named { ja: raw.title_ja, en: raw.title_en },
            layout: raw.layout.as_ref().map(|name| reading.layout(name)).transpose()?,
            pages: raw.pages,
        })
    };
    let around = Around::of(&each, records);
    let edge = around.at_edge();
    let margin =
        |text: Option<&Spanned<String>>| text.map_or_else(|| Ok(Text::default()), |text| reading.text(text, &edge));
    let (header, header_blind, footer) =
        (margin(raw.header.as_ref())?, margin(raw.header_blind.as_ref())?, margin(raw.footer.as_ref())?);
    let blocks = blocks.into_iter().map(|block| blocks::read(&reading, block, &around)).collect::<Result<_, _>>()?;
    reading.check_articles()?;
    let pages_most = raw.pages_most.map(|most| pages_most(&file, raw.pages, &most)).transpose()?;
    Ok(Form {
        orders: orders(&file, &raw.orders)?,
        per: file.named(raw.per.as_ref(), HandedInBy::Representative, "per", HandedInBy::parse, HandedInBy::names())?,
        rules: rules(&file, raw.rules)?,
        code: raw.code,
        title_ja: raw.title_ja,
        title_en: raw.title_en,
        explanation_ja: raw.explanation_ja,
        explanation_en: raw.explanation_en,
        notes: Named { ja: raw.notes_ja, en: raw.notes_en },
        label: raw.label,
        labels: raw.labels,
        titles: raw.titles,
        variants: raw.variants.into_iter().map(variant).collect::<Result<_, _>>()?,
        layout: raw.layout.into_inner(),
        each,
        each_only: reading.conditions(raw.each_only.as_ref(), &around)?,
        pages: raw.pages,
        pages_most,
        header_blind: if raw.header_blind.is_some() { header_blind } else { header.clone() },
        header,
        footer,
        blocks,
    })
}

fn each(file: &TomlFile<'_>, raw: Option<&Spanned<String>>, records: &RecordNames) -> Result<Each, TemplateProblem> {
    let Some(raw) = raw else { return Ok(Each::Once) };
    Ok(match raw.get_ref().as_str() {
        "member" => Each::Member,
        "partner" => Each::Partner,
        name => {
            let kind = records.kind(name);
            let kind = kind.ok_or_else(|| file.problem(raw, TemplateFault::UnknownRepetition(name.to_owned())))?;
            Each::Record { kind: kind.kind.clone(), title: kind.title.clone() }
        }
    })
}

fn none_of(key: &str, names: &str, written: &str) -> TemplateFault {
    TemplateFault::NoneOf { key: key.to_owned(), names: names.to_owned(), written: written.to_owned() }
}

fn orders(file: &TomlFile<'_>, raw: &Spanned<Vec<String>>) -> Result<Vec<Order>, TemplateProblem> {
    let order = |name: &String| match name.as_str() {
        "A" => Ok(Order::A),
        "B" => Ok(Order::B),
        other => Err(file.problem(raw, none_of("orders", "A, B", other))),
    };
    if raw.get_ref().is_empty() {
        return Err(file.problem(raw, ShapeFault::NoOrder));
    }
    raw.get_ref().iter().map(order).collect()
}

fn pages_most(file: &TomlFile<'_>, pages: Option<u32>, most: &Spanned<u32>) -> Result<u32, TemplateProblem> {
    match pages {
        Some(pages) if *most.get_ref() > pages => Ok(*most.get_ref()),
        _ => Err(file.problem(most, ShapeFault::PagesMost)),
    }
}

fn rules(file: &TomlFile<'_>, raw: Vec<Spanned<String>>) -> Result<Vec<String>, TemplateProblem> {
    let rule = |rule: Spanned<String>| {
        let number = rule.get_ref().strip_prefix("R-").unwrap_or_default();
        let is_sound = number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_sound { Ok(rule.into_inner()) } else { Err(file.problem(&rule, ShapeFault::RuleNumber)) }
    };
    raw.into_iter().map(rule).collect()
}
