//! Rows of `organisation`: the firms.

use sqlx::Row;

use crate::domain::id::OrganisationId;
use crate::domain::instant::Instant;
use crate::domain::organisation::{Organisation, OrganisationDraft, OrganisationForm};
use crate::server::failure::Failure;
use crate::server::store::{Connection, Statement, one_row};

/// Whether there is any firm yet.
///
/// # Errors
/// Faults of the database.
pub async fn organisation_any(connection: &mut Connection) -> Result<bool, Failure> {
    Ok(sqlx::query("select id from organisation limit 1").fetch_optional(connection).await?.is_some())
}

/// Keeps a new firm.
///
/// # Errors
/// Faults of the database.
pub async fn organisation_insert(
    connection: &mut Connection,
    id: OrganisationId,
    draft: &OrganisationDraft,
    now: Instant,
) -> Result<(), Failure> {
    let fields = draft.fields();
    let statement = sqlx::query(
        "insert into organisation (id, kind, name, name_kana, name_latin, corporate_number, country,
             registry, registration_number, postal_code, address, representative_title,
             representative_name, representative_kana, representative_latin, telephone, zone,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(id.to_string());
    bound(statement, fields).bind(now.0).execute(connection).await?;
    Ok(())
}

/// Changes a firm's particulars, if nobody else did since `revision` was read.
///
/// # Errors
/// `Changed` when somebody did; faults of the database.
pub async fn organisation_update(
    connection: &mut Connection,
    id: OrganisationId,
    revision: i64,
    draft: &OrganisationDraft,
) -> Result<(), Failure> {
    let fields = draft.fields();
    let statement = sqlx::query(
        "update organisation
         set kind = $3, name = $4, name_kana = $5, name_latin = $6, corporate_number = $7,
             country = $8, registry = $9, registration_number = $10, postal_code = $11,
             address = $12, representative_title = $13, representative_name = $14,
             representative_kana = $15, representative_latin = $16, telephone = $17, zone = $18,
             revision = revision + 1
         where id = $1 and revision = $2",
    )
    .bind(id.to_string())
    .bind(revision);
    let done = bound(statement, fields).execute(connection).await?;
    one_row(&done)
}

/// A firm.
///
/// # Errors
/// Faults of the database.
pub async fn organisation_find(
    connection: &mut Connection,
    id: OrganisationId,
) -> Result<Option<Organisation>, Failure> {
    let row = sqlx::query(
        "select kind, name, name_kana, name_latin, corporate_number, country, registry,
                registration_number, postal_code, address, representative_title,
                representative_name, representative_kana, representative_latin, telephone, zone,
                revision
         from organisation
         where id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        let fields = OrganisationForm {
            kind: row.try_get("kind")?,
            name: row.try_get("name")?,
            name_kana: row.try_get("name_kana")?,
            name_latin: row.try_get("name_latin")?,
            corporate_number: row.try_get("corporate_number")?,
            country: row.try_get("country")?,
            registry: row.try_get("registry")?,
            registration_number: row.try_get("registration_number")?,
            postal_code: row.try_get("postal_code")?,
            address: row.try_get("address")?,
            representative_title: row.try_get("representative_title")?,
            representative_name: row.try_get("representative_name")?,
            representative_kana: row.try_get("representative_kana")?,
            representative_latin: row.try_get("representative_latin")?,
            telephone: row.try_get("telephone")?,
            zone: row.try_get("zone")?,
        };
        Ok(Organisation { id, fields, revision: row.try_get("revision")? })
    })
    .transpose()
}

/// Name of the account that last changed a firm's particulars, from its trail.
///
/// # Errors
/// Faults of the database.
pub async fn organisation_last_changed_by(
    connection: &mut Connection,
    id: OrganisationId,
) -> Result<Option<String>, Failure> {
    let row = sqlx::query(
        "select u.name
         from audit a
         join user_account u on u.id = a.user_id
         where a.scope = $1 and a.action = 'organisation.change'
         order by a.number desc
         limit 1",
    )
    .bind(id.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| row.try_get("name")).transpose()?)
}

/// Binds a firm's particulars: `kind, name, name_kana, name_latin, corporate_number, country, registry,
/// registration_number, postal_code, address, representative_title, representative_name, representative_kana,
/// representative_latin, telephone, zone`.
fn bound<'q>(statement: Statement<'q>, fields: &'q OrganisationForm) -> Statement<'q> {
    statement
        .bind(&fields.kind)
        .bind(&fields.name)
        .bind(&fields.name_kana)
        .bind(&fields.name_latin)
        .bind(&fields.corporate_number)
        .bind(&fields.country)
        .bind(&fields.registry)
        .bind(&fields.registration_number)
        .bind(&fields.postal_code)
        .bind(&fields.address)
        .bind(&fields.representative_title)
        .bind(&fields.representative_name)
        .bind(&fields.representative_kana)
        .bind(&fields.representative_latin)
        .bind(&fields.telephone)
        .bind(&fields.zone)
}
