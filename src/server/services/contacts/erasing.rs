//! Erasing a person on request (個人情報保護法 Art. 34 and 35, GDPR Art. 17). What surely names them goes by itself; what
//! perhaps speaks of them is shown first, and goes where somebody looked at it and says so. What remains is the fact that
//! somebody was spoken with, without a name, and the trail, which never held one; and what is not the firm's alone, which is
//! shown to be changed by hand.

mod kept;
mod looking;
mod rewriting;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;

use self::looking::{Found, Key, Looker};
use super::finish;
use crate::domain::contact_erasing::{Erasing, KeptText, MOST_SHOWN, Mention};
use crate::domain::contact_view::Contact;
use crate::domain::id::ContactId;
use crate::domain::tender_form::Ticked;
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{
    Tx, contact_cards, contact_grams, contact_merges, contact_relations, contact_roles, contacts, engagement_files,
};

/// What erasing a person would take out, and what would stay.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; faults of the database.
pub async fn preview(call: &Call, contact: ContactId) -> Result<Erasing, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let contact = contacts::contact_fetch(&mut tx, person, contact).await?;
    let looker = Looker::of(&contact.form, Ticked::new());
    let found = looker.through(&mut tx, person, contact.id).await?;
    let (kept, kept_left_out) = kept::list(&mut tx, person, &looker).await?;
    let shown_to = contact_roles::contact_role_shown_to(&mut tx, person, contact.id).await?;
    let (files_gone, files_kept) =
        engagement_files::engagement_file_names(&mut tx, person, contact.id, MOST_SHOWN).await?;
    tx.commit().await?;
    let left_out = found.certain_shown.left_out + found.possible.left_out;
    let (certain, possible) = (found.certain_shown.mentions, found.possible.mentions);
    Ok(Erasing { certain, possible, left_out, kept, kept_left_out, shown_to, files_gone, files_kept, contact })
}

/// What names a person beside what is kept of them, as far as the reader may know; each with how many more there are
/// than are given.
pub(super) struct NamedIn {
    /// Texts of the firm's own.
    pub own: (Vec<Mention>, usize),
    /// Questions, decisions and plans of bids, and data for papers.
    pub kept: (Vec<KeptText>, usize),
}

/// The texts that surely name a contact.
pub(super) async fn named_in(tx: &mut Tx, person: &SignedIn, contact: &Contact) -> Result<NamedIn, Failure> {
    let looker = Looker::of(&contact.form, Ticked::new());
    let found = looker.through(tx, person, contact.id).await?.certain_shown;
    Ok(NamedIn { own: (found.mentions, found.left_out), kept: kept::list(tx, person, &looker).await? })
}

/// Erases a person whom nobody changed since they were read: particulars, pieces for the search, ties, roles and files;
/// out of the log, of other contacts' notes and roles and of organisations' notes their names, addresses and numbers, and
/// where `also` is ticked parts of the name, too.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Changed`; faults of the database.
pub async fn erase(call: &Call, contact: ContactId, revision: i64, also: &Ticked) -> Result<(), Failure> {
    let person = call.caller.person()?;
    // Looked through before anything is locked: this may take its time.
    let mut tx = call.state.store.begin_read().await?;
    let known = contacts::contact_fetch(&mut tx, person, contact).await?;
    if known.revision != revision {
        return Err(AppError::Changed.into());
    }
    let looker = Looker::of(&known.form, also.clone());
    let found = looker.through(&mut tx, person, contact).await?;
    tx.commit().await?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    // First, so that whoever logs or saves a role at this moment comes before or not at all.
    contacts::contact_hold(&mut tx, person, &held(&found, contact)).await?;
    // What was logged while it was looked through.
    let found = looker.entries(&mut tx, person, found).await?;
    let number = contacts::contact_erase(&mut tx, person, contact, revision, call.now).await?;
    let done = rewriting::rewrite(&mut tx, person, Arc::clone(&looker.mentions), &found, contact).await?;
    let files = engagement_files::engagement_file_list_alone(&mut tx, person, contact).await?;
    for (engagement, file) in &files {
        engagement_files::engagement_file_delete(&mut tx, *engagement, file).await?;
    }
    let relations = contact_relations::contact_relation_clear(&mut tx, contact).await?;
    let roles = contact_merges::roles_clear(&mut tx, contact).await?;
    contact_grams::contact_gram_put(&mut tx, person, number, &BTreeSet::new()).await?;
    // Files that were brought may name the person, too.
    contact_cards::card_file_clear(&mut tx, person).await?;
    let detail = json!({
        "contact": contact,
        "relations": relations,
        "roles": roles,
        "engagements_kept_without_name": done.spoken,
        "texts_rewritten": done.entries,
        "notes_rewritten": done.notes,
        "roles_rewritten": done.roles,
        "organisations_rewritten": done.bodies,
        "files_removed": files.len(),
    });
    finish(call, tx, person, "contact.erase", detail).await
}

/// The person, and the contacts out of whose notes and roles something goes.
fn held(found: &Found, contact: ContactId) -> Vec<ContactId> {
    let of_key = |key: &Key| match key {
        Key::Notes(id) | Key::Role(id, _) => Some(*id),
        Key::Entry(_) | Key::Body(_) => None,
    };
    let others: BTreeSet<ContactId> = found.all().filter_map(of_key).collect();
    others.into_iter().chain([contact]).collect()
}
