//! Looks which reminders are due on all bids, tells them once, and notes how each person wants what is new.

use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::domain::reminder::About;
use crate::server::failure::Failure;
use crate::server::jobs::plan;
use crate::server::store::outbox::Telling;
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
        let mut told = 0;
        let mut tx = store.begin_write().await?;
        for row in &due {
            let (subject, occasion) = reminders::reminder_key(row);
            let telling = Telling {
                user: row.user,
                bid: Some(row.bid),
                subject,
                occasion,
                about: About::Deadline { due: row.due.clone() },
                shown_at: now,
                ends_at: Some(row.ends_at),
            };
            told += usize::from(outbox::tell(&mut tx, &telling, now).await?);
        }
        tx.commit().await?;
        // Another server told them all meanwhile.
        if told == 0 {
            return Ok(());
        }
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
        for row in &fresh {
            let wanted = settings.entry(row.user).or_default();
            let (state, due_at) = plan::of(wanted, &row.zone, row.ends_at, now);
            outbox::outbox_plan(&mut tx, row.id, state, due_at).await?;
        }
        tx.commit().await?;
    }
}
