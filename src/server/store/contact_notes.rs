//! What is noted of the firm's contacts, for whoever takes another person's name out of it.

use sqlx::Row;

use crate::domain::contact::ContactForm;
use crate::domain::id::ContactId;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Contacts that are looked through at once.
const AT_ONCE: i64 = 500;

/// The next contacts of the firm behind one; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn contact_note_page(
    connection: &mut Connection,
    person: &SignedIn,
    after: Option<ContactId>,
) -> Result<Vec<(ContactId, ContactForm)>, Failure> {
    let rows = sqlx::query(
        "select id, fields
         from contact
         where organisation_id = $1 and erased_at = 0 and id > $2
         order by id
         limit $3 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(after.map(|after| after.to_string()).unwrap_or_default())
    .bind(AT_ONCE)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let form = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
            Ok((identity(row, "id", ContactId::parse)?, form))
        })
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
