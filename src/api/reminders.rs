//! What a person is told, over the wire.

use leptos::prelude::*;

use crate::domain::id::OutboxId;
use crate::domain::reminder::{Inbox, ReminderForm, ReminderSight, SnoozeSight};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// What the reader is told.
#[server(endpoint = "reminders/list", prefix = "/api")]
pub async fn list_reminders() -> Result<Inbox, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::list(&call).await)
}

/// Marks one message as read.
#[server(endpoint = "reminders/read", prefix = "/api")]
pub async fn read_reminder(id: OutboxId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::read(&call, id).await)
}

/// Marks as read what the page showed.
#[server(endpoint = "reminders/read-all", prefix = "/api")]
pub async fn read_reminders(until: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::read_all(&call, until).await)
}

/// Puts one message off.
#[server(endpoint = "reminders/snooze", prefix = "/api")]
pub async fn snooze_reminder(id: OutboxId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::snooze(&call, id).await)
}

/// What the page behind a mail's link shows.
#[server(endpoint = "reminders/open", prefix = "/api")]
pub async fn open_snooze(secret: String) -> Result<SnoozeSight, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::open(&call, &secret).await)
}

/// Puts the message off that a mail's link names.
#[server(endpoint = "reminders/snooze-by-link", prefix = "/api")]
pub async fn snooze_by_link(secret: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::snooze_by_link(&call, &secret).await)
}

/// Has a mail tried again.
#[server(endpoint = "reminders/retry", prefix = "/api")]
pub async fn retry_reminder(id: OutboxId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::retry(&call, id).await)
}

/// How the reader wants to be reminded.
#[server(endpoint = "reminders/settings", prefix = "/api")]
pub async fn reminder_settings() -> Result<ReminderSight, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::settings(&call).await)
}

/// Changes how the reader wants to be reminded.
#[server(endpoint = "reminders/change", prefix = "/api")]
pub async fn change_reminders(#[server(flatten)] form: ReminderForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::reminders::change(&call, &form).await)
}
