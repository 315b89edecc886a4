//! What a firm lets its partners see of its own build-up: totals, as it chooses, and never a line's quantity or price.

use serde::{Deserialize, Serialize};

use super::super::money::{TaxRate, Yen};
use super::view::FirmTotals;
use super::{CostLine, CostSheet, Part, SheetKind};

/// 一式: the unit of what is taken over as a whole.
const LUMP: &str = "式";

/// How much of a build-up the partners see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Nothing.
    #[default]
    Nothing,
    /// One sum without tax.
    Sum,
    /// The sum of each part.
    Parts,
    /// The total of each line at the top of a part, with its label.
    Lines,
}

/// A total that the partners see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedTotal {
    /// Its part; none for the one sum.
    pub part: Option<Part>,
    /// The line's label, where lines are shared.
    pub label: String,
    /// Without tax.
    pub amount: Yen,
}

impl Sharing {
    /// All, from nothing to most.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Sum, Self::Parts, Self::Lines];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Sum => "sum",
            Self::Parts => "parts",
            Self::Lines => "lines",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sharing| sharing.code() == code)
    }
}

impl CostSheet {
    /// The firms that share totals and have no line in this sheet.
    pub fn lacking<'t>(&'t self, totals: &'t [FirmTotals]) -> impl Iterator<Item = &'t FirmTotals> {
        let has_line = |firm: &FirmTotals| self.lines.iter().any(|line| line.member == firm.organisation.to_string());
        totals.iter().filter(move |firm| !firm.totals.is_empty() && !has_line(firm))
    }

    /// Takes the totals of the firms that have no line over, one line for each total, behind the lines of its part. A sum
    /// that is of no part stands in the first one, from where a person moves it; an empty sheet takes the totals' kind.
    #[must_use]
    pub fn with_totals(&self, totals: &[FirmTotals]) -> Self {
        let mut sheet = self.clone();
        let lacking: Vec<&FirmTotals> = self.lacking(totals).collect();
        let is_of_works = |part: Part| SheetKind::Works.parts().contains(&part);
        let parts = || lacking.iter().flat_map(|firm| &firm.totals).filter_map(|total| total.part);
        if sheet.lines.is_empty() && parts().next().is_some() && parts().all(is_of_works) {
            sheet.kind = SheetKind::Works;
        }
        for firm in lacking {
            for total in &firm.totals {
                sheet.take(firm, total);
            }
        }
        sheet
    }

    fn take(&mut self, firm: &FirmTotals, total: &SharedTotal) {
        let parts = self.kind.parts();
        let rank = |part: Part| parts.iter().position(|own| *own == part);
        let first = parts.first().copied().unwrap_or(Part::Labour);
        let part = total.part.filter(|part| rank(*part).is_some()).unwrap_or(first);
        let place = self.lines.iter().rposition(|line| rank(line.part) <= rank(part)).map_or(0, |last| last + 1);
        let label = if total.label.is_empty() { format!("{}分", firm.name) } else { total.label.clone() };
        let line = CostLine {
            part,
            level: 1,
            label,
            quantity: None,
            unit: LUMP.to_owned(),
            price: None,
            amount: Some(total.amount),
            member: firm.organisation.to_string(),
            years: vec![None; self.year_count],
            note: String::new(),
        };
        self.lines.insert(place, line);
    }

    /// The totals that are shared; none of a sheet that cannot be counted.
    #[must_use]
    pub fn shared(&self, sharing: Sharing) -> Vec<SharedTotal> {
        let Some(sums) = self.sums(TaxRate(0)) else { return Vec::new() };
        let is_empty = self.lines.is_empty();
        match sharing {
            Sharing::Nothing => Vec::new(),
            _ if is_empty => Vec::new(),
            Sharing::Sum => vec![SharedTotal { part: None, label: String::new(), amount: sums.net }],
            Sharing::Parts => {
                let parts = sums.parts.iter().filter(|(part, _)| self.roots(*part).next().is_some());
                parts
                    .map(|(part, amount)| SharedTotal { part: Some(*part), label: String::new(), amount: *amount })
                    .collect()
            }
            Sharing::Lines => {
                let roots = self.kind.parts().iter().flat_map(|part| self.roots(*part));
                roots
                    .filter_map(|index| {
                        let line = self.lines.get(index)?;
                        let amount = sums.lines.get(index).copied().flatten().unwrap_or_default();
                        Some(SharedTotal { part: Some(line.part), label: line.label.clone(), amount })
                    })
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::OrganisationId;

    fn total(part: Option<Part>, label: &str, amount: i64) -> SharedTotal {
        SharedTotal { part, label: label.to_owned(), amount: Yen(amount) }
    }

    fn firm(name: &str, totals: Vec<SharedTotal>) -> FirmTotals {
        FirmTotals { organisation: OrganisationId::fresh(), name: name.to_owned(), totals }
    }

    fn lines(sheet: &CostSheet) -> Vec<(Part, &str, i64)> {
        let lines = sheet.lines.iter();
        lines.map(|line| (line.part, line.label.as_str(), line.amount.unwrap_or_default().0)).collect()
    }

    #[test]
    fn totals_of_firms_without_a_line_go_behind_the_lines_of_their_part() {
        let own =
            firm("湊技研", vec![total(Some(Part::Labour), "設計", 500), total(Some(Part::Discount), "値引", -20)]);
        let partner = firm("Nordlys", vec![total(None, "", 300)]);
        let both = [own.clone(), partner.clone()];
        let first = CostSheet::default().with_totals(&both[..1]);
        assert_eq!(lines(&first), [(Part::Labour, "設計", 500), (Part::Discount, "値引", -20)]);
        let second = first.with_totals(&both);
        assert_eq!(lines(&second)[1], (Part::Labour, "Nordlys分", 300), "{:?}", lines(&second));
        assert_eq!(second.lines[1].member, partner.organisation.to_string());
        assert_eq!(second.sums(TaxRate(10)).unwrap().net, Yen(780));
        assert_eq!(second.lacking(&both).count(), 0);
        assert_eq!(second.with_totals(&both), second, "what is there is not taken twice");
    }

    #[test]
    fn an_empty_sheet_takes_the_kind_of_the_totals() {
        let works = [firm("甲", vec![total(Some(Part::Direct), "土工", 9)])];
        assert_eq!(CostSheet::default().with_totals(&works).kind, SheetKind::Works);
        let nothing = [firm("乙", Vec::new())];
        assert_eq!(CostSheet::default().with_totals(&nothing), CostSheet::default());
    }
}
