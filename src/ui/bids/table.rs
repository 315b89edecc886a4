//! The table of bids on home and in the whole list.

use leptos::prelude::*;

use super::{DaysLeft, deadline_name, deadline_when};
use crate::domain::bid::BidCard;
use crate::domain::seat::Role;
use crate::ui::kit::{Cell, Column, DataTable, Progress};
use crate::ui::paths;
use crate::ui::wording::{bid as words, say};

/// Bids with their next dates.
#[component]
pub fn BidTable(
    /// The bids.
    bids: Vec<BidCard>,
) -> impl IntoView {
    let columns = vec![
        Column::text(words::BID),
        Column::text(words::NEXT_DATE),
        Column::text(words::LEFT),
        Column::text(words::ROLE),
        Column::text(words::PROGRESS),
    ];
    let rows = bids.into_iter().map(|bid| view! { <BidRow bid/> }).collect_view();
    view! { <DataTable caption=words::MY_BIDS columns>{rows}</DataTable> }
}

#[component]
fn BidRow(bid: BidCard) -> impl IntoView {
    let is_contributor = bid.role == Role::Contributor;
    let href = match (is_contributor, bid.section) {
        (true, Some(section)) => paths::section(bid.id, section),
        _ => paths::bid(bid.id),
    };
    let next = bid.next.as_ref().map(|next| format!("{} · {}", deadline_name(next), deadline_when(next)));
    let next = next.unwrap_or_else(|| say(words::NO_NEXT).to_owned());
    let (done, total) = (u32::try_from(bid.approved).unwrap_or(0), u32::try_from(bid.sections).unwrap_or(0));
    view! {
        <tr>
            <Cell>
                <a href=href lang="ja">{bid.title}</a>
                " "<span class="gloss">{words::addressed(&bid.addressee)}</span>
            </Cell>
            <Cell label=words::NEXT_DATE><span class="num">{next}</span></Cell>
            <Cell label=words::LEFT>{bid.next.map(|next| view! { <DaysLeft at=next.at/> })}</Cell>
            <Cell label=words::ROLE>{say(words::role(bid.role))}</Cell>
            <Cell label=words::PROGRESS>
                {(!is_contributor).then(|| view! { <Progress done total label=words::PROGRESS/> })}
            </Cell>
        </tr>
    }
}
