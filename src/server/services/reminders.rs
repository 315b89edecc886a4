//! What a person is told: reading it, putting it off, having its mail tried again, and how they want to be reminded.

use serde_json::json;

use crate::domain::id::{ContactId, OrganisationId, OutboxId, UserId};
use crate::domain::instant::{Instant, MINUTE};
use crate::domain::problem::Problems;
use crate::domain::reminder::{FirmMail, Inbox, ReminderForm, ReminderSight, SnoozeSight, snoozed_until};
use crate::error::{AppError, Refusal};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::inbox::{SnoozeBy, SnoozeRow};
use crate::server::store::outbox::Telling;
use crate::server::store::{Tx, accounts, audits, contacts, inbox, outbox, reminders};

/// A mail goes out within a round or two; what waits longer is worth a word.
const OVERDUE: i64 = 5 * MINUTE;

/// What the caller is told.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn list(call: &Call) -> Result<Inbox, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let mut lines = inbox::inbox_list(&mut tx, person.user, call.now).await?;
    let about: Vec<ContactId> = lines.iter().filter_map(|line| line.about.contact()).collect();
    for named in contacts::contact_names(&mut tx, person, &about).await? {
        for line in lines.iter_mut().filter(|line| line.about.contact() == Some(named.id)) {
            line.contact.clone_from(&named.name);
        }
    }
    let put_off = inbox::inbox_put_off(&mut tx, person.user, call.now).await?;
    tx.commit().await?;
    Ok(Inbox { lines, put_off, has_mail: call.state.post.is_some() })
}

/// Marks one message as read.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn read(call: &Call, id: OutboxId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    if !inbox::inbox_read(&mut tx, person.user, id, call.now).await? {
        return Err(AppError::NotFound.into());
    }
    note(&mut tx, person.organisation, person.user, call.now, "reminder.read").await?;
    tx.commit().await?;
    Ok(())
}

/// Marks everything as read that stood there at an instant: what came later was not seen.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn read_all(call: &Call, until: i64) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    let until = Instant(until.min(call.now.0));
    inbox::inbox_read_all(&mut tx, person.user, until, call.now).await?;
    note(&mut tx, person.organisation, person.user, call.now, "reminder.read").await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a message of the caller's off. What was put off already stays so.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Changed` when no time is left; faults of the database.
pub async fn snooze(call: &Call, id: OutboxId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    let row = inbox::inbox_find(&mut tx, SnoozeBy::Own(person.user, id)).await?.ok_or(AppError::NotFound)?;
    put_off(&mut tx, row, call.now).await?;
    tx.commit().await?;
    Ok(())
}

/// What the page behind a mail's link shows. Looking changes nothing: mail programs open links by themselves.
///
/// # Errors
/// `LinkSpent` when it names no message; faults of the database.
pub async fn open(call: &Call, key: &str) -> Result<SnoozeSight, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let row = inbox::inbox_find(&mut tx, SnoozeBy::Key(key)).await?.ok_or(Refusal::LinkSpent)?;
    tx.commit().await?;
    let until = if row.is_put_off { None } else { snoozed_until(call.now, row.ends_at) };
    Ok(SnoozeSight { about: row.about, until, is_put_off: row.is_put_off })
}

/// Puts the message off that a mail's link names, without a session: the link opens nothing else.
///
/// # Errors
/// `LinkSpent` when it names no message, `Changed` when no time is left; faults of the database.
pub async fn snooze_by_link(call: &Call, key: &str) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let row = inbox::inbox_find(&mut tx, SnoozeBy::Key(key)).await?.ok_or(Refusal::LinkSpent)?;
    put_off(&mut tx, row, call.now).await?;
    tx.commit().await?;
    Ok(())
}

async fn put_off(tx: &mut Tx, row: SnoozeRow, now: Instant) -> Result<(), Failure> {
    if row.is_put_off || !inbox::inbox_snooze(tx, row.id, now).await? {
        return Ok(());
    }
    let until = snoozed_until(now, row.ends_at).ok_or(AppError::Changed)?;
    let telling = Telling {
        user: row.user,
        bid: row.bid,
        subject: row.subject,
        occasion: format!("{} again {}", row.occasion, row.id),
        about: row.about,
        shown_at: until,
        ends_at: row.ends_at,
    };
    outbox::tell(tx, &telling, now).await?;
    note(tx, row.organisation, row.user, now, "reminder.snooze").await
}

/// Has a mail tried again that did not go through: one's own, or as administrator one of the firm.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn retry(call: &Call, id: OutboxId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let only = (!person.is_administrator).then_some(person.user);
    let mut tx = call.state.store.begin_write().await?;
    if !inbox::inbox_retry(&mut tx, person.organisation, only, id, call.now).await? {
        return Err(AppError::NotFound.into());
    }
    note(&mut tx, person.organisation, person.user, call.now, "reminder.retry").await?;
    tx.commit().await?;
    Ok(())
}

/// How the caller wants to be reminded; for an administrator with the firm's mails that did not go through.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn settings(call: &Call) -> Result<ReminderSight, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let settings = reminders::reminder_settings(&mut tx, person.user).await?;
    let (_, account) = accounts::account_find(&mut tx, person.user).await?.ok_or(AppError::NotSignedIn)?;
    let firm = match person.is_administrator {
        true => Some(firm_mail(&mut tx, person.organisation, call.now).await?),
        false => None,
    };
    tx.commit().await?;
    let sender = call.state.post.as_ref().map(|post| post.sender()).unwrap_or_default();
    Ok(ReminderSight { settings, zone: person.zone.clone(), email: account.email, sender, firm })
}

async fn firm_mail(tx: &mut Tx, organisation: OrganisationId, now: Instant) -> Result<FirmMail, Failure> {
    Ok(FirmMail {
        overdue: inbox::inbox_overdue(tx, organisation, now.plus(-OVERDUE)).await?,
        failed: inbox::inbox_failed(tx, organisation, now).await?,
    })
}

/// Changes how the caller wants to be reminded.
///
/// # Errors
/// `NotSignedIn`, `Invalid`, `Changed`; faults of the database.
pub async fn change(call: &Call, form: &ReminderForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut problems = Problems::default();
    let wanted = form.parse(&mut problems);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let wanted = wanted.ok_or(AppError::Malformed)?;
    let mut tx = call.state.store.begin_write().await?;
    reminders::reminder_settings_put(&mut tx, person.user, &wanted).await?;
    note(&mut tx, person.organisation, person.user, call.now, "reminder.settings").await?;
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    organisation: OrganisationId,
    user: UserId,
    now: Instant,
    action: &str,
) -> Result<(), Failure> {
    audits::audit_append_outside(tx, Some(organisation), Some(user), now, action, json!({})).await
}
