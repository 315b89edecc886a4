//! A file of contacts: read and kept for a day, shown with what it would become, confirmed once. Whoever the firm holds
//! already is left alone unless a person says otherwise; what is found when it is confirmed counts, not what was shown.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::{finish, fold, keys};
use crate::domain::contact::ContactKind;
use crate::domain::contact_card::{CardChoice, CardLine, CardRow, CardSheet, CardState, DECIDED_MOST, PAGE};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::contact_view::{Contact, Likeness, Named};
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
use taking::Taking;

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

/// By what two people are taken for one: the name and the organisation, as they are compared.
type NameAndBody = (String, String);

/// What each contact of a file would become.
fn states(rows: &[CardRow], held: &Held) -> Vec<CardState> {
    let mut emails: HashMap<&str, &Contact> = HashMap::new();
    let mut names: HashMap<(&str, String), &Contact> = HashMap::new();
    for HeldContact { contact, name_key } in &held.contacts {
        emails.entry(&contact.form.email).or_insert(contact);
        let body = contact.body.as_ref().map(|body| body_key(&body.name)).unwrap_or_default();
        names.entry((name_key.as_str(), body)).or_insert(contact);
    }
    let mut bodies: HashMap<String, (ContactOrganisationId, &str)> = HashMap::new();
    for (id, form) in &held.bodies {
        bodies.entry(body_key(&form.name)).or_insert((*id, &form.name));
    }
    let mut bodies_before: HashMap<String, usize> = HashMap::new();
    let mut before: (HashMap<&str, usize>, HashMap<NameAndBody, usize>) = Default::default();
    let mut states = Vec::with_capacity(rows.len());
    for row in rows {
        if row.refusal.is_some() {
            states.push(CardState::Refused);
            continue;
        }
        if row.is_body {
            let key = body_key(&row.body.name);
            states.push(match (bodies.get(&key), bodies_before.get(&key)) {
                (Some((id, name)), _) => CardState::HeldBody(Named { id: *id, name: (*name).to_owned() }),
                (None, Some(line)) => CardState::Twin { line: *line },
                (None, None) => CardState::New,
            });
            bodies_before.entry(key).or_insert(row.line);
            continue;
        }
        let (email, name) = (row.form.email.as_str(), (keys(&row.form).name, body_key(&row.body.name)));
        let by_email = emails.get(email).filter(|_| !email.is_empty()).map(|contact| (*contact, Likeness::Email));
        let by_name = || names.get(&(name.0.as_str(), name.1.clone())).filter(|_| !name.0.is_empty());
        let like = by_email.or_else(|| by_name().map(|contact| (*contact, Likeness::Name)));
        let twin = before.0.get(email).or_else(|| before.1.get(&name)).copied();
        states.push(match (like, twin) {
            (Some((contact, why)), _) => {
                CardState::Held { contact: Named { id: contact.id, name: contact.form.written() }, why }
            }
            (None, Some(line)) => CardState::Twin { line },
            (None, None) => CardState::New,
        });
        if !email.is_empty() {
            before.0.entry(email).or_insert(row.line);
        }
        if !name.0.is_empty() {
            before.1.entry(name).or_insert(row.line);
        }
    }
    states
}

/// The name of an organisation as it is compared; one of signs alone is compared as it stands.
fn body_key(name: &str) -> String {
    let key: String = fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect();
    if key.is_empty() { name.trim().to_owned() } else { key }
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

/// Counts a contact, and puts it where the page shows it.
fn put(sheet: &mut CardSheet, line: CardLine) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::ContactForm;
    use crate::domain::contact_organisation::BodyForm;
    use crate::domain::id::ContactOrganisationId;

    fn row(line: usize, family: &str, email: &str, body: &str) -> CardRow {
        let form = ContactForm { family: family.into(), email: email.into(), ..ContactForm::default() };
        CardRow::settled(line, form, BodyForm { name: body.into(), ..BodyForm::default() }, Vec::new())
    }

    fn held(family: &str, email: &str, body: &str) -> HeldContact {
        let form = ContactForm { family: family.into(), email: email.into(), ..ContactForm::default() };
        let name_key = keys(&form).name;
        let body = Named { id: ContactOrganisationId::fresh(), name: body.to_owned() };
        let contact = Contact {
            id: ContactId::fresh(),
            form,
            kind: None,
            body: Some(body),
            owner: None,
            has_owner_left: false,
            revision: 1,
        };
        HeldContact { contact, name_key }
    }

    #[test]
    fn who_is_held_is_known_by_address_or_by_name_and_organisation() {
        let contacts = vec![held("山田", "yamada@city.example", "みなと市 防災課")];
        let known = Held { contacts, bodies: Vec::new() };
        let rows = [
            row(2, "山　田", "", "みなと市防災課"),
            row(3, "山田", "", "別の会社"),
            row(4, "Yamada", "Yamada@city.example", ""),
            row(5, "川上", "", ""),
            row(6, "川上", "", ""),
            row(7, "", "", ""),
        ];
        let why = |state: &CardState| match state {
            CardState::Held { why, .. } => format!("{why:?}"),
            other => format!("{other:?}"),
        };
        let states: Vec<String> = states(&rows, &known).iter().map(why).collect();
        assert_eq!(states, ["Name", "New", "Email", "New", "Twin { line: 5 }", "Refused"]);
    }

    #[test]
    fn an_organisation_is_known_by_its_name_and_never_for_a_person() {
        let body = |name: &str| (ContactOrganisationId::fresh(), BodyForm { name: name.into(), ..BodyForm::default() });
        let known = Held { contacts: Vec::new(), bodies: vec![body("みなと市 防災課"), body("!!")] };
        let rows = [
            row(2, "", "", "みなと市防災課"),
            row(3, "", "", "みなと商工会"),
            row(4, "", "a@b.example", "みなと　商工会"),
            row(5, "みなと商工会", "", ""),
            row(6, "", "", "??"),
        ];
        let states = states(&rows, &known);
        assert!(matches!(&states[0], CardState::HeldBody(held) if held.id == known.bodies[0].0), "{states:?}");
        assert_eq!(states[1..], [CardState::New, CardState::Twin { line: 3 }, CardState::New, CardState::New]);
    }

    #[test]
    fn nobody_is_like_somebody_by_an_address_that_neither_has() {
        let known = Held { contacts: vec![held("山田", "", "みなと市")], bodies: Vec::new() };
        assert_eq!(states(&[row(2, "川上", "", "みなと市")], &known), [CardState::New]);
    }
}
