//! Rows of `tender_fact`: the sentences behind a tender's facts.

use sqlx::Row;

use crate::domain::notice::{Evidence, FactName};
use crate::domain::tender::{FactSource, Origin, fact_code, fact_of};
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::Connection;
use crate::server::store::places::{Place, small};

/// Keeps the sentence behind a fact, in place of what was kept before.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fact_put(
    connection: &mut Connection,
    access: &TenderAccess,
    name: FactName,
    value: &str,
    evidence: Option<&Evidence>,
    origin: Origin,
) -> Result<(), Failure> {
    sqlx::query("delete from tender_fact where tender_id = $1 and name = $2")
        .bind(access.tender().to_string())
        .bind(fact_code(name))
        .execute(&mut *connection)
        .await?;
    if value.is_empty() {
        return Ok(());
    }
    let statement = sqlx::query(
        "insert into tender_fact (tender_id, name, value, origin, sentence, source, text_start, text_end, page)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(access.tender().to_string())
    .bind(fact_code(name))
    .bind(value)
    .bind(origin.code());
    Place::of(evidence).bind(statement).execute(connection).await?;
    Ok(())
}

/// Makes a fact a person's, whose sentence stays for comparison.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fact_change(
    connection: &mut Connection,
    access: &TenderAccess,
    name: FactName,
    value: &str,
) -> Result<(), Failure> {
    let changed =
        sqlx::query("update tender_fact set value = $3, origin = 'person' where tender_id = $1 and name = $2")
            .bind(access.tender().to_string())
            .bind(fact_code(name))
            .bind(value)
            .execute(&mut *connection)
            .await?;
    if changed.rows_affected() == 1 && !value.is_empty() {
        return Ok(());
    }
    tender_fact_put(connection, access, name, value, None, Origin::Person).await
}

/// The sentences behind a tender's facts.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fact_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<FactSource>, Failure> {
    let rows =
        sqlx::query("select name, sentence, source, page, origin from tender_fact where tender_id = $1 limit 50")
            .bind(access.tender().to_string())
            .fetch_all(connection)
            .await?;
    let mut sources = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(name) = fact_of(&row.try_get::<String, _>("name")?) else { continue };
        sources.push(FactSource {
            name,
            sentence: row.try_get("sentence")?,
            source: small(&row, "source")?,
            page: small(&row, "page")?,
            origin: Origin::parse(&row.try_get::<String, _>("origin")?),
        });
    }
    Ok(sources)
}
