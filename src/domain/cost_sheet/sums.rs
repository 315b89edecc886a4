//! The sums of a cost sheet: of groups, of parts, the fixed sums, tax and total, and the same by fiscal year.

use super::super::document::PriceBasis;
use super::super::money::{TaxRate, Yen};
use super::{CostLine, CostSheet, Fixed, Part};

/// Every sum of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// The amount of each line; none where nothing is priced.
    pub lines: Vec<Option<Yen>>,
    /// The amounts of each line by fiscal year.
    pub line_years: Vec<Vec<Option<Yen>>>,
    /// The sum of each part of the kind.
    pub parts: Vec<(Part, Yen)>,
    /// The sum of each part by fiscal year.
    pub part_years: Vec<(Part, Vec<Yen>)>,
    /// Without tax: 小計, 工事価格.
    pub net: Yen,
    /// 消費税及び地方消費税, a fraction of a yen dropped.
    pub tax: Yen,
    /// With tax.
    pub total: Yen,
    /// Without tax, by fiscal year.
    pub net_years: Vec<Yen>,
    /// Tax by fiscal year: what the years up to one owe less what those before owed, so that the years sum up to `tax`.
    pub tax_years: Vec<Yen>,
}

impl Sums {
    /// Without tax or with it.
    #[must_use]
    pub const fn on(&self, basis: PriceBasis) -> Yen {
        match basis {
            PriceBasis::TaxExclusive => self.net,
            PriceBasis::TaxInclusive => self.total,
        }
    }

    /// The sum of a part; nothing for one of the other kind.
    #[must_use]
    pub fn part(&self, part: Part) -> Yen {
        self.parts.iter().find(|(other, _)| *other == part).map_or(Yen::ZERO, |(_, sum)| *sum)
    }

    /// The sum of a part by fiscal year.
    #[must_use]
    pub fn part_years(&self, part: Part) -> &[Yen] {
        self.part_years.iter().find(|(other, _)| *other == part).map_or(&[], |(_, years)| years.as_slice())
    }

    /// A fixed sum. What is added up was counted when the sums were made, so nothing overflows.
    #[must_use]
    pub fn fixed(&self, fixed: Fixed) -> Yen {
        match fixed {
            Fixed::Tax => self.tax,
            Fixed::Total => self.total,
            _ => Yen(fixed.parts().iter().map(|part| self.part(*part).0).sum()),
        }
    }

    /// A fixed sum of a fiscal year.
    #[must_use]
    pub fn fixed_in_year(&self, fixed: Fixed, year: usize) -> Yen {
        let of = |years: &[Yen]| years.get(year).copied().unwrap_or_default();
        match fixed {
            Fixed::Tax => of(&self.tax_years),
            Fixed::Total => Yen(of(&self.net_years).0 + of(&self.tax_years).0),
            _ => Yen(fixed.parts().iter().map(|part| of(self.part_years(*part)).0).sum()),
        }
    }
}

impl CostLine {
    /// The amount that the line has by itself: quantity × unit price, or the lump sum. `None` when it has none, or one
    /// that cannot be counted.
    #[must_use]
    pub fn own_amount(&self) -> Option<Yen> {
        match (self.quantity, self.price) {
            (Some(quantity), Some(price)) => quantity.times(price),
            _ => self.amount,
        }
    }
}

impl CostSheet {
    /// Every sum; `None` when one is beyond [`Yen::MOST`].
    #[must_use]
    pub fn sums(&self, rate: TaxRate) -> Option<Sums> {
        let columns = self.years().count();
        let mut lines = vec![None; self.lines.len()];
        let mut line_years = vec![vec![None; columns]; self.lines.len()];
        // Below before above: a group finds its lines summed.
        for index in (0..self.lines.len()).rev() {
            let line = self.lines.get(index)?;
            let below: Vec<usize> = self.children(index).collect();
            let amount = if below.is_empty() {
                line.own_amount()
            } else {
                total_of(below.iter().filter_map(|child| lines.get(*child).copied().flatten()))?
            };
            *lines.get_mut(index)? = amount;
            for year in 0..columns {
                let amount = if below.is_empty() {
                    line.years.get(year).copied().flatten()
                } else {
                    total_of(below.iter().filter_map(|child| line_years.get(*child)?.get(year).copied().flatten()))?
                };
                *line_years.get_mut(index)?.get_mut(year)? = amount;
            }
        }
        self.finish(rate, lines, line_years, columns)
    }

    fn finish(
        &self,
        rate: TaxRate,
        lines: Vec<Option<Yen>>,
        line_years: Vec<Vec<Option<Yen>>>,
        columns: usize,
    ) -> Option<Sums> {
        let mut parts = Vec::new();
        let mut part_years = Vec::new();
        for part in self.kind.parts() {
            let roots: Vec<usize> = self.roots(*part).collect();
            parts.push((*part, counted(roots.iter().filter_map(|root| lines.get(*root).copied().flatten()))?));
            let years = (0..columns).map(|year| {
                counted(roots.iter().filter_map(|root| line_years.get(*root)?.get(year).copied().flatten()))
            });
            part_years.push((*part, years.collect::<Option<Vec<Yen>>>()?));
        }
        let net = counted(parts.iter().map(|(_, sum)| *sum))?;
        let net_years = (0..columns)
            .map(|year| counted(part_years.iter().filter_map(|(_, years)| years.get(year).copied())))
            .collect::<Option<Vec<Yen>>>()?;
        let tax = net.tax(rate);
        let total = counted([net, tax])?;
        let mut so_far = Yen::ZERO;
        let mut tax_years = Vec::with_capacity(columns);
        for net_of_year in &net_years {
            let before = so_far.tax(rate);
            so_far = counted([so_far, *net_of_year])?;
            tax_years.push(Yen(so_far.tax(rate).0 - before.0));
        }
        Some(Sums { lines, line_years, parts, part_years, net, tax, total, net_years, tax_years })
    }
}

/// The sum of amounts, none of nothing; the outer `None` beyond what is counted.
fn total_of(amounts: impl Iterator<Item = Yen>) -> Option<Option<Yen>> {
    let mut amounts = amounts.peekable();
    if amounts.peek().is_none() {
        return Some(None);
    }
    counted(amounts).map(Some)
}

fn counted(amounts: impl IntoIterator<Item = Yen>) -> Option<Yen> {
    Yen::total(amounts).filter(|sum| sum.0.abs() <= Yen::MOST.0)
}
