//! Hands mails over. Whoever holds a message's lease sends it; the lease outlasts the longest sending, so that two servers
//! never send at once. A server that dies between sending and noting it leaves the lease to end: the message goes out
//! again, under the same name (`Message-ID`), by which mail programs know it.

use crate::domain::id::OutboxId;
use crate::domain::instant::{DAY, HOUR, Instant, MINUTE};
use crate::domain::reminder::{About, MailTrouble};
use crate::server::failure::Failure;
use crate::server::jobs::Clerk;
use crate::server::mail::{Letter, Line, Post, Reader, Refused};
use crate::server::store::outbox::{self, MailRow};
use crate::server::store::{daily_mails, withdrawals};

/// How long a message is taken for. Sending ends after 100 seconds; servers' clocks may differ by the rest.
pub const LEASE: i64 = 5 * MINUTE;
/// Most messages that are looked up at once.
const BATCH: i64 = 200;
/// No letter is begun when a round has handed over for so long: reminders are to be looked through, too.
const HANDING_OVER: i64 = MINUTE / 2;
/// Pauses after a refusal; the last one is repeated.
const PAUSES: [i64; 6] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];
/// What speaks of no date is tried for so long.
const PATIENCE: i64 = 3 * DAY;
/// How long a server without mail waits for one that has it, as while all of them are started anew.
const WAITING_FOR_MAIL: i64 = HOUR;

/// Hands over what is due, batch after batch for as long as a round may hand over; the rest waits for the next round.
/// Without a post it is noted that nothing is mailed, unless another server has one.
pub(super) async fn deliver(clerk: &Clerk) -> Result<(), Failure> {
    let now = clerk.now();
    let Some(post) = &clerk.post else {
        let mut tx = clerk.store.begin_write().await?;
        outbox::outbox_keep_unmailed(&mut tx, MailTrouble::NoMail, now.plus(-WAITING_FOR_MAIL), now).await?;
        tx.commit().await?;
        return Ok(());
    };
    let mut tx = clerk.store.begin_write().await?;
    withdrawals::withdrawal_give_up(&mut tx, MailTrouble::TooLate, now).await?;
    tx.commit().await?;
    gather(clerk, now).await?;
    let begun = clerk.now();
    loop {
        let mut tx = clerk.store.begin_read().await?;
        let due = outbox::outbox_due(&mut tx, clerk.now(), BATCH).await?;
        tx.commit().await?;
        if due.is_empty() {
            return Ok(());
        }
        for id in due {
            if clerk.is_stopping() || clerk.now() > begun.plus(HANDING_OVER) {
                return Ok(());
            }
            match one(clerk, post, id).await {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                // What cannot be read, perhaps written by a newer server, holds up nobody else's mail.
                Err(failure) => {
                    tracing::error!(message = %id, "no mail could be made: {failure}");
                    let mut tx = clerk.store.begin_write().await?;
                    outbox::outbox_put_back(&mut tx, id, clerk.now(), clerk.now().plus(HOUR)).await?;
                    tx.commit().await?;
                }
            }
        }
    }
}

/// Makes the daily mails that are due.
async fn gather(clerk: &Clerk, now: Instant) -> Result<(), Failure> {
    let mut tx = clerk.store.begin_write().await?;
    for user in daily_mails::daily_mail_due(&mut tx, now).await? {
        daily_mails::daily_mail_make(&mut tx, user, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes and sends one message, unless another server has it; whether the next one is worth a try.
async fn one(clerk: &Clerk, post: &Post, id: OutboxId) -> Result<bool, Failure> {
    let now = clerk.now();
    let mut tx = clerk.store.begin_write().await?;
    // The round began a while ago, and other servers change what is true.
    withdrawals::withdrawal_make(&mut tx, Some(id), now).await?;
    let name = post.message_id(&id.to_string());
    let leased = outbox::outbox_lease(&mut tx, id, &clerk.node, &name, now, now.plus(LEASE)).await?;
    let Some(row) = leased else {
        tx.commit().await?;
        return Ok(true);
    };
    let rows = match row.about {
        About::Daily { .. } => daily_mails::daily_mail_lines(&mut tx, id).await?,
        _ => vec![row.clone()],
    };
    if rows.is_empty() {
        outbox::outbox_drop(&mut tx, id).await?;
        tx.commit().await?;
        return Ok(true);
    }
    tx.commit().await?;
    let answer = post.send(&letter(clerk, &row, &rows, now), now).await;
    // The next letter would fare the same.
    let is_reached = answer.as_ref().err().is_none_or(|refused| !refused.is_about_us);
    // The answer may have taken its time: pauses are counted from it.
    note(clerk, &row, answer, clerk.now()).await?;
    Ok(is_reached)
}

fn letter(clerk: &Clerk, row: &MailRow, rows: &[MailRow], now: Instant) -> Letter {
    let lines =
        rows.iter().map(|row| Line { about: row.about.clone(), bid: row.bid, snooze_key: row.snooze_key.clone() });
    Letter {
        to: Reader { email: row.email.clone(), name: row.name.clone(), language: row.language, zone: row.zone.clone() },
        about: row.about.clone(),
        lines: lines.collect(),
        message_id: row.message_id.clone(),
        base_url: clerk.base_url.clone(),
        now,
    }
}

async fn note(clerk: &Clerk, row: &MailRow, answer: Result<(), Refused>, now: Instant) -> Result<(), Failure> {
    let mut tx = clerk.store.begin_write().await?;
    match answer {
        Ok(()) => outbox::outbox_sent(&mut tx, row.id, now).await?,
        Err(refused) => {
            let end = row.ends_at.unwrap_or_else(|| row.due_at.plus(PATIENCE));
            let next = if refused.is_final { None } else { next_try(row.attempts, end, now) };
            tracing::warn!(message = %row.id, tries = row.attempts, again = next.is_some(), "a mail was refused");
            outbox::outbox_refused(&mut tx, row.id, &clerk.node, next, &refused.answer).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// When a message that was refused for now is tried again: later each time, as long as it has something to say. Where a
/// pause is longer than that, half of what is left is waited for: a few times more, the last one just before the end.
fn next_try(attempts: i64, end: Instant, now: Instant) -> Option<Instant> {
    let tries = usize::try_from(attempts.max(1) - 1).unwrap_or(usize::MAX);
    let last = PAUSES.last().copied().unwrap_or(DAY);
    let next = now.plus(PAUSES.get(tries).copied().unwrap_or(last));
    if next < end {
        return Some(next);
    }
    let sooner = now.plus(((end.0 - now.0) / 2).max(MINUTE));
    (sooner < end).then_some(sooner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The instants of all tries of a message that is always refused, the first at 0.
    fn tries(end: i64) -> Vec<i64> {
        let mut tries = vec![0];
        let mut now = Instant(0);
        while let Some(next) = next_try(tries.len() as i64, Instant(end), now) {
            now = next;
            tries.push(now.0);
        }
        tries
    }

    #[test]
    fn the_end_brings_a_few_tries_more_and_not_one_each_minute() {
        for hours in [1, 5, 11, 16, 30, 24 * 14] {
            let end = hours * HOUR;
            let tries = tries(end);
            let late = tries.iter().filter(|at| end - **at < 6 * HOUR).count();
            assert!(late <= 14, "{hours} hours: {tries:?}");
            let last = tries.last().copied().unwrap();
            assert!((1..=2 * MINUTE).contains(&(end - last)), "{hours} hours: the last one just before the end");
        }
    }

    #[test]
    fn pauses_grow_and_a_date_that_is_over_ends_them() {
        let pauses: Vec<i64> = tries(30 * DAY).windows(2).map(|two| two[1] - two[0]).take(7).collect();
        assert_eq!(pauses[..6], PAUSES);
        assert_eq!(pauses[6], 6 * HOUR);
        assert_eq!(next_try(3, Instant(MINUTE), Instant(0)), None);
        assert_eq!(next_try(3, Instant(0), Instant(HOUR)), None);
    }
}
