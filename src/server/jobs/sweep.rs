//! Looks which reminders are due on all bids, tells them once, and notes how each person wants what is new.

use crate::domain::id::{OutboxId, UserId};
use crate::domain::instant::Instant;
use crate::domain::reminder::{About, OutboxState};
use crate::server::failure::Failure;
use crate::server::jobs::plan;
use crate::server::store::outbox::Telling;
use crate::server::store::reminders::ReminderRow;
use crate::server::store::{Store, outbox, reminders};

/// Messages that are made in one transaction.
const AT_ONCE: i64 = 2_000;

/// Tells every reminder that is due. Other servers may do the same: each is told once.
pub(super) async fn remind(store: &Store, now: Instant) -> Result<(), Failure> {
    loop {
        let mut tx = store.begin_read().await?;
        let due = reminders::reminder_due(&mut tx, now, AT_ONCE).await?;
        tx.commit().await?;
        if due.is_empty() {
            return Ok(());
        }
        let tellings: Vec<Telling> = due.iter().map(|row| telling(row, now)).collect();
        let mut tx = store.begin_write().await?;
        let told = outbox::tell_all(&mut tx, &tellings, now).await?;
        tx.commit().await?;
        // Another server told them all meanwhile.
        if told == 0 {
            return Ok(());
        }
    }
}

fn telling(row: &ReminderRow, now: Instant) -> Telling {
    let (subject, occasion) = reminders::reminder_key(row);
    Telling {
        user: row.user,
        bid: Some(row.bid),
        subject,
        occasion,
        about: About::Deadline { due: row.due.clone() },
        shown_at: now,
        ends_at: Some(row.ends_at),
    }
}

/// Decides how each new message is mailed.
pub(super) async fn plan_new(store: &Store, now: Instant) -> Result<(), Failure> {
    loop {
        let mut tx = store.begin_write().await?;
        let fresh = outbox::outbox_new(&mut tx, now, AT_ONCE).await?;
        if fresh.is_empty() {
            return Ok(());
        }
        let mut users: Vec<UserId> = fresh.iter().map(|row| row.user).collect();
        users.sort_unstable();
        users.dedup();
        let mut settings = reminders::reminder_settings_of(&mut tx, &users).await?;
        let mut alike: Vec<((OutboxState, Instant), Vec<OutboxId>)> = Vec::new();
        for row in &fresh {
            let wanted = settings.entry(row.user).or_default();
            let planned = plan::of(wanted, &row.zone, row.ends_at, now);
            match alike.iter_mut().find(|(other, _)| *other == planned) {
                Some((_, ids)) => ids.push(row.id),
                None => alike.push((planned, vec![row.id])),
            }
        }
        for ((state, due_at), ids) in &alike {
            outbox::outbox_plan(&mut tx, ids, *state, *due_at).await?;
        }
        tx.commit().await?;
    }
}
