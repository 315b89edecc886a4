//! The backward plan of a bid: computed anew whenever it is read, with what people decided laid over it.

pub mod decision;
mod moved;

pub use moved::moved;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use serde_json::json;

use crate::domain::bid::{BidFirm, BidHead};
use crate::domain::days::Office;
use crate::domain::id::{BidId, DeadlineId, PlanTaskId, UserId};
use crate::domain::plan::{
    ClosedDay, DecisionOutcome, Demand, KeptTask, LeadTime, MOST_TASKS, PlanCountry, PlanFacts, PlanPage, PlanStep,
    PlanTask, RemovedTask, Scheduled, Side, Situation, StepDate, TaskDraft, TaskForm, TaskState, Workdays, schedule,
};
use crate::domain::problem::{Problem, Problems};
use crate::domain::reminder::TaskStart;
use crate::domain::seat::Action;
use crate::domain::tender::{Deadline, SeatedPerson, StepDone};
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{self, Access, Caller, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::bid_decisions::BidDecisionRow;
use crate::server::store::{
    Tx, audits, bid_decisions, bids, days_off, deadlines, documents, done_steps, plan_reminders, plans as rows,
};

/// Longest span of days that the picture shows.
const SPAN_MOST: usize = 500;
/// How many days behind the last task a step is still shown.
const STEP_NEAR: u64 = 14;

/// What the rows say.
#[derive(Clone)]
struct Source {
    head: BidHead,
    firms: Vec<BidFirm>,
    is_joint: bool,
    deadlines: Vec<Deadline>,
    done: HashMap<DeadlineId, StepDone>,
    decision: BidDecisionRow,
    demands: Vec<Demand>,
    kept: Vec<KeptTask>,
    people: Vec<SeatedPerson>,
    owners: HashMap<UserId, SeatedPerson>,
    office: Office,
}

/// The plan.
///
/// # Errors
/// As `access::to_bid` for `Read`; faults of the database.
pub async fn page(call: &Call, bid: BidId) -> Result<PlanPage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let source = read(call, &mut tx, &access).await?;
    tx.commit().await?;
    Ok(computed(call, &access, source))
}

/// The plan of who may take it along.
///
/// # Errors
/// As `access::to_bid` for `Export`; faults of the database.
pub async fn page_to_export(call: &Call, bid: BidId) -> Result<PlanPage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let source = read(call, &mut tx, &access).await?;
    tx.commit().await?;
    Ok(computed(call, &access, source))
}

async fn read(call: &Call, tx: &mut Tx, access: &Access) -> Result<Source, Failure> {
    let tender = deadlines::deadline_tender_of_bid(tx, access).await?;
    let on_tender = to_tender(tx, &call.caller, tender, TenderAction::Read).await?;
    let firms = bids::bid_firms(tx, access).await?;
    Ok(Source {
        head: bids::bid_head(tx, access).await?,
        is_joint: firms.len() > 1 || documents::bid_venture_find(tx, access).await?.is_some(),
        firms,
        deadlines: deadlines::deadline_list_of_bid(tx, access).await?,
        done: done_steps::done_step_list(tx, access).await?,
        decision: bid_decisions::bid_decision_find(tx, access).await?,
        demands: rows::plan_demand_list(tx, access).await?,
        kept: rows::plan_task_list(tx, access).await?,
        people: deadlines::deadline_people(tx, access).await?,
        owners: rows::plan_task_owners(tx, access).await?,
        office: days_off::day_off_office(tx, &on_tender, call.state.templates.exceptions()).await?,
    })
}

fn computed(call: &Call, access: &Access, source: Source) -> PlanPage {
    let templates = &call.state.templates;
    let today = call.now.in_japan().date();
    // A foreign firm may sit in Japan.
    let is_abroad = |firm: &&BidFirm| !firm.is_japanese && firm.country != "JP";
    let abroad: Vec<String> = source.firms.iter().filter(is_abroad).map(|firm| firm.country.clone()).collect();
    let workdays = Workdays::new(&source.office, templates.holidays_abroad(), &abroad);
    let situation = situation(&source, today);
    let scheduled = schedule(templates.lead_times(), &source.kept, &situation, &workdays);
    let rules: BTreeMap<&str, &LeadTime> =
        templates.lead_times().tasks.iter().map(|rule| (rule.code.as_str(), rule)).collect();
    let mut tasks: Vec<PlanTask> = scheduled.into_iter().filter_map(|task| shown(task, &rules, &source)).collect();
    tasks.sort_by_key(|task| (task.latest_start, task.latest_end));
    let removed = source.kept.iter().filter(|task| task.draft.state == TaskState::Removed).filter_map(|task| {
        let rule = rules.get(task.code.as_str())?;
        Some(RemovedTask {
            code: task.code.clone(),
            title_ja: rule.title_ja.clone(),
            title_en: rule.title_en.clone(),
            revision: task.revision,
        })
    });
    let removed = removed.collect();
    let mut steps: Vec<PlanStep> =
        situation.steps.iter().map(|(kind, date)| PlanStep { kind: *kind, date: *date }).collect();
    steps.sort_by_key(|step| (step.date, step.kind));
    let days = span(&tasks, &steps, today);
    let closed = |date: &NaiveDate| {
        let day = ClosedDay {
            date: *date,
            japan: !workdays.is_open(Side::Japan, *date),
            abroad: !abroad.is_empty() && !workdays.is_open(Side::Abroad, *date),
        };
        (day.japan || day.abroad).then_some(day)
    };
    let codes: BTreeSet<&String> = abroad.iter().collect();
    let is_known = |code: &str| days.iter().all(|date| templates.holidays_abroad().knows(code, *date));
    let countries =
        codes.into_iter().map(|code| PlanCountry { code: code.clone(), is_known: is_known(code) }).collect();
    PlanPage {
        today,
        from: days.first().copied().unwrap_or(today),
        to: days.last().copied().unwrap_or(today),
        steps,
        tasks,
        removed,
        countries,
        outcome: source.decision.decision.outcome,
        closed: days.iter().filter_map(closed).collect(),
        may_edit: !source.head.is_archived && access.also(Action::EditDeadlines),
        may_export: access.also(Action::Export),
        people: source.people,
        head: source.head,
    }
}

/// The days from the first task, or today, to the last and to the step that it prepares.
fn span(tasks: &[PlanTask], steps: &[PlanStep], today: NaiveDate) -> Vec<NaiveDate> {
    let first = tasks.iter().map(|task| task.latest_start).min().map_or(today, |day| day.min(today));
    let last = tasks.iter().map(|task| task.latest_end).max().map_or(today, |day| day.max(today));
    let near = last.checked_add_days(Days::new(STEP_NEAR)).unwrap_or(last);
    let last = steps.iter().map(|step| step.date).filter(|date| *date <= near).max().map_or(last, |day| day.max(last));
    first.iter_days().take_while(|day| *day <= last).take(SPAN_MOST).collect()
}

fn situation(source: &Source, today: NaiveDate) -> Situation {
    let step = |date: &Deadline| StepDate {
        kind: date.kind,
        date: date.at.date,
        basis: date.basis,
        methods: date.methods.clone(),
        done_on: source.done.get(&date.id).map(|done| done.at.in_japan().date()),
    };
    let is_decided = source.decision.decision.outcome != DecisionOutcome::Open;
    let decided_on = source.decision.decided_at.map_or(today, |at| at.in_japan().date());
    let facts = PlanFacts {
        steps: source.deadlines.iter().map(step).collect(),
        is_joint: source.is_joint,
        has_foreign: source.firms.iter().any(|firm| !firm.is_japanese),
        demands: source.demands.clone(),
        decided_on: is_decided.then_some(decided_on),
    };
    facts.situation(today)
}

fn shown(task: Scheduled, rules: &BTreeMap<&str, &LeadTime>, source: &Source) -> Option<PlanTask> {
    let rule = rules.get(task.code.as_str());
    let kept = source.kept.iter().find(|kept| kept.code == task.code);
    let draft = kept.map(|kept| kept.draft.clone()).unwrap_or_default();
    let is_own = !draft.title.is_empty();
    if rule.is_none() && !is_own {
        return None;
    }
    let is_of_side = |firm: &&BidFirm| match task.side {
        Side::Japan => firm.is_japanese,
        Side::Abroad => !firm.is_japanese,
        Side::Both => true,
    };
    let find_owner =
        |id: UserId| source.people.iter().find(|person| person.id == id).or_else(|| source.owners.get(&id)).cloned();
    Some(PlanTask {
        title_ja: rule.map_or_else(|| draft.title.clone(), |rule| rule.title_ja.clone()),
        title_en: rule.map_or_else(|| draft.title.clone(), |rule| rule.title_en.clone()),
        about: task.about,
        is_own,
        firms: source.firms.iter().filter(is_of_side).map(|firm| firm.name.clone()).collect(),
        side: task.side,
        days: task.days,
        unit: task.unit,
        usual_days: rule.map(|rule| rule.days),
        latest_start: task.latest_start,
        latest_end: task.latest_end,
        earliest_start: task.earliest_start,
        earliest_order: task.earliest_order,
        slack: task.slack,
        is_critical: task.is_critical,
        waits_for: task.waits_for,
        conflicts: task.conflicts,
        owner: draft.owner.and_then(find_owner),
        state: task.state,
        own_state: draft.state,
        state_on: task.state_on,
        done_with: task.done_with,
        own_days: draft.days,
        own_start: draft.start,
        own_end: draft.end,
        note: draft.note,
        source: rule.map(|rule| rule.source.clone()).unwrap_or_default(),
        revision: kept.map_or(0, |kept| kept.revision),
        code: task.code,
    })
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
    let page = computed(call, access, read(call, tx, access).await?);
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
