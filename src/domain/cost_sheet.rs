//! 内訳書: the breakdown behind a price, as a tree of lines kept flat with levels. Amounts are whole yen; every sum is
//! computed (`sums`), what a person stated beside it is compared (`findings`).
//!
//! 業務費内訳書 (F04) and 工事費内訳書 (F03) differ in their parts and fixed sums alone (dossier §3.2, §3.3).

use serde::{Deserialize, Serialize};

use super::money::Yen;

pub mod facts;
pub mod findings;
pub mod form;
mod outline;
pub mod quantity;
pub mod sharing;
pub mod sums;
#[cfg(test)]
mod tests;
pub mod view;

pub use outline::{Fixed, PrintedRow, outline};
pub use quantity::Quantity;

/// Most lines of one sheet.
pub const LINES_MOST: usize = 300;
/// Most fiscal years that have a column.
pub const YEARS_MOST: usize = 5;
/// Deepest level: 細別 under 種別 under 工種.
pub const LEVEL_MOST: u8 = 3;

/// Which breakdown it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// 業務費内訳書, 積算内訳書 (F04).
    #[default]
    Services,
    /// 工事費内訳書 (F03).
    Works,
}

/// Where in the breakdown a line stands. Only the parts of its kind belong to a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 直接人件費
    Labour,
    /// 直接経費
    Expenses,
    /// 再委託費
    Subcontract,
    /// 諸経費（その他原価・一般管理費）
    Overhead,
    /// 値引; its amounts are negative.
    Discount,
    /// 直接工事費
    Direct,
    /// 共通仮設費（積上分）
    CommonItemised,
    /// 共通仮設費（率分）
    CommonByRate,
    /// 現場管理費
    SiteManagement,
    /// 一般管理費等
    Administration,
}

/// What a 工事費内訳書 shows as contained in its total since 2025-12-12 (入契法12条, 施行規則1条; dossier §3.2, R-22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contained {
    /// 材料費
    Material,
    /// 労務費
    Labour,
    /// 法定福利費（事業主負担分）
    Welfare,
    /// 安全衛生経費
    Safety,
    /// 建退共掛金; only where the prime contractor is not itself entrusted with issuing the stamps.
    MutualAid,
}

/// One line: a group when a deeper one follows it in its part, an item otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostLine {
    /// Its part.
    pub part: Part,
    /// 1 to [`LEVEL_MOST`].
    pub level: u8,
    /// 内訳: role, article, 工種・種別・細別.
    pub label: String,
    /// 数量
    pub quantity: Option<Quantity>,
    /// 単位: 人日, 式.
    pub unit: String,
    /// 単価 in yen.
    pub price: Option<Yen>,
    /// 金額 as stated: the whole of a lump sum (一式); beside a computed amount only where it differs from it.
    pub amount: Option<Yen>,
    /// Identity of the firm that does it (担当構成員); empty for none.
    pub member: String,
    /// The amount by fiscal year, one for each year of the sheet.
    pub years: Vec<Option<Yen>>,
    /// 備考
    pub note: String,
}

/// A breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CostSheet {
    /// Which one.
    pub kind: SheetKind,
    /// First fiscal year that has a column; it begins in April of this year.
    pub first_year: Option<i32>,
    /// How many fiscal years have one; 0 without.
    pub year_count: usize,
    /// The lines, in the order of their parts.
    pub lines: Vec<CostLine>,
    /// What is contained in the total, for works.
    pub contained: Vec<(Contained, Yen)>,
    /// 備考 of the whole.
    pub note: String,
}

impl SheetKind {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Services, Self::Works];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Works => "works",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its title on paper.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Services => "業務費内訳書",
            Self::Works => "工事費内訳書",
        }
    }

    /// Its parts, in the order of the paper.
    #[must_use]
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::Services => &[Part::Labour, Part::Expenses, Part::Subcontract, Part::Overhead, Part::Discount],
            Self::Works => {
                &[Part::Direct, Part::CommonItemised, Part::CommonByRate, Part::SiteManagement, Part::Administration]
            }
        }
    }
}

impl Part {
    /// All, of both kinds.
    pub const ALL: [Self; 10] = [
        Self::Labour,
        Self::Expenses,
        Self::Subcontract,
        Self::Overhead,
        Self::Discount,
        Self::Direct,
        Self::CommonItemised,
        Self::CommonByRate,
        Self::SiteManagement,
        Self::Administration,
    ];

    /// The code kept in forms and files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Labour => "labour",
            Self::Expenses => "expenses",
            Self::Subcontract => "subcontract",
            Self::Overhead => "overhead",
            Self::Discount => "discount",
            Self::Direct => "direct",
            Self::CommonItemised => "common_itemised",
            Self::CommonByRate => "common_by_rate",
            Self::SiteManagement => "site_management",
            Self::Administration => "administration",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// Its name on paper.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Labour => "直接人件費",
            Self::Expenses => "直接経費",
            Self::Subcontract => "再委託費",
            Self::Overhead => "諸経費",
            Self::Discount => "値引",
            Self::Direct => "直接工事費",
            Self::CommonItemised => "共通仮設費（積上分）",
            Self::CommonByRate => "共通仮設費（率分）",
            Self::SiteManagement => "現場管理費",
            Self::Administration => "一般管理費等",
        }
    }
}

impl Contained {
    /// All, in the order of the law.
    pub const ALL: [Self; 5] = [Self::Material, Self::Labour, Self::Welfare, Self::Safety, Self::MutualAid];

    /// Its name on paper.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Material => "材料費",
            Self::Labour => "労務費",
            Self::Welfare => "法定福利費（事業主負担分）",
            Self::Safety => "安全衛生経費",
            Self::MutualAid => "建退共掛金",
        }
    }
}

impl CostSheet {
    /// The fiscal years that have a column.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        let first = self.first_year.filter(|_| self.year_count > 0);
        (0..self.year_count.min(YEARS_MOST)).filter_map(move |index| first?.checked_add(i32::try_from(index).ok()?))
    }

    /// Whether lines stand under this one.
    #[must_use]
    pub fn is_group(&self, line: usize) -> bool {
        let (Some(this), Some(next)) = (self.lines.get(line), self.lines.get(line + 1)) else { return false };
        next.part == this.part && next.level > this.level
    }

    /// The lines right below one, in order.
    pub fn children(&self, line: usize) -> impl Iterator<Item = usize> + '_ {
        let this = self.lines.get(line).map_or((Part::Labour, u8::MAX), |this| (this.part, this.level));
        (line + 1..self.lines.len())
            .take_while(move |index| {
                self.lines.get(*index).is_some_and(|other| other.part == this.0 && other.level > this.1)
            })
            .filter(move |index| self.parent(*index) == Some(line))
    }

    /// The lines of a part that stand under no other, in order.
    pub fn roots(&self, part: Part) -> impl Iterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(move |index| {
            self.lines.get(*index).is_some_and(|line| line.part == part) && self.parent(*index).is_none()
        })
    }

    /// The line under which one stands.
    #[must_use]
    pub fn parent(&self, line: usize) -> Option<usize> {
        let this = self.lines.get(line)?;
        let above = (0..line).rev().map_while(|index| Some((index, self.lines.get(index)?)));
        above
            .take_while(|(_, other)| other.part == this.part)
            .find(|(_, other)| other.level < this.level)
            .map(|(index, _)| index)
    }

    /// What is stated as contained.
    #[must_use]
    pub fn contained(&self, item: Contained) -> Option<Yen> {
        self.contained.iter().find(|(other, _)| *other == item).map(|(_, amount)| *amount)
    }
}

/// A fiscal year as it is printed: 令和８年度.
#[must_use]
pub fn year_name(year: i32) -> String {
    match year - 2018 {
        1 => "令和元年度".to_owned(),
        era @ 2..=9 => {
            let digit = char::from_u32('０' as u32 + era.unsigned_abs()).unwrap_or('０');
            format!("令和{digit}年度")
        }
        era if era > 9 => format!("令和{era}年度"),
        _ => format!("{year}年度"),
    }
}
