//! Taking a person's name out of the firm's own texts, as they are by now, some at a time.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::mentions::Mentions;
use super::looking::{Found, Key, apart, body_notes_of, notes_of, with_body_notes, with_notes};
use crate::domain::id::{BidId, ContactId, ContactOrganisationId, EngagementId};
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::engagement_texts::NAMED;
use crate::server::store::{Tx, contact_notes, contact_organisations, contacts, engagement_texts};

/// How much was rewritten.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rewritten {
    /// Entries of the log in which the person took part, rewritten or not.
    pub spoken: usize,
    pub entries: usize,
    pub notes: usize,
    pub roles: usize,
    pub bodies: usize,
}

/// Takes the names out of what was found, and out of all that was spoken with the person.
pub(super) async fn rewrite(
    tx: &mut Tx,
    person: &SignedIn,
    mentions: Arc<Mentions>,
    found: &Found,
    contact: ContactId,
) -> Result<Rewritten, Failure> {
    let spoken = engagement_texts::engagement_ids_with(tx, person, contact).await?;
    let mut writer = Writer { person, mentions, ticked: &found.ticked, done: Rewritten::default() };
    writer.done.spoken = spoken.len();
    let mut entries: BTreeSet<EngagementId> = spoken.into_iter().collect();
    for key in found.all() {
        match *key {
            Key::Entry(id) => {
                entries.insert(id);
            }
            Key::Notes(id) => writer.notes(tx, id).await?,
            Key::Role(of, bid) => writer.role(tx, of, bid).await?,
            Key::Body(id) => writer.body(tx, id).await?,
        }
    }
    let entries: Vec<EngagementId> = entries.into_iter().collect();
    for some in entries.chunks(NAMED) {
        writer.entries(tx, some).await?;
    }
    Ok(writer.done)
}

struct Writer<'a> {
    person: &'a SignedIn,
    mentions: Arc<Mentions>,
    ticked: &'a BTreeSet<Key>,
    done: Rewritten,
}

impl Writer<'_> {
    async fn entries(&mut self, tx: &mut Tx, some: &[EngagementId]) -> Result<(), Failure> {
        let texts = engagement_texts::engagement_texts_of(tx, self.person, some).await?;
        let texts = texts.into_iter().map(|(id, texts)| (Key::Entry(id), texts)).collect();
        for (key, bare) in self.bare(texts).await? {
            if let Key::Entry(id) = key {
                engagement_texts::engagement_rewrite(tx, self.person, id, bare).await?;
                self.done.entries += 1;
            }
        }
        Ok(())
    }

    async fn notes(&mut self, tx: &mut Tx, id: ContactId) -> Result<(), Failure> {
        let form = contacts::contact_fetch(tx, self.person, id).await.map_err(moved_on)?.form;
        for (_, bare) in self.bare(vec![(Key::Notes(id), notes_of(&form))]).await? {
            contact_notes::contact_note_put(tx, self.person, id, &with_notes(form.clone(), bare)).await?;
            self.done.notes += 1;
        }
        Ok(())
    }

    async fn role(&mut self, tx: &mut Tx, of: ContactId, bid: BidId) -> Result<(), Failure> {
        let Some(texts) = contact_notes::role_note_find(tx, self.person, of, bid).await? else {
            // Taken away, or merged with its contact.
            return contacts::contact_fetch(tx, self.person, of).await.map(|_| ()).map_err(moved_on);
        };
        for (_, bare) in self.bare(vec![(Key::Role(of, bid), texts)]).await? {
            contact_notes::role_note_put(tx, self.person, of, bid, bare).await?;
            self.done.roles += 1;
        }
        Ok(())
    }

    async fn body(&mut self, tx: &mut Tx, id: ContactOrganisationId) -> Result<(), Failure> {
        let form = contact_organisations::body_fetch(tx, self.person, id).await.map_err(moved_on)?.form;
        for (_, bare) in self.bare(vec![(Key::Body(id), body_notes_of(&form))]).await? {
            contact_notes::body_note_put(tx, self.person, id, &with_body_notes(form.clone(), bare)).await?;
            self.done.bodies += 1;
        }
        Ok(())
    }

    /// The texts that are others without the name; where somebody looked at them, without its parts.
    async fn bare<const N: usize>(&self, texts: Vec<(Key, [String; N])>) -> Result<Vec<(Key, [String; N])>, Failure> {
        let mentions = Arc::clone(&self.mentions);
        let texts: Vec<_> = texts.into_iter().map(|(key, texts)| (key, self.ticked.contains(&key), texts)).collect();
        apart(move || {
            let mut others = Vec::new();
            for (key, is_looked_at, texts) in texts {
                let bare = texts.clone().map(|text| bare_of(&mentions, text, is_looked_at));
                if bare != texts {
                    others.push((key, bare));
                }
            }
            others
        })
        .await
    }
}

fn bare_of(mentions: &Mentions, text: String, is_looked_at: bool) -> String {
    if is_looked_at { mentions.without_parts(&text) } else { mentions.spoken(&text).bare.unwrap_or(text) }
}

/// What is gone since it was found may have been merged: what it said of the person stands with another one by now, and all
/// is looked through once more.
fn moved_on(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(AppError::NotFound) => AppError::Changed.into(),
        other => other,
    }
}
