//! From steps and lead times to dates: backward from what must be handed in, then forward from today to see what is
//! still possible. A date that a notice prints is never moved; a task ends on the working day before it.

mod validity;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::change::{KeptTask, TaskState};
use super::ended::{DECISION_TASK, DoneWith, Ended, ended, is_counted_back};
use super::rules::{Anchor, LeadTime, LeadTimes, PlanWhen, Side, TaskEnd, Unit};
use super::view::Conflict;
use super::workdays::Workdays;
use crate::domain::deadline::{Method, MilestoneKind};
use crate::domain::requirement::RequirementKind;
use validity::Validity;

/// Something that the notice demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Its sort.
    pub kind: RequirementKind,
    /// Its title in Japanese.
    pub title: String,
    /// The ways of handing in that it allows.
    pub methods: Vec<Method>,
}

/// What is known of the bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// Today in Japan.
    pub today: NaiveDate,
    /// The first date of each step of the tender.
    pub steps: BTreeMap<MilestoneKind, NaiveDate>,
    /// Those of them that are done, and when.
    pub done: BTreeMap<MilestoneKind, NaiveDate>,
    /// When it was decided whether to bid.
    pub decided_on: Option<NaiveDate>,
    /// What holds of the bid.
    pub holds: BTreeSet<PlanWhen>,
    /// What the notice demands.
    pub demands: Vec<Demand>,
}

/// A task with its dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    /// Its code.
    pub code: String,
    /// The titles of what the notice demands, for a certificate.
    pub about: Vec<String>,
    /// Whose it is.
    pub side: Side,
    /// How long it takes.
    pub days: u16,
    /// In which days.
    pub unit: Unit,
    /// Latest first day.
    pub latest_start: NaiveDate,
    /// Latest last day.
    pub latest_end: NaiveDate,
    /// Earliest first day.
    pub earliest_start: NaiveDate,
    /// Earliest useful day to order a certificate.
    pub earliest_order: Option<NaiveDate>,
    /// Days by which it can be late.
    pub slack: i64,
    /// Whether it cannot wait.
    pub is_critical: bool,
    /// Codes of the present tasks that it waits for.
    pub waits_for: Vec<String>,
    /// What does not fit.
    pub conflicts: Vec<Conflict>,
    /// How far it is.
    pub state: TaskState,
    /// When it was begun or done.
    pub state_on: Option<NaiveDate>,
    /// With what it is done, where nobody marked it.
    pub done_with: Option<DoneWith>,
}

/// One task that applies, before it has dates.
struct Item<'p> {
    code: &'p str,
    about: Vec<String>,
    side: Side,
    unit: Unit,
    days: u16,
    bound: Option<NaiveDate>,
    waits_for: Vec<usize>,
    validity: Option<Validity>,
    kept: Option<&'p KeptTask>,
    ended: Option<Ended>,
    is_counted_back: bool,
}

impl Item<'_> {
    /// What it is done with, unless somebody marked it as done.
    fn ended_by_itself(&self) -> Option<Ended> {
        self.ended.filter(|_| self.kept.is_none_or(|task| task.draft.state != TaskState::Done))
    }

    fn state(&self) -> TaskState {
        let said = self.kept.map_or(TaskState::Open, |task| task.draft.state);
        if self.ended.is_some() { TaskState::Done } else { said }
    }

    fn state_on(&self) -> Option<NaiveDate> {
        self.ended_by_itself().map(|ended| ended.on).or_else(|| self.kept.and_then(|task| task.state_on))
    }
}

/// The dates of every task that applies, in the order of the rules, tasks of our own behind them. What is removed is
/// not there, and what waits for it waits for what it would have waited for.
#[must_use]
pub fn schedule(
    rules: &LeadTimes,
    kept: &[KeptTask],
    situation: &Situation,
    workdays: &Workdays<'_>,
) -> Vec<Scheduled> {
    let items = items(rules, kept, situation, workdays);
    let latest = backward(&items, workdays);
    let earliest = forward(&items, &latest, situation.today, workdays);
    let mut scheduled = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let (Some(Some(span)), Some(Some(early))) = (latest.get(at), earliest.get(at)) else { continue };
        scheduled.push(finished(item, &items, span, early, (rules.soon, situation.today), workdays));
    }
    scheduled
}

/// The tasks that apply; each behind those that it waits for.
fn items<'p>(
    rules: &'p LeadTimes,
    kept: &'p [KeptTask],
    situation: &Situation,
    workdays: &Workdays<'_>,
) -> Vec<Item<'p>> {
    let taken = titles(rules, situation);
    let kept_of = |code: &str| kept.iter().find(|task| task.code == code);
    let mut items: Vec<Item<'p>> = Vec::new();
    // What stands for a task that does not apply: those that it waits for.
    let mut stand_in: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for rule in &rules.tasks {
        let mut waits_for = Vec::new();
        for before in &rule.waits_for {
            waits_for.extend(stand_in.get(before.as_str()).into_iter().flatten().copied());
        }
        waits_for.sort_unstable();
        waits_for.dedup();
        let own = kept_of(&rule.code);
        let about = taken.get(rule.code.as_str()).cloned().unwrap_or_default();
        let is_removed = own.is_some_and(|task| task.draft.state == TaskState::Removed);
        if is_removed || !applies(rule, situation, &about) {
            stand_in.insert(&rule.code, waits_for);
            continue;
        }
        stand_in.insert(&rule.code, vec![items.len()]);
        items.push(Item {
            code: &rule.code,
            about,
            side: rule.side,
            unit: rule.unit,
            days: own.and_then(|task| task.draft.days).unwrap_or(rule.days),
            bound: bound(&rule.ends, situation, workdays),
            waits_for,
            validity: Validity::of(rule, situation, bounding(&rule.ends, situation).map(|(_, origin)| origin)),
            kept: own,
            ended: ended(rule, situation),
            is_counted_back: is_counted_back(rule, situation),
        });
    }
    for task in kept.iter().filter(|task| !task.draft.title.is_empty() && task.draft.state != TaskState::Removed) {
        items.push(Item {
            code: &task.code,
            about: Vec::new(),
            side: task.draft.side.unwrap_or(Side::Japan),
            unit: Unit::Business,
            days: task.draft.days.unwrap_or(1),
            bound: task.draft.end,
            waits_for: Vec::new(),
            validity: None,
            kept: Some(task),
            ended: None,
            is_counted_back: false,
        });
    }
    end_before(&mut items);
    items
}

/// What a task waited for that is done with its step was done before it, unless it has a step of its own. Whether to bid
/// is decided by itself: questions are sent before, too.
fn end_before(items: &mut [Item<'_>]) {
    for at in (0..items.len()).rev() {
        let Some(item) = items.get(at).filter(|item| item.ended.is_some()) else { continue };
        let (ended, waits_for) = (item.ended, item.waits_for.clone());
        for before in waits_for {
            let Some(item) = items.get_mut(before) else { continue };
            if item.ended.is_none() && !item.is_counted_back && item.code != DECISION_TASK {
                item.ended = ended;
            }
        }
    }
}

/// Which demanded certificates belong to which rule: the first rule whose words stand in the title.
fn titles<'p>(rules: &'p LeadTimes, situation: &Situation) -> BTreeMap<&'p str, Vec<String>> {
    let mut taken: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let titled = |demand: &&Demand| matches!(demand.kind, RequirementKind::Certificate | RequirementKind::Form);
    for demand in situation.demands.iter().filter(titled) {
        let names = |rule: &&LeadTime| {
            holds(rule, situation) && rule.certificates.iter().any(|word| demand.title.contains(word.as_str()))
        };
        // A form that merely speaks of a proof is no certificate that an office issues.
        let is_proof = demand.title.contains("証明書") && !demand.title.contains("証明書類");
        let is_certificate = demand.kind == RequirementKind::Certificate || is_proof;
        if let Some(rule) = rules.tasks.iter().find(names).filter(|_| is_certificate) {
            let about = taken.entry(&rule.code).or_default();
            if !about.contains(&demand.title) {
                about.push(demand.title.clone());
            }
        }
    }
    taken
}

fn holds(rule: &LeadTime, situation: &Situation) -> bool {
    rule.when.iter().all(|when| situation.holds.contains(when))
}

fn applies(rule: &LeadTime, situation: &Situation, about: &[String]) -> bool {
    let has_step = rule.steps.is_empty() || rule.steps.iter().any(|step| situation.steps.contains_key(step));
    let is_demanded = rule.demands.is_empty()
        || rule.demands.iter().any(|kind| situation.demands.iter().any(|demand| demand.kind == *kind));
    let is_asked_for = rule.certificates.is_empty() || !about.is_empty();
    holds(rule, situation) && has_step && is_demanded && is_asked_for
}

/// The latest end by the first of the rule's ends whose step the tender has.
fn bound(ends: &[TaskEnd], situation: &Situation, workdays: &Workdays<'_>) -> Option<NaiveDate> {
    let (end, origin) = bounding(ends, situation)?;
    let days = 0..end.days;
    Some(match end.anchor {
        Anchor::Before => days.fold(origin, |day, _| workdays.before(Side::Japan, day)),
        Anchor::After => days.fold(origin, |day, _| workdays.after(Side::Japan, day)),
    })
}

/// The first of the rule's ends whose step the tender has, and when that step is.
fn bounding<'e>(ends: &'e [TaskEnd], situation: &Situation) -> Option<(&'e TaskEnd, NaiveDate)> {
    ends.iter().find_map(|end| {
        let origin = end.steps.iter().find_map(|step| situation.steps.get(step))?;
        Some((end, *origin))
    })
}

/// When a certificate is ordered: when somebody began, else by the plan.
fn ordered(item: &Item<'_>, span: &Span) -> NaiveDate {
    let begun = item.kept.filter(|task| task.draft.state != TaskState::Open);
    begun.and_then(|task| task.state_on).unwrap_or(span.start)
}

fn earliest_order(item: &Item<'_>, span: &Span) -> Option<NaiveDate> {
    item.validity.as_ref().map(|validity| validity.earliest_order(ordered(item, span)))
}

/// First and last day, and the last day that the plan allows.
struct Span {
    start: NaiveDate,
    end: NaiveDate,
    allowed: NaiveDate,
}

/// The latest dates, from the last task to the first. A task that nothing bounds has none.
fn backward(items: &[Item<'_>], workdays: &Workdays<'_>) -> Vec<Option<Span>> {
    let mut spans: Vec<Option<Span>> = items.iter().map(|_| None).collect();
    let mut next: Vec<Option<NaiveDate>> = items.iter().map(|_| None).collect();
    for (at, item) in items.iter().enumerate().rev() {
        let before_next = next.get(at).copied().flatten().map(|day| workdays.before(item.side, day));
        let Some(bound) = item.bound.into_iter().chain(before_next).min() else { continue };
        let own = item.kept.map(|task| &task.draft);
        let is_own = own.is_some_and(|own| !own.title.is_empty());
        let allowed = workdays.open_until(item.side, bound);
        let end = own.and_then(|own| own.end).filter(|_| !is_own).unwrap_or(allowed);
        let computed = workdays.start_of(item.side, item.unit, workdays.open_until(item.side, end), item.days);
        let start = own.and_then(|own| own.start).unwrap_or(computed);
        for before in &item.waits_for {
            if let Some(day) = next.get_mut(*before) {
                *day = Some(day.map_or(start, |other| other.min(start)));
            }
        }
        if let Some(span) = spans.get_mut(at) {
            *span = Some(Span { start, end, allowed });
        }
    }
    spans
}

/// The earliest day on which a task begins and ends, and what holds it up.
struct Early {
    start: NaiveDate,
    end: NaiveDate,
    held_by: Option<usize>,
}

fn forward(
    items: &[Item<'_>],
    latest: &[Option<Span>],
    today: NaiveDate,
    workdays: &Workdays<'_>,
) -> Vec<Option<Early>> {
    let mut early: Vec<Option<Early>> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let Some(Some(span)) = latest.get(at) else {
            early.push(None);
            continue;
        };
        let begun = item.state_on().filter(|_| item.state() == TaskState::Started);
        let mut start = begun.unwrap_or_else(|| workdays.open_from(item.side, today));
        let mut held_by = None;
        if let Some(order) = earliest_order(item, span).filter(|_| begun.is_none()) {
            start = start.max(workdays.open_from(item.side, order));
        }
        for before in item.waits_for.iter().filter(|_| begun.is_none()) {
            let is_ready = items.get(*before).is_some_and(|item| item.state() == TaskState::Done);
            let ready = early.get(*before).and_then(Option::as_ref).map(|early| workdays.after(item.side, early.end));
            if let Some(ready) = ready.filter(|ready| !is_ready && *ready > start) {
                start = ready;
                held_by = Some(*before);
            }
        }
        let end = workdays.end_of(item.side, item.unit, start, item.days).max(today);
        early.push(Some(Early { start, end, held_by }));
    }
    early
}

fn finished(
    item: &Item<'_>,
    items: &[Item<'_>],
    span: &Span,
    early: &Early,
    (soon, today): (u16, NaiveDate),
    workdays: &Workdays<'_>,
) -> Scheduled {
    let slack = workdays.between(item.side, early.end, span.end);
    let state = item.state();
    let has_begun = state != TaskState::Open;
    let presses = (!has_begun && span.start <= today) || slack < i64::from(soon);
    let code_of = |at: &usize| items.get(*at).map(|item| item.code.to_owned());
    Scheduled {
        code: item.code.to_owned(),
        about: item.about.clone(),
        side: item.side,
        days: item.days,
        unit: item.unit,
        latest_start: span.start,
        latest_end: span.end,
        earliest_start: early.start,
        earliest_order: earliest_order(item, span),
        slack,
        is_critical: state != TaskState::Done && presses,
        waits_for: item.waits_for.iter().filter_map(code_of).collect(),
        conflicts: if state == TaskState::Done {
            again(item, span).into_iter().collect()
        } else {
            conflicts(item, items, span, early, today, workdays)
        },
        state,
        state_on: item.state_on(),
        done_with: item.ended_by_itself().map(|ended| ended.with),
    }
}

/// What a certificate does not serve, which holds also when it was got.
fn again(item: &Item<'_>, span: &Span) -> Option<Conflict> {
    item.validity.as_ref().and_then(|validity| validity.again(ordered(item, span)))
}

fn conflicts(
    item: &Item<'_>,
    items: &[Item<'_>],
    span: &Span,
    early: &Early,
    today: NaiveDate,
    workdays: &Workdays<'_>,
) -> Vec<Conflict> {
    let mut found = Vec::new();
    let needed = i64::from(item.days);
    let own = item.kept.map(|task| &task.draft);
    let has_begun = own.is_some_and(|own| own.state == TaskState::Started);
    let left = workdays.length(item.side, item.unit, today, span.end);
    let length = workdays.length(item.side, item.unit, span.start, span.end);
    if span.end < today {
        found.push(Conflict::EndPast);
    } else if !has_begun && span.start < today {
        found.push(Conflict::StartPast { needed, left });
    } else if length < needed {
        found.push(Conflict::TooShort { needed, left: length });
    }
    if let Some(code) = early.held_by.and_then(|at| items.get(at)).filter(|_| early.end > span.end) {
        found.push(Conflict::NotReady { code: code.code.to_owned(), from: early.start });
    }
    if span.end > span.allowed {
        found.push(Conflict::EndsLate { latest: span.allowed });
    }
    found.extend(item.validity.as_ref().and_then(|validity| validity.too_old(ordered(item, span))));
    found.extend(again(item, span));
    let set = own.map(|own| [own.start, own.end]).into_iter().flatten().flatten();
    let mut set: Vec<NaiveDate> = set.filter(|day| !workdays.is_open(item.side, *day)).collect();
    set.dedup();
    found.extend(set.into_iter().map(|date| Conflict::OnDayOff { date }));
    let off = workdays.days_off(item.side, span.start.min(span.end), span.end);
    found.extend(off.into_iter().map(|(country, days)| Conflict::DaysOff { country, days }));
    found
}

#[cfg(test)]
mod tests;
