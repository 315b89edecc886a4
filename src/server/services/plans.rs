//! The backward plan of a bid: computed anew whenever it is read, with what people decided laid over it.

pub mod decision;

use serde_json::json;

use crate::domain::id::{BidId, PlanTaskId, TenderId, UserId};
use crate::domain::plan::{
    KeptTask, MOST_TASKS, MovedDate, PlanMoves, PlanPage, PlanTask, TaskDraft, TaskForm, TaskState,
};
use crate::domain::problem::{Problem, Problems};
use crate::domain::reminder::TaskStart;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{self, Access, Caller, TenderAction};
use crate::server::bid_plan;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, deadlines, plan_reminders, plans as rows};

/// The plan.
///
/// # Errors
/// As `access::to_bid` for `Read`; faults of the database.
pub async fn page(call: &Call, bid: BidId) -> Result<PlanPage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let source = bid_plan::read(call, &mut tx, &access).await?;
    tx.commit().await?;
    Ok(bid_plan::computed(call, &access, source))
}

/// The plan of who may take it along.
///
/// # Errors
/// As `access::to_bid` for `Export`; faults of the database.
pub async fn page_to_export(call: &Call, bid: BidId) -> Result<PlanPage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let source = bid_plan::read(call, &mut tx, &access).await?;
    tx.commit().await?;
    Ok(bid_plan::computed(call, &access, source))
}

/// What dates would move in the plans of the open bids for a tender that the caller reads; bids of which nothing moves are
/// left out.
///
/// # Errors
/// As `access::tender::to_tender` for `Read`; faults of the database.
pub async fn moved(call: &Call, tender: TenderId, dates: &[MovedDate]) -> Result<Vec<PlanMoves>, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let on_tender = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let found = bid_plan::moved(call, &mut tx, &on_tender, dates).await?;
    tx.commit().await?;
    Ok(found)
}

/// Changes what is decided about a task.
///
/// # Errors
/// `Invalid`, `Changed`; as `access::to_bid` for `EditDeadlines`.
pub async fn change(call: &Call, bid: BidId, code: &str, revision: i64, form: &TaskForm) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = rows::plan_task_list(&mut tx, &access).await?;
    let present = present(call, &kept, code)?;
    let mut problems = Problems::default();
    let name = |field: &str| format!("task[{field}]");
    let draft = if present.draft.title.is_empty() {
        form.parse(&mut problems, name)
    } else {
        form.parse_own(&mut problems, name)
    };
    let Some(draft) = draft else { return Err(problems.into()) };
    if present.draft.state == TaskState::Removed {
        return Err(AppError::Changed.into());
    }
    has_seat(&mut tx, &access, draft.owner, present.draft.owner).await?;
    let today = call.now.in_japan().date();
    let state_on = match draft.state {
        TaskState::Open | TaskState::Removed => None,
        state if state == present.draft.state => present.state_on,
        TaskState::Started | TaskState::Done => Some(today),
    };
    let task = KeptTask { code: code.to_owned(), draft, state_on, revision };
    keep(call, &mut tx, &access, "plan.change", &task).await?;
    tell_owner(call, &mut tx, &access, &task, present.draft.owner).await?;
    tx.commit().await?;
    Ok(())
}

/// Adds a task of our own.
///
/// # Errors
/// `Invalid`; as `access::to_bid` for `EditDeadlines`.
pub async fn add(call: &Call, bid: BidId, form: &TaskForm) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = rows::plan_task_list(&mut tx, &access).await?;
    let mut problems = Problems::default();
    let draft = form.parse_own(&mut problems, |field| format!("task[{field}]"));
    let Some(draft) = draft else { return Err(problems.into()) };
    room_for_more(&kept)?;
    has_seat(&mut tx, &access, draft.owner, None).await?;
    let today = call.now.in_japan().date();
    let state_on = (draft.state != TaskState::Open).then_some(today);
    let task = KeptTask { code: PlanTaskId::fresh().to_string(), draft, state_on, revision: 0 };
    keep(call, &mut tx, &access, "plan.add", &task).await?;
    tell_owner(call, &mut tx, &access, &task, None).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a task out of the plan: one of our own is gone, a usual one can be taken back.
///
/// # Errors
/// `Changed`; as `access::to_bid` for `EditDeadlines`.
pub async fn remove(call: &Call, bid: BidId, code: &str, revision: i64) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = rows::plan_task_list(&mut tx, &access).await?;
    let present = present(call, &kept, code)?;
    if !present.draft.title.is_empty() {
        let detail = json!({ "code": code, "title": present.draft.title });
        audits::audit_append(&mut tx, &access, call.now, "plan.remove", detail).await?;
        rows::plan_task_delete(&mut tx, &access, code, revision).await?;
        tx.commit().await?;
        return Ok(());
    }
    let draft = TaskDraft { state: TaskState::Removed, ..present.draft };
    finish(call, tx, &access, "plan.remove", KeptTask { draft, state_on: None, revision, ..present }).await
}

/// Takes a usual task back into the plan.
///
/// # Errors
/// `Changed`; as `access::to_bid` for `EditDeadlines`.
pub async fn take_back(call: &Call, bid: BidId, code: &str, revision: i64) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, bid).await?;
    let kept = rows::plan_task_list(&mut tx, &access).await?;
    let present = present(call, &kept, code)?;
    if present.draft.state != TaskState::Removed {
        return Err(AppError::Changed.into());
    }
    let draft = TaskDraft { state: TaskState::Open, ..present.draft };
    finish(call, tx, &access, "plan.take_back", KeptTask { draft, state_on: None, revision, ..present }).await
}

async fn begin(call: &Call, bid: BidId) -> Result<(Tx, Access), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDeadlines).await?;
    Ok((tx, access))
}

/// What is kept of a task; nothing yet of a usual one that nobody touched. What is neither is gone.
fn present(call: &Call, kept: &[KeptTask], code: &str) -> Result<KeptTask, Failure> {
    if let Some(task) = kept.iter().find(|task| task.code == code) {
        return Ok(task.clone());
    }
    if call.state.templates.lead_times().tasks.iter().any(|rule| rule.code == code) {
        room_for_more(kept)?;
        let draft = TaskDraft::default();
        return Ok(KeptTask { code: code.to_owned(), draft, state_on: None, revision: 0 });
    }
    Err(AppError::Changed.into())
}

fn room_for_more(kept: &[KeptTask]) -> Result<(), Failure> {
    if kept.len() < MOST_TASKS {
        return Ok(());
    }
    let most = u32::try_from(MOST_TASKS).unwrap_or(u32::MAX);
    Err(Failure::field("task[title]", Problem::TooMany { most }))
}

/// A task goes to somebody with a seat, or stays with whoever has it.
async fn has_seat(tx: &mut Tx, access: &Access, owner: Option<UserId>, present: Option<UserId>) -> Result<(), Failure> {
    let Some(owner) = owner.filter(|_| owner != present) else { return Ok(()) };
    let people = deadlines::deadline_people(tx, access).await?;
    if people.iter().any(|person| person.id == owner) {
        return Ok(());
    }
    Err(Failure::field("task[owner]", Problem::NotOffered))
}

async fn finish(call: &Call, mut tx: Tx, access: &Access, action: &str, task: KeptTask) -> Result<(), Failure> {
    keep(call, &mut tx, access, action, &task).await?;
    tx.commit().await?;
    Ok(())
}

async fn keep(call: &Call, tx: &mut Tx, access: &Access, action: &str, task: &KeptTask) -> Result<(), Failure> {
    let detail = json!({
        "code": task.code,
        "title": task.draft.title,
        "state": task.draft.state.code(),
        "owner": task.draft.owner,
    });
    audits::audit_append(tx, access, call.now, action, detail).await?;
    rows::plan_task_save(tx, access, task, call.now).await
}

/// Tells whoever has the task now, and had it not, when it must begin as the plan stands with this change.
async fn tell_owner(
    call: &Call,
    tx: &mut Tx,
    access: &Access,
    task: &KeptTask,
    was: Option<UserId>,
) -> Result<(), Failure> {
    let (Some(owner), Caller::SignedIn(by)) = (task.draft.owner, &call.caller) else { return Ok(()) };
    if was == Some(owner) || owner == by.user || task.draft.state == TaskState::Done {
        return Ok(());
    }
    let page = bid_plan::computed(call, access, bid_plan::read(call, tx, access).await?);
    let is_planned = |planned: &PlanTask| planned.code == task.code && planned.state != TaskState::Done;
    let Some(planned) = page.tasks.into_iter().find(is_planned) else { return Ok(()) };
    let start = TaskStart {
        code: planned.code,
        bid_title: page.head.title,
        title_ja: planned.title_ja,
        title_en: planned.title_en,
        start: planned.latest_start,
    };
    plan_reminders::plan_reminder_tell_owner(tx, access, start, owner, by, call.now).await
}
