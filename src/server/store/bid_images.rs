//! Rows of `bid_image`: the pictures in a bid's texts. Their bytes are kept once by hash in `stored_file`.

use sqlx::Row;

use crate::domain::id::BidImageId;
use crate::domain::instant::Instant;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, files, identity};

/// A picture to be kept.
#[derive(Debug, Clone)]
pub struct ImageRow {
    /// Name of its bytes.
    pub hash: String,
    /// What it is.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Keeps a picture, unless the bid has it already; answers its identity.
///
/// # Errors
/// Faults of the database.
pub async fn image_keep(
    connection: &mut Connection,
    access: &Access,
    image: &ImageRow,
    now: Instant,
) -> Result<BidImageId, Failure> {
    let known = sqlx::query("select id from bid_image where bid_id = $1 and hash = $2")
        .bind(access.bid().to_string())
        .bind(&image.hash)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = known {
        return identity(&row, "id", BidImageId::parse);
    }
    let id = BidImageId::fresh();
    sqlx::query(
        "insert into bid_image (id, bid_id, hash, media_type, size, width, height, added_by, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id.to_string())
    .bind(access.bid().to_string())
    .bind(&image.hash)
    .bind(&image.media_type)
    .bind(i64::try_from(image.size).unwrap_or(i64::MAX))
    .bind(i64::from(image.width))
    .bind(i64::from(image.height))
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(id)
}

/// How many pictures a bid has.
///
/// # Errors
/// Faults of the database.
pub async fn image_count(connection: &mut Connection, access: &Access) -> Result<i64, Failure> {
    let row = sqlx::query("select cast(count(*) as bigint) as images from bid_image where bid_id = $1")
        .bind(access.bid().to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("images")?)
}

/// A picture that the caller may see: who sees one section only sees those in it, and their own.
///
/// # Errors
/// Faults of the database.
pub async fn image_find(
    connection: &mut Connection,
    access: &Access,
    id: BidImageId,
) -> Result<Option<ImageRow>, Failure> {
    let row = sqlx::query(
        "select i.hash, i.media_type, i.size, i.width, i.height
         from bid_image i
         where i.id = $1 and i.bid_id = $2
           and ($3 = '' or i.added_by = $4 or exists (
                select 1 from section_text x where x.section_id = $3 and x.blocks like '%' || i.id || '%'))",
    )
    .bind(id.to_string())
    .bind(access.bid().to_string())
    .bind(access.only_section().map(|section| section.to_string()).unwrap_or_default())
    .bind(access.user().map(|user| user.to_string()).unwrap_or_default())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(ImageRow {
            hash: row.try_get("hash")?,
            media_type: row.try_get("media_type")?,
            size: u64::try_from(row.try_get::<i64, _>("size")?).unwrap_or_default(),
            width: u32::try_from(row.try_get::<i64, _>("width")?).unwrap_or_default(),
            height: u32::try_from(row.try_get::<i64, _>("height")?).unwrap_or_default(),
        })
    })
    .transpose()
}

/// The pictures of these identities, whole; those that the bid does not have are left out.
///
/// # Errors
/// Faults of the database.
pub async fn bid_image_list(
    connection: &mut Connection,
    access: &Access,
    ids: &[String],
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut images = Vec::new();
    for id in ids {
        let Some(parsed) = BidImageId::parse(id) else { continue };
        let Some(image) = image_find(connection, access, parsed).await? else { continue };
        let mut bytes = Vec::new();
        let mut number = 0;
        while let Some(piece) = files::file_piece(connection, &image.hash, number).await? {
            bytes.extend_from_slice(&piece);
            number += 1;
        }
        images.push((id.clone(), bytes));
    }
    Ok(images)
}
