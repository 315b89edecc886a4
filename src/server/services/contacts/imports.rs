//! A file of contacts: read and kept for a day, shown with what it would become, confirmed once. Whoever the firm holds
//! already is left alone unless a person says otherwise; what is found when it is confirmed counts, not what was shown.

use std::collections::BTreeMap;

use serde_json::json;

use super::{finish, keys};
use crate::domain::contact::{Consent, ContactKind};
use crate::domain::contact_card::{CardChoice, CardLine, CardNote, CardRow, CardSheet, CardState, DECIDED_MOST, PAGE};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::id::{ContactCardFileId, ContactId, ContactOrganisationId};
use crate::domain::instant::DAY;
use crate::domain::problem::{Problem, Problems};
use crate::error::Refusal;
use crate::server::access::SignedIn;
use crate::server::cards;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::contact_cards::{self, CardFileRow, HeldContact};
use crate::server::store::{Tx, contacts};
use states::states;
use taking::Taking;

mod states;
mod taking;

/// Most characters of a file's name that are kept.
const NAME_MOST: usize = 120;

/// What a person decided about a file.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Code of the sort of organisations that the file brings without one.
    pub kind: String,
    /// Code of what is done with those like somebody who is held, where nothing is said of one by itself.
    pub others: String,
    /// The same of some of them, by their place.
    pub choices: BTreeMap<String, String>,
}

/// Reads a file and keeps what was read. No contact is touched.
///
/// # Errors
/// `NotSignedIn`, `Cards`; faults of the database.
pub async fn bring(call: &Call, name: &str, bytes: Vec<u8>) -> Result<ContactCardFileId, Failure> {
    let person = call.caller.person()?;
    let read = tokio::task::spawn_blocking(move || cards::read(&bytes));
    let file = read.await.map_err(|error| Failure::Fault(Box::new(error)))?.map_err(Refusal::Cards)?;
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(NAME_MOST).collect();
    let mut tx = call.state.store.begin_write().await?;
    let id = contact_cards::card_file_insert(&mut tx, person, &name, &file, call.now, call.now.plus(DAY)).await?;
    tx.commit().await?;
    Ok(id)
}

/// A file with what its contacts would become, or became; the others than doubles and refused ones from a place on.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's or one whose day is over; faults of the database.
pub async fn open(call: &Call, file: ContactCardFileId, from: usize) -> Result<CardSheet, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let kept = contact_cards::card_file_fetch(&mut tx, person, file, call.now).await?;
    let held = match &kept.outcome {
        Some(_) => Held::default(),
        None => held(&mut tx, person, &kept.file.rows).await?,
    };
    tx.commit().await?;
    Ok(sheet(file, kept, &held, from))
}

/// Adds the contacts of a file, as decided, in one transaction. Of a file that was confirmed before nothing is added.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `Invalid`, `TooManyRecords`; faults of the database.
pub async fn take(call: &Call, file: ContactCardFileId, decision: &Decision) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let kept = contact_cards::card_file_fetch(&mut tx, person, file, call.now).await?;
    if kept.outcome.is_some() {
        return Ok(());
    }
    let (kind, others) = parsed(decision)?;
    let rows = kept.file.rows;
    let held = held(&mut tx, person, &rows).await?;
    let mut taking = Taking::begin(call, person, &mut tx, kind, &held.contacts).await?;
    let mut outcome = states(&rows, &held);
    // Organisations first: what the file says of one itself counts before what it says beside its people.
    for is_body in [true, false] {
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.is_body == is_body) {
            let chosen = decision.choices.get(&format!("r{at}")).and_then(|code| CardChoice::parse(code));
            let Some(state) = outcome.get_mut(at) else { continue };
            let would = std::mem::replace(state, CardState::Refused);
            *state = taking.row(&mut tx, row, would, chosen, others).await?;
        }
    }
    contact_cards::card_file_finish(&mut tx, person, file, &outcome).await?;
    let count = |is: fn(&CardState) -> bool| outcome.iter().filter(|state| is(state)).count();
    let filled: Vec<ContactId> = outcome
        .iter()
        .filter_map(|state| match state {
            CardState::Filled(contact) => Some(*contact),
            _ => None,
        })
        .collect();
    let filled_bodies: Vec<ContactOrganisationId> = outcome
        .iter()
        .filter_map(|state| match state {
            CardState::FilledBody(body) => Some(*body),
            _ => None,
        })
        .collect();
    let detail = json!({
        "file": file,
        "added": count(|state| matches!(state, CardState::Added(_))),
        "filled": filled,
        "refused": count(|state| matches!(state, CardState::Refused)),
        "organisations": taking.made,
        "filled_organisations": filled_bodies,
    });
    finish(call, tx, person, "contact.import", detail).await
}

fn parsed(decision: &Decision) -> Result<(ContactKind, CardChoice), Failure> {
    let mut problems = Problems::default();
    let kind = ContactKind::parse(&decision.kind);
    if kind.is_none() {
        problems.add("kind", Problem::NotOffered);
    }
    let others = CardChoice::parse(&decision.others).filter(|choice| !matches!(choice, CardChoice::Fill(Some(_))));
    if others.is_none() {
        problems.add("others", Problem::NotOffered);
    }
    kind.zip(others).ok_or_else(|| problems.into())
}

/// What the firm holds that may be in the file.
#[derive(Debug, Default)]
struct Held {
    contacts: Vec<HeldContact>,
    /// Organisations, oldest first; none where the file has none of its own.
    bodies: Vec<(ContactOrganisationId, BodyForm)>,
}

/// What the firm holds that may be in the file.
async fn held(tx: &mut Tx, person: &SignedIn, rows: &[CardRow]) -> Result<Held, Failure> {
    let taken = || rows.iter().filter(|row| row.refusal.is_none() && !row.is_body);
    let distinct = |values: Vec<String>| {
        let values: std::collections::BTreeSet<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
        values.into_iter().collect::<Vec<_>>()
    };
    let emails = distinct(taken().map(|row| row.form.email.clone()).collect());
    let names = distinct(taken().map(|row| keys(&row.form).name).collect());
    let contacts = contact_cards::card_held(tx, person, &emails, &names).await?;
    let is_body = rows.iter().any(|row| row.refusal.is_none() && row.is_body);
    let bodies = if is_body { contact_cards::card_bodies(tx, person).await? } else { Vec::new() };
    Ok(Held { contacts, bodies })
}

fn sheet(id: ContactCardFileId, kept: CardFileRow, held: &Held, from: usize) -> CardSheet {
    let is_done = kept.outcome.is_some();
    let states = kept.outcome.unwrap_or_else(|| states(&kept.file.rows, held));
    let mut sheet = CardSheet {
        id,
        name: kept.name,
        dialect: kept.file.dialect,
        unread: kept.file.unread,
        is_done,
        new: 0,
        new_bodies: 0,
        known: 0,
        filled: 0,
        doubles: Vec::new(),
        refused: Vec::new(),
        lines: Vec::new(),
        from,
        others: 0,
    };
    for (at, (row, state)) in kept.file.rows.into_iter().zip(states).enumerate() {
        put(&mut sheet, CardLine { at, row, state });
    }
    sheet
}

/// Counts a contact, and puts it where the page shows it. That filling in takes a refusal along is told beforehand.
fn put(sheet: &mut CardSheet, mut line: CardLine) {
    let is_filled = matches!(line.state, CardState::Held { .. } | CardState::Filled(_));
    if is_filled && Consent::parse(&line.row.form.consent) == Some(Consent::Refused) {
        line.row.notes.push(CardNote::Refused);
    }
    match &line.state {
        CardState::Refused => return sheet.refused.push(line),
        CardState::Held { .. } | CardState::HeldBody(_) | CardState::Twin { .. } => {
            sheet.known += 1;
            if sheet.doubles.len() < DECIDED_MOST {
                sheet.doubles.push(line);
            }
            return;
        }
        CardState::New | CardState::Added(_) | CardState::AddedBody(_) => {
            sheet.new += 1;
            sheet.new_bodies += usize::from(line.row.is_body);
        }
        CardState::Filled(_) | CardState::FilledBody(_) => sheet.filled += 1,
        CardState::Left(_) | CardState::LeftBody(_) | CardState::LeftTwin { .. } | CardState::LeftOut => {
            sheet.known += 1;
        }
    }
    if sheet.others >= sheet.from && sheet.lines.len() < PAGE {
        sheet.lines.push(line);
    }
    sheet.others += 1;
}
