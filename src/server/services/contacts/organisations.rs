//! Organisations around bids: listing, adding, changing. People are found by the name of theirs, so their pieces follow.

use serde_json::json;

use super::{finish, fold, grams, names_of};
use crate::domain::contact_organisation::{Body, BodyDraft, BodyForm};
use crate::domain::contact_search;
use crate::domain::id::ContactOrganisationId;
use crate::domain::instant::Instant;
use crate::domain::problem::Problems;
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, contact_grams, contact_organisations, contacts};

/// The firm's organisations.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn list(call: &Call) -> Result<Vec<Body>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let bodies = contact_organisations::body_list(&mut tx, person).await?;
    tx.commit().await?;
    Ok(bodies)
}

/// Adds an organisation.
///
/// # Errors
/// `NotSignedIn`, `Invalid`, `TooManyRecords`; faults of the database.
pub async fn add(call: &Call, form: &BodyForm) -> Result<ContactOrganisationId, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let id = insert(&mut tx, person, form, call.now).await?;
    finish(call, tx, person, "contact_organisation.add", json!({ "organisation": id })).await?;
    Ok(id)
}

/// Keeps a new organisation. The firm is locked.
pub(super) async fn insert(
    tx: &mut Tx,
    person: &SignedIn,
    form: &BodyForm,
    now: Instant,
) -> Result<ContactOrganisationId, Failure> {
    let draft = parsed(form)?;
    contact_organisations::body_insert(tx, person, &draft, &key(&draft), now).await
}

/// Changes an organisation that nobody changed since it was read.
///
/// # Errors
/// As `add`; `NotFound`, `Changed`.
pub async fn change(call: &Call, body: ContactOrganisationId, revision: i64, form: &BodyForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let before = contact_organisations::body_fetch(&mut tx, person, body).await?;
    write(&mut tx, call, person, &before, revision, form).await?;
    finish(call, tx, person, "contact_organisation.change", json!({ "organisation": body })).await
}

/// Writes an organisation that nobody changed since it was read; its people are found by what it is called now. The firm
/// is locked.
pub(super) async fn write(
    tx: &mut Tx,
    call: &Call,
    person: &SignedIn,
    before: &Body,
    revision: i64,
    form: &BodyForm,
) -> Result<(), Failure> {
    let draft = parsed(form)?;
    contact_organisations::body_update(tx, person, before.id, revision, &draft, &key(&draft), call.now).await?;
    let texts = names_of(&draft.form);
    if names_of(&before.form) != texts {
        for (number, contact) in contact_organisations::body_people(tx, person, before.id).await? {
            contact_grams::contact_gram_put(tx, person, number, &grams(&contact, &texts)).await?;
        }
    }
    Ok(())
}

fn parsed(form: &BodyForm) -> Result<BodyDraft, Failure> {
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems, |field| format!("body[{field}]"));
    draft.ok_or_else(|| problems.into())
}

fn key(draft: &BodyDraft) -> String {
    let reading = if draft.form.name_kana.is_empty() { &draft.form.name } else { &draft.form.name_kana };
    contact_search::sort_key(&fold(reading))
}
