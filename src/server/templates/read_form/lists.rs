//! Paragraphs, items, boxes to tick, articles.

use serde::Deserialize;
use toml::Spanned;

use super::around::{Around, Reading};
use super::tables::RawColumn;
use super::written::{OneOrMore, RawTick, Written};
use crate::domain::form::{
    Below, CheckOption, FormArticle, FormArticles, FormItem, FormParagraph, FormTable, Numerals, ShapeFault, SubItem,
    TextSize, Tick,
};
use crate::domain::manuscript::Align;
use crate::server::templates::TemplateProblem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawParagraph {
    text: Spanned<String>,
    align: Option<Spanned<String>>,
    first: Option<Spanned<i32>>,
    left: Option<Spanned<i32>>,
    size: Option<Spanned<String>>,
    #[serde(default)]
    bold: bool,
    #[serde(default)]
    underline: bool,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItems {
    label_width: Option<Spanned<u16>>,
    item: Vec<RawItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    when: Option<Spanned<OneOrMore>>,
    #[serde(default)]
    label: String,
    text: Option<Spanned<String>>,
    list: Option<Spanned<String>>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    rows: Option<Spanned<u16>>,
    total: Option<Spanned<Vec<Spanned<String>>>>,
    column: Option<Vec<RawColumn>>,
    sub: Option<Vec<Spanned<Written<RawSub>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSub {
    when: Option<Spanned<OneOrMore>>,
    text: Spanned<String>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    rows: Option<Spanned<u16>>,
    tick: Option<Spanned<RawTick>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChecks {
    option: Vec<Spanned<Written<RawOption>>>,
    across: Option<Spanned<u16>>,
    left: Option<Spanned<i32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOption {
    when: Option<Spanned<OneOrMore>>,
    text: Spanned<String>,
    tick: Option<Spanned<RawTick>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawArticles {
    numerals: Option<Spanned<String>>,
    article: Vec<RawArticle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawArticle {
    when: Option<Spanned<OneOrMore>>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    branch: bool,
    text: Spanned<String>,
    #[serde(default)]
    sub: Vec<Spanned<Written<RawSub>>>,
    #[serde(default)]
    more: Vec<Spanned<Written<RawMore>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMore {
    when: Option<Spanned<OneOrMore>>,
    text: Spanned<String>,
    #[serde(default)]
    sub: Vec<Spanned<Written<RawSub>>>,
}

impl Reading<'_, '_> {
    pub(super) fn paragraph(&self, raw: &RawParagraph, around: &Around) -> Result<FormParagraph, TemplateProblem> {
        let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), None, around)?;
        Ok(FormParagraph {
            text: self.text(&raw.text, &inner)?,
            align: self.align(raw.align.as_ref(), Align::Justify)?,
            first: self.file.number(raw.first.as_ref(), 1, -20..=20)?,
            left: self.file.number(raw.left.as_ref(), 0, 0..=40)?,
            size: self.size(raw.size.as_ref(), TextSize::Body)?,
            bold: raw.bold,
            underline: raw.underline,
            repeat,
        })
    }

    pub(super) fn size(&self, raw: Option<&Spanned<String>>, default: TextSize) -> Result<TextSize, TemplateProblem> {
        self.file.named(raw, default, "size", TextSize::parse, TextSize::names())
    }

    pub(super) fn items(&self, raw: RawItems, around: &Around) -> Result<(u16, Vec<FormItem>), TemplateProblem> {
        let width = self.file.number(raw.label_width.as_ref(), 4, 1..=12)?;
        let items = raw.item.into_iter().map(|item| self.item(item, around)).collect::<Result<_, _>>()?;
        Ok((width, items))
    }

    fn item(&self, raw: RawItem, around: &Around) -> Result<FormItem, TemplateProblem> {
        let below = match (raw.list, raw.column, raw.sub) {
            (None, None, None) => Below::Nothing,
            (Some(list), None, None) if list.get_ref() == "attachments" => Below::Attachments,
            (None, Some(columns), None) => {
                let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), raw.rows.as_ref(), around)?;
                let total = self.total(raw.total, columns.len(), around)?;
                Below::Table(FormTable { total, ..self.repeated_table(columns, repeat, &inner)? })
            }
            (None, None, Some(entries)) => Below::Entries(self.entries(entries, around)?),
            (Some(list), ..) => {
                return Err(self.file.problem(&list, ShapeFault::ItemList));
            }
            (None, Some(_), Some(_)) => {
                let at = raw.repeat.unwrap_or_else(|| Spanned::new(0..0, String::new()));
                return Err(self.file.problem(&at, ShapeFault::ColumnsAndSub));
            }
        };
        Ok(FormItem {
            when: self.conditions(raw.when.as_ref(), around)?,
            label: raw.label,
            text: self.optional_text(raw.text.as_ref(), around)?,
            below,
        })
    }

    fn entries(&self, raw: Vec<Spanned<Written<RawSub>>>, around: &Around) -> Result<Vec<SubItem>, TemplateProblem> {
        raw.into_iter().map(|entry| self.entry(entry, around)).collect()
    }

    fn entry(&self, raw: Spanned<Written<RawSub>>, around: &Around) -> Result<SubItem, TemplateProblem> {
        let span = raw.span();
        let raw = match raw.into_inner() {
            Written::Table(raw) => raw,
            Written::Text(text) => {
                RawSub { when: None, text: Spanned::new(span, text), repeat: None, only: None, rows: None, tick: None }
            }
            Written::Cells(_) => {
                return Err(self.file.problem(&Spanned::new(span, ()), ShapeFault::TextOrTable));
            }
        };
        let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), raw.rows.as_ref(), around)?;
        Ok(SubItem {
            when: self.conditions(raw.when.as_ref(), around)?,
            text: self.text(&raw.text, &inner)?,
            tick: raw.tick.as_ref().map(|tick| self.tick(tick, &inner)).transpose()?,
            repeat,
        })
    }

    fn tick(&self, raw: &Spanned<RawTick>, around: &Around) -> Result<Tick, TemplateProblem> {
        Ok(match raw.get_ref() {
            RawTick::Fixed(false) => Tick::Empty,
            RawTick::Fixed(true) => Tick::When(Vec::new()),
            RawTick::When(names) => {
                let conditions = names.as_slice().iter().map(|name| self.condition(raw, name, around));
                Tick::When(conditions.collect::<Result<_, _>>()?)
            }
        })
    }

    pub(super) fn checks(
        &self,
        raw: RawChecks,
        around: &Around,
    ) -> Result<(Vec<CheckOption>, u16, i32), TemplateProblem> {
        let option = |raw: Spanned<Written<RawOption>>| {
            let span = raw.span();
            let raw = match raw.into_inner() {
                Written::Table(raw) => raw,
                Written::Text(text) => RawOption { when: None, text: Spanned::new(span, text), tick: None },
                Written::Cells(_) => {
                    return Err(self.file.problem(&Spanned::new(span, ()), ShapeFault::TextOrTable));
                }
            };
            Ok(CheckOption {
                when: self.conditions(raw.when.as_ref(), around)?,
                text: self.text(&raw.text, around)?,
                tick: raw.tick.as_ref().map_or(Ok(Tick::Empty), |tick| self.tick(tick, around))?,
            })
        };
        Ok((
            raw.option.into_iter().map(option).collect::<Result<_, _>>()?,
            self.file.number(raw.across.as_ref(), 1, 1..=6)?,
            self.file.number(raw.left.as_ref(), 1, 0..=20)?,
        ))
    }

    pub(super) fn articles(&self, raw: RawArticles, around: &Around) -> Result<FormArticles, TemplateProblem> {
        Ok(FormArticles {
            numerals: self.file.named(
                raw.numerals.as_ref(),
                Numerals::Brackets,
                "numerals",
                Numerals::parse,
                Numerals::names(),
            )?,
            articles: raw.article.into_iter().map(|article| self.article(article, around)).collect::<Result<_, _>>()?,
        })
    }

    fn article(&self, raw: RawArticle, around: &Around) -> Result<FormArticle, TemplateProblem> {
        if !raw.name.is_empty() {
            self.named_articles.borrow_mut().insert(raw.name.clone());
        }
        let mut paragraphs = vec![(Vec::new(), self.text(&raw.text, around)?, self.entries(raw.sub, around)?)];
        for more in raw.more {
            let span = more.span();
            let more = match more.into_inner() {
                Written::Table(more) => more,
                Written::Text(text) => RawMore { when: None, text: Spanned::new(span, text), sub: Vec::new() },
                Written::Cells(_) => {
                    return Err(self.file.problem(&Spanned::new(span, ()), ShapeFault::TextOrTable));
                }
            };
            let when = self.conditions(more.when.as_ref(), around)?;
            paragraphs.push((when, self.text(&more.text, around)?, self.entries(more.sub, around)?));
        }
        Ok(FormArticle {
            when: self.conditions(raw.when.as_ref(), around)?,
            name: raw.name,
            title: raw.title,
            is_branch: raw.branch,
            paragraphs,
        })
    }
}
