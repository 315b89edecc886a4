//! One-time links: set-up, invitations, new passwords. Each is good for one use.

use serde_json::json;

use crate::domain::account::{PersonDraft, PersonForm, new_password};
use crate::domain::id::{LinkId, OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::domain::link::{Invitation, LinkPurpose, LinkSight};
use crate::domain::organisation::{OrganisationDraft, OrganisationForm};
use crate::domain::problem::Problems;
use crate::domain::text::EmailAddress;
use crate::error::{AppError, Refusal};
use crate::server::access::link;
pub use crate::server::access::link::invite_partner_to_bid;
use crate::server::access::session;
use crate::server::access::token::Token;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::accounts::NewAccount;
use crate::server::store::links::LinkRow;
use crate::server::store::{Tx, accounts, audits, links, organisations, sessions};
use crate::server::zones::{known_zone, zones};

/// A fresh set-up link while there is no firm; earlier ones end. `None` once there is a firm.
///
/// # Errors
/// Faults.
pub async fn begin_set_up(state: &State, now: Instant) -> Result<Option<Token>, Failure> {
    let mut tx = state.store.begin_write().await?;
    if organisations::organisation_any(&mut tx).await? {
        return Ok(None);
    }
    links::link_end_set_up(&mut tx, now).await?;
    let token = link::make(&mut tx, &link::blank(LinkPurpose::SetUp, now), now).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// What the page of a link shows.
///
/// # Errors
/// `LinkSpent`; faults.
pub async fn open(call: &Call, secret: &str) -> Result<LinkSight, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let row = link::open(&mut tx, secret, call.now).await?;
    let organisation = match row.organisation {
        Some(id) => organisations::organisation_find(&mut tx, id).await?,
        None => None,
    };
    let inviter = match row.created_by {
        Some(id) => accounts::account_find(&mut tx, id).await?,
        None => None,
    };
    let owner = match row.user {
        Some(id) => accounts::account_find(&mut tx, id).await?,
        None => None,
    };
    let tender = links::link_tender_title(&mut tx, &row).await?;
    tx.commit().await?;
    let makes_firm = matches!(row.purpose, LinkPurpose::SetUp | LinkPurpose::Partner);
    Ok(LinkSight {
        purpose: row.purpose,
        organisation: organisation.map(|firm| firm.fields.name).unwrap_or_default(),
        inviter: inviter.map(|(_, account)| account.name).unwrap_or_default(),
        email: owner.map_or(row.email, |(_, account)| account.email),
        tender,
        role: row.role,
        is_administrator: row.is_administrator,
        expires_at: row.expires_at,
        zones: if makes_firm { zones() } else { Vec::new() },
    })
}

/// Makes the first firm and its administrator, and signs in.
///
/// # Errors
/// `LinkSpent`, also when there is a firm already; wrong fields; faults.
pub async fn set_up(call: &Call, secret: &str, firm: &OrganisationForm, person: &PersonForm) -> Result<Token, Failure> {
    expect_open(call, secret, LinkPurpose::SetUp).await?;
    let mut problems = Problems::default();
    let address = person.address(&mut problems);
    let draft = read(&mut problems, Some(firm), person, address.as_ref());
    let (Some(address), Some((Some(firm), person))) = (address, draft) else {
        return Err(problems.into());
    };
    let hash = call.state.passwords.hash(person.password.as_str().to_owned()).await?;
    let mut tx = call.state.store.begin_write().await?;
    link::spend(&mut tx, secret, LinkPurpose::SetUp, call.now).await?;
    if organisations::organisation_any(&mut tx).await? {
        return Err(Refusal::LinkSpent.into());
    }
    let (_, user) = found_firm(&mut tx, call, &firm, address.as_str(), &person, hash).await?;
    let token = session::begin(&mut tx, user, call.now).await?;
    tx.commit().await?;
    Ok(token)
}

/// An invited colleague makes their account, and is signed in.
///
/// # Errors
/// `LinkSpent`; wrong fields; the address is `Taken`; faults.
pub async fn join(call: &Call, secret: &str, form: &PersonForm) -> Result<Token, Failure> {
    let row = expect_open(call, secret, LinkPurpose::Colleague).await?;
    let address = invited_address(&row)?;
    let mut problems = Problems::default();
    let Some((_, person)) = read(&mut problems, None, form, Some(&address)) else {
        return Err(problems.into());
    };
    let hash = call.state.passwords.hash(person.password.as_str().to_owned()).await?;
    let mut tx = call.state.store.begin_write().await?;
    let row = link::spend(&mut tx, secret, LinkPurpose::Colleague, call.now).await?;
    let organisation = row.organisation.ok_or(Refusal::LinkSpent)?;
    let firm = organisations::organisation_find(&mut tx, organisation).await?.ok_or(Refusal::LinkSpent)?;
    let account = NewAccount {
        organisation,
        email: address.as_str().to_owned(),
        name: person.name.as_str().to_owned(),
        kana: person.kana,
        language: call.language,
        zone: firm.fields.zone,
        is_administrator: row.is_administrator,
        password_hash: hash,
    };
    let user = make_account(&mut tx, call, &account).await?;
    let token = session::begin(&mut tx, user, call.now).await?;
    tx.commit().await?;
    Ok(token)
}

/// An invited partner makes their firm and its administrator, takes the promised seat, and is signed in.
///
/// # Errors
/// `LinkSpent`; wrong fields; the address is `Taken`; `Archived`; faults.
pub async fn found(call: &Call, secret: &str, firm: &OrganisationForm, person: &PersonForm) -> Result<Token, Failure> {
    let row = expect_open(call, secret, LinkPurpose::Partner).await?;
    let address = invited_address(&row)?;
    let mut problems = Problems::default();
    let Some((Some(firm), person)) = read(&mut problems, Some(firm), person, Some(&address)) else {
        return Err(problems.into());
    };
    let hash = call.state.passwords.hash(person.password.as_str().to_owned()).await?;
    let mut tx = call.state.store.begin_write().await?;
    let row = link::spend(&mut tx, secret, LinkPurpose::Partner, call.now).await?;
    let (organisation, user) = found_firm(&mut tx, call, &firm, address.as_str(), &person, hash).await?;
    link::give_promised_seat(&mut tx, &row, user, organisation, call.now).await?;
    let token = session::begin(&mut tx, user, call.now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Someone who has an account takes the seat that a partner's invitation promises.
///
/// # Errors
/// `NotSignedIn`; `LinkSpent`; `SeatTaken`; `Archived`; faults.
pub async fn accept(call: &Call, secret: &str) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    let row = link::spend(&mut tx, secret, LinkPurpose::Partner, call.now).await?;
    let (_, own) = accounts::account_find(&mut tx, person.user).await?.ok_or(AppError::NotSignedIn)?;
    // The link was made for one address: whoever else holds it does not get the seat.
    if own.email != row.email {
        return Err(Refusal::LinkSpent.into());
    }
    link::give_promised_seat(&mut tx, &row, person.user, person.organisation, call.now).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets the password of the account that the link is for, ends its sessions, and signs in.
///
/// # Errors
/// `LinkSpent`; wrong fields; faults.
pub async fn set_password(call: &Call, secret: &str, password: &str, again: &str) -> Result<Token, Failure> {
    let row = expect_open(call, secret, LinkPurpose::Password).await?;
    let mut tx = call.state.store.begin_read().await?;
    let user = row.user.ok_or(Refusal::LinkSpent)?;
    let (organisation, account) = accounts::account_find(&mut tx, user).await?.ok_or(Refusal::LinkSpent)?;
    tx.commit().await?;
    let mut problems = Problems::default();
    let address = problems.take("email", EmailAddress::parse(&account.email));
    let Some(password) = new_password(&mut problems, password, again, address.as_ref()) else {
        return Err(problems.into());
    };
    let hash = call.state.passwords.hash(password.as_str().to_owned()).await?;
    let mut tx = call.state.store.begin_write().await?;
    link::spend(&mut tx, secret, LinkPurpose::Password, call.now).await?;
    accounts::account_set_password(&mut tx, user, &hash).await?;
    sessions::session_delete_all(&mut tx, user).await?;
    links::link_end_password(&mut tx, user, call.now).await?;
    let detail = json!({ "by": "link" });
    audits::audit_append_outside(&mut tx, Some(organisation), Some(user), call.now, "password.change", detail).await?;
    let token = session::begin(&mut tx, user, call.now).await?;
    tx.commit().await?;
    Ok(token)
}

/// An administrator invites a colleague, or a partner firm without a bid yet.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`; a wrong address; faults.
pub async fn invite(call: &Call, purpose: LinkPurpose, email: &str, is_administrator: bool) -> Result<Token, Failure> {
    let person = call.caller.administrator()?;
    if !matches!(purpose, LinkPurpose::Colleague | LinkPurpose::Partner) {
        return Err(AppError::NotAllowed.into());
    }
    let address = EmailAddress::parse(email).map_err(|problem| Failure::field("email", problem))?;
    let row = LinkRow {
        organisation: Some(person.organisation),
        is_administrator: is_administrator && purpose == LinkPurpose::Colleague,
        email: address.as_str().to_owned(),
        created_by: Some(person.user),
        ..link::blank(purpose, call.now)
    };
    let mut tx = call.state.store.begin_write().await?;
    let token = link::make(&mut tx, &row, call.now).await?;
    let detail = json!({ "purpose": purpose.code(), "email": address.as_str(), "administrator": row.is_administrator });
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "link.invite",
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(token)
}

/// The open invitations of the caller's firm.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`; faults.
pub async fn list(call: &Call) -> Result<Vec<Invitation>, Failure> {
    let person = call.caller.administrator()?;
    let mut tx = call.state.store.begin_read().await?;
    let rows = links::link_list_open(&mut tx, person.organisation, call.now, 200).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Ends an open invitation.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`, `NotFound`; faults.
pub async fn revoke(call: &Call, id: &str) -> Result<(), Failure> {
    let person = call.caller.administrator()?;
    let id = LinkId::parse(id).ok_or(AppError::NotFound)?;
    let mut tx = call.state.store.begin_write().await?;
    if !links::link_end(&mut tx, id, person.organisation, call.now).await? {
        return Err(AppError::NotFound.into());
    }
    let detail = json!({ "link": id.to_string() });
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "link.revoke",
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Checked before the slow hash, so that a dead link costs nothing; the spending statement decides.
async fn expect_open(call: &Call, secret: &str, purpose: LinkPurpose) -> Result<LinkRow, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let row = link::open(&mut tx, secret, call.now).await?;
    tx.commit().await?;
    if row.purpose == purpose { Ok(row) } else { Err(Refusal::LinkSpent.into()) }
}

fn invited_address(row: &LinkRow) -> Result<EmailAddress, Failure> {
    EmailAddress::parse(&row.email).map_err(|_| Failure::fault("an invitation without an address"))
}

fn read(
    problems: &mut Problems,
    firm: Option<&OrganisationForm>,
    person: &PersonForm,
    address: Option<&EmailAddress>,
) -> Option<(Option<OrganisationDraft>, PersonDraft)> {
    let firm_draft = match firm {
        Some(form) => {
            let zone = known_zone(problems, &form.zone);
            let draft = form.parse(problems);
            Some(draft.filter(|_| zone))
        }
        None => None,
    };
    let person = person.parse(problems, address)?;
    match firm_draft {
        Some(None) => None,
        Some(draft) => Some((draft, person)),
        None => Some((None, person)),
    }
}

async fn found_firm(
    tx: &mut Tx,
    call: &Call,
    firm: &OrganisationDraft,
    email: &str,
    person: &PersonDraft,
    password_hash: String,
) -> Result<(OrganisationId, UserId), Failure> {
    let organisation = OrganisationId::fresh();
    organisations::organisation_insert(tx, organisation, firm, call.now).await?;
    let account = NewAccount {
        organisation,
        email: email.to_owned(),
        name: person.name.as_str().to_owned(),
        kana: person.kana.clone(),
        language: call.language,
        zone: firm.fields().zone.clone(),
        is_administrator: true,
        password_hash,
    };
    let detail = json!({ "name": firm.fields().name });
    audits::audit_append_outside(tx, Some(organisation), None, call.now, "organisation.found", detail).await?;
    let user = make_account(tx, call, &account).await?;
    Ok((organisation, user))
}

async fn make_account(tx: &mut Tx, call: &Call, account: &NewAccount) -> Result<UserId, Failure> {
    let user = UserId::fresh();
    accounts::account_insert(tx, user, account, call.now).await?;
    let detail = json!({ "email": account.email, "administrator": account.is_administrator });
    audits::audit_append_outside(tx, Some(account.organisation), Some(user), call.now, "account.make", detail).await?;
    Ok(user)
}
