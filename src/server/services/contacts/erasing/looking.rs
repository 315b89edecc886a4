//! Looking through the firm's own texts for a person. The texts come in pages, so that memory does not grow with their
//! number, and each page is compared apart from the threads that answer requests.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::mentions::{Mentions, Spoken};
use crate::domain::contact::ContactForm;
use crate::domain::contact_erasing::{MOST_SHOWN, Mention, Place};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::contact_view::Named;
use crate::domain::id::{BidId, ContactId, ContactOrganisationId, EngagementId};
use crate::domain::tender_form::Ticked;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::contact_notes::RoleNote;
use crate::server::store::engagement_texts::TextRow;
use crate::server::store::{Tx, contact_notes, engagement_texts};

/// Where a text of the firm's own stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// In the log.
    Entry(EngagementId),
    /// In a contact's notes.
    Notes(ContactId),
    /// In the role of a contact in a bid.
    Role(ContactId, BidId),
    /// In an organisation's notes.
    Body(ContactOrganisationId),
}

impl Key {
    /// The name of its box.
    fn name(self) -> String {
        match self {
            Self::Entry(id) => format!("entry-{id}"),
            Self::Notes(id) => format!("notes-{id}"),
            Self::Role(contact, bid) => format!("role-{contact}_{bid}"),
            Self::Body(id) => format!("body-{id}"),
        }
    }
}

/// Where the firm's texts speak of a person. What the reader may not know is among the certain ones only: it goes
/// unseen, and nobody is asked about it.
#[derive(Default)]
pub(super) struct Found {
    /// Where something surely names the person.
    pub certain: BTreeSet<Key>,
    /// Where something perhaps does, and somebody looked at it and ticked it. Nothing else can be ticked: what the reader
    /// may not know has no box.
    pub ticked: BTreeSet<Key>,
    pub certain_shown: Shown,
    pub possible: Shown,
    last_entry: Option<EngagementId>,
}

impl Found {
    /// Where something is to be taken out.
    pub fn all(&self) -> impl Iterator<Item = &Key> {
        self.certain.union(&self.ticked)
    }
}

/// The first texts of a sort, and how many more there are.
#[derive(Default)]
pub(super) struct Shown {
    pub mentions: Vec<Mention>,
    pub left_out: usize,
}

impl Shown {
    fn add(&mut self, mention: impl FnOnce() -> Mention) {
        if self.mentions.len() < MOST_SHOWN { self.mentions.push(mention()) } else { self.left_out += 1 }
    }
}

/// A place with its texts; without one that can be shown where the reader may not know of it.
struct Looked {
    key: Key,
    place: Option<Place>,
    texts: Vec<String>,
}

/// Whoever looks for one person.
#[derive(Clone)]
pub(super) struct Looker {
    pub mentions: Arc<Mentions>,
    also: Arc<Ticked>,
}

impl Looker {
    /// For a contact; `also` are the boxes that are ticked.
    pub fn of(form: &ContactForm, also: Ticked) -> Self {
        Self { mentions: Arc::new(Mentions::of(form)), also: Arc::new(also) }
    }

    /// Looks through all that the firm has, besides what is kept of the person.
    pub async fn through(&self, tx: &mut Tx, person: &SignedIn, contact: ContactId) -> Result<Found, Failure> {
        let mut found = self.entries(tx, person, Found::default()).await?;
        let mut after = None;
        loop {
            let rows = contact_notes::contact_note_page(tx, person, after).await?;
            let Some((last, _)) = rows.last() else { break };
            after = Some(*last);
            let others = rows.into_iter().filter(|(id, _)| *id != contact);
            found = self.piece(found, others.map(|(id, form)| of_notes(id, &form)).collect()).await?;
        }
        let mut after = None;
        loop {
            let rows = contact_notes::role_note_page(tx, person, after).await?;
            let Some(last) = rows.last() else { break };
            after = Some((last.contact.id, last.bid.id));
            let others = rows.into_iter().filter(|row| row.contact.id != contact);
            found = self.piece(found, others.map(of_role).collect()).await?;
        }
        let mut after = None;
        loop {
            let rows = contact_notes::body_note_page(tx, person, after).await?;
            let Some((last, _)) = rows.last() else { break };
            after = Some(*last);
            found = self.piece(found, rows.into_iter().map(|(id, form)| of_body(id, &form)).collect()).await?;
        }
        Ok(found)
    }

    /// Looks through the entries of the log behind those that it looked through before.
    pub async fn entries(&self, tx: &mut Tx, person: &SignedIn, mut found: Found) -> Result<Found, Failure> {
        loop {
            let rows = engagement_texts::engagement_text_page(tx, person, found.last_entry).await?;
            let Some(last) = rows.last() else { return Ok(found) };
            found.last_entry = Some(last.id);
            found = self.piece(found, rows.into_iter().map(of_entry).collect()).await?;
        }
    }

    async fn piece(&self, mut found: Found, piece: Vec<Looked>) -> Result<Found, Failure> {
        let looker = self.clone();
        apart(move || {
            for looked in piece {
                looker.look_at(&mut found, looked);
            }
            found
        })
        .await
    }

    fn look_at(&self, found: &mut Found, Looked { key, place, texts }: Looked) {
        let spoken: Vec<Spoken> = texts.iter().map(|text| self.mentions.spoken(text)).collect();
        let is_certain = spoken.iter().any(|one| one.bare.is_some());
        let is_possible = spoken.iter().any(|one| one.is_possible);
        if is_certain {
            found.certain.insert(key);
        }
        let Some(place) = place else { return };
        let mention = || Mention { key: key.name(), place: place.clone(), text: in_one(&texts) };
        if is_certain {
            found.certain_shown.add(mention);
        }
        if is_possible {
            if self.also.contains_key(&key.name()) {
                found.ticked.insert(key);
            }
            found.possible.add(mention);
        }
    }
}

/// Texts in one line, without the empty ones.
pub(super) fn in_one(texts: &[String]) -> String {
    texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" / ")
}

/// Compares apart from the threads that answer requests.
pub(super) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Fault(Box::new(error)))
}

fn of_entry(row: TextRow) -> Looked {
    let place = row.is_seen.then_some(Place::Log { at: row.at, bid: row.bid });
    Looked { key: Key::Entry(row.id), place, texts: row.texts.into() }
}

fn of_notes(id: ContactId, form: &ContactForm) -> Looked {
    let place = Some(Place::Notes(Named { id, name: form.written() }));
    Looked { key: Key::Notes(id), place, texts: notes_of(form).into() }
}

fn of_role(row: RoleNote) -> Looked {
    let key = Key::Role(row.contact.id, row.bid.id);
    let place = row.is_seen.then_some(Place::Role { contact: row.contact, bid: row.bid });
    Looked { key, place, texts: row.texts.into() }
}

fn of_body(id: ContactOrganisationId, form: &BodyForm) -> Looked {
    let place = Some(Place::Organisation(Named { id, name: form.name.clone() }));
    Looked { key: Key::Body(id), place, texts: body_notes_of(form).into() }
}

/// What of a contact's particulars may speak of somebody else.
pub(super) fn notes_of(form: &ContactForm) -> [String; 4] {
    [form.title_ja.clone(), form.title_en.clone(), form.department.clone(), form.notes.clone()]
}

/// Puts it back.
pub(super) fn with_notes(form: ContactForm, [title_ja, title_en, department, notes]: [String; 4]) -> ContactForm {
    ContactForm { title_ja, title_en, department, notes, ..form }
}

/// What of an organisation's particulars may speak of somebody.
pub(super) fn body_notes_of(form: &BodyForm) -> [String; 2] {
    [form.address.clone(), form.notes.clone()]
}

/// Puts it back.
pub(super) fn with_body_notes(form: BodyForm, [address, notes]: [String; 2]) -> BodyForm {
    BodyForm { address, notes, ..form }
}
