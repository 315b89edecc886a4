//! What is drawn: boxes for seals, 工程表, 体制図, vertical lines.

use serde::Deserialize;
use toml::Spanned;

use super::around::{Around, Reading};
use super::tables::RawColumn;
use super::written::OneOrMore;
use crate::domain::form::{ChartLevel, FormGantt, FormVertical, GanttUnit, Over, SealBox, ShapeFault, VerticalLine};
use crate::domain::manuscript::{Align, HalfPoints, Length};
use crate::server::templates::TemplateProblem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSealBoxes {
    r#box: Vec<RawSealBox>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSealBox {
    when: Option<Spanned<OneOrMore>>,
    label: Spanned<String>,
    width_mm: Option<Spanned<u16>>,
    height_mm: Option<Spanned<u16>>,
    repeat: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGantt {
    column: Vec<RawColumn>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    unit: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChart {
    level: Vec<RawLevel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLevel {
    when: Option<Spanned<OneOrMore>>,
    text: Spanned<String>,
    repeat: Option<Spanned<String>>,
    only: Option<Spanned<OneOrMore>>,
    #[serde(default)]
    dashed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVertical {
    width_mm: Spanned<u16>,
    height_mm: Spanned<u16>,
    line: Vec<RawLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLine {
    when: Option<Spanned<OneOrMore>>,
    text: Spanned<String>,
    size_pt: Option<Spanned<f64>>,
    align: Option<Spanned<String>>,
    #[serde(default)]
    red: bool,
}

impl Reading<'_, '_> {
    pub(super) fn seal_boxes(&self, raw: RawSealBoxes, around: &Around) -> Result<Vec<SealBox>, TemplateProblem> {
        let side = |mm: Option<&Spanned<u16>>| Ok(Length::mm(i32::from(self.file.number(mm, 30, 10..=160)?)));
        let one = |raw: RawSealBox| {
            let (repeat, inner) = self.repeat(raw.repeat.as_ref(), None, None, around)?;
            Ok(SealBox {
                when: self.conditions(raw.when.as_ref(), around)?,
                label: self.text(&raw.label, &inner)?,
                width: side(raw.width_mm.as_ref())?,
                height: side(raw.height_mm.as_ref())?,
                repeat,
            })
        };
        raw.r#box.into_iter().map(one).collect()
    }

    pub(super) fn gantt<T>(
        &self,
        raw: RawGantt,
        at: &Spanned<T>,
        around: &Around,
    ) -> Result<FormGantt, TemplateProblem> {
        let over = raw.repeat.unwrap_or_else(|| Spanned::new(at.span(), "task".to_owned()));
        let (repeat, inner) = self.repeat(Some(&over), raw.only.as_ref(), None, around)?;
        let fields = match &repeat.over {
            Over::Record { kind, .. } => self.records.kind(kind),
            _ => None,
        };
        let has_dates = fields.is_some_and(|kind| {
            ["start", "end"].iter().all(|name| kind.field(name).is_some_and(|field| field.sort == "date"))
        });
        if !has_dates {
            return Err(self.file.problem(&over, ShapeFault::NoDates));
        }
        Ok(FormGantt {
            columns: self.columns(raw.column, &inner)?,
            repeat,
            unit: self.file.named(raw.unit.as_ref(), GanttUnit::Third, "unit", GanttUnit::parse, GanttUnit::names())?,
        })
    }

    pub(super) fn chart(&self, raw: RawChart, around: &Around) -> Result<Vec<ChartLevel>, TemplateProblem> {
        let level = |raw: RawLevel| {
            let (repeat, inner) = self.repeat(raw.repeat.as_ref(), raw.only.as_ref(), None, around)?;
            Ok(ChartLevel {
                when: self.conditions(raw.when.as_ref(), around)?,
                text: self.text(&raw.text, &inner)?,
                repeat,
                dashed: raw.dashed,
            })
        };
        raw.level.into_iter().map(level).collect()
    }

    pub(super) fn vertical(&self, raw: RawVertical, around: &Around) -> Result<FormVertical, TemplateProblem> {
        let side = |mm: &Spanned<u16>| Ok(Length::mm(i32::from(self.file.number(Some(mm), 0, 20..=400)?)));
        let line = |raw: RawLine| {
            let points = self.file.number(raw.size_pt.as_ref(), 12.0, 6.0..=60.0)?;
            Ok(VerticalLine {
                when: self.conditions(raw.when.as_ref(), around)?,
                text: self.text(&raw.text, around)?,
                size: HalfPoints((points * 2.0).round() as u16),
                align: self.align(raw.align.as_ref(), Align::Left)?,
                is_red: raw.red,
            })
        };
        Ok(FormVertical {
            width: side(&raw.width_mm)?,
            height: side(&raw.height_mm)?,
            lines: raw.line.into_iter().map(line).collect::<Result<_, _>>()?,
        })
    }
}
