//! Reading the cells of one row, each problem at its cell.

use super::{CostLineInput, LABEL_MOST, UNIT_MOST, field, parse_signed};
use crate::domain::cost_sheet::quantity::{CostProblem, Quantity};
use crate::domain::cost_sheet::{CostLine, LEVEL_MOST, Part};
use crate::domain::money::{MoneyProblem, Yen};
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::{Line, half_width};

/// Reads the cells of one row.
pub(super) struct Cells<'p> {
    pub(super) problems: &'p mut Problems,
    pub(super) row: usize,
}

impl Cells<'_> {
    pub(super) fn add(&mut self, cell: &str, problem: Problem) {
        self.problems.add(&field(self.row, cell), problem);
    }

    pub(super) fn place(&mut self, text: &str) -> i64 {
        if text.trim().is_empty() {
            return i64::MAX;
        }
        match Quantity::parse(text) {
            Ok(place) => place.0,
            Err(problem) => {
                self.add("place", problem.into());
                i64::MAX
            }
        }
    }

    pub(super) fn line(
        &mut self,
        input: &CostLineInput,
        part: Part,
        years: usize,
        is_member: &impl Fn(&str) -> bool,
    ) -> CostLine {
        let level: String = input.level.trim().chars().map(half_width).collect();
        let level = if level.is_empty() { Some(1) } else { level.parse().ok() };
        let level = level.filter(|level| (1..=LEVEL_MOST).contains(level));
        if level.is_none() {
            self.add("level", Problem::NotOffered);
        }
        let label = self.problems.take(&field(self.row, "label"), Line::<LABEL_MOST>::parse(&input.label));
        if !input.member.is_empty() && !is_member(&input.member) {
            self.add("member", Problem::NotOffered);
        }
        let amounts = input.years();
        let amounts = amounts.iter().take(years).enumerate();
        CostLine {
            part,
            level: level.unwrap_or(1),
            label: label.map(|label| label.as_str().to_owned()).unwrap_or_default(),
            quantity: self.quantity(&input.quantity),
            unit: self.text::<UNIT_MOST>("unit", &input.unit),
            price: self.amount("price", &input.price, part),
            amount: self.amount("amount", &input.amount, part),
            member: input.member.clone(),
            years: amounts.map(|(year, text)| self.amount(&format!("y{year}"), text, part)).collect(),
            note: self.text::<LABEL_MOST>("note", &input.note),
        }
    }

    fn quantity(&mut self, text: &str) -> Option<Quantity> {
        if text.trim().is_empty() {
            return None;
        }
        self.problems.take(&field(self.row, "quantity"), Quantity::parse(text))
    }

    fn text<const MOST: usize>(&mut self, cell: &str, text: &str) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        let line = self.problems.take(&field(self.row, cell), Line::<MOST>::parse(text));
        line.map(|line| line.as_str().to_owned()).unwrap_or_default()
    }

    /// An amount of a part: below zero for a discount, and for nothing else.
    fn amount(&mut self, cell: &str, text: &str, part: Part) -> Option<Yen> {
        if text.trim().is_empty() {
            return None;
        }
        let amount = self.problems.take(&field(self.row, cell), parse_signed(text))?;
        let problem: Option<Problem> = match part {
            Part::Discount => (amount.0 > 0).then(|| CostProblem::DiscountPositive.into()),
            _ => (amount.0 < 0).then(|| MoneyProblem::Negative.into()),
        };
        let Some(problem) = problem else { return Some(amount) };
        self.add(cell, problem);
        None
    }
}
