//! Two organisations that are one: both side by side, and putting them together in one transaction in which nothing is
//! lost.

use serde_json::json;

use super::merges::Merging;
use super::{finish, grams, names_of, organisations};
use crate::domain::contact_merge::body_notes_of;
use crate::domain::contact_organisation::{BodyForm, BodyPair};
use crate::domain::id::ContactOrganisationId;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{contact_grams, contact_organisations, contacts};

/// Two organisations side by side.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's and for twice the same; faults of the database.
pub async fn pair(
    call: &Call,
    first: ContactOrganisationId,
    second: ContactOrganisationId,
) -> Result<BodyPair, Failure> {
    let person = call.caller.person()?;
    if first == second {
        return Err(AppError::NotFound.into());
    }
    let mut tx = call.state.store.begin_read().await?;
    let pair = BodyPair {
        first: contact_organisations::body_fetch(&mut tx, person, first).await?,
        second: contact_organisations::body_fetch(&mut tx, person, second).await?,
        people: contacts::contact_list_of_body(&mut tx, person, second, "").await?,
    };
    tx.commit().await?;
    Ok(pair)
}

/// Puts one organisation into another: particulars as chosen, what was not chosen into the notes; its people move, and are
/// found by the names of the one that stays. What was spoken, roles and ties are the people's own and stay with them.
///
/// A file that is imported later does not know the name of the one that went: organisations are known by the name they
/// have, and the notes say what else one was called.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Invalid`, `Changed`; faults of the database.
pub async fn merge(call: &Call, merging: &Merging<ContactOrganisationId, BodyForm>) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let ((keep, revision), (gone, gone_revision)) = (merging.keep, merging.gone);
    if keep == gone {
        return Err(AppError::NotFound.into());
    }
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let kept = contact_organisations::body_fetch(&mut tx, person, keep).await?;
    let going = contact_organisations::body_fetch(&mut tx, person, gone).await?;
    let people = contact_organisations::body_people_ids(&mut tx, person, [keep, gone]).await?;
    contacts::contact_hold(&mut tx, person, &people).await?;
    let chosen = organisations::parsed(&merging.form)?.form;
    // Parsed once more when it is written: notes that become too long are the person's to shorten.
    let whole = BodyForm { notes: body_notes_of(&chosen, [&kept.form, &going.form]), ..chosen };
    organisations::write(&mut tx, call, person, &kept, revision, &whole).await?;
    let stays = contact_organisations::body_fetch(&mut tx, person, keep).await?;
    let texts = names_of(&stays.form);
    let moved = contact_organisations::body_people_move(&mut tx, person, gone, &stays, call.now).await?;
    for (number, form) in &moved {
        contact_grams::contact_gram_put(&mut tx, person, *number, &grams(form, &texts)).await?;
    }
    contact_organisations::body_delete(&mut tx, person, gone, gone_revision).await?;
    let detail = json!({ "organisation": keep, "merged": gone, "people": moved.len() });
    finish(call, tx, person, "contact_organisation.merge", detail).await
}
