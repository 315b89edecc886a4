//! A breakdown as papers print it: rows of text, every amount already in its form for Japanese paper.

use serde::{Deserialize, Serialize};

use super::super::money::{TaxRate, Yen};
use super::{CostSheet, Fixed, Part, PrintedRow, SheetKind, outline, year_name};

/// A breakdown ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostFacts {
    /// Which one.
    pub kind: SheetKind,
    /// 業務費内訳書, 工事費内訳書.
    pub title: String,
    /// Whether any line names a firm (担当構成員).
    pub has_members: bool,
    /// The fiscal years that have a column, such as 令和８年度.
    pub years: Vec<String>,
    /// The rows in the order of the paper.
    pub rows: Vec<CostRow>,
    /// Without tax, such as 43,636,363.
    pub net: String,
    /// The tax.
    pub tax: String,
    /// With tax.
    pub total: String,
    /// What the amounts are based on, one sentence.
    pub basis: String,
    /// 備考 of the whole.
    pub note: String,
}

/// One row of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CostRow {
    /// What it is.
    pub role: CostRowRole,
    /// How deep it lies, from 1; 0 for sums.
    pub level: u8,
    /// 費目, on the first row of a part.
    pub part: String,
    /// How many rows the part has from here; 0 on all but its first.
    pub part_rows: usize,
    /// 内訳, or the name of the sum.
    pub label: String,
    /// 数量
    pub quantity: String,
    /// 単位
    pub unit: String,
    /// 単価
    pub price: String,
    /// 金額
    pub amount: String,
    /// 担当構成員
    pub member: String,
    /// The amounts by fiscal year.
    pub years: Vec<String>,
    /// 備考
    pub note: String,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CostRowRole {
    /// A line that has its own amount.
    #[default]
    Item,
    /// A line that sums up those below.
    Group,
    /// A sum.
    Sum,
    /// The last sum.
    Total,
    /// What is contained in the total.
    Contained,
}

/// An amount as papers print it: 12,345, and △12,345 below zero.
#[must_use]
pub fn amount(amount: Yen) -> String {
    if amount.0 < 0 { format!("△{}", Yen(-amount.0)) } else { amount.to_string() }
}

impl CostFacts {
    /// Prepares a sheet; `name_of` knows the firms. None for a sheet that is empty or cannot be counted.
    #[must_use]
    pub fn of(sheet: &CostSheet, rate: TaxRate, name_of: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let sums = sheet.sums(rate).filter(|_| !sheet.lines.is_empty())?;
        let years: Vec<String> = sheet.years().map(year_name).collect();
        let mut rows: Vec<CostRow> = Vec::new();
        for printed in outline(sheet) {
            rows.push(match printed {
                PrintedRow::Line(index) => {
                    let line = sheet.lines.get(index)?;
                    let by_year = sums.line_years.get(index)?;
                    CostRow {
                        role: if sheet.is_group(index) { CostRowRole::Group } else { CostRowRole::Item },
                        level: line.level,
                        label: line.label.clone(),
                        quantity: line.quantity.map(|quantity| quantity.to_string()).unwrap_or_default(),
                        unit: line.unit.clone(),
                        price: line.price.map(amount).unwrap_or_default(),
                        amount: sums.lines.get(index).copied().flatten().map(amount).unwrap_or_default(),
                        member: name_of(&line.member).unwrap_or_default(),
                        years: by_year.iter().map(|of_year| of_year.map(amount).unwrap_or_default()).collect(),
                        note: line.note.clone(),
                        ..CostRow::default()
                    }
                }
                PrintedRow::PartSum(part) => {
                    let by_year = sums.part_years(part).iter().copied().map(amount).collect();
                    sum_row(CostRowRole::Sum, format!("{}計", part.name()), amount(sums.part(part)), by_year)
                }
                PrintedRow::Fixed(fixed) => {
                    let is_last = matches!(fixed, Fixed::Total | Fixed::WorksTotal);
                    let role = if is_last { CostRowRole::Total } else { CostRowRole::Sum };
                    let by_year = (0..years.len()).map(|year| amount(sums.fixed_in_year(fixed, year))).collect();
                    sum_row(role, fixed_name(fixed, rate), amount(sums.fixed(fixed)), by_year)
                }
                PrintedRow::Contained(item) => {
                    let stated = sheet.contained(item).map(amount).unwrap_or_default();
                    let label = format!("うち{}", item.name());
                    sum_row(CostRowRole::Contained, label, stated, vec![String::new(); years.len()])
                }
            });
        }
        name_parts(sheet, &mut rows);
        let has_members = rows.iter().any(|row| !row.member.is_empty());
        Some(Self {
            kind: sheet.kind,
            title: sheet.kind.title().to_owned(),
            has_members,
            years,
            rows,
            net: amount(sums.net),
            tax: amount(sums.tax),
            total: amount(sums.total),
            basis: basis(sheet.kind).to_owned(),
            note: sheet.note.clone(),
        })
    }
}

impl CostFacts {
    /// The same without the firms' names, for a copy that must not name them.
    #[must_use]
    pub fn without_members(&self) -> Self {
        let mut facts = self.clone();
        facts.has_members = false;
        facts.rows.iter_mut().for_each(|row| row.member.clear());
        facts
    }
}

/// What the amounts are based on.
#[must_use]
pub const fn basis(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Services => {
            "金額は円、１円未満切捨て。消費税及び地方消費税は小計に税率を乗じ、１円未満を切り捨てた額。"
        }
        SheetKind::Works => "金額は円、１円未満切捨て。すべて消費税及び地方消費税を含まない額。",
    }
}

/// The name of a fixed sum, the tax with its rate.
#[must_use]
pub fn fixed_name(fixed: Fixed, rate: TaxRate) -> String {
    match fixed {
        Fixed::Tax => format!("{}（{}%）", fixed.name(), rate.0),
        other => other.name().to_owned(),
    }
}

fn sum_row(role: CostRowRole, label: String, amount: String, years: Vec<String>) -> CostRow {
    CostRow { role, label, amount, years, ..CostRow::default() }
}

/// 費目 stands on the first row of each part and covers the rest of it, its sum included.
fn name_parts(sheet: &CostSheet, rows: &mut [CostRow]) {
    let parts: Vec<Option<Part>> = outline(sheet)
        .into_iter()
        .map(|row| match row {
            PrintedRow::Line(index) => sheet.lines.get(index).map(|line| line.part),
            PrintedRow::PartSum(part) => Some(part),
            _ => None,
        })
        .collect();
    let mut before = None;
    for (index, part) in parts.iter().enumerate() {
        if let Some(row) = rows.get_mut(index).filter(|_| part.is_some() && *part != before) {
            row.part = part.map(Part::name).unwrap_or_default().to_owned();
            row.part_rows = parts.iter().skip(index).take_while(|other| *other == part).count();
        }
        before = *part;
    }
}
