//! Tables and grids.

use serde::Deserialize;
use toml::Spanned;

use super::around::{Around, Reading};
use super::written::{OneOrMore, Written};
use crate::domain::form::{
    FormColumn, FormField, FormFields, FormRow, FormTable, Over, Repeat, RowText, ShapeFault, TemplateFault, Text,
    TextSize,
};
use crate::domain::manuscript::{Align, Length};
use crate::server::templates::TemplateProblem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    column: Spanned<Vec<RawColumn>>,
    #[serde(default)]
    row: Vec<Spanned<Written<RawRow>>>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    rows: Option<Spanned<u16>>,
    total: Option<Spanned<Vec<Spanned<String>>>>,
    size: Option<Spanned<String>>,
    height_mm: Option<Spanned<u16>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    #[serde(default)]
    label: String,
    #[serde(default)]
    group: String,
    weight: Option<Spanned<u16>>,
    align: Option<Spanned<String>>,
    text: Option<Spanned<String>>,
    #[serde(default)]
    merge: bool,
    #[serde(default)]
    heading: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    when: Option<Spanned<OneOrMore>>,
    cells: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPaperList {
    column: Option<Vec<RawColumn>>,
    rows: Option<Spanned<u16>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFields {
    field: Vec<RawField>,
    label_width: Option<Spanned<u16>>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    size: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    when: Option<Spanned<OneOrMore>>,
    #[serde(default)]
    label: String,
    text: Option<Spanned<String>>,
    reading: Option<Spanned<String>>,
    align: Option<Spanned<String>>,
    height_mm: Option<Spanned<u16>>,
    #[serde(default)]
    beside: bool,
    weight: Option<Spanned<u16>>,
    column: Option<Vec<RawColumn>>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    rows: Option<Spanned<u16>>,
}

/// The usual columns of 提出書類: label, weight, align, text.
const PAPER_COLUMNS: [(&str, u16, &str, &str); 4] = [
    ("書類名", 50, "left", "{enclosure.name}"),
    ("様式", 20, "centre", "{enclosure.form_number}"),
    ("正本", 10, "centre", "{enclosure.originals}"),
    ("副本", 10, "centre", "{enclosure.copies}"),
];

impl Reading<'_, '_> {
    pub(super) fn table(&self, raw: RawTable, around: &Around) -> Result<FormTable, TemplateProblem> {
        let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), raw.rows.as_ref(), around)?;
        let width = raw.column.get_ref().len();
        if width == 0 {
            return Err(self.file.problem(&raw.column, ShapeFault::NoColumns));
        }
        let fixed = raw.row.into_iter().map(|row| self.row(row, width, around)).collect::<Result<_, _>>()?;
        let total = self.total(raw.total, width, around)?;
        let size = self.size(raw.size.as_ref(), TextSize::Body)?;
        let height = self.height(raw.height_mm.as_ref())?;
        let table = self.repeated_table(raw.column.into_inner(), repeat, &inner)?;
        Ok(FormTable { fixed, total, size, height, ..table })
    }

    /// The last row of a table.
    pub(super) fn total(
        &self,
        raw: Option<Spanned<Vec<Spanned<String>>>>,
        width: usize,
        around: &Around,
    ) -> Result<Vec<RowText>, TemplateProblem> {
        let Some(total) = raw else { return Ok(Vec::new()) };
        let at = Spanned::new(total.span(), ());
        self.cells(&total.into_inner(), width, &at, around)
    }

    fn height(&self, raw: Option<&Spanned<u16>>) -> Result<Length, TemplateProblem> {
        Ok(Length::mm(i32::from(self.file.number(raw, 0, 0..=250)?)))
    }

    /// A table of columns alone.
    pub(super) fn repeated_table(
        &self,
        raw: Vec<RawColumn>,
        repeat: Repeat,
        inner: &Around,
    ) -> Result<FormTable, TemplateProblem> {
        Ok(FormTable {
            columns: self.columns(raw, inner)?,
            fixed: Vec::new(),
            repeat,
            total: Vec::new(),
            size: TextSize::Body,
            height: Length(0),
        })
    }

    pub(super) fn columns(&self, raw: Vec<RawColumn>, inner: &Around) -> Result<Vec<FormColumn>, TemplateProblem> {
        let column = |raw: RawColumn| {
            Ok(FormColumn {
                label: raw.label,
                group: raw.group,
                weight: self.file.number(raw.weight.as_ref(), 1, 1..=100)?,
                align: self.align(raw.align.as_ref(), Align::Left)?,
                text: self.optional_text(raw.text.as_ref(), inner)?,
                merges: raw.merge,
                is_heading: raw.heading,
            })
        };
        raw.into_iter().map(column).collect()
    }

    fn row(&self, raw: Spanned<Written<RawRow>>, width: usize, around: &Around) -> Result<FormRow, TemplateProblem> {
        let at = Spanned::new(raw.span(), ());
        let (when, cells) = match raw.into_inner() {
            Written::Cells(cells) => (Vec::new(), cells),
            Written::Table(row) => (self.conditions(row.when.as_ref(), around)?, row.cells),
            Written::Text(_) => return Err(self.file.problem(&at, ShapeFault::NoCells)),
        };
        Ok(FormRow { when, cells: self.cells(&cells, width, &at, around)? })
    }

    fn cells(
        &self,
        raw: &[Spanned<String>],
        width: usize,
        at: &Spanned<()>,
        around: &Around,
    ) -> Result<Vec<RowText>, TemplateProblem> {
        if raw.len() != width {
            return Err(self.file.problem(at, TemplateFault::RowWidth { cells: raw.len(), columns: width }));
        }
        let cell = |(index, text): (usize, &Spanned<String>)| match text.get_ref().as_str() {
            "↑" => Ok(RowText::Above),
            "←" if index > 0 => Ok(RowText::Left),
            _ => self.text(text, around).map(RowText::Text),
        };
        raw.iter().enumerate().map(cell).collect()
    }

    /// 提出書類: a table of the bid's enclosures.
    pub(super) fn paper_list<T>(
        &self,
        raw: RawPaperList,
        at: &Spanned<T>,
        around: &Around,
    ) -> Result<FormTable, TemplateProblem> {
        let over = Spanned::new(at.span(), "enclosure".to_owned());
        let (repeat, inner) = self.repeat(Some(&over), None, raw.rows.as_ref(), around)?;
        let spanned = |text: &str| Some(Spanned::new(at.span(), text.to_owned()));
        let usual = || {
            PAPER_COLUMNS.iter().map(|(label, weight, align, text)| RawColumn {
                label: (*label).to_owned(),
                group: String::new(),
                weight: Some(Spanned::new(at.span(), *weight)),
                align: spanned(align),
                text: spanned(text),
                merge: false,
                heading: false,
            })
        };
        self.repeated_table(raw.column.unwrap_or_else(|| usual().collect()), repeat, &inner)
    }

    pub(super) fn fields(&self, raw: RawFields, around: &Around) -> Result<FormFields, TemplateProblem> {
        let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), None, around)?;
        Ok(FormFields {
            label_width: self.file.number(raw.label_width.as_ref(), 8, 2..=20)?,
            fields: raw.field.into_iter().map(|field| self.field(field, &inner)).collect::<Result<_, _>>()?,
            repeat,
            size: self.size(raw.size.as_ref(), TextSize::Body)?,
        })
    }

    fn field(&self, raw: RawField, around: &Around) -> Result<FormField, TemplateProblem> {
        let table = match raw.column {
            None => None,
            Some(columns) => {
                let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), raw.rows.as_ref(), around)?;
                Some(self.repeated_table(columns, repeat, &inner)?)
            }
        };
        if let Some(repeat) = raw.repeat.as_ref().filter(|_| table.is_none()) {
            return Err(self.file.problem(repeat, ShapeFault::FieldRepeated));
        }
        let text = match (&raw.text, &table) {
            (Some(text), Some(_)) => return Err(self.file.problem(text, ShapeFault::TextAndColumns)),
            (Some(text), None) => self.text(text, around)?,
            (None, _) => Text::default(),
        };
        Ok(FormField {
            when: self.conditions(raw.when.as_ref(), around)?,
            label: raw.label,
            text,
            reading: raw.reading.as_ref().map(|reading| self.text(reading, around)).transpose()?,
            align: self.align(raw.align.as_ref(), Align::Left)?,
            height: self.height(raw.height_mm.as_ref())?,
            beside: raw.beside,
            weight: self.file.number(raw.weight.as_ref(), 1, 1..=20)?,
            table,
        })
    }
}

/// Whether a table has rows from the bid, and not only fixed ones.
pub(super) fn is_repeated(table: &FormTable) -> bool {
    table.repeat.over != Over::Once
}
