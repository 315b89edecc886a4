//! A sheet as it is saved, for who reads and for who compares; the totals that the firms share.

use leptos::prelude::*;

use crate::domain::bid::BidFirm;
use crate::domain::cost_sheet::CostSheet;
use crate::domain::cost_sheet::facts::{CostFacts, CostRow, CostRowRole, amount};
use crate::domain::cost_sheet::view::FirmTotals;
use crate::domain::money::TaxRate;
use crate::ui::kit::{Align, Cell, Column, DataTable, Empty};
use crate::ui::wording::cost as words;

/// The rows as papers print them.
#[component]
pub fn SavedSheet(
    /// The sheet.
    sheet: CostSheet,
    /// The rate of consumption tax.
    rate: TaxRate,
    /// The firms of the bid.
    firms: Vec<BidFirm>,
) -> impl IntoView {
    let name_of = |id: &str| firms.iter().find(|firm| firm.id.to_string() == id).map(|firm| firm.name.clone());
    let Some(facts) = CostFacts::of(&sheet, rate, name_of) else {
        return view! { <Empty title=words::NOTHING/> }.into_any();
    };
    let mut columns = vec![
        Column::text(words::LABEL),
        Column::number(words::QUANTITY),
        Column::text(words::UNIT),
        Column::number(words::PRICE),
        Column::number(words::AMOUNT),
    ];
    if facts.has_members {
        columns.push(Column::text(words::MEMBER));
    }
    columns.extend(facts.years.iter().map(|year| Column::number(year.as_str())));
    columns.push(Column::text(words::NOTE));
    let (has_members, years) = (facts.has_members, facts.years);
    let rows =
        facts.rows.into_iter().map(|row| view! { <SavedRow row has_members years=years.clone()/> }).collect_view();
    view! { <div class="scrolls"><DataTable caption=words::SAVED columns>{rows}</DataTable></div> }.into_any()
}

#[component]
fn SavedRow(row: CostRow, has_members: bool, years: Vec<String>) -> impl IntoView {
    let is_sum = matches!(row.role, CostRowRole::Sum | CostRowRole::Total | CostRowRole::Group);
    let indent = "　".repeat(usize::from(row.level.saturating_sub(1)));
    let part = Some(row.part).filter(|part| !part.is_empty());
    let member = has_members.then(|| view! { <Cell label=words::MEMBER><span lang="ja">{row.member}</span></Cell> });
    let by_year = years
        .into_iter()
        .zip(row.years)
        .map(|(year, amount)| view! { <Cell label=year align=Align::End><span class="num">{amount}</span></Cell> })
        .collect_view();
    view! {
        <tr class=is_sum.then_some("sum")>
            <Cell>
                {part.map(|part| view! { <span class="gloss" lang="ja">{part}</span> })}
                <span lang="ja">{indent}{row.label}</span>
            </Cell>
            <Cell label=words::QUANTITY align=Align::End><span class="num">{row.quantity}</span></Cell>
            <Cell label=words::UNIT><span lang="ja">{row.unit}</span></Cell>
            <Cell label=words::PRICE align=Align::End><span class="num">{row.price}</span></Cell>
            <Cell label=words::AMOUNT align=Align::End><span class="num">{row.amount}</span></Cell>
            {member}
            {by_year}
            <Cell label=words::NOTE><span lang="ja">{row.note}</span></Cell>
        </tr>
    }
}

/// What each firm shares of its own build-up.
#[component]
pub fn SharedTotals(
    /// By firm.
    totals: Vec<FirmTotals>,
) -> impl IntoView {
    if totals.is_empty() {
        return view! { <Empty title=words::NO_TOTALS/> }.into_any();
    }
    let rows = totals
        .into_iter()
        .flat_map(|firm| firm.totals.into_iter().map(move |total| (firm.name.clone(), total)))
        .map(|(name, total)| {
            let label = words::total_label(&total);
            view! {
                <tr>
                    <Cell><span lang="ja">{name}</span></Cell>
                    <Cell label=words::PART>{label}</Cell>
                    <Cell label=words::AMOUNT align=Align::End><span class="num">{amount(total.amount)}</span></Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![Column::text(words::FIRM), Column::text(words::PART), Column::number(words::AMOUNT)];
    view! { <DataTable caption=words::TOTALS columns>{rows}</DataTable> }.into_any()
}
