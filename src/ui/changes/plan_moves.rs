//! What a change of the notice, or of one date by hand, would move in the backward plan of each bid, before anything is
//! taken over.

use leptos::prelude::*;

use crate::domain::plan::{PlanMoves, TaskDays, TaskMove};
use crate::ui::kit::{Bilingual, Cell, Column, DataTable, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{change as words, derived_date, language, plan, say};

/// The tasks that move, bid by bid.
#[component]
pub fn PlanMoved(
    /// What moves.
    moves: Vec<PlanMoves>,
) -> impl IntoView {
    (!moves.is_empty()).then(|| {
        view! {
            <section class="differences">
                <h2>{say(words::PLAN_MOVES)}</h2>
                <p class="hint">{say(words::PLAN_MOVES_HINT)}</p>
                <MovedPlans moves/>
            </section>
        }
    })
}

/// A table of the tasks that move for each bid, under a heading of the page's.
#[component]
pub fn MovedPlans(
    /// What moves.
    moves: Vec<PlanMoves>,
) -> impl IntoView {
    let several = moves.len() > 1;
    moves
        .into_iter()
        .enumerate()
        .map(|(at, PlanMoves { bid, tasks })| {
            let late = tasks.iter().filter(|task| task.is_too_late).count();
            let number = several.then(|| view! { " "<span class="num">{at + 1}</span> });
            view! {
                <p>
                    <a href=paths::plan(bid)>{say(plan::TITLE)}{number}</a>
                    " "{words::plan_moves(tasks.len(), late)}
                </p>
                <Tasks tasks/>
            }
        })
        .collect_view()
}

#[component]
fn Tasks(tasks: Vec<TaskMove>) -> impl IntoView {
    let rows = tasks
        .into_iter()
        .map(|task| {
            let (main, other) = plan::titles(task.title_ja, task.title_en);
            let late = task.is_too_late.then(|| view! { " "<Tag kind=TagKind::Bad text=words::TOO_LATE/> });
            view! {
                <tr>
                    <Cell><Bilingual main other other_lang=language().other()/></Cell>
                    <Cell label=derived_date::NOW>{span(task.now)}</Cell>
                    <Cell label=derived_date::THEN><b>{span(task.then)}</b>{late}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![Column::text(plan::TASK), Column::text(derived_date::NOW), Column::text(derived_date::THEN)];
    view! { <DataTable caption=words::PLAN_MOVES columns>{rows}</DataTable> }
}

/// The latest begin and end; a word where the task is not there.
fn span(days: Option<TaskDays>) -> String {
    days.map_or_else(
        || say(words::NO_TASK).to_owned(),
        |days| format!("{} – {}", plan::day(days.start), plan::day(days.end)),
    )
}
