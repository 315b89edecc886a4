//! Rows of `contact_relation`: who introduced whom, reports to whom, knows whom.

use sqlx::Row;

use crate::domain::contact_view::{Relation, RelationKind, Side};
use crate::domain::id::{ContactId, ContactRelationId};
use crate::domain::instant::Instant;
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::contacts::named_of;
use crate::server::store::{Connection, identity};

/// Most ties of one contact that are shown.
const MOST: i64 = 200;

/// The ties of a contact of the firm, from whichever end, as far as a page shows them.
///
/// # Errors
/// Faults of the database.
pub async fn contact_relation_list(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Vec<Relation>, Failure> {
    contact_relation_page(connection, person, contact, None).await
}

/// The next ties of a contact behind one; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn contact_relation_page(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    after: Option<ContactRelationId>,
) -> Result<Vec<Relation>, Failure> {
    let rows = sqlx::query(
        "select r.id as relation_id, r.kind, r.from_id, c.id, c.fields
         from contact_relation r
         join contact c on c.id = case when r.from_id = $1 then r.to_id else r.from_id end
         where (r.from_id = $1 or r.to_id = $1) and c.organisation_id = $2 and r.id > $4
         order by r.id
         limit $3 + 0",
    )
    .bind(contact.to_string())
    .bind(person.organisation.to_string())
    .bind(MOST)
    .bind(after.map(|after| after.to_string()).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let is_first = row.try_get::<String, _>("from_id")? == contact.to_string();
            Ok(Relation {
                id: identity(row, "relation_id", ContactRelationId::parse)?,
                kind: RelationKind::parse(&row.try_get::<String, _>("kind")?)
                    .ok_or_else(|| Failure::fault("unknown tie of a contact"))?,
                side: if is_first { Side::First } else { Side::Second },
                other: named_of(row)?,
            })
        })
        .collect()
}

/// Ties two contacts of the firm; one that is there stays as it is.
///
/// # Errors
/// Faults of the database.
pub async fn contact_relation_insert(
    connection: &mut Connection,
    person: &SignedIn,
    from: ContactId,
    to: ContactId,
    kind: RelationKind,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into contact_relation (id, from_id, to_id, kind, saved_by, saved_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (from_id, to_id, kind) do nothing",
    )
    .bind(ContactRelationId::fresh().to_string())
    .bind(from.to_string())
    .bind(to.to_string())
    .bind(kind.code())
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Unties two contacts.
///
/// # Errors
/// `NotFound` for a tie that is none of the contact's; faults of the database.
pub async fn contact_relation_delete(
    connection: &mut Connection,
    contact: ContactId,
    relation: ContactRelationId,
) -> Result<(), Failure> {
    let done = sqlx::query("delete from contact_relation where id = $1 and (from_id = $2 or to_id = $2)")
        .bind(relation.to_string())
        .bind(contact.to_string())
        .execute(connection)
        .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::NotFound.into()) }
}

/// Deletes every tie of a contact; answers how many there were.
///
/// # Errors
/// Faults of the database.
pub async fn contact_relation_clear(connection: &mut Connection, contact: ContactId) -> Result<u64, Failure> {
    let done = sqlx::query("delete from contact_relation where from_id = $1 or to_id = $1")
        .bind(contact.to_string())
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
