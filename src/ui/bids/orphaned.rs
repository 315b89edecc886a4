//! Bids that nobody coordinates any more, for administrators of the firm that keeps them.

use leptos::prelude::*;

use crate::domain::bid::OrphanedBid;
use crate::ui::kit::{Cell, Column, DataTable, PostButton, Tag};
use crate::ui::wording::{bid as words, say};

/// The bids without a coordinator, each with a button that takes it over; nothing when there is none.
#[component]
pub fn OrphanedBids(
    /// The bids.
    orphans: Vec<OrphanedBid>,
) -> impl IntoView {
    if orphans.is_empty() {
        return ().into_any();
    }
    let columns = vec![Column::text(words::BID), Column::text("")];
    let rows = orphans
        .into_iter()
        .map(|bid| {
            let fields = vec![("bid", bid.id.to_string())];
            let about = bid.title.clone();
            view! {
                <tr>
                    <Cell>
                        <span lang="ja">{bid.title}</span>" "
                        {bid.is_archived.then(|| view! { <Tag text=words::ARCHIVED/> })}
                    </Cell>
                    <Cell><PostButton action="/api/bids/adopt" label=words::ADOPT fields about/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{say(words::ORPHANED)}</h2>
            <p class="sub">{say(words::ORPHANED_NOTE)}</p>
            <DataTable caption=words::ORPHANED columns>{rows}</DataTable>
        </section>
    }
    .into_any()
}
