//! The rows of a printed breakdown in their order: lines, sums of parts, fixed sums, what is contained.

use super::{Contained, CostSheet, Part, SheetKind};

/// A sum that the form of the paper asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// 直接工事費計
    Direct,
    /// 共通仮設費計
    Common,
    /// 純工事費計
    Pure,
    /// 工事原価計
    Cost,
    /// 工事価格
    Price,
    /// 合計 of works, without tax: what the 入札書 states.
    WorksTotal,
    /// 小計（税抜）
    Subtotal,
    /// 消費税及び地方消費税
    Tax,
    /// 合計（税込）
    Total,
}

/// One row of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedRow {
    /// A line of the sheet.
    Line(usize),
    /// The sum of a part that has several lines at its top.
    PartSum(Part),
    /// A fixed sum.
    Fixed(Fixed),
    /// What is contained in the total.
    Contained(Contained),
}

impl Fixed {
    /// Its name on paper; the tax is told with its rate elsewhere.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "直接工事費計",
            Self::Common => "共通仮設費計",
            Self::Pure => "純工事費計",
            Self::Cost => "工事原価計",
            Self::Price => "工事価格",
            Self::WorksTotal => "合計",
            Self::Subtotal => "小計（税抜）",
            Self::Tax => "消費税及び地方消費税",
            Self::Total => "合計（税込）",
        }
    }

    /// The parts that it adds up; none for tax, and for a total that adds tax.
    #[must_use]
    pub const fn parts(self) -> &'static [Part] {
        const WORKS: &[Part] = SheetKind::Works.parts();
        match self {
            Self::Direct => &[Part::Direct],
            Self::Common => &[Part::CommonItemised, Part::CommonByRate],
            Self::Pure => &[Part::Direct, Part::CommonItemised, Part::CommonByRate],
            Self::Cost => &[Part::Direct, Part::CommonItemised, Part::CommonByRate, Part::SiteManagement],
            Self::Price | Self::WorksTotal => WORKS,
            Self::Subtotal => SheetKind::Services.parts(),
            Self::Tax | Self::Total => &[],
        }
    }
}

/// The rows in the order of the paper (dossier §3.2, §3.3).
#[must_use]
pub fn outline(sheet: &CostSheet) -> Vec<PrintedRow> {
    let mut rows = Vec::new();
    match sheet.kind {
        SheetKind::Services => {
            for part in sheet.kind.parts() {
                lines(sheet, *part, &mut rows);
            }
            rows.extend([Fixed::Subtotal, Fixed::Tax, Fixed::Total].map(PrintedRow::Fixed));
        }
        SheetKind::Works => works(sheet, &mut rows),
    }
    rows
}

fn works(sheet: &CostSheet, rows: &mut Vec<PrintedRow>) {
    // The fixed sum right below is the sum of the part.
    rows.extend(lines_of(sheet, Part::Direct));
    rows.push(PrintedRow::Fixed(Fixed::Direct));
    rows.extend(lines_of(sheet, Part::CommonItemised));
    rows.extend(lines_of(sheet, Part::CommonByRate));
    rows.extend([Fixed::Common, Fixed::Pure].map(PrintedRow::Fixed));
    lines(sheet, Part::SiteManagement, rows);
    rows.push(PrintedRow::Fixed(Fixed::Cost));
    lines(sheet, Part::Administration, rows);
    rows.extend([Fixed::Price, Fixed::WorksTotal].map(PrintedRow::Fixed));
    let contained = Contained::ALL.into_iter().filter(|item| sheet.contained(*item).is_some());
    rows.extend(contained.map(PrintedRow::Contained));
}

fn lines_of(sheet: &CostSheet, part: Part) -> impl Iterator<Item = PrintedRow> + '_ {
    let of_part = sheet.lines.iter().enumerate().filter(move |(_, line)| line.part == part);
    of_part.map(|(index, _)| PrintedRow::Line(index))
}

fn lines(sheet: &CostSheet, part: Part, rows: &mut Vec<PrintedRow>) {
    rows.extend(lines_of(sheet, part));
    if sheet.roots(part).count() > 1 {
        rows.push(PrintedRow::PartSum(part));
    }
}
