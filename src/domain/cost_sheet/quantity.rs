//! 数量: a decimal number with up to three places, exact.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::super::money::Yen;
use super::super::problem::Problem;
use super::super::text::half_width;

/// A quantity in thousandths, 0 to [`Quantity::MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub i64);

/// What is wrong with a cell of a cost sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CostProblem {
    /// No decimal number.
    QuantityUnreadable,
    /// More than three places.
    TooPrecise,
    /// Below zero.
    QuantityNegative,
    /// A unit price without a quantity.
    QuantityMissing,
    /// A unit price on a line whose amount is the sum of those below.
    GroupPriced,
    /// The first line of a part is not at the highest level, or one lies two levels below the one before.
    LevelJump,
    /// A discount (値引) that is not below zero.
    DiscountPositive,
    /// No fiscal year.
    YearUnreadable,
    /// More lines than a sheet takes.
    TooManyLines,
}

impl Quantity {
    /// The largest that is read: below a thousand million.
    pub const MOST: Self = Self(999_999_999_999);

    /// Reads 12, 1,234.5, １２．５.
    ///
    /// # Errors
    /// `QuantityUnreadable`, `TooPrecise`, `QuantityNegative`.
    pub fn parse(text: &str) -> Result<Self, CostProblem> {
        let plain: String = text.trim().chars().map(character).filter(|c| *c != ',').collect();
        if plain.starts_with(['-', '▲', '△']) {
            return Err(CostProblem::QuantityNegative);
        }
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || !is_number(whole) || !is_number(part) || plain.ends_with('.') {
            return Err(CostProblem::QuantityUnreadable);
        }
        let part = part.trim_end_matches('0');
        if part.len() > 3 {
            return Err(CostProblem::TooPrecise);
        }
        let number = format!("{whole}{part:0<3}");
        number.parse().map(Self).map_err(|_| CostProblem::QuantityUnreadable)
    }

    /// This many at a price: a fraction of a yen is dropped (1円未満切捨て), towards zero for a discount. `None` beyond
    /// [`Yen::MOST`].
    #[must_use]
    pub fn times(self, price: Yen) -> Option<Yen> {
        let exact = i128::from(self.0) * i128::from(price.0) / 1000;
        i64::try_from(exact).ok().map(Yen).filter(|amount| amount.0.abs() <= Yen::MOST.0)
    }
}

fn character(c: char) -> char {
    match half_width(super::super::text::hyphen(c)) {
        '，' | '､' => ',',
        '．' | '｡' => '.',
        other => other,
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = format!("{:03}", self.0 % 1000);
        let places = places.trim_end_matches('0');
        write!(formatter, "{}", Yen(self.0 / 1000))?;
        if places.is_empty() { Ok(()) } else { write!(formatter, ".{places}") }
    }
}

impl From<CostProblem> for Problem {
    fn from(problem: CostProblem) -> Self {
        Self::Cost(problem)
    }
}
