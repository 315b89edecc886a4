//! The backward plan of a bid, reckoned from its rows inside the transaction that asks: for its pages, for the decision, and
//! for whoever would move a date. Writes nothing.

mod moved;

pub use moved::moved;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Days, NaiveDate};

use crate::domain::bid::{BidFirm, BidHead};
use crate::domain::days::Office;
use crate::domain::id::{DeadlineId, UserId};
use crate::domain::plan::{
    ClosedDay, DecisionOutcome, Demand, KeptTask, LeadTime, PlanCountry, PlanFacts, PlanPage, PlanStep, PlanTask,
    RemovedTask, Scheduled, Side, Situation, StepDate, TaskState, Workdays, schedule,
};
use crate::domain::seat::Action;
use crate::domain::tender::{Deadline, SeatedPerson, StepDone};
use crate::server::access::tender::to_tender;
use crate::server::access::{Access, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::bid_decisions::BidDecisionRow;
use crate::server::store::{Tx, bid_decisions, bids, days_off, deadlines, documents, done_steps, plans as rows};

/// Longest span of days that the picture shows.
const SPAN_MOST: usize = 500;
/// How many days behind the last task a step is still shown.
const STEP_NEAR: u64 = 14;

/// What the rows say.
#[derive(Debug, Clone)]
pub struct Source {
    head: BidHead,
    firms: Vec<BidFirm>,
    is_joint: bool,
    deadlines: Vec<Deadline>,
    done: HashMap<DeadlineId, StepDone>,
    /// Whether the bid is made.
    pub decision: BidDecisionRow,
    demands: Vec<Demand>,
    kept: Vec<KeptTask>,
    people: Vec<SeatedPerson>,
    owners: HashMap<UserId, SeatedPerson>,
    office: Office,
}

/// What the rows of a bid say.
///
/// # Errors
/// As `access::tender::to_tender` for `Read`; faults of the database.
pub async fn read(call: &Call, tx: &mut Tx, access: &Access) -> Result<Source, Failure> {
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

/// The plan as it is today.
#[must_use]
pub fn computed(call: &Call, access: &Access, source: Source) -> PlanPage {
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
