//! The tasks in a table, by latest start; the form of one of them opens under it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::form::{CHANGE, TaskFields};
use crate::domain::deadline::Moment;
use crate::domain::id::BidId;
use crate::domain::instant::Instant;
use crate::domain::plan::{Conflict, PlanPage, PlanTask, RemovedTask, TaskState};
use crate::domain::tender::SeatedPerson;
use crate::ui::app::frame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{Bilingual, Cell, Column, DataTable, PostButton, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{deadline, language, plan as words, say};

const COLUMNS: usize = 6;

/// The table.
#[component]
pub fn TaskTable(
    /// The plan.
    page: PlanPage,
) -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("task"));
    let open = kept_for(CHANGE).and_then(|kept| kept.value("code").map(str::to_owned)).or(asked);
    let bid = page.head.id;
    let titles: Vec<(String, String)> =
        page.tasks.iter().map(|task| (task.code.clone(), words::title(task).to_owned())).collect();
    let rows = page
        .tasks
        .iter()
        .map(|task| {
            let is_open = page.may_edit && open.as_deref() == Some(task.code.as_str());
            let people = page.people.clone();
            let form = is_open.then(|| form_row(bid, task.clone(), people));
            let change = (page.may_edit && !is_open).then(|| change_link(bid, task));
            view! { {task_row(task, &titles, change)} {form} }
        })
        .collect_view();
    let columns = vec![
        Column::text(words::TASK),
        Column::text(words::START),
        Column::text(words::END),
        Column::text(words::LEFT),
        Column::text(words::OWNER),
        Column::text(words::CONFLICTS),
    ];
    view! { <DataTable caption=words::TASKS columns>{rows}</DataTable> }
}

fn task_row(task: &PlanTask, titles: &[(String, String)], change: Option<AnyView>) -> AnyView {
    let title = words::title(task).to_owned();
    let other = words::other_title(task).to_owned();
    let about = (!task.about.is_empty()).then(|| {
        let about = task.about.join("、");
        view! { <span class="small under" lang="ja">{about}</span> }
    });
    let name = view! { <Bilingual main=title other other_lang=language().other()/> };
    let duration = words::duration(i64::from(task.days), task.unit);
    let is_set = task.own_days.is_some() && !task.is_own;
    let set = is_set.then(|| format!(" ({})", say(words::OWN_DAYS)));
    let class = if task.state == TaskState::Done { "plan-task plan-done" } else { "plan-task" };
    let owner = task.owner.as_ref().map_or_else(
        || view! { <span class="small">{say(words::NOBODY)}</span> }.into_any(),
        |owner| format!("{} ({})", owner.name, owner.organisation).into_any(),
    );
    let firms = format!("{}{}", say(words::side(task.side)), of_firms(&task.firms));
    let (start, end) = (day(task.latest_start), day(task.latest_end));
    let (left, fit) = (left(task), conflicts(task, titles));
    let order = task.earliest_order.map(|date| {
        view! { <span class="small under">{words::earliest_order(date)}</span> }
    });
    let note = (!task.note.is_empty()).then(|| {
        let note = task.note.clone();
        view! { <span class="small under plan-note">{note}</span> }
    });
    view! {
        <tr class=class id=format!("task-{}", task.code)>
            <Cell>{name}{about}<span class="small under">{duration}{set}</span>{note}{change}</Cell>
            <Cell label=words::START>{start}{order}</Cell>
            <Cell label=words::END>{end}</Cell>
            <Cell label=words::LEFT>{left}</Cell>
            <Cell label=words::OWNER>{owner}<span class="small under">{firms}</span></Cell>
            <Cell label=words::CONFLICTS>{fit}</Cell>
        </tr>
    }
    .into_any()
}

fn of_firms(firms: &[String]) -> String {
    if firms.is_empty() { String::new() } else { format!(": {}", firms.join(", ")) }
}

fn day(date: chrono::NaiveDate) -> impl IntoView + use<> {
    view! { <time class="num plan-day" datetime=date.to_string()>{words::day(date)}</time> }
}

/// How long there is, how far it is, and whether it can wait: in words.
fn left(task: &PlanTask) -> impl IntoView + use<> {
    let now = Instant(frame().now);
    let state = say(words::state(task.state));
    let when = task.state_on.map(words::day);
    let until = match task.state {
        TaskState::Open => Some(deadline::days_left(now, Moment::day(task.latest_start))),
        _ => when,
    };
    let slack = (task.state != TaskState::Done).then(|| {
        let slack = words::slack(task.slack, task.unit);
        view! { <span class="small under">{slack}</span> }
    });
    let critical = task.is_critical.then(|| view! { <Tag kind=TagKind::Bad text=words::CRITICAL/> });
    let tag = (task.state != TaskState::Open).then(|| {
        let kind = if task.state == TaskState::Done { TagKind::Ok } else { TagKind::Indigo };
        view! { <Tag kind text=state/> }
    });
    let with = task.done_with.map(|with| view! { <span class="small under">{words::done_with(with)}</span> });
    view! { <span class="num">{until}</span> " " {tag} " " {critical} {slack} {with} }
}

fn conflicts(task: &PlanTask, titles: &[(String, String)]) -> AnyView {
    if task.conflicts.is_empty() {
        return view! { <span class="small">{say(words::FITS)}</span> }.into_any();
    }
    let title_of = |code: &str| {
        titles.iter().find(|(other, _)| other == code).map_or_else(|| code.to_owned(), |(_, title)| title.clone())
    };
    let line = |conflict: &Conflict| {
        let class = if conflict.is_danger() { "plan-danger" } else { "small" };
        let sentence = words::conflict(conflict, task.unit, title_of);
        view! { <li class=class>{sentence}</li> }
    };
    let lines = task.conflicts.iter().map(line).collect_view();
    view! { <ul class="plain plan-conflicts">{lines}</ul> }.into_any()
}

fn change_link(bid: BidId, task: &PlanTask) -> AnyView {
    let about = words::title(task).to_owned();
    view! {
        <a class="small no-print" href=paths::plan_task(bid, &task.code)>
            {say(words::CHANGE)}<span class="unseen">" " {about}</span>
        </a>
    }
    .into_any()
}

fn form_row(bid: BidId, task: PlanTask, people: Vec<SeatedPerson>) -> impl IntoView {
    view! {
        <tr class="plan-form no-print">
            <td colspan=COLUMNS.to_string()><TaskFields bid task people/></td>
        </tr>
    }
}

/// What the bid does without, each with the way back.
#[component]
pub fn RemovedTasks(
    /// The bid.
    bid: BidId,
    /// The tasks.
    removed: Vec<RemovedTask>,
    /// Whether the reader may take them back.
    may_edit: bool,
) -> impl IntoView {
    let rows = removed
        .into_iter()
        .map(|task| {
            let (main, other) = words::titles(task.title_ja, task.title_en);
            let about = main.clone();
            let fields = vec![("code", task.code), ("bid", bid.to_string()), ("revision", task.revision.to_string())];
            let back = may_edit.then(|| {
                view! { <PostButton action="/api/plans/take-back" label=words::TAKE_BACK fields about/> }
            });
            view! { <li><Bilingual main other other_lang=language().other()/> " " {back}</li> }
        })
        .collect_view();
    view! { <h3>{say(words::REMOVED)}</h3><ul class="plain plan-removed">{rows}</ul> }
}
