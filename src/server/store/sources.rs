//! Rows of `tender_source`: the texts and files that a tender was read from.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{OrganisationId, TenderFileId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::domain::notice::TextKind;
use crate::domain::tender::{TenderFile, TenderSource};
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::places::small;
use crate::server::store::{Connection, identity};

/// Most texts of one tender.
pub const MOST_SOURCES: usize = 100;

/// A text as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its place among the tender's texts, from 0.
    pub position: u32,
    /// Code of where it came from: `text`, `pdf`, `html`, `portal_xml`, `ocds`.
    pub kind: String,
    /// The file's name; empty for a pasted text.
    pub name: String,
    /// What tells the same text again.
    pub fingerprint: String,
    /// The text.
    pub body: String,
    /// What sort of text it is.
    pub text_kind: TextKind,
    /// Pages, when it has them.
    pub pages: Option<u32>,
    /// Pages that nobody has read.
    pub pages_without_text: u32,
    /// The original.
    pub file: Option<TenderFileId>,
    /// The buyer's or the portal's own key of the procedure; empty when there is none.
    pub identity: String,
    /// The release; empty when there is none.
    pub release: String,
    /// What the source says outright, as JSON; empty for a plain text.
    pub stated: String,
}

/// Keeps a text of a tender.
///
/// # Errors
/// Faults of the database.
pub async fn source_insert(
    connection: &mut Connection,
    tender: TenderId,
    source: &SourceRow,
    by: Option<UserId>,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into tender_source (tender_id, position, kind, name, fingerprint, body, text_kind,
             pages, pages_without_text, file_id, identity, release, stated, added_by, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(tender.to_string())
    .bind(i64::from(source.position))
    .bind(&source.kind)
    .bind(&source.name)
    .bind(&source.fingerprint)
    .bind(&source.body)
    .bind(source.text_kind.code())
    .bind(source.pages.map(i64::from))
    .bind(i64::from(source.pages_without_text))
    .bind(source.file.map(|file| file.to_string()))
    .bind(&source.identity)
    .bind(&source.release)
    .bind(&source.stated)
    .bind(by.map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes the tender's row as the lock of its texts, so that two who add one give them different places.
///
/// # Errors
/// Faults of the database.
pub async fn source_lock(connection: &mut Connection, access: &TenderAccess) -> Result<(), Failure> {
    sqlx::query("update tender set revision = revision where id = $1")
        .bind(access.tender().to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// The places of a tender's texts, each with what tells the text again.
///
/// # Errors
/// Faults of the database.
pub async fn source_prints(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<(u32, String)>, Failure> {
    let rows = sqlx::query("select position, fingerprint from tender_source where tender_id = $1 order by position")
        .bind(access.tender().to_string())
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok((small(row, "position")?.unwrap_or_default(), row.try_get("fingerprint")?))).collect()
}

/// The texts of a tender, whole, in order.
///
/// # Errors
/// Faults of the database.
pub async fn source_texts(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<SourceRow>, Failure> {
    let rows = sqlx::query(
        "select position, kind, name, fingerprint, body, text_kind, pages, pages_without_text,
                file_id, identity, release, stated
         from tender_source
         where tender_id = $1
         order by position
         limit $2 + 0",
    )
    .bind(access.tender().to_string())
    .bind(i64::try_from(MOST_SOURCES).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(row_of).collect()
}

/// The texts of a tender without their words, in order, each with its original. What only seems to belong to it is
/// shown to the firm that keeps it alone.
///
/// # Errors
/// Faults of the database.
pub async fn source_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<TenderSource>, Failure> {
    let rows = sqlx::query(
        "select s.position, s.name, s.text_kind, s.pages, s.pages_without_text, s.stated,
                f.id as file_id, f.name as file_name, f.media_type, f.size
         from tender_source s
         left join tender_file f on f.id = s.file_id
         where s.tender_id = $1
           and ($3 = 1 or not exists (
                select 1 from tender_change c
                where c.tender_id = s.tender_id and c.position = s.position and c.state in ('offered', 'withdrawn')))
         order by s.position
         limit $2 + 0",
    )
    .bind(access.tender().to_string())
    .bind(i64::try_from(MOST_SOURCES).unwrap_or(i64::MAX))
    .bind(i64::from(access.is_own()))
    .fetch_all(connection)
    .await?;
    rows.iter().map(source_of).collect()
}

/// A tender of a firm that has a text with this fingerprint, the newest first; with the place of the text.
///
/// # Errors
/// Faults of the database.
pub async fn source_find(
    connection: &mut Connection,
    organisation: OrganisationId,
    fingerprint: &str,
) -> Result<Option<(TenderId, u32)>, Failure> {
    let row = sqlx::query(
        "select s.tender_id, s.position
         from tender_source s
         join tender t on t.id = s.tender_id
         where s.fingerprint = $2 and t.organisation_id = $1
         order by s.position, t.created_at desc
         limit 1",
    )
    .bind(organisation.to_string())
    .bind(fingerprint)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((identity(&row, "tender_id", TenderId::parse)?, small(&row, "position")?.unwrap_or_default())))
        .transpose()
}

fn row_of(row: &AnyRow) -> Result<SourceRow, Failure> {
    let file: Option<String> = row.try_get("file_id")?;
    Ok(SourceRow {
        position: small(row, "position")?.unwrap_or_default(),
        kind: row.try_get("kind")?,
        name: row.try_get("name")?,
        fingerprint: row.try_get("fingerprint")?,
        body: row.try_get("body")?,
        text_kind: TextKind::parse(&row.try_get::<String, _>("text_kind")?).unwrap_or(TextKind::Unknown),
        pages: small(row, "pages")?,
        pages_without_text: small(row, "pages_without_text")?.unwrap_or_default(),
        file: file.as_deref().and_then(TenderFileId::parse),
        identity: row.try_get("identity")?,
        release: row.try_get("release")?,
        stated: row.try_get("stated")?,
    })
}

fn source_of(row: &AnyRow) -> Result<TenderSource, Failure> {
    Ok(TenderSource {
        position: small(row, "position")?.unwrap_or_default(),
        name: row.try_get("name")?,
        text_kind: TextKind::parse(&row.try_get::<String, _>("text_kind")?).unwrap_or(TextKind::Unknown),
        pages: small(row, "pages")?,
        pages_without_text: small(row, "pages_without_text")?.unwrap_or_default(),
        file: file_of(row)?,
        documents: documents_of(&row.try_get::<String, _>("stated")?),
    })
}

/// The original beside a joined row: `file_id, file_name, media_type, size`; none where there is none.
///
/// # Errors
/// Faults of the database.
pub(super) fn file_of(row: &AnyRow) -> Result<Option<TenderFile>, Failure> {
    let id: Option<String> = row.try_get("file_id")?;
    let Some(id) = id.as_deref().and_then(TenderFileId::parse) else { return Ok(None) };
    let size: i64 = row.try_get("size")?;
    Ok(Some(TenderFile {
        id,
        name: row.try_get("file_name")?,
        media_type: row.try_get("media_type")?,
        size: u64::try_from(size).unwrap_or_default(),
    }))
}

/// The further files that a source names, out of what it says outright.
#[must_use]
pub fn documents_of(stated: &str) -> Vec<(String, String)> {
    #[derive(Default, serde::Deserialize)]
    #[serde(default)]
    struct Named {
        documents: Vec<(String, String)>,
    }
    serde_json::from_str::<Named>(stated).unwrap_or_default().documents
}
