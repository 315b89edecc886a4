//! What the lines of a sheet must be to each other: levels, groups, amounts that are computed.

use super::field;
use crate::domain::cost_sheet::quantity::CostProblem;
use crate::domain::cost_sheet::{CostSheet, Part};
use crate::domain::money::{MoneyProblem, Yen};
use crate::domain::problem::Problems;

/// Levels go down one at a time; a group has no price of its own, and an item with a price has a quantity. What is
/// computed and was typed as well is kept once.
pub(super) fn check_levels(problems: &mut Problems, sheet: &mut CostSheet, rows: &[usize]) {
    let groups: Vec<bool> = (0..sheet.lines.len()).map(|index| sheet.is_group(index)).collect();
    let mut above: Option<(Part, u8)> = None;
    for ((line, row), is_group) in sheet.lines.iter_mut().zip(rows).zip(groups) {
        let most = above.filter(|(part, _)| *part == line.part).map_or(1, |(_, level)| level + 1);
        if line.level > most {
            problems.add(&field(*row, "level"), CostProblem::LevelJump.into());
        }
        above = Some((line.part, line.level));
        if is_group && line.price.is_some() {
            problems.add(&field(*row, "price"), CostProblem::GroupPriced.into());
        }
        if is_group {
            line.years.fill(None);
        } else if let Some(price) = line.price {
            match line.quantity.map(|quantity| quantity.times(price)) {
                // One that cannot be read is told already.
                None if problems.has(&field(*row, "quantity")) => {}
                None => problems.add(&field(*row, "quantity"), CostProblem::QuantityMissing.into()),
                Some(None) => {
                    problems.add(&field(*row, "price"), MoneyProblem::TooLarge { max: Yen::MOST.0 }.into());
                }
                Some(computed) if computed == line.amount => line.amount = None,
                Some(Some(_)) => {}
            }
        }
    }
    forget_right_sums(sheet);
}

/// The stated sum of a group is kept only where it is not the sum of what stands below.
fn forget_right_sums(sheet: &mut CostSheet) {
    let Some(sums) = sheet.sums(crate::domain::money::TaxRate(0)) else { return };
    let groups: Vec<bool> = (0..sheet.lines.len()).map(|index| sheet.is_group(index)).collect();
    for ((line, amount), is_group) in sheet.lines.iter_mut().zip(sums.lines).zip(groups) {
        if is_group && line.amount == amount {
            line.amount = None;
        }
    }
}
