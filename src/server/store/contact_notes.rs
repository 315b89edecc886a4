//! What is noted of the firm's contacts, of their roles in bids and of their organisations, for whoever takes another
//! person's name out of it: all of the firm's, whichever bid it concerns. What of it a reader may see is said beside it.

use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, Row};

use super::contacts::named_of;
use super::engagements::SEEN;
use crate::domain::contact::ContactForm;
use crate::domain::contact_organisation::BodyForm;
use crate::domain::contact_view::Named;
use crate::domain::id::{BidId, ContactId, ContactOrganisationId};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Rows that are looked through at once.
const AT_ONCE: i64 = 500;

/// What is noted of a contact in a bid: interest, what we want, what comes next.
pub type RoleTexts = [String; 3];

/// A role that is looked through.
#[derive(Debug, Clone)]
pub struct RoleNote {
    /// Whose.
    pub contact: Named<ContactId>,
    /// In which bid.
    pub bid: Named<BidId>,
    /// Its texts.
    pub texts: RoleTexts,
    /// Whether the reader may know of it.
    pub is_seen: bool,
}

/// The next contacts of the firm behind one; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn contact_note_page(
    connection: &mut Connection,
    person: &SignedIn,
    after: Option<ContactId>,
) -> Result<Vec<(ContactId, ContactForm)>, Failure> {
    let after = after.map(|after| after.to_string()).unwrap_or_default();
    note_page(connection, person, "contact where organisation_id = $1 and erased_at = 0", after, ContactId::parse).await
}

/// The next of some rows of the firm behind one, by their identities. `rows` names the table and which of its rows are the
/// firm's (`$1`).
async fn note_page<Id, Form: DeserializeOwned>(
    connection: &mut Connection,
    person: &SignedIn,
    rows: &'static str,
    after: String,
    parse: fn(&str) -> Option<Id>,
) -> Result<Vec<(Id, Form)>, Failure> {
    let statement = format!("select id, fields from {rows} and id > $2 order by id limit $3 + 0");
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.organisation.to_string())
        .bind(after)
        .bind(AT_ONCE)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Ok((identity(row, "id", parse)?, serde_json::from_str(&row.try_get::<String, _>("fields")?)?)))
        .collect()
}

/// Puts other particulars into a contact whose names and addresses stay as they are.
///
/// # Errors
/// Faults of the database.
pub async fn contact_note_put(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    form: &ContactForm,
) -> Result<(), Failure> {
    sqlx::query(
        "update contact
         set fields = $3, revision = revision + 1
         where id = $1 and organisation_id = $2 and erased_at = 0",
    )
    .bind(contact.to_string())
    .bind(person.organisation.to_string())
    .bind(serde_json::to_string(form)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// The next roles of the firm's contacts behind one, in whichever bid; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn role_note_page(
    connection: &mut Connection,
    person: &SignedIn,
    after: Option<(ContactId, BidId)>,
) -> Result<Vec<RoleNote>, Failure> {
    let statement = format!(
        "select c.id, c.fields, e.bid_id, coalesce(t.title, '') as bid_title, e.interest, e.want, e.next_step,
                cast(case when {SEEN} then 1 else 0 end as bigint) as is_seen
         from contact c
         join contact_role e on e.contact_id = c.id
         join bid b on b.id = e.bid_id
         join tender t on t.id = b.tender_id
         where c.organisation_id = $2 and c.erased_at = 0 and (c.id > $3 or (c.id = $3 and e.bid_id > $4))
         order by c.id, e.bid_id
         limit $5 + 0"
    );
    let (contact, bid) = after.map(|(contact, bid)| (contact.to_string(), bid.to_string())).unwrap_or_default();
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(person.organisation.to_string())
        .bind(contact)
        .bind(bid)
        .bind(AT_ONCE)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(RoleNote {
                contact: named_of(row)?,
                bid: Named { id: identity(row, "bid_id", BidId::parse)?, name: row.try_get("bid_title")? },
                texts: [row.try_get("interest")?, row.try_get("want")?, row.try_get("next_step")?],
                is_seen: row.try_get::<i64, _>("is_seen")? == 1,
            })
        })
        .collect()
}

/// The texts of the role of one of the firm's contacts; none where it has none any more.
///
/// # Errors
/// Faults of the database.
pub async fn role_note_find(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    bid: BidId,
) -> Result<Option<RoleTexts>, Failure> {
    let row = sqlx::query(
        "select r.interest, r.want, r.next_step
         from contact_role r
         join contact c on c.id = r.contact_id
         where r.contact_id = $1 and r.bid_id = $2 and c.organisation_id = $3 and c.erased_at = 0",
    )
    .bind(contact.to_string())
    .bind(bid.to_string())
    .bind(person.organisation.to_string())
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok([row.try_get("interest")?, row.try_get("want")?, row.try_get("next_step")?])).transpose()
}

/// Puts other texts into the role of one of the firm's contacts, which is held.
///
/// # Errors
/// Faults of the database.
pub async fn role_note_put(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    bid: BidId,
    [interest, want, next_step]: RoleTexts,
) -> Result<(), Failure> {
    sqlx::query(
        "update contact_role
         set interest = $4, want = $5, next_step = $6, revision = revision + 1
         where contact_id = $1 and bid_id = $2
           and exists (select 1 from contact c where c.id = contact_role.contact_id and c.organisation_id = $3)",
    )
    .bind(contact.to_string())
    .bind(bid.to_string())
    .bind(person.organisation.to_string())
    .bind(interest)
    .bind(want)
    .bind(next_step)
    .execute(connection)
    .await?;
    Ok(())
}

/// The next organisations of the firm behind one; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn body_note_page(
    connection: &mut Connection,
    person: &SignedIn,
    after: Option<ContactOrganisationId>,
) -> Result<Vec<(ContactOrganisationId, BodyForm)>, Failure> {
    let after = after.map(|after| after.to_string()).unwrap_or_default();
    note_page(
        connection,
        person,
        "contact_organisation where organisation_id = $1",
        after,
        ContactOrganisationId::parse,
    )
    .await
}

/// Puts other particulars into an organisation whose names stay as they are.
///
/// # Errors
/// Faults of the database.
pub async fn body_note_put(
    connection: &mut Connection,
    person: &SignedIn,
    body: ContactOrganisationId,
    form: &BodyForm,
) -> Result<(), Failure> {
    sqlx::query(
        "update contact_organisation
         set fields = $3, revision = revision + 1
         where id = $1 and organisation_id = $2",
    )
    .bind(body.to_string())
    .bind(person.organisation.to_string())
    .bind(serde_json::to_string(form)?)
    .execute(connection)
    .await?;
    Ok(())
}
