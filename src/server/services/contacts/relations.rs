//! Ties between contacts: who introduced whom, reports to whom, knows whom.

use serde_json::json;

use super::finish;
use crate::domain::contact_view::RelationKind;
use crate::domain::id::{ContactId, ContactRelationId};
use crate::domain::problem::Problem;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{contact_relations, contacts};

/// Ties a contact to another one of the firm; `way` says which of both comes first: `this` or `other`.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Invalid`; faults of the database.
pub async fn add(call: &Call, contact: ContactId, other: &str, kind: &str, way: &str) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    contacts::contact_fetch(&mut tx, person, contact).await?;
    let not_offered = |field: &str| Failure::field(field, Problem::NotOffered);
    let kind = RelationKind::parse(kind).ok_or_else(|| not_offered("kind"))?;
    let other = ContactId::parse(other).filter(|other| *other != contact).ok_or_else(|| not_offered("other"))?;
    if contacts::contact_hold(&mut tx, person, &[other]).await? != 1 {
        return Err(not_offered("other"));
    }
    let (from, to) = match way {
        "this" => (contact, other),
        "other" => (other, contact),
        _ => return Err(AppError::Malformed.into()),
    };
    contact_relations::contact_relation_insert(&mut tx, person, from, to, kind, call.now).await?;
    finish(call, tx, person, "contact.relate", json!({ "from": from, "to": to, "kind": kind.code() })).await
}

/// Unties a contact from another one.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn remove(call: &Call, contact: ContactId, relation: ContactRelationId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    contacts::contact_fetch(&mut tx, person, contact).await?;
    contact_relations::contact_relation_delete(&mut tx, contact, relation).await?;
    finish(call, tx, person, "contact.unrelate", json!({ "contact": contact, "relation": relation })).await
}
