//! Erasing a person on request. What surely names them goes by itself; what perhaps speaks of them is shown first, and
//! goes where somebody looked at it and says so. What remains is the fact that somebody was spoken with, without a name,
//! and the trail, which never held one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::finish;
use super::mentions::{Mentions, Spoken};
use super::personal::whole_log;
use crate::domain::contact::ContactForm;
use crate::domain::contact_erasing::{Erasing, MOST_SHOWN, Mention, Place};
use crate::domain::contact_view::{Engagement, Named};
use crate::domain::id::{ContactId, EngagementId};
use crate::domain::tender_form::Ticked;
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::engagement_texts::{TextRow, Texts};
use crate::server::store::{
    Tx, contact_cards, contact_grams, contact_merges, contact_notes, contact_relations, contacts, engagement_files,
    engagement_texts,
};

/// Where the firm's texts speak of a person. What the reader may not know is among the certain ones only: it goes
/// unseen, and nobody is asked about it.
#[derive(Default)]
struct Found {
    certain: Vec<EngagementId>,
    certain_notes: Vec<ContactId>,
    certain_shown: Vec<Mention>,
    possible: Vec<Mention>,
}

/// What erasing a person would take out, and what would stay.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; faults of the database.
pub async fn preview(call: &Call, contact: ContactId) -> Result<Erasing, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let contact = contacts::contact_fetch(&mut tx, person, contact).await?;
    let found = look_through(&mut tx, person, contact.id, &Mentions::of(&contact.form)).await?;
    let (log, _) = whole_log(&mut tx, person, contact.id).await?;
    tx.commit().await?;
    let (mut certain, mut possible) = (found.certain_shown, found.possible);
    let left_out = certain.len().saturating_sub(MOST_SHOWN) + possible.len().saturating_sub(MOST_SHOWN);
    certain.truncate(MOST_SHOWN);
    possible.truncate(MOST_SHOWN);
    let (gone, kept): (Vec<&Engagement>, Vec<&Engagement>) = log.iter().partition(|entry| entry.contacts.len() == 1);
    let names = |entries: Vec<&Engagement>| {
        entries.into_iter().flat_map(|entry| entry.files.iter().map(|file| file.name.clone())).collect()
    };
    Ok(Erasing { certain, possible, left_out, files_gone: names(gone), files_kept: names(kept), contact })
}

/// Erases a person whom nobody changed since they were read: particulars, pieces for the search, ties, roles and files;
/// out of the log and of other contacts' notes their names, addresses and numbers, and where `also` is ticked parts of the
/// name, too.
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
    let mentions = Mentions::of(&known.form);
    let found = look_through(&mut tx, person, contact, &mentions).await?;
    tx.commit().await?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let ticked = Found::ticked(&found.possible, also);
    let noted = found.noted(&ticked);
    // First, so that whoever logs at this moment comes before or not at all.
    contacts::contact_hold(&mut tx, person, &[noted.as_slice(), &[contact]].concat()).await?;
    let number = contacts::contact_erase(&mut tx, person, contact, revision, call.now).await?;
    let spoken = engagement_texts::engagement_texts(&mut tx, person, contact).await?;
    let rewritten = rewrite_log(&mut tx, person, &mentions, &found, &ticked, spoken.clone()).await?;
    let notes = rewrite_notes(&mut tx, person, &mentions, &noted, &ticked).await?;
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
        "engagements_kept_without_name": spoken.len(),
        "texts_rewritten": rewritten,
        "notes_rewritten": notes,
        "files_removed": files.len(),
    });
    finish(call, tx, person, "contact.erase", detail).await
}

impl Found {
    /// The possible ones whose boxes are ticked. Nothing else can be ticked: what the reader may not know has no box.
    fn ticked(possible: &[Mention], also: &Ticked) -> Vec<String> {
        possible.iter().map(|mention| mention.key.clone()).filter(|key| also.contains_key(key)).collect()
    }

    /// The contacts whose notes are to be rewritten.
    fn noted(&self, ticked: &[String]) -> Vec<ContactId> {
        let also = ticked.iter().filter_map(|key| ContactId::parse(key.strip_prefix("notes-")?));
        let all: BTreeSet<ContactId> = self.certain_notes.iter().copied().chain(also).collect();
        all.into_iter().collect()
    }

    fn take_entry(&mut self, row: &TextRow, mentions: &Mentions) {
        let spoken = spoken_of(mentions, &row.texts);
        if spoken.is_certain {
            self.certain.push(row.id);
        }
        let mention = || Mention {
            key: entry_key(row.id),
            place: Place::Log { at: row.at, bid: row.bid.clone() },
            text: row.texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" / "),
        };
        if row.is_seen && spoken.is_certain {
            self.certain_shown.push(mention());
        }
        if row.is_seen && spoken.is_possible {
            self.possible.push(mention());
        }
    }

    fn take_notes(&mut self, id: ContactId, form: &ContactForm, mentions: &Mentions) {
        let Spoken { bare, is_possible } = mentions.spoken(&form.notes);
        let mention = || Mention {
            key: notes_key(id),
            place: Place::Notes(Named { id, name: form.written() }),
            text: form.notes.clone(),
        };
        if bare.is_some() {
            self.certain_notes.push(id);
            self.certain_shown.push(mention());
        }
        if is_possible {
            self.possible.push(mention());
        }
    }
}

struct SpokenTexts {
    is_certain: bool,
    is_possible: bool,
}

fn spoken_of(mentions: &Mentions, texts: &Texts) -> SpokenTexts {
    let spoken = texts.each_ref().map(|text| mentions.spoken(text));
    SpokenTexts {
        is_certain: spoken.iter().any(|one| one.bare.is_some()),
        is_possible: spoken.iter().any(|one| one.is_possible),
    }
}

fn entry_key(id: EngagementId) -> String {
    format!("entry-{id}")
}

fn notes_key(id: ContactId) -> String {
    format!("notes-{id}")
}

/// Looks through the firm's whole log and the notes of its other contacts.
async fn look_through(
    tx: &mut Tx,
    person: &SignedIn,
    contact: ContactId,
    mentions: &Mentions,
) -> Result<Found, Failure> {
    let mut found = Found::default();
    let mut after = None;
    loop {
        let rows = engagement_texts::engagement_text_page(tx, person, after).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.id);
        rows.iter().for_each(|row| found.take_entry(row, mentions));
    }
    let mut after = None;
    loop {
        let rows = contact_notes::contact_note_page(tx, person, after).await?;
        let Some((last, _)) = rows.last() else { break };
        after = Some(*last);
        let others = rows.iter().filter(|(id, _)| *id != contact);
        others.for_each(|(id, form)| found.take_notes(*id, form, mentions));
    }
    Ok(found)
}

/// Takes the names out of the log: of what was spoken with the person as it is now, of the rest where it was found.
async fn rewrite_log(
    tx: &mut Tx,
    person: &SignedIn,
    mentions: &Mentions,
    found: &Found,
    ticked: &[String],
    spoken: BTreeMap<EngagementId, Texts>,
) -> Result<usize, Failure> {
    let parsed = |key: &String| key.strip_prefix("entry-").and_then(EngagementId::parse);
    let also: Vec<EngagementId> = ticked.iter().filter_map(parsed).collect();
    let named: Vec<EngagementId> = found.certain.iter().chain(&also).copied().collect();
    let mut all = engagement_texts::engagement_texts_of(tx, person, &named).await?;
    all.extend(spoken);
    let mut rewritten = 0;
    for (engagement, texts) in all {
        let is_looked_at = also.contains(&engagement);
        let bare = texts.clone().map(|text| bare_of(mentions, text, is_looked_at));
        if bare != texts {
            engagement_texts::engagement_rewrite(tx, person, engagement, bare).await?;
            rewritten += 1;
        }
    }
    Ok(rewritten)
}

async fn rewrite_notes(
    tx: &mut Tx,
    person: &SignedIn,
    mentions: &Mentions,
    noted: &[ContactId],
    ticked: &[String],
) -> Result<usize, Failure> {
    let mut rewritten = 0;
    for id in noted.iter().copied() {
        // Erased or merged since it was found: nothing is left of its notes.
        if contacts::contact_hold(tx, person, &[id]).await? != 1 {
            continue;
        }
        let mut form = contacts::contact_fetch(tx, person, id).await?.form;
        let notes = bare_of(mentions, form.notes.clone(), ticked.contains(&notes_key(id)));
        if notes != form.notes {
            form.notes = notes;
            contact_notes::contact_note_put(tx, person, id, &form).await?;
            rewritten += 1;
        }
    }
    Ok(rewritten)
}

fn bare_of(mentions: &Mentions, text: String, is_looked_at: bool) -> String {
    if is_looked_at { mentions.without_parts(&text) } else { mentions.spoken(&text).bare.unwrap_or(text) }
}
