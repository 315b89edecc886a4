//! Carrying out what was decided about a file, contact by contact, inside the transaction that takes it.

use std::collections::HashMap;

use super::super::{fold, grams, keys, names_of, organisations, write};
use super::states::body_key;
use crate::domain::contact::{ContactDraft, ContactForm, ContactKind};
use crate::domain::contact_card::{CardChoice, CardRow, CardState};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::contact_view::Contact;
use crate::domain::id::{ContactId, ContactOrganisationId};
use crate::domain::problem::Problems;
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::contact_cards::{self, HeldContact};
use crate::server::store::{Tx, contact_grams, contact_organisations, contacts};

/// A file that is being added.
pub struct Taking<'a> {
    call: &'a Call,
    person: &'a SignedIn,
    /// The sort of organisations that come without one.
    kind: ContactKind,
    /// The firm's organisations by their names as they are compared, with the names by which their people are found.
    bodies: HashMap<String, (ContactOrganisationId, Vec<String>)>,
    /// Those who are held, as they are by now.
    held: HashMap<ContactId, Contact>,
    /// How many organisations were made.
    pub made: usize,
}

impl<'a> Taking<'a> {
    /// Begins with the firm's organisations and those who are held.
    pub async fn begin(
        call: &'a Call,
        person: &'a SignedIn,
        tx: &mut Tx,
        kind: ContactKind,
        held: &[HeldContact],
    ) -> Result<Self, Failure> {
        let mut bodies = HashMap::new();
        for (id, form) in contact_cards::card_bodies(tx, person).await? {
            bodies.entry(body_key(&form.name)).or_insert((id, names_of(&form)));
        }
        let held = held.iter().map(|held| (held.contact.id, held.contact.clone())).collect();
        Ok(Self { call, person, kind, bodies, held, made: 0 })
    }

    /// Does with one contact or organisation of the file what was decided.
    pub async fn row(
        &mut self,
        tx: &mut Tx,
        row: &CardRow,
        state: CardState,
        chosen: Option<CardChoice>,
        others: CardChoice,
    ) -> Result<CardState, Failure> {
        let choice = chosen.unwrap_or(others);
        match state {
            // The one that it was like has gone since.
            CardState::New if matches!(chosen, Some(CardChoice::Skip | CardChoice::Fill(_))) => Ok(CardState::LeftOut),
            CardState::New => self.add(tx, row).await,
            CardState::Held { .. } | CardState::HeldBody(_) | CardState::Twin { .. } if choice == CardChoice::New => {
                self.add(tx, row).await
            }
            CardState::Held { contact, .. } => {
                let is_meant = match choice {
                    CardChoice::Fill(meant) => meant.is_none_or(|meant| meant == contact.id),
                    _ => false,
                };
                if is_meant { self.fill(tx, row, contact.id).await } else { Ok(CardState::Left(contact.id)) }
            }
            CardState::HeldBody(held) if matches!(choice, CardChoice::Fill(_)) => {
                self.fill_body(tx, &row.body, held.id).await
            }
            CardState::HeldBody(held) => Ok(CardState::LeftBody(held.id)),
            CardState::Twin { line } => Ok(CardState::LeftTwin { line }),
            other => Ok(other),
        }
    }

    async fn add(&mut self, tx: &mut Tx, row: &CardRow) -> Result<CardState, Failure> {
        if row.is_body { self.add_body(tx, &row.body).await } else { self.add_contact(tx, row).await }
    }

    async fn add_body(&mut self, tx: &mut Tx, body: &BodyForm) -> Result<CardState, Failure> {
        let (id, names) = self.insert(tx, body).await?;
        self.bodies.entry(body_key(&body.name)).or_insert((id, names));
        Ok(CardState::AddedBody(id))
    }

    /// Fills in what is empty of an organisation that is held.
    async fn fill_body(
        &mut self,
        tx: &mut Tx,
        body: &BodyForm,
        id: ContactOrganisationId,
    ) -> Result<CardState, Failure> {
        let before = contact_organisations::body_fetch(tx, self.person, id).await?;
        let mut form = before.form.clone();
        if !form.fill_from(body) {
            return Ok(CardState::LeftBody(id));
        }
        organisations::write(tx, self.call, self.person, &before, before.revision, &form).await?;
        self.bodies.insert(body_key(&form.name), (id, names_of(&form)));
        Ok(CardState::FilledBody(id))
    }

    async fn add_contact(&mut self, tx: &mut Tx, row: &CardRow) -> Result<CardState, Failure> {
        let mut form = row.form.clone();
        let mut texts = Vec::new();
        if let Some((id, of_body)) = self.body(tx, &row.body).await? {
            (form.body, texts) = (id.to_string(), of_body);
        }
        let draft = canonical(&form)?;
        let now = self.call.now;
        let (id, number) = contacts::contact_insert(tx, self.person, &draft, &keys(&draft.form), now).await?;
        contact_grams::contact_gram_put(tx, self.person, number, &grams(&draft.form, &texts)).await?;
        Ok(CardState::Added(id))
    }

    /// Fills in what is empty of somebody who is held.
    async fn fill(&mut self, tx: &mut Tx, row: &CardRow, contact: ContactId) -> Result<CardState, Failure> {
        let Some(held) = self.held.get(&contact) else { return Ok(CardState::Left(contact)) };
        let (mut form, revision) = (held.form.clone(), held.revision);
        // The name may have been filled in from an earlier contact of the file.
        if !form.fill_from(&row.form, fold) {
            return Ok(CardState::Left(contact));
        }
        if held.kind.is_none() && form.kind.is_empty() {
            form.kind.clone_from(&row.form.kind);
        }
        if form.body.is_empty()
            && let Some((id, _)) = self.body(tx, &row.body).await?
        {
            form.body = id.to_string();
        }
        let Some(held) = self.held.get_mut(&contact).filter(|held| held.form != form) else {
            return Ok(CardState::Left(contact));
        };
        let draft = canonical(&form)?;
        (held.form, held.revision) = (form, revision + 1);
        write(tx, self.call, self.person, contact, revision, &draft).await?;
        Ok(CardState::Filled(contact))
    }

    /// The organisation of a contact: the firm's own of that name, or a new one.
    async fn body(
        &mut self,
        tx: &mut Tx,
        body: &BodyForm,
    ) -> Result<Option<(ContactOrganisationId, Vec<String>)>, Failure> {
        let key = body_key(&body.name);
        if key.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.bodies.get(&key) {
            return Ok(Some(known.clone()));
        }
        let new = self.insert(tx, body).await?;
        self.bodies.insert(key, new.clone());
        Ok(Some(new))
    }

    /// A new organisation, with the names by which its people are found.
    async fn insert(&mut self, tx: &mut Tx, body: &BodyForm) -> Result<(ContactOrganisationId, Vec<String>), Failure> {
        let mut form = body.clone();
        if form.kind.is_empty() {
            self.kind.code().clone_into(&mut form.kind);
        }
        let id = organisations::insert(tx, self.person, &form, self.call.now).await?;
        self.made += 1;
        Ok((id, names_of(&form)))
    }
}

/// The particulars once more by our rules: a file that is kept is nobody's word.
fn canonical(form: &ContactForm) -> Result<ContactDraft, Failure> {
    let mut problems = Problems::default();
    form.parse(&mut problems, str::to_owned).ok_or_else(|| problems.into())
}
