//! Two contacts that are one: suggestions, both side by side, and putting them together in one transaction in which
//! nothing is lost.

use serde_json::json;

use super::{finish, parsed_beside, write};
use crate::domain::contact::ContactForm;
use crate::domain::contact_merge::notes_of;
use crate::domain::contact_view::{Double, Pair};
use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{contact_grams, contact_merges, contact_relations, contact_roles, contacts, engagements};

/// Pairs of the firm's contacts that may be one.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn list(call: &Call) -> Result<Vec<Double>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let doubles = contacts::contact_doubles(&mut tx, person).await?;
    tx.commit().await?;
    Ok(doubles)
}

/// Two contacts side by side.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's and for twice the same; faults of the database.
pub async fn pair(call: &Call, first: ContactId, second: ContactId) -> Result<Pair, Failure> {
    let person = call.caller.person()?;
    if first == second {
        return Err(AppError::NotFound.into());
    }
    let mut tx = call.state.store.begin_read().await?;
    let pair = Pair {
        first: contacts::contact_fetch(&mut tx, person, first).await?,
        second: contacts::contact_fetch(&mut tx, person, second).await?,
        roles: contact_roles::contact_role_lines(&mut tx, person, second).await?,
        log: engagements::engagement_count_of_contact(&mut tx, person, second).await?,
        relations: contact_relations::contact_relation_list(&mut tx, person, second).await?.len(),
    };
    tx.commit().await?;
    Ok(pair)
}

/// Two contacts, or two organisations, as they were when somebody chose, with the particulars that were chosen.
#[derive(Debug, Clone)]
pub struct Merging<Id, Form> {
    /// The one that stays, and its revision.
    pub keep: (Id, i64),
    /// The one that goes, and its revision.
    pub gone: (Id, i64),
    /// The particulars.
    pub form: Form,
}

/// Puts one contact into another: particulars as chosen, what was not chosen into the notes; engagements, roles, ties
/// and messages move. Other firms of a bid see no more than before: where not both were shown to them, neither is.
///
/// The contact is the firm's, and with it everything that points to it: what concerns bids where the caller has no seat
/// moves as well, or the contact that goes would live on there, and an erasing would miss it. Nothing is lost by it – of
/// two roles in one bid the texts are put together, and the rest is kept in that role – and the caller is told nothing:
/// neither this answer nor the firm's trail speaks of a bid.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Invalid`, `Changed`; faults of the database.
pub async fn merge(call: &Call, merging: &Merging<ContactId, ContactForm>) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let ((keep, revision), (gone, gone_revision)) = (merging.keep, merging.gone);
    if keep == gone {
        return Err(AppError::NotFound.into());
    }
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    if contacts::contact_hold(&mut tx, person, &[keep, gone]).await? != 2 {
        return Err(AppError::NotFound.into());
    }
    let kept = contacts::contact_fetch(&mut tx, person, keep).await?;
    let going = contacts::contact_fetch(&mut tx, person, gone).await?;
    let owners = [kept.form.owner.clone(), going.form.owner.clone()];
    let chosen = parsed_beside(&mut tx, person, &merging.form, &owners).await?.form;
    // Once more: notes that become too long are the person's to shorten.
    let whole = ContactForm { notes: notes_of(&chosen, [&kept, &going]), ..chosen };
    let draft = parsed_beside(&mut tx, person, &whole, &owners).await?;
    write(&mut tx, call, person, keep, revision, &draft).await?;
    contact_merges::merge_unshare(&mut tx, keep, gone).await?;
    contact_merges::merge_engagements(&mut tx, keep, gone).await?;
    contact_merges::merge_roles(&mut tx, keep, gone).await?;
    contact_merges::merge_relations(&mut tx, keep, gone).await?;
    contact_merges::merge_messages(&mut tx, person, keep, gone).await?;
    let number = contacts::contact_delete(&mut tx, person, gone, gone_revision).await?;
    contact_grams::contact_gram_put(&mut tx, person, number, &std::collections::BTreeSet::new()).await?;
    let detail = json!({ "contact": keep, "merged": gone });
    finish(call, tx, person, "contact.merge", detail).await
}
