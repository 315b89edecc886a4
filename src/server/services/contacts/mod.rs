//! Contacts of a firm: the list and its search, the card, adding and changing; their organisations, ties, roles in
//! bids, what was spoken, two that are one, and what a person may ask for (the other files).

use std::collections::BTreeSet;

use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use crate::domain::contact::{ContactDraft, ContactForm, KindSought};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::contact_search;
use crate::domain::contact_view::{ContactCard, ContactChoices, ContactList, LogPlace};
use crate::domain::id::ContactId;
use crate::domain::problem::{Problem, Problems};
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::contacts::{self, ContactKeys};
use crate::server::store::{
    Tx, audits, contact_grams, contact_organisations, contact_owners, contact_relations, contact_roles,
    engagements as engagement_rows, nobodys,
};

/// Entries of a log that a page shows at once.
const LOG_PAGE: usize = 30;

pub mod attachments;
mod bans;
pub mod engagements;
pub mod entries;
pub mod erasing;
pub mod exports;
pub mod hand_over;
pub mod imports;
mod mentions;
pub mod merges;
pub mod organisation_merges;
pub mod organisations;
pub mod personal;
pub mod relations;
pub mod roles;

// Fills a register for the benches alone.
pub mod bench;

/// The firm's contacts: those that words find, or a page of all, of one sort, of any or of none; and what is to be followed up. The
/// first page says what nobody follows up.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn list(call: &Call, words: &str, kind: &str, after: &str) -> Result<ContactList, Failure> {
    let person = call.caller.person()?;
    let kind = KindSought::parse(kind);
    let words = words.trim().to_owned();
    let mut tx = call.state.store.begin_read().await?;
    let (found, more) = if words.is_empty() {
        let place = after.split_once('.');
        contacts::contact_list(&mut tx, person, kind, place).await?
    } else {
        let ways = contact_search::asked(&fold(&words));
        (contact_grams::contact_gram_find(&mut tx, person, &ways, kind).await?, None)
    };
    // Whoever looks for somebody waits for nothing else: all open follow-ups are gone through for these.
    let is_first_page = words.is_empty() && after.is_empty();
    let due = if is_first_page { Some(engagement_rows::engagement_list_due(&mut tx, person).await?) } else { None };
    let (nobodys, has_more_nobodys) =
        if is_first_page { nobodys::nobodys_list(&mut tx, person).await? } else { (Vec::new(), false) };
    let left = contact_owners::owner_list_left(&mut tx, person).await?;
    let hands_over = !left.is_empty() || !nobodys.is_empty();
    let people = if hands_over { contacts::contact_people(&mut tx, person).await? } else { Vec::new() };
    tx.commit().await?;
    Ok(ContactList { words, kind, contacts: found, more, due, nobodys, has_more_nobodys, left, people })
}

/// A contact with all that is known; of what was spoken a page behind a place, the newest without one.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's; faults of the database.
pub async fn card(call: &Call, contact: ContactId, behind: &str) -> Result<ContactCard, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let contact = contacts::contact_fetch(&mut tx, person, contact).await?;
    let behind = LogPlace::parse(behind);
    let (mut log, older) =
        engagement_rows::engagement_list_of_contact(&mut tx, person, contact.id, behind, LOG_PAGE).await?;
    bans::Bans::mark(&mut tx, call, person, &mut log).await?;
    entries::mark_editable(&mut tx, person, &mut log).await?;
    let card = ContactCard {
        relations: contact_relations::contact_relation_list(&mut tx, person, contact.id).await?,
        roles: contact_roles::contact_role_lines(&mut tx, person, contact.id).await?,
        log,
        older,
        colleagues: contacts::contact_colleagues(&mut tx, person, &contact).await?,
        people: contacts::contact_people(&mut tx, person).await?,
        bids: contact_roles::contact_role_open_bids(&mut tx, person).await?,
        reader: person.user,
        contact,
    };
    tx.commit().await?;
    Ok(card)
}

/// What a contact's form offers.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn choices(call: &Call) -> Result<ContactChoices, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let choices = ContactChoices {
        bodies: contact_organisations::body_names(&mut tx, person).await?,
        people: contacts::contact_people(&mut tx, person).await?,
    };
    tx.commit().await?;
    Ok(choices)
}

/// Adds a contact.
///
/// # Errors
/// `NotSignedIn`, `Invalid`, `TooManyRecords`; faults of the database.
pub async fn add(call: &Call, form: &ContactForm) -> Result<ContactId, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let draft = parsed(&mut tx, person, form).await?;
    let body = body_texts(&mut tx, person, &draft).await?;
    let (id, number) = contacts::contact_insert(&mut tx, person, &draft, &keys(&draft.form), call.now).await?;
    contact_grams::contact_gram_put(&mut tx, person, number, &grams(&draft.form, &body)).await?;
    finish(call, tx, person, "contact.add", json!({ "contact": id })).await?;
    Ok(id)
}

/// Changes a contact that nobody changed since it was read.
///
/// # Errors
/// As `add`; `NotFound`, `Changed`.
pub async fn change(call: &Call, contact: ContactId, revision: i64, form: &ContactForm) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    contacts::contact_lock(&mut tx, person).await?;
    let known = contacts::contact_fetch(&mut tx, person, contact).await?;
    let draft = parsed_beside(&mut tx, person, form, &[known.form.owner]).await?;
    write(&mut tx, call, person, contact, revision, &draft).await?;
    finish(call, tx, person, "contact.change", json!({ "contact": contact })).await
}

/// Writes a contact's particulars and the pieces by which it is found.
async fn write(
    tx: &mut Tx,
    call: &Call,
    person: &SignedIn,
    contact: ContactId,
    revision: i64,
    draft: &ContactDraft,
) -> Result<(), Failure> {
    let body = body_texts(tx, person, draft).await?;
    let keys = keys(&draft.form);
    let number = contacts::contact_update(tx, person, contact, revision, draft, &keys, call.now).await?;
    contact_grams::contact_gram_put(tx, person, number, &grams(&draft.form, &body)).await
}

/// The contact, or what is wrong with it: organisation and colleague must be the firm's own.
async fn parsed(tx: &mut Tx, person: &SignedIn, form: &ContactForm) -> Result<ContactDraft, Failure> {
    parsed_beside(tx, person, form, &[]).await
}

/// The same for a contact that is kept by one of some colleagues already, whether they left meanwhile or not.
async fn parsed_beside(
    tx: &mut Tx,
    person: &SignedIn,
    form: &ContactForm,
    owners: &[String],
) -> Result<ContactDraft, Failure> {
    let name = |field: &str| format!("contact[{field}]");
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems, name).ok_or(problems)?;
    if let Some(body) = draft.body {
        let found = contact_organisations::body_fetch(tx, person, body).await;
        found.map_err(|failure| not_offered(failure, &name("body")))?;
    }
    if let Some(owner) = draft.owner.filter(|owner| !owners.contains(&owner.to_string())) {
        let people = contacts::contact_people(tx, person).await?;
        if !people.iter().any(|one| one.id == owner) {
            return Err(Failure::field(&name("owner"), Problem::NotOffered));
        }
    }
    Ok(draft)
}

fn not_offered(failure: Failure, field: &str) -> Failure {
    match failure {
        Failure::Refused(AppError::NotFound) => Failure::field(field, Problem::NotOffered),
        other => other,
    }
}

/// Name, reading and Latin form of the organisation, by which its people are found as well.
async fn body_texts(tx: &mut Tx, person: &SignedIn, draft: &ContactDraft) -> Result<Vec<String>, Failure> {
    let Some(body) = draft.body else { return Ok(Vec::new()) };
    let body = contact_organisations::body_fetch(tx, person, body).await?;
    Ok(names_of(&body.form))
}

/// The names by which an organisation's people are found.
fn names_of(body: &BodyForm) -> Vec<String> {
    vec![body.name.clone(), body.name_kana.clone(), body.name_latin.clone()]
}

/// The pieces by which a contact is found.
fn grams(form: &ContactForm, body: &[String]) -> BTreeSet<String> {
    let texts = [
        format!("{} {} {}{}", form.family, form.given, form.family, form.given),
        format!("{} {} {}{}", form.family_kana, form.given_kana, form.family_kana, form.given_kana),
        format!("{} {}", form.family_latin, form.given_latin),
        form.email.clone(),
    ];
    let folded: Vec<String> = texts.iter().chain(body).map(|text| fold(text)).collect();
    contact_search::kept(folded.iter().map(String::as_str))
}

/// The keys of a contact: the name without blanks, and the place by the reading, or by the name without one.
fn keys(form: &ContactForm) -> ContactKeys {
    let name: String = fold(&form.written()).chars().filter(|c| c.is_alphanumeric()).collect();
    let reading = form.reading();
    let place = if reading.is_empty() { fold(&form.written()) } else { fold(&reading) };
    ContactKeys { name, sort: contact_search::sort_key(&place) }
}

/// A text as searches compare it: one width, small letters, no accents, and the letters that have none without theirs.
fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let mut folded = String::with_capacity(text.len());
    for letter in bare.nfkc().flat_map(char::to_lowercase) {
        match letter {
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            other => folded.push(other),
        }
    }
    folded
}

/// The firm's trail says what was done to which contact; what is known of people is not repeated there.
async fn finish(
    call: &Call,
    mut tx: Tx,
    person: &SignedIn,
    deed: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    let (firm, user) = (Some(person.organisation), Some(person.user));
    audits::audit_append_outside(&mut tx, firm, user, call.now, deed, detail).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        assert_eq!(fold("Ｂｒøｎｎøｙ Ångström"), "bronnoy angstrom");
        assert_eq!(fold("ﾔﾏﾀﾞ が"), "ヤマダ が");
    }

    #[test]
    fn blanks_make_no_other_name() {
        let with = |family: &str, given: &str| {
            keys(&ContactForm { family: family.into(), given: given.into(), ..ContactForm::default() }).name
        };
        assert_eq!(with("山田", "太郎"), with("山田　太郎", ""));
    }
}
