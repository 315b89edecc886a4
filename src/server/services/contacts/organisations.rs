//! Organisations around bids: listing, looking for another one, adding, changing. People are found by the name of theirs,
//! so their pieces follow.

use std::cmp::Reverse;

use serde_json::json;

use super::{finish, fold, grams, names_of};
use crate::domain::contact_organisation::{Body, BodyDraft, BodyEntry, BodyForm, MOST_FOUND};
use crate::domain::contact_search;
use crate::domain::id::ContactOrganisationId;
use crate::domain::instant::Instant;
use crate::domain::problem::Problems;
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, contact_cards, contact_grams, contact_organisations, contacts};

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

/// One organisation, and the others that words find.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; faults of the database.
pub async fn entry(call: &Call, body: ContactOrganisationId, words: &str) -> Result<BodyEntry, Failure> {
    let person = call.caller.person()?;
    let words = words.trim().to_owned();
    let mut tx = call.state.store.begin_read().await?;
    let body = contact_organisations::body_fetch(&mut tx, person, body).await?;
    let mut others = if words.is_empty() { Vec::new() } else { contact_cards::card_bodies(&mut tx, person).await? };
    tx.commit().await?;
    others.retain(|(id, _)| *id != body.id);
    let asked = words.clone();
    // Organisations have no index of pieces: all are compared, apart from the threads that answer requests.
    let found = tokio::task::spawn_blocking(move || found(&asked, others)).await;
    Ok(BodyEntry { body, words, found: found.map_err(|error| Failure::Fault(Box::new(error)))? })
}

/// Those that words find, what fits best first.
fn found(words: &str, bodies: Vec<(ContactOrganisationId, BodyForm)>) -> Vec<(ContactOrganisationId, BodyForm)> {
    let ways = contact_search::asked(&fold(words));
    let mut found: Vec<_> = bodies
        .into_iter()
        .filter_map(|(id, form)| {
            let texts: Vec<String> = names_of(&form).iter().map(|name| fold(name)).collect();
            let score = contact_search::score(&ways, &contact_search::kept(texts.iter().map(String::as_str)))?;
            Some((Reverse(score), key(&form), (id, form)))
        })
        .collect();
    found.sort_by(|one, other| (&one.0, &one.1, one.2.0).cmp(&(&other.0, &other.1, other.2.0)));
    found.into_iter().take(MOST_FOUND).map(|(_, _, body)| body).collect()
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
    contact_organisations::body_insert(tx, person, &draft, &key(&draft.form), now).await
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
    contact_organisations::body_update(tx, person, before.id, revision, &draft, &key(&draft.form), call.now).await?;
    let texts = names_of(&draft.form);
    if names_of(&before.form) != texts {
        for (number, contact) in contact_organisations::body_people(tx, person, before.id).await? {
            contact_grams::contact_gram_put(tx, person, number, &grams(&contact, &texts)).await?;
        }
    }
    Ok(())
}

pub(super) fn parsed(form: &BodyForm) -> Result<BodyDraft, Failure> {
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems, |field| format!("body[{field}]"));
    draft.ok_or_else(|| problems.into())
}

fn key(form: &BodyForm) -> String {
    let reading = if form.name_kana.is_empty() { &form.name } else { &form.name_kana };
    contact_search::sort_key(&fold(reading))
}
