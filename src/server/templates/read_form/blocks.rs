//! The blocks of a form: each kind has its own keys, and no others.

use serde::Deserialize;
use toml::Spanned;

use super::around::{Around, Reading};
use super::lists::{RawArticles, RawChecks, RawItems, RawParagraph};
use super::people::RawFirms;
use super::pictures::{RawChart, RawGantt, RawSealBoxes, RawVertical};
use super::tables::{self, RawFields, RawPaperList, RawTable};
use super::written::OneOrMore;
use crate::domain::form::{FormBlock, FormBlockBody, SenderFirms, ShapeFault, TemplateFault, TextSize};
use crate::domain::manuscript::Align;
use crate::server::templates::TemplateProblem;
use crate::server::templates::toml_file::LinedTable;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLabel {
    align: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawText {
    text: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTitle {
    text: Spanned<String>,
    size: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAddressee {
    text: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBoxes {
    label: String,
    cells: Option<Spanned<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLine {
    #[serde(default)]
    label: String,
    text: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNote {
    label: String,
    text: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContact {
    firms: Option<Spanned<String>>,
    label: Option<String>,
    boxed: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContents {
    deepest: Option<Spanned<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpacer {
    lines: Option<Spanned<u16>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBreak {
    layout: Option<Spanned<String>>,
}

pub(super) fn read<'f>(
    reading: &Reading<'_, 'f>,
    mut block: LinedTable<'f>,
    around: &Around,
) -> Result<FormBlock, TemplateProblem> {
    let file = reading.file;
    let at = Spanned::new(block.span(), ());
    let kind: Option<Spanned<String>> = file.take(&mut block, "kind")?;
    let kind = kind.ok_or_else(|| file.problem(&at, ShapeFault::NoKind))?;
    let when: Option<Spanned<OneOrMore>> = file.take(&mut block, "when")?;
    let body = body(reading, &kind, block, around)?;
    Ok(FormBlock { when: reading.conditions(when.as_ref(), around)?, body })
}

fn body<'f>(
    reading: &Reading<'_, 'f>,
    kind: &Spanned<String>,
    block: LinedTable<'f>,
    around: &Around,
) -> Result<FormBlockBody, TemplateProblem> {
    let file = reading.file;
    // A block without keys of its own.
    let bare = |block: LinedTable<'f>, body: FormBlockBody| file.read_table::<Nothing>(block).map(|Nothing {}| body);
    Ok(match kind.get_ref().as_str() {
        "label" => {
            let raw: RawLabel = file.read_table(block)?;
            FormBlockBody::Label { align: reading.align(raw.align.as_ref(), Align::Left)? }
        }
        "date" => bare(block, FormBlockBody::Date)?,
        "addressee" => {
            let raw: RawAddressee = file.read_table(block)?;
            FormBlockBody::Addressee { text: raw.text.as_ref().map(|text| reading.text(text, around)).transpose()? }
        }
        "sender" => FormBlockBody::Sender(reading.firms(file.read_table::<RawFirms>(block)?, true)?),
        "signatures" => FormBlockBody::Signatures(reading.firms(file.read_table::<RawFirms>(block)?, false)?),
        "title" => {
            let raw: RawTitle = file.read_table(block)?;
            let size = reading.size(raw.size.as_ref(), TextSize::Title)?;
            FormBlockBody::Title { text: reading.text(&raw.text, around)?, size }
        }
        "paragraph" => FormBlockBody::Paragraph(reading.paragraph(&file.read_table::<RawParagraph>(block)?, around)?),
        "heading" => {
            let raw: RawText = file.read_table(block)?;
            FormBlockBody::Heading { text: reading.text(&raw.text, around)? }
        }
        "ki" => bare(block, FormBlockBody::Ki)?,
        "items" => {
            let (label_width, items) = reading.items(file.read_table::<RawItems>(block)?, around)?;
            FormBlockBody::Items { label_width, items }
        }
        "checks" => {
            let (options, across, left) = reading.checks(file.read_table::<RawChecks>(block)?, around)?;
            FormBlockBody::Checks { options, across, left }
        }
        "articles" => FormBlockBody::Articles(reading.articles(file.read_table::<RawArticles>(block)?, around)?),
        "amount_boxes" => {
            let raw: RawBoxes = file.read_table(block)?;
            FormBlockBody::AmountBoxes { label: raw.label, cells: file.number(raw.cells.as_ref(), 10, 4..=13)? }
        }
        "amount_line" => {
            let raw: RawLine = file.read_table(block)?;
            FormBlockBody::AmountLine { label: raw.label, text: reading.text(&raw.text, around)? }
        }
        "table" => {
            let table = reading.table(file.read_table::<RawTable>(block)?, around)?;
            if !tables::is_repeated(&table) && table.fixed.is_empty() && table.repeat.least == 0 {
                return Err(file.problem(kind, ShapeFault::NoRows));
            }
            FormBlockBody::Table(table)
        }
        "paper_list" => {
            FormBlockBody::Table(reading.paper_list(file.read_table::<RawPaperList>(block)?, kind, around)?)
        }
        "fields" => FormBlockBody::Fields(reading.fields(file.read_table::<RawFields>(block)?, around)?),
        "cost_breakdown" => bare(block, FormBlockBody::CostBreakdown)?,
        "seal_boxes" => FormBlockBody::SealBoxes(reading.seal_boxes(file.read_table::<RawSealBoxes>(block)?, around)?),
        "gantt" => FormBlockBody::Gantt(reading.gantt(file.read_table::<RawGantt>(block)?, kind, around)?),
        "org_chart" => FormBlockBody::OrgChart(reading.chart(file.read_table::<RawChart>(block)?, around)?),
        "vertical" => FormBlockBody::Vertical(reading.vertical(file.read_table::<RawVertical>(block)?, around)?),
        "contact_box" => contact(reading, &file.read_table(block)?)?,
        "end" => bare(block, FormBlockBody::End)?,
        "note" => {
            let raw: RawNote = file.read_table(block)?;
            FormBlockBody::Note { label: raw.label, text: reading.text(&raw.text, around)? }
        }
        "page_break" => {
            let raw: RawBreak = file.read_table(block)?;
            FormBlockBody::PageBreak { layout: raw.layout.as_ref().map(|name| reading.layout(name)).transpose()? }
        }
        "cover" => {
            let raw: RawText = file.read_table(block)?;
            FormBlockBody::Cover { text: reading.text(&raw.text, around)? }
        }
        "contents" => {
            let raw: RawContents = file.read_table(block)?;
            FormBlockBody::Contents { deepest: file.number(raw.deepest.as_ref(), 2, 1..=4)? }
        }
        "sections" => bare(block, FormBlockBody::Sections)?,
        "spacer" => {
            let raw: RawSpacer = file.read_table(block)?;
            FormBlockBody::Spacer { lines: file.number(raw.lines.as_ref(), 1, 1..=40)? }
        }
        unknown => return Err(file.problem(kind, TemplateFault::UnknownBlock(unknown.to_owned()))),
    })
}

fn contact(reading: &Reading<'_, '_>, raw: &RawContact) -> Result<FormBlockBody, TemplateProblem> {
    let firms = raw.firms.as_ref();
    Ok(FormBlockBody::ContactBox {
        firms: reading.file.named(
            firms,
            SenderFirms::Representative,
            "firms",
            SenderFirms::parse,
            SenderFirms::names(),
        )?,
        label: raw.label.clone().unwrap_or_else(|| "連　絡　先".to_owned()),
        boxed: raw.boxed.unwrap_or(true),
    })
}
