//! What a person may ask for: all that is kept of them, whole. How they are erased is in `erasing`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::erasing::{self, NamedIn};
use crate::domain::contact_erasing::Mention;
use crate::domain::contact_view::{Engagement, Relation};
use crate::domain::engagement_file::EngagementFile;
use crate::domain::id::{ContactId, EngagementId};
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, contact_relations, contact_roles, contacts, engagements};

/// Most entries of the log that one file holds: more than anybody was ever spoken with, and still a file.
const MOST_ENTRIES: usize = 50_000;

/// Entries of the log that are read at once.
const AT_ONCE: usize = 100;

/// All that is kept of a person.
#[derive(Debug, Clone)]
pub struct PersonData {
    /// As JSON.
    pub data: Value,
    /// The files of the log, which are handed out one by one.
    pub files: Vec<(EngagementId, EngagementFile)>,
}

/// All that the firm keeps of a person and the reader may know, also where its other texts name them, and questions,
/// decisions, plans and data for papers: whoever hands it out looks at these first, for they may speak of others as
/// well (個人情報保護法 Art. 33, GDPR Art. 15). Read page by page to its end; of what names them there is a most, `left_out`
/// counts the rest, and `is_whole` is said where nothing is missing. That entries of other bids are left out is said
/// always, whether there are any or not.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; faults of the database.
pub async fn export(call: &Call, contact: ContactId) -> Result<PersonData, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let contact = contacts::contact_fetch(&mut tx, person, contact).await?;
    let relations = whole_relations(&mut tx, person, contact.id).await?;
    let roles = contact_roles::contact_role_all(&mut tx, person, contact.id).await?;
    let shown_to = contact_roles::contact_role_shown_to(&mut tx, person, contact.id).await?;
    let NamedIn { own: (named_in, own_left_out), kept: (kept, kept_left_out) } =
        erasing::named_in(&mut tx, person, &contact).await?;
    let left_out = own_left_out + kept_left_out;
    let (log, is_log_whole) = whole_log(&mut tx, person, contact.id).await?;
    let own: BTreeSet<String> = log.iter().map(|entry| format!("entry-{}", entry.id)).collect();
    let named_in: Vec<Mention> = named_in.into_iter().filter(|mention| !own.contains(&mention.key)).collect();
    tx.commit().await?;
    let files = log.iter().flat_map(|entry| entry.files.iter().map(|file| (entry.id, file.clone()))).collect();
    let data = json!({
        "contact": contact.form,
        "kind": contact.kind,
        "organisation": contact.body.map(|body| body.name),
        "relations": relations,
        "roles": roles,
        "engagements": log,
        "named_in": named_in,
        "kept": kept,
        "left_out": left_out,
        "shown_to": shown_to,
        "is_whole": is_log_whole && left_out == 0,
        "bids_covered": "only_those_with_a_seat_of_the_exporter",
        "exported_at": call.now,
    });
    Ok(PersonData { data, files })
}

/// Everything that was spoken with a contact, as far as the reader may know; and whether it is all.
async fn whole_log(tx: &mut Tx, person: &SignedIn, contact: ContactId) -> Result<(Vec<Engagement>, bool), Failure> {
    let mut log: Vec<Engagement> = Vec::new();
    let mut behind = None;
    while log.len() < MOST_ENTRIES {
        let (page, older) = engagements::engagement_list_of_contact(tx, person, contact, behind, AT_ONCE).await?;
        log.extend(page);
        behind = older;
        if behind.is_none() {
            return Ok((log, true));
        }
    }
    Ok((log, false))
}

async fn whole_relations(tx: &mut Tx, person: &SignedIn, contact: ContactId) -> Result<Vec<Relation>, Failure> {
    let mut relations: Vec<Relation> = Vec::new();
    loop {
        let after = relations.last().map(|last| last.id);
        let page = contact_relations::contact_relation_page(tx, person, contact, after).await?;
        if page.is_empty() {
            return Ok(relations);
        }
        relations.extend(page);
    }
}
