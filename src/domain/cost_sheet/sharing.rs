//! What a firm lets its partners see of its own build-up: totals, as it chooses, and never a line's quantity or price.

use serde::{Deserialize, Serialize};

use super::super::money::{TaxRate, Yen};
use super::{CostSheet, Part};

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
