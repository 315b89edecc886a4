//! Tells whoever is to contact somebody again, on the day that was noted for it; where nobody is any more, those who mind.

use chrono::{Days, NaiveDate};

use crate::domain::instant::Instant;
use crate::domain::reminder::About;
use crate::server::failure::Failure;
use crate::server::store::follow_ups::{FollowUpRow, Standing};
use crate::server::store::outbox::Telling;
use crate::server::store::{Store, follow_ups, outbox};

/// Messages that are made in one transaction.
const AT_ONCE: i64 = 500;
/// What was to be done longer ago is told no more; the list of contacts shows it.
const LONG_AGO: Days = Days::new(30);

/// Tells what is due. Other servers may do the same: each is told once.
pub(super) async fn remind(store: &Store, now: Instant) -> Result<(), Failure> {
    let today = now.in_japan().date();
    let behind = today.checked_sub_days(LONG_AGO).unwrap_or(today).to_string();
    loop {
        let mut tx = store.begin_read().await?;
        let due = follow_ups::follow_up_due(&mut tx, &behind, &today.to_string(), AT_ONCE).await?;
        tx.commit().await?;
        if due.is_empty() {
            return Ok(());
        }
        let tellings = due.iter().map(|row| telling(row, now)).collect::<Result<Vec<_>, Failure>>()?;
        let mut tx = store.begin_write().await?;
        let told = outbox::tell_all(&mut tx, &tellings, now).await?;
        tx.commit().await?;
        // Another server told them all meanwhile.
        if told == 0 {
            return Ok(());
        }
    }
}

fn telling(row: &FollowUpRow, now: Instant) -> Result<Telling, Failure> {
    let (subject, occasion) = follow_ups::follow_up_key(row);
    let on = row.on.parse::<NaiveDate>().map_err(|_| Failure::fault("the day of a follow-up cannot be read"))?;
    Ok(Telling { user: row.user, bid: row.bid, subject, occasion, about: about(row, on), shown_at: now, ends_at: None })
}

const fn about(row: &FollowUpRow, on: NaiveDate) -> About {
    let contact = row.contact;
    match row.standing {
        Standing::Follows => About::FollowUp { contact, on },
        Standing::Minds => About::FollowUpNobody { contact, on },
    }
}
