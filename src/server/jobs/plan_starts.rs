//! Tells the owners of tasks that these must begin soon, as the plans of their bids stand. What is computed is kept
//! nowhere, so plans are reckoned anew: every few minutes, and before a mail about a task goes out.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::NaiveDate;

use crate::domain::days::{Exceptions, Office};
use crate::domain::days_off::own_days;
use crate::domain::deadline::Moment;
use crate::domain::id::UserId;
use crate::domain::instant::{Instant, MINUTE};
use crate::domain::plan::{HolidaysAbroad, LeadTimes, Scheduled, StartLead, TaskState, Workdays, schedule};
use crate::domain::reminder::{About, TaskStart};
use crate::server::failure::Failure;
use crate::server::mail::Post;
use crate::server::store::Store;
use crate::server::store::outbox::{self, Telling};
use crate::server::store::plan_reminders::{self, PlanRow};

/// Bids that are read at once.
const AT_ONCE: i64 = 200;
/// A plan changes by the day, or when somebody changes it.
const EVERY: i64 = 10 * MINUTE;

/// The rules by which plans are reckoned.
#[derive(Debug, Clone)]
pub struct PlanRules {
    /// Usual tasks.
    pub lead_times: LeadTimes,
    /// Holidays that a law of its own makes.
    pub exceptions: Exceptions,
    /// Holidays of the partners.
    pub abroad: HolidaysAbroad,
}

/// When plans were last reckoned.
#[derive(Debug, Default)]
pub(super) struct LastTime(AtomicI64);

impl LastTime {
    async fn is_over(&self, store: &Store, post: Option<&Post>, now: Instant) -> Result<bool, Failure> {
        let last = self.0.load(Ordering::Acquire);
        if now.0 - last >= EVERY || now.0 < last {
            return Ok(true);
        }
        // Nothing is about to go out.
        if post.is_none() {
            return Ok(false);
        }
        let mut tx = store.begin_read().await?;
        let is_due = plan_reminders::plan_reminder_is_due(&mut tx, now).await?;
        tx.commit().await?;
        Ok(is_due)
    }
}

/// A task that somebody has to begin.
struct Start {
    user: UserId,
    about: About,
    subject: String,
    date: NaiveDate,
}

/// Tells what is due of all plans, and withdraws what has moved before it was mailed.
pub(super) async fn remind(
    store: &Store,
    post: Option<&Post>,
    rules: &PlanRules,
    last: &LastTime,
    now: Instant,
) -> Result<(), Failure> {
    if !last.is_over(store, post, now).await? {
        return Ok(());
    }
    let mut after = String::new();
    loop {
        let mut tx = store.begin_read().await?;
        let bids = plan_reminders::plan_reminder_bids(&mut tx, &after, AT_ONCE).await?;
        let ids: Vec<_> = bids.iter().map(|row| row.bid).collect();
        let Some(farthest) = ids.last() else { break };
        let pending = plan_reminders::plan_reminder_pending(&mut tx, &ids).await?;
        tx.commit().await?;
        after = farthest.to_string();
        let starts: Vec<(&PlanRow, Start)> =
            bids.iter().flat_map(|row| starts(row, rules, now).into_iter().map(move |start| (row, start))).collect();
        let dates: HashMap<(UserId, &str), NaiveDate> =
            starts.iter().map(|(_, start)| ((start.user, start.subject.as_str()), start.date)).collect();
        let mut tx = store.begin_write().await?;
        for told in &pending {
            if dates.get(&(told.user, told.subject.as_str())) != Some(&told.start.date) {
                plan_reminders::plan_reminder_withdraw(&mut tx, told.id, now).await?;
            }
        }
        let tellings: Vec<Telling> = starts.iter().filter_map(|(row, start)| telling(row, start, now)).collect();
        outbox::tell_all(&mut tx, &tellings, now).await?;
        tx.commit().await?;
    }
    last.0.store(now.0, Ordering::Release);
    Ok(())
}

/// The tasks of a bid that have an owner and that nobody has begun, with the day on which each must begin.
fn starts(row: &PlanRow, rules: &PlanRules, now: Instant) -> Vec<Start> {
    let today = now.in_japan().date();
    let office = Office::of(rules.exceptions.clone(), own_days(row.days_off.clone()));
    let workdays = Workdays::new(&office, &rules.abroad, &row.abroad);
    let situation = row.facts.clone().situation(today);
    let planned = schedule(&rules.lead_times, &row.kept, &situation, &workdays);
    let start = |task: Scheduled| {
        let kept = row.kept.iter().find(|kept| kept.code == task.code)?;
        let user = kept.draft.owner.filter(|_| task.state == TaskState::Open)?;
        let rule = rules.lead_times.tasks.iter().find(|rule| rule.code == task.code);
        let own = &kept.draft.title;
        let about = About::Task {
            task: TaskStart {
                code: task.code.clone(),
                bid_title: row.title.clone(),
                title_ja: rule.map_or_else(|| own.clone(), |rule| rule.title_ja.clone()),
                title_en: rule.map_or_else(|| own.clone(), |rule| rule.title_en.clone()),
                start: task.latest_start,
            },
        };
        let subject = plan_reminders::plan_reminder_subject(&about, row.bid, &task.code);
        Some(Start { user, about, subject, date: task.latest_start })
    };
    planned.into_iter().filter_map(start).collect()
}

fn telling(row: &PlanRow, start: &Start, now: Instant) -> Option<Telling> {
    let days = start.date.signed_duration_since(now.in_japan().date()).num_days();
    let lead = StartLead::due(days)?;
    Some(Telling {
        user: start.user,
        bid: Some(row.bid),
        subject: start.subject.clone(),
        occasion: format!("{} {}", start.date, lead.code()),
        about: start.about.clone(),
        shown_at: now,
        ends_at: Some(Instant(Moment::day(start.date).to_utc_millis())),
    })
}
