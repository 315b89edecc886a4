//! What moves when a date moves, shown before it does.

use leptos::prelude::*;

use crate::domain::derived_date::{DerivedMove, print};
use crate::domain::id::TenderId;
use crate::error::{AppError, Refusal};
use crate::ui::kept::Kept;
use crate::ui::kit::{Actions, ButtonKind, Cell, Column, DataTable, Hidden, Notice, NoticeKind, PostForm, Submit};
use crate::ui::wording::{deadline, derived_date as words, say};

/// The dates that move, with what the person agrees to by sending the form again.
#[component]
pub fn MovesAlong(
    /// What moves.
    moves: Vec<DerivedMove>,
) -> impl IntoView {
    let agreed = print(&moves);
    view! {
        <section class="moves-along">
            <h3>{say(words::MOVES)}</h3>
            <MoveTable moves/>
            <Hidden name="agreed" value=agreed/>
        </section>
    }
}

/// What a refused change would move; nothing when it was refused for another reason.
#[must_use]
pub fn moves_of(kept: Option<&Kept>) -> Option<Vec<DerivedMove>> {
    match kept?.refused.as_ref()? {
        AppError::Refused(Refusal::MovesOthers { moves }) => Some(moves.clone()),
        _ => None,
    }
}

/// Dates that do not stand where they are counted to, with a button that moves them there.
#[component]
pub fn StaleDates(
    /// The tender.
    tender: TenderId,
    /// Where they belong.
    moves: Vec<DerivedMove>,
) -> impl IntoView {
    (!moves.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <h3>{say(words::STALE)}</h3>
                <p>{say(words::STALE_WHY)}</p>
                <PostForm action="/api/deadlines/recount">
                    <Hidden name="tender" value=tender.to_string()/>
                    <MovesAlong moves/>
                    <Actions><Submit label=words::RECOUNT kind=ButtonKind::Quiet/></Actions>
                </PostForm>
            </Notice>
        }
    })
}

#[component]
fn MoveTable(moves: Vec<DerivedMove>) -> impl IntoView {
    let rows = moves
        .into_iter()
        .map(|moved| {
            let (now, then) = (deadline::moment(moved.from), deadline::moment(moved.to));
            view! {
                <tr>
                    <Cell><b>{words::moved_name(&moved)}</b></Cell>
                    <Cell label=words::NOW>{now}</Cell>
                    <Cell label=words::THEN><b>{then}</b></Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![Column::text(deadline::STEP), Column::text(words::NOW), Column::text(words::THEN)];
    view! { <DataTable caption=words::MOVES columns>{rows}</DataTable> }
}
