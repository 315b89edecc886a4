//! Rows of `tender_file`: the originals kept with a tender.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{TenderFileId, TenderId};
use crate::domain::instant::Instant;
use crate::domain::tender::TenderFile;
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Ties a kept file to a tender that was just made.
///
/// # Errors
/// Faults of the database.
pub async fn tender_file_insert(
    connection: &mut Connection,
    tender: TenderId,
    file: &TenderFile,
    hash: &str,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into tender_file (id, tender_id, hash, name, media_type, size, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(file.id.to_string())
    .bind(tender.to_string())
    .bind(hash)
    .bind(&file.name)
    .bind(&file.media_type)
    .bind(i64::try_from(file.size).unwrap_or(i64::MAX))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// One file of a tender, with the hash under which its bytes are kept.
///
/// # Errors
/// Faults of the database.
pub async fn tender_file_find(
    connection: &mut Connection,
    access: &TenderAccess,
    file: TenderFileId,
) -> Result<Option<(TenderFile, String)>, Failure> {
    let row = sqlx::query(
        "select f.id, f.name, f.media_type, f.size, f.hash
         from tender_file f
         where f.tender_id = $1 and f.id = $2
           and ($3 = 1 or not exists (
                select 1 from tender_source s
                join tender_change c on c.tender_id = s.tender_id and c.position = s.position
                where s.file_id = f.id and c.state in ('offered', 'withdrawn')))",
    )
    .bind(access.tender().to_string())
    .bind(file.to_string())
    .bind(i64::from(access.is_own()))
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((file_of(&row)?, row.try_get("hash")?))).transpose()
}

fn file_of(row: &AnyRow) -> Result<TenderFile, Failure> {
    let id: String = row.try_get("id")?;
    let size: i64 = row.try_get("size")?;
    Ok(TenderFile {
        id: TenderFileId::parse(&id).ok_or_else(|| Failure::fault("a file's identity is no identity"))?,
        name: row.try_get("name")?,
        media_type: row.try_get("media_type")?,
        size: u64::try_from(size).unwrap_or_default(),
    })
}
