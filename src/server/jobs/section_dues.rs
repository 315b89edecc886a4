//! Tells the writers of sections that these are due, as long before as each wants to be reminded of dates.

use crate::domain::deadline::Moment;
use crate::domain::instant::Instant;
use crate::domain::reminder::{About, due_at};
use crate::server::failure::Failure;
use crate::server::store::outbox::Telling;
use crate::server::store::section_reminders::SectionReminderRow;
use crate::server::store::{Store, outbox, section_reminders};

/// Messages that are made in one transaction.
const AT_ONCE: i64 = 2_000;

/// Tells what is due. Other servers may do the same: each is told once.
pub(super) async fn remind(store: &Store, now: Instant) -> Result<(), Failure> {
    loop {
        let mut tx = store.begin_read().await?;
        let due = section_reminders::section_reminder_due(&mut tx, now, AT_ONCE).await?;
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

fn telling(row: &SectionReminderRow, now: Instant) -> Telling {
    let (subject, occasion) = section_reminders::section_reminder_key(row);
    Telling {
        user: row.user,
        bid: Some(row.bid),
        subject,
        occasion,
        about: About::Section { section: row.section.clone() },
        shown_at: now,
        ends_at: Some(due_at(Moment::day(row.on))),
    }
}
