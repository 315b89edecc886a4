//! Contacts of one bid: who is around it, what the firms show each other, and the roles of the reader's firm's own.

use serde_json::json;

use super::bans::{self, Bans};
use super::{LOG_PAGE, entries, fold};
use crate::domain::contact::KindSought;
use crate::domain::contact_role::{MOST_ROLES, RoleForm};
use crate::domain::contact_search;
use crate::domain::contact_view::{BidContacts, ContactInBid, LogPlace};
use crate::domain::id::{BidId, ContactId, OrganisationId};
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::Action;
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access, SignedIn};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, bids, contact_grams, contact_roles, contacts, engagements};

/// The people around a bid; `words` look for contacts of the reader's firm who may be added. Of what was spoken a page behind
/// a place, the newest without one.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn open(call: &Call, bid: BidId, words: &str, behind: &str) -> Result<BidContacts, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let own = access.organisation();
    let mut around = Vec::new();
    if let Some(firm) = own {
        around = contact_roles::contact_role_list(&mut tx, &access, firm).await?;
    }
    around.extend(contact_roles::contact_role_shared(&mut tx, &access, own).await?);
    let may_edit = access.also(Action::EditContacts) && !head.is_archived && own.is_some();
    let (mut log, older) =
        engagements::engagement_list_of_bid(&mut tx, &access, LogPlace::parse(behind), LOG_PAGE).await?;
    let last_spoken = engagements::engagement_last_of_bid(&mut tx, &access).await?;
    let ban = bans::of_bid(&mut tx, &access).await?;
    if own.is_some() {
        let person = call.caller.person()?;
        Bans::mark(&mut tx, call, person, &mut log).await?;
        entries::mark_editable(&mut tx, person, &mut log).await?;
    }
    let (mut people, mut found) = (Vec::new(), Vec::new());
    if may_edit {
        let person = call.caller.person()?;
        people = contacts::contact_people(&mut tx, person).await?;
        if !words.trim().is_empty() {
            let ways = contact_search::asked(&fold(words));
            found = contact_grams::contact_gram_find(&mut tx, person, &ways, KindSought::All).await?;
        }
    }
    tx.commit().await?;
    Ok(BidContacts {
        head,
        contacts: around,
        log,
        older,
        last_spoken,
        ban,
        people,
        found,
        may_edit,
        reader: access.user(),
    })
}

/// One contact of the reader's firm in a bid.
///
/// # Errors
/// As `access::to_bid` for `Read`; `NotFound` for another firm's contact.
pub async fn load(call: &Call, bid: BidId, contact: ContactId) -> Result<ContactInBid, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let person = call.caller.person()?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let contact = contacts::contact_fetch(&mut tx, person, contact).await?;
    let own = contact_roles::contact_role_find(&mut tx, &access, person.organisation, contact.id).await?;
    let people = contacts::contact_people(&mut tx, person).await?;
    tx.commit().await?;
    let may_edit = access.also(Action::EditContacts) && !head.is_archived;
    Ok(ContactInBid { head, contact, own, people, may_edit })
}

/// Keeps the role of one of the firm's contacts in a bid; revision 0 for one that has none yet.
///
/// # Errors
/// As `access::to_bid` for `EditContacts`; `NotFound` for another firm's contact, `Invalid`, `Changed`,
/// `TooManyRecords`.
pub async fn save(call: &Call, bid: BidId, contact: ContactId, revision: i64, form: &RoleForm) -> Result<(), Failure> {
    let (mut tx, access, person) = begin(call, bid, contact).await?;
    let name = |field: &str| format!("role[{field}]");
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems, name).ok_or(problems)?;
    let there = contact_roles::contact_role_list(&mut tx, &access, person.organisation).await?;
    let before = there.iter().filter_map(|row| row.own.as_ref()).find(|own| own.contact == contact);
    let answered = before.and_then(|own| own.role.person);
    if let Some(answering) = draft.person.filter(|answering| answered != Some(*answering)) {
        let people = contacts::contact_people(&mut tx, &person).await?;
        if !people.iter().any(|one| one.id == answering) {
            return Err(Failure::field(&name("person"), Problem::NotOffered));
        }
    }
    if revision == 0 && there.len() >= MOST_ROLES {
        return Err(Refusal::TooManyRecords { most: u32::try_from(MOST_ROLES).unwrap_or(u32::MAX) }.into());
    }
    contact_roles::contact_role_put(&mut tx, &access, contact, revision, &draft, call.now).await?;
    // The trail of a bid is read by all its firms: it says that something was done, and to whom only by identity.
    let detail = json!({ "contact": contact, "shared": draft.is_shared });
    audits::audit_append(&mut tx, &access, call.now, "contact_role.save", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one of the firm's contacts out of a bid; what was spoken stays.
///
/// # Errors
/// As `save`.
pub async fn remove(call: &Call, bid: BidId, contact: ContactId, revision: i64) -> Result<(), Failure> {
    let (mut tx, access, _) = begin(call, bid, contact).await?;
    contact_roles::contact_role_delete(&mut tx, &access, contact, revision).await?;
    let detail = json!({ "contact": contact });
    audits::audit_append(&mut tx, &access, call.now, "contact_role.remove", detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn begin(call: &Call, bid: BidId, contact: ContactId) -> Result<(Tx, Access, SignedIn), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditContacts).await?;
    let person = call.caller.person()?.clone();
    own_firm(&mut tx, &access).await?;
    // Held, so that a contact that is erased or merged at this moment neither keeps a role nor gets one back.
    if contacts::contact_hold(&mut tx, &person, &[contact]).await? != 1 {
        return Err(AppError::NotFound.into());
    }
    Ok((tx, access, person))
}

/// The caller's firm, which works on the bid.
pub(super) async fn own_firm(tx: &mut Tx, access: &Access) -> Result<OrganisationId, Failure> {
    let firms = bids::bid_firms(tx, access).await?;
    let own = access.organisation().filter(|own| firms.iter().any(|firm| firm.id == *own));
    own.ok_or_else(|| AppError::NotAllowed.into())
}
