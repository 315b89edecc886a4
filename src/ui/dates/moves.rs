//! What moves when a date moves, shown before it does.

use leptos::prelude::*;

use crate::domain::derived_date::{DerivedMove, print};
use crate::domain::id::TenderId;
use crate::domain::plan::{MovedDate, PlanMoves};
use crate::error::{AppError, Refusal};
use crate::ui::changes::MovedPlans;
use crate::ui::kept::Kept;
use crate::ui::kit::{Actions, ButtonKind, Cell, Column, DataTable, Hidden, Notice, NoticeKind, PostForm, Submit};
use crate::ui::wording::{change, deadline, derived_date as words, say};

/// What moves once somebody agrees.
#[derive(Debug, Clone)]
pub struct Moves {
    /// The date that a person would move; none where dates are counted anew.
    pub date: Option<MovedDate>,
    /// The dates that are counted from others.
    pub along: Vec<DerivedMove>,
    /// Tasks, plan by plan.
    pub plans: Vec<PlanMoves>,
}

/// The dates and tasks that move, with what the person agrees to by sending the form again.
#[component]
pub fn MovesAlong(
    /// What moves.
    moves: Moves,
) -> impl IntoView {
    let Moves { date, along, plans } = moves;
    let agreed = date.map_or_else(|| print(&along), |date| date.print(&along));
    let dates = (!along.is_empty()).then(|| {
        view! {
            <h3>{say(words::MOVES)}</h3>
            <MoveTable moves=along/>
        }
    });
    let tasks = (!plans.is_empty()).then(|| {
        view! {
            <h3>{say(change::PLAN_MOVES)}</h3>
            <p class="hint">{say(words::TASKS_HINT)}</p>
            <MovedPlans moves=plans/>
        }
    });
    view! {
        <section class="moves-along">
            {dates}
            {tasks}
            <Hidden name="agreed" value=agreed/>
        </section>
    }
}

/// What a refused change would move, its tasks still to be asked for; nothing when it was refused for another reason.
#[must_use]
pub fn moves_of(kept: Option<&Kept>) -> Option<Moves> {
    match kept?.refused.as_ref()? {
        AppError::Refused(Refusal::MovesOthers { date, moves }) => {
            Some(Moves { date: date.clone(), along: moves.clone(), plans: Vec::new() })
        }
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
        let moves = Moves { date: None, along: moves, plans: Vec::new() };
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
