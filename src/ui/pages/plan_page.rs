//! `/bids/:bid/plan`: the backward plan of a bid, as a picture and as a table in which it is changed.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::plans::open_plan;
use crate::domain::plan::PlanPage as Plan;
use crate::ui::bids::{ArchivedNote, NoGoNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonLink, Empty, Notice, NoticeKind, PageHead};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::plan::{AddTask, PlanPicture, RemovedTasks, TaskTable};
use crate::ui::wording::{plan as words, say};

/// The plan of a bid.
#[component]
pub fn PlanPage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { open_plan(bid?).await }, |page| view! { <Shown page/> }.into_any())
}

#[component]
fn Shown(page: Plan) -> impl IntoView {
    let bid = page.head.id;
    let critical = page.tasks.iter().filter(|task| task.is_critical).count();
    let unknown = page.countries.iter().filter(|country| !country.is_known).map(|country| {
        let sentence = words::unknown(&country.code);
        view! { <Notice kind=NoticeKind::Warning>{sentence}</Notice> }
    });
    let unknown = unknown.collect_view();
    let dates = paths::bid_page(bid, "dates");
    let body = if page.tasks.is_empty() {
        view! { <Empty title=words::NO_TASKS><ButtonLink href=dates label=words::DATES/></Empty> }.into_any()
    } else {
        view! {
            <p class="plan-count">{words::critical_count(critical, page.tasks.len())}</p>
            <section>
                <h2>{say(words::PICTURE)}</h2>
                <PlanPicture page=page.clone()/>
            </section>
            <section>
                <h2>{say(words::TASKS)}</h2>
                <TaskTable page=page.clone()/>
            </section>
            <p class="hint no-print">{say(words::PRINT_HINT)}</p>
        }
        .into_any()
    };
    let removed = (!page.removed.is_empty()).then(|| {
        view! { <RemovedTasks bid removed=page.removed.clone() may_edit=page.may_edit/> }
    });
    let add = page.may_edit.then(|| view! { <AddTask bid people=page.people.clone()/> });
    let file = (page.may_export && !page.tasks.is_empty()).then(|| {
        view! {
            <ButtonLink href=paths::plan_file(bid) label=words::FILE download=String::new()/>
            <ButtonLink href=paths::plan_paper(bid) label=words::PAPER download=String::new()/>
        }
    });
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), page.head.title)/>
        <PageFrame current="plan" bid=navigation(&page.head)>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <ArchivedNote is_archived=page.head.is_archived/>
            <NoGoNote outcome=page.outcome/>
            {unknown}
            {body}
            <div class="no-print">
                {removed}
                {add}
                <Actions>{file}</Actions>
            </div>
        </PageFrame>
    }
}
