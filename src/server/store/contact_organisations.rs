//! Rows of `contact_organisation`: organisations around bids, each kept by one firm.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::contact::{ContactForm, ContactKind};
use crate::domain::contact_organisation::{Body, BodyDraft, MOST_BODIES, MOST_OFFERED};
use crate::domain::contact_view::Named;
use crate::domain::id::{ContactId, ContactOrganisationId};
use crate::domain::instant::Instant;
use crate::error::{AppError, Refusal};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Keeps a new organisation. The firm is locked.
///
/// # Errors
/// `TooManyRecords`; faults of the database.
pub async fn body_insert(
    connection: &mut Connection,
    person: &SignedIn,
    draft: &BodyDraft,
    sort_key: &str,
    now: Instant,
) -> Result<ContactOrganisationId, Failure> {
    let firm = person.organisation.to_string();
    let row = sqlx::query(
        "select cast(count(*) as bigint) as n
         from contact_organisation
         where organisation_id = $1",
    )
    .bind(&firm)
    .fetch_one(&mut *connection)
    .await?;
    if row.try_get::<i64, _>("n")? >= MOST_BODIES {
        return Err(Refusal::TooManyRecords { most: u32::try_from(MOST_BODIES).unwrap_or(u32::MAX) }.into());
    }
    let id = ContactOrganisationId::fresh();
    sqlx::query(
        "insert into contact_organisation (id, organisation_id, kind, fields, name, sort_key, saved_by, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.to_string())
    .bind(&firm)
    .bind(draft.kind.code())
    .bind(serde_json::to_string(&draft.form)?)
    .bind(&draft.form.name)
    .bind(sort_key)
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(id)
}

/// Changes an organisation that nobody changed since it was read; its people who have no sort of their own follow.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn body_update(
    connection: &mut Connection,
    person: &SignedIn,
    body: ContactOrganisationId,
    revision: i64,
    draft: &BodyDraft,
    sort_key: &str,
    now: Instant,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update contact_organisation
         set kind = $4, fields = $5, name = $6, sort_key = $7, saved_by = $8, saved_at = $9, revision = revision + 1
         where id = $1 and organisation_id = $2 and revision = $3",
    )
    .bind(body.to_string())
    .bind(person.organisation.to_string())
    .bind(revision)
    .bind(draft.kind.code())
    .bind(serde_json::to_string(&draft.form)?)
    .bind(&draft.form.name)
    .bind(sort_key)
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() != 1 {
        return Err(AppError::Changed.into());
    }
    sqlx::query("update contact set kind = $2 where body_id = $1 and own_kind = '' and erased_at = 0")
        .bind(body.to_string())
        .bind(draft.kind.code())
        .execute(connection)
        .await?;
    Ok(())
}

/// One organisation of the firm.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn body_fetch(
    connection: &mut Connection,
    person: &SignedIn,
    body: ContactOrganisationId,
) -> Result<Body, Failure> {
    let row = sqlx::query(
        "select b.id, b.kind, b.fields, b.revision,
                (select cast(count(*) as bigint) from contact c where c.body_id = b.id) as people
         from contact_organisation b
         where b.id = $1 and b.organisation_id = $2",
    )
    .bind(body.to_string())
    .bind(person.organisation.to_string())
    .fetch_optional(connection)
    .await?;
    body_of(&row.ok_or(AppError::NotFound)?)
}

/// The firm's organisations in order.
///
/// # Errors
/// Faults of the database.
pub async fn body_list(connection: &mut Connection, person: &SignedIn) -> Result<Vec<Body>, Failure> {
    let rows = sqlx::query(
        "select b.id, b.kind, b.fields, b.revision,
                (select cast(count(*) as bigint) from contact c where c.body_id = b.id) as people
         from contact_organisation b
         where b.organisation_id = $1
         order by b.sort_key, b.id
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(MOST_OFFERED)
    .fetch_all(connection)
    .await?;
    rows.iter().map(body_of).collect()
}

/// The names of the firm's organisations in order.
///
/// # Errors
/// Faults of the database.
pub async fn body_names(
    connection: &mut Connection,
    person: &SignedIn,
) -> Result<Vec<Named<ContactOrganisationId>>, Failure> {
    let rows = sqlx::query(
        "select id, name
         from contact_organisation
         where organisation_id = $1
         order by sort_key, id
         limit $2 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(MOST_OFFERED)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(Named { id: identity(row, "id", ContactOrganisationId::parse)?, name: row.try_get("name")? }))
        .collect()
}

/// The numbers of the people of an organisation with their particulars, for whoever keeps their pieces anew.
///
/// # Errors
/// Faults of the database.
pub async fn body_people(
    connection: &mut Connection,
    person: &SignedIn,
    body: ContactOrganisationId,
) -> Result<Vec<(i64, ContactForm)>, Failure> {
    let rows = sqlx::query(
        "select number, fields
         from contact
         where body_id = $1 and organisation_id = $2 and erased_at = 0",
    )
    .bind(body.to_string())
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("number")?, serde_json::from_str(&row.try_get::<String, _>("fields")?)?)))
        .collect()
}

/// Who the people of some organisations are, for whoever holds them.
///
/// # Errors
/// Faults of the database.
pub async fn body_people_ids(
    connection: &mut Connection,
    person: &SignedIn,
    bodies: [ContactOrganisationId; 2],
) -> Result<Vec<ContactId>, Failure> {
    let rows = sqlx::query(
        "select id
         from contact
         where body_id in ($1, $2) and organisation_id = $3 and erased_at = 0",
    )
    .bind(bodies[0].to_string())
    .bind(bodies[1].to_string())
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "id", ContactId::parse)).collect()
}

/// Moves the people of an organisation, who are held, to another one; those who have no sort of their own take its sort.
/// Answers their numbers with their particulars, for whoever keeps their pieces anew.
///
/// # Errors
/// Faults of the database.
pub async fn body_people_move(
    connection: &mut Connection,
    person: &SignedIn,
    from: ContactOrganisationId,
    to: &Body,
    now: Instant,
) -> Result<Vec<(i64, ContactForm)>, Failure> {
    let rows = sqlx::query(
        "update contact
         set body_id = $3, kind = case when own_kind = '' then $4 else kind end, saved_by = $5, saved_at = $6,
             revision = revision + 1
         where body_id = $1 and organisation_id = $2 and erased_at = 0
         returning number, fields",
    )
    .bind(from.to_string())
    .bind(person.organisation.to_string())
    .bind(to.id.to_string())
    .bind(to.kind.code())
    .bind(person.user.to_string())
    .bind(now.0)
    .fetch_all(&mut *connection)
    .await?;
    let mut moved = Vec::with_capacity(rows.len());
    for row in rows {
        let number: i64 = row.try_get("number")?;
        // The particulars name the organisation as well.
        let mut form: ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
        form.body = to.id.to_string();
        sqlx::query("update contact set fields = $3 where organisation_id = $1 and number = $2")
            .bind(person.organisation.to_string())
            .bind(number)
            .bind(serde_json::to_string(&form)?)
            .execute(&mut *connection)
            .await?;
        moved.push((number, form));
    }
    Ok(moved)
}

/// Deletes an organisation that nobody changed since it was read and that has no people any more.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn body_delete(
    connection: &mut Connection,
    person: &SignedIn,
    body: ContactOrganisationId,
    revision: i64,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "delete from contact_organisation
         where id = $1 and organisation_id = $2 and revision = $3",
    )
    .bind(body.to_string())
    .bind(person.organisation.to_string())
    .bind(revision)
    .execute(connection)
    .await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::Changed.into()) }
}

fn body_of(row: &AnyRow) -> Result<Body, Failure> {
    Ok(Body {
        id: identity(row, "id", ContactOrganisationId::parse)?,
        form: serde_json::from_str(&row.try_get::<String, _>("fields")?)?,
        kind: ContactKind::parse(&row.try_get::<String, _>("kind")?)
            .ok_or_else(|| Failure::fault("unknown sort of an organisation"))?,
        people: row.try_get("people")?,
        revision: row.try_get("revision")?,
    })
}
