//! A firm's contacts over the wire.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::contact::ContactForm;
use crate::domain::contact_card::CardSheet;
use crate::domain::contact_erasing::Erasing;
use crate::domain::contact_organisation::{Body, BodyEntry, BodyForm, BodyPair};
use crate::domain::contact_view::{ContactCard, ContactChoices, ContactList, Double, LoggedEntry, Pair};
use crate::domain::engagement::EngagementForm;
use crate::domain::id::{
    ContactCardFileId, ContactId, ContactOrganisationId, ContactRelationId, EngagementFileId, EngagementId, UserId,
};
use crate::domain::tender_form::Ticked;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    server::{
        edge,
        services::contacts::{
            self, attachments, engagements, entries, erasing, hand_over, imports, merges, organisation_merges,
            organisations, relations,
        },
    },
    ui::paths,
};

/// The contacts that words find, of one sort; a page of all without words.
#[server(endpoint = "contacts/list", prefix = "/api")]
pub async fn list_contacts(
    #[server(default)] words: String,
    #[server(default)] kind: String,
    #[server(default)] after: String,
) -> Result<ContactList, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, contacts::list(&call, &words, &kind, &after).await)
}

/// A contact with all that is known; of what was spoken what is behind a place, the newest without one.
#[server(endpoint = "contacts/load", prefix = "/api")]
pub async fn load_contact(contact: ContactId, #[server(default)] behind: String) -> Result<ContactCard, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, contacts::card(&call, contact, &behind).await)
}

/// What a contact's form offers.
#[server(endpoint = "contacts/choices", prefix = "/api")]
pub async fn list_contact_choices() -> Result<ContactChoices, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, contacts::choices(&call).await)
}

/// Adds a contact.
#[server(endpoint = "contacts/add", prefix = "/api")]
pub async fn add_contact(contact: ContactForm) -> Result<ContactId, AppError> {
    let call = edge::enter()?;
    let id = edge::leave(&call, contacts::add(&call, &contact).await)?;
    edge::go(&paths::saved(&paths::contact(id)));
    Ok(id)
}

/// Changes a contact.
#[server(endpoint = "contacts/change", prefix = "/api")]
pub async fn change_contact(id: ContactId, revision: i64, contact: ContactForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, contacts::change(&call, id, revision, &contact).await)?;
    edge::go(&paths::saved(&paths::contact(id)));
    Ok(())
}

/// What erasing a person would take out, and what would stay.
#[server(endpoint = "contacts/erasing", prefix = "/api")]
pub async fn load_contact_erasing(contact: ContactId) -> Result<Erasing, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, erasing::preview(&call, contact).await)
}

/// Erases a person; `also` are texts that perhaps speak of them, and were looked at.
#[server(endpoint = "contacts/erase", prefix = "/api")]
pub async fn erase_contact(id: ContactId, revision: i64, #[server(default)] also: Ticked) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, erasing::erase(&call, id, revision, &also).await)?;
    edge::go(&format!("{}?erased=1", paths::CONTACTS));
    Ok(())
}

/// Hands everything of a colleague who left to another one.
#[server(endpoint = "contacts/hand-over", prefix = "/api")]
pub async fn hand_over_contacts(from: UserId, #[server(default)] to: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, hand_over::hand_over(&call, from, &to).await)?;
    edge::go(&paths::saved(paths::CONTACTS));
    Ok(())
}

/// Hands follow-ups over that nobody does any more; `follow_ups` are those that are ticked.
#[server(endpoint = "contacts/hand-over-follow-ups", prefix = "/api")]
pub async fn hand_over_follow_ups(
    #[server(default)] follow_ups: Ticked,
    #[server(default)] to: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let stayed = edge::leave(&call, hand_over::hand_over_follow_ups(&call, &follow_ups, &to).await)?;
    edge::go(&paths::contacts_handed_over(stayed));
    Ok(())
}

/// Removes a file from an entry of the log; the page that was posted from comes back.
#[server(endpoint = "contacts/remove-file", prefix = "/api")]
pub async fn remove_engagement_file(engagement: EngagementId, file: EngagementFileId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, attachments::remove(&call, engagement, file).await)?;
    edge::go_back();
    Ok(())
}

/// Ties a contact to another one; `way` says which of both comes first: `this` or `other`.
#[server(endpoint = "contacts/relate", prefix = "/api")]
pub async fn relate_contacts(
    id: ContactId,
    #[server(default)] other: String,
    #[server(default)] kind: String,
    #[server(default)] way: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, relations::add(&call, id, &other, &kind, &way).await)?;
    edge::go(&paths::saved(&paths::contact(id)));
    Ok(())
}

/// Unties two contacts.
#[server(endpoint = "contacts/unrelate", prefix = "/api")]
pub async fn unrelate_contacts(id: ContactId, relation: ContactRelationId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, relations::remove(&call, id, relation).await)?;
    edge::go(&paths::saved(&paths::contact(id)));
    Ok(())
}

/// The firm's organisations.
#[server(endpoint = "contacts/bodies", prefix = "/api")]
pub async fn list_contact_bodies() -> Result<Vec<Body>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, organisations::list(&call).await)
}

/// One organisation; of the others those that words find.
#[server(endpoint = "contacts/body", prefix = "/api")]
pub async fn load_contact_body(
    body: ContactOrganisationId,
    #[server(default)] words: String,
) -> Result<BodyEntry, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, organisations::entry(&call, body, &words).await)
}

/// Adds an organisation.
#[server(endpoint = "contacts/add-body", prefix = "/api")]
pub async fn add_contact_body(body: BodyForm) -> Result<ContactOrganisationId, AppError> {
    let call = edge::enter()?;
    let id = edge::leave(&call, organisations::add(&call, &body).await)?;
    edge::go(&paths::saved(paths::CONTACT_BODIES));
    Ok(id)
}

/// Changes an organisation.
#[server(endpoint = "contacts/change-body", prefix = "/api")]
pub async fn change_contact_body(id: ContactOrganisationId, revision: i64, body: BodyForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, organisations::change(&call, id, revision, &body).await)?;
    edge::go(&paths::saved(paths::CONTACT_BODIES));
    Ok(())
}

/// Two organisations side by side.
#[server(endpoint = "contacts/body-pair", prefix = "/api")]
pub async fn load_contact_body_pair(
    first: ContactOrganisationId,
    second: ContactOrganisationId,
) -> Result<BodyPair, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, organisation_merges::pair(&call, first, second).await)
}

/// Puts one organisation into another, with the particulars that were chosen.
#[server(endpoint = "contacts/merge-bodies", prefix = "/api")]
pub async fn merge_contact_bodies(
    id: ContactOrganisationId,
    revision: i64,
    gone: ContactOrganisationId,
    gone_revision: i64,
    body: BodyForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let merging = merges::Merging { keep: (id, revision), gone: (gone, gone_revision), form: body };
    edge::leave(&call, organisation_merges::merge(&call, &merging).await)?;
    edge::go(&paths::contact_body_saved(id));
    Ok(())
}

/// Logs what was spoken; the page that was posted from comes back.
#[server(endpoint = "contacts/log", prefix = "/api")]
pub async fn log_engagement(engagement: EngagementForm) -> Result<EngagementId, AppError> {
    let call = edge::enter()?;
    let id = edge::leave(&call, engagements::log(&call, &engagement).await)?;
    edge::go_back();
    Ok(id)
}

/// An entry of the log with what its form offers.
#[server(endpoint = "contacts/entry", prefix = "/api")]
pub async fn load_engagement(id: EngagementId) -> Result<LoggedEntry, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, entries::load(&call, id).await)
}

/// Corrects an entry of the log.
#[server(endpoint = "contacts/correct", prefix = "/api")]
pub async fn correct_engagement(id: EngagementId, seen: String, engagement: EngagementForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, entries::correct(&call, id, &seen, &engagement).await)?;
    edge::go(&paths::saved(&paths::engagement(id)));
    Ok(())
}

/// Marks something as followed up.
#[server(endpoint = "contacts/follow-up", prefix = "/api")]
pub async fn follow_up_engagement(id: EngagementId) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, engagements::follow_up(&call, id).await)?;
    edge::go_back();
    Ok(())
}

/// Pairs of contacts that may be one.
#[server(endpoint = "contacts/doubles", prefix = "/api")]
pub async fn list_contact_doubles() -> Result<Vec<Double>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, merges::list(&call).await)
}

/// Two contacts side by side.
#[server(endpoint = "contacts/pair", prefix = "/api")]
pub async fn load_contact_pair(first: ContactId, second: ContactId) -> Result<Pair, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, merges::pair(&call, first, second).await)
}

/// A file of contacts with what becomes of them; the others than doubles and refused ones from a place on.
#[server(endpoint = "contacts/card-file", prefix = "/api")]
pub async fn open_contact_file(file: ContactCardFileId, #[server(default)] from: usize) -> Result<CardSheet, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, imports::open(&call, file, from).await)
}

/// Adds the contacts of a file: the sort of organisations that come without one, and what is done with those who may be
/// held already.
#[server(endpoint = "contacts/take-file", prefix = "/api")]
pub async fn take_contact_file(
    file: ContactCardFileId,
    #[server(default)] kind: String,
    #[server(default)] others: String,
    #[server(default)] choices: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let decision = imports::Decision { kind, others, choices };
    edge::leave(&call, imports::take(&call, file, &decision).await)?;
    edge::go(&paths::contact_card_file(file));
    Ok(())
}

/// Puts one contact into another, with the particulars that were chosen.
#[server(endpoint = "contacts/merge", prefix = "/api")]
pub async fn merge_contacts(
    id: ContactId,
    revision: i64,
    gone: ContactId,
    gone_revision: i64,
    contact: ContactForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let merging = merges::Merging { keep: (id, revision), gone: (gone, gone_revision), form: contact };
    edge::leave(&call, merges::merge(&call, &merging).await)?;
    edge::go(&paths::saved(&paths::contact(id)));
    Ok(())
}
