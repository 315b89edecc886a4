//! Lists of changes: those of one tender, and what moved in all tenders of a person's bids.

use leptos::prelude::*;

use crate::domain::change::{ChangeLine, ChangeState, Moved};
use crate::domain::id::BidId;
use crate::ui::kit::{Cell, Column, DataTable, Notice, NoticeKind, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{change as words, moment, say};

/// The changes of a tender, newest first.
#[component]
pub fn ChangeTable(
    /// The changes.
    changes: Vec<ChangeLine>,
) -> impl IntoView {
    let columns = vec![
        Column::text(words::WHAT),
        Column::text(words::CAME_IN),
        Column::text(words::TAKEN),
        Column::text(words::STATE),
    ];
    let rows = changes.into_iter().map(row).collect_view();
    view! { <DataTable caption=words::CHANGES columns>{rows}</DataTable> }
}

fn row(change: ChangeLine) -> impl IntoView {
    let href = paths::tender_change(change.tender, change.id);
    let name = if change.name.is_empty() { say(words::PASTED).to_owned() } else { change.name };
    let taken = match (change.state, change.moved.is_empty()) {
        (ChangeState::Settled, true) => view! { <span class="small">{say(words::NOTHING_TAKEN)}</span> }.into_any(),
        _ => moved_lines(&change.moved).into_any(),
    };
    view! {
        <tr>
            <Cell>
                <a href=href>{say(words::kind(change.kind))}</a>
                <span class="small under">{name}</span>
            </Cell>
            <Cell label=words::CAME_IN>
                <span class="num">{moment::in_zone_of_reader(change.created_at)}</span>
                <span class="small under">{change.created_by}</span>
            </Cell>
            <Cell label=words::TAKEN>{taken}</Cell>
            <Cell label=words::STATE><StateTag state=change.state/></Cell>
        </tr>
    }
}

fn moved_lines(moved: &[Moved]) -> impl IntoView + use<> {
    let lines = moved.iter().map(|moved| view! { <li>{words::moved(moved)}</li> }).collect_view();
    view! { <ul class="plain">{lines}</ul> }
}

#[component]
fn StateTag(state: ChangeState) -> impl IntoView {
    let kind = match state {
        ChangeState::Offered | ChangeState::Open => TagKind::Warn,
        ChangeState::Settled => TagKind::Ok,
        ChangeState::Withdrawn => TagKind::Plain,
    };
    view! { <Tag kind text=words::state(state)/> }
}

/// What came in and seems to belong to a tender that is there, each with the way to the question.
#[component]
pub fn OfferedList(
    /// The changes.
    offered: Vec<ChangeLine>,
) -> impl IntoView {
    let lines: Vec<_> = offered
        .into_iter()
        .map(|change| {
            let href = paths::tender_change(change.tender, change.id);
            let name = if change.name.is_empty() { say(words::PASTED).to_owned() } else { change.name };
            view! {
                <li>
                    <a href=href>{say(words::kind(change.kind))}</a> " " <span class="small">{name}</span> " → "
                    <a href=paths::tender(change.tender) lang="ja">{change.title}</a>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <h2>{say(words::OFFERED)}</h2>
                <ul class="plain">{lines}</ul>
            </Notice>
        }
    })
}

/// What moved in the tenders of a person's bids, and what waits there.
#[component]
pub fn MovedList(
    /// The changes, each with the bid.
    moved: Vec<(BidId, ChangeLine)>,
) -> impl IntoView {
    if moved.is_empty() {
        return ().into_any();
    }
    let lines = moved
        .into_iter()
        .map(|(bid, change)| {
            let href = paths::tender_change(change.tender, change.id);
            let when = moment::in_zone_of_reader(change.settled_at.unwrap_or(change.created_at));
            let lines = (!change.state.waits()).then(|| moved_lines(&change.moved));
            view! {
                <li>
                    <p>
                        <a href=paths::bid(bid) lang="ja">{change.title}</a> " "
                        <a href=href>{say(words::kind(change.kind))}</a> " "
                        <StateTag state=change.state/> " "
                        <span class="small num">{when}</span>
                    </p>
                    {lines}
                </li>
            }
        })
        .collect_view();
    view! { <section><h2>{say(words::MOVED)}</h2><ul class="plain moved">{lines}</ul></section> }.into_any()
}
