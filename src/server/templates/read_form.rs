//! `forms/*.toml`: the form language. Whatever is not understood is an error with its line; nothing is ignored.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::{OneOrMore, TomlFile};
use crate::domain::document::Order;
use crate::domain::form::{
    AgentPlace, Below, Form, FormBlock, FormBlockBody, FormColumn, FormItem, FormTable, Layout, Repeat, SenderFirms,
    Text,
};
use crate::domain::manuscript::Align;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForm {
    code: String,
    title_ja: String,
    title_en: String,
    explanation_ja: String,
    explanation_en: String,
    #[serde(default)]
    label: String,
    layout: Spanned<String>,
    orders: Spanned<Vec<String>>,
    #[serde(default)]
    block: Vec<Spanned<RawBlock>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBlock {
    kind: Spanned<String>,
    when: Option<Spanned<OneOrMore>>,
    text: Option<Spanned<String>>,
    align: Option<Spanned<String>>,
    label: Option<Spanned<String>>,
    firms: Option<Spanned<String>>,
    agent: Option<Spanned<String>>,
    first: Option<Spanned<i32>>,
    repeat: Option<Spanned<String>>,
    cells: Option<Spanned<usize>>,
    lines: Option<Spanned<u16>>,
    deepest: Option<Spanned<u8>>,
    label_width: Option<Spanned<u16>>,
    item: Option<Spanned<Vec<RawItem>>>,
    column: Option<Spanned<Vec<RawColumn>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    when: Option<Spanned<OneOrMore>>,
    label: String,
    text: Option<Spanned<String>>,
    list: Option<Spanned<String>>,
    repeat: Option<Spanned<String>>,
    column: Option<Vec<RawColumn>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    label: String,
    weight: Spanned<u16>,
    align: Option<Spanned<String>>,
    text: Spanned<String>,
}

pub(super) fn read(name: &str, text: &str, layouts: &BTreeMap<String, Layout>) -> Result<Form, TemplateProblem> {
    let file = TomlFile { name, text };
    let raw: RawForm = file.parse()?;
    if !layouts.contains_key(raw.layout.get_ref()) {
        return Err(file.problem(&raw.layout, format!("no layout is called `{}`", raw.layout.get_ref())));
    }
    let orders = orders(&file, &raw.orders)?;
    let blocks = raw.block.into_iter().map(|block| read_block(&file, block)).collect::<Result<Vec<_>, _>>()?;
    Ok(Form {
        code: raw.code,
        title_ja: raw.title_ja,
        title_en: raw.title_en,
        explanation_ja: raw.explanation_ja,
        explanation_en: raw.explanation_en,
        label: raw.label,
        orders,
        layout: raw.layout.into_inner(),
        blocks,
    })
}

fn orders(file: &TomlFile<'_>, raw: &Spanned<Vec<String>>) -> Result<Vec<Order>, TemplateProblem> {
    let order = |name: &String| match name.as_str() {
        "A" => Ok(Order::A),
        "B" => Ok(Order::B),
        _ => Err(file.problem(raw, "an order is A or B")),
    };
    if raw.get_ref().is_empty() {
        return Err(file.problem(raw, "a form has one order at least"));
    }
    raw.get_ref().iter().map(order).collect()
}

/// The keys that a block of a kind may have beside `kind` and `when`.
fn keys_of(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "label" => &["align"],
        "sender" => &["firms", "agent"],
        "title" | "cover" => &["text"],
        "paragraph" => &["text", "align", "first", "repeat"],
        "items" => &["label_width", "item"],
        "amount_boxes" => &["label", "cells"],
        "table" => &["repeat", "column"],
        "note" => &["label", "text"],
        "contents" => &["deepest"],
        "spacer" => &["lines"],
        "date" | "addressee" | "ki" | "contact_box" | "end" | "page_break" | "sections" => &[],
        _ => return None,
    })
}

fn read_block(file: &TomlFile<'_>, block: Spanned<RawBlock>) -> Result<FormBlock, TemplateProblem> {
    let whole = Spanned::new(block.span(), ());
    let raw = block.into_inner();
    let kind = raw.kind.get_ref().as_str();
    let keys = keys_of(kind).ok_or_else(|| file.problem(&raw.kind, format!("no block is called `{kind}`")))?;
    refuse_other_keys(file, &raw, keys)?;
    let needed = |key: &str| file.problem(&whole, format!("a {kind} block needs `{key}`"));
    let repeat = read_repeat(file, raw.repeat.as_ref())?;
    let text = |repeat| match &raw.text {
        Some(text) => read_text(file, text, repeat),
        None => Err(needed("text")),
    };
    let body = match kind {
        "label" => FormBlockBody::Label { align: read_align(file, raw.align.as_ref(), Align::Left)? },
        "date" => FormBlockBody::Date,
        "addressee" => FormBlockBody::Addressee,
        "sender" => FormBlockBody::Sender {
            firms: read_firms(file, raw.firms.as_ref())?,
            agent: read_agent(file, raw.agent.as_ref())?,
        },
        "title" => FormBlockBody::Title { text: text(Repeat::Once)? },
        "cover" => FormBlockBody::Cover { text: text(Repeat::Once)? },
        "paragraph" => FormBlockBody::Paragraph {
            text: text(repeat)?,
            align: read_align(file, raw.align.as_ref(), Align::Justify)?,
            first: number(file, raw.first.as_ref(), 1, 0..=20)?,
            repeat,
        },
        "ki" => FormBlockBody::Ki,
        "items" => FormBlockBody::Items {
            label_width: number(file, raw.label_width.as_ref(), 4, 1..=12)?,
            items: read_items(file, raw.item.ok_or_else(|| needed("item"))?.into_inner())?,
        },
        "amount_boxes" => FormBlockBody::AmountBoxes {
            label: raw.label.ok_or_else(|| needed("label"))?.into_inner(),
            cells: number(file, raw.cells.as_ref(), 10, 4..=13)?,
        },
        "table" => FormBlockBody::Table(read_table(
            file,
            raw.column.map(Spanned::into_inner).ok_or_else(|| needed("column"))?,
            repeat,
        )?),
        "contact_box" => FormBlockBody::ContactBox,
        "end" => FormBlockBody::End,
        "note" => {
            let text = text(Repeat::Once)?;
            FormBlockBody::Note { label: raw.label.ok_or_else(|| needed("label"))?.into_inner(), text }
        }
        "page_break" => FormBlockBody::PageBreak,
        "contents" => FormBlockBody::Contents { deepest: number(file, raw.deepest.as_ref(), 2, 1..=4)? },
        "sections" => FormBlockBody::Sections,
        _ => FormBlockBody::Spacer { lines: number(file, raw.lines.as_ref(), 1, 1..=40)? },
    };
    Ok(FormBlock { when: file.conditions(raw.when.as_ref())?, body })
}

fn refuse_other_keys(file: &TomlFile<'_>, raw: &RawBlock, keys: &[&str]) -> Result<(), TemplateProblem> {
    let written = [
        ("text", raw.text.as_ref().map(Spanned::span)),
        ("align", raw.align.as_ref().map(Spanned::span)),
        ("label", raw.label.as_ref().map(Spanned::span)),
        ("firms", raw.firms.as_ref().map(Spanned::span)),
        ("agent", raw.agent.as_ref().map(Spanned::span)),
        ("first", raw.first.as_ref().map(Spanned::span)),
        ("repeat", raw.repeat.as_ref().map(Spanned::span)),
        ("cells", raw.cells.as_ref().map(Spanned::span)),
        ("lines", raw.lines.as_ref().map(Spanned::span)),
        ("deepest", raw.deepest.as_ref().map(Spanned::span)),
        ("label_width", raw.label_width.as_ref().map(Spanned::span)),
        ("item", raw.item.as_ref().map(Spanned::span)),
        ("column", raw.column.as_ref().map(Spanned::span)),
    ];
    for (key, span) in written {
        if let Some(span) = span.filter(|_| !keys.contains(&key)) {
            let what = format!("a {} block has no `{key}`", raw.kind.get_ref());
            return Err(file.problem(&Spanned::new(span, ()), what));
        }
    }
    Ok(())
}

fn read_items(file: &TomlFile<'_>, raw: Vec<RawItem>) -> Result<Vec<FormItem>, TemplateProblem> {
    raw.into_iter().map(|item| read_item(file, item)).collect()
}

fn read_item(file: &TomlFile<'_>, raw: RawItem) -> Result<FormItem, TemplateProblem> {
    let repeat = read_repeat(file, raw.repeat.as_ref())?;
    let below = match (raw.list, raw.column) {
        (Some(list), None) if list.get_ref() == "attachments" => Below::Attachments,
        (Some(list), _) => return Err(file.problem(&list, "a list is `attachments`, and stands without columns")),
        (None, Some(columns)) => Below::Table(read_table(file, columns, repeat)?),
        (None, None) => Below::Nothing,
    };
    let text = raw.text.map_or_else(|| Ok(Text::default()), |text| read_text(file, &text, Repeat::Once))?;
    Ok(FormItem { when: file.conditions(raw.when.as_ref())?, label: raw.label, text, below })
}

fn read_table(file: &TomlFile<'_>, raw: Vec<RawColumn>, repeat: Repeat) -> Result<FormTable, TemplateProblem> {
    let column = |raw: RawColumn| {
        Ok(FormColumn {
            label: raw.label,
            weight: number(file, Some(&raw.weight), 1, 1..=100)?,
            align: read_align(file, raw.align.as_ref(), Align::Left)?,
            text: read_text(file, &raw.text, repeat)?,
        })
    };
    Ok(FormTable { columns: raw.into_iter().map(column).collect::<Result<_, _>>()?, repeat })
}

fn read_text(file: &TomlFile<'_>, text: &Spanned<String>, repeat: Repeat) -> Result<Text, TemplateProblem> {
    let parsed = file.text(text)?;
    let stray = parsed.placeholders().find(|p| p.needs() != Repeat::Once && p.needs() != repeat);
    match stray {
        Some(placeholder) => {
            Err(file.problem(text, format!("`{}` has no value outside its repetition", placeholder.name())))
        }
        None => Ok(parsed),
    }
}

fn read_align(file: &TomlFile<'_>, raw: Option<&Spanned<String>>, default: Align) -> Result<Align, TemplateProblem> {
    let Some(raw) = raw else { return Ok(default) };
    match raw.get_ref().as_str() {
        "left" => Ok(Align::Left),
        "centre" => Ok(Align::Centre),
        "right" => Ok(Align::Right),
        "justify" => Ok(Align::Justify),
        "distribute" => Ok(Align::Distribute),
        _ => Err(file.problem(raw, "align is left, centre, right, justify or distribute")),
    }
}

fn read_firms(file: &TomlFile<'_>, raw: Option<&Spanned<String>>) -> Result<SenderFirms, TemplateProblem> {
    match raw.map(|raw| (raw, raw.get_ref().as_str())) {
        None | Some((_, "all")) => Ok(SenderFirms::All),
        Some((_, "representative")) => Ok(SenderFirms::Representative),
        Some((raw, _)) => Err(file.problem(raw, "firms is all or representative")),
    }
}

fn read_agent(file: &TomlFile<'_>, raw: Option<&Spanned<String>>) -> Result<AgentPlace, TemplateProblem> {
    match raw.map(|raw| (raw, raw.get_ref().as_str())) {
        None | Some((_, "absent")) => Ok(AgentPlace::Absent),
        Some((_, "seals")) => Ok(AgentPlace::Seals),
        Some((raw, _)) => Err(file.problem(raw, "agent is seals or absent")),
    }
}

fn read_repeat(file: &TomlFile<'_>, raw: Option<&Spanned<String>>) -> Result<Repeat, TemplateProblem> {
    match raw.map(|raw| (raw, raw.get_ref().as_str())) {
        None => Ok(Repeat::Once),
        Some((_, "member")) => Ok(Repeat::Member),
        Some((_, "attachment")) => Ok(Repeat::Attachment),
        Some((raw, _)) => Err(file.problem(raw, "repeat is member or attachment")),
    }
}

fn number<T: PartialOrd + Copy + std::fmt::Display>(
    file: &TomlFile<'_>,
    raw: Option<&Spanned<T>>,
    default: T,
    bounds: std::ops::RangeInclusive<T>,
) -> Result<T, TemplateProblem> {
    match raw {
        None => Ok(default),
        Some(raw) if bounds.contains(raw.get_ref()) => Ok(*raw.get_ref()),
        Some(raw) => Err(file.problem(raw, format!("not between {} and {}", bounds.start(), bounds.end()))),
    }
}
