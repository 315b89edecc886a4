//! Amounts in yen as bids write them: reading, printing, consumption tax, digit boxes, 大字.
//! The tax rates themselves are data (`templates/rules/tax.toml`); nothing here converts currencies.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::{half_width, hyphen};

/// A whole number of yen; [`Yen::parse`] reads 0 to [`Yen::MOST`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yen(pub i64);

/// Why an amount was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyProblem {
    /// Nothing was written.
    Empty,
    /// No amount in any form that is read here, or separators at wrong places.
    Unreadable,
    /// A fraction of a yen.
    Fraction,
    /// Below zero.
    Negative,
    /// More than [`Yen::MOST`].
    TooLarge {
        /// The limit in yen.
        max: i64,
    },
    /// More digits than the form has boxes.
    DoesNotFit {
        /// The number of boxes.
        cells: u32,
    },
}

/// How an amount is written (dossier §4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AmountForm {
    /// 12,345,000
    Plain,
    /// 12,345,000円
    Unit,
    /// ¥12,345,000
    Mark,
    /// ¥12,345,000－
    MarkClosed,
    /// 金12,345,000円也
    Formal,
    /// 金壱千弐百参拾四万五千円也
    FormalDaiji(Daiji),
}

/// The set of formal numerals (大字; dossier §4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Daiji {
    /// 壱弐参拾, which law asks for; the rest in everyday numerals.
    Minimal,
    /// 肆伍陸漆捌玖佰阡萬 as well.
    Full,
}

/// A rate of consumption tax, in whole per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaxRate(pub u8);

/// The dated rates of `templates/rules/tax.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRules {
    /// Each holds until the next one of its kind.
    pub rates: Vec<DatedRate>,
}

/// One rate, its first day and where it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedRate {
    /// Which goods and services.
    pub kind: TaxKind,
    /// First day.
    pub from: NaiveDate,
    /// The rate, national and local together.
    pub percent: TaxRate,
    /// Law or paper.
    pub source: String,
}

/// Standard or reduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxKind {
    /// 標準税率
    Standard,
    /// 軽減税率: food, drink, newspaper subscriptions.
    Reduced,
}

impl TaxRules {
    /// The rate that holds on a day: that of delivery, not of the bid.
    #[must_use]
    pub fn rate_on(&self, kind: TaxKind, day: NaiveDate) -> Option<TaxRate> {
        let begun = self.rates.iter().filter(|rate| rate.kind == kind && rate.from <= day);
        begun.max_by_key(|rate| rate.from).map(|rate| rate.percent)
    }
}

impl Yen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that is read: one yen below ten 兆.
    pub const MOST: Self = Self(9_999_999_999_999);

    /// Reads 12,345,000 and ¥12,345,000－, 金12,345,000円也, 1億2,000万円, 500千円, 金壱千弐百参拾四万五千円也,
    /// in either width.
    ///
    /// # Errors
    /// `Empty`, `Unreadable`, `Fraction`, `Negative`, `TooLarge`.
    pub fn parse(text: &str) -> Result<Self, MoneyProblem> {
        let plain: String = text.trim().chars().map(amount_character).collect();
        if plain.is_empty() {
            return Err(MoneyProblem::Empty);
        }
        if plain.starts_with(['-', '▲', '△']) {
            return Err(MoneyProblem::Negative);
        }
        let number = without_frame(&plain);
        let amount = read_number(number)?;
        if amount > Self::MOST.0 { Err(MoneyProblem::TooLarge { max: Self::MOST.0 }) } else { Ok(Self(amount)) }
    }

    /// Writes the amount in a form.
    #[must_use]
    pub fn print(self, form: AmountForm) -> String {
        match form {
            AmountForm::Plain => self.separated(),
            AmountForm::Unit => format!("{}円", self.separated()),
            AmountForm::Mark => format!("¥{}", self.separated()),
            AmountForm::MarkClosed => format!("¥{}－", self.separated()),
            AmountForm::Formal => format!("金{}円也", self.separated()),
            AmountForm::FormalDaiji(set) => format!("金{}円也", self.daiji(set)),
        }
    }

    /// The boxes of a 入札書, right-aligned, ¥ in the box left of the first digit (dossier §3.1).
    /// When the digits fill every box there is none left for ¥, nor for a digit that somebody might add.
    ///
    /// # Errors
    /// `DoesNotFit`, `Negative`.
    pub fn digit_cells(self, cells: usize) -> Result<Vec<Option<char>>, MoneyProblem> {
        if self.0 < 0 {
            return Err(MoneyProblem::Negative);
        }
        let digits = self.0.to_string();
        let Some(free) = cells.checked_sub(digits.len()) else {
            return Err(MoneyProblem::DoesNotFit { cells: u32::try_from(cells).unwrap_or(u32::MAX) });
        };
        let mut boxes = vec![None; free.saturating_sub(1)];
        if free > 0 {
            boxes.push(Some('¥'));
        }
        boxes.extend(digits.chars().map(Some));
        Ok(boxes)
    }

    /// Formal numerals, 壱 written before 拾, 百 and 千 so that nothing can be put before them (dossier §4.4).
    #[must_use]
    pub fn daiji(self, set: Daiji) -> String {
        if self.0 == 0 {
            return "零".to_owned();
        }
        let amount = self.0.unsigned_abs();
        let groups: [(u64, &str); 5] = [(16, "京"), (12, "兆"), (8, "億"), (4, set.ten_thousand()), (0, "")];
        let mut text = String::new();
        for (power, unit) in groups {
            let group = amount / 10_u64.pow(u32::try_from(power).unwrap_or_default()) % 10_000;
            if group > 0 {
                set.write_group(group, &mut text);
                text.push_str(unit);
            }
        }
        text
    }

    /// The award price: the bid plus tax, a fraction of a yen dropped (dossier §4.4; the notice's 110分の100 rule).
    #[must_use]
    pub fn tax_included(self, rate: TaxRate) -> Self {
        Self(self.0.saturating_add(self.tax(rate).0))
    }

    /// The tax on a net amount, a fraction of a yen dropped: towards zero, also of a discount.
    #[must_use]
    pub fn tax(self, rate: TaxRate) -> Self {
        Self(narrow(i128::from(self.0) * i128::from(rate.0) / 100))
    }

    /// The largest net amount whose price with tax does not exceed this cap.
    #[must_use]
    pub fn net_from_cap(self, rate: TaxRate) -> Self {
        let over = 100 + i128::from(rate.0);
        Self(narrow(((i128::from(self.0) + 1) * 100 + over - 1).div_euclid(over) - 1))
    }

    /// This gross amount × 100 / (100 + rate), a fraction dropped; its price with tax may be a yen lower.
    #[must_use]
    pub fn net_floor(self, rate: TaxRate) -> Self {
        Self(narrow((i128::from(self.0) * 100).div_euclid(100 + i128::from(rate.0))))
    }

    /// 前払金: 40 % of the contract, down to whole 100,000 yen (dossier §4.4, S59, S60).
    #[must_use]
    pub fn advance_payment(self) -> Self {
        Self(narrow((i128::from(self.0) * 40).div_euclid(100 * 100_000) * 100_000))
    }

    /// 契約保証金: 10 % of the contract, up to the next yen (dossier §4.4; the rounding is unverified).
    #[must_use]
    pub fn contract_deposit(self) -> Self {
        Self(narrow((i128::from(self.0) + 9).div_euclid(10)))
    }

    /// The sum of amounts; `None` beyond what can be counted.
    #[must_use]
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, |sum, amount| sum.0.checked_add(amount.0).map(Self))
    }

    fn separated(self) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut text = if self.0 < 0 { "-".to_owned() } else { String::new() };
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }
}

impl fmt::Display for Yen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.separated())
    }
}

impl Daiji {
    const fn digits(self) -> [&'static str; 10] {
        match self {
            Self::Minimal => ["", "壱", "弐", "参", "四", "五", "六", "七", "八", "九"],
            Self::Full => ["", "壱", "弐", "参", "肆", "伍", "陸", "漆", "捌", "玖"],
        }
    }

    const fn units(self) -> [(u64, &'static str); 4] {
        match self {
            Self::Minimal => [(1000, "千"), (100, "百"), (10, "拾"), (1, "")],
            Self::Full => [(1000, "阡"), (100, "佰"), (10, "拾"), (1, "")],
        }
    }

    const fn ten_thousand(self) -> &'static str {
        match self {
            Self::Minimal => "万",
            Self::Full => "萬",
        }
    }

    fn write_group(self, group: u64, text: &mut String) {
        let digits = self.digits();
        for (value, unit) in self.units() {
            let digit = usize::try_from(group / value % 10).ok().and_then(|index| digits.get(index));
            if let Some(digit) = digit.filter(|digit| !digit.is_empty()) {
                text.push_str(digit);
                text.push_str(unit);
            }
        }
    }
}

fn narrow(amount: i128) -> i64 {
    i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX })
}

fn amount_character(c: char) -> char {
    match half_width(hyphen(c)) {
        '￥' | '\\' => '¥',
        '\u{a0}' | '\t' => ' ',
        '，' | '､' => ',',
        other => other,
    }
}

/// What stands between 金 or ¥ and 円, 也, the closing stroke.
fn without_frame(text: &str) -> &str {
    let text = text.strip_prefix('金').unwrap_or(text).trim_start();
    let text = text.strip_prefix('¥').unwrap_or(text).trim_start();
    let text = text.strip_suffix(['也', '整', '-']).unwrap_or(text).trim_end();
    text.strip_suffix('円').unwrap_or(text).trim_end()
}

/// One step of a number: digits that were written, a numeral, or a unit.
enum Step {
    Number(i64),
    Unit(i64),
    Myriad(i64),
}

/// Groups of 千, 百, 拾, gathered under 兆, 億, 万; units must fall.
fn read_number(text: &str) -> Result<i64, MoneyProblem> {
    let mut sum: i64 = 0;
    let mut group: i64 = 0;
    let mut digits: Option<i64> = None;
    let (mut last_unit, mut last_myriad) = (i64::MAX, i64::MAX);
    let mut rest = text;
    if rest.is_empty() {
        return Err(MoneyProblem::Unreadable);
    }
    while !rest.is_empty() {
        let (step, left) = next_step(rest)?;
        rest = left;
        match step {
            Step::Number(number) if digits.is_none() => digits = Some(number),
            Step::Unit(unit) if unit < last_unit => {
                group = add(group, multiply(digits.take().unwrap_or(1), unit)?)?;
                last_unit = unit;
            }
            Step::Myriad(unit) if unit < last_myriad && (group > 0 || digits.is_some()) => {
                sum = add(sum, multiply(add(group, digits.take().unwrap_or(0))?, unit)?)?;
                (group, last_unit, last_myriad) = (0, i64::MAX, unit);
            }
            _ => return Err(MoneyProblem::Unreadable),
        }
    }
    add(sum, add(group, digits.unwrap_or(0))?)
}

fn next_step(text: &str) -> Result<(Step, &str), MoneyProblem> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
    if length > 0 {
        let (number, rest) = text.split_at_checked(length).ok_or(MoneyProblem::Unreadable)?;
        return if rest.starts_with('.') {
            Err(MoneyProblem::Fraction)
        } else {
            Ok((Step::Number(separated(number)?), rest))
        };
    }
    let mut characters = text.chars();
    let step = match characters.next().unwrap_or(' ') {
        '〇' | '零' => Step::Number(0),
        '壱' | '一' | '壹' => Step::Number(1),
        '弐' | '二' | '貳' => Step::Number(2),
        '参' | '三' | '參' => Step::Number(3),
        '四' | '肆' => Step::Number(4),
        '五' | '伍' => Step::Number(5),
        '六' | '陸' => Step::Number(6),
        '七' | '漆' => Step::Number(7),
        '八' | '捌' => Step::Number(8),
        '九' | '玖' => Step::Number(9),
        '拾' | '十' => Step::Unit(10),
        '百' | '佰' => Step::Unit(100),
        '千' | '阡' => Step::Unit(1000),
        '万' | '萬' => Step::Myriad(10_000),
        '億' => Step::Myriad(100_000_000),
        '兆' => Step::Myriad(1_000_000_000_000),
        _ => return Err(MoneyProblem::Unreadable),
    };
    Ok((step, characters.as_str()))
}

/// Digits, with separators after every third from the right or none at all.
fn separated(text: &str) -> Result<i64, MoneyProblem> {
    let groups: Vec<&str> = text.split(',').collect();
    let in_threes = match groups.as_slice() {
        [_] => true,
        [first, others @ ..] => (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3),
        [] => false,
    };
    let digits = groups.concat();
    if !in_threes || digits.is_empty() {
        return Err(MoneyProblem::Unreadable);
    }
    digits.parse().map_err(|_| MoneyProblem::TooLarge { max: Yen::MOST.0 })
}

fn add(a: i64, b: i64) -> Result<i64, MoneyProblem> {
    a.checked_add(b).ok_or(MoneyProblem::TooLarge { max: Yen::MOST.0 })
}

fn multiply(a: i64, b: i64) -> Result<i64, MoneyProblem> {
    a.checked_mul(b).ok_or(MoneyProblem::TooLarge { max: Yen::MOST.0 })
}

#[cfg(test)]
mod tests;
